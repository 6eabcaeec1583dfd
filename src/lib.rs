//! copydesk reads drafts of news as an editor does: who says what, which
//! figures are stated, what lacks a source.
//!
//! The layers, top to bottom; a module imports only from those below it.

// The outside: files, clocks, environment, async, the protocol.
pub mod cli;
pub mod desk_files;
pub mod draft_files;
pub mod lsp;

// Below the line: plain data and byte spans; no I/O, no async, nothing fails.
// Odd text gives fewer facts, not an error.
pub mod annotate;
pub mod document;

pub mod actions;
pub mod hover;
pub mod publish;
pub mod sheet;

pub mod navigation;

pub mod rules;

pub mod desk;
pub mod story;

pub mod claims;
pub mod paragraph;
pub mod tagger;

pub mod sentences;
pub mod tokens;

pub mod config;
pub mod sources;

pub mod fields;
pub mod folded;
pub mod knowledge;
pub mod lexicon;
pub mod span;
