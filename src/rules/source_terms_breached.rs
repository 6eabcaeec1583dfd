use super::{Draft, Family, Findings, Rule, Severity};
use crate::{desk::Breach, lexicon, span::Span};

/// Runs whatever the settings say, and always as an error.
pub static RULE: Rule = Rule {
    name: "source-terms-breached",
    family: Family::Citation,
    severity: Severity::Error,
    docs: include_str!("source_terms_breached.md"),
    check,
};

/// Looks at the whole text: a name leaks as well from a comment or a link.
fn check(draft: &Draft, findings: &mut Findings) {
    for breach in draft.desk.records.withheld().breaches(draft.text) {
        if !breach.certain && is_somebody_else(draft, breach.span) {
            continue;
        }
        findings.add(breach.span, message(draft, &breach));
    }
}

/// Without the key, which may be the name.
fn message(draft: &Draft, breach: &Breach) -> String {
    let record = &draft.desk.records[breach.record];
    let terms = record.terms.words();
    match record.printable_description() {
        Some(it) if it.chars().count() <= 40 => {
            format!("this source spoke {terms}: take the name out, say “{it}”")
        }
        _ => format!("this source spoke {terms}: take the name out"),
    }
}

/// Whether the draft gives the surname another given name: "Peter" of another Abelsen.
fn is_somebody_else(draft: &Draft, surname: Span) -> bool {
    let story = draft.story;
    let around = |it: &&(Span, Option<u32>)| it.0.contains(surname);
    let mentions = story.mentions.iter();
    let actor = mentions.filter(around).find_map(|it| it.1);
    let Some(actor) = actor.and_then(|it| story.actors.get(it as usize)) else {
        return false;
    };
    let withheld = draft.desk.records.withheld();
    if withheld.breaches(&actor.name).iter().any(|it| it.certain) {
        return false;
    }
    let first = actor.name.split_whitespace().next().unwrap_or("");
    let lower = surname.of(draft.text).to_lowercase();
    let given = first.to_lowercase() != lower && actor.name.to_lowercase().ends_with(&lower);
    let mut names = lexicon::entries(include_str!("../lexicon/given_names.txt"));
    given
        && names.any(|it| {
            it.split(' ')
                .next()
                .is_some_and(|it| it.eq_ignore_ascii_case(first))
        })
}
