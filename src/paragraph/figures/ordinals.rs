//! Ordinals: "third year", "10th straight month", "the 21st".

use super::numerals::{numeral, past_hyphen, worth};
use super::pieces::{PieceKind, Text};
use super::words::{NUMBERS, NumberWord, SMALL, STOPS, STREETS, beside};
use crate::paragraph::{Bound, Figure, FigureKind};
use crate::span::Span;

/// The ordinal at `at` with the noun behind it, and the piece behind that.
pub(super) fn ordinal(text: &Text, at: usize) -> Option<(Figure, usize)> {
    let (value, end) = in_digits(text, at).or_else(|| in_words(text, at))?;
    let thing = thing(text, end);
    let street =
        thing.is_some_and(|end| text.capital(end - 1) && STREETS.contains(text.word(end - 1)));
    if street || (text.digits(at) && amended(text, at, end)) {
        return None;
    }
    let unit = thing.map_or("", |end| text.raw(end - 1));
    let end = thing.unwrap_or(end);
    let span = Span::new(text.start(at), text.end_before(end));
    let figure = Figure {
        span,
        value: Some(value),
        high: None,
        bound: Bound::Exact,
        unit: unit.into(),
        kind: FigureKind::Ordinal,
    };
    Some((figure, end))
}

fn in_digits(text: &Text, at: usize) -> Option<(f64, usize)> {
    let suffix = text.glued(at + 1) && matches!(text.word(at + 1), "st" | "nd" | "rd" | "th");
    let bare = at == 0
        || !text.glued(at)
        || !matches!(text.kind(at - 1), PieceKind::Word | PieceKind::Digits);
    if !text.digits(at) || !suffix || !bare {
        return None;
    }
    Some((text.raw(at).replace(',', "").parse().ok()?, at + 2))
}

/// "third", "twenty-first", "one hundred and twenty-fifth".
fn in_words(text: &Text, at: usize) -> Option<(f64, usize)> {
    if let Some(value) = nth(text, at) {
        return Some((value, at + 1)).filter(|_| ranks(text, at));
    }
    use NumberWord::{Ten, Ty, Unit};
    worth(text, at, &[Ty, Unit, Ten])?;
    let number = numeral(text, at)?;
    let next = past_hyphen(text, number.end);
    let and = usize::from(text.word(next) == "and");
    let last = nth(text, next + and)?;
    // "twenty-first" and "two hundredth", but "two first goals", "fifty second places".
    let room = number.value % 10.0 == 0.0
        && last < 10.0
        && number.value >= 20.0
        && (and == 1 || text.hyphen(number.end) || number.value >= 100.0);
    let power = last >= 100.0 && and == 0 && !number.marked;
    if number.part || !(room || power) {
        return None;
    }
    let value = if power {
        number.value * last
    } else {
        number.value + last
    };
    Some((value, next + and + 1))
}

/// The worth of an ordinal word.
pub(super) fn nth(text: &Text, at: usize) -> Option<f64> {
    NUMBERS
        .get(text.word(at))
        .filter(|(kind, _)| *kind == NumberWord::Nth)
        .map(|(_, n)| *n)
}

/// Whether an ordinal word ranks something: not "at first", "first-hand",
/// "for a second", "Second, ...", "first reported", "the first two".
fn ranks(text: &Text, at: usize) -> bool {
    const DETERMINERS: &[&str] = &[
        "the", "a", "an", "its", "their", "his", "her", "this", "that", "for", "in", "my", "our",
        "your",
    ];
    let behind = text.word(at + 1);
    let before = text.word_before(at, 1);
    let determined =
        DETERMINERS.contains(&before) || before.ends_with("'s") || before.ends_with("’s");
    let stops = if determined { &SMALL } else { &STOPS };
    let noun = !behind.is_empty() && !stops.contains(behind);
    let joined = text.hyphen(at + 1) || (at > 0 && text.hyphen(at - 1));
    let moment = before == "a" && text.word(at) == "second" && !noun;
    let opening = text.piece(at).initial && text.is(at + 1, ",");
    let adverb = before == "at" || (behind.ends_with("ed") && !determined);
    let counts = text.digits(at + 1)
        || behind != "one"
            && NUMBERS
                .get(behind)
                .is_some_and(|(kind, _)| !matches!(kind, NumberWord::Nth | NumberWord::Part));
    if joined || moment || opening || adverb || counts || amended(text, at, at + 1) {
        return false;
    }
    noun || matches!(before, "the" | "finished" | "placed" | "ranked" | "came") || text.len() == 1
}

/// "First Amendment", "4th Congressional District": part of a name.
fn amended(text: &Text, at: usize, end: usize) -> bool {
    let mut next = end;
    while text.capital(next) && next < end + 4 {
        next += 1;
    }
    let capital = text.capital(at) && !text.piece(at).initial;
    let open = text.word(next).is_empty() || SMALL.contains(text.word(next));
    next > end && (capital || (open && text.digits(at)))
}

/// The piece behind the noun that is ranked, past adjectives and names before it.
fn thing(text: &Text, at: usize) -> Option<usize> {
    let mut next = at;
    while next < at + 4 && (text.capital(next) || adjective(text.word(next))) && !text.glued(next) {
        next += 1;
    }
    let noun = |at: usize| {
        !text.word(at).is_empty()
            && !SMALL.contains(text.word(at))
            && text.word(at) != "one"
            && !text.glued(at)
    };
    if noun(next) {
        return Some(next + 1);
    }
    (next > at).then_some(next)
}

fn adjective(word: &str) -> bool {
    const ENDINGS: &[&str] = &[
        "al", "ic", "ive", "ous", "ful", "less", "able", "ible", "ish", "ese", "est",
    ];
    beside("adjective", word)
        || (word.len() > 5 && ENDINGS.iter().any(|ending| word.ends_with(ending)))
}
