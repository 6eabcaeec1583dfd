//! What a draft is made of: who says what, what nobody says, the figures, the headings.

use crate::{
    document::Reading,
    paragraph::{ActorKind, CueKind, Kind},
    span::Span,
    story::{Attribution, Status, Story},
};

/// A line of the outline.
#[derive(Clone, Debug, PartialEq)]
pub struct Entry {
    pub name: String,
    pub detail: String,
    pub kind: EntryKind,
    /// Holds those of the children.
    pub span: Span,
    /// Where to go.
    pub goal: Span,
    pub children: Vec<Entry>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum EntryKind {
    /// "Sources", "Figures".
    Part,
    Actor(ActorKind),
    /// A source that is no actor of the draft: "some experts".
    Unknown,
    Statement,
    Figure,
    Heading,
}

/// "Sources", each with what it says; "Unattributed"; "Figures"; "Headings".
pub fn outline(reading: &Reading) -> Vec<Entry> {
    let parts = [
        ("Sources", sources(reading)),
        ("Unattributed", unattributed(reading)),
        ("Figures", figures(reading)),
        ("Headings", headings(reading)),
    ];
    let parts = parts.into_iter().filter_map(|(name, children)| {
        let goal = children.first()?.goal;
        Some(Entry {
            name: name.to_owned(),
            detail: children.len().to_string(),
            kind: EntryKind::Part,
            span: around(goal, &children),
            goal,
            children,
        })
    });
    parts.collect()
}

/// Everybody whom the draft names, for finding them in many drafts.
pub fn actors(reading: &Reading) -> impl Iterator<Item = Entry> {
    let named = reading
        .story
        .actors
        .iter()
        .filter(|it| !it.mentions.is_empty());
    named.map(|it| Entry {
        name: it.name.clone(),
        detail: it.description.clone().unwrap_or_default(),
        kind: EntryKind::Actor(it.kind),
        span: it.first(),
        goal: it.first(),
        children: Vec::new(),
    })
}

pub fn headings(reading: &Reading) -> Vec<Entry> {
    let paragraphs = reading.story.paragraphs.iter();
    let headings = paragraphs.filter(|(_, it)| it.kind == Kind::Heading);
    let spans = headings.map(|(at, it)| Span::new(*at, at + it.text.len()));
    spans
        .map(|it| leaf(reading, it, EntryKind::Heading))
        .collect()
}

/// Whether it is somebody's word, as against a wish or what somebody saw.
pub fn is_statement(attribution: &Attribution) -> bool {
    matches!(attribution.kind, CueKind::Speech | CueKind::Document)
}

/// In the order in which they first speak.
fn sources(reading: &Reading) -> Vec<Entry> {
    let story = &reading.story;
    let mut sources: Vec<(Option<usize>, Entry)> = Vec::new();
    for it in story.attributions.iter().filter(|it| is_statement(it)) {
        let (Some(said), Some(source)) = (it.content.first(), it.source.first()) else {
            continue;
        };
        let statement = leaf(reading, *said, EntryKind::Statement);
        let words = line(source.of(&reading.text));
        let same = |(actor, entry): &&mut (Option<usize>, Entry)| match it.actor {
            Some(_) => *actor == it.actor,
            None => actor.is_none() && entry.name.eq_ignore_ascii_case(&words),
        };
        match sources.iter_mut().find(same) {
            Some((_, entry)) => entry.children.push(statement),
            None => sources.push((
                it.actor,
                source_entry(story, it.actor, *source, words, statement),
            )),
        }
    }
    let entries = sources.into_iter().map(|(_, mut it)| {
        it.span = around(it.span, &it.children);
        it
    });
    entries.collect()
}

fn source_entry(
    story: &Story,
    actor: Option<usize>,
    source: Span,
    words: String,
    statement: Entry,
) -> Entry {
    let actor = actor.map(|it| &story.actors[it]);
    Entry {
        name: actor.map_or(words, |it| it.name.clone()),
        detail: actor
            .and_then(|it| it.description.clone())
            .unwrap_or_default(),
        kind: actor.map_or(EntryKind::Unknown, |it| EntryKind::Actor(it.kind)),
        span: source,
        goal: source,
        children: vec![statement],
    }
}

fn unattributed(reading: &Reading) -> Vec<Entry> {
    let sentences = reading.story.sentences.iter();
    let bare = sentences.filter(|it| it.status == Status::Unattributed && !it.cited);
    bare.map(|it| leaf(reading, it.span, EntryKind::Statement))
        .collect()
}

fn figures(reading: &Reading) -> Vec<Entry> {
    let story = &reading.story;
    let figures = story.figures.iter().map(|it| {
        let said = it.attribution.map(|it| &story.attributions[it]);
        let by = said.and_then(|it| match it.actor {
            Some(actor) => Some(story.actors[actor].name.clone()),
            None => it.source.first().map(|it| line(it.of(&reading.text))),
        });
        Entry {
            detail: by.unwrap_or_default(),
            ..leaf(reading, it.figure.span, EntryKind::Figure)
        }
    });
    figures.collect()
}

fn leaf(reading: &Reading, span: Span, kind: EntryKind) -> Entry {
    Entry {
        name: line(span.of(&reading.text)),
        detail: String::new(),
        kind,
        span,
        goal: span,
        children: Vec::new(),
    }
}

fn around(span: Span, children: &[Entry]) -> Span {
    children.iter().fold(span, |span, it| {
        Span::new(span.start.min(it.span.start), span.end.max(it.span.end))
    })
}

/// The first words of `text`, as a line. No word is cut: a name would not be
/// known for one any more.
fn line(text: &str) -> String {
    const LONGEST: usize = 80;
    let mut line = String::new();
    for word in text.split_whitespace() {
        if LONGEST < line.chars().count() + word.chars().count() {
            line.push('…');
            break;
        }
        if !line.is_empty() {
            line.push(' ');
        }
        line.push_str(word);
    }
    line
}
