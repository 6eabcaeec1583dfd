//! Attributions of the paragraphs, as parts of the story.

use super::{Attribution, ContentForm};
use crate::{
    paragraph::{self, Quotation},
    span::Span,
};

/// The attribution of a paragraph at `at` whose quotations are `quotations`.
pub fn placed(read: &paragraph::Attribution, at: usize, quotations: &[Quotation]) -> Attribution {
    let shifted = |list: &[Span]| list.iter().map(|it| it.shifted(at)).collect();
    Attribution {
        source: shifted(&read.source),
        cue: shifted(&read.cue),
        content: shifted(&read.content),
        kind: read.kind,
        form: form(&read.content, quotations),
        confidence: read.confidence,
        actor: None,
    }
}

/// Direct where nine tenths of the content stand between quotation marks, mixed
/// where less of it does.
fn form(content: &[Span], quotations: &[Quotation]) -> ContentForm {
    let all: usize = content.iter().map(|it| it.len()).sum();
    let shared = |a: Span, b: Span| a.end.min(b.end).saturating_sub(a.start.max(b.start));
    let quoted: usize = content
        .iter()
        .flat_map(|it| quotations.iter().map(|q| shared(*it, q.span)))
        .sum();
    match quoted {
        0 => ContentForm::Indirect,
        _ if all * 9 <= quoted * 10 => ContentForm::Direct,
        _ => ContentForm::Mixed,
    }
}
