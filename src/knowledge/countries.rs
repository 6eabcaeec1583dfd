//! States in figures.

use std::sync::LazyLock;

use rustc_hash::FxHashMap;

use super::{Day, table};

#[derive(Clone, Debug, PartialEq)]
pub struct Country {
    /// Where it is another than the name news uses.
    pub official: Option<Box<str>>,
    pub population: Option<Number>,
    /// Active members of its armed forces.
    pub forces: Option<Number>,
    /// U.S. dollars a year at official exchange rates.
    pub gdp: Option<Number>,
    /// `None` for what the desk keeps up itself.
    pub as_of: Option<Day>,
}

/// A rounded number, or the range of what is estimated.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Number {
    pub low: f64,
    pub high: f64,
    /// The time that it is of.
    pub of: Day,
}

/// The state that news calls so; `name` is one that [`super::known`] gives.
pub fn country(name: &str) -> Option<&'static Country> {
    COUNTRIES.get(name)
}

static COUNTRIES: LazyLock<FxHashMap<&'static str, Country>> = LazyLock::new(|| {
    table::rows(include_str!("countries.txt"))
        .map(
            |[
                name,
                official,
                people,
                year,
                forces,
                forces_year,
                gdp,
                gdp_year,
                as_of,
            ]| {
                let country = Country {
                    official: Some(official)
                        .filter(|it| !it.is_empty() && *it != name)
                        .map(Box::from),
                    population: number(people, year),
                    forces: number(forces, forces_year),
                    gdp: number(gdp, gdp_year),
                    as_of: Some(table::day(as_of)),
                };
                (name, country)
            },
        )
        .collect()
});

/// "1.1m-1.2m", "140m", "75k", "2.2t".
fn number(text: &str, year: &str) -> Option<Number> {
    let (low, high) = text.split_once('-').unwrap_or((text, text));
    let value = |it: &str| {
        let size = match it.as_bytes().last()? {
            b't' => 1e12,
            b'b' => 1e9,
            b'm' => 1e6,
            b'k' => 1e3,
            _ => return None,
        };
        Some(it[..it.len() - 1].parse::<f64>().ok()? * size)
    };
    Some(Number {
        low: value(low)?,
        high: value(high)?,
        of: Day::parse(year)?,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::knowledge::{Kind, known};

    #[test]
    fn every_row_is_a_state_with_dated_numbers() {
        let mut seen = std::collections::HashSet::new();
        for [
            name,
            _,
            people,
            year,
            forces,
            forces_year,
            gdp,
            gdp_year,
            as_of,
        ] in table::rows(include_str!("countries.txt"))
        {
            assert!(seen.insert(name), "{name} stands twice");
            assert_eq!(
                known(name).map(|it| (it.name, it.kind)),
                Some((name, Kind::Place))
            );
            let people = number(people, year).expect(name);
            assert!(Day::parse(as_of).is_some(), "{name}");
            assert_eq!(number(forces, forces_year).is_none(), forces.is_empty());
            if let Some(forces) = number(forces, forces_year) {
                assert!(
                    forces.low <= forces.high && forces.high < people.low / 15.0,
                    "{name}"
                );
            }
            assert_eq!(number(gdp, gdp_year).is_none(), gdp.is_empty());
            if let Some(gdp) = number(gdp, gdp_year) {
                let per_head = gdp.low / people.low;
                assert!((300.0..150_000.0).contains(&per_head), "{name}");
            }
        }
    }
}
