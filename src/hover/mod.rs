//! What a writer sees when pointing at a word of the draft.

use crate::{document::Reading, span::Span};

/// Something to say about a place.
#[derive(Clone, Debug, PartialEq)]
pub struct Hover {
    /// What it is about.
    pub span: Span,
    pub markdown: String,
}

/// What there is to say about the byte at `offset`; the most particular first.
pub fn hover(reading: &Reading, offset: usize) -> Option<Hover> {
    rule(reading, offset)
}

/// The mark there: what its rule is for, in the first lines of the rule's page.
fn rule(reading: &Reading, offset: usize) -> Option<Hover> {
    let marks = reading.findings.iter().filter(|it| it.span.touches(offset));
    let mark = marks.min_by_key(|it| it.span.len())?;
    let rule = crate::rules::ALL.iter().find(|it| it.name == mark.rule)?;
    let mut parts = rule.docs.split("\n\n").filter(|it| !it.starts_with('#'));
    let why = parts.next()?.trim();
    Some(Hover {
        span: mark.span,
        markdown: format!("**{}**: {}\n\n{why}", mark.rule, mark.message),
    })
}
