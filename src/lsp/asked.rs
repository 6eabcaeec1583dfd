//! A question about a place in a draft, with all that an answer may need.

use std::sync::Arc;

use tower_lsp::lsp_types::{Location, Range, Url};

use super::{
    convert::Positions,
    drafts::{Drafts, Version},
    editor::Editor,
};
use crate::{document::Reading, span::Span};

pub struct Asked {
    pub uri: Url,
    pub version: Arc<Version>,
    /// The place that it is about.
    pub span: Span,
    pub editor: Arc<Editor>,
    pub drafts: Arc<Drafts>,
}

impl Asked {
    pub fn reading(&self) -> &Reading {
        &self.version.reading
    }

    /// The positions of some places in the draft.
    pub fn positions(&self, spans: impl IntoIterator<Item = Span>) -> Positions {
        Positions::new(&self.reading().text, self.editor.encoding, spans)
    }

    pub fn range(&self, span: Span) -> Range {
        self.positions([span]).range(span)
    }

    pub fn location(&self, span: Span) -> Location {
        Location::new(self.uri.clone(), self.range(span))
    }
}
