//! Records of sources that a draft can cite, from `sources.toml`. Only their
//! text comes in here; finding and reading files is for the outside.
//!
//! The one thing to get wrong: the name of a source who is not on the record.
//! It is private to [`Who`] and leaves it only through [`Record::printable_name`]
//! and its like, or, for comparing only, through [`Record::names_for_matching_only`].

mod parse;
mod record;

use rustc_hash::FxHashSet;

pub use crate::fields::Problem;
pub use parse::{is_key, parse};
pub use record::{Date, Kind, Quote, Record, Terms, Who};

/// The commented `sources.toml` that `copydesk init` writes.
pub const TEMPLATE: &str = include_str!("template.toml");

/// All records within reach of a draft, each with the index of the file it is
/// from. Where two files have the same key, the nearer one's record counts.
pub fn merge(nearest_first: Vec<Vec<Record>>) -> Vec<(usize, Record)> {
    let mut seen = FxHashSet::default();
    let mut merged = Vec::new();
    for (file, records) in nearest_first.into_iter().enumerate() {
        for record in records {
            if seen.insert(record.id.clone()) {
                merged.push((file, record));
            }
        }
    }
    merged
}

#[cfg(test)]
mod tests;
