//! Training of the weights on annotated articles. The second look is trained on
//! labels that the first one gave to articles it had not seen.

pub mod crf;
pub mod gold;
mod lexicon;
mod pack;
#[cfg(test)]
mod tests;

use rustc_hash::FxHashMap;

use super::{
    Attribution, attributions_by, chain,
    features::{self, setting},
    labels::ROW,
    structure,
    weights::{Entry, Transitions, Weights},
    words::{self, Word},
};
use crf::{Chain, Sequence};
use gold::{Article, Line};
use pack::Contents;

#[derive(Clone, Copy, Debug)]
pub struct Options {
    pub seed: u64,
    pub rounds: usize,
    pub rate: f32,
    pub dropout: f32,
    /// A feature is kept that occurs so often at least.
    pub at_least: u32,
    /// How many features each table keeps at most.
    pub keep: [usize; 2],
    /// Rounds of the training that finds the features to keep.
    pub trial_rounds: usize,
    pub folds: usize,
}

impl Default for Options {
    fn default() -> Options {
        Options {
            seed: 1,
            rounds: 8,
            rate: 0.05,
            dropout: 0.5,
            at_least: 2,
            keep: [120_000, 20_000],
            trial_rounds: 3,
            folds: 3,
        }
    }
}

/// All that was learnt, at full length.
struct Learnt {
    words: FxHashMap<u32, Entry>,
    index: FxHashMap<u32, u32>,
    second_index: FxHashMap<u32, u32>,
    first: Chain,
    second: Chain,
}

/// The bytes of a weights file learnt from `articles`; `told` hears of the progress.
pub fn weights(articles: &[Article], options: &Options, told: &mut dyn FnMut(&str)) -> Vec<u8> {
    packed(&learnt(articles, options, told))
}

/// What `articles` teach. The features that matter most are found in a short
/// training with all of them; the weights come from a longer one with those alone.
fn learnt(articles: &[Article], options: &Options, told: &mut dyn FnMut(&str)) -> Learnt {
    let lines: Vec<Vec<Line>> = articles.iter().map(gold::lines).collect();
    let (table, words) = words_of(&lines);
    told("words known");
    let sequences: Vec<Vec<Raw>> = words
        .iter()
        .zip(&lines)
        .map(|(words, lines)| raw(words, lines))
        .collect();
    let features = index(sequences.iter().flatten(), options.at_least);
    let first: Vec<Vec<Sequence>> = sequences
        .into_iter()
        .map(|list| list.into_iter().map(|it| it.sequence(&features)).collect())
        .collect();
    told(&format!("{} features of the first look", features.len()));
    let labels = unseen_labels(&first, features.len(), options, told);
    let structures: Vec<Raw> = words
        .iter()
        .zip(&labels)
        .flat_map(|(words, labels)| {
            words
                .iter()
                .zip(labels)
                .map(|(words, labels)| raw_structure(words, labels))
        })
        .collect();
    let structural = index(structures.iter(), options.at_least);
    let second: Vec<Sequence> = structures
        .into_iter()
        .map(|it| it.sequence(&structural))
        .collect();
    let looks = Looks {
        first: first.into_iter().flatten().collect(),
        second,
        features,
        structural,
    };
    let looks = chosen(looks, options, told);
    let (first, second) = looks.chains(options.rounds, options, 0);
    told("both looks trained");
    Learnt {
        words: table,
        index: looks.features,
        second_index: looks.structural,
        first,
        second,
    }
}

/// The sequences of both looks and what their features are numbered by.
struct Looks {
    first: Vec<Sequence>,
    /// The structural features alone.
    second: Vec<Sequence>,
    features: FxHashMap<u32, u32>,
    structural: FxHashMap<u32, u32>,
}

impl Looks {
    fn chains(&self, rounds: usize, options: &Options, seed: u64) -> (Chain, Chain) {
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
fn chosen(looks: Looks, options: &Options, told: &mut dyn FnMut(&str)) -> Looks {
    if looks.features.len() <= options.keep[0] && looks.structural.len() <= options.keep[1] {
        return looks;
    }
    let (first, second) = looks.chains(options.trial_rounds, options, 20);
    told("trial trained");
    let (rows, structural_rows) = second.rows.split_at(looks.features.len());
    let counts = occurrences(&looks.first, looks.features.len());
    let worth: Vec<f32> = (0..counts.len())
        .map(|at| worth(counts[at], &[first.rows[at], rows[at]]))
        .collect();
    let places = best(&worth, options.keep[0]);
    let counts = occurrences(&looks.second, looks.structural.len());
    let worth: Vec<f32> = (0..counts.len())
        .map(|at| self::worth(counts[at], &[structural_rows[at]]))
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
fn worth(count: u32, rows: &[[f32; ROW]]) -> f32 {
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

/// What the weights read in the lines of an article, in bytes of its text.
pub fn reading(weights: &Weights, article: &Article) -> Vec<Attribution> {
    let mut list = Vec::new();
    for line in gold::lines(article) {
        let found = attributions_by(
            weights,
            &line.prose,
            &line.tokens,
            &line.sentences,
            line.opens_quoted,
        );
        for mut it in found {
            let Attribution {
                source,
                cue,
                content,
                ..
            } = &mut it;
            source
                .iter_mut()
                .chain(cue)
                .chain(content)
                .for_each(|span| *span = span.shifted(line.start));
            list.push(it);
        }
    }
    list
}

impl Options {
    /// Takes a setting such as "rounds=12".
    pub fn set(&mut self, setting: &str) -> Result<(), String> {
        let (name, value) = setting
            .split_once('=')
            .ok_or_else(|| format!("{setting}: no value"))?;
        let number: f32 = value
            .parse()
            .map_err(|error| format!("{setting}: {error}"))?;
        match name {
            "rounds" => self.rounds = number as usize,
            "rate" => self.rate = number,
            "dropout" => self.dropout = number,
            "at-least" => self.at_least = number as u32,
            "keep" => self.keep[0] = number as usize,
            "keep-structural" => self.keep[1] = number as usize,
            "trial-rounds" => self.trial_rounds = number as usize,
            "folds" => self.folds = number as usize,
            _ => return Err(format!("{name}: no such setting")),
        }
        Ok(())
    }

    fn crf(&self, look: u64) -> crf::Options {
        let Options {
            seed,
            rounds,
            rate,
            dropout,
            ..
        } = *self;
        crf::Options {
            rounds,
            rate,
            dropout,
            seed: seed.wrapping_mul(1000).wrapping_add(look),
        }
    }
}

/// The table of words, and the words of all lines. A word's chance of being a
/// cue is taken, for each article, from all the others.
fn words_of(lines: &[Vec<Line>]) -> (FxHashMap<u32, Entry>, Vec<Vec<Vec<Word>>>) {
    let mut table = lexicon::classes();
    let lemma = |form: u32| table.get(&form).map_or(form, |it| it.lemma);
    let counts: Vec<_> = lines.iter().map(|it| lexicon::counts(it, lemma)).collect();
    let mut total: FxHashMap<u32, lexicon::Count> = FxHashMap::default();
    for (lemma, count) in counts.iter().flatten() {
        let sum = total.entry(*lemma).or_default();
        sum.all += count.all;
        sum.cue += count.cue;
    }
    for entry in table.values_mut() {
        entry.cue = lexicon::bucket(total.get(&entry.lemma).copied().unwrap_or_default());
    }
    for (lemma, count) in &total {
        table.entry(*lemma).or_insert(Entry {
            lemma: *lemma,
            cue: lexicon::bucket(*count),
            ..Entry::default()
        });
    }
    for (form, company) in lexicon::companies() {
        table
            .entry(form)
            .or_insert(Entry {
                lemma: form,
                ..Entry::default()
            })
            .company = company;
    }
    table.retain(|form, it| {
        it.company > 0 || it.cue > 0 || it.verb > 0 || it.noun > 0 || it.lemma != *form
    });
    let bytes = pack::bytes(&Contents {
        words: table.iter().map(|(form, entry)| (*form, *entry)).collect(),
        both: Vec::new(),
        second: Vec::new(),
        scale: [0.; 2],
        transitions: [level(), level()],
    });
    let weights = Weights::new(&bytes).expect("the trainer writes what the reader reads");
    let words = lines
        .iter()
        .zip(&counts)
        .map(|(lines, own)| {
            lines
                .iter()
                .map(|line| {
                    let mut words =
                        words::words(&line.prose, &line.tokens, &line.sentences, &weights);
                    for word in &mut words {
                        let sum = total.get(&word.lemma).copied().unwrap_or_default();
                        let own = own.get(&word.lemma).copied().unwrap_or_default();
                        word.cue = lexicon::bucket(lexicon::Count {
                            all: sum.all - own.all,
                            cue: sum.cue - own.cue,
                        });
                    }
                    words
                })
                .collect()
        })
        .collect();
    (table, words)
}

fn level() -> Transitions {
    Transitions {
        first: [0.; 11],
        next: [[0.; 11]; 11],
    }
}

/// A line as numbers of features, not yet indices of rows.
struct Raw {
    ids: Vec<u32>,
    starts: Vec<u32>,
    labels: Vec<u8>,
}

impl Raw {
    fn sequence(self, index: &FxHashMap<u32, u32>) -> Sequence {
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

fn raw(words: &[Vec<Word>], lines: &[Line]) -> Vec<Raw> {
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

fn raw_structure(words: &[Word], labels: &[u8]) -> Raw {
    let structure = structure::structure(words, labels);
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
fn index<'a>(list: impl Iterator<Item = &'a Raw>, at_least: u32) -> FxHashMap<u32, u32> {
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

/// Labels of the first look for every line, from weights that did not see its article.
fn unseen_labels(
    first: &[Vec<Sequence>],
    features: usize,
    options: &Options,
    told: &mut dyn FnMut(&str),
) -> Vec<Vec<Vec<u8>>> {
    let mut labels: Vec<Vec<Vec<u8>>> = first.iter().map(|_| Vec::new()).collect();
    for fold in 0..options.folds {
        let seen: Vec<&Sequence> = first
            .iter()
            .enumerate()
            .filter(|(at, _)| at % options.folds != fold)
            .flat_map(|it| it.1)
            .collect();
        let chain = crf::chain(&seen, features, options.crf(10 + fold as u64));
        for (at, list) in first
            .iter()
            .enumerate()
            .filter(|(at, _)| at % options.folds == fold)
        {
            labels[at] = list
                .iter()
                .map(|it| chain::best(&scores(it, &chain), &chain.transitions))
                .collect();
        }
        told(&format!("fold {} of {} trained", fold + 1, options.folds));
    }
    labels
}

fn scores(sequence: &Sequence, chain: &Chain) -> Vec<[f32; ROW]> {
    let sum = |ids: &[u32]| {
        let mut sum = [0f32; ROW];
        ids.iter()
            .for_each(|id| (0..ROW).for_each(|y| sum[y] += chain.rows[*id as usize][y]));
        sum
    };
    sequence
        .starts
        .windows(2)
        .map(|it| sum(&sequence.ids[it[0] as usize..it[1] as usize]))
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

/// Weights in steps of one scale for each look.
fn packed(learnt: &Learnt) -> Vec<u8> {
    let Learnt {
        words,
        index,
        second_index,
        first,
        second,
    } = learnt;
    let scale = [step_of(&first.rows), step_of(&second.rows)];
    let both = index.iter().map(|(feature, at)| {
        let at = *at as usize;
        (
            *feature,
            steps(&first.rows[at], scale[0]),
            steps(&second.rows[at], scale[1]),
        )
    });
    let structural = second_index.iter().map(|(feature, at)| {
        (
            *feature,
            steps(&second.rows[index.len() + *at as usize], scale[1]),
        )
    });
    pack::bytes(&Contents {
        words: words.iter().map(|(form, entry)| (*form, *entry)).collect(),
        both: both.collect(),
        second: structural.collect(),
        scale,
        transitions: [first.transitions.clone(), second.transitions.clone()],
    })
}

/// The worth of one step, so that 127 of them are the greatest weight, 6 at most.
fn step_of(rows: &[[f32; ROW]]) -> f32 {
    rows.iter()
        .flatten()
        .fold(0f32, |top, it| top.max(it.abs()))
        .clamp(1e-3, 6.)
        / 127.
}

fn steps(row: &[f32; ROW], step: f32) -> [i8; ROW] {
    row.map(|it| (it / step).round().clamp(-127., 127.) as i8)
}
