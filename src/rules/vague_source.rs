use super::{Draft, Family, Findings, Rule, Severity};
use crate::{paragraph::CueKind, span::Span, story::is_vague};

pub static RULE: Rule = Rule {
    name: "vague-source",
    family: Family::Sourcing,
    severity: Severity::Warning,
    docs: include_str!("vague_source.md"),
    check,
};

fn check(draft: &Draft, findings: &mut Findings) {
    let mut marked: Vec<Span> = Vec::new();
    for attribution in &draft.story.attributions {
        for &source in &attribution.source {
            if marked.contains(&source) || !asks_for_name(draft, source) {
                continue;
            }
            let attitude = attribution.kind == CueKind::Attitude;
            marked.push(source);
            let finding = findings.add(
                source,
                "a reader cannot tell who this is; name or describe the source",
            );
            if points_at_somebody(draft.text, source) {
                finding.severity = Severity::Hint;
            } else if attitude || tells_the_side(draft.text, source) {
                finding.severity = Severity::Information;
            }
        }
    }
}

fn asks_for_name(draft: &Draft, source: Span) -> bool {
    let story = draft.story;
    let mut around = story.sentences_in(source);
    is_vague(draft.text, story, source)
        && story.quotation_around(source).is_none()
        && !around.all(|it| story.sentences[it].cited)
}

/// "the officials", "her advisers": those of whom the draft has spoken, or
/// somebody's whom it names.
fn points_at_somebody(text: &str, source: Span) -> bool {
    const POINTERS: [&str; 9] = [
        "the", "these", "those", "this", "both", "his", "her", "its", "their",
    ];
    let words = source.of(text);
    let first = words.split_whitespace().next().unwrap_or("").to_lowercase();
    POINTERS.contains(&first.as_str()) || words.contains("’s ") || words.contains("'s ")
}

/// "U.S. officials" says at least whose.
fn tells_the_side(text: &str, source: Span) -> bool {
    let mut words = source
        .of(text)
        .split_whitespace()
        .filter(|it| it.starts_with(char::is_uppercase));
    let first = source.of(text).starts_with(char::is_uppercase);
    let acronym = |it: &str| it.chars().nth(1).is_some_and(|c| !c.is_lowercase());
    match words.next() {
        Some(word) if first => {
            acronym(word)
                || words.next().is_some()
                || source.of(text).split_whitespace().count() > 1
        }
        other => other.is_some(),
    }
}
