//! What is known beyond the draft: the names of states, their peoples, capitals
//! and cities, and of organisations; states in figures, bodies of state and news,
//! who belongs to what, who holds which office. The tables are written by us,
//! and every row says when it was checked.

mod bodies;
mod countries;
mod day;
mod members;
mod office_holders;
mod table;

use std::sync::LazyLock;

use rustc_hash::FxHashMap;

pub use bodies::{Body, body};
pub use countries::{Country, Number, country};
pub use day::{Day, MONTHS, days_between, in_words};
pub use members::{Union, union, unions_of};
pub use office_holders::{Term, office_holders_of, terms};

use crate::lexicon::entries;

/// What a known name stands for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// A state or a place in it.
    Place,
    Organization,
    /// "Russian": says where somebody or something is from, names nobody.
    Adjective,
    /// "Russians".
    People,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Known {
    /// The name under which the table lists it: "United States" for "U.S.";
    /// for an adjective or a people that of their state.
    pub name: &'static str,
    pub kind: Kind,
    /// A state or a division of one: what may stand behind a city, "Dayton, Ohio".
    pub region: bool,
}

/// What the tables know under exactly these words, one space between them.
pub fn known(name: &str) -> Option<Known> {
    TABLE.names.get(name).copied()
}

/// How many words the longest known name has that begins with `word`.
pub fn longest(word: &str) -> usize {
    TABLE.longest.get(word).copied().unwrap_or(0).into()
}

/// Facts older than so many days say so and mark nothing.
pub const FRESH_DAYS: i32 = 180;

/// When the tables of names were last checked.
pub fn names_as_of() -> Day {
    table::day("2026-01")
}

/// The capital of the state of this name.
pub fn capital_of(state: &str) -> Option<&'static str> {
    TABLE.capitals.get(known(state)?.name).copied()
}

/// The state whose capital this is.
pub fn state_of_capital(capital: &str) -> Option<&'static str> {
    TABLE.states.get(capital).copied()
}

struct Table {
    capitals: FxHashMap<&'static str, &'static str>,
    states: FxHashMap<&'static str, &'static str>,
    names: FxHashMap<&'static str, Known>,
    longest: FxHashMap<&'static str, u8>,
}

static TABLE: LazyLock<Table> = LazyLock::new(|| {
    let mut names = FxHashMap::default();
    let mut capitals = FxHashMap::default();
    let mut states = FxHashMap::default();
    let mut add = |forms: &'static str, name: &'static str, kind: Kind, region: bool| {
        for form in forms.split(',').map(str::trim).filter(|it| !it.is_empty()) {
            names.entry(form).or_insert(Known { name, kind, region });
        }
    };
    for row in entries(include_str!("states.txt")) {
        let mut columns = row.split('|').map(str::trim);
        let mut column = || columns.next().unwrap_or("");
        let name = column();
        let (adjectives, people, capital, others) = (column(), column(), column(), column());
        add(name, name, Kind::Place, true);
        add(others, name, Kind::Place, true);
        let forms = capital;
        let capital = forms.split(',').next().unwrap_or("").trim();
        add(forms, capital, Kind::Place, false);
        if !capital.is_empty() {
            capitals.insert(name, capital);
            states.insert(capital, name);
        }
        add(adjectives, name, Kind::Adjective, false);
        add(people, name, Kind::People, false);
    }
    for row in entries(include_str!("peoples.txt")) {
        let (adjective, people) = row.split_once('|').unwrap_or((row, ""));
        add(adjective, adjective.trim(), Kind::Adjective, false);
        add(people, adjective.trim(), Kind::People, false);
    }
    for (list, kind, region) in [
        (include_str!("divisions.txt"), Kind::Place, true),
        (include_str!("places.txt"), Kind::Place, false),
        (include_str!("organizations.txt"), Kind::Organization, false),
    ] {
        for row in entries(list) {
            let (name, others) = row.split_once(" = ").unwrap_or((row, ""));
            for form in std::iter::once(name).chain(others.split(", ")) {
                names.entry(form).or_insert(Known { name, kind, region });
            }
        }
    }
    names.remove("");
    let mut longest = FxHashMap::default();
    for name in names.keys() {
        let mut words = name.split(' ');
        let first = words.next().unwrap_or("");
        let most = longest.entry(first).or_insert(0u8);
        *most = (*most).max(1 + words.count() as u8);
    }
    Table {
        capitals,
        states,
        names,
        longest,
    }
});

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_lead_to_what_they_stand_for() {
        let known_as = |form| known(form).map(|it| (it.name, it.kind, it.region));
        assert_eq!(known_as("U.S."), Some(("United States", Kind::Place, true)));
        assert_eq!(known_as("Ohio"), Some(("Ohio", Kind::Place, true)));
        assert_eq!(
            known_as("Pyongyang"),
            Some(("Pyongyang", Kind::Place, false))
        );
        assert_eq!(
            known_as("North Korean"),
            Some(("North Korea", Kind::Adjective, false))
        );
        assert_eq!(
            known("IAEA").map(|it| it.name),
            Some("International Atomic Energy Agency")
        );
        assert_eq!(longest("United"), 4);
        assert_eq!(known("Orrin Bay"), None);
    }

    #[test]
    fn every_state_has_five_columns_and_no_name_stands_twice() {
        let mut seen = std::collections::HashSet::new();
        for row in entries(include_str!("states.txt")) {
            assert!(matches!(row.split('|').count(), 4 | 5), "{row}");
            assert!(seen.insert(row.split(" |").next()), "{row}");
        }
        for list in [
            include_str!("divisions.txt"),
            include_str!("places.txt"),
            include_str!("organizations.txt"),
        ] {
            for row in entries(list) {
                assert!(seen.insert(row.split(" = ").next()), "{row} stands twice");
            }
        }
    }
}
