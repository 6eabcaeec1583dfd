use super::{Draft, Family, Findings, Rule, Severity};
use crate::{
    paragraph::{SignalKind, placeholders::stands_alone},
    span::Span,
};

pub static RULE: Rule = Rule {
    name: "placeholder",
    family: Family::Style,
    severity: Severity::Warning,
    docs: include_str!("placeholder.md"),
    check,
};

fn check(draft: &Draft, findings: &mut Findings) {
    let listed = draft
        .story
        .signals
        .iter()
        .filter(|it| it.kind == SignalKind::Placeholder);
    let mut found: Vec<Span> = listed.map(|it| it.span).collect();
    for word in &draft.desk.config.house.placeholders {
        found.extend(of_the_house(draft, word));
    }
    found.sort();
    found.dedup_by(|later, earlier| later.overlaps(*earlier));
    for span in found {
        findings.add(
            span,
            "left over from drafting; fill it in before publication",
        );
    }
}

fn of_the_house(draft: &Draft, word: &str) -> Vec<Span> {
    let word = word.trim();
    if word.is_empty() {
        return Vec::new();
    }
    let mut found = Vec::new();
    for (at, paragraph) in &draft.story.paragraphs {
        let prose = &paragraph.prose;
        let spans = prose
            .match_indices(word)
            .map(|(start, it)| Span::new(start, start + it.len()));
        found.extend(
            spans
                .filter(|it| stands_alone(prose, *it))
                .map(|it| it.shifted(*at)),
        );
    }
    found
}
