//! What the desk brings to a draft besides its text: settings and source
//! records, and where each stands on disk.

use std::path::PathBuf;

use crate::{config::Config, sources::Record, span::Span};

#[derive(Clone, Debug, Default, PartialEq)]
pub struct Desk {
    pub config: Config,
    /// The `copydesk.toml` that holds, if there is one.
    pub config_file: Option<PathBuf>,
    /// What can be cited, nearest first; the key of each is its own.
    pub records: Vec<Record>,
    /// Where each of `records` stands: the index of its file in `sources_files`.
    pub origins: Vec<usize>,
    /// Every `sources.toml` within reach, nearest first, also those without a record.
    pub sources_files: Vec<PathBuf>,
}

impl Desk {
    /// The record with this key.
    pub fn record(&self, key: &str) -> Option<&Record> {
        self.records.iter().find(|it| it.id == key)
    }

    /// The file of the record with this key, and the place of the key in it.
    pub fn place(&self, key: &str) -> Option<(&PathBuf, Span)> {
        let i = self.records.iter().position(|it| it.id == key)?;
        Some((&self.sources_files[self.origins[i]], self.records[i].span))
    }
}
