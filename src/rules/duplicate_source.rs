use rustc_hash::FxHashMap;

use super::{Family, Rule, Severity, records::RecordFindings};
use crate::sources::Record;

/// On records: see [`records`](super::records).
pub static RULE: Rule = Rule {
    name: "duplicate-source",
    family: Family::Citation,
    severity: Severity::Hint,
    docs: include_str!("duplicate_source.md"),
    check: |_, _| (),
};

pub fn check(findings: &mut RecordFindings) {
    let records = &findings.desk.records;
    let mut seen: FxHashMap<String, usize> = FxHashMap::default();
    // What names a source who is not on the record is not compared: the mark would tell.
    for (i, record) in records
        .iter()
        .enumerate()
        .filter(|(_, it)| !it.confidential())
    {
        for sign in signs(record) {
            let first = *seen.entry(sign).or_insert(i);
            if first != i {
                findings.add(
                    i,
                    format!("the same source as {}, it seems", records[first].id),
                );
                break;
            }
        }
    }
}

/// What two records of one source share.
fn signs(record: &Record) -> Vec<String> {
    let plain = |it: &str| it.trim().trim_end_matches('/').to_lowercase();
    let at = record.at.as_deref().unwrap_or("");
    let url = record.printable_url().map(|it| {
        let bare = plain(it);
        let bare = bare.split_once("://").map_or(&*bare, |it| it.1);
        format!("{} {at}", bare.strip_prefix("www.").unwrap_or(bare))
    });
    let date = record.date.map(|it| it.to_string());
    let titled = record
        .title
        .as_deref()
        .zip(date.as_deref())
        .map(|(title, date)| {
            let publisher = record.publisher.as_deref().unwrap_or("");
            format!("{} {} {date} {at}", plain(title), plain(publisher))
        });
    let spoken = record
        .printable_name()
        .zip(date.as_deref())
        .filter(|_| record.title.is_none() && record.url.is_none());
    let spoken =
        spoken.map(|(name, date)| format!("{} {} {date} {at}", plain(name), record.kind.word()));
    [url, titled, spoken].into_iter().flatten().collect()
}
