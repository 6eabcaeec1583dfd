//! Ordinals: "third year", "10th straight month", "the 21st".

use super::numerals::{numeral, past_hyphen, worth};
use super::pieces::{PieceKind, Text};
use super::words::{NUMBERS, NumberWord, STOPS, STREETS};
use crate::paragraph::{Bound, Figure, FigureKind};
use crate::span::Span;

/// The ordinal at `at` with the noun behind it, and the piece behind that.
pub(super) fn ordinal(text: &Text, at: usize) -> Option<(Figure, usize)> {
    let (value, end) = in_digits(text, at).or_else(|| in_words(text, at))?;
    let thing = thing(text, end);
    let street =
        thing.is_some_and(|end| text.capital(end - 1) && STREETS.contains(text.word(end - 1)));
    if street {
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
/// "for a second", "Second, ...", "a third of".
fn ranks(text: &Text, at: usize) -> bool {
    let behind = text.word(at + 1);
    let before = text.word_before(at, 1);
    let adverb = before == "at" || text.hyphen(at + 1) || (at > 0 && text.hyphen(at - 1));
    let moment =
        before == "a" && text.word(at) == "second" && (behind.is_empty() || STOPS.contains(behind));
    let opening = text.piece(at).initial && text.is(at + 1, ",");
    let noun = !behind.is_empty() && !STOPS.contains(behind);
    let determined = matches!(
        before,
        "the" | "a" | "an" | "its" | "their" | "his" | "her" | "this" | "that" | "for" | "in"
    );
    // "first reported", "second seeded" say how, not which.
    let adverb = adverb
        || (behind.ends_with("ed")
            && !determined
            && !before.ends_with("'s")
            && !before.ends_with("’s"));
    let alone = at == 0 && text.len() == 1;
    let placed = matches!(before, "the" | "finished" | "placed" | "ranked" | "came");
    !adverb && !moment && !opening && (noun || placed || alone)
}

/// The piece behind the noun that is ranked, past "straight" and the like.
fn thing(text: &Text, at: usize) -> Option<usize> {
    let past = usize::from(matches!(
        text.word(at),
        "straight" | "consecutive" | "successive" | "full" | "annual"
    ));
    let word = text.word(at + past);
    (!word.is_empty() && !STOPS.contains(word) && !text.glued(at + past)).then_some(at + past + 1)
}
