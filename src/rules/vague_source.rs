use super::{Draft, Family, Findings, Rule, Severity};
use crate::{
    paragraph::{CueKind, SignalKind},
    span::Span,
    story::names_somebody,
};

pub static RULE: Rule = Rule {
    name: "vague-source",
    family: Family::Sourcing,
    severity: Severity::Warning,
    docs: include_str!("vague_source.md"),
    check,
};

fn check(draft: &Draft, findings: &mut Findings) {
    let mut marked: Vec<Span> = Vec::new();
    for attribution in draft
        .story
        .attributions
        .iter()
        .filter(|it| it.kind != CueKind::Attitude)
    {
        for &source in &attribution.source {
            let cited = draft
                .story
                .sentences_in(source)
                .all(|it| draft.story.sentences[it].cited);
            if cited || marked.contains(&source) || !is_vague(draft, source) {
                continue;
            }
            marked.push(source);
            let finding = findings.add(
                source,
                "a reader cannot tell who this is; name or describe the source",
            );
            if tells_the_side(draft.text, source) {
                finding.severity = Severity::Information;
            }
        }
    }
}

/// Whether `source` ends in a word for nobody in particular: "three officials
/// who attended the meeting" goes on, and so describes its source.
fn is_vague(draft: &Draft, source: Span) -> bool {
    let ends = |it: &Span| {
        it.end == source.end
            || !Span::new(it.end, source.end)
                .of(draft.text)
                .contains(char::is_alphanumeric)
    };
    let quoted = draft.story.quotation_around(source).is_some();
    !quoted
        && draft
            .signals(source, SignalKind::VagueSource)
            .any(|it| ends(&it.span))
        && !names_somebody(draft.story, source)
}

/// "U.S. officials" says at least whose.
fn tells_the_side(text: &str, source: Span) -> bool {
    let mut words = source
        .of(text)
        .split_whitespace()
        .filter(|it| it.starts_with(char::is_uppercase));
    let first = source.of(text).starts_with(char::is_uppercase);
    let acronym = |it: &str| it.chars().nth(1).is_some_and(|c| !c.is_lowercase());
    match words.next() {
        Some(word) if first => {
            acronym(word)
                || words.next().is_some()
                || source.of(text).split_whitespace().count() > 1
        }
        other => other.is_some(),
    }
}
