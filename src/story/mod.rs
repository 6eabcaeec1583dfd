//! The draft as a whole: the facts of its paragraphs, put together. Cheap, and
//! done anew for every version; what is costly lives in the paragraphs.
//!
//! All spans in here count bytes from the draft's start.

use std::sync::Arc;

use serde::Serialize;

pub mod actors;
mod assembled;
mod attributions;
pub mod dates;
pub mod same_things;
mod statuses;

pub use statuses::{is_vague, names_somebody};

pub use crate::paragraph::Format;
use crate::{
    claims::{Doubt, sentence::Weighed},
    paragraph::{ActorKind, CueKind, Figure, Form, Kind, Note, Paragraph, Quotation, Signal},
    span::Span,
};

/// What we know about one version of a draft.
#[derive(Debug, Default, PartialEq)]
pub struct Story {
    /// With the offset of each in the draft.
    pub paragraphs: Vec<(usize, Arc<Paragraph>)>,
    pub sentences: Vec<Sentence>,
    pub quotations: Vec<Quotation>,
    pub actors: Vec<Actor>,
    /// Every mention without what stands behind its name, in the order of the
    /// draft, the longer before the shorter; with its index into [`Story::actors`].
    pub mentions: Vec<(Span, Option<u32>)>,
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
    /// The status that its attributions alone give it.
    pub read: Status,
    /// How likely an editor would ask for a source. `None` where none could be given.
    pub doubt: Option<Doubt>,
    /// Whether it says something that could have a source.
    pub asserts: bool,
    /// Indices into [`Story::attributions`] of those whose content is in here,
    /// or, for a carried one, whose account goes on in here.
    pub attributions: Vec<usize>,
    /// Whether a citation, link, query or placeholder for a source stands at it.
    pub cited: bool,
}

/// Whether a sentence says where it is from.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
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
    /// By a name or a pronoun; sorted. Empty for one that has no name in the draft.
    pub mentions: Vec<Span>,
    /// By a description ("the defense secretary"); sorted.
    pub described: Vec<Span>,
}

impl Actor {
    /// Where the draft brings the actor in.
    pub fn first(&self) -> Span {
        let first = self.mentions.iter().chain(&self.described).min();
        first.copied().unwrap_or_default()
    }
}

/// A mention of an actor.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Meant {
    /// With role and description.
    pub span: Span,
    /// The name, description or pronoun alone.
    pub name: Span,
    pub form: Form,
    /// Index into [`Story::actors`].
    pub actor: usize,
}

#[derive(Debug, PartialEq)]
pub struct Attribution {
    pub source: Vec<Span>,
    pub cue: Vec<Span>,
    pub content: Vec<Span>,
    /// Whom the source goes by for it, where it says so.
    pub citing: Option<Span>,
    pub kind: CueKind,
    pub form: ContentForm,
    pub confidence: f32,
    /// Whose words they are; an index into [`Story::actors`]. `None` where that is unclear.
    pub actor: Option<usize>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
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
    pub fn read(text: &str, format: Format, previous: &Story) -> Story {
        assembled::story(text, format, previous)
    }

    /// What the words of every sentence weigh.
    pub fn weighed(&self) -> impl Iterator<Item = &Weighed> {
        self.paragraphs.iter().flat_map(|(_, it)| &it.weighed)
    }

    /// The sentence at `offset`, as an index into [`Story::sentences`].
    pub fn sentence_at(&self, offset: usize) -> Option<usize> {
        let i = self.sentences.partition_point(|it| it.span.end < offset);
        self.sentences
            .get(i)
            .filter(|it| it.span.touches(offset))
            .map(|_| i)
    }

    /// The sentences that share text with `span`, as a range of indices.
    pub fn sentences_in(&self, span: Span) -> std::ops::Range<usize> {
        let start = self
            .sentences
            .partition_point(|it| it.span.end <= span.start);
        let end = self
            .sentences
            .partition_point(|it| it.span.start < span.end);
        start..end.max(start)
    }

    /// What `span` holds of a list that is sorted by place.
    pub fn within<T>(list: &[T], span: Span, place: impl Fn(&T) -> Span) -> &[T] {
        let start = list.partition_point(|it| place(it).start < span.start);
        let end = list.partition_point(|it| place(it).start < span.end);
        &list[start..end.max(start)]
    }

    /// The mentions whose actor is known, in the order of the draft.
    pub fn meant(&self) -> impl Iterator<Item = Meant> {
        let places = actors::places(&self.paragraphs).zip(&self.mentions);
        places.filter_map(|(place, (_, actor))| {
            Some(Meant {
                span: place.mention.span.shifted(place.at),
                name: place.mention.name.shifted(place.at),
                form: place.mention.form,
                actor: (*actor)? as usize,
            })
        })
    }

    /// The innermost mention at `offset` whose actor is known.
    pub fn meant_at(&self, offset: usize) -> Option<Meant> {
        self.meant()
            .filter(|it| it.span.touches(offset))
            .min_by_key(|it| it.span.len())
    }

    /// The signals in `span`.
    pub fn signals_in(&self, span: Span) -> &[Signal] {
        Story::within(&self.signals, span, |it| it.span)
    }

    /// The quotation around `span`, if it stands in one.
    pub fn quotation_around(&self, span: Span) -> Option<&Quotation> {
        let i = self.quotations.partition_point(|it| it.span.end < span.end);
        self.quotations.get(i).filter(|it| it.span.contains(span))
    }

    /// What a note speaks of: the sentence it stands in or behind, or, where it
    /// stands between paragraphs, the paragraph behind it.
    pub fn scope(&self, note: &Note) -> Span {
        let at = note.span.start;
        let paragraph = self
            .paragraphs
            .partition_point(|(start, _)| *start <= at)
            .checked_sub(1);
        let inside =
            paragraph.filter(|&i| at < self.paragraphs[i].0 + self.paragraphs[i].1.text.len());
        let Some(inside) = inside else {
            let next = paragraph.map_or(0, |it| it + 1);
            let next = self.paragraphs.get(next);
            return next.map_or(note.span, |(start, it)| {
                Span::new(*start, start + it.text.len())
            });
        };
        let behind = self.sentences.partition_point(|it| it.span.start <= at);
        match behind.checked_sub(1).map(|i| &self.sentences[i]) {
            Some(sentence) if sentence.paragraph == inside => sentence.span,
            _ => note.span,
        }
    }
}
