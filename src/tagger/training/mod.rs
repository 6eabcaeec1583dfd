//! Training of the weights on annotated articles. The second look is trained on
//! labels that the first one gave to articles it had not seen.

pub mod crf;
pub mod gold;
mod lexicon;
mod looks;
mod options;
mod pack;
mod sequences;
#[cfg(test)]
mod tests;

use rustc_hash::FxHashMap;

use super::{
    Attribution, Reading, attributions_by, chain,
    labels::ROW,
    memory::Memory,
    weights::{Entry, Transitions, Weights},
    words,
};
use crf::{Chain, Sequence};
use gold::{Article, Line};
use looks::Looks;
pub use options::Options;
use pack::Contents;
use sequences::Raw;

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
    packed(learnt(articles, options, told), options)
}

/// What `articles` teach. The features that matter most are found in a short
/// training with all of them; the weights come from a longer one with those alone.
fn learnt(articles: &[Article], options: &Options, told: &mut dyn FnMut(&str)) -> Learnt {
    let invented = gold::marked(include_str!("invented.txt"));
    let lines: Vec<Vec<Line>> = articles
        .iter()
        .chain((0..options.repeat).flat_map(|_| &invented))
        .map(|it| with_capitals(gold::lines(it)))
        .collect();
    let (table, words) = lexicon::words_of(&lines);
    told("words known");
    let sequences: Vec<Vec<Raw>> = words
        .iter()
        .zip(&lines)
        .map(|(words, lines)| sequences::raw(words, lines))
        .collect();
    let features = sequences::index(sequences.iter().flatten(), options.at_least);
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
                .map(|(words, first)| sequences::raw_structure(words, first))
        })
        .collect();
    let structural = sequences::index(structures.iter(), options.at_least);
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
    let looks = looks::chosen(looks, options, told);
    let (mut first, mut second) = (Vec::new(), Vec::new());
    for seed in 0..options.seeds {
        let chains = looks.chains(options.rounds, options, 100 * seed);
        first.push(chains.0);
        second.push(chains.1);
        told(&format!("{} of {} trained", seed + 1, options.seeds));
    }
    let (first, second) = (crf::mean(first), crf::mean(second));
    Learnt {
        words: table,
        index: looks.features,
        second_index: looks.structural,
        first,
        second,
    }
}

/// Some lines once more in capitals, as headings and alarms are written.
fn with_capitals(mut lines: Vec<Line>) -> Vec<Line> {
    let shouted: Vec<Line> = lines
        .iter()
        .skip(7)
        .step_by(40)
        .map(Line::in_capitals)
        .collect();
    lines.extend(shouted);
    lines
}

/// What the weights read in the lines of an article, in bytes of its text.
pub fn reading(weights: &Weights, article: &Article) -> Vec<Attribution> {
    let mut list = Vec::new();
    let mut memory = Memory::new(weights);
    for line in gold::lines(article) {
        let words = words::words(&line.prose, &line.tokens, &line.sentences, weights);
        let found = attributions_by(&mut memory, &line.prose, &words, line.opens_quoted);
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

/// Labels of the first look for every line, from weights that did not see its article.
fn unseen_labels(
    first: &[Vec<Sequence>],
    features: usize,
    options: &Options,
    told: &mut dyn FnMut(&str),
) -> Vec<Vec<Reading>> {
    let mut labels: Vec<Vec<Reading>> = first.iter().map(|_| Vec::new()).collect();
    for fold in 0..options.folds {
        let seen: Vec<&Sequence> = first
            .iter()
            .enumerate()
            .filter(|(at, _)| at % options.folds != fold)
            .flat_map(|it| it.1)
            .collect();
        let chain = crf::chain(&seen, features, options.crf(10 + fold as u64));
        let steps = chain::Steps::new(&chain.transitions);
        for (at, list) in first
            .iter()
            .enumerate()
            .filter(|(at, _)| at % options.folds == fold)
        {
            labels[at] = list
                .iter()
                .map(|it| {
                    let scores = scores(it, &chain, options.temper);
                    let labels = chain::best(&scores, &steps);
                    let chances = chain::marginals(&scores, &steps);
                    Reading { labels, chances }
                })
                .collect();
        }
        told(&format!("fold {} of {} trained", fold + 1, options.folds));
    }
    labels
}

fn scores(sequence: &Sequence, chain: &Chain, temper: f32) -> Vec<[f32; ROW]> {
    let sum = |ids: &[u32]| {
        let mut sum = [0f32; ROW];
        ids.iter()
            .for_each(|id| (0..ROW).for_each(|y| sum[y] += chain.rows[*id as usize][y]));
        sum.map(|it| it * temper)
    };
    sequence
        .starts
        .windows(2)
        .map(|it| sum(&sequence.ids[it[0] as usize..it[1] as usize]))
        .collect()
}

/// Weights in steps of one scale for each look.
fn packed(learnt: Learnt, options: &Options) -> Vec<u8> {
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
    let mut outside = second.transitions.clone();
    let Transitions { first: begin, next } = &mut outside;
    begin[0] += options.outside;
    next.iter_mut().for_each(|it| it[0] += options.outside);
    pack::bytes(&Contents {
        words: words.iter().map(|(form, entry)| (*form, *entry)).collect(),
        both: both.collect(),
        second: structural.collect(),
        scale: scale.map(|it| it * options.temper),
        transitions: [first.transitions, outside],
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
