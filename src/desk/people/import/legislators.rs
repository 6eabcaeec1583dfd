//! The members of Congress, as github.com/unitedstates/congress-legislators lists
//! them: an array of objects with `name`, `bio` and `terms`, oldest term first.

use serde_json::Value;

use super::Imported;
use crate::{
    desk::people::Entry,
    knowledge::{Day, Term},
};

pub fn are(file: &Value) -> bool {
    let first = file.get(0);
    first.is_some_and(|it| it["terms"].is_array() && it["name"].is_object())
}

pub fn entries(file: &Value, as_of: Day) -> Imported {
    let mut res = Imported::default();
    for (i, it) in file.as_array().into_iter().flatten().enumerate() {
        match entry(it, as_of) {
            Some(entry) => res.entries.push(entry),
            None => res
                .left_out
                .push(format!("number {} of the list: no name or no term", i + 1)),
        }
    }
    res
}

fn entry(it: &Value, as_of: Day) -> Option<Entry> {
    let part = |key: &str| it["name"][key].as_str().filter(|it| !it.is_empty());
    let (first, last) = (part("first")?, part("last")?);
    // News calls them as they call themselves.
    let name = format!("{} {last}", part("nickname").unwrap_or(first));
    let mut entry = Entry {
        roles: roles(it["terms"].as_array()?, &name, as_of),
        ..Entry::default()
    };
    let suffixed = part("suffix").map(|it| format!("{name} {it}"));
    for other in [
        Some(format!("{first} {last}")),
        part("official_full").map(str::to_owned),
        suffixed,
    ] {
        entry
            .also
            .extend(other.filter(|it| *it != name && !entry.also.contains(it)));
    }
    let last_term = it["terms"].as_array()?.last()?;
    entry.note = last_term["party"].as_str().map(str::to_owned);
    entry.name = name;
    (!entry.roles.is_empty()).then_some(entry)
}

/// Terms that follow each other in one chamber for one state are one; the last
/// has no end, because whether another follows is not known.
fn roles(terms: &[Value], name: &str, as_of: Day) -> Vec<Term> {
    let mut roles: Vec<Term> = Vec::new();
    for it in terms {
        let day = |key: &str| it[key].as_str().and_then(Day::parse);
        let office = match it["type"].as_str() {
            Some("sen") => "U.S. senator",
            Some("rep") => "U.S. representative",
            _ => continue,
        };
        let of = state(it["state"].as_str().unwrap_or(""));
        let goes_on = |before: &&mut Term| {
            let gap = before.until.zip(day("start"));
            let gap = gap.is_some_and(|(end, start)| end.days_before(start.first) <= MOST_APART);
            &*before.office == office && &*before.of == of && gap
        };
        match roles.last_mut().filter(goes_on) {
            Some(before) => before.until = day("end"),
            None => roles.push(Term {
                name: name.into(),
                office: office.into(),
                of: of.into(),
                heads_state: false,
                heads_government: false,
                from: day("start"),
                until: day("end"),
                as_of: Some(as_of),
            }),
        }
    }
    if let Some(last) = roles.last_mut() {
        last.until = last.until.filter(|it| it.last < as_of.first);
    }
    roles.reverse();
    roles
}

/// Days between two terms of which the second goes on with the first.
const MOST_APART: i32 = 60;

/// The name of a state by its postal code; the code itself for one that is none.
fn state(code: &str) -> &str {
    let codes = include_str!("postal_codes.txt");
    let found =
        crate::lexicon::entries(codes).find_map(|it| it.strip_prefix(code)?.strip_prefix(' '));
    found.unwrap_or(code)
}
