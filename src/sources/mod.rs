//! Records of sources that a draft can cite, from `sources.toml`. Only their
//! text comes in here; finding and reading files is for `cli/` and `lsp/`.
//!
//! The one thing to get wrong: the name of a source who is not on the record.
//! It is private to [`Who`] and leaves it only through [`Record::printable_name`].

use crate::span::Span;

/// Something wrong in one of the desk's own files, shown in that file.
#[derive(Clone, Debug, PartialEq)]
pub struct Problem {
    /// In the file's text.
    pub span: Span,
    pub message: String,
}
