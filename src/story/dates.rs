//! The day of the story, and the days that its words mean.

use jiff::{
    Span as Time,
    civil::{Date, Weekday},
};

use crate::knowledge::{Day, MONTHS};

/// The day that the draft says it is of: `date:` in its front matter, else that
/// of its dateline ("OSLO, Oct. 23, 2024 —").
pub fn day_of(text: &str) -> Option<Date> {
    front_matter(text).or_else(|| dateline(text))
}

/// The days that `words` mean in a story of `day`: "Wednesday", "late last
/// week", "June", "Oct. 23, 2024", "two weeks ago". A bare weekday or month is
/// the last one before the story; `None` where the words leave it open.
pub fn meant(words: &str, day: Option<Date>) -> Option<Day> {
    let lower = words.to_lowercase();
    let words: Vec<&str> = lower
        .split(|it: char| it.is_whitespace() || it == ',')
        .map(|it| it.trim_matches(['.', '’', '\'']))
        .filter(|it| !it.is_empty())
        .collect();
    absolute(&words, day).or_else(|| relative(&words, day?))
}

fn front_matter(text: &str) -> Option<Date> {
    let (end, rest) = match text.get(..4)? {
        "---\n" => ("---", &text[4..]),
        "+++\n" => ("+++", &text[4..]),
        _ => return None,
    };
    let value = rest
        .lines()
        .take_while(|it| it.trim_end() != end)
        .find_map(|it| {
            it.strip_prefix("date")?
                .trim_start()
                .strip_prefix([':', '='])
        })?;
    let value = value.trim().trim_matches(['"', '\'']);
    let iso = value.get(..10).and_then(Day::parse);
    exact(iso.or_else(|| meant(value, None))?)
}

fn dateline(text: &str) -> Option<Date> {
    const FIRST_LINES: usize = 8;
    text.lines().take(FIRST_LINES).find_map(|line| {
        let end = [" — ", " – ", " -- ", " - "]
            .iter()
            .filter_map(|it| line.find(it))
            .min()?;
        let (place, day) = line[..end].split_once(", ")?;
        let letters = || place.chars().filter(|it| it.is_alphabetic());
        let shouted = letters().count() > 1 && letters().all(char::is_uppercase);
        // A state or an agency may stand between the place and the day.
        let day = day.split(" (").next().unwrap_or(day);
        let days = day.match_indices(", ").map(|(i, _)| &day[i + 2..]);
        let mut days = std::iter::once(day).chain(days);
        shouted
            .then(|| days.find_map(|it| exact(meant(it, None)?)))
            .flatten()
    })
}

fn exact(day: Day) -> Option<Date> {
    (day.first == day.last).then_some(day.first)
}

fn absolute(words: &[&str], day: Option<Date>) -> Option<Day> {
    let words = match words {
        [first, rest @ ..] if weekday(first).is_some() && !rest.is_empty() => rest,
        _ => words,
    };
    match *words {
        [one] => Day::parse(one).filter(|_| one.len() != 7),
        [name, number] => match (month(name), month(number)) {
            (Some(month), _) if number.len() == 4 => Day::parse(&format!("{number}-{month:02}")),
            (Some(month), _) => last_such(day?, month, nth(number)?),
            (_, Some(month)) => last_such(day?, month, nth(name)?),
            _ => None,
        },
        [a, b, year] if year.len() == 4 => {
            let (month, day) = match (month(a), month(b)) {
                (Some(month), _) => (month, nth(b)?),
                (_, Some(month)) => (month, nth(a)?),
                _ => return None,
            };
            Day::parse(&format!("{year}-{month:02}-{day:02}"))
        }
        _ => None,
    }
}

/// The day of this month that is nearest to a story of `day`.
fn last_such(day: Date, month: i8, nth: i8) -> Option<Day> {
    let years = [day.year() - 1, day.year(), day.year() + 1];
    let days = years
        .iter()
        .filter_map(|it| Date::new(*it, month, nth).ok());
    days.min_by_key(|it| (day - *it).get_days().abs())
        .map(Day::from)
}

fn relative(words: &[&str], day: Date) -> Option<Day> {
    let words = match words {
        ["early" | "earlier" | "late" | "later" | "mid", rest @ ..] => rest,
        _ => words,
    };
    let words = match words {
        [rest @ .., "morning" | "afternoon" | "evening" | "night"] if !rest.is_empty() => rest,
        _ => words,
    };
    let days = |first: Date, last: Date| Some(Day { first, last });
    let back = |it: Time| day.checked_sub(it).ok();
    match *words {
        ["today" | "tonight"] => Some(day.into()),
        ["yesterday"] => back(Time::new().days(1)).map(Day::from),
        ["tomorrow"] => back(Time::new().days(-1)).map(Day::from),
        [name] | ["on", name] if weekday(name).is_some() => {
            let ago = i64::from(day.weekday().since(weekday(name)?));
            back(Time::new().days(ago)).map(Day::from)
        }
        [name] if month(name).is_some() => {
            let month = month(name)?;
            let year = day.year() - i16::from(day.month() < month);
            Day::parse(&format!("{year}-{month:02}"))
        }
        ["last" | "past" | "this" | "next", period] => {
            let by = match words[0] {
                "this" => 0,
                "next" => -1,
                _ => 1,
            };
            match period {
                "week" => {
                    let monday = i64::from(day.weekday().since(Weekday::Monday));
                    let first = back(Time::new().days(monday + 7 * by))?;
                    days(first, first.checked_add(Time::new().days(6)).ok()?)
                }
                "month" => {
                    let first = day
                        .first_of_month()
                        .checked_sub(Time::new().months(by))
                        .ok()?;
                    days(first, first.last_of_month())
                }
                "year" => Day::parse(&format!("{:04}", i64::from(day.year()) - by)),
                _ => None,
            }
        }
        ["in" | "of" | "the", ref rest @ ..] if !rest.is_empty() => relative(rest, day),
        [count, unit, "ago"] => {
            let count = count.parse().ok().or_else(|| small(count))?;
            let (back, exact) = match unit.trim_end_matches('s') {
                "day" => (back(Time::new().days(count))?, true),
                "week" => (back(Time::new().weeks(count))?, false),
                "month" => (back(Time::new().months(count))?, false),
                "year" => (back(Time::new().years(count))?, false),
                _ => return None,
            };
            match (exact, unit.trim_end_matches('s')) {
                (true, _) => Some(back.into()),
                (_, "week") => {
                    let monday = i64::from(back.weekday().since(Weekday::Monday));
                    let first = back.checked_sub(Time::new().days(monday)).ok()?;
                    days(first, first.checked_add(Time::new().days(6)).ok()?)
                }
                (_, "month") => days(back.first_of_month(), back.last_of_month()),
                _ => Day::parse(&format!("{:04}", back.year())),
            }
        }
        _ => None,
    }
}

fn small(word: &str) -> Option<i64> {
    let words = "one two three four five six seven eight nine ten eleven twelve";
    match word {
        "a" | "an" => Some(1),
        _ => words
            .split(' ')
            .position(|it| it == word)
            .map(|it| it as i64 + 1),
    }
}

fn nth(word: &str) -> Option<i8> {
    let digits = word.trim_end_matches(|it: char| it.is_ascii_alphabetic());
    digits.parse().ok().filter(|it| (1..=31).contains(it))
}

fn month(word: &str) -> Option<i8> {
    let full = |it: &str| it.eq_ignore_ascii_case(word);
    let short = |it: &str| {
        (3..=4).contains(&word.len())
            && it.to_lowercase().starts_with(word)
            && it.len() > word.len()
    };
    let i = MONTHS.iter().position(|it| full(it) || short(it))?;
    Some(i as i8 + 1)
}

fn weekday(word: &str) -> Option<Weekday> {
    Some(match word {
        "monday" | "mon" => Weekday::Monday,
        "tuesday" | "tue" | "tues" => Weekday::Tuesday,
        "wednesday" | "wed" => Weekday::Wednesday,
        "thursday" | "thu" | "thur" | "thurs" => Weekday::Thursday,
        "friday" | "fri" => Weekday::Friday,
        "saturday" | "sat" => Weekday::Saturday,
        "sunday" | "sun" => Weekday::Sunday,
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    #[test]
    fn where_a_draft_gives_its_day() {
        let day = Some(date(2031, 4, 9));
        for draft in [
            "---\ntitle: Ferry\ndate: 2031-04-09\n---\nThe ferry sank.",
            "---\ndate: \"2031-04-09T10:00:00Z\"\n---\n",
            "+++\ndate = 2031-04-09\n+++\n",
            "Ferry sinks\n\nOSLO, April 9, 2031 — The ferry sank.",
            "ORRIN BAY, Tarn, April 9, 2031 (AP) — The ferry sank.",
        ] {
            assert_eq!(day_of(draft), day, "{draft}");
        }
        for draft in [
            "",
            "é",
            "OSLO — The ferry sank on April 9, 2031.",
            "The ferry, April 9, 2031 — sank.",
            "---\ndate: soon\n---\n",
        ] {
            assert_eq!(day_of(draft), None, "{draft}");
        }
    }

    #[test]
    fn days_are_told_from_that_of_the_story() {
        let meant = |words| {
            let day = meant(words, Some(date(2031, 4, 9)))?; // a Wednesday
            Some(format!("{}..{}", day.first, day.last))
        };
        for (words, days) in [
            ("Wednesday", "2031-04-09..2031-04-09"),
            ("Thursday morning", "2031-04-03..2031-04-03"),
            ("yesterday", "2031-04-08..2031-04-08"),
            ("Late last week", "2031-03-31..2031-04-06"),
            ("earlier this month", "2031-04-01..2031-04-30"),
            ("June", "2030-06-01..2030-06-30"),
            ("last year", "2030-01-01..2030-12-31"),
            ("Dec. 30", "2030-12-30..2030-12-30"),
            ("2 May 2028", "2028-05-02..2028-05-02"),
            ("Friday, May 2, 2028", "2028-05-02..2028-05-02"),
            ("May 2028", "2028-05-01..2028-05-31"),
            ("2028", "2028-01-01..2028-12-31"),
            ("three days ago", "2031-04-06..2031-04-06"),
            ("two weeks ago", "2031-03-24..2031-03-30"),
            ("a year ago", "2030-01-01..2030-12-31"),
        ] {
            assert_eq!(meant(words).as_deref(), Some(days), "{words}");
        }
        for open in ["the weekend", "Feb. 30", "recently", "the 1990s"] {
            assert_eq!(meant(open), None, "{open}");
        }
    }
}
