//! Citation keys to choose from.

use tower_lsp::lsp_types::{
    CompletionItem, CompletionItemKind, CompletionList, CompletionTextEdit, Documentation,
    MarkupContent, MarkupKind, TextEdit,
};

use super::asked::Asked;
use crate::{hover::citation, navigation::completions, sources::Record};

/// More keys than this are a reason to type another letter.
const MOST: usize = 200;

pub fn keys(asked: &Asked) -> Option<CompletionList> {
    let completion = completions::completion(asked.reading(), asked.span.start)?;
    let range = asked.range(completion.span);
    let written = completion.span.start..asked.span.start;
    let written = asked.reading().text[written].to_lowercase();
    let fits = |it: &&&Record| it.id.to_lowercase().contains(&written);
    let (records, sorted) = (completion.records, |i: usize| format!("{i:04}"));
    let fitting: Vec<&Record> = records.iter().filter(fits).copied().collect();
    let item = |(i, record): (usize, &&Record)| CompletionItem {
        label: record.id.clone(),
        kind: Some(CompletionItemKind::REFERENCE),
        detail: Some(record.printable_line()),
        documentation: asked
            .editor
            .describes_completions
            .then(|| documentation(record)),
        sort_text: Some(sorted(i)),
        text_edit: Some(CompletionTextEdit::Edit(TextEdit {
            range,
            new_text: record.id.clone(),
        })),
        ..CompletionItem::default()
    };
    Some(CompletionList {
        is_incomplete: MOST < fitting.len(),
        items: fitting.iter().take(MOST).enumerate().map(item).collect(),
    })
}

fn documentation(record: &Record) -> Documentation {
    Documentation::MarkupContent(MarkupContent {
        kind: MarkupKind::Markdown,
        value: citation::about(record),
    })
}
