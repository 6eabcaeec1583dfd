//! The features of both looks, and the choice of those that are kept.

use rustc_hash::FxHashMap;

use super::{
    Options,
    crf::{self, Chain, Sequence},
};
use crate::tagger::labels::ROW;

/// The sequences of both looks and what their features are numbered by.
pub struct Looks {
    pub first: Vec<Sequence>,
    /// The structural features alone.
    pub second: Vec<Sequence>,
    pub features: FxHashMap<u32, u32>,
    pub structural: FxHashMap<u32, u32>,
}

impl Looks {
    /// The weights of either look; `seed` is added to that of the options.
    pub fn chains(&self, rounds: usize, options: &Options, seed: u64) -> (Chain, Chain) {
        let list: Vec<&Sequence> = self.first.iter().collect();
        let first = crf::chain(
            &list,
            self.features.len(),
            crf::Options {
                rounds,
                ..options.crf(seed)
            },
        );
        let offset = self.features.len() as u32;
        let joined: Vec<Sequence> = self
            .first
            .iter()
            .zip(&self.second)
            .map(|(a, b)| join(a, b, offset))
            .collect();
        let list: Vec<&Sequence> = joined.iter().collect();
        let all = self.features.len() + self.structural.len();
        (
            first,
            crf::chain(
                &list,
                all,
                crf::Options {
                    rounds,
                    ..options.crf(seed + 1)
                },
            ),
        )
    }
}

/// `looks` with no more features than `options` allow.
pub fn chosen(looks: Looks, options: &Options, told: &mut dyn FnMut(&str)) -> Looks {
    if looks.features.len() <= options.keep[0] && looks.structural.len() <= options.keep[1] {
        return looks;
    }
    let (first, second) = looks.chains(options.trial_rounds, options, 20);
    told("trial trained");
    let (rows, structural_rows) = second.rows.split_at(looks.features.len());
    let counts = occurrences(&looks.first, looks.features.len());
    let worth: Vec<f32> = (0..counts.len())
        .map(|at| worth_of(counts[at], &[first.rows[at], rows[at]]))
        .collect();
    let places = best(&worth, options.keep[0]);
    let counts = occurrences(&looks.second, looks.structural.len());
    let worth: Vec<f32> = (0..counts.len())
        .map(|at| worth_of(counts[at], &[structural_rows[at]]))
        .collect();
    let structural_places = best(&worth, options.keep[1]);
    Looks {
        first: looks
            .first
            .into_iter()
            .map(|it| renumbered(it, &places))
            .collect(),
        second: looks
            .second
            .into_iter()
            .map(|it| renumbered(it, &structural_places))
            .collect(),
        features: renamed(looks.features, &places),
        structural: renamed(looks.structural, &structural_places),
    }
}

fn occurrences(sequences: &[Sequence], features: usize) -> Vec<u32> {
    let mut counts = vec![0; features];
    sequences
        .iter()
        .flat_map(|it| &it.ids)
        .for_each(|id| counts[*id as usize] += 1);
    counts
}

/// How much would be lost without a feature that occurs `count` times.
fn worth_of(count: u32, rows: &[[f32; ROW]]) -> f32 {
    rows.iter()
        .flatten()
        .fold(0f32, |top, it| top.max(it.abs()))
        * (count as f32).sqrt()
}

/// New numbers for the `keep` features of most worth, in the old order.
fn best(worth: &[f32], keep: usize) -> Vec<Option<u32>> {
    let mut order: Vec<usize> = (0..worth.len()).collect();
    order.sort_by(|a, b| worth[*b].total_cmp(&worth[*a]).then(a.cmp(b)));
    order.truncate(keep);
    order.sort_unstable();
    let mut places = vec![None; worth.len()];
    order
        .into_iter()
        .enumerate()
        .for_each(|(new, old)| places[old] = Some(new as u32));
    places
}

fn renumbered(sequence: Sequence, places: &[Option<u32>]) -> Sequence {
    let mut new = Sequence {
        labels: sequence.labels,
        ..Sequence::default()
    };
    for word in sequence.starts.windows(2) {
        new.starts.push(new.ids.len() as u32);
        let ids = &sequence.ids[word[0] as usize..word[1] as usize];
        new.ids
            .extend(ids.iter().filter_map(|id| places[*id as usize]));
    }
    new.starts.push(new.ids.len() as u32);
    new
}

fn renamed(index: FxHashMap<u32, u32>, places: &[Option<u32>]) -> FxHashMap<u32, u32> {
    index
        .into_iter()
        .filter_map(|(feature, at)| Some((feature, places[at as usize]?)))
        .collect()
}

/// The features of both looks for each word; those of the second are numbered behind the first's.
fn join(first: &Sequence, second: &Sequence, offset: u32) -> Sequence {
    let mut joined = Sequence {
        labels: first.labels.clone(),
        ..Sequence::default()
    };
    for (a, b) in first.starts.windows(2).zip(second.starts.windows(2)) {
        joined.starts.push(joined.ids.len() as u32);
        joined.ids.extend(&first.ids[a[0] as usize..a[1] as usize]);
        joined.ids.extend(
            second.ids[b[0] as usize..b[1] as usize]
                .iter()
                .map(|it| it + offset),
        );
    }
    joined.starts.push(joined.ids.len() as u32);
    joined
}
