//! Quantities: a number with its money sign, unit, bound and thing counted,
//! or two of them as a range or a score.

use super::ages;
use super::bounds;
use super::names;
use super::numerals::{Numeral, numeral};
use super::pieces::Text;
use super::ranges::range;
use super::sides::{Side, odds, side};
use super::things;
use super::units;
use super::words::{STOPS, beside};
use crate::paragraph::{Bound, Figure, FigureKind};
use crate::span::Span;

/// The quantity that begins at `at` and the piece behind it. Words before it
/// that bound it are taken in down to `floor`.
pub(super) fn quantity(text: &Text, at: usize, floor: usize) -> Option<(Figure, usize)> {
    let (first, second) = sides(text, at)?;
    let last = second.unwrap_or(first);
    let tied = first.tied() || last.tied();
    if first.sign.is_none() && names::named(text, at, last.number, tied) {
        return None;
    }
    let (mut kind, mut from, mut end) = (last.kind(), at, last.end);
    let mut unit = last
        .sign
        .or(last.unit.map(|unit| unit.name))
        .unwrap_or_default()
        .to_string();
    if let Some((start, behind)) = ages::age(text, &Side { from: at, ..last }, end, floor) {
        (kind, from, end) = (FigureKind::Age, start, behind);
        if unit.is_empty() {
            unit = "years".into();
        }
    }
    let joined =
        second.is_some() && from > floor && matches!(text.word_before(from, 1), "between" | "from");
    from -= usize::from(joined);
    let mut bound = if first.number.high.is_some() {
        Bound::About
    } else {
        Bound::Exact
    };
    if let Some((found, start)) =
        bounds::before(text, from, floor).filter(|_| !lasting(text, from, kind))
    {
        (bound, from) = (found, start);
    }
    let directed = |bound| !matches!(bound, Bound::Exact | Bound::About);
    if let Some((found, behind)) = bounds::after(text, end).filter(|_| !directed(bound)) {
        (bound, end) = (found, behind);
    }
    if unit.is_empty() {
        match counted(text, end, first.number, second.is_some()) {
            Some((thing, behind)) => {
                unit = text.prose[text.start(thing)..text.end_before(behind)].to_string();
                end = behind;
            }
            None if stands_alone(text, end, &first, second.is_some() || bound != Bound::Exact) => {}
            None => return None,
        }
    }
    if kind != FigureKind::Age
        && let Some((per, behind)) = units::rate(text, end)
    {
        unit = format!("{unit} per {per}").trim_start().to_string();
        end = behind;
    }
    if let Some((found, behind)) = bounds::after(text, end).filter(|_| !directed(bound)) {
        (bound, end) = (found, behind);
    }
    if kind == FigureKind::Duration && (text.word(end) == "ago" || text.has(end, &["from", "now"]))
    {
        kind = FigureKind::Date;
        end += if text.word(end) == "ago" { 1 } else { 2 };
    }
    let figure = Figure {
        span: Span::new(text.start(from), text.end_before(end)),
        value: Some(tidy(first.number.value)),
        high: second
            .map(|second| second.number.value)
            .or(first.number.high)
            .map(tidy),
        bound,
        unit: unit.into(),
        kind,
    };
    Some((figure, end))
}

/// Whether "one" at `at` is a pronoun or a phrase, and counts nothing.
pub(super) fn pronoun(text: &Text, at: usize) -> bool {
    if text.word(at) != "one" {
        return false;
    }
    let number = numeral(text, at);
    if number.is_some_and(|number| number.end > at + 1 || units::unit(text, number).is_some()) {
        return false;
    }
    let behind = text.word(at + 1);
    let pair = side(text, at)
        .is_some_and(|side| odds(text, &side).is_some() || range(text, side).is_some());
    let counts = !behind.is_empty() && !STOPS.contains(behind) && !beside("one-before", behind);
    beside("one-after", text.word_before(at, 1))
        || !(pair || counts || bounds::before(text, at, 0).is_some())
}

fn sides(text: &Text, at: usize) -> Option<(Side, Option<Side>)> {
    let one = side(text, at)?;
    if let Some(odds) = odds(text, &one) {
        return Some((odds, None));
    }
    Some(range(text, one).map_or((one, None), |(first, second)| (first, Some(second))))
}

/// "spent $4 billion over three years": the time that it took, no bound.
fn lasting(text: &Text, from: usize, kind: FigureKind) -> bool {
    kind == FigureKind::Duration
        && text.word_before(from, 1) == "over"
        && !matches!(
            text.word_before(from, 2),
            "for" | "in" | "of" | "well" | "just" | "is" | "was" | "little" | "lasted"
        )
}

/// The thing counted behind a number that ends at `at`: its first piece and
/// the piece behind it.
fn counted(text: &Text, at: usize, number: Numeral, ranged: bool) -> Option<(usize, usize)> {
    if let Some(end) = things::hyphened(text, at) {
        return Some((at + 1, end));
    }
    let share = number.part || number.high.is_some();
    let of = usize::from(share && text.word(at) == "of");
    let whole = usize::from(share && beside("whole", text.word(at + of)));
    let from = at + of + whole;
    let single = number.value == 1.0 && !ranged && !number.part;
    let end = if single {
        things::thing(text, from)
    } else {
        things::things(text, from)
    };
    end.map(|end| (from, end))
}

/// Whether a number without unit and thing counted is a figure all the same.
fn stands_alone(text: &Text, end: usize, first: &Side, more: bool) -> bool {
    let (at, number) = (first.from, first.number);
    let only = at == 0 && (end >= text.len() || (end + 1 == text.len() && text.is(end, ".")));
    if first.tied() || number.marked || more || only || number.value < 0.0 {
        return true;
    }
    if number.digits {
        let bracketed = at > 0 && text.is(at - 1, "(") && text.is(end, ")");
        let counter = text.piece(at).initial && (text.is(end, ".") || text.is(end, ")"));
        return !bracketed && !counter;
    }
    number.value > 10.0 || (text.word(end) == "of" && number.value > 1.0)
}

/// Takes away what multiplying left behind: 5.1 million is 5100000.
fn tidy(value: f64) -> f64 {
    let near = value.round();
    if value.abs() >= 1.0 && (value - near).abs() < 1e-9 * value.abs() {
        near
    } else {
        value
    }
}
