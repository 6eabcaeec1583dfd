//! Ministries, forces, services, parliaments, news houses and seats of
//! government: what each is, and of which state.

use std::sync::LazyLock;

use rustc_hash::FxHashMap;

use super::{Day, table};

#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Body {
    pub name: &'static str,
    /// "intelligence service"
    pub what: &'static str,
    /// The state.
    pub of: &'static str,
    pub as_of: Day,
}

/// The body of this name; where several states have one, that of `state`.
pub fn body(name: &str, state: Option<&str>) -> Option<Body> {
    let list = BODIES.get(name)?;
    match (state, list.as_slice()) {
        (Some(state), list) => list.iter().find(|it| it.of == state).copied(),
        (None, [only]) => Some(*only),
        (None, _) => None,
    }
}

static BODIES: LazyLock<FxHashMap<&'static str, Vec<Body>>> = LazyLock::new(|| {
    let mut bodies: FxHashMap<&str, Vec<Body>> = FxHashMap::default();
    for [name, what, of, others, as_of] in table::rows(include_str!("bodies.txt")) {
        let body = Body {
            name,
            what,
            of,
            as_of: table::day(as_of),
        };
        for form in std::iter::once(name).chain(table::several(others)) {
            bodies.entry(form).or_default().push(body);
        }
    }
    bodies
});

#[cfg(test)]
mod tests {
    use super::*;
    use crate::knowledge::{Kind, known};

    #[test]
    fn a_name_that_two_states_use_wants_the_state() {
        let name = "National Intelligence Service";
        assert_eq!(body(name, None), None);
        assert_eq!(
            body(name, Some("South Korea")).map(|it| it.of),
            Some("South Korea")
        );
        assert_eq!(body(name, Some("Norway")), None);
        assert_eq!(
            body("CIA", None).map(|it| it.name),
            Some("Central Intelligence Agency")
        );
    }

    #[test]
    fn every_row_is_dated_and_no_name_stands_twice_for_one_state() {
        let mut seen = std::collections::HashSet::new();
        for [name, what, of, others, as_of] in table::rows(include_str!("bodies.txt")) {
            assert!(!what.is_empty() && Day::parse(as_of).is_some(), "{name}");
            assert_eq!(
                known(of).map(|it| (it.name, it.kind)),
                Some((of, Kind::Place)),
                "{name}"
            );
            for form in std::iter::once(name).chain(table::several(others)) {
                assert!(seen.insert((form, of)), "{form} stands twice");
            }
        }
    }
}
