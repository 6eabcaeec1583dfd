//! Dates told from the day of the story: "yesterday", "late last week",
//! "earlier this month", "the third quarter", "a year ago", feasts.

use super::dates::{absolute, is, lone_month, month, month_date, part_of_day, weekday};
use super::ordinals::nth;
use super::pieces::Text;
use super::words::{CALENDAR, UNITS, beside};
use super::years::{decade, plural_follows, year, years};
use crate::paragraph::FigureKind;

pub(super) fn relative(text: &Text, at: usize) -> Option<usize> {
    let word = text.word(at);
    if let Some(end) = portion(text, at)
        .or_else(|| ago(text, at))
        .or_else(|| edge(text, at))
    {
        return Some(end);
    }
    if word.is_empty() || !CALENDAR.contains_key(word) {
        return None;
    }
    if is(word, "day") {
        // "USA TODAY"
        let shouts =
            |at: usize| text.raw(at).len() > 1 && text.raw(at).chars().all(char::is_uppercase);
        if shouts(at) && at > 0 && shouts(at - 1) {
            return None;
        }
        return Some(part_of_day(text, at + 1));
    }
    feast(text, at)
        .or_else(|| near(text, at))
        .or_else(|| season(text, at))
}

/// "last week", "this past month", "next Tuesday", "last June", "last Christmas".
fn near(text: &Text, at: usize) -> Option<usize> {
    if !is(text.word(at), "near") || beside("owner", text.word_before(at, 1)) {
        return None;
    }
    let twice = is(text.word(at + 1), "near")
        || matches!(
            text.word(at + 1),
            "fiscal" | "calendar" | "financial" | "school" | "academic"
        );
    let next = at + 1 + usize::from(twice);
    let period = is(text.word(next), "period") && !text.hyphen(next + 1);
    let feast = || feast(text, next).filter(|_| text.word(at) != "this");
    let end = if period {
        Some(next + 1)
    } else {
        weekday(text, next)
            .or_else(|| month(text, next))
            .or_else(feast)
    };
    end.map(|end| part_of_day(text, end))
}

/// "late last week", "earlier in the year", "early Monday", "mid-June", "late
/// 2023", "the end of the month".
fn edge(text: &Text, at: usize) -> Option<usize> {
    let from = at + usize::from(text.word(at) == "the" && text.word(at + 2) == "of");
    if !is(text.word(from), "edge") {
        return None;
    }
    let joint = usize::from(text.hyphen(from + 1) || matches!(text.word(from + 1), "of" | "in"));
    let next = from + 1 + joint;
    let the =
        matches!(text.word(next), "the" | "this") && joint > 0 && is(text.word(next + 1), "period");
    if the {
        return Some(next + 2);
    }
    near(text, next)
        .or_else(|| weekday(text, next).map(|end| part_of_day(text, end)))
        .or_else(|| month_date(text, next))
        .or_else(|| lone_month(text, next))
        .or_else(|| decade(text, next + usize::from(text.word(next) == "the")))
        .or_else(|| (year(text, next) && !plural_follows(text, next + 1)).then_some(next + 1))
        .or_else(|| (text.word(next) == "today").then_some(next + 1))
}

/// "(the) first half of 2024", "third week of June", "the fourth quarter".
fn portion(text: &Text, at: usize) -> Option<usize> {
    let from = at + usize::from(text.word(at) == "the");
    let digits = text.digits(from)
        && text.glued(from + 1)
        && matches!(text.word(from + 1), "st" | "nd" | "rd" | "th");
    let end = if digits {
        from + 2
    } else {
        nth(text, from)
            .map(|_| from + 1)
            .or((text.word(from) == "last").then_some(from + 1))?
    };
    let part = text.word(end);
    if !matches!(
        part,
        "week"
            | "weekend"
            | "half"
            | "quarter"
            | "month"
            | "day"
            | "decade"
            | "days"
            | "weeks"
            | "months"
    ) {
        return None;
    }
    if text.word(end + 1) != "of" && text.word(end + 1) != "in" {
        return (part == "quarter").then(|| {
            if year(text, end + 1) {
                end + 2
            } else {
                end + 1
            }
        });
    }
    let next = end + 2;
    let the_year = text.word(next) == "the" && is(text.word(next + 1), "period");
    let whole = if the_year {
        Some(next + 2)
    } else {
        absolute(text, next)
            .or_else(|| near(text, next))
            .or_else(|| years(text, next))
    };
    whole.or((part == "quarter").then_some(end + 1))
}

/// "a week ago", "a year ago".
fn ago(text: &Text, at: usize) -> Option<usize> {
    let article = matches!(text.word(at), "a" | "an");
    let period = UNITS
        .get(text.word(at + 1))
        .is_some_and(|units| units[0].1.kind == FigureKind::Duration);
    (article && text.word(at + 2) == "ago" && period).then_some(at + 3)
}

/// "Christmas Eve", "New Year's Day", "Labor Day", "Good Friday", "Easter 2024".
fn feast(text: &Text, at: usize) -> Option<usize> {
    if !text.capital(at) {
        return None;
    }
    let named = |kind| is(text.word(at), kind) && text.capital(at + 1);
    if named("feast-before-weekday") && is(text.word(at + 1), "weekday") {
        return Some(at + 2);
    }
    let new_year =
        is(text.word(at), "new-year") && matches!(text.word(at + 1), "year’s" | "year's");
    let named_day = named("feast-before-day");
    let end = if new_year {
        at + 2
    } else {
        at + usize::from(is(text.word(at), "feast") || named_day)
    };
    let day = matches!(text.word(end), "eve" | "day" | "sunday" | "monday");
    if end == at || ((new_year || named_day) && !day) {
        return None;
    }
    let end = end + usize::from(day);
    Some(end + usize::from(year(text, end)))
}

/// "summer 2023", "winter of 2022".
fn season(text: &Text, at: usize) -> Option<usize> {
    if !is(text.word(at), "season") {
        return None;
    }
    let next = at + 1 + usize::from(text.word(at + 1) == "of");
    year(text, next).then_some(next + 1)
}
