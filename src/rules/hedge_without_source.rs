use super::{Draft, Family, Findings, Rule, Severity};
use crate::{
    paragraph::{Signal, SignalKind},
    span::Span,
    story::Status,
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
        .filter(|it| !it.cited && it.read != Status::None)
    {
        let hedges = || draft.signals(sentence.span, SignalKind::Hedge);
        let of = sentence.attributions.iter();
        let told = |hedge: &&Signal| {
            of.clone().any(|it| {
                let it = &draft.story.attributions[*it];
                let overlaps = |list: &[Span]| list.iter().any(|it| it.overlaps(hedge.span));
                // "is thought to" may have been read as the cue of an attribution
                !it.source.is_empty() && overlaps(&it.content) && !overlaps(&it.cue)
            })
        };
        if let Some(signal) = hedges().find(|it| !told(it)) {
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
