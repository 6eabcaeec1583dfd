use rustc_hash::FxHashSet;

use super::{Draft, Family, Findings, Rule, Severity};
use crate::{
    knowledge::{Day, in_words},
    paragraph::{FigureKind, Kind, SignalKind},
    span::Span,
    story::{Story, dates},
};

pub static RULE: Rule = Rule {
    name: "relative-date",
    family: Family::Style,
    severity: Severity::Hint,
    docs: include_str!("relative_date.md"),
    check,
};

fn check(draft: &Draft, findings: &mut Findings) {
    let story = draft.desk.story_day(draft.text);
    let day = story.filter(|it| it.given).map(|it| it.day);
    let stale = day.is_some_and(|day| draft.desk.today.is_some_and(|today| day < today));
    let severity = if stale {
        Severity::Information
    } else {
        Severity::Hint
    };
    let mut seen: FxHashSet<String> = FxHashSet::default();
    for span in places(draft, day.is_some()) {
        let words = span.of(draft.text);
        if !seen.insert(words.to_lowercase()) {
            continue;
        }
        let message = match day.and_then(|it| dates::meant(words, Some(it))) {
            Some(meant) => format!("“{words}” is {}; say so", spelled(meant)),
            None => format!("“{words}” passes with the day of the draft; say when"),
        };
        findings.add(span, message).severity = severity;
    }
}

/// Where the writer tells a time from the day of the draft, in running text. A plain
/// "last week" and what is to come only where that day is known: without it nothing
/// can be said but that it passes, which every editor knows.
fn places(draft: &Draft, dated: bool) -> Vec<Span> {
    let story = draft.story;
    let dates = story.figures.iter().map(|it| &it.figure);
    let dates = dates.filter(|it| {
        let words = it.span.of(draft.text);
        it.kind == FigureKind::Date && passes(words) && (dated || !is_plain(words))
    });
    let vague = story.signals.iter();
    let vague = vague.filter(|it| it.kind == SignalKind::VagueDate && !is_reported(story, it.span));
    let mut places: Vec<Span> = dates
        .map(|it| it.span)
        .chain(vague.map(|it| it.span))
        .filter(|it| is_told(draft, *it))
        .collect();
    places.sort();
    places
}

/// Whether a source tells it, than whom the writer cannot be more exact.
fn is_reported(story: &Story, span: Span) -> bool {
    let mut contents = story.attributions.iter().flat_map(|it| &it.content);
    contents.any(|it| it.contains(span))
}

/// "last week", "next month", and what is to come: "later this month", "early next week".
fn is_plain(words: &str) -> bool {
    let words = words.to_lowercase();
    words.starts_with("last") || words.starts_with("later") || words.contains("next")
}

/// In running text, and no part of "over the last week", "its recently opened port",
/// "just last week".
fn is_told(draft: &Draft, span: Span) -> bool {
    const OTHER: [&str; 10] = [
        "the", "a", "his", "her", "its", "their", "most", "more", "just", "only",
    ];
    let story = draft.story;
    let before = draft.text[..span.start].split_whitespace().next_back();
    let other = before.is_some_and(|it| OTHER.contains(&it.to_lowercase().as_str()));
    let mut sentences = story.sentences_in(span);
    let prose = |it: usize| matches!(story.sentences[it].kind, Kind::Prose | Kind::ListItem);
    !other && sentences.any(prose) && story.quotation_around(span).is_none()
}

/// "yesterday", "late last week", "earlier this month"; a weekday does not, nor
/// does a year.
fn passes(words: &str) -> bool {
    let words = words.to_lowercase();
    let mut words = words.split_whitespace().peekable();
    let edge = |it: &&str| matches!(*it, "early" | "earlier" | "late" | "later");
    let edged = words.next_if(edge).is_some();
    match (words.next(), words.next()) {
        (Some("yesterday" | "tomorrow"), _) => true,
        (Some("last" | "next"), Some("week" | "weekend" | "month")) => true,
        (Some("this"), Some("week" | "month")) => edged,
        _ => false,
    }
}

fn spelled(day: Day) -> String {
    match (day.last - day.first).get_days() {
        1..=6 => format!("{} to {}", in_words(day.first), in_words(day.last)),
        _ => day.words(),
    }
}
