use super::{Family, Rule, Severity, records::RecordFindings};

/// On records: see [`records`](super::records).
pub static RULE: Rule = Rule {
    name: "unarchived-link",
    family: Family::Citation,
    severity: Severity::Hint,
    docs: include_str!("unarchived_link.md"),
    check: |_, _| (),
};

pub fn check(findings: &mut RecordFindings) {
    for (i, record) in findings.own() {
        if record.url.is_some() && record.archived.is_none() {
            let message = "a page can change or go: keep a copy and give its address as `archived`";
            findings.add(i, message.to_owned());
        }
    }
}
