//! International organisations and who belongs to them.

use std::sync::LazyLock;

use super::{Day, table};

pub struct Union {
    pub name: &'static str,
    pub what: &'static str,
    /// The states in it; empty where they are too many to list.
    pub members: Vec<&'static str>,
    pub as_of: Day,
}

/// The organisation of this name, which is one that [`super::known`] gives.
pub fn union(name: &str) -> Option<&'static Union> {
    UNIONS.iter().find(|it| it.name == name)
}

/// The organisations whose member `state` is.
pub fn unions_of(state: &str) -> impl Iterator<Item = &'static Union> {
    UNIONS.iter().filter(move |it| it.members.contains(&state))
}

static UNIONS: LazyLock<Vec<Union>> = LazyLock::new(|| {
    table::rows(include_str!("members.txt"))
        .map(|[name, what, members, as_of]| Union {
            name,
            what,
            members: table::several(members).collect(),
            as_of: table::day(as_of),
        })
        .collect()
});

#[cfg(test)]
mod tests {
    use super::*;
    use crate::knowledge::{Kind, known};

    #[test]
    fn every_row_is_dated_and_its_members_are_states() {
        let mut seen = std::collections::HashSet::new();
        for [name, what, members, as_of] in table::rows(include_str!("members.txt")) {
            assert!(seen.insert(name), "{name} stands twice");
            assert!(Day::parse(as_of).is_some(), "{name}");
            assert_eq!(known(name).map(|it| it.name), Some(name));
            let members: Vec<_> = table::several(members).collect();
            for state in &members {
                let found = known(state).map(|it| (it.name, it.kind));
                assert_eq!(found, Some((*state, Kind::Place)), "{name}");
            }
            let said = what.split(' ').find_map(|it| it.parse::<usize>().ok());
            if let Some(said) = said.filter(|_| !members.is_empty()) {
                assert_eq!(members.len(), said, "{name}");
            }
        }
    }
}
