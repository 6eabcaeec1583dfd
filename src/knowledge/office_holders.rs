//! Who holds or held which office, and when.

use std::sync::LazyLock;

use jiff::civil::Date;
use rustc_hash::FxHashMap;

use super::{Day, table};

/// Somebody's time in an office.
#[derive(Clone, Debug, PartialEq)]
pub struct Term {
    pub name: Box<str>,
    /// "defense secretary"
    pub office: Box<str>,
    /// The state or organisation; empty where it is not said.
    pub of: Box<str>,
    pub heads_state: bool,
    pub heads_government: bool,
    pub from: Option<Day>,
    /// `None` for one who was in office when the row was checked.
    pub until: Option<Day>,
    /// `None` for what the desk keeps up itself.
    pub as_of: Option<Day>,
}

impl Term {
    /// Whether it covers `day`.
    pub fn holds_on(&self, day: Date) -> bool {
        self.from.is_none_or(|it| it.first <= day) && !self.is_over_on(day)
    }

    /// Whether it ended before `day`.
    pub fn is_over_on(&self, day: Date) -> bool {
        self.until.is_some_and(|it| it.last < day)
    }
}

/// The terms that we know of somebody with this full name.
pub fn terms(name: &str) -> impl Iterator<Item = &'static Term> {
    let list = TERMS.by_name.get(name).map_or(&[][..], Vec::as_slice);
    list.iter().map(|it| &TERMS.list[*it])
}

/// Who holds or held an office of this state or organisation.
pub fn office_holders_of(organization: &str) -> impl Iterator<Item = &'static Term> {
    TERMS.list.iter().filter(move |it| &*it.of == organization)
}

struct Terms {
    list: Vec<Term>,
    by_name: FxHashMap<&'static str, Vec<usize>>,
}

static TERMS: LazyLock<Terms> = LazyLock::new(|| {
    let mut terms = Terms {
        list: Vec::new(),
        by_name: FxHashMap::default(),
    };
    for [name, office, of, head, from, until, others, as_of] in
        table::rows(include_str!("office_holders.txt"))
    {
        for form in std::iter::once(name).chain(table::several(others)) {
            terms
                .by_name
                .entry(form)
                .or_default()
                .push(terms.list.len());
        }
        terms.list.push(Term {
            name: name.into(),
            office: office.into(),
            of: of.into(),
            heads_state: head.contains('S'),
            heads_government: head.contains('G'),
            from: Day::parse(from),
            until: Day::parse(until),
            as_of: Some(table::day(as_of)),
        });
    }
    terms
});

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;
    use crate::knowledge::{body, known};

    #[test]
    fn an_office_is_held_for_a_time() {
        let held = |name: &'static str, day| {
            let terms = terms(name).filter(move |it| it.holds_on(day));
            terms.map(|it| &*it.office).collect::<Vec<_>>()
        };
        assert_eq!(
            held("Lloyd J. Austin", date(2024, 10, 23)),
            ["defense secretary"]
        );
        assert!(held("Lloyd Austin", date(2025, 1, 21)).is_empty());
        let heads = office_holders_of("Germany")
            .filter(|it| (it.heads_state || it.heads_government) && it.holds_on(date(2023, 5, 1)));
        let heads: Vec<&str> = heads.map(|it| &*it.name).collect();
        assert_eq!(heads, ["Frank-Walter Steinmeier", "Olaf Scholz"]);
    }

    #[test]
    fn every_term_is_dated_and_stands_once() {
        let mut seen = std::collections::HashSet::new();
        let mut aliases: FxHashMap<&str, &str> = FxHashMap::default();
        for [name, office, of, head, from, until, others, as_of] in
            table::rows(include_str!("office_holders.txt"))
        {
            assert!(
                seen.insert((name, office, from)),
                "{name}, {office} stands twice"
            );
            assert!(
                known(of).is_some_and(|it| it.name == of) || body(of, None).is_some(),
                "{of}"
            );
            assert!(matches!(head, "" | "S" | "G" | "SG"), "{name}");
            let [from, as_of] = [from, as_of].map(|it| Day::parse(it).expect(name));
            let until = (!until.is_empty()).then(|| Day::parse(until).expect(name));
            let end = until.unwrap_or(as_of);
            assert!(
                from.first <= end.last,
                "{name}: {office} ends before it begins"
            );
            assert!(end.first.year() <= as_of.first.year() + 1, "{name}");
            for alias in table::several(others) {
                assert!(
                    *aliases.entry(alias).or_insert(name) == name,
                    "{alias} is two"
                );
            }
        }
    }

    #[test]
    fn nobody_heads_a_government_beside_another() {
        for day in [
            date(2018, 6, 1),
            date(2022, 3, 1),
            date(2024, 10, 23),
            date(2026, 1, 15),
        ] {
            let mut seen = std::collections::HashSet::new();
            for it in TERMS
                .list
                .iter()
                .filter(|it| it.heads_government && it.holds_on(day))
            {
                assert!(seen.insert(&it.of), "{} has two on {day}", it.of);
            }
        }
    }
}
