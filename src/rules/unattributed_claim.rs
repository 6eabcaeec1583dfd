use super::{Draft, Family, Findings, Rule, Severity};
use crate::{paragraph::SignalKind, story::Sentence};

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
    for sentence in draft.uncited() {
        if !findings.has(sentence.span) {
            mark(draft, sentence, findings);
        }
    }
}

fn mark(draft: &Draft, sentence: &Sentence, findings: &mut Findings) {
    let found = |kind| {
        let mut signals = draft.signals(sentence.span, kind);
        signals.find(|it| draft.is_own(sentence, it.span))
    };
    let Some((signal, message)) = KINDS
        .iter()
        .find_map(|(kind, message)| found(*kind).map(|it| (it, *message)))
    else {
        return;
    };
    let several = 2
        <= KINDS
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
