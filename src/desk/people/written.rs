//! Entries as the text of a pack.

use std::fmt::Write;

use super::{Entry, Kind};
use crate::{
    fields::toml::quoted,
    knowledge::{Country, Day, Number, Term},
};

/// The entries in TOML, as [`parse`](super::parse) reads them.
pub fn written(entries: &[Entry]) -> String {
    let mut res = String::new();
    for it in entries {
        let kind = match it.kind {
            Kind::Person => "person",
            Kind::Organization => "org",
            Kind::State => "state",
        };
        let mut fields = vec![("name", quoted(&it.name))];
        for (key, list) in [("also", &it.also), ("never-print", &it.never_print)] {
            let list: Vec<String> = list.iter().map(|it| quoted(it)).collect();
            fields.extend((!list.is_empty()).then(|| (key, format!("[{}]", list.join(", ")))));
        }
        for (key, text) in [
            ("pronouns", &it.pronouns),
            ("what", &it.what),
            ("note", &it.note),
        ] {
            fields.extend(text.as_ref().map(|it| (key, quoted(it))));
        }
        if let Some(it) = &it.country {
            fields.extend(country(it));
        }
        if !it.roles.is_empty() {
            let roles: String = it.roles.iter().map(role).collect();
            fields.push(("roles", format!("[\n{roles}]")));
        }
        let _ = writeln!(res, "\n[[{kind}]]");
        for (key, value) in fields {
            let _ = writeln!(res, "{key} = {value}");
        }
    }
    res
}

fn country(it: &Country) -> Vec<(&'static str, String)> {
    let mut fields = Vec::new();
    fields.extend(it.official.as_deref().map(|it| ("official", quoted(it))));
    for (key, of, number) in [
        ("population", "population-of", it.population),
        ("forces", "forces-of", it.forces),
        ("gdp", "gdp-of", it.gdp),
    ] {
        let Some(Number {
            low,
            high,
            of: when,
        }) = number
        else {
            continue;
        };
        let value = if low == high {
            format!("{low}")
        } else {
            format!("[{low}, {high}]")
        };
        fields.extend([(key, value), (of, day(when))]);
    }
    fields.extend(it.as_of.map(|it| ("as-of", day(it))));
    fields
}

fn role(it: &Term) -> String {
    let mut fields = vec![format!("title = {}", quoted(&it.office))];
    fields.extend((!it.of.is_empty()).then(|| format!("of = {}", quoted(&it.of))));
    let heads = [
        (it.heads_state, "state"),
        (it.heads_government, "government"),
    ];
    let heads: Vec<String> = heads
        .iter()
        .filter(|it| it.0)
        .map(|it| quoted(it.1))
        .collect();
    fields.extend((!heads.is_empty()).then(|| format!("heads = [{}]", heads.join(", "))));
    for (key, when) in [("from", it.from), ("until", it.until), ("as-of", it.as_of)] {
        fields.extend(when.map(|it| format!("{key} = {}", day(it))));
    }
    format!("  {{ {} }},\n", fields.join(", "))
}

/// 2025-01-20, "2025-01" and 2025.
fn day(day: Day) -> String {
    let Day { first, last } = day;
    if first == last {
        first.to_string()
    } else if first.month() == last.month() {
        format!("\"{}\"", first.strftime("%Y-%m"))
    } else {
        first.year().to_string()
    }
}
