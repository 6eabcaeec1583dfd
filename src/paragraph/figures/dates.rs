//! Dates and times of day: "Wednesday", "Oct. 23, 2024", "late last week",
//! "2022", "the 1990s", "3 p.m.". Told by the calendar's words and their
//! neighbours; to what day they come is the reader's business.

use super::pieces::{PieceKind, Text};
use super::words::{CALENDAR, NUMBERS, NumberWord, PLURALS, STOPS};

/// Where the date or time at `at` begins and the piece behind it; `true` for a time.
pub(super) fn date(text: &Text, at: usize) -> Option<(usize, usize, bool)> {
    if let Some(end) = time(text, at) {
        return Some((at, end, true));
    }
    let end = absolute(text, at)
        .or_else(|| relative(text, at))
        .or_else(|| year_like(text, at))?;
    Some((at, end, false))
}

pub(super) fn names_day_or_month(word: &str) -> bool {
    [
        "weekday",
        "month",
        "month-word",
        "month-short",
        "weekday-short",
    ]
    .iter()
    .any(|kind| is(word, kind))
}

fn is(word: &str, kind: &str) -> bool {
    CALENDAR
        .get(word)
        .is_some_and(|kinds| kinds.contains(&kind))
}

/// "Oct. 23, 2024", "23 October", "Wednesday, Oct. 23", "2024-10-23", "June".
fn absolute(text: &Text, at: usize) -> Option<usize> {
    if let Some(end) = weekday(text, at) {
        let comma = usize::from(text.is(end, ","));
        let end = month_date(text, end + comma)
            .or_else(|| day_date(text, end + comma))
            .unwrap_or(end);
        return Some(part_of_day(text, end));
    }
    numeric(text, at)
        .or_else(|| month_date(text, at))
        .or_else(|| day_date(text, at))
        .or_else(|| lone_month(text, at))
}

fn weekday(text: &Text, at: usize) -> Option<usize> {
    let word = text.word(at);
    if !text.capital(at) && text.kind(at) == PieceKind::Word {
        return (is(word, "weekday") && word != "sun").then_some(at + 1);
    }
    if is(word, "weekday") {
        return Some(at + 1);
    }
    let day_follows = |next| month(text, next).is_some();
    if is(word, "weekday-short") {
        let pointed = usize::from(text.is(at + 1, "."));
        let comma = usize::from(text.is(at + 1 + pointed, ","));
        return day_follows(at + 1 + pointed + comma).then_some(at + 1 + pointed);
    }
    plural_weekday(word).then_some(at + 1)
}

fn plural_weekday(word: &str) -> bool {
    word.strip_suffix('s').is_some_and(|day| is(day, "weekday"))
}

/// The piece behind a month's name with its point.
fn month(text: &Text, at: usize) -> Option<usize> {
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
fn month_date(text: &Text, at: usize) -> Option<usize> {
    let next = month(text, at)?;
    if let Some(end) = day(text, next) {
        let end = days(text, end);
        let comma = usize::from(text.is(end, ","));
        return Some(if year(text, end + comma) {
            end + comma + 1
        } else {
            end
        });
    }
    let comma = usize::from(text.is(next, ","));
    year(text, next + comma).then_some(next + comma + 1)
}

/// "23 October 2024", "the 23rd of October".
fn day_date(text: &Text, at: usize) -> Option<usize> {
    let from = at + usize::from(text.word(at) == "the");
    let end = days(text, day(text, from)?);
    let end = month(text, end + usize::from(text.word(end) == "of"))?;
    let comma = usize::from(text.is(end, ","));
    Some(if year(text, end + comma) {
        end + comma + 1
    } else {
        end
    })
}

/// A month alone; "May", "March" only where a neighbour shows what is meant.
fn lone_month(text: &Text, at: usize) -> Option<usize> {
    let word = text.word(at);
    let end = month(text, at)?;
    let short = is(word, "month-short");
    let open = is(word, "month-word") || (short && end == at + 1);
    let before = text.word_before(at, 1);
    if open && !(is(before, "before-date") || is(before, "near") || is(before, "edge")) {
        return None;
    }
    // "Ms. April Jones", "Prime Minister May": a name.
    let name = text.capital(at + 1)
        && !is(text.word(at + 1), "month")
        && !STOPS.contains(text.word(at + 1));
    (!(name && open)).then_some(end)
}

/// A day of the month at `at`: "23", "23rd".
fn day(text: &Text, at: usize) -> Option<usize> {
    if !text.digits(at) || text.raw(at).len() > 2 {
        return None;
    }
    let number: u32 = text.raw(at).parse().ok()?;
    let suffix = text.glued(at + 1) && matches!(text.word(at + 1), "st" | "nd" | "rd" | "th");
    let hour = text.is(at + 1, ":") && text.glued(at + 1);
    ((1..=31).contains(&number) && !hour).then_some(at + 1 + usize::from(suffix))
}

/// "23-25", "23 to 25", "23 and 24" behind a first day.
fn days(text: &Text, end: usize) -> usize {
    let joined = text.hyphen(end) || matches!(text.word(end), "to" | "and") || text.is(end, "–");
    day(text, end + 1)
        .filter(|next| joined && !year(text, end + 1) && !unit_follows(text, *next))
        .unwrap_or(end)
}

fn unit_follows(text: &Text, at: usize) -> bool {
    super::words::UNITS.contains_key(text.lower(at))
        || (text.kind(at) == PieceKind::Word && !STOPS.contains(text.word(at)))
}

/// Whether a year in four digits stands at `at`.
fn year(text: &Text, at: usize) -> bool {
    text.digits(at)
        && text.raw(at).len() == 4
        && text
            .raw(at)
            .parse::<u32>()
            .is_ok_and(|year| (1000..2100).contains(&year))
        && !(text.kind(at + 1) == PieceKind::Word && text.glued(at + 1))
}

/// "10/23/2024", "2024-10-23", "23.10.2024".
fn numeric(text: &Text, at: usize) -> Option<usize> {
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

/// "yesterday", "late last week", "earlier this month", "last Tuesday", "next year".
fn relative(text: &Text, at: usize) -> Option<usize> {
    let word = text.word(at);
    if word.is_empty() || !CALENDAR.contains_key(word) {
        return None;
    }
    if is(word, "day") {
        return Some(part_of_day(text, at + 1));
    }
    if is(word, "feast") && text.capital(at) {
        let end = at
            + 1
            + usize::from(matches!(
                text.word(at + 1),
                "eve" | "day" | "sunday" | "monday"
            ));
        return Some(end + usize::from(year(text, end)));
    }
    if is(word, "edge") {
        let next =
            at + 1 + usize::from(text.hyphen(at + 1)) + usize::from(text.word(at + 1) == "of");
        return relative_near(text, next)
            .or_else(|| in_the(text, at + 1))
            .or_else(|| weekday(text, next).map(|end| part_of_day(text, end)))
            .or_else(|| month_date(text, next))
            .or_else(|| lone_month(text, next))
            .or_else(|| decade(text, next))
            .or_else(|| (year(text, next) && !plural_follows(text, next + 1)).then_some(next + 1))
            .or_else(|| (is(word, "edge") && text.word(next) == "today").then_some(next + 1));
    }
    relative_near(text, at).or_else(|| season(text, at))
}

/// "last week", "this past month", "next Tuesday", "last June".
fn relative_near(text: &Text, at: usize) -> Option<usize> {
    if !is(text.word(at), "near") {
        return None;
    }
    let next = if is(text.word(at + 1), "near") && text.word(at) == "this" {
        at + 2
    } else {
        at + 1
    };
    if is(text.word(next), "period") && !text.hyphen(next + 1) {
        return Some(part_of_day(text, next + 1));
    }
    let end = weekday(text, next)
        .or_else(|| month(text, next))
        .map(|end| part_of_day(text, end))?;
    Some(end)
}

/// "(earlier) in the week", "(late) in the year".
fn in_the(text: &Text, at: usize) -> Option<usize> {
    let the = text.word(at) == "in" && matches!(text.word(at + 1), "the" | "this");
    (the && is(text.word(at + 2), "period")).then_some(at + 3)
}

/// "summer 2023", "winter of 2022".
fn season(text: &Text, at: usize) -> Option<usize> {
    if !is(text.word(at), "season") {
        return None;
    }
    let next = at + 1 + usize::from(text.word(at + 1) == "of");
    year(text, next).then_some(next + 1)
}

fn part_of_day(text: &Text, end: usize) -> usize {
    end + usize::from(is(text.word(end), "part-of-day"))
}

/// "2022", "2022-23", "2019 to 2023", "the 1990s", "the 20th century", "Q3".
fn year_like(text: &Text, at: usize) -> Option<usize> {
    let from = at + usize::from(text.word(at) == "the");
    decade(text, from)
        .or_else(|| century(text, from))
        .or_else(|| {
            if from == at {
                lone_year(text, at)
            } else {
                None
            }
        })
}

fn decade(text: &Text, at: usize) -> Option<usize> {
    let raw = text.raw(at);
    let short = raw.len() == 2 && at > 0 && (text.is(at - 1, "’") || text.is(at - 1, "'"));
    let tens =
        text.digits(at) && raw.ends_with('0') && !raw.contains(',') && (raw.len() == 4 || short);
    let plural = text.glued(at + 1)
        && (text.word(at + 1) == "s" || (text.is(at + 1, "’") && text.word(at + 2) == "s"));
    (tens && plural).then_some(at + if text.word(at + 1) == "s" { 2 } else { 3 })
}

fn century(text: &Text, at: usize) -> Option<usize> {
    let digits = text.digits(at) && matches!(text.word(at + 1), "st" | "nd" | "rd" | "th");
    let word = NUMBERS
        .get(text.word(at))
        .is_some_and(|(kind, _)| *kind == NumberWord::Nth);
    let next = at + if digits { 2 } else { 1 };
    let next = next + usize::from(text.hyphen(next));
    let period = text.word(next) == "century";
    ((digits || word) && period).then_some(next + 1)
}

/// A year in digits that neither counts anything nor has a unit.
fn lone_year(text: &Text, at: usize) -> Option<usize> {
    if !year(text, at)
        || (at > 0 && text.glued(at) && !text.is(at - 1, "(") && !text.is(at - 1, "“"))
    {
        return None;
    }
    let number: u32 = text.raw(at).parse().ok()?;
    let placed = is(text.word_before(at, 1), "before-date") || is(text.word_before(at, 1), "month");
    let unit = super::words::UNITS.contains_key(text.lower(at + 1)) && !text.is(at + 1, "-");
    let recent = (1900..2100).contains(&number);
    let round = number.is_multiple_of(100) || number < 1950;
    let counts =
        unit || (plural_follows(text, at + 1) && (round || !recent) && !(placed && recent));
    if counts || !(recent || (placed && number >= 1000)) {
        return None;
    }
    let end = at + 1;
    // "2022-23", "2019–2023", "2022 to 2024", "2022/23"
    let joined = text.hyphen(end)
        || (text.is(end, "/") && text.glued(end))
        || (text.word(end) == "to" && year(text, end + 1));
    let second = year(text, end + 1)
        || (text.digits(end + 1) && text.raw(end + 1).len() == 2 && text.glued(end + 1));
    Some(if joined && second { end + 2 } else { end })
}

fn plural_follows(text: &Text, at: usize) -> bool {
    let word = text.word(at);
    let plural =
        PLURALS.contains(word) || (word.len() > 3 && word.ends_with('s') && !word.ends_with("ss"));
    plural && !STOPS.contains(word)
}

/// "3 p.m.", "5.25am", "3:30", "0830 GMT", "noon", "10 o'clock".
fn time(text: &Text, at: usize) -> Option<usize> {
    if matches!(text.word(at), "noon" | "midnight" | "midday") {
        return Some(zone(text, at + 1));
    }
    let number_word = NUMBERS.get(text.word(at)).is_some_and(|(kind, n)| {
        *n <= 12.0 && *n > 0.0 && matches!(kind, NumberWord::Unit | NumberWord::Ten)
    });
    if number_word {
        return (half_of_day(text, at + 1).or_else(|| oclock(text, at + 1)))
            .map(|end| zone(text, end));
    }
    if !text.digits(at) {
        return None;
    }
    let raw = text.raw(at);
    if raw.len() == 4 && !raw.contains([',', '.']) {
        let hours = text.word(at + 1) == "hours"
            && raw.starts_with(['0', '1', '2'])
            && raw.ends_with(['0', '5']);
        return (is(text.word(at + 1), "zone") || (hours && raw.starts_with('0')))
            .then_some(zone(text, at + 1));
    }
    let dotted = raw
        .split_once('.')
        .is_some_and(|(hour, minutes)| hour.len() <= 2 && minutes.len() == 2);
    if raw.len() > 2 && !dotted {
        return None;
    }
    let minutes = text.is(at + 1, ":")
        && text.glued(at + 1)
        && text.digits(at + 2)
        && text.glued(at + 2)
        && text.raw(at + 2).len() == 2;
    let end = at + if minutes { 3 } else { 1 };
    let seconds = minutes && text.is(end, ":") && text.digits(end + 1) && text.glued(end + 1);
    let end = end + if seconds { 2 } else { 0 };
    // "3-5 p.m.", "9 to 11 a.m."
    let until = if text.hyphen(end) || text.word(end) == "to" {
        end + 1
    } else {
        end
    };
    let later = if until > end && text.digits(until) && text.raw(until).len() <= 2 {
        let minutes = text.is(until + 1, ":") && text.digits(until + 2);
        half_of_day(text, until + if minutes { 3 } else { 1 })
    } else {
        None
    };
    let hour: f64 = raw.parse().ok()?;
    half_of_day(text, end)
        .or_else(|| oclock(text, end))
        .or(later)
        .or_else(|| (minutes && hour < 25.0).then_some(end))
        .filter(|_| hour < 25.0)
        .map(|end| zone(text, end))
}

/// "a.m.", "pm" at `at`.
fn half_of_day(text: &Text, at: usize) -> Option<usize> {
    let point = |end: usize| {
        end + usize::from(
            text.is(end, ".")
                && text.glued(end)
                && !text.capital(end + 1)
                && text.kind(end + 1) != PieceKind::None,
        )
    };
    match text.word(at) {
        "a.m." | "p.m." | "am" | "pm" => Some(at + 1),
        "a.m" | "p.m" => Some(point(at + 1)),
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
