use super::{Draft, Family, Findings, Rule, Severity, offices};
use crate::{
    knowledge::FRESH_DAYS,
    paragraph::{ActorKind, FigureKind},
    span::Span,
    story::dates,
};

pub static RULE: Rule = Rule {
    name: "outdated-role",
    family: Family::Naming,
    severity: Severity::Information,
    docs: include_str!("outdated_role.md"),
    check,
};

fn check(draft: &Draft, findings: &mut Findings) {
    let people = draft.story.actors.iter();
    let mut with_role = people
        .filter(|it| it.kind == ActorKind::Person)
        .filter(|it| !offices::is_qualified(draft.text, it.first()))
        .filter_map(|it| Some((it, it.description.as_deref()?)))
        .peekable();
    if with_role.peek().is_none() {
        return;
    }
    let Some(story) = draft.desk.story_day(draft.text) else {
        return;
    };
    for (actor, role) in with_role {
        let terms = draft.desk.terms(&actor.name);
        let Some(term) = offices::outdated(role, terms.into_iter(), story.day) else {
            continue;
        };
        let old = term
            .as_of
            .is_some_and(|it| FRESH_DAYS < it.days_before(story.day));
        let place = actor.first();
        let Some(until) = term
            .until
            .filter(|_| !old && !speaks_of_then(draft, place, term))
        else {
            continue;
        };
        let message = format!(
            "this role ended {}, as far as is known; check it",
            until.words()
        );
        findings.add(place, message);
    }
}

/// Whether the sentence is about a time in the term.
fn speaks_of_then(draft: &Draft, place: Span, term: &crate::knowledge::Term) -> bool {
    let story = draft.story;
    let Some(sentence) = story.sentences.get(story.sentences_in(place).start) else {
        return false;
    };
    let inside = |it: &Span| sentence.span.contains(*it);
    let dates = story.figures.iter().map(|it| &it.figure);
    let mut dates = dates.filter(|it| it.kind == FigureKind::Date && inside(&it.span));
    dates.any(|it| {
        let meant = dates::meant(it.span.of(draft.text), None);
        meant.is_some_and(|it| term.until.is_none_or(|until| it.first <= until.last))
    })
}
