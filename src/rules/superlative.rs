use super::{Draft, Family, Findings, Rule, Severity};
use crate::paragraph::SignalKind;

pub static RULE: Rule = Rule {
    name: "superlative",
    family: Family::Sourcing,
    severity: Severity::Information,
    docs: include_str!("superlative.md"),
    check,
};

fn check(draft: &Draft, findings: &mut Findings) {
    for sentence in draft.unsourced() {
        if let Some(signal) = draft.signals(sentence.span, SignalKind::Superlative).next() {
            findings.add(
                signal.span,
                "superlative in the writer’s voice; verify it and name the source",
            );
        }
    }
}
