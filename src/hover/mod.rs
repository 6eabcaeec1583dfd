//! What a writer sees when pointing at a word of the draft.

mod actor;
mod amounts;
pub mod citation;
mod comparisons;
mod date;
mod figure;
mod known;
mod lines;
mod ranks;
mod rule;
mod ties;

use crate::{document::Reading, span::Span};

/// Something to say about a place.
#[derive(Clone, Debug, PartialEq)]
pub struct Hover {
    /// What it is about.
    pub span: Span,
    pub markdown: String,
}

/// What there is to say about the byte at `offset`; the first that has something.
pub fn hover(reading: &Reading, offset: usize) -> Option<Hover> {
    citation::citation(reading, offset)
        .or_else(|| date::date(reading, offset))
        .or_else(|| figure::figure(reading, offset))
        .or_else(|| actor::actor(reading, offset))
        .or_else(|| rule::rule(reading, offset))
}

#[cfg(test)]
mod tests;
