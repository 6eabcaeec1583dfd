//! Code actions: what can be done about the marks at a place, as edits of the
//! draft and of the desk's files.

use tower_lsp::lsp_types::{
    CodeAction, CodeActionContext, CodeActionKind, CodeActionOrCommand, TextEdit, Url,
    WorkspaceEdit,
};

use super::{
    answers::{self, Pages},
    convert::Positions,
    desks,
    drafts::{Drafts, Version},
    editor::Editor,
    edits::{self, FileEdits},
};
use crate::{
    actions::{self, Action, DeskEdit, DeskFile},
    desk_files,
    rules::Finding,
};

/// Whether the editor asks for actions of the kind that we have.
pub fn wanted(context: &CodeActionContext) -> bool {
    let covers = |it: &CodeActionKind| it.as_str().is_empty() || *it == CodeActionKind::QUICKFIX;
    context.only.as_ref().is_none_or(|it| it.iter().any(covers))
}

/// What can be done in `version` of the draft about the marks that touch `span`.
pub fn actions(
    uri: &Url,
    version: &Version,
    span: crate::span::Span,
    editor: &Editor,
    drafts: &Drafts,
) -> Vec<CodeActionOrCommand> {
    let reading = &version.reading;
    let actions = actions::actions(reading, span);
    let settled = |it: &Action| it.findings.iter().map(|i| &reading.findings[*i]).collect();
    let all: Vec<&Finding> = actions
        .iter()
        .flat_map(|it| -> Vec<&Finding> { settled(it) })
        .collect();
    let edited = actions
        .iter()
        .flat_map(|it| it.edits.iter().map(|it| it.span));
    let positions = answers::positions(reading, &all, edited, editor);
    let mut pages = Pages::default();
    let mut res = Vec::new();
    for action in &actions {
        let Some(edit) = edit(uri, version, action, &positions, editor, drafts) else {
            continue;
        };
        let settled: Vec<&Finding> = settled(action);
        let marks = settled
            .iter()
            .map(|it| answers::diagnostic(uri, it, &positions, &mut pages, editor));
        res.push(CodeActionOrCommand::CodeAction(CodeAction {
            title: action.title.clone(),
            kind: Some(CodeActionKind::QUICKFIX),
            diagnostics: Some(marks.collect()),
            edit: Some(edit),
            is_preferred: action.preferred.then_some(true),
            ..CodeAction::default()
        }));
    }
    res
}

/// `None` where the editor cannot do it.
fn edit(
    uri: &Url,
    version: &Version,
    action: &Action,
    positions: &Positions,
    editor: &Editor,
    drafts: &Drafts,
) -> Option<WorkspaceEdit> {
    let edits: Vec<TextEdit> = action
        .edits
        .iter()
        .map(|it| TextEdit {
            range: positions.range(it.span),
            new_text: it.text.clone(),
        })
        .collect();
    let mut files = Vec::new();
    if !edits.is_empty() {
        files.push(FileEdits {
            uri: uri.clone(),
            version: Some(version.number),
            is_new: false,
            edits,
            quoted: Vec::new(),
        });
    }
    for it in &action.desk_edits {
        files.push(desk_edit(uri, version, it, editor, drafts)?);
    }
    edits::edit(files, editor)
}

/// The edit at the end of one of the desk's files.
fn desk_edit(
    draft: &Url,
    version: &Version,
    edit: &DeskEdit,
    editor: &Editor,
    drafts: &Drafts,
) -> Option<FileEdits> {
    let folder = desks::folder(draft, &drafts.lock().roots)?;
    let desk = &version.reading.desk;
    let path = match edit.file {
        DeskFile::Config => desk_files::config_file(desk, &folder),
        DeskFile::Sources => desk_files::sources_file(desk, &folder),
        DeskFile::People => desk_files::people_file(desk, &folder),
    };
    let uri = Url::from_file_path(&path).ok()?;
    let open = drafts.lock().open.get(&uri).map(|it| it.text.to_string());
    let text = match open {
        Some(text) => Some(text),
        None => desk_files::on_disk(&path).transpose().ok()?,
    };
    let is_new = text.is_none();
    let text = text.unwrap_or_default();
    let end = desks::end(&text);
    let range = Positions::new(&text, editor.encoding, [end]).range(end);
    // The text begins with a new line, for which an empty file has no need.
    let new_text = if text.is_empty() {
        edit.text.trim_start()
    } else {
        &edit.text
    };
    let edit = TextEdit {
        range,
        new_text: new_text.to_owned(),
    };
    Some(FileEdits {
        uri,
        version: None,
        is_new,
        edits: vec![edit],
        quoted: Vec::new(),
    })
}
