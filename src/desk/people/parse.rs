//! From the text of a file to entries. What is wrong in it is said in its place.

use rustc_hash::FxHashMap;

use super::{Entry, Kind, cells};
use crate::{
    fields::{self, Fields, Form, Problem, Table, csv},
    knowledge::{Country, Day, Number, Term},
    span::Span,
};

/// The entries in `text`, in its order, and what is wrong in it.
pub fn parse(text: &str) -> (Vec<Entry>, Vec<Problem>) {
    let (document, mut problems) = fields::document(text);
    let mut top = Fields::new(&document);
    let kinds = [
        ("person", Kind::Person),
        ("org", Kind::Organization),
        ("state", Kind::State),
    ];
    let tables = kinds.map(|(key, kind)| (kind, top.tables(key)));
    problems
        .extend(top.finish("table: an entry stands under `[[person]]`, `[[org]]` or `[[state]]`"));
    let mut entries: Vec<Entry> = Vec::new();
    let mut seen: FxHashMap<String, Span> = FxHashMap::default();
    for (kind, list) in tables {
        for (table, place) in list {
            let Some(entry) = entry(table, place, kind, &mut problems) else {
                continue;
            };
            if let Some(first) = seen.get(&entry.name) {
                let line = 1 + text[..first.start].matches('\n').count();
                let message = format!("a second entry of this name; the one in line {line} counts");
                problems.push(Problem {
                    span: place,
                    message,
                });
                continue;
            }
            seen.insert(entry.name.clone(), place);
            entries.push(entry);
        }
    }
    (entries, fields::in_order(text, problems))
}

/// The same of a table in CSV: a row is an entry, or a further role of the person
/// of that name above it.
pub fn parse_csv(text: &str) -> (Vec<Entry>, Vec<Problem>) {
    let (rows, mut problems) = csv::document(text, cells::COLUMNS, "name");
    let mut entries: Vec<Entry> = Vec::new();
    let mut seen: FxHashMap<String, (usize, usize)> = FxHashMap::default();
    for row in rows {
        let (place, line) = (row.span, row.line);
        let Some((kind, table)) = cells::shaped(row, &mut problems) else {
            continue;
        };
        let Some(mut entry) = entry(&table, place, kind, &mut problems) else {
            continue;
        };
        entry.span = place;
        let Some(&(first, at)) = seen.get(&entry.name) else {
            seen.insert(entry.name.clone(), (entries.len(), line));
            entries.push(entry);
            continue;
        };
        let first = &mut entries[first];
        if entry.roles.is_empty() || first.kind != entry.kind {
            let message = format!("a second row of this name without a role; line {at} counts");
            problems.push(Problem {
                span: place,
                message,
            });
            continue;
        }
        first.roles.append(&mut entry.roles);
        first.also.append(&mut entry.also);
        first.never_print.append(&mut entry.never_print);
    }
    problems.sort_by_key(|it| it.span);
    (entries, problems)
}

fn entry(table: &Table, place: Span, kind: Kind, problems: &mut Vec<Problem>) -> Option<Entry> {
    let mut fields = Fields::new(table);
    let name = fields.text("name");
    let named = name.as_ref().map_or(place, |it| it.1);
    let name = name.map(|it| it.0);
    let text = |fields: &mut Fields, key| fields.text(key).map(|it| it.0);
    let texts = |fields: &mut Fields, key| -> Vec<String> {
        let list = fields.texts(key).unwrap_or_default();
        list.into_iter().map(|it| it.0).collect()
    };
    let mut entry = Entry {
        kind,
        also: texts(&mut fields, "also"),
        never_print: texts(&mut fields, "never-print"),
        note: text(&mut fields, "note"),
        span: named,
        ..Entry::default()
    };
    match kind {
        Kind::Person => {
            entry.pronouns = text(&mut fields, "pronouns");
            let name = name.as_deref().unwrap_or_default();
            for (table, place) in fields.tables("roles") {
                let mut role = Fields::new(table);
                entry.roles.extend(term(&mut role, place, name));
                fields.problems.extend(role.finish("field of a role"));
            }
        }
        Kind::Organization => entry.what = text(&mut fields, "what"),
        Kind::State => entry.country = Some(country(&mut fields)),
    }
    if name.as_deref().is_none_or(|it| it.trim().is_empty()) {
        fields.report(place, "`name` is missing: as your house spells it");
    }
    problems.extend(fields.finish("field"));
    entry.name = name.filter(|it| !it.trim().is_empty())?;
    Some(entry)
}

fn term(role: &mut Fields, place: Span, name: &str) -> Option<Term> {
    let office = role.text("title");
    let of = role.text("of").map_or(String::new(), |it| it.0);
    let heads = role.choices("heads", &[("state", 'S'), ("government", 'G')]);
    let heads = heads.unwrap_or_default();
    let [from, until, as_of] = ["from", "until", "as-of"].map(|it| day(role, it));
    if office.is_none() {
        role.report(place, "a role has a `title`, such as \"harbor minister\"");
    }
    Some(Term {
        name: name.into(),
        office: office?.0.into(),
        of: super::listed(&of).into(),
        heads_state: heads.contains(&'S'),
        heads_government: heads.contains(&'G'),
        from,
        until,
        as_of,
    })
}

fn country(fields: &mut Fields) -> Country {
    Country {
        official: fields.text("official").map(|it| it.0.into()),
        population: number(fields, "population", "population-of"),
        forces: number(fields, "forces", "forces-of"),
        gdp: number(fields, "gdp", "gdp-of"),
        as_of: day(fields, "as-of"),
    }
}

/// A number or a range of two, and the time that it is of, without which it says nothing.
fn number(fields: &mut Fields, key: &'static str, of: &'static str) -> Option<Number> {
    let when = day(fields, of);
    let value = fields.value(key)?;
    let whole = |form: &Form| match form {
        Form::Number(it) => Some(*it as f64),
        Form::Text(it) => it.parse::<u64>().ok().map(|it| it as f64),
        _ => None,
    };
    let ends: Option<Vec<f64>> = match &value.form {
        Form::List(list) => list.iter().map(|it| whole(&it.form)).collect(),
        one => whole(one).map(|it| vec![it]),
    };
    let (low, high) = match ends.as_deref() {
        Some(&[one]) if one > 0.0 => (one, one),
        Some(&[low, high]) if 0.0 < low && low <= high => (low, high),
        _ => {
            let message = format!("`{key}` is a whole number, or two from low to high");
            fields.report(value.span, message);
            return None;
        }
    };
    if when.is_none() {
        let message = format!("say in `{of}` of which year this is; without it, it is not used");
        fields.report(value.span, message);
    }
    Some(Number {
        low,
        high,
        of: when?,
    })
}

fn day(fields: &mut Fields, key: &'static str) -> Option<Day> {
    let value = fields.value(key)?;
    let day = match &value.form {
        Form::Text(text) => Day::parse(text),
        Form::Number(year) => Day::parse(&year.to_string()),
        _ => None,
    };
    if day.is_none() {
        let message = format!("`{key}` is a day, month or year: 2024-10-23, \"2024-10\", 2024");
        fields.report(value.span, message);
    }
    day
}
