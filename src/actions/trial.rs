//! Trying edits out. Whether a phrase settles a mark is for the reading of
//! attributions to say, and no wording is certain to be read as one.

use std::sync::Arc;

use crate::{
    document::Reading,
    rules::Finding,
    span::{Edit, Span},
};

/// Whether `finding` is gone once `edits` are made.
pub fn settles(reading: &Reading, finding: &Finding, edits: &[Edit]) -> bool {
    !leaves(finding, edits, &after(reading, edits))
}

/// The draft once `edits` are made. Reads the changed paragraphs anew.
pub fn after(reading: &Reading, edits: &[Edit]) -> Reading {
    let mut text = reading.text.clone();
    for edit in edits.iter().rev() {
        text.replace_range(edit.span.start..edit.span.end, &edit.text);
    }
    Reading::new(text, reading.format, Arc::clone(&reading.desk), reading)
}

/// Whether `finding` still stands in the draft that `edits` have led to.
pub fn leaves(finding: &Finding, edits: &[Edit], after: &Reading) -> bool {
    let place = moved(finding.span, edits);
    let mut same = after.findings.iter().filter(|it| it.rule == finding.rule);
    same.any(|it| it.span.overlaps(place))
}

/// Where `span` is after `edits`; what is inserted at its edges stays outside.
pub fn moved(span: Span, edits: &[Edit]) -> Span {
    let at = |offset: usize| {
        let before = || {
            edits
                .iter()
                .filter(|it| it.span.end <= offset && it.span.start < span.end)
        };
        let added: usize = before().map(|it| it.text.len()).sum();
        let taken: usize = before().map(|it| it.span.len()).sum();
        offset + added - taken
    };
    Span::new(at(span.start), at(span.end))
}
