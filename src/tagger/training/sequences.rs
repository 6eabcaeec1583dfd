//! Lines as numbers of features.

use rustc_hash::FxHashMap;

use super::{crf::Sequence, gold::Line};
use crate::tagger::{
    Reading,
    features::{self, setting},
    structure,
    words::Word,
};

/// A line as numbers of features, not yet indices of rows.
pub struct Raw {
    ids: Vec<u32>,
    starts: Vec<u32>,
    labels: Vec<u8>,
}

impl Raw {
    /// Without the features that `index` does not have.
    pub fn sequence(self, index: &FxHashMap<u32, u32>) -> Sequence {
        let mut sequence = Sequence {
            labels: self.labels,
            ..Sequence::default()
        };
        for word in self.starts.windows(2) {
            sequence.starts.push(sequence.ids.len() as u32);
            let known = self.ids[word[0] as usize..word[1] as usize]
                .iter()
                .filter_map(|it| index.get(it));
            sequence.ids.extend(known);
        }
        sequence.starts.push(sequence.ids.len() as u32);
        sequence
    }
}

/// The lines by the features of the first look.
pub fn raw(words: &[Vec<Word>], lines: &[Line]) -> Vec<Raw> {
    let one = |words: &Vec<Word>, line: &Line| {
        let setting = setting(words, line.opens_quoted);
        let mut raw = Raw {
            ids: Vec::new(),
            starts: vec![0],
            labels: line.labels.clone(),
        };
        for at in 0..words.len() {
            features::features(&setting, at, &mut raw.ids);
            raw.starts.push(raw.ids.len() as u32);
        }
        raw
    };
    words
        .iter()
        .zip(lines)
        .map(|(words, line)| one(words, line))
        .collect()
}

/// A line by the features that the second look adds.
pub fn raw_structure(words: &[Word], first: &Reading) -> Raw {
    let structure = structure::structure(words, &first.labels, &first.chances);
    let mut raw = Raw {
        ids: Vec::new(),
        starts: vec![0],
        labels: Vec::new(),
    };
    for at in 0..words.len() {
        structure::features(&structure, at, &mut raw.ids);
        raw.starts.push(raw.ids.len() as u32);
    }
    raw
}

/// The features that occur often enough, numbered in order.
pub fn index<'a>(list: impl Iterator<Item = &'a Raw>, at_least: u32) -> FxHashMap<u32, u32> {
    let mut counts: FxHashMap<u32, u32> = FxHashMap::default();
    for raw in list {
        raw.ids
            .iter()
            .for_each(|it| *counts.entry(*it).or_default() += 1);
    }
    let mut kept: Vec<u32> = counts
        .into_iter()
        .filter(|it| it.1 >= at_least)
        .map(|it| it.0)
        .collect();
    kept.sort_unstable();
    kept.into_iter()
        .enumerate()
        .map(|(at, feature)| (feature, at as u32))
        .collect()
}
