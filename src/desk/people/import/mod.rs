//! Entries from public files that a newsroom has: countries of the World
//! Factbook, and the members of Congress from `legislators-current.json`. What
//! such a file does not say clearly is left out, and said so.

mod factbook;
mod legislators;
mod names;

use serde_json::Value;

use super::Entry;
use crate::knowledge::Day;

#[derive(Debug, Default, PartialEq)]
pub struct Imported {
    pub entries: Vec<Entry>,
    /// What could not be told, a line each.
    pub left_out: Vec<String>,
}

/// The entries in a file that was true on `as_of`; `None` for one of another
/// kind. An ocean or the world, which the Factbook has too, gives no entries.
pub fn entries(file: &Value, as_of: Day) -> Option<Imported> {
    if legislators::are(file) {
        return Some(legislators::entries(file, as_of));
    }
    factbook::is_one(file).then(|| factbook::entries(file, as_of))
}

#[cfg(test)]
mod tests;
