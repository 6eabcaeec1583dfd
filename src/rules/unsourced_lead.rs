use super::{Draft, Family, Findings, Rule, Severity};
use crate::{
    paragraph::{Kind, SignalKind},
    span::Span,
    story::{Sentence, Status},
};

pub static RULE: Rule = Rule {
    name: "unsourced-lead",
    family: Family::Sourcing,
    severity: Severity::Hint,
    docs: include_str!("unsourced_lead.md"),
    check,
};

/// The first paragraphs, by the end of which a reader should know who says so.
const LEAD: usize = 3;

/// A shorter paragraph may be a headline that ends in a stop, or a byline.
const FEWEST_WORDS: usize = 12;

/// A text of fewer paragraphs is a brief.
const SHORTEST: usize = 6;

fn check(draft: &Draft, findings: &mut Findings) {
    let story = draft.story;
    let body = draft.body();
    let long = |it: &usize| {
        let (at, paragraph) = &story.paragraphs[*it];
        body <= *at
            && paragraph.kind == Kind::Prose
            && FEWEST_WORDS <= paragraph.prose.split_whitespace().count()
    };
    let prose: Vec<usize> = (0..story.paragraphs.len())
        .filter(long)
        .take(SHORTEST)
        .collect();
    if prose.len() < SHORTEST {
        return;
    }
    let lead = |it: &&Sentence| prose[..LEAD].contains(&it.paragraph);
    let sentences: Vec<&Sentence> = story.sentences.iter().filter(lead).collect();
    let sourced = |it: &&Sentence| {
        let mut quoted = story.quotations.iter();
        it.cited
            || !it.attributions.is_empty()
            || it.read == Status::Vague
            || quoted.any(|quotation| quotation.span.overlaps(it.span))
            || draft
                .signals(it.span, SignalKind::PublicRecord)
                .next()
                .is_some()
    };
    if sentences.iter().any(sourced) {
        return;
    }
    if let Some(first) = sentences.first() {
        let words = first.span.of(draft.text);
        let end = words.find(',').unwrap_or(words.len());
        let span = Span::new(first.span.start, first.span.start + end);
        findings.add(
            span,
            "no source in the first three paragraphs; say early who says so",
        );
    }
}
