//! What a word gives the words around it depends on the word alone, and many
//! features that go together are seen again and again. What they weigh is kept, so
//! that most of it need not be looked up one by one.

use rustc_hash::FxHashMap;

use super::{
    chain::Steps,
    features::{self, REACH, Setting, Sink},
    labels::ROW,
    structure::{self, Structure},
    weights::{Table, Weights},
    words::Word,
};

/// What every label weighs in the first look, and then in the second.
pub type Both = [i16; 2 * ROW];

/// Weights, and what they give for what was last read.
pub struct Memory<'a> {
    pub weights: &'a Weights<'a>,
    pub steps: [Steps; 2],
    /// By form and shape, from which all else follows that a word is known by.
    words: FxHashMap<(u32, u32), Around>,
    /// Beyond the ends of a paragraph.
    nothing: Around,
    first: Kept<{ 2 * ROW }>,
    second: Kept<ROW>,
}

/// What a word gives another, by the offset at which it stands from that one.
type Around = [Both; 2 * REACH as usize + 1];

/// What features give that go together.
type Kept<const N: usize> = FxHashMap<[u32; 4], [i16; N]>;

/// When so many are kept, it begins anew: some megabytes in all.
const MOST: usize = 16384;

impl<'a> Memory<'a> {
    pub fn new(weights: &'a Weights<'a>) -> Memory<'a> {
        Memory {
            weights,
            steps: weights.transitions.each_ref().map(Steps::new),
            words: FxHashMap::default(),
            nothing: around(None, weights),
            first: Kept::default(),
            second: Kept::default(),
        }
    }

    /// What every word of a paragraph has from the words around it and from itself,
    /// each of them alone.
    pub fn alone(&mut self, words: &[Word]) -> Vec<Both> {
        let mut sums = vec![Both::default(); words.len()];
        for (at, word) in words.iter().enumerate() {
            for (offset, more) in (-REACH..).zip(self.around(word)) {
                let to = at.checked_add_signed(-offset);
                if let Some(sums) = to.and_then(|it| sums.get_mut(it)) {
                    add(sums, more);
                }
            }
        }
        let inside = REACH as usize..words.len().saturating_sub(REACH as usize);
        for (at, sums) in sums.iter_mut().enumerate() {
            if inside.contains(&at) {
                continue;
            }
            for (offset, more) in (-REACH..).zip(&self.nothing) {
                let beyond = at.checked_add_signed(offset);
                if beyond.is_none_or(|it| words.len() <= it) {
                    add(sums, more);
                }
            }
        }
        sums
    }

    fn around(&mut self, word: &Word) -> &Around {
        if self.words.len() == MOST {
            self.words.clear();
        }
        let kept = self.words.entry((word.form, word.shape));
        kept.or_insert_with(|| around(Some(word), self.weights))
    }

    /// Adds to the `sums` of the word at `at` what it has from no word alone.
    pub fn joint(&mut self, setting: &Setting, at: usize, sums: &mut Both) {
        let (table, kept) = (&self.weights.both, &mut self.first);
        features::joint(setting, at, &mut Adding { table, kept, sums });
    }

    /// What only the second look sees at the word at `at`.
    pub fn structure(&mut self, structure: &Structure, at: usize) -> [i16; ROW] {
        let mut sums = [0; ROW];
        let (table, kept) = (&self.weights.second, &mut self.second);
        let sums_of = &mut sums;
        structure::features(
            structure,
            at,
            &mut Adding {
                table,
                kept,
                sums: sums_of,
            },
        );
        sums
    }
}

fn around(word: Option<&Word>, weights: &Weights) -> Around {
    let mut list = Vec::with_capacity(16);
    std::array::from_fn(|i| {
        list.clear();
        features::alone(word, i as isize - REACH, &mut list);
        let mut sums = Both::default();
        list.iter().for_each(|it| weights.both.add(*it, &mut sums));
        sums
    })
}

fn add<const N: usize>(sums: &mut [i16; N], more: &[i16; N]) {
    (0..N).for_each(|y| sums[y] += more[y]);
}

/// Adds up what features weigh.
struct Adding<'m, 'w, const N: usize> {
    table: &'m Table<'w, N>,
    kept: &'m mut Kept<N>,
    sums: &'m mut [i16; N],
}

impl<const N: usize> Sink for Adding<'_, '_, N> {
    fn add(&mut self, feature: u32) {
        self.table.add(feature, self.sums);
    }

    fn together(&mut self, key: [u32; 4], list: impl FnOnce(&mut Vec<u32>)) {
        if self.kept.len() == MOST {
            self.kept.clear();
        }
        let more = self.kept.entry(key).or_insert_with(|| {
            let mut all = Vec::with_capacity(16);
            list(&mut all);
            let mut sums = [0; N];
            all.iter().for_each(|it| self.table.add(*it, &mut sums));
            sums
        });
        add(self.sums, more);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        sentences::sentences_of,
        tagger::{WEIGHTS, chain, words},
        tokens::tokens,
    };

    fn plain<const N: usize>(table: &Table<N>, features: &[u32]) -> [i16; N] {
        let mut sums = [0; N];
        features.iter().for_each(|it| table.add(*it, &mut sums));
        sums
    }

    #[test]
    fn what_is_kept_is_what_the_features_weigh() {
        let prose = "“The bridge is unsafe,” Ms. Oduya said Monday, and “it will be closed.” She told the \
            council so, she said. According to the ministry, 4,000 people (most of them commuters) use it; \
            Mr. Lund, who was told of it in March, denied that he had known. “Nobody told me”: that is what \
            he wrote. “Nobody told me,” he wrote again, the council said. He was told.";
        let tokens = tokens(prose);
        let words = words(prose, &tokens, &sentences_of(prose, &tokens));
        let mut memory = Memory::new(&WEIGHTS);
        for opens_quoted in [false, true, false] {
            let setting = features::setting(&words, opens_quoted);
            let mut sums = memory.alone(&words);
            let mut scores = Vec::new();
            for (at, sums) in sums.iter_mut().enumerate() {
                memory.joint(&setting, at, sums);
                let mut list = Vec::new();
                features::features(&setting, at, &mut list);
                assert_eq!(*sums, plain(&WEIGHTS.both, &list), "word {at}");
                scores.push(std::array::from_fn(|y| f32::from(sums[y]) * 0.02));
            }
            let labels = chain::best(&scores, &memory.steps[0]);
            assert!(labels.iter().any(|it| *it != 0));
            let chances = chain::marginals(&scores, &memory.steps[0]);
            let structure = structure::structure(&words, &labels, &chances);
            for at in 0..words.len() {
                let mut list = Vec::new();
                structure::features(&structure, at, &mut list);
                let kept = memory.structure(&structure, at);
                assert_eq!(kept, plain(&WEIGHTS.second, &list), "word {at}");
            }
        }
    }
}
