use super::{Draft, Family, Findings, Rule, Severity};
use crate::{
    paragraph::SignalKind,
    story::{Status, names_somebody},
};

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
        let sources = sentence
            .attributions
            .iter()
            .flat_map(|it| &draft.story.attributions[*it].source);
        if sentence.status == Status::Attributed
            && sources
                .into_iter()
                .any(|it| names_somebody(draft.story, *it))
        {
            continue;
        }
        if let Some(signal) = draft.signals(sentence.span, SignalKind::Hedge).next() {
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
