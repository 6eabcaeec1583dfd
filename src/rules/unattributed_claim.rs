use super::{Draft, Family, Findings, Rule, Severity};
use crate::{
    paragraph::{CueKind, SignalKind},
    story::{Sentence, Status},
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
    for sentence in draft.unsourced() {
        if !findings.has(sentence.span) {
            mark(draft, sentence, KINDS, findings);
        }
    }
    let only_attitude = |it: &&Sentence| {
        it.status == Status::Attributed
            && it
                .attributions
                .iter()
                .all(|i| draft.story.attributions[*i].kind == CueKind::Attitude)
    };
    for sentence in draft
        .story
        .sentences
        .iter()
        .filter(only_attitude)
        .filter(|it| !it.cited)
    {
        let motive = &KINDS[1..2];
        mark(draft, sentence, motive, findings);
    }
}

fn mark(draft: &Draft, sentence: &Sentence, kinds: &[(SignalKind, &str)], findings: &mut Findings) {
    let found = |kind| {
        let mut signals = draft.signals(sentence.span, kind);
        signals.find(|it| !draft.on_record(sentence, it.span))
    };
    let Some((signal, message)) = kinds
        .iter()
        .find_map(|(kind, message)| found(*kind).map(|it| (it, *message)))
    else {
        return;
    };
    let several = 2
        <= kinds
            .iter()
            .filter(|(kind, _)| found(*kind).is_some())
            .count();
    let finding = findings.add(signal.span, message);
    finding.severity = if several {
        Severity::Warning
    } else {
        Severity::Information
    };
}
