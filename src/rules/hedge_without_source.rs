use super::{Draft, Family, Findings, Rule, Severity};
use crate::{paragraph::SignalKind, story::Status};

pub static RULE: Rule = Rule {
    name: "hedge-without-source",
    family: Family::Sourcing,
    severity: Severity::Warning,
    docs: include_str!("hedge_without_source.md"),
    check,
};

fn check(draft: &Draft, findings: &mut Findings) {
    for sentence in draft
        .story
        .sentences
        .iter()
        .filter(|it| !it.cited && it.status != Status::None)
    {
        let hedges = || draft.signals(sentence.span, SignalKind::Hedge);
        let mut attributions = sentence
            .attributions
            .iter()
            .map(|it| &draft.story.attributions[*it])
            // "reportedly" may have been read as the cue of an attribution
            .filter(|it| !hedges().any(|hedge| it.cue.iter().any(|cue| cue.overlaps(hedge.span))));
        if sentence.status == Status::Attributed && attributions.any(|it| !it.source.is_empty()) {
            continue;
        }
        if let Some(signal) = hedges().next() {
            let words = signal
                .span
                .of(draft.text)
                .split_whitespace()
                .collect::<Vec<_>>()
                .join(" ");
            findings.add(
                signal.span,
                format!("“{words}” names nobody; say whose account this is"),
            );
        }
    }
}
