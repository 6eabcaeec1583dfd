use super::{Draft, Family, Findings, Fix, Rule, Severity};
use crate::{
    paragraph::{CitationStyle, NoteKind},
    span::{Edit, Span},
};

pub static RULE: Rule = Rule {
    name: "unresolved-citation",
    family: Family::Citation,
    severity: Severity::Error,
    docs: include_str!("unresolved_citation.md"),
    check,
};

/// How many keys are offered in the place of one that is unknown.
const MOST_NEAR: usize = 3;

fn check(draft: &Draft, findings: &mut Findings) {
    let no_files = draft.desk.records.is_empty() && draft.desk.sources_files.is_empty();
    for note in &draft.story.notes {
        let NoteKind::Citation { key, style } = note.kind else {
            continue;
        };
        let name = key.of(draft.text);
        let defined = style == CitationStyle::Footnote && is_defined(draft.text, name);
        if name.is_empty() || defined || draft.desk.record(name).is_some() {
            continue;
        }
        if no_files {
            // The keys may be kept elsewhere: say it once, softly.
            let message = format!("no source record for {name}: there is no file of records here");
            findings.add(key, message).severity = Severity::Hint;
            return;
        }
        let near = draft.desk.records.near(name, MOST_NEAR);
        let message = match near.first() {
            Some(near) => format!("no source record has this key; nearest is {near}"),
            None => "no source record has this key; create one or correct the key".to_owned(),
        };
        let fixes = near.iter().map(|it| replaced(key, it)).collect();
        findings.add(key, message).fixes = fixes;
    }
}

fn replaced(key: Span, by: &str) -> Fix {
    let edits = vec![Edit {
        span: key,
        text: by.to_owned(),
    }];
    Fix {
        title: format!("Change to “{by}”"),
        edits,
    }
}

/// Whether the draft has a footnote of that name.
fn is_defined(text: &str, name: &str) -> bool {
    text.match_indices(name).any(|(at, _)| {
        let before = text[..at]
            .strip_suffix("[^")
            .map(|it| it.trim_end_matches(' '));
        text[at + name.len()..].starts_with("]:")
            && before.is_some_and(|it| it.is_empty() || it.ends_with(['\n', '\r']))
    })
}
