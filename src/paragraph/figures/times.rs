//! Times of day: "3 p.m.", "5.25am", "3:30", "0830 GMT", "noon", "10 o'clock",
//! "7 in the evening".

use super::dates::is;
use super::pieces::{PieceKind, Text};
use super::words::{NUMBERS, NumberWord};

/// The piece behind the time at `at`; "9 to 11 a.m." and "between 2 and 4:30
/// p.m." are one.
pub(super) fn time(text: &Text, at: usize) -> Option<usize> {
    if matches!(text.word(at), "noon" | "midnight" | "midday") {
        return Some(zone(text, at + 1));
    }
    if let Some(end) = military(text, at) {
        return Some(zone(text, end));
    }
    let (end, minutes) = clock(text, at)?;
    let suffix = half_of_day(text, end).or_else(|| oclock(text, end));
    let between = text.word_before(at, 1) == "between" && text.word(end) == "and";
    let until = end + usize::from(text.hyphen(end) || text.word(end) == "to" || between);
    let later = || {
        clock(text, until)
            .filter(|_| until > end)
            .and_then(|(end, _)| half_of_day(text, end))
    };
    let end = suffix
        .or_else(later)
        .or((minutes && text.digits(at)).then_some(end))?;
    Some(zone(text, end))
}

/// "0830 GMT", "0600 hours": the piece behind the digits.
fn military(text: &Text, at: usize) -> Option<usize> {
    let four = text.digits(at)
        && text.raw(at).len() == 4
        && text.raw(at).parse::<u32>().is_ok_and(|time| time < 2400);
    if !four {
        return None;
    }
    let hours = text.word(at + 1) == "hours" && text.raw(at).starts_with('0');
    let zone = is(text.word(at + 1), "zone") && text.raw(at + 1).len() > 2;
    (hours || zone).then_some(at + 1 + usize::from(hours))
}

/// An hour with or without minutes at `at`: "3", "3:30", "5.25", "three".
fn clock(text: &Text, at: usize) -> Option<(usize, bool)> {
    if let Some((kind, hour)) = NUMBERS.get(text.word(at)) {
        let hour =
            (1.0..=12.0).contains(hour) && matches!(kind, NumberWord::Unit | NumberWord::Ten);
        return hour.then_some((at + 1, false));
    }
    if !text.digits(at) {
        return None;
    }
    let raw = text.raw(at);
    if let Some((hour, minutes)) = raw.split_once('.') {
        let sensible = hour.len() <= 2
            && minutes.len() == 2
            && raw.parse::<f64>().is_ok_and(|time| time < 25.0);
        return sensible.then_some((at + 1, false));
    }
    if raw.len() > 2 || raw.parse::<u32>().is_ok_and(|hour| hour > 24) {
        return None;
    }
    let sixty = |at: usize| {
        text.is(at, ":")
            && text.glued(at)
            && text.digits(at + 1)
            && text.glued(at + 1)
            && text.raw(at + 1).len() == 2
    };
    let minutes = sixty(at + 1);
    let end = if minutes { at + 3 } else { at + 1 };
    Some((if minutes && sixty(end) { end + 2 } else { end }, minutes))
}

/// "a.m.", "pm", "in the morning" at `at`.
fn half_of_day(text: &Text, at: usize) -> Option<usize> {
    match text.word(at) {
        "in" if text.has(at + 1, &["the"]) && is(text.word(at + 2), "part-of-day") => Some(at + 3),
        "at" if text.has(at + 1, &["night"]) => Some(at + 2),
        "a.m." | "p.m." | "am" | "pm" => Some(at + 1),
        "a.m" | "p.m" => {
            let ends = text.kind(at + 2) == PieceKind::None || text.capital(at + 2);
            Some(at + 1 + usize::from(text.is(at + 1, ".") && text.glued(at + 1) && !ends))
        }
        _ => None,
    }
}

fn oclock(text: &Text, at: usize) -> Option<usize> {
    matches!(text.word(at), "o'clock" | "o’clock").then_some(at + 1)
}

fn zone(text: &Text, end: usize) -> usize {
    if text.has(end, &["local", "time"]) {
        return end + 2;
    }
    let capitals = text.raw(end).chars().all(char::is_uppercase);
    if is(text.word(end), "zone") && capitals {
        end + 1
    } else {
        end
    }
}
