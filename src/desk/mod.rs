//! What the desk brings to a draft besides its text: settings and source
//! records, and where each stands on disk.

pub mod people;
mod records;
mod story_day;
mod withheld;

use std::{fmt, path::PathBuf, sync::Arc};

use jiff::civil::Date;
use rustc_hash::FxHashMap;

pub use self::{
    people::{Entry, People},
    records::Records,
    story_day::StoryDay,
    withheld::{Breach, Withheld, masked},
};
use crate::{
    config::Config,
    knowledge::{self, Country, Term},
    sources::{Problem, Record, Transcript},
    span::Span,
};

#[derive(Clone, Default, PartialEq)]
pub struct Desk {
    pub config: Config,
    /// The `copydesk.toml` that holds, if there is one.
    pub config_file: Option<PathBuf>,
    /// What can be cited, nearest first; the key of each is its own.
    pub records: Records,
    /// Where each of `records` stands: the index of its file in `sources_files`.
    pub origins: Vec<usize>,
    /// Every file of records within reach, nearest first, also those without a
    /// record. The draft itself is one where its front matter has records.
    pub sources_files: Vec<PathBuf>,
    /// The words of sources, by the index of the record.
    pub transcripts: FxHashMap<usize, Arc<Transcript>>,
    /// What is wrong in the draft's own front matter, with places in the draft.
    pub front_problems: Vec<Problem>,
    /// The people and organisations that the desk keeps itself.
    pub people: People,
    /// The nearest `people.toml`, if there is one.
    pub people_file: Option<PathBuf>,
    /// The day on which the files were read.
    pub today: Option<Date>,
}

impl Desk {
    /// The record with this key.
    pub fn record(&self, key: &str) -> Option<&Record> {
        self.records.position(key).map(|i| &self.records[i])
    }

    /// The terms of office of somebody: those that the desk has, else ours.
    pub fn terms(&self, name: &str) -> Vec<&Term> {
        let mut own = self.people.entries(name);
        match own.find(|it| !it.roles.is_empty()) {
            Some(own) => own.roles.iter().collect(),
            None => knowledge::terms(name).collect(),
        }
    }

    /// Figures of a state: those that the desk has, then ours.
    pub fn countries(&self, state: &str) -> impl Iterator<Item = &Country> {
        let own = self.people.country(state);
        own.into_iter().chain(knowledge::country(state))
    }

    /// Who holds an office of `of`, a state or organisation, on `day`: by what the
    /// desk has, then by ours.
    pub fn in_office(&self, of: &str, day: Date) -> impl Iterator<Item = &Term> {
        let own = self.people.terms().filter(move |it| &*it.of == of);
        let ours = knowledge::office_holders_of(of).map(|it| -> &Term { it });
        own.chain(ours).filter(move |it| it.holds_on(day))
    }

    /// The file of the record with this key, and the place of the key in it.
    pub fn place(&self, key: &str) -> Option<(&PathBuf, Span)> {
        let i = self.records.position(key)?;
        Some((&self.sources_files[self.origins[i]], self.records[i].span))
    }
}

/// Without the transcripts, which can hold names.
impl fmt::Debug for Desk {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        f.debug_struct("Desk")
            .field("config", &self.config)
            .field("records", &self.records)
            .field("sources_files", &self.sources_files)
            .finish_non_exhaustive()
    }
}
