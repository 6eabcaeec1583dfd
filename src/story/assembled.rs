//! Putting the paragraphs' facts together, and not reading a paragraph twice.

use std::sync::Arc;

use rustc_hash::FxHashMap;

use super::{Format, Sentence, StatedFigure, Status, Story, actors, attributions, statuses};
use crate::{
    claims::context,
    paragraph::{
        CueKind, Kind, Note, NoteKind, Paragraph, forms, notes,
        split::{self, Block},
    },
    span::Span,
};

pub fn story(text: &str, format: Format, previous: &Story) -> Story {
    let cut = split::split(text, format);
    let paragraphs = paragraphs(text, &cut.blocks, previous);
    let mut story = Story {
        paragraphs,
        ..Story::default()
    };
    let mut read: Vec<super::Attribution> = Vec::new();
    let mut speaker: Option<Span> = None;
    for (i, (at, paragraph)) in story.paragraphs.iter().enumerate() {
        let at = *at;
        let Paragraph {
            kind,
            sentences,
            asserting,
            quotations,
            figures,
            signals,
            notes,
            ..
        } = &**paragraph;
        story.sentences.extend(
            sentences
                .iter()
                .zip(asserting)
                .map(|(it, asserts)| Sentence {
                    span: it.shifted(at),
                    kind: *kind,
                    paragraph: i,
                    status: Status::None,
                    read: Status::None,
                    doubt: None,
                    asserts: *asserts,
                    attributions: Vec::new(),
                    cited: false,
                }),
        );
        story.quotations.extend(quotations.iter().map(|it| {
            let (span, words) = (it.span.shifted(at), it.words.shifted(at));
            crate::paragraph::Quotation {
                span,
                words,
                ..it.clone()
            }
        }));
        story.figures.extend(figures.iter().map(|it| {
            let figure = crate::paragraph::Figure {
                span: it.span.shifted(at),
                ..it.clone()
            };
            StatedFigure {
                figure,
                attribution: None,
            }
        }));
        story
            .signals
            .extend(signals.iter().map(|it| crate::paragraph::Signal {
                span: it.span.shifted(at),
                ..*it
            }));
        story.notes.extend(notes.iter().map(|it| shifted(it, at)));
        if *kind == Kind::Turn {
            speaker = forms::speaker(&paragraph.text)
                .map(|it| it.shifted(at))
                .or(speaker);
            read.extend(speaker.map(|it| attributions::turn(at, paragraph, it)));
        } else if matches!(
            kind,
            Kind::Heading | Kind::Prose | Kind::ListItem | Kind::TableCell
        ) {
            read.extend(
                paragraph
                    .attributions
                    .iter()
                    .map(|it| attributions::placed(it, at, &paragraph.quotations)),
            );
        }
    }
    let between = cut
        .comments
        .iter()
        .filter_map(|it| notes::comment(text, *it));
    story.notes.extend(between);
    story.notes.sort_by_key(|it| it.span);
    let cast = actors::cast(&story.paragraphs, previous);
    for attribution in &mut read {
        attribution.actor = attribution
            .source
            .iter()
            .find_map(|it| cast.actor_of(text, *it));
    }
    story.actors = cast.actors;
    story.mentions = cast.mentions;
    story.attributions = read;
    statuses::cite(text, &mut story);
    statuses::judge(text, &mut story);
    context::weigh(&mut story);
    for stated in &mut story.figures {
        let span = stated.figure.span;
        let i = story
            .sentences
            .partition_point(|it| it.span.end <= span.start);
        let Some(sentence) = story.sentences.get(i) else {
            continue;
        };
        // A figure that somebody wants or plans is not yet one that somebody states.
        let holds = |i: &&usize| {
            story.attributions[**i]
                .content
                .iter()
                .any(|it| it.overlaps(span))
        };
        let states = |i: &&usize| story.attributions[**i].kind != CueKind::Attitude;
        let of = || sentence.attributions.iter();
        stated.attribution = of()
            .filter(holds)
            .find(states)
            .or_else(|| of().find(holds))
            .or_else(|| of().next())
            .copied();
    }
    story
}

/// The paragraphs of `blocks`, from `previous` where it has them. Most of them
/// stand where they stood, counted from the start or from the end; the others
/// are looked up by their text.
fn paragraphs(text: &str, blocks: &[Block], previous: &Story) -> Vec<(usize, Arc<Paragraph>)> {
    let old = &previous.paragraphs;
    let mut moved: Option<FxHashMap<&str, &Arc<Paragraph>>> = None;
    let mut list: Vec<(usize, Arc<Paragraph>)> = Vec::with_capacity(blocks.len());
    let mut quoted = false;
    for (i, block) in blocks.iter().enumerate() {
        let raw = block.span.of(text);
        let prose = split::prose(text, block);
        let is = |it: &&Arc<Paragraph>| {
            it.kind == block.kind
                && it.opens_quoted == quoted
                && *it.text == *raw
                // One text blanked alike, though one may have left its capitals.
                && it.prose.eq_ignore_ascii_case(&prose)
                && links_are(it, block)
        };
        let from_end = (old.len() + i).checked_sub(blocks.len());
        let known = [Some(i), from_end]
            .into_iter()
            .flatten()
            .filter_map(|i| old.get(i))
            .map(|(_, it)| it)
            .find(is)
            .or_else(|| {
                let moved = moved
                    .get_or_insert_with(|| old.iter().map(|(_, it)| (&*it.text, it)).collect());
                moved.get(raw).copied().filter(is)
            });
        let paragraph = match known {
            Some(known) => Arc::clone(known),
            None => {
                let links = |(words, target): &(Span, Box<str>)| {
                    (
                        Span::new(words.start - block.span.start, words.end - block.span.start),
                        target.clone(),
                    )
                };
                let links: Vec<_> = block.links.iter().map(links).collect();
                Arc::new(Paragraph::read(raw, &prose, block.kind, &links, quoted))
            }
        };
        quoted = paragraph.leaves_open();
        list.push((block.span.start, paragraph));
    }
    list
}

fn links_are(paragraph: &Paragraph, block: &Block) -> bool {
    let known = paragraph.notes.iter().filter_map(|it| match &it.kind {
        NoteKind::Link { words, target } => Some((words.shifted(block.span.start), target)),
        _ => None,
    });
    known.eq(block.links.iter().map(|(words, target)| (*words, target)))
}

fn shifted(note: &Note, by: usize) -> Note {
    let kind = match &note.kind {
        NoteKind::Citation { key, style } => NoteKind::Citation {
            key: key.shifted(by),
            style: *style,
        },
        NoteKind::Link { words, target } => NoteKind::Link {
            words: words.shifted(by),
            target: target.clone(),
        },
        NoteKind::Query { words } => NoteKind::Query {
            words: words.shifted(by),
        },
        NoteKind::Ok { .. } => note.kind.clone(),
    };
    Note {
        span: note.span.shifted(by),
        kind,
    }
}
