//! A point in time, as exact as it is known.

use jiff::civil::{Date, date};

/// A day, month or year.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Day {
    pub first: Date,
    pub last: Date,
}

impl Day {
    /// Reads "2025-01-20", "2025-01" and "2025"; `None` where there is no such day.
    pub fn parse(text: &str) -> Option<Day> {
        let number =
            |it: &str, digits| it.len() == digits && it.bytes().all(|b| b.is_ascii_digit());
        let mut parts = text.split('-');
        let year = parts.next().filter(|it| number(it, 4))?.parse().ok()?;
        let month = parts.next();
        let day = parts.next();
        if parts.next().is_some() || ![month, day].iter().flatten().all(|it| number(it, 2)) {
            return None;
        }
        let (Some(month), day) = (month, day) else {
            return Some(Day {
                first: date(year, 1, 1),
                last: date(year, 12, 31),
            });
        };
        let first = Date::new(year, month.parse().ok()?, 1).ok()?;
        match day {
            Some(day) => Date::new(year, first.month(), day.parse().ok()?)
                .ok()
                .map(Day::from),
            None => Some(Day {
                first,
                last: first.last_of_month(),
            }),
        }
    }

    /// "Jan. 20, 2025", "January 2025", "2025".
    pub fn words(self) -> String {
        let Day { first, last } = self;
        if first == last {
            return in_words(first);
        }
        if first.month() == last.month() {
            return format!("{} {}", MONTHS[first.month() as usize - 1], first.year());
        }
        first.year().to_string()
    }

    /// How many days `later` lies behind it.
    pub fn days_before(self, later: Date) -> i32 {
        days_between(self.last, later)
    }
}

impl From<Date> for Day {
    fn from(day: Date) -> Day {
        Day {
            first: day,
            last: day,
        }
    }
}

pub const MONTHS: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];

/// "Oct. 23, 2024", as AP abbreviates months.
pub fn in_words(day: Date) -> String {
    const SHORT: [&str; 12] = [
        "Jan.", "Feb.", "March", "April", "May", "June", "July", "Aug.", "Sept.", "Oct.", "Nov.",
        "Dec.",
    ];
    let month = SHORT[day.month() as usize - 1];
    format!("{month} {}, {}", day.day(), day.year())
}

/// How many days `later` lies behind `earlier`.
pub fn days_between(earlier: Date, later: Date) -> i32 {
    (later - earlier).get_days()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn as_exact_as_it_is_written() {
        let words = |text| Day::parse(text).map(Day::words);
        assert_eq!(words("2025-01-20").as_deref(), Some("Jan. 20, 2025"));
        assert_eq!(words("2025-02").as_deref(), Some("February 2025"));
        assert_eq!(words("2025").as_deref(), Some("2025"));
        for odd in [
            "",
            "25",
            "2025-13",
            "2025-02-30",
            "2025-1-1",
            "2025-01-01-01",
            "May",
        ] {
            assert_eq!(Day::parse(odd), None, "{odd}");
        }
        let month = Day::parse("2024-02").unwrap();
        assert_eq!(month.days_before(date(2024, 3, 1)), 1);
    }
}
