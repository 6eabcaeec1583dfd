//! On a mark: what its rule is for.

use super::Hover;
use crate::{document::Reading, rules};

/// The mark at `offset` with the first lines of its rule's page.
pub fn rule(reading: &Reading, offset: usize) -> Option<Hover> {
    let marks = reading.findings.iter().filter(|it| it.span.touches(offset));
    let mark = marks.min_by_key(|it| it.span.len())?;
    let rule = rules::ALL.iter().find(|it| it.name == mark.rule)?;
    let mut parts = rule.docs.split("\n\n").filter(|it| !it.starts_with('#'));
    let why = parts.next()?.trim();
    Some(Hover {
        span: mark.span,
        markdown: format!("**{}**: {}\n\n{why}", mark.rule, mark.message),
    })
}
