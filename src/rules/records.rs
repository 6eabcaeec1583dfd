//! The rules whose marks stand in the files of records. They look at all
//! records, so they do not run while a draft is being written.

use super::{Rule, Severity, duplicate_source, unarchived_link, unused_source};
use crate::{
    config::Switch,
    desk::Desk,
    sources::{Record, is_own_notation},
};

/// With more records than this a desk keeps a library, of which most are not for
/// the drafts at hand: only rules that its settings name look at it.
const LIBRARY: usize = 1000;

type Check = fn(&mut RecordFindings);

static ALL: &[(&Rule, Check)] = &[
    (&unused_source::RULE, unused_source::check),
    (&duplicate_source::RULE, duplicate_source::check),
    (&unarchived_link::RULE, unarchived_link::check),
];

/// Something to say about a record, at its key in its file.
#[derive(Clone, Debug, PartialEq)]
pub struct RecordFinding {
    pub rule: &'static str,
    pub severity: Severity,
    /// The index of the record.
    pub record: usize,
    pub message: String,
}

/// What a rule on records looks at, and where it puts what it finds.
pub struct RecordFindings<'a> {
    pub desk: &'a Desk,
    /// The texts of the drafts that can cite the records.
    pub drafts: &'a [String],
    rule: &'static Rule,
    list: Vec<RecordFinding>,
}

/// What there is to say about the desk's records; `drafts` are the texts that
/// can cite them.
pub fn check_records(desk: &Desk, drafts: &[String]) -> Vec<RecordFinding> {
    let (rule, list) = (ALL[0].0, Vec::new());
    let mut findings = RecordFindings {
        desk,
        drafts,
        rule,
        list,
    };
    let library = LIBRARY < desk.records.len();
    for (rule, check) in ALL {
        let on = match desk.config.rules.get(rule.name) {
            None => !library,
            Some(switch) => *switch != Switch::Off,
        };
        if on {
            findings.rule = rule;
            check(&mut findings);
        }
    }
    findings.list.sort_by_key(|it| it.record);
    findings.list
}

impl<'a> RecordFindings<'a> {
    /// The records in our own notations, which are kept for the drafts at hand.
    pub fn own(&self) -> Vec<(usize, &'a Record)> {
        let desk = self.desk;
        let own = |i: usize| {
            let file = desk
                .origins
                .get(i)
                .and_then(|it| desk.sources_files.get(*it));
            file.is_none_or(|it| is_own_notation(&it.to_string_lossy()))
        };
        let records = desk.records.iter().enumerate();
        records.filter(|it| own(it.0)).collect()
    }

    pub fn add(&mut self, record: usize, message: String) {
        let Rule { name, severity, .. } = *self.rule;
        let severity = match self.desk.config.rules.get(name) {
            Some(Switch::At(severity)) => *severity,
            _ => severity,
        };
        self.list.push(RecordFinding {
            rule: name,
            severity,
            record,
            message,
        });
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sources;

    #[test]
    fn a_library_is_left_alone_unless_the_settings_name_the_rule() {
        let found = |count: usize, rules: &[(&str, Switch)]| {
            let record = |i| format!("[[source]]\nid = \"log-{i}\"\nkind = \"document\"\n");
            let text: String = (0..count).map(record).collect();
            let mut desk = Desk {
                records: sources::parse(&text).0.into(),
                ..Desk::default()
            };
            let rules = rules.iter().map(|(name, it)| (name.to_string(), *it));
            desk.config.rules = rules.collect();
            check_records(&desk, &["The port was closed.".to_owned()]).len()
        };
        assert_eq!(found(LIBRARY, &[]), LIBRARY);
        assert_eq!(found(LIBRARY + 1, &[]), 0);
        let on = [("unused-source", Switch::On)];
        assert_eq!(found(LIBRARY + 1, &on), LIBRARY + 1);
    }
}
