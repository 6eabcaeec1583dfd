use super::{Family, Rule, Severity, records::RecordFindings};

/// On records: see [`records`](super::records).
pub static RULE: Rule = Rule {
    name: "unused-source",
    family: Family::Citation,
    severity: Severity::Hint,
    docs: include_str!("unused_source.md"),
    check: |_, _| (),
};

pub fn check(findings: &mut RecordFindings) {
    let drafts = findings.drafts;
    let stands =
        |words: Option<&str>| words.is_some_and(|it| drafts.iter().any(|text| text.contains(it)));
    for (i, record) in findings.own() {
        let surname = record
            .printable_name()
            .and_then(|it| it.split_whitespace().next_back());
        let title = record.title.as_deref().filter(|_| !record.confidential());
        let publisher = record
            .publisher
            .as_deref()
            .filter(|_| !record.confidential());
        let words = [
            Some(&*record.id),
            surname,
            title,
            publisher,
            record.printable_org(),
            record.printable_description(),
        ];
        if !drafts.is_empty() && !words.into_iter().any(stands) {
            findings.add(i, "no draft here cites or names this source".to_owned());
        }
    }
}
