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
    for sentence in draft.uncited() {
        let mut signals = draft.signals(sentence.span, SignalKind::Superlative);
        if let Some(signal) = signals.find(|it| draft.is_own(sentence, it.span)) {
            findings.add(
                signal.span,
                "superlative in the writer’s voice; verify it and name the source",
            );
        }
    }
}
