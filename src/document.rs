//! One version of a draft, read.

use std::sync::Arc;

use crate::{
    desk::Desk,
    rules::{self, Finding},
    story::{Format, Story},
};

/// A text and what follows from it. Story and findings always belong to the text.
#[derive(Debug, Default)]
pub struct Reading {
    pub text: String,
    pub format: Format,
    pub story: Story,
    pub findings: Vec<Finding>,
    /// What the findings were judged by.
    pub desk: Arc<Desk>,
}

impl Reading {
    /// Reads `text`; what `previous` has read already is taken from it.
    pub fn new(text: String, format: Format, desk: Arc<Desk>, previous: &Reading) -> Reading {
        let story = Story::read(&text, format, &previous.story);
        let findings = rules::check(&text, &story, &desk);
        Reading {
            text,
            format,
            story,
            findings,
            desk,
        }
    }
}
