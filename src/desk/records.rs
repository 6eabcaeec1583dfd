//! The records within reach of a draft, made ready to be looked up: what is
//! asked at every keystroke must not grow with their number.

use std::ops::Deref;

use rustc_hash::FxHashMap;

use super::withheld::Withheld;
use crate::{fields, sources::Record};

/// The key of each is its own.
#[derive(Clone, Debug, Default)]
pub struct Records {
    // Private, because the others follow from it.
    list: Vec<Record>,
    by_key: FxHashMap<String, usize>,
    by_name: FxHashMap<String, Vec<usize>>,
    /// Of each key which letters it has.
    letters: Vec<u64>,
    withheld: Withheld,
}

impl From<Vec<Record>> for Records {
    fn from(list: Vec<Record>) -> Records {
        let keys = list.iter().enumerate();
        let mut by_name: FxHashMap<String, Vec<usize>> = FxHashMap::default();
        for (i, record) in list.iter().enumerate() {
            if let Some(name) = record.printable_name() {
                by_name.entry(name.to_lowercase()).or_default().push(i);
            }
        }
        Records {
            by_key: keys.map(|(i, it)| (it.id.clone(), i)).collect(),
            by_name,
            letters: list.iter().map(|it| letters(&it.id)).collect(),
            withheld: Withheld::new(&list),
            list,
        }
    }
}

impl Records {
    /// The index of the record with this key.
    pub fn position(&self, key: &str) -> Option<usize> {
        self.by_key.get(key).copied()
    }

    /// The indices of those of a person on the record, by the full name.
    pub fn of_person(&self, name: &str) -> &[usize] {
        let found = self.by_name.get(&name.to_lowercase());
        found.map(Vec::as_slice).unwrap_or_default()
    }

    /// The keys that `key` may be a slip of or the beginning of, nearest first.
    pub fn near(&self, key: &str, most: usize) -> Vec<&str> {
        let (own, allowed) = (letters(key), fields::slips(key));
        let alike = self.list.iter().zip(&self.letters).filter(|(_, it)| {
            // A slip changes two letters at most.
            (own ^ **it).count_ones() as usize <= 2 * allowed
        });
        let mut near = fields::nearest(key, alike.map(|(it, _)| it.id.as_str()), most);
        let begun = self.list.iter().map(|it| it.id.as_str());
        let begun = begun.filter(|it| 3 <= key.len() && it.starts_with(key) && !near.contains(it));
        let begun: Vec<&str> = begun.take(most - near.len()).collect();
        near.extend(begun);
        near
    }

    /// The names that must not be printed.
    pub fn withheld(&self) -> &Withheld {
        &self.withheld
    }
}

fn letters(key: &str) -> u64 {
    let letter = |c: char| 1 << (u32::from(c.to_ascii_lowercase()) % 64);
    key.chars().fold(0, |letters, c| letters | letter(c))
}

impl Deref for Records {
    type Target = [Record];

    fn deref(&self) -> &[Record] {
        &self.list
    }
}

impl PartialEq for Records {
    fn eq(&self, other: &Records) -> bool {
        self.list == other.list
    }
}
