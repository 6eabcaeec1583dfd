//! Code actions: what can be done about the marks at a place, as edits of the
//! draft and of the desk's files.

use tower_lsp::lsp_types::{
    ChangeAnnotation, CodeAction, CodeActionContext, CodeActionKind, CodeActionOrCommand,
    CodeActionTriggerKind, TextEdit, Url, WorkspaceEdit,
};

use super::{
    answers::{self, Pages},
    asked::Asked,
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

/// Cites every claim that has one record.
pub const CITE_ALL: CodeActionKind = CodeActionKind::new("source.citeAll");

/// Which of our kinds of actions the editor asks for. What settles no mark is
/// for a writer who asks, not for a lamp at every line.
pub struct Wanted {
    fixes: bool,
    additions: bool,
    cite_all: bool,
    /// Whether the editor says which kinds.
    says: bool,
}

/// How many records, times the marks, are gone through for a list that was not
/// asked for by its kind: it has to open at once.
const AT_ONCE: usize = 20_000;

impl Wanted {
    pub fn new(context: &CodeActionContext) -> Wanted {
        let by_itself = context.trigger_kind == Some(CodeActionTriggerKind::AUTOMATIC);
        let covers = |kind: &CodeActionKind, only: &CodeActionKind| {
            let rest = kind.as_str().strip_prefix(only.as_str());
            rest.is_some_and(|it| it.is_empty() || only.as_str().is_empty() || it.starts_with('.'))
        };
        let wants = |kind: CodeActionKind, unasked: bool| match &context.only {
            Some(only) => only.iter().any(|it| covers(&kind, it)),
            None => unasked,
        };
        Wanted {
            fixes: wants(CodeActionKind::QUICKFIX, true),
            additions: wants(CodeActionKind::REFACTOR, !by_itself),
            cite_all: wants(CITE_ALL, !by_itself),
            says: context.only.is_some(),
        }
    }

    pub fn none(&self) -> bool {
        !(self.fixes || self.additions || self.cite_all)
    }
}

/// What can be done in `version` of the draft at `span`.
pub fn actions(asked: &Asked, wanted: &Wanted) -> Vec<CodeActionOrCommand> {
    let Asked {
        uri,
        version,
        span,
        editor,
        drafts,
    } = asked;
    let mut res = Vec::new();
    if wanted.fixes {
        res = fixes(uri, version, *span, editor, drafts);
    }
    if wanted.additions {
        let additions = actions::additions(&version.reading, *span);
        let edited = additions.iter().flat_map(|it| &it.edits).map(|it| it.span);
        let positions = asked.positions(edited);
        res.extend(additions.iter().filter_map(|it| {
            Some(CodeActionOrCommand::CodeAction(CodeAction {
                title: it.title.clone(),
                kind: Some(CodeActionKind::REFACTOR),
                edit: Some(edit(uri, version, it, &positions, editor, drafts)?),
                ..CodeAction::default()
            }))
        }));
    }
    let reading = asked.reading();
    let few = reading.desk.records.len() * reading.findings.len() <= AT_ONCE;
    if wanted.cite_all && (few || wanted.says) {
        res.extend(cite_all(asked).map(CodeActionOrCommand::CodeAction));
    }
    res
}

/// One action, of which an editor that can do it shows every citation for confirmation.
fn cite_all(asked: &Asked) -> Option<CodeAction> {
    let everywhere = actions::everywhere(asked.reading())?;
    let positions = asked.positions(everywhere.edits.iter().map(|it| it.0.span));
    let edits = everywhere.edits.iter().map(|(edit, citation)| {
        let edit = TextEdit::new(positions.range(edit.span), edit.text.clone());
        (edit, *citation)
    });
    let annotations = everywhere.citations.iter().map(|it| ChangeAnnotation {
        label: it.title.clone(),
        needs_confirmation: Some(true),
        description: Some(it.words.clone()),
    });
    let number = Some(asked.version.number);
    let edit = edits::annotated(
        asked.uri.clone(),
        number,
        edits.collect(),
        annotations.collect(),
        &asked.editor,
    );
    Some(CodeAction {
        title: everywhere.title,
        kind: Some(CITE_ALL),
        edit: Some(edit),
        ..CodeAction::default()
    })
}

/// What can be done in `version` of the draft about the marks that touch `span`.
fn fixes(
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

/// The edit of one of the desk's files.
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
    let place = match &edit.gone {
        Some((place, lines)) => {
            Some(*place).filter(|it| text.get(it.start..it.end) == Some(lines))?
        }
        None => desks::end(&text),
    };
    let range = Positions::new(&text, editor.encoding, [place]).range(place);
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
