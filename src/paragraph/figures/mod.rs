//! Figures of a paragraph: what is counted, measured, paid, ranked and dated,
//! with the words that bound it and the thing counted. Read from left to right
//! in one pass; numbers that are names ("Boeing 737", "page 12") and "one" as
//! a pronoun are no figures. The words are in `lexicon/figures_*.txt`.

mod ages;
mod bounds;
mod dates;
mod fractions;
mod money;
mod names;
mod numerals;
mod ordinals;
mod pieces;
mod quantities;
mod ranges;
mod relative;
mod sides;
#[cfg(test)]
mod tests;
mod things;
mod times;
mod units;
mod words;
mod years;

use super::{Bound, Figure, FigureKind};
use crate::span::Span;
use pieces::{PieceKind, Text};
use words::STARTERS;

/// The figures of `prose`, sorted and apart. `sentences` and the figures' spans
/// count bytes from the start of `prose`.
pub fn figures(prose: &str, sentences: &[Span]) -> Vec<Figure> {
    let text = Text::new(prose, sentences);
    let mut figures: Vec<Figure> = Vec::new();
    let mut at = 0;
    let mut floor = 0;
    while at < text.len() {
        if !starts(&text, at) {
            at += 1;
            continue;
        }
        let Some((figure, end)) = figure(&text, at, floor, figures.last()) else {
            at = names::code(&text, at).unwrap_or(at + 1);
            continue;
        };
        figures.push(figure);
        (at, floor) = (end, end);
    }
    figures
}

/// Whether a figure may begin at `at`: most words are out at a glance.
fn starts(text: &Text, at: usize) -> bool {
    match text.kind(at) {
        PieceKind::Digits | PieceKind::Code => true,
        PieceKind::Mark => !matches!(
            text.raw(at),
            "," | "." | "“" | "”" | "’" | "\"" | "(" | ")" | ";" | ":" | "?" | "!"
        ),
        PieceKind::Word if matches!(text.word(at), "a" | "an" | "the") => {
            let next = text.word(at + 1);
            text.digits(at + 1)
                || STARTERS.contains(next)
                || matches!(text.word(at + 2), "ago" | "of")
                || text.is(at + 1, "$")
        }
        PieceKind::Word => STARTERS.contains(text.word(at)),
        PieceKind::None => false,
    }
}

/// The figure that begins at `at` (its bound may begin before, down to `floor`)
/// and the piece behind it.
fn figure(text: &Text, at: usize, floor: usize, last: Option<&Figure>) -> Option<(Figure, usize)> {
    if let Some((end, time)) = dates::date(text, at) {
        let kind = if time {
            FigureKind::Time
        } else {
            FigureKind::Date
        };
        let span = Span::new(text.start(at), text.end_before(end));
        return Some((
            Figure {
                span,
                value: None,
                high: None,
                bound: Bound::Exact,
                unit: "".into(),
                kind,
            },
            end,
        ));
    }
    if names::code(text, at).is_some() || quantities::pronoun(text, at) {
        return None;
    }
    if let Some(found) = ordinals::ordinal(text, at) {
        return Some(found);
    }
    let (mut figure, end) = quantities::quantity(text, at, floor)?;
    if let Some(last) = last.filter(|last| converts(text, at, last, &figure)) {
        figure.bound = last.bound;
    }
    Some((figure, end))
}

/// "more than 7 million crowns ($1.1 million)": the same amount in another
/// unit has the same bound.
fn converts(text: &Text, at: usize, last: &Figure, figure: &Figure) -> bool {
    at > 0
        && text.is(at - 1, "(")
        && last.span.end <= text.start(at - 1)
        && text.start(at - 1) - last.span.end <= 1
        && figure.bound == Bound::Exact
        && figure.kind == last.kind
        && matches!(figure.kind, FigureKind::Money | FigureKind::Measure)
}
