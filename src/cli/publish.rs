//! `copydesk clean` and `copydesk export`: a draft on its way out.

use std::{collections::BTreeSet, path::Path, process::ExitCode};

use super::{check, report};
use crate::{paragraph::NoteKind, publish, sources};

/// Writes the publishable text, or says on standard error what is to be settled first.
pub fn clean(path: &Path, drop_queries: bool) -> ExitCode {
    let mut draft = match check::read(path) {
        Ok((draft, _)) => draft,
        Err(error) => return super::complain(&format!("{}: {error}", path.display())),
    };
    match publish::clean(&draft.reading, drop_queries) {
        Ok(text) => super::print_as_it_is(&text),
        Err(open) => {
            draft.reading.findings = open;
            report::refused(&draft);
            ExitCode::FAILURE
        }
    }
}

/// Writes the records that the draft cites, as CSL-JSON.
pub fn export(path: &Path) -> ExitCode {
    let (draft, _) = match check::read(path) {
        Ok(read) => read,
        Err(error) => return super::complain(&format!("{}: {error}", path.display())),
    };
    let reading = &draft.reading;
    let cited = reading.story.notes.iter().filter_map(|it| match it.kind {
        NoteKind::Citation { key, .. } => reading.desk.records.position(key.of(&reading.text)),
        _ => None,
    });
    let cited: BTreeSet<usize> = cited.collect();
    let records = cited.into_iter().map(|it| &reading.desk.records[it]);
    super::print_json(sources::csl_json(records))
}
