//! A quotation beside the words of its source: word by word, whatever the
//! marks, dashes and capitals. An ellipsis leaves words out, brackets stand for
//! some. There is no measure of likeness: a dropped "not" leaves nearly all of
//! a sentence as it was.

use std::sync::Arc;

use rustc_hash::FxHashMap;

use super::transcript::{Index, Transcript, Word, word, word_len};
use crate::span::Span;

/// Where a quotation stands in its source, and where it departs from it.
#[derive(Debug, PartialEq)]
pub struct Found {
    /// In the transcript's text.
    pub place: Span,
    /// The first word, as an index.
    pub word: usize,
    /// In the order of the quotation; none where it is verbatim.
    pub changes: Vec<Change>,
}

#[derive(Clone, Debug, PartialEq)]
pub struct Change {
    pub kind: Departure,
    /// In the quotation's text; empty where words were left out.
    pub ours: Span,
    /// The source's words; empty where words were added.
    pub theirs: String,
}

/// From the least to the most serious.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Departure {
    Word,
    Number,
    Negation,
}

/// How many words a bracket may stand for.
const BRACKETED: usize = 8;
/// How many likely places are looked at closely.
const CLOSELY: usize = 6;
/// A word that occurs more often than this says nothing about the place.
const TOO_COMMON: usize = 400;

/// The words at `span` of `text` in `source`; `None` where they are not there.
pub fn found(text: &str, span: Span, source: &Transcript) -> Option<Found> {
    let mut whole: Option<Found> = None;
    for part in parts(text, span) {
        let from = whole.as_ref().map_or(0, |it| it.word);
        let found = part_found(&part, source, from)?;
        match &mut whole {
            Some(whole) => {
                whole.changes.extend(found.changes);
                whole.place.end = whole.place.end.max(found.place.end);
            }
            None => whole = Some(found),
        }
    }
    whole
}

/// A word of the quotation, or brackets that stand for some of the source's.
enum Token {
    Word(Word),
    Bracket,
}

/// What stands between ellipses.
fn parts(text: &str, span: Span) -> Vec<Vec<Token>> {
    let mut parts: Vec<Vec<Token>> = vec![Vec::new()];
    let mut at = span.start;
    while at < span.end {
        let rest = &text[at..span.end];
        let len = word_len(rest);
        if 0 < len {
            push(&mut parts, Token::Word(word(text, Span::new(at, at + len))));
            at += len;
            continue;
        }
        let ellipsis = ["…", "...", ". . ."]
            .iter()
            .find(|it| rest.starts_with(**it));
        if let Some(ellipsis) = ellipsis {
            parts.push(Vec::new());
            at += ellipsis.len();
            continue;
        }
        let bracket = rest.strip_prefix('[').and_then(|it| it.find(']'));
        let Some(inner) = bracket else {
            at += rest.chars().next().map_or(1, char::len_utf8);
            continue;
        };
        at += inner + 2;
        // "[W]e" is "we" with another capital.
        let behind = word_len(&text[at..span.end]);
        let letter = &rest[1..=inner];
        if letter.chars().count() == 1 && 0 < behind {
            let place = Span::new(at - letter.len() - 1, at + behind);
            let joined = format!("{letter}{}", &text[at..at + behind]);
            let plain = word(&joined, Span::new(0, joined.len())).plain;
            push(&mut parts, Token::Word(Word { span: place, plain }));
            at += behind;
        } else if rest[1..=inner].contains(['…', '.']) {
            parts.push(Vec::new());
        } else {
            push(&mut parts, Token::Bracket);
        }
    }
    parts.retain(|it| it.iter().any(|it| matches!(it, Token::Word(_))));
    parts
}

fn push(parts: &mut [Vec<Token>], token: Token) {
    if let Some(last) = parts.last_mut() {
        last.push(token);
    }
}

fn part_found(part: &[Token], source: &Transcript, from: usize) -> Option<Found> {
    let index = source.index();
    if let Some(start) = verbatim(part, index, from) {
        let last = start + part.len() - 1;
        return Some(Found {
            place: Span::new(index.words[start].span.start, index.words[last].span.end),
            word: start,
            changes: Vec::new(),
        });
    }
    let best = starts(part, index)
        .into_iter()
        .filter_map(|at| aligned(part, index, at))
        .min_by_key(|it| (it.cost, it.first < from, it.first))?;
    let count = part
        .iter()
        .filter(|it| matches!(it, Token::Word(_)))
        .count();
    // Two words that are there say nothing of the third.
    if best.same < count.div_ceil(2).max(2) {
        return None;
    }
    let changes = best.changes(part, source);
    Some(Found {
        place: Span::new(
            index.words[best.first].span.start,
            index.words[best.last].span.end,
        ),
        word: best.first,
        changes,
    })
}

/// The first word of the source from which on it says exactly this, the first
/// behind `from` if there is one.
fn verbatim(part: &[Token], index: &Index, from: usize) -> Option<usize> {
    let mut rarest: Option<(usize, &[u32])> = None;
    for (i, token) in part.iter().enumerate() {
        let Token::Word(word) = token else {
            return None;
        };
        let places = index.places.get(&word.plain)?;
        if rarest.is_none_or(|(_, it)| places.len() < it.len()) {
            rarest = Some((i, places));
        }
    }
    let (i, places) = rarest?;
    let starts = places.iter().filter_map(|it| (*it as usize).checked_sub(i));
    let says = |start: &usize| {
        let words = index.words.get(*start..start + part.len());
        words.is_some_and(|words| {
            let same = |(a, b): (&Token, &Word)| matches!(a, Token::Word(a) if a.plain == b.plain);
            part.iter().zip(words).all(same)
        })
    };
    let mut starts = starts.filter(says);
    let first = starts.next()?;
    if from <= first {
        return Some(first);
    }
    Some(starts.find(|it| from <= *it).unwrap_or(first))
}

/// Where in the source the part may begin, by the words that they share.
fn starts(part: &[Token], index: &Index) -> Vec<usize> {
    let mut votes: FxHashMap<usize, f32> = FxHashMap::default();
    for (i, token) in part.iter().enumerate() {
        let Token::Word(word) = token else {
            continue;
        };
        let places = index.places.get(&word.plain).map(Vec::as_slice);
        let places = places.unwrap_or_default();
        if TOO_COMMON < places.len() {
            continue;
        }
        let weight = 1.0 / (1.0 + places.len() as f32).ln();
        for place in places {
            let start = (*place as usize).saturating_sub(i) / 8;
            *votes.entry(start).or_default() += weight;
            *votes.entry(start + 1).or_default() += weight / 2.0;
        }
    }
    let mut votes: Vec<(usize, f32)> = votes.into_iter().collect();
    votes.sort_by(|a, b| b.1.total_cmp(&a.1).then(a.0.cmp(&b.0)));
    votes.into_iter().take(CLOSELY).map(|it| it.0 * 8).collect()
}

struct Aligned {
    cost: usize,
    /// How many words are the same.
    same: usize,
    /// Words of the source.
    first: usize,
    last: usize,
    steps: Vec<Step>,
}

/// What a token of the part goes with, and a word of the source.
#[derive(Clone, Copy)]
enum Step {
    Alike,
    Differ {
        ours: Option<usize>,
        theirs: Option<usize>,
    },
}

/// A change of a word, one that is added, one that is left out.
const STEP: usize = 1;

/// The part beside the source's words round `at`, with as few changes as can be.
fn aligned(part: &[Token], index: &Index, at: usize) -> Option<Aligned> {
    let n = part.len();
    let brackets = part
        .iter()
        .filter(|it| matches!(it, Token::Bracket))
        .count();
    let slack = 8 + n / 4;
    let from = at.saturating_sub(slack);
    let to = (at + n + 2 * slack + brackets * BRACKETED).min(index.words.len());
    let words = index.words.get(from..to)?;
    let m = words.len();
    let paired = |token: &Token, j: usize| match token {
        Token::Word(word) if word.plain == words[j].plain => Some(0),
        Token::Word(_) => Some(STEP),
        Token::Bracket => None,
    };
    // cost[i][j]: of the first i tokens, ending before word j.
    let mut cost = vec![vec![0; m + 1]; n + 1];
    for i in 1..=n {
        for j in 0..=m {
            let above = &cost[i - 1];
            cost[i][j] = match (&part[i - 1], j.checked_sub(1)) {
                (Token::Bracket, _) => (0..=BRACKETED.min(j)).map(|k| above[j - k]).min()?,
                (_, None) => above[j] + STEP,
                (token, Some(before)) => {
                    let pair = above[before] + paired(token, before)?;
                    pair.min(above[j] + STEP).min(cost[i][before] + STEP)
                }
            };
        }
    }
    let end = (0..=m).rev().min_by_key(|j| cost[n][*j])?;
    let (mut i, mut j, mut same) = (n, end, 0);
    let mut steps = Vec::new();
    while 0 < i {
        let token = &part[i - 1];
        if let Token::Bracket = token {
            let k = (0..=BRACKETED.min(j)).find(|k| cost[i - 1][j - k] == cost[i][j])?;
            steps.push(Step::Alike);
            (i, j) = (i - 1, j - k);
            continue;
        }
        let before = j.checked_sub(1);
        let pair = before.and_then(|it| Some((it, paired(token, it)?)));
        if let Some((before, step)) = pair.filter(|it| cost[i][j] == cost[i - 1][it.0] + it.1) {
            steps.push(match step {
                0 => Step::Alike,
                _ => Step::Differ {
                    ours: Some(i - 1),
                    theirs: Some(from + before),
                },
            });
            same += usize::from(step == 0);
            (i, j) = (i - 1, before);
        } else if let Some(before) = before.filter(|it| cost[i][j] == cost[i][*it] + STEP) {
            steps.push(Step::Differ {
                ours: None,
                theirs: Some(from + before),
            });
            j = before;
        } else {
            steps.push(Step::Differ {
                ours: Some(i - 1),
                theirs: None,
            });
            i -= 1;
        }
    }
    steps.reverse();
    (j < end).then_some(Aligned {
        cost: cost[n][end],
        same,
        first: from + j,
        last: from + end - 1,
        steps,
    })
}

impl Aligned {
    /// The runs of steps in which the part departs from the source.
    fn changes(&self, part: &[Token], source: &Transcript) -> Vec<Change> {
        let words = &source.index().words;
        let alike = |it: &Step| matches!(it, Step::Alike);
        let (mut changes, mut token) = (Vec::new(), 0);
        for run in self.steps.chunk_by(|a, b| alike(a) == alike(b)) {
            if alike(&run[0]) {
                token += run.len();
                continue;
            }
            let (mut ours, mut theirs) = (Vec::new(), Vec::new());
            for step in run {
                if let Step::Differ { ours: a, theirs: b } = step {
                    ours.extend(a.and_then(|it| part[it].word()));
                    theirs.extend(b.map(|it| words[it].clone()));
                }
            }
            let next = token + ours.len();
            let place = match (ours.first(), ours.last()) {
                (Some(first), Some(last)) => Span::new(first.span.start, last.span.end),
                _ => {
                    let behind = part[next..].iter().find_map(Token::word);
                    let before = part[..token].iter().rev().find_map(Token::word);
                    let behind = behind.map(|it| it.span.start);
                    let at = behind.or(before.map(|it| it.span.end)).unwrap_or(0);
                    Span::new(at, at)
                }
            };
            token = next;
            changes.push(Change {
                kind: departure(&ours, &theirs),
                ours: place,
                theirs: said(&theirs, source),
            });
        }
        changes
    }
}

impl Token {
    fn word(&self) -> Option<Word> {
        match self {
            Token::Word(word) => Some(word.clone()),
            Token::Bracket => None,
        }
    }
}

fn said(words: &[Word], source: &Transcript) -> String {
    match (words.first(), words.last()) {
        (Some(first), Some(last)) => {
            let span = Span::new(first.span.start, last.span.end);
            let said = span.of(&source.text).split_whitespace();
            said.collect::<Vec<_>>().join(" ")
        }
        _ => String::new(),
    }
}

fn departure(ours: &[Word], theirs: &[Word]) -> Departure {
    let negations = |list: &[Word]| list.iter().filter(|it| is_negation(&it.plain)).count();
    if negations(ours) != negations(theirs) {
        return Departure::Negation;
    }
    let numbers = |list: &[Word]| -> Vec<Arc<str>> {
        let numbers = list.iter().filter(|it| is_number(&it.plain));
        numbers.map(|it| it.plain.clone()).collect()
    };
    if numbers(ours) != numbers(theirs) {
        return Departure::Number;
    }
    Departure::Word
}

fn is_negation(word: &str) -> bool {
    const WORDS: [&str; 10] = [
        "not", "no", "never", "cannot", "neither", "nor", "none", "nobody", "nothing", "without",
    ];
    WORDS.contains(&word) || word.ends_with("n't")
}

fn is_number(word: &str) -> bool {
    const SCALES: [&str; 7] = [
        "hundred", "thousand", "million", "billion", "trillion", "dozen", "percent",
    ];
    word.starts_with(|c: char| c.is_ascii_digit()) || SCALES.contains(&word)
}
