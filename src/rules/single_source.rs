use super::{Draft, Family, Findings, Rule, Severity};
use crate::{
    paragraph::CueKind,
    story::{Attribution, Status},
};

pub static RULE: Rule = Rule {
    name: "single-source",
    family: Family::Sourcing,
    severity: Severity::Information,
    docs: include_str!("single_source.md"),
    check,
};

/// Fewer attributions are a brief.
const FEWEST: usize = 4;

fn check(draft: &Draft, findings: &mut Findings) {
    let story = draft.story;
    let told = |it: &&Attribution| {
        matches!(it.kind, CueKind::Speech | CueKind::Document) && !it.source.is_empty()
    };
    let told: Vec<&Attribution> = story.attributions.iter().filter(told).collect();
    let Some(source) = told.first().and_then(|it| it.actor) else {
        return;
    };
    let one = told.iter().all(|it| it.actor == Some(source));
    let cited = story.sentences.iter().any(|it| it.cited);
    let vague = story.sentences.iter().any(|it| it.read == Status::Vague);
    if told.len() < FEWEST || !one || cited || vague {
        return;
    }
    if let Some(first) = story.sentences.first() {
        let message = format!(
            "all {} attributions go to one source; hear another",
            told.len()
        );
        let finding = findings.add(first.span, message);
        finding.related = vec![(told[0].source[0], "the source".to_owned())];
    }
}
