//! Edits of drafts and files, in the form that the editor takes.

use std::collections::HashMap;

use tower_lsp::lsp_types::{
    AnnotatedTextEdit, ChangeAnnotation, CreateFile, CreateFileOptions, DocumentChangeOperation,
    DocumentChanges, OneOf, OptionalVersionedTextDocumentIdentifier, ResourceOp, TextDocumentEdit,
    TextEdit, Url, WorkspaceEdit,
};

use super::editor::Editor;

/// The edits of one file.
pub struct FileEdits {
    pub uri: Url,
    /// Of the text that they are for; `None` for a file on disk.
    pub version: Option<i32>,
    /// Whether the file is yet to be made.
    pub is_new: bool,
    pub edits: Vec<TextEdit>,
    /// Inside quotations: done only where the writer ticks them, and not at all in
    /// an editor that cannot ask.
    pub quoted: Vec<TextEdit>,
}

/// The mark of the edits that the writer is asked about.
const QUOTED: &str = "quoted";

/// `None` where the editor cannot do it.
pub fn edit(files: Vec<FileEdits>, editor: &Editor) -> Option<WorkspaceEdit> {
    if !editor.takes_versions {
        let makes_files = files.iter().any(|it| it.is_new);
        let changes = files.into_iter().map(|it| (it.uri, it.edits)).collect();
        return (!makes_files).then_some(WorkspaceEdit {
            changes: Some(changes),
            ..WorkspaceEdit::default()
        });
    }
    let asks = editor.asks_about_edits && files.iter().any(|it| !it.quoted.is_empty());
    let mut operations = Vec::new();
    for it in files {
        let uri = it.uri;
        if it.is_new {
            if !editor.creates_files {
                return None;
            }
            let options = CreateFileOptions {
                overwrite: None,
                ignore_if_exists: Some(true),
            };
            let create = CreateFile {
                uri: uri.clone(),
                options: Some(options),
                annotation_id: None,
            };
            operations.push(DocumentChangeOperation::Op(ResourceOp::Create(create)));
        }
        let quoted = it.quoted.into_iter().filter(|_| asks).map(|text_edit| {
            OneOf::Right(AnnotatedTextEdit {
                text_edit,
                annotation_id: QUOTED.to_owned(),
            })
        });
        let edits = it.edits.into_iter().map(OneOf::Left).chain(quoted);
        operations.push(DocumentChangeOperation::Edit(TextDocumentEdit {
            text_document: OptionalVersionedTextDocumentIdentifier {
                uri,
                version: it.version,
            },
            edits: edits.collect(),
        }));
    }
    let document_changes = Some(DocumentChanges::Operations(operations));
    let quoted = ChangeAnnotation {
        label: "In quotations".to_owned(),
        needs_confirmation: Some(true),
        description: Some("somebody’s own words".to_owned()),
    };
    Some(WorkspaceEdit {
        document_changes,
        change_annotations: asks.then(|| HashMap::from([(QUOTED.to_owned(), quoted)])),
        ..WorkspaceEdit::default()
    })
}

/// Edits of a draft, each with the index of its annotation. Where the editor
/// shows no annotations the edits alone.
pub fn annotated(
    uri: Url,
    version: Option<i32>,
    edits: Vec<(TextEdit, usize)>,
    annotations: Vec<ChangeAnnotation>,
    editor: &Editor,
) -> WorkspaceEdit {
    if !(editor.takes_versions && editor.asks_about_edits) {
        let edits: Vec<TextEdit> = edits.into_iter().map(|it| it.0).collect();
        let file = FileEdits {
            uri,
            version,
            is_new: false,
            edits,
            quoted: Vec::new(),
        };
        return edit(vec![file], editor).unwrap_or_default();
    }
    let id = |annotation: usize| annotation.to_string();
    let edits = edits.into_iter().map(|(text_edit, annotation)| {
        OneOf::Right(AnnotatedTextEdit {
            text_edit,
            annotation_id: id(annotation),
        })
    });
    let annotations = annotations.into_iter().enumerate();
    WorkspaceEdit {
        document_changes: Some(DocumentChanges::Edits(vec![TextDocumentEdit {
            text_document: OptionalVersionedTextDocumentIdentifier { uri, version },
            edits: edits.collect(),
        }])),
        change_annotations: Some(annotations.map(|(i, it)| (id(i), it)).collect()),
        ..WorkspaceEdit::default()
    }
}
