//! What stands around a sentence, and its sources, weigh: the part of the features
//! that the rest of the draft decides.

use super::{
    Doubt, REASONS, STATUSES, Scores, Sink, Sum,
    sentence::{Traits, Weighed},
};
use crate::{
    paragraph::{CueKind, Kind},
    span::Span,
    story::{ContentForm, Sentence, Status, Story},
};

pub const ALL: [Status; STATUSES] = [
    Status::Attributed,
    Status::Carried,
    Status::Vague,
    Status::Unattributed,
    Status::None,
];

/// Gives every sentence that could need a source its doubt, and the status that
/// the model gives it where it may differ from what is read.
pub fn weigh(story: &mut Story) {
    let mut whole = Sum::default();
    Whole::of(story).features(&mut whole);
    let mut before = Status::None;
    let judge = |(i, own): (usize, &Weighed)| {
        let judged = judge(story, &whole.scores, &own.scores, i, before);
        before = judged.map_or(story.sentences[i].read, |it| it.1);
        judged
    };
    let judged: Vec<_> = story.weighed().enumerate().map(judge).collect();
    for (i, judged) in judged.into_iter().enumerate() {
        let Some((doubt, status)) = judged else {
            continue;
        };
        if status == Status::Carried && story.sentences[i].attributions.is_empty() {
            let before = i.checked_sub(1).map(|it| &story.sentences[it]);
            let before = before.map(|it| it.attributions.clone());
            story.sentences[i].attributions = before.unwrap_or_default();
        }
        story.sentences[i].doubt = Some(doubt);
        story.sentences[i].status = status;
    }
}

/// `before`: the status of the sentence before, as the model gives it.
fn judge(
    story: &Story,
    whole: &Scores,
    own: &Scores,
    i: usize,
    before: Status,
) -> Option<(Doubt, Status)> {
    let sentence = &story.sentences[i];
    if sentence.read == Status::None {
        return None;
    }
    let mut sum = Sum::from(std::array::from_fn(|it| own[it] + whole[it]));
    features(story, i, &mut sum);
    let doubt = Doubt::new(&sum.scores);
    follows(story, i, before, &mut sum);
    let status = |it: Status| sum.scores[1 + REASONS.len() + it as usize];
    let open = open_to(story, i);
    let best = ALL
        .into_iter()
        .filter(|it| open[*it as usize])
        .max_by_key(|it| status(*it))
        .unwrap_or(sentence.read);
    Some((doubt, best))
}

/// Which statuses sentence `i` can have: one with a source of its own need not be
/// attributed, only what stands behind a sentence with a source carries it on, and
/// quotations and items of lists are what they are read as.
fn open_to(story: &Story, i: usize) -> [bool; STATUSES] {
    let sentence = &story.sentences[i];
    let fixed = sentence.kind != Kind::Prose || story.quotation_around(sentence.span).is_some();
    if fixed {
        return ALL.map(|it| it == sentence.read);
    }
    let has_source = |it: Status| !matches!(it, Status::Unattributed | Status::None);
    let sourced = has_source(sentence.read);
    let behind = i.checked_sub(1).map(|it| story.sentences[it].read);
    let carries = sourced || behind.is_some_and(has_source);
    [sourced, carries, sourced, true, true]
}

/// Puts the features of sentence `i` into `out` that the status of the one before
/// it gives: they count for its own status alone.
pub fn follows(story: &Story, i: usize, before: Status, out: &mut impl Sink) {
    let paragraph = |i: usize| story.sentences[i].paragraph;
    let near = 0 < i && paragraph(i - 1) == paragraph(i);
    out.add("follows", name(before), if near { "near" } else { "" });
}

/// What kind of draft it is, in steps.
pub struct Whole {
    steps: Vec<(&'static str, &'static str)>,
}

impl Whole {
    pub fn of(story: &Story) -> Whole {
        let read = story.sentences.iter().map(|it| it.read);
        let traits: Vec<(Traits, Status)> = (story.weighed().map(|it| it.traits).zip(read))
            .filter(|it| it.1 != Status::None)
            .collect();
        let all = traits.len().max(1) as f32;
        let share = |has: fn(&(Traits, Status)) -> bool| {
            traits.iter().filter(|it| has(it)).count() as f32 / all
        };
        let words = traits.iter().map(|it| it.0.words as f32).sum::<f32>() / all;
        let steps = vec![
            (
                "first-persons",
                step(share(|it| it.0.first_person), &[0.02, 0.1, 0.25]),
            ),
            (
                "second-persons",
                step(share(|it| it.0.second_person), &[0.02, 0.1]),
            ),
            ("quoting", step(share(|it| it.0.quoted), &[0.05, 0.2, 0.4])),
            (
                "counting",
                step(share(|it| it.0.figure), &[0.1, 0.25, 0.45]),
            ),
            (
                "signalling",
                step(share(|it| it.0.signal), &[0.2, 0.35, 0.5]),
            ),
            (
                "judging",
                step(share(|it| it.0.judgement), &[0.03, 0.1, 0.2]),
            ),
            (
                "attributing",
                step(
                    share(|it| it.1 == Status::Attributed),
                    &[0.1, 0.25, 0.4, 0.55],
                ),
            ),
            (
                "open",
                step(
                    share(|it| it.1 == Status::Unattributed),
                    &[0.2, 0.4, 0.6, 0.8],
                ),
            ),
            ("wordy", step(words, &[12.0, 16.0, 20.0, 24.0])),
            ("size", step(all, &[10.0, 20.0, 40.0])),
        ];
        Whole { steps }
    }

    /// Puts its features, which every sentence of the draft has, into `out`.
    pub fn features(&self, out: &mut impl Sink) {
        for (template, step) in &self.steps {
            out.add(template, step, "");
        }
    }
}

fn step(value: f32, from: &[f32]) -> &'static str {
    ["0", "1", "2", "3", "4"][from.iter().filter(|it| **it <= value).count()]
}

/// Puts the features of sentence `i` that its place and its neighbours give into `out`.
pub fn features(story: &Story, i: usize, out: &mut impl Sink) {
    let sentence = &story.sentences[i];
    out.add("status", name(sentence.read), "");
    place(story, i, out);
    neighbours(story, i, out);
    attributions(story, sentence, out);
    if sentence.cited {
        out.flag("cited");
    }
    if sentence.kind == Kind::ListItem {
        out.flag("listed");
    }
}

pub fn name(it: Status) -> &'static str {
    match it {
        Status::Attributed => "attributed",
        Status::Carried => "carried",
        Status::Vague => "vague",
        Status::Unattributed => "unattributed",
        Status::None => "none",
    }
}

fn place(story: &Story, i: usize, out: &mut impl Sink) {
    let sentence = &story.sentences[i];
    if let Some(paragraph) = ["0", "1", "2", "3"].get(sentence.paragraph) {
        out.add("paragraph", paragraph, "");
    }
    if let Some(last) = ["0", "1"].get(story.sentences.len() - 1 - i) {
        out.add("last", last, "");
    }
    let same = |it: Option<&Sentence>| it.is_some_and(|it| it.paragraph == sentence.paragraph);
    let before = i.checked_sub(1).and_then(|it| story.sentences.get(it));
    let within = match (same(before), same(story.sentences.get(i + 1))) {
        (false, false) => "alone",
        (false, true) => "first",
        (true, true) => "middle",
        (true, false) => "last",
    };
    out.add("in-paragraph", within, "");
    if before.is_some_and(|it| it.kind == Kind::Heading) {
        out.flag("under-heading");
    }
}

fn neighbours(story: &Story, i: usize, out: &mut impl Sink) {
    let sentence = &story.sentences[i];
    let before = i.checked_sub(1).map(|it| &story.sentences[it]);
    for (template, neighbour) in [("before", before), ("next", story.sentences.get(i + 1))] {
        let Some(neighbour) = neighbour else { continue };
        let near = neighbour.paragraph == sentence.paragraph;
        out.add(
            template,
            name(neighbour.read),
            if near { "near" } else { "" },
        );
    }
}

fn attributions(story: &Story, sentence: &Sentence, out: &mut impl Sink) {
    if !matches!(sentence.read, Status::Attributed | Status::Vague) {
        return;
    }
    let shared =
        |spans: &[Span]| -> usize { spans.iter().map(|it| it.shared(sentence.span)).sum() };
    let mut covered = 0;
    let of = sentence.attributions.iter();
    for attribution in of.map(|it| &story.attributions[*it]) {
        let kind = match attribution.kind {
            CueKind::Speech => "speech",
            CueKind::Document => "document",
            CueKind::Attitude => "attitude",
            CueKind::Perception => "perception",
        };
        let sure = match attribution.confidence {
            it if it < 0.5 => "unsure",
            it if it < 0.8 => "",
            _ => "sure",
        };
        out.add("cue", kind, sure);
        out.add("cue-status", name(sentence.read), kind);
        let content = shared(&attribution.content);
        out.add("cue-holds", kind, part(content, sentence.span));
        let form = match attribution.form {
            ContentForm::Direct => "direct",
            ContentForm::Indirect => "indirect",
            ContentForm::Mixed => "mixed",
        };
        out.add("form", form, "");
        if attribution.source.is_empty() {
            out.add("source", "none", "");
        } else if attribution.actor.is_none() {
            out.add("source", "unknown", "");
        }
        covered += content + shared(&attribution.cue) + shared(&attribution.source);
    }
    out.add("covered", part(covered, sentence.span), "");
    if sentence.attributions.len() > 1 {
        out.flag("cues");
    }
}

fn part(of: usize, whole: Span) -> &'static str {
    match 10 * of / whole.len().max(1) {
        0..=2 => "little",
        3..=4 => "some",
        5..=6 => "half",
        7..=8 => "most",
        _ => "all",
    }
}
