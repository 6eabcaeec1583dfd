use super::{Draft, Family, Findings, Rule, Severity};
use crate::{
    paragraph::{Signal, SignalKind},
    story::Sentence,
};

pub static RULE: Rule = Rule {
    name: "unattributed-claim",
    family: Family::Sourcing,
    severity: Severity::Information,
    docs: include_str!("unattributed_claim.md"),
    check,
};

/// What makes a sentence a claim, the most telling first, with what to say of it.
const KINDS: &[(SignalKind, &str)] = &[
    (
        SignalKind::Allegation,
        "allegation stated as fact; name who makes it",
    ),
    (
        SignalKind::Motive,
        "says what somebody wants or feels; name who says so",
    ),
    (
        SignalKind::Judgement,
        "judgement in the writer’s voice; name whose view it is",
    ),
    (
        SignalKind::Cause,
        "cause and effect in the writer’s voice; name who draws the link",
    ),
    (
        SignalKind::Prediction,
        "prediction in the writer’s voice; name who expects it",
    ),
];

fn check(draft: &Draft, findings: &mut Findings) {
    let marked = findings.marked(draft.story);
    for sentence in draft.uncited() {
        if !marked.contains(&sentence.span.start) {
            mark(draft, sentence, findings);
        }
    }
}

fn mark(draft: &Draft, sentence: &Sentence, findings: &mut Findings) {
    let signals = draft.story.signals_in(sentence.span);
    let own = |it: &&Signal| {
        draft.story.quotation_around(it.span).is_none() && draft.is_own(sentence, it.span)
    };
    let mut found = KINDS.iter().filter_map(|(kind, message)| {
        let signal = signals.iter().filter(|it| it.kind == *kind).find(own)?;
        Some((signal, *message))
    });
    let Some((signal, message)) = found.next() else {
        return;
    };
    let several = found.next().is_some();
    let finding = findings.add(signal.span, message);
    finding.severity = if several {
        Severity::Warning
    } else {
        Severity::Information
    };
}
