//! States in figures.

use std::sync::LazyLock;

use rustc_hash::FxHashMap;

use super::{Day, table};

pub struct Country {
    /// Where it is another than the name news uses.
    pub official: Option<&'static str>,
    pub population: Number,
    /// Active members of its armed forces.
    pub forces: Option<Number>,
    pub as_of: Day,
}

/// A rounded number, or the range of what is estimated.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Number {
    pub low: f64,
    pub high: f64,
    pub year: &'static str,
}

/// The state that news calls so; `name` is one that [`super::known`] gives.
pub fn country(name: &str) -> Option<&'static Country> {
    COUNTRIES.get(name)
}

static COUNTRIES: LazyLock<FxHashMap<&'static str, Country>> = LazyLock::new(|| {
    table::rows(include_str!("countries.txt"))
        .filter_map(
            |[name, official, people, year, forces, forces_year, as_of]| {
                let country = Country {
                    official: Some(official).filter(|it| !it.is_empty() && *it != name),
                    population: number(people, year)?,
                    forces: number(forces, forces_year),
                    as_of: table::day(as_of),
                };
                Some((name, country))
            },
        )
        .collect()
});

/// "1.1m-1.2m", "140m", "75k".
fn number(text: &'static str, year: &'static str) -> Option<Number> {
    let (low, high) = text.split_once('-').unwrap_or((text, text));
    let value = |it: &str| {
        let size = match it.as_bytes().last()? {
            b'm' => 1e6,
            b'k' => 1e3,
            _ => return None,
        };
        Some(it[..it.len() - 1].parse::<f64>().ok()? * size)
    };
    Some(Number {
        low: value(low)?,
        high: value(high)?,
        year,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::knowledge::{Kind, known};

    #[test]
    fn every_row_is_a_state_with_dated_numbers() {
        let mut seen = std::collections::HashSet::new();
        for [name, _, people, year, forces, forces_year, as_of] in
            table::rows(include_str!("countries.txt"))
        {
            assert!(seen.insert(name), "{name} stands twice");
            assert_eq!(
                known(name).map(|it| (it.name, it.kind)),
                Some((name, Kind::Place))
            );
            let people = number(people, year).expect(name);
            assert!(
                Day::parse(year).is_some() && Day::parse(as_of).is_some(),
                "{name}"
            );
            if let Some(forces) = number(forces, forces_year) {
                assert!(
                    forces.low <= forces.high && forces.high < people.low / 15.0,
                    "{name}"
                );
                assert!(Day::parse(forces_year).is_some(), "{name}");
            }
        }
    }
}
