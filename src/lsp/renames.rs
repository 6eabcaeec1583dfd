//! Renaming: somebody in the draft, or a record's key wherever it stands.

use tower_lsp::lsp_types::{PrepareRenameResponse, TextEdit, WorkspaceEdit};

use super::{
    asked::Asked,
    drafts::Drafts,
    editor::Editor,
    edits::{self, FileEdits},
    keys::{self, Key},
};
use crate::{
    navigation::{keys as draft_keys, names},
    span::{Edit, Span},
};

/// What a renaming changes, and what the writer should know of it.
pub struct Renamed {
    pub edit: Option<WorkspaceEdit>,
    pub message: Option<String>,
}

/// What can be renamed at the place.
pub fn prepared(asked: &Asked) -> Option<PrepareRenameResponse> {
    let reading = asked.reading();
    let offset = asked.span.start;
    let (span, name) = match draft_keys::at(reading, offset) {
        Some(key) => (key, key.of(&reading.text)),
        None => names::name_at(reading, offset)?,
    };
    Some(PrepareRenameResponse::RangeWithPlaceholder {
        range: asked.range(span),
        placeholder: name.to_owned(),
    })
}

/// The renaming to `new`; `None` where there is nothing to rename.
pub fn renamed(asked: &Asked, new: &str) -> Result<Option<Renamed>, String> {
    let reading = asked.reading();
    let offset = asked.span.start;
    if let Some(key) = keys::recorded(asked) {
        return of_key(&asked.drafts, &asked.editor, &key, new).map(Some);
    }
    if let Some(key) = draft_keys::at(reading, offset) {
        keys::check(new)?;
        let uses = draft_keys::uses(&reading.text, reading.format, key.of(&reading.text));
        let edit = |span| Edit {
            span,
            text: new.to_owned(),
        };
        let changed = uses.into_iter().map(edit).collect();
        return Ok(Some(Renamed {
            edit: draft_edit(asked, changed, Vec::new()),
            message: None,
        }));
    }
    if !new.chars().any(char::is_alphabetic) {
        return Err("a name has letters in it".to_owned());
    }
    let Some(renaming) = names::renaming(reading, offset, new) else {
        return Ok(None);
    };
    let mut stays = renaming.left;
    if !asked.editor.asks_about_edits {
        stays.extend(renaming.quoted.iter().map(|it| it.span));
        stays.sort();
    }
    Ok(Some(Renamed {
        edit: draft_edit(asked, renaming.edits, renaming.quoted),
        message: left(asked, &stays),
    }))
}

/// The renaming of a record's key.
pub fn of_key(drafts: &Drafts, editor: &Editor, key: &Key, new: &str) -> Result<Renamed, String> {
    let edits = keys::edits(drafts, editor, key, new)?;
    let edit = edits::edit(edits, editor);
    Ok(Renamed {
        edit,
        message: None,
    })
}

fn draft_edit(asked: &Asked, changed: Vec<Edit>, quoted: Vec<Edit>) -> Option<WorkspaceEdit> {
    let edits = |list: Vec<Edit>| -> Vec<TextEdit> {
        let positions = asked.positions(list.iter().map(|it| it.span));
        let edit = |it: Edit| TextEdit::new(positions.range(it.span), it.text);
        list.into_iter().map(edit).collect()
    };
    let edits = FileEdits {
        uri: asked.uri.clone(),
        version: Some(asked.version.number),
        is_new: false,
        edits: edits(changed),
        quoted: edits(quoted),
    };
    edits::edit(vec![edits], &asked.editor)
}

/// "Left as written, in quotations or in another form: lines 4, 9"
fn left(asked: &Asked, spans: &[Span]) -> Option<String> {
    const MOST: usize = 8;
    let positions = asked.positions(spans.iter().copied());
    let mut lines: Vec<u32> = spans
        .iter()
        .map(|it| positions.range(*it).start.line + 1)
        .collect();
    lines.dedup();
    let more = if MOST < lines.len() { ", …" } else { "" };
    let plural = if lines.len() == 1 { "" } else { "s" };
    let shown: Vec<String> = lines.iter().take(MOST).map(u32::to_string).collect();
    let shown = shown.join(", ");
    (!lines.is_empty()).then(|| {
        format!("Left as written, in quotations or in another form: line{plural} {shown}{more}")
    })
}
