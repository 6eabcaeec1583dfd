//! Dates that stand on a calendar: "Wednesday", "Oct. 23, 2024", "June". Told
//! by the calendar's words and their neighbours; to what day they come is for
//! the reader of the figure to work out.

use super::ordinals::nth;
use super::pieces::{PieceKind, Text};
use super::words::{CALENDAR, STOPS, UNITS};
use super::{relative, times, years};

/// The piece behind the date or time of day at `at`; `true` for a time.
pub(super) fn date(text: &Text, at: usize) -> Option<(usize, bool)> {
    if let Some(end) = times::time(text, at) {
        return Some((end, true));
    }
    let end = absolute(text, at)
        .or_else(|| relative::relative(text, at))
        .or_else(|| years::numeric(text, at))
        .or_else(|| years::years(text, at))?;
    Some((end, false))
}

pub(super) fn names_day_or_month(word: &str) -> bool {
    CALENDAR.get(word).is_some_and(|kinds| {
        kinds
            .iter()
            .any(|kind| kind.starts_with("weekday") || kind.starts_with("month"))
    })
}

/// Whether the calendar's list has `word` as `kind`.
pub(super) fn is(word: &str, kind: &str) -> bool {
    CALENDAR
        .get(word)
        .is_some_and(|kinds| kinds.contains(&kind))
}

/// "Oct. 23, 2024", "23 October", "Wednesday, Oct. 23", "June".
pub(super) fn absolute(text: &Text, at: usize) -> Option<usize> {
    if let Some(end) = weekday(text, at) {
        let comma = usize::from(text.is(end, ","));
        let end = month_date(text, end + comma)
            .or_else(|| day_date(text, end + comma))
            .or_else(|| the_nth(text, end))
            .unwrap_or(end);
        return Some(part_of_day(text, end));
    }
    month_date(text, at)
        .or_else(|| day_date(text, at))
        .or_else(|| lone_month(text, at))
}

pub(super) fn weekday(text: &Text, at: usize) -> Option<usize> {
    let word = text.word(at);
    if is(word, "weekday") || word.strip_suffix('s').is_some_and(|day| is(day, "weekday")) {
        return Some(at + 1);
    }
    if !is(word, "weekday-short") || !text.capital(at) {
        return None;
    }
    let end = at + 1 + usize::from(text.is(at + 1, "."));
    let next = end + usize::from(text.is(end, ","));
    (month(text, next).is_some() || day_date(text, next).is_some() || the_nth(text, end).is_some())
        .then_some(end)
}

/// The piece behind a month's name with its point.
pub(super) fn month(text: &Text, at: usize) -> Option<usize> {
    let word = text.word(at);
    if !text.capital(at) {
        return None;
    }
    if is(word, "month-short") {
        return Some(at + 1 + usize::from(text.is(at + 1, ".") && text.glued(at + 1)));
    }
    (is(word, "month") || is(word, "month-word")).then_some(at + 1)
}

/// "Oct. 23, 2024", "October 23rd", "October 23-25", "October 2024".
pub(super) fn month_date(text: &Text, at: usize) -> Option<usize> {
    let next = month(text, at)?;
    let the = usize::from(text.word(next) == "the");
    match day(text, next + the) {
        Some(end) => Some(with_year(text, days(text, end))),
        None => Some(with_year(text, next)).filter(|end| *end > next),
    }
}

/// A month alone; "May", "March" only where a neighbour shows what is meant.
pub(super) fn lone_month(text: &Text, at: usize) -> Option<usize> {
    let word = text.word(at);
    let end = month(text, at)?;
    let open = is(word, "month-word") || (is(word, "month-short") && end == at + 1);
    let before = text.word_before(at, 1);
    let placed = is(before, "before-date") || is(before, "near") || is(before, "edge");
    // "April Jones": a name.
    let named = text.capital(at + 1)
        && !is(text.word(at + 1), "month")
        && !STOPS.contains(text.word(at + 1));
    (placed || !(open || named)).then_some(end)
}

/// "(Monday) morning".
pub(super) fn part_of_day(text: &Text, end: usize) -> usize {
    let word = text.word(end);
    let word = word
        .strip_suffix("'s")
        .or(word.strip_suffix("’s"))
        .unwrap_or(word);
    end + usize::from(is(word, "part-of-day"))
}

/// "23 October 2024", "the 23rd of October", "the Fourth of July".
fn day_date(text: &Text, at: usize) -> Option<usize> {
    let from = at + usize::from(text.word(at) == "the");
    let spelled = nth(text, from)
        .filter(|_| text.word(from + 1) == "of")
        .map(|_| from + 1);
    let end = day(text, from).map(|end| days(text, end)).or(spelled)?;
    let end = month(text, end + usize::from(text.word(end) == "of"))?;
    Some(with_year(text, end))
}

/// "(Friday) the 13th", "(Tue) 13th".
fn the_nth(text: &Text, at: usize) -> Option<usize> {
    let from = at + usize::from(text.word(at) == "the");
    day(text, from).filter(|end| *end == from + 2)
}

/// A day of the month at `at`: "23", "23rd".
fn day(text: &Text, at: usize) -> Option<usize> {
    if !text.digits(at) || text.raw(at).len() > 2 {
        return None;
    }
    let number: u32 = text.raw(at).parse().ok()?;
    let suffix = text.glued(at + 1) && matches!(text.word(at + 1), "st" | "nd" | "rd" | "th");
    let other = text.glued(at + 1) && text.kind(at + 1) == PieceKind::Word && !suffix;
    let hour = (text.is(at + 1, ":") || text.is(at + 1, "%")) && text.glued(at + 1);
    ((1..=31).contains(&number) && !hour && !other).then_some(at + 1 + usize::from(suffix))
}

/// "23-25", "23 to 25", "23 and 24" behind a first day.
fn days(text: &Text, end: usize) -> usize {
    let joined = text.hyphen(end) || matches!(text.word(end), "to" | "and" | "or" | "through");
    let counts = |at: usize| {
        UNITS.contains_key(text.lower(at))
            || (!text.word(at).is_empty()
                && !STOPS.contains(text.word(at))
                && month(text, at).is_none())
    };
    day(text, end + 1)
        .filter(|next| joined && !counts(*next))
        .unwrap_or(end)
}

/// Takes in a year behind: ", 2024", " 2024", " of 2024".
fn with_year(text: &Text, end: usize) -> usize {
    let joint = usize::from(text.is(end, ",") || text.word(end) == "of");
    if years::year(text, end + joint) {
        end + joint + 1
    } else {
        end
    }
}
