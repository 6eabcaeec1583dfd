use std::sync::LazyLock;

use rustc_hash::FxHashSet;

use super::{Draft, Family, Findings, Rule, Severity};
use crate::{lexicon, paragraph::CueKind, story::Attribution};

pub static RULE: Rule = Rule {
    name: "second-hand",
    family: Family::Sourcing,
    severity: Severity::Hint,
    docs: include_str!("second_hand.md"),
    check,
};

fn check(draft: &Draft, findings: &mut Findings) {
    let mut credited: FxHashSet<&str> = FxHashSet::default();
    let told = |kind| matches!(kind, CueKind::Speech | CueKind::Document);
    for attribution in draft.story.attributions.iter().filter(|it| told(it.kind)) {
        let Some(&source) = attribution.source.first() else {
            continue;
        };
        if asks(draft, attribution) {
            continue;
        }
        let words = source.of(draft.text);
        let outlet = match attribution.actor.map(|it| &draft.story.actors[it]) {
            Some(actor) => is_outlet(&actor.name).then_some(&*actor.name),
            None => calls_outlet(words).then_some(words),
        };
        let Some(outlet) = outlet else { continue };
        let first = credited.insert(outlet);
        let mut around = draft.story.sentences_in(source);
        let cited = around.any(|it| draft.story.sentences[it].cited);
        if first && !cited && draft.story.quotation_around(source).is_none() {
            findings.add(
                source,
                "somebody else’s reporting; link to it, or confirm it yourself",
            );
        }
    }
}

/// "CNN asked the minister", "the paper denied it", "the agency declared her the
/// winner": a part in the story, no report.
fn asks(draft: &Draft, attribution: &Attribution) -> bool {
    let cues = attribution.cue.iter().map(|it| it.of(draft.text));
    cues.into_iter().any(|it| {
        ["ask", "den", "declar", "projected"]
            .iter()
            .any(|part| it.contains(part))
    })
}

/// "a local newspaper"; "the newspaper" has been named before.
fn calls_outlet(source: &str) -> bool {
    !source.to_lowercase().starts_with("the ") && NOUNS.iter().any(|it| source.ends_with(it))
}

fn is_outlet(name: &str) -> bool {
    let name = name
        .strip_prefix("the ")
        .or_else(|| name.strip_prefix("The "))
        .unwrap_or(name);
    let ending = |(_, last): (&str, &str)| ENDINGS.contains(last);
    OUTLETS.contains(name) || name.rsplit_once(' ').is_some_and(ending)
}

static OUTLETS: LazyLock<FxHashSet<&str>> = LazyLock::new(|| {
    let names = entries().filter(|it| it.starts_with(char::is_uppercase));
    names.collect()
});

static NOUNS: LazyLock<Vec<&str>> = LazyLock::new(|| {
    let nouns = entries().filter(|it| it.starts_with(char::is_lowercase));
    nouns.collect()
});

static ENDINGS: LazyLock<FxHashSet<&str>> =
    LazyLock::new(|| entries().filter_map(|it| it.strip_prefix('-')).collect());

fn entries() -> impl Iterator<Item = &'static str> {
    lexicon::entries(include_str!("../lexicon/news_outlets.txt"))
}
