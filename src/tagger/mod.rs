//! Who said what inside one paragraph, read by a trained model: a first look
//! labels every word, a second one sees those labels and corrects them. The
//! page beside this file says what it was trained on and how well it does.

mod chain;
mod cues;
pub mod features;
pub mod hash;
pub mod labels;
mod links;
mod memory;
mod nested;
mod quotes;
mod repairs;
pub mod structure;
#[cfg(test)]
mod tests;
#[cfg(feature = "train")]
pub mod training;
pub mod weights;
pub mod words;

use std::{cell::RefCell, sync::LazyLock};

use labels::{LABELS, ROW};
use links::Link;
use memory::Memory;
use serde::Serialize;
use weights::Weights;
use words::Word;

use crate::{span::Span, tokens::Token};

/// Who (source) says (cue) what (content).
#[derive(Clone, Debug, PartialEq)]
pub struct Attribution {
    /// Empty where the sentence names nobody ("it was reported that").
    pub source: Vec<Span>,
    pub cue: Vec<Span>,
    /// The colon where it is announced for the next paragraph ("The study says:").
    pub content: Vec<Span>,
    /// Whom the source goes by for it: "U.S. officials" in "Kirby said that U.S.
    /// officials have determined…".
    pub citing: Option<Span>,
    pub kind: CueKind,
    /// 0 to 1: how sure the reading is of it.
    pub confidence: f32,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
pub enum CueKind {
    /// "said", "told", "warned".
    Speech,
    /// "according to", "the report shows", "ruled".
    Document,
    /// "wants", "believes", "supports", "plans".
    Attitude,
    /// "saw", "found", "learned".
    Perception,
}

static WEIGHTS: LazyLock<Weights> =
    LazyLock::new(|| Weights::new(BYTES).expect("weights of this version"));

thread_local! {
    static MEMORY: RefCell<Memory<'static>> = RefCell::new(Memory::new(&WEIGHTS));
}

/// The words of a paragraph, of which `prose` was cut into `tokens` and `sentences`.
pub fn words(prose: &str, tokens: &[Token], sentences: &[Span]) -> Vec<Word> {
    words::words(prose, tokens, sentences, &WEIGHTS)
}

/// The attributions of a paragraph, in the order of their cues. All spans count
/// bytes of `prose`, whose [`words`] are given.
/// `opens_quoted`: whether a quotation was left open before the paragraph.
pub fn attributions(prose: &str, words: &[Word], opens_quoted: bool) -> Vec<Attribution> {
    MEMORY.with_borrow_mut(|it| attributions_by(it, prose, words, opens_quoted))
}

/// Whether the table of words has it as a verb or a noun.
pub fn is_word(text: &str) -> bool {
    let entry = WEIGHTS.entry(hash::word(text));
    entry.is_some_and(|it| it.verb != 0 || it.noun != 0)
}

static BYTES: &[u8] = include_bytes!("weights.bin");

/// As [`attributions`], by other weights.
pub fn attributions_by(
    memory: &mut Memory,
    prose: &str,
    words: &[Word],
    opens_quoted: bool,
) -> Vec<Attribution> {
    let Reading { labels, chances } = reading(words, opens_quoted, memory);
    links::links(words, prose, &labels)
        .into_iter()
        .map(|link| {
            let citing = citing(words, prose, &link);
            Attribution {
                citing,
                ..attribution(prose, words, &labels, &chances, link)
            }
        })
        .collect()
}

/// The source inside what somebody reports of another's words.
fn citing(words: &[Word], prose: &str, link: &Link) -> Option<Span> {
    let &[(first, last)] = link.content.as_slice() else {
        return None;
    };
    let inside = &words[first..=last];
    if inside.iter().any(Word::in_quotes) {
        return None;
    }
    let opens = inside[0].span.of(prose).eq_ignore_ascii_case("that");
    let report = &inside[usize::from(opens)..];
    let (from, to) = nested::source(report, prose)?;
    // "He said he had told them": one and the same.
    let named = report[from..=to].iter().any(|it| !it.is_pronoun);
    named.then(|| Span::new(report[from].span.start, report[to].span.end))
}

/// Labels of words and the probability of every label at every word.
pub struct Reading {
    pub labels: Vec<u8>,
    pub chances: Vec<[f32; LABELS]>,
}

/// Reads a paragraph in two looks.
pub fn reading(words: &[Word], opens_quoted: bool, memory: &mut Memory) -> Reading {
    let scale = memory.weights.scale;
    let setting = features::setting(words, opens_quoted);
    let mut sums = memory.alone(words);
    let mut scores = Vec::with_capacity(words.len());
    for (at, sums) in sums.iter_mut().enumerate() {
        memory.joint(&setting, at, sums);
        scores.push(std::array::from_fn(|y| f32::from(sums[y]) * scale[0]));
    }
    let labels = chain::best(&scores, &memory.steps[0]);
    let chances = chain::marginals(&scores, &memory.steps[0]);
    let structure = structure::structure(words, &labels, &chances);
    for (at, sums) in sums.iter().enumerate() {
        let more = memory.structure(&structure, at);
        scores[at] = std::array::from_fn(|y| f32::from(sums[ROW + y] + more[y]) * scale[1]);
    }
    let steps = &memory.steps[1];
    let labels = chain::best(&scores, steps);
    Reading {
        labels: repairs::repaired(words, &scores, steps, labels),
        chances: chain::marginals(&scores, steps),
    }
}

fn attribution(
    prose: &str,
    words: &[Word],
    labels: &[u8],
    chances: &[[f32; LABELS]],
    link: Link,
) -> Attribution {
    let span =
        |&(first, last): &(usize, usize)| Span::new(words[first].span.start, words[last].span.end);
    let sure = |&(first, last): &(usize, usize)| {
        let sum: f32 = (first..=last)
            .map(|at| role_chance(&chances[at], labels[at]))
            .sum();
        sum / (last - first + 1) as f32
    };
    let content = link.content.iter().map(sure).fold(1f32, f32::min);
    let source = link.source.iter().map(sure).fold(1f32, f32::min);
    Attribution {
        source: link.source.iter().map(span).collect(),
        cue: vec![span(&link.cue)],
        content: link.content.iter().map(span).collect(),
        citing: None,
        kind: cues::kind(prose, words, &link),
        confidence: (sure(&link.cue) * content.sqrt() * source.sqrt()).clamp(0., 1.),
    }
}

/// The probability that a word has the role of `label`, first word or not.
fn role_chance(chances: &[f32; LABELS], label: u8) -> f32 {
    match labels::role(label) {
        Some(role) => structure::role_chance(chances, role),
        None => chances[0],
    }
}
