//! Numbers that are names and no figures: "Section 230", "Boeing 737",
//! "F-16", "10 Downing Street", "+44 20 7946 0958".

use super::numerals::{Numeral, numeral};
use super::pieces::{PieceKind, Text};
use super::words::{BOUNDS, CALENDAR, DESIGNATORS, OPENERS, STOPS, STREETS, beside};

/// Whether the number at `at` is part of a name. `tied`: a unit or a magnitude
/// belongs to it, so that a name before it says nothing.
pub(super) fn named(text: &Text, at: usize, number: Numeral, tied: bool) -> bool {
    let letters = !tied && letters_behind(text, number);
    letters
        || joined(text, at, number)
        || street(text, at, number)
        || (!tied && behind_name(text, at, number))
}

/// The piece behind a run of digits that is a telephone number or the like.
pub(super) fn code(text: &Text, at: usize) -> Option<usize> {
    let plus = text.is(at, "+") && text.digits(at + 1) && text.glued(at + 1);
    let mut end = at + usize::from(plus);
    let (mut groups, mut digits) = (0, 0);
    while text.digits(end) && !text.raw(end).contains(',') {
        groups += 1;
        digits += text.raw(end).len();
        end += 1;
        let joint =
            text.hyphen(end) || (text.is(end, ".") && text.glued(end) && text.glued(end + 1));
        if joint && text.digits(end + 1) {
            end += 1;
        } else if !(plus && text.digits(end)) {
            break;
        }
    }
    if let Some(end) = slashed(text, at) {
        return Some(end);
    }
    let long = groups == 1 && digits >= 9 && !text.raw(at).contains('.');
    let zero = groups == 1 && zero_led(text.raw(at));
    let local = groups == 2 && text.raw(at).len() == 3 && text.raw(end - 1).len() == 4;
    (zero || long || groups > 2 || (plus && digits > 6) || local).then_some(end)
}

/// "9/11", "24/7", "6’2”": two numbers with a stroke or a foot between that are
/// no fraction.
fn slashed(text: &Text, at: usize) -> Option<usize> {
    let mark = text.is(at + 1, "/") || text.is(at + 1, "’") || text.is(at + 1, "'");
    let pair = text.digits(at) && text.digits(at + 2) && text.glued(at + 1) && text.glued(at + 2);
    (mark && pair && numeral(text, at).is_some_and(|number| !number.part)).then_some(at + 3)
}

/// "007", "0830": digits that count nothing.
fn zero_led(raw: &str) -> bool {
    raw.len() > 1 && raw.starts_with('0') && !raw.contains('.')
}

/// Letters or signs written onto the digits: "F-16", "A320", "5G", "#3", "@4".
fn joined(text: &Text, at: usize, number: Numeral) -> bool {
    let Some(before) = at
        .checked_sub(1)
        .filter(|_| number.digits && text.glued(at))
    else {
        return false;
    };
    let hyphen = (text.is(before, "-") || text.is(before, "/")) && text.glued(before) && before > 0;
    let prefix = if hyphen { before - 1 } else { before };
    // "No. 14-915": the number before was no figure either.
    let number = hyphen && text.digits(prefix);
    let word = text.kind(prefix) == PieceKind::Word
        && !(hyphen && matches!(text.word(prefix), "sub" | "mid" | "minus" | "to"));
    let sign = text.is(before, "#")
        || text.is(before, "_")
        || text.is(before, "’")
        || text.is(before, "'");
    word || sign || number
}

/// "5G", "49ers", "3D": letters behind that are no unit of ours.
fn letters_behind(text: &Text, number: Numeral) -> bool {
    number.digits && text.kind(number.end) == PieceKind::Word && text.glued(number.end)
}

/// "221 Baker Street".
fn street(text: &Text, at: usize, number: Numeral) -> bool {
    number.digits
        && !number.marked
        && text.digits(at)
        && text.capital(number.end)
        && (0..=3).any(|on| {
            let word = text.word(number.end + on);
            text.capital(number.end + on)
                && STREETS.contains(word)
                && (on > 0 || matches!(word, "ave" | "avenue"))
        })
}

/// "Boeing 737", "Section 230", "page 12", "version two".
fn behind_name(text: &Text, at: usize, number: Numeral) -> bool {
    let Some(before) = at.checked_sub(1).filter(|_| !number.marked) else {
        return false;
    };
    let before = if text.is(before, ".") && text.glued(before) {
        before.saturating_sub(1)
    } else {
        before
    };
    let word = text.word(before);
    if word.is_empty() || text.piece(before).span.end + 1 < text.end_before(at) {
        return false;
    }
    let small = DESIGNATORS.contains(word);
    if word == "of" {
        return text.capital(before.saturating_sub(1))
            && beside("group-of", text.word_before(before, 1));
    }
    // Past the point of "No. 7" only a designator counts: "in Paris. 12 people".
    if text.is(at - 1, ".") {
        return small && number.digits;
    }
    let day = CALENDAR.contains_key(word);
    let owner = word.ends_with("'s") || word.ends_with("’s");
    let name = !owner
        && text.capitals(before)
        && !STOPS.contains(word)
        && !day
        && !text.piece(before).initial;
    let first = text.piece(before).initial
        && !STOPS.contains(word)
        && !opens(word)
        && !BOUNDS.contains_key(word)
        && !day;
    small || (number.digits && (name || first))
}

/// Whether a sentence may open with this word and a figure behind it.
fn opens(word: &str) -> bool {
    word.ends_with("ing") || word.ends_with("ly") || word.ends_with("ed") || OPENERS.contains(word)
}
