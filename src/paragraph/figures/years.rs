//! Years and what is made of them: "2022", "2022-23", "the 1990s", "the 20th
//! century", "Q3 2024", and dates all in digits.

use super::dates::is;
use super::ordinals::nth;
use super::pieces::{PieceKind, Text};
use super::words::{PLURALS, STOPS, UNITS};
use crate::paragraph::Bound;

/// Whether a year in four digits stands at `at`.
pub(super) fn year(text: &Text, at: usize) -> bool {
    text.digits(at)
        && text.raw(at).len() == 4
        && text
            .raw(at)
            .parse::<u32>()
            .is_ok_and(|year| (1000..2200).contains(&year))
        && !(text.kind(at + 1) == PieceKind::Word && text.glued(at + 1))
}

pub(super) fn years(text: &Text, at: usize) -> Option<usize> {
    let from = at + usize::from(text.word(at) == "the");
    decade(text, from)
        .or_else(|| century(text, from))
        .or_else(|| quarter(text, at))
        .or_else(|| lone_year(text, at))
}

/// "1990s", "’90s", "nineties" behind "the".
pub(super) fn decade(text: &Text, at: usize) -> Option<usize> {
    const SPELLED: &[&str] = &[
        "twenties",
        "thirties",
        "forties",
        "fifties",
        "sixties",
        "seventies",
        "eighties",
        "nineties",
    ];
    if SPELLED.contains(&text.word(at)) {
        let placed = text.word_before(at, 1) == "the" || is(text.word_before(at, 1), "edge");
        return placed.then_some(at + 1);
    }
    let raw = text.raw(at);
    let apostrophe = at > 0 && ["’", "'", "‘"].iter().any(|mark| text.is(at - 1, mark));
    let short = raw.len() == 2 && (apostrophe || text.word_before(at, 1) == "the");
    let tens =
        text.digits(at) && raw.ends_with('0') && !raw.contains(',') && (raw.len() == 4 || short);
    let plural = text.glued(at + 1) && text.word(at + 1) == "s";
    let pointed = text.glued(at + 1)
        && (text.is(at + 1, "’") || text.is(at + 1, "'"))
        && text.word(at + 2) == "s";
    (tens && (plural || pointed)).then_some(at + 2 + usize::from(!plural))
}

/// "10/23/2024", "2024-10-23", "23.10.2024".
pub(super) fn numeric(text: &Text, at: usize) -> Option<usize> {
    if text.kind(at) == PieceKind::Code {
        let fields: Vec<&str> = text.raw(at).split('.').collect();
        let day = |field: &str| {
            field.parse::<u32>().is_ok_and(|n| (1..=31).contains(&n)) && field.len() <= 2
        };
        return (fields.len() == 3 && day(fields[0]) && day(fields[1]) && fields[2].len() == 4)
            .then_some(at + 1);
    }
    if !text.digits(at) || !text.digits(at + 2) || !text.digits(at + 4) {
        return None;
    }
    let mark = text.raw(at + 1);
    let glued = (1..=4).all(|on| text.glued(at + on));
    let lengths = [
        text.raw(at).len(),
        text.raw(at + 2).len(),
        text.raw(at + 4).len(),
    ];
    let ordered = match mark {
        "/" => matches!(lengths, [1..=2, 1..=2, 2 | 4] | [4, 1..=2, 1..=2]),
        "-" => matches!(lengths, [4, 2, 2] | [1..=2, 1..=2, 4]),
        _ => false,
    };
    (glued && ordered && text.raw(at + 3) == mark).then_some(at + 5)
}

/// Whether a noun in the plural stands at `at`.
pub(super) fn plural_follows(text: &Text, at: usize) -> bool {
    let word = text.word(at);
    let plural =
        PLURALS.contains(word) || (word.len() > 3 && word.ends_with('s') && !word.ends_with("ss"));
    plural && !STOPS.contains(word) && !word.ends_with("'s")
}

/// "20th century", "nineteenth-century".
fn century(text: &Text, at: usize) -> Option<usize> {
    let digits = text.digits(at) && matches!(text.word(at + 1), "st" | "nd" | "rd" | "th");
    let end = if digits {
        at + 2
    } else {
        nth(text, at).map(|_| at + 1)?
    };
    let end = end + usize::from(text.hyphen(end));
    (text.word(end) == "century").then_some(end + 1)
}

/// "Q3", "Q3 2024", "FY2024".
fn quarter(text: &Text, at: usize) -> Option<usize> {
    let digits = text.digits(at + 1) && text.glued(at + 1) && text.capital(at);
    let third = text.word(at) == "q" && matches!(text.raw(at + 1), "1" | "2" | "3" | "4");
    let fiscal = text.word(at) == "fy" && matches!(text.raw(at + 1).len(), 2 | 4);
    if !digits || !(third || fiscal) {
        return None;
    }
    let next = at + 2 + usize::from(text.word(at + 2) == "of");
    Some(if year(text, next) { next + 1 } else { at + 2 })
}

/// A year in digits that neither counts anything nor has a unit: "2022",
/// "2022-23", "2019 to 2023".
fn lone_year(text: &Text, at: usize) -> Option<usize> {
    let open = at == 0
        || !text.glued(at)
        || text.is(at - 1, "(")
        || text.is(at - 1, "“")
        || text.is(at - 1, "\"")
        || text.is(at - 1, "—");
    if !year(text, at) || !open || counts(text, at) {
        return None;
    }
    let end = at + 1;
    let joined = text.hyphen(end)
        || (text.is(end, "/") && text.glued(end))
        || matches!(text.word(end), "to" | "through");
    let second = (year(text, end + 1) && !counts(text, end + 1))
        || (text.digits(end + 1) && text.raw(end + 1).len() == 2 && text.glued(end + 1));
    Some(if joined && second { end + 2 } else { end })
}

/// Whether the four digits at `at` are rather a number than a year.
fn counts(text: &Text, at: usize) -> bool {
    let Ok(number) = text.raw(at).parse::<u32>() else {
        return true;
    };
    let before = text.word_before(at, 1);
    let placed = (is(before, "before-date") || is(before, "month")) && !text.capital(at + 1);
    let bounded = super::bounds::before(text, at, 0)
        .is_some_and(|(bound, _)| bound != Bound::About && before != "over");
    let unit = UNITS.contains_key(text.lower(at + 1))
        && !text.is(at + 1, "-")
        && (!text.capital(at + 1) || text.raw(at + 1).len() == 1);
    let dash = (text.is(at + 1, "-") || text.is(at + 1, "–")) && text.digits(at + 2);
    let ranged = dash
        && (text.raw(at + 2).contains(',')
            || (!year(text, at + 2) && text.raw(at + 2).len() != 2)
            || (year(text, at + 2) && counts(text, at + 2)));
    let recent = (1900..2100).contains(&number);
    let round = number.is_multiple_of(100) || number < 1950;
    let things = plural_follows(text, at + 1) && (round || !recent) && !(placed && recent);
    unit || ranged || bounded || things || !(recent || placed)
}
