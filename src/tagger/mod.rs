//! Who said what inside one paragraph.

use serde::Serialize;

use crate::span::Span;

/// Who (source) says (cue) what (content).
#[derive(Clone, Debug, PartialEq)]
pub struct Attribution {
    /// Empty where the sentence names nobody ("it was reported that").
    pub source: Vec<Span>,
    pub cue: Vec<Span>,
    pub content: Vec<Span>,
    pub kind: CueKind,
    /// 0 to 1: how sure the reading is of it.
    pub confidence: f32,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
pub enum CueKind {
    /// "said", "told", "warned".
    Speech,
    /// "according to", "the report shows", "ruled".
    Document,
    /// "wants", "believes", "supports", "plans".
    Attitude,
    /// "saw", "found", "learned".
    Perception,
}
