//! Citation keys to choose from while one is being written: behind `[@` and
//! `[^`, and behind the `@` of a further one in the same brackets. Never behind
//! a letter, so not in an e-mail address.

use crate::{
    document::Reading,
    sources::{Record, Terms},
    span::Span,
};

/// What can stand at `span`.
pub struct Completion<'a> {
    /// The key as far as it is written, around the cursor.
    pub span: Span,
    /// Those that may be used at all, nearest file first.
    pub records: Vec<&'a Record>,
}

/// `None` where no key is being written at `offset`.
pub fn completion(reading: &Reading, offset: usize) -> Option<Completion<'_>> {
    let span = key_at(&reading.text, offset)?;
    let records = reading.desk.records.iter();
    let withheld = reading.desk.records.withheld();
    let tells = |it: &Record| !withheld.breaches(&it.id).is_empty();
    let usable = |it: &&Record| it.terms != Terms::OffRecord && !tells(it);
    Some(Completion {
        span,
        records: records.filter(usable).collect(),
    })
}

fn key_at(text: &str, offset: usize) -> Option<Span> {
    let inner = |c: char| c.is_alphanumeric() || "-_.:/".contains(c);
    let before = &text[..offset];
    let start = before.trim_end_matches(inner).len();
    // What stands behind the cursor is the rest of the key where it is closed.
    let behind = &text[offset..];
    let rest = behind.find(|c| !inner(c)).unwrap_or(behind.len());
    let closed = behind[rest..].starts_with([']', ';', ',']);
    let end = if closed { offset + rest } else { offset };
    let opened = before[..start]
        .strip_suffix('^')
        .map(|it| it.ends_with('['));
    let in_brackets = || {
        let before = before[..start].strip_suffix('@')?;
        let line = before.rfind(['\n', '\r']).map_or(0, |it| it + 1);
        let opened = before[line..].rfind('[')? + line;
        let behind_letter = before.ends_with(char::is_alphanumeric);
        Some(!behind_letter && !before[opened..].contains(']'))
    };
    opened
        .or_else(in_brackets)
        .filter(|it| *it)
        .map(|_| Span::new(start, end))
}
