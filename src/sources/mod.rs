//! Records of sources that a draft can cite, in the notations that newsrooms
//! keep them in. Only texts come in here; finding and reading files is for the
//! outside.
//!
//! The one thing to get wrong: the name of a source who is not on the record.
//! It is private to [`Who`] and leaves it only through [`Record::printable_name`]
//! and its like, or, for comparing only, through [`Record::names_for_matching_only`].

mod bib;
mod csl;
mod entry;
mod front;
mod note;
mod parse;
mod quoted;
mod record;
mod transcript;

use rustc_hash::FxHashMap;

pub use self::{
    csl::exported as csl_json,
    entry::is_key,
    front::{Front, front, matter},
    parse::parse,
    quoted::{Change, Departure, Found, found},
    record::{Date, FileOfRecord, Kind, Quote, Record, Terms, Who},
    transcript::Transcript,
};
pub use crate::fields::Problem;

/// The records in the file of that name, in its order, and what is wrong in it.
/// Of two with the same key the first counts.
pub fn read(name: &str, text: &str) -> (Vec<Record>, Vec<Problem>) {
    match name.rsplit('.').next() {
        Some("json") => csl::parse(text),
        Some("bib") => bib::parse(text),
        Some("md") => note::parse(name, text),
        Some("yaml" | "yml") => csl::parse_yaml(text),
        _ => parse(text),
    }
}

/// Whether a file of that name is written in a notation of ours, in which a
/// record is kept for the drafts at hand.
pub fn is_own_notation(name: &str) -> bool {
    name.ends_with(".toml") || name.ends_with(".md")
}

/// Takes out every record whose key one before it has, and says so.
fn distinct(text: &str, records: &mut Vec<Record>, problems: &mut Vec<Problem>) {
    let mut seen: FxHashMap<String, usize> = FxHashMap::default();
    records.retain(|record| {
        let Some(first) = seen.get(&record.id) else {
            seen.insert(record.id.clone(), record.span.start);
            return true;
        };
        let line = 1 + text[..*first].matches('\n').count();
        problems.push(Problem {
            span: record.span,
            message: format!("a second record with this key; the one in line {line} counts"),
        });
        false
    });
}

/// The commented `sources.toml` that `copydesk init` writes.
pub const TEMPLATE: &str = include_str!("template.toml");

#[cfg(test)]
mod tests;
