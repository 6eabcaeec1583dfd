use super::{Draft, Family, Findings, Rule, Severity};
use crate::{span::Span, story::is_vague};

pub static RULE: Rule = Rule {
    name: "vague-source",
    family: Family::Sourcing,
    severity: Severity::Information,
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
            marked.push(source);
            let finding = findings.add(
                source,
                "a reader cannot tell who this is; name or describe the source",
            );
            if points_at_somebody(draft.text, source) {
                finding.severity = Severity::Hint;
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
