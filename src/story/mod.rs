//! The draft as a whole: the facts of its paragraphs, put together. Cheap, and
//! done anew for every version; what is costly lives in the paragraphs.
//!
//! All spans in here count bytes from the draft's start.

use std::sync::Arc;

use crate::{
    paragraph::{ActorKind, CueKind, Figure, Kind, Note, Paragraph, Quotation, Signal},
    span::Span,
};

/// How the text of a draft is written.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Format {
    #[default]
    Markdown,
    Plain,
}

/// What we know about one version of a draft.
#[derive(Debug, Default, PartialEq)]
pub struct Story {
    /// With the offset of each in the draft.
    pub paragraphs: Vec<(usize, Arc<Paragraph>)>,
    pub sentences: Vec<Sentence>,
    pub quotations: Vec<Quotation>,
    pub actors: Vec<Actor>,
    pub attributions: Vec<Attribution>,
    pub figures: Vec<StatedFigure>,
    pub signals: Vec<Signal>,
    pub notes: Vec<Note>,
}

#[derive(Debug, PartialEq)]
pub struct Sentence {
    pub span: Span,
    pub kind: Kind,
    /// Index into [`Story::paragraphs`].
    pub paragraph: usize,
    pub status: Status,
    /// Indices into [`Story::attributions`] of those whose content is in here,
    /// or, for a carried one, whose account goes on in here.
    pub attributions: Vec<usize>,
}

/// Whether a sentence says where it is from.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Status {
    /// It names its source.
    Attributed,
    /// It goes on with the account of a source named before it.
    Carried,
    /// Its source is nobody a reader could name.
    Vague,
    /// The writer's own voice.
    Unattributed,
    /// Nothing that could have a source: a heading, a question, a caption.
    None,
}

/// Somebody or something that the draft speaks of.
#[derive(Debug, PartialEq)]
pub struct Actor {
    /// The fullest form in the draft.
    pub name: String,
    pub kind: ActorKind,
    /// Role or description at first mention.
    pub description: Option<String>,
    /// Sorted. The first of them introduces the actor.
    pub mentions: Vec<Span>,
}

#[derive(Debug, PartialEq)]
pub struct Attribution {
    pub source: Vec<Span>,
    pub cue: Vec<Span>,
    pub content: Vec<Span>,
    pub kind: CueKind,
    pub form: ContentForm,
    pub confidence: f32,
    /// Whose words they are; an index into [`Story::actors`]. `None` where that is unclear.
    pub actor: Option<usize>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum ContentForm {
    Direct,
    Indirect,
    Mixed,
}

#[derive(Debug, PartialEq)]
pub struct StatedFigure {
    /// With its span in the draft.
    pub figure: Figure,
    /// Who states it; an index into [`Story::attributions`].
    pub attribution: Option<usize>,
}

impl Story {
    /// Reads `text`. A paragraph that `previous` has read already is taken from it.
    pub fn read(_text: &str, _format: Format, _previous: &Story) -> Story {
        todo!()
    }

    /// The sentence at `offset`, as an index into [`Story::sentences`].
    pub fn sentence_at(&self, offset: usize) -> Option<usize> {
        let i = self.sentences.partition_point(|it| it.span.end < offset);
        self.sentences
            .get(i)
            .filter(|it| it.span.touches(offset))
            .map(|_| i)
    }
}
