//! Whether an editor would ask for a source at a sentence, why, and how well the
//! sentence says where it is from: a linear model over named features of what has
//! been read. Its weights are a readable file, one feature a line; what they were
//! trained on and how well they do stands in the page beside this file.

pub mod context;
pub mod sentence;
#[cfg(feature = "train")]
pub mod training;

use std::{hash::Hasher, sync::LazyLock};

use rustc_hash::{FxHashMap, FxHasher};
use serde::Serialize;

/// Why an editor would ask.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Reason {
    Judgement,
    Motive,
    Prediction,
    Cause,
    Allegation,
    Figure,
    Superlative,
    Vague,
    Event,
}

pub const REASONS: [Reason; 9] = [
    Reason::Judgement,
    Reason::Motive,
    Reason::Prediction,
    Reason::Cause,
    Reason::Allegation,
    Reason::Figure,
    Reason::Superlative,
    Reason::Vague,
    Reason::Event,
];

impl Reason {
    fn column(self) -> usize {
        1 + self as usize
    }
}

/// What the model weighs: whether to ask, why, and the status of the sentence, each
/// a column of the file in this order.
pub const COLUMNS: usize = 1 + REASONS.len() + STATUSES;
/// In the order in which [`Status`](crate::story::Status) has them.
pub const STATUSES: usize = 5;

/// The sums of what features weigh, column by column, in hundredths.
pub type Scores = [i32; COLUMNS];

/// How likely an editor would ask for a source, and why.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Doubt {
    /// 0 to 1.
    pub chance: f32,
    pub reason: Reason,
}

impl Doubt {
    pub fn new(scores: &Scores) -> Doubt {
        let reasons = &scores[1..=REASONS.len()];
        let best = (0..REASONS.len()).max_by_key(|it| reasons[*it]);
        Doubt {
            chance: 1.0 / (1.0 + (-scores[0] as f32 / 100.0).exp()),
            reason: best.map_or(Reason::Judgement, |it| REASONS[it]),
        }
    }
}

/// Where features go: a template and up to two words that fill it.
pub trait Sink {
    fn add(&mut self, template: &str, a: &str, b: &str);

    fn flag(&mut self, template: &str) {
        self.add(template, "", "");
    }
}

/// Adds up what features weigh, each of them once.
#[derive(Default)]
pub struct Sum {
    pub scores: Scores,
    seen: Vec<u64>,
}

impl Sum {
    /// To go on from `scores`.
    pub fn from(scores: Scores) -> Sum {
        let seen = Vec::new();
        Sum { scores, seen }
    }
}

impl Sink for Sum {
    fn add(&mut self, template: &str, a: &str, b: &str) {
        let key = key(template, a, b);
        let row = WEIGHTS.get(&key).filter(|_| !self.seen.contains(&key));
        if let Some(row) = row {
            self.seen.push(key);
            let sums = self.scores.iter_mut().zip(row);
            sums.for_each(|(sum, it)| *sum += i32::from(*it));
        }
    }
}

static WEIGHTS: LazyLock<FxHashMap<u64, [i16; COLUMNS]>> = LazyLock::new(|| {
    let mut weights = FxHashMap::default();
    for line in include_str!("weights.tsv").lines() {
        let mut cells = line.split('\t');
        let mut parts = cells.next().unwrap_or_default().split(' ');
        let mut part = || parts.next().unwrap_or_default();
        let key = key(part(), part(), part());
        let mut row = [0; COLUMNS];
        for (cell, weight) in cells.zip(&mut row) {
            *weight = cell.parse().unwrap_or_default();
        }
        weights.insert(key, row);
    }
    weights
});

fn key(template: &str, a: &str, b: &str) -> u64 {
    let mut hasher = FxHasher::default();
    for part in [template, a, b] {
        hasher.write(part.as_bytes());
        hasher.write_u8(0xff);
    }
    hasher.finish()
}
