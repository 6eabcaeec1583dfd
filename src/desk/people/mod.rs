//! The people, organisations and states that the desk keeps itself: in
//! `people.toml` and `orgs.toml`, and in packs. They go before our own tables.

mod cells;
pub mod import;
mod parse;
#[cfg(test)]
mod schema;
mod written;

use std::path::PathBuf;

use rustc_hash::FxHashMap;

pub use self::{
    parse::{parse, parse_csv},
    written::written,
};
use crate::{
    knowledge::{self, Country, Term},
    span::Span,
};

/// The commented `people.toml` that `copydesk init` writes.
pub const TEMPLATE: &str = include_str!("template.toml");

/// The JSON schema of `people.toml`, `orgs.toml` and packs in TOML.
pub const SCHEMA: &str = include_str!("schema.json");

/// Somebody or something, as the house knows it.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Entry {
    pub kind: Kind,
    /// As the house spells it.
    pub name: String,
    /// The place of the name in its file.
    pub span: Span,
    /// Which the one who reads the file knows.
    pub file: PathBuf,
    /// Whether it is from a pack, whose spellings are not those of the house;
    /// known to the one who reads the file.
    pub is_packed: bool,
    /// Other spellings by which it is known.
    pub also: Vec<String>,
    /// Spellings that the house does not print.
    pub never_print: Vec<String>,
    /// "she", "they".
    pub pronouns: Option<String>,
    pub note: Option<String>,
    /// What an organisation is: "harbor authority".
    pub what: Option<String>,
    pub roles: Vec<Term>,
    /// A state in figures.
    pub country: Option<Country>,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Kind {
    #[default]
    Person,
    Organization,
    State,
}

/// The entries of all files within reach, nearest first.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct People {
    // Private, because the others follow from the first.
    list: Vec<Entry>,
    by_name: FxHashMap<String, Vec<usize>>,
    /// By the name under which our tables list them, if they do.
    states: FxHashMap<String, usize>,
}

impl From<Vec<Entry>> for People {
    fn from(list: Vec<Entry>) -> People {
        let mut by_name: FxHashMap<String, Vec<usize>> = FxHashMap::default();
        let mut states = FxHashMap::default();
        for (i, it) in list.iter().enumerate() {
            for name in [&it.name]
                .into_iter()
                .chain(&it.also)
                .chain(&it.never_print)
            {
                by_name.entry(name.clone()).or_default().push(i);
                if it.country.is_some() {
                    states.entry(listed(name).to_owned()).or_insert(i);
                }
            }
        }
        People {
            list,
            by_name,
            states,
        }
    }
}

impl People {
    /// The nearest entry with this name in any of its spellings.
    pub fn entry(&self, name: &str) -> Option<&Entry> {
        self.entries(name).next()
    }

    /// All entries with this name in any of their spellings, nearest first.
    pub fn entries(&self, name: &str) -> impl Iterator<Item = &Entry> {
        let found = self.by_name.get(name).into_iter().flatten();
        found.map(|it| &self.list[*it])
    }

    /// The nearest state with this name, in figures.
    pub fn country(&self, state: &str) -> Option<&Country> {
        let i = self.states.get(listed(state))?;
        self.list[*i].country.as_ref()
    }

    /// All terms of office, nearest first.
    pub fn terms(&self) -> impl Iterator<Item = &Term> {
        self.list.iter().flat_map(|it| &it.roles)
    }
}

/// The name of a state in our tables, else as it is.
pub fn listed(state: &str) -> &str {
    knowledge::known(state).map_or(state, |it| it.name)
}

#[cfg(test)]
mod tests;
