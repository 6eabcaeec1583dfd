use std::sync::LazyLock;

use rustc_hash::FxHashSet;

use super::{Draft, Family, Findings, Rule, Severity};
use crate::{
    knowledge, lexicon,
    paragraph::{Kind, SignalKind},
    span::Span,
    story::actors::initials_fit,
};

pub static RULE: Rule = Rule {
    name: "unexplained-initials",
    family: Family::Naming,
    severity: Severity::Hint,
    docs: include_str!("unexplained_initials.md"),
    check,
};

fn check(draft: &Draft, findings: &mut Findings) {
    let house = &draft.desk.config.house.initials;
    let mut seen: FxHashSet<&str> = FxHashSet::default();
    for signal in draft.signals(Span::new(0, draft.text.len()), SignalKind::Initials) {
        let initials = signal.span.of(draft.text);
        let known = KNOWN.contains(initials) || house.iter().any(|it| it == initials);
        let held = draft.desk.config.house.placeholders.iter();
        let placeholder = draft
            .signals(signal.span, SignalKind::Placeholder)
            .next()
            .is_some()
            || held.into_iter().any(|it| it == initials);
        if known || placeholder || is_heading(draft, signal.span) || !seen.insert(initials) {
            continue;
        }
        let place = knowledge::known(initials).is_some_and(|it| it.kind == knowledge::Kind::Place);
        if !place && !is_explained(draft, initials) {
            findings.add(
                signal.span,
                "initials that are never spelled out; do so at first mention",
            );
        }
    }
}

fn is_heading(draft: &Draft, span: Span) -> bool {
    let mut sentences = draft.story.sentences_in(span);
    sentences.any(|it| draft.story.sentences[it].kind == Kind::Heading)
}

/// "Orrin Harbor Board (OHB)", "OHB (Orrin Harbor Board)", or a name that they fit.
fn is_explained(draft: &Draft, initials: &str) -> bool {
    let bracket = |(at, _): (usize, &str)| {
        let (before, behind) = (&draft.text[..at], &draft.text[at + initials.len()..]);
        before.ends_with('(') && behind.starts_with(')') || behind.starts_with(" (")
    };
    let mut names = draft.story.actors.iter().map(|it| it.name.as_str());
    draft.text.match_indices(initials).any(bracket)
        || names.any(|it| it.contains(' ') && !it.contains(initials) && initials_fit(initials, it))
}

static KNOWN: LazyLock<FxHashSet<&str>> =
    LazyLock::new(|| lexicon::entries(include_str!("../lexicon/known_initials.txt")).collect());
