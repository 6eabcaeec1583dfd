//! Where each sentence says it is from.

use super::{Attribution, Sentence, Status, Story};
use crate::{
    lexicon,
    paragraph::{CueKind, Form, Kind, NoteKind, SignalKind},
    span::Span,
};

/// Notes at which sentences the writer has put a source, or asked for one.
pub fn cite(text: &str, story: &mut Story) {
    let mut cited: Vec<usize> = Vec::new();
    for note in story
        .notes
        .iter()
        .filter(|it| !matches!(it.kind, NoteKind::Ok { .. }))
    {
        cited.extend(story.sentences_in(story.scope(note)));
    }
    for (at, asked) in text.match_indices("(TK source") {
        let asked = Span::new(at, at + asked.len());
        let before = story
            .sentences
            .partition_point(|it| it.span.start < at)
            .checked_sub(1);
        cited.extend(story.sentences_in(asked));
        cited.extend(before.filter(|it| {
            text[story.sentences[*it].span.end.min(at)..at]
                .trim_matches(' ')
                .is_empty()
        }));
    }
    for i in cited {
        story.sentences[i].cited = true;
    }
}

/// Gives every sentence its status and its attributions.
pub fn judge(text: &str, story: &mut Story) {
    let mut of: Vec<Vec<usize>> = vec![Vec::new(); story.sentences.len()];
    for (i, attribution) in story.attributions.iter().enumerate() {
        for span in attribution.content.iter().chain(&attribution.cue) {
            for sentence in story.sentences_in(*span) {
                if !of[sentence].contains(&i) {
                    of[sentence].push(i);
                }
            }
        }
    }
    let mut judged: Vec<(Status, Vec<usize>)> = Vec::with_capacity(of.len());
    for (i, own) in of.into_iter().enumerate() {
        let before = i.checked_sub(1).map(|it| &judged[it]);
        judged.push(status(text, story, i, own, before));
    }
    // A quotation whose speaker comes only behind it, in the same paragraph.
    for i in (0..judged.len().saturating_sub(1)).rev() {
        let (sentence, next) = (&story.sentences[i], &story.sentences[i + 1]);
        let speaks = matches!(judged[i + 1].0, Status::Attributed | Status::Vague);
        if judged[i].0 == Status::Unattributed
            && speaks
            && sentence.paragraph == next.paragraph
            && same_quotation(story, sentence, next)
        {
            judged[i] = judged[i + 1].clone();
        }
    }
    for (sentence, (status, attributions)) in story.sentences.iter_mut().zip(judged) {
        sentence.status = status;
        sentence.read = status;
        sentence.attributions = attributions;
    }
}

fn status(
    text: &str,
    story: &Story,
    i: usize,
    own: Vec<usize>,
    before: Option<&(Status, Vec<usize>)>,
) -> (Status, Vec<usize>) {
    let sentence = &story.sentences[i];
    if !matches!(sentence.kind, Kind::Prose | Kind::ListItem | Kind::Turn) || !sentence.asserts {
        return (Status::None, own);
    }
    if !own.is_empty() {
        let named = own
            .iter()
            .any(|&it| is_named(text, story, &story.attributions[it]));
        return (
            if named {
                Status::Attributed
            } else {
                Status::Vague
            },
            own,
        );
    }
    let quoted = story.quotation_around(sentence.span).is_some();
    let same_paragraph = i
        .checked_sub(1)
        .is_some_and(|it| story.sentences[it].paragraph == sentence.paragraph);
    if quoted {
        let spoken =
            before.filter(|(status, _)| !matches!(status, Status::Unattributed | Status::None));
        return match spoken {
            Some((status, from)) if same_paragraph => {
                (vague_or(*status, Status::Attributed), from.clone())
            }
            Some((status, from)) if story.paragraphs[sentence.paragraph].1.opens_quoted => {
                (vague_or(*status, Status::Carried), from.clone())
            }
            _ => (Status::Unattributed, own),
        };
    }
    let listed = before.filter(|_| is_listed(text, story, i));
    if let Some((status, from)) =
        listed.filter(|it| !matches!(it.0, Status::Unattributed | Status::None))
    {
        return (vague_or(*status, Status::Carried), from.clone());
    }
    let account = before.filter(|(status, from)| {
        let told = |it: &usize| story.attributions[*it].kind != CueKind::Attitude;
        *status == Status::Attributed && same_paragraph && from.iter().any(told)
    });
    match account {
        Some((_, from)) if !own_voice(story, sentence.span) => (Status::Carried, from.clone()),
        _ => (Status::Unattributed, own),
    }
}

/// Whether the sentence is an item of a list that the one before announces ("The
/// study says that:") or belongs to.
fn is_listed(text: &str, story: &Story, i: usize) -> bool {
    let listed = |it: &Sentence| it.kind == Kind::ListItem;
    let before = i.checked_sub(1).map(|it| &story.sentences[it]);
    let announces = |it: &Sentence| it.span.of(text).trim_end().ends_with(':');
    listed(&story.sentences[i]) && before.is_some_and(|it| listed(it) || announces(it))
}

/// Words of nobody in particular stay so in the next sentence.
fn vague_or(before: Status, status: Status) -> Status {
    if before == Status::Vague {
        before
    } else {
        status
    }
}

/// Whether a reader could name one of its sources, or it is at least described.
fn is_named(text: &str, story: &Story, attribution: &Attribution) -> bool {
    let mut sources = attribution.source.iter();
    sources.any(|it| !is_vague(text, story, *it))
}

/// Whether `source` is nobody a reader could name: "officials", "some experts". A
/// name in it or a description behind it ("who attended the meeting") settles it.
pub fn is_vague(text: &str, story: &Story, source: Span) -> bool {
    let mut signals = story.signals_in(source).iter();
    let head = signals.rfind(|it| it.kind == SignalKind::VagueSource);
    head.is_some_and(|it| !is_described(&text[it.span.end..])) && !names_somebody(story, source)
}

fn is_described(behind: &str) -> bool {
    let behind = behind.trim_start_matches([',', ' ', '\n']);
    lexicon::entries(include_str!("../lexicon/describing.txt")).any(|it| {
        let rest = behind.strip_prefix(it);
        rest.is_some_and(|it| !it.starts_with(char::is_alphanumeric))
    })
}

/// Whether a person or organisation is named in `span`, which adjectives of a
/// country ("U.S. officials") do not do.
pub fn names_somebody(story: &Story, span: Span) -> bool {
    let i = story
        .paragraphs
        .partition_point(|(at, _)| *at <= span.start)
        .saturating_sub(1);
    let Some((at, paragraph)) = story.paragraphs.get(i) else {
        return false;
    };
    paragraph.mentions.iter().any(|it| {
        let person = it.kind == crate::paragraph::ActorKind::Person
            || it.kind == crate::paragraph::ActorKind::Organization;
        it.form == Form::Name && person && span.contains(it.name.shifted(*at))
    })
}

fn own_voice(story: &Story, span: Span) -> bool {
    story.signals_in(span).iter().any(|it| {
        matches!(
            it.kind,
            SignalKind::Judgement
                | SignalKind::Superlative
                | SignalKind::Cause
                | SignalKind::Allegation
        )
    })
}

fn same_quotation(story: &Story, a: &Sentence, b: &Sentence) -> bool {
    let around = story.quotation_around(a.span);
    around.is_some_and(|it| it.span.overlaps(b.span))
}
