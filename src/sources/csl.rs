//! Records in CSL-JSON, as Zotero and Pandoc write it. What CSL has no name for
//! (terms, the agreed description, transcripts) stands under its `custom`, by
//! the names of `sources.toml`.

use std::sync::LazyLock;

use rustc_hash::FxHashSet;
use serde_json::{Map, Value as Json, json};

use super::{Date, Kind, Problem, Record, Who, distinct, entry};
use crate::{
    fields::{self, Form, Table, Value, json, tree, yaml},
    span::Span,
};

pub fn parse(text: &str) -> (Vec<Record>, Vec<Problem>) {
    parsed(text, json::document(text))
}

/// The same, as Pandoc keeps it in a file of its own.
pub fn parse_yaml(text: &str) -> (Vec<Record>, Vec<Problem>) {
    parsed(text, yaml::document(text))
}

fn parsed(text: &str, (value, mut problems): tree::Read) -> (Vec<Record>, Vec<Problem>) {
    let list = match value.table() {
        Some(table) => table
            .get("references")
            .or_else(|| table.get("items"))
            .unwrap_or(&value),
        None => &value,
    };
    let mut records = items(list, &mut problems);
    distinct(text, &mut records, &mut problems);
    (records, fields::in_order(text, problems))
}

/// The records that `list` holds.
pub fn items(list: &Value, problems: &mut Vec<Problem>) -> Vec<Record> {
    let one = std::slice::from_ref(list);
    let mut records = Vec::new();
    for it in list.list().unwrap_or(one) {
        match it.table() {
            Some(table) => records.extend(item(table, first_line(it.span, table), problems)),
            None => problems.push(Problem {
                span: it.span,
                message: "this is no record: a record stands in braces, with an `id`".to_owned(),
            }),
        }
    }
    records
}

/// What stands for a record that has no key of its own: not all of its lines.
fn first_line(span: Span, table: &Table) -> Span {
    table.keys().next().map_or(span, |(_, key)| key)
}

fn item(table: &Table, place: Span, problems: &mut Vec<Problem>) -> Option<Record> {
    for (key, span) in table.keys() {
        if !VARIABLES.contains(key) {
            let hint = fields::did_you_mean(key, VARIABLES.iter().copied());
            problems.push(Problem {
                span,
                message: format!("no such field of CSL{hint}; our own stand under `custom`"),
            });
        }
    }
    let text = |key: &str| table.get(key).and_then(plain);
    let first = |keys: &[&str]| keys.iter().find_map(|it| text(it));
    let people = ["author", "interviewer", "editor"];
    let mut names = people
        .iter()
        .find_map(|it| table.get(it)?.list())
        .unwrap_or_default()
        .iter()
        .filter_map(name);
    let who = Who {
        name: names.next(),
        others: names.collect(),
        ..Who::default()
    };
    let mut date = |key: &str| {
        let value = table.get(key)?;
        let date = date(value);
        if date.is_none() {
            problems.push(Problem {
                span: value.span,
                message: format!("`{key}` has no day: {{\"date-parts\": [[2024, 10, 23]]}}"),
            });
        }
        date
    };
    let given = entry::Given {
        id: table.get("id").and_then(|it| Some((plain(it)?, it.span))),
        kind: text("type").and_then(|it| kind(&it)),
        who,
        date: date("issued"),
        title: text("title"),
        publisher: first(&["container-title", "publisher", "authority"]),
        url: text("URL"),
        accessed: date("accessed"),
        at: first(&["locator", "page"]),
        note: first(&["note", "annote", "abstract"]),
    };
    let nothing = Table::default();
    let custom = table.get("custom").and_then(Value::table);
    entry::record(custom.unwrap_or(&nothing), place, false, given, problems)
}

/// A text or a whole number, as text.
fn plain(value: &Value) -> Option<String> {
    let text = match &value.form {
        Form::Text(text) => text.trim().to_owned(),
        Form::Number(number) => number.to_string(),
        _ => return None,
    };
    (!text.is_empty()).then_some(text)
}

fn name(value: &Value) -> Option<String> {
    let table = value.table()?;
    let text = |key: &str| table.get(key).and_then(plain);
    if let Some(literal) = text("literal") {
        return Some(literal);
    }
    let parts = [
        text("given"),
        text("dropping-particle"),
        text("non-dropping-particle"),
        text("family"),
        text("suffix"),
    ];
    let parts: Vec<String> = parts.into_iter().flatten().collect();
    (!parts.is_empty()).then(|| parts.join(" "))
}

fn date(value: &Value) -> Option<Date> {
    if let Some(text) = value.text() {
        return written(text);
    }
    let table = value.table()?;
    if let Some(parts) = table.get("date-parts") {
        let parts = parts.list()?.first()?.list()?;
        let part = |i: usize| match parts.get(i) {
            Some(part) => plain(part)?.parse::<u16>().ok(),
            None => Some(0),
        };
        let (month, day) = (u8::try_from(part(1)?), u8::try_from(part(2)?));
        return Date::of(part(0)?, month.ok()?, day.ok()?);
    }
    let raw = table.get("raw").or_else(|| table.get("literal"))?;
    written(raw.text()?)
}

/// "2024", "2024-10" or "2024-10-23".
fn written(text: &str) -> Option<Date> {
    let mut parts = text.trim().split('-');
    let year = parts.next()?.parse().ok()?;
    let mut part = || parts.next().map_or(Some(0), |it| it.parse().ok());
    let (month, day) = (part()?, part()?);
    Date::of(year, month, day)
}

fn kind(csl_type: &str) -> Option<Kind> {
    let found = TYPES.iter().find(|(it, _)| *it == csl_type);
    Some(found.map_or(Kind::Document, |(_, kind)| *kind))
}

/// The first of a kind is the one that it is written as.
const TYPES: &[(&str, Kind)] = &[
    ("interview", Kind::Interview),
    ("speech", Kind::Briefing),
    ("pamphlet", Kind::Statement),
    ("report", Kind::Document),
    ("legal_case", Kind::Court),
    ("dataset", Kind::Dataset),
    ("article-newspaper", Kind::Article),
    ("article-magazine", Kind::Article),
    ("article-journal", Kind::Article),
    ("article", Kind::Wire),
    ("broadcast", Kind::Broadcast),
    ("motion_picture", Kind::Broadcast),
    ("post", Kind::Post),
    ("post-weblog", Kind::Post),
    ("personal_communication", Kind::Observation),
    ("manuscript", Kind::Archive),
    ("hearing", Kind::Court),
];

/// `records` as CSL-JSON that Pandoc cites from. Of a source who is not on the
/// record it has the agreed description and nothing else.
pub fn exported<'a>(records: impl Iterator<Item = &'a Record>) -> Json {
    Json::Array(records.map(export).collect())
}

fn export(record: &Record) -> Json {
    let mut item = Map::new();
    let csl_type = TYPES.iter().find(|(_, it)| *it == record.kind);
    item.insert("id".into(), json!(record.id));
    item.insert("type".into(), json!(csl_type.map_or("document", |it| it.0)));
    let named = record.printable_name();
    let described = record.printable_description();
    let author = match (named, described) {
        (Some(name), _) => Some(parted(name)),
        (None, Some(description)) => Some(json!({ "literal": description })),
        (None, None) if record.confidential() => None,
        (None, None) => record.printable_org().map(|it| json!({ "literal": it })),
    };
    if let Some(author) = author {
        let others = record.printable_others().iter().map(|it| parted(it));
        let all: Vec<Json> = [author].into_iter().chain(others).collect();
        item.insert("author".into(), Json::Array(all));
    }
    if !record.confidential() {
        let mut put = |key: &str, value: Option<Json>| {
            if let Some(value) = value {
                item.insert(key.to_owned(), value);
            }
        };
        let text = |it: &Option<String>| it.as_ref().map(|it| json!(it));
        let untitled = || {
            let words = [Some(record.kind.word()), record.printable_role()];
            let words: Vec<&str> = words.into_iter().flatten().collect();
            json!(words.join(", "))
        };
        put("title", text(&record.title).or_else(|| Some(untitled())));
        let periodical = matches!(record.kind, Kind::Article | Kind::Wire | Kind::Post);
        let key = if periodical {
            "container-title"
        } else {
            "publisher"
        };
        let org = record.printable_org().map(|it| json!(it));
        put(key, text(&record.publisher).or(org));
        put("issued", record.date.map(parts));
        put("accessed", record.accessed.map(parts));
        put("URL", record.printable_url().map(|it| json!(it)));
        let role = record.printable_role().map(|it| json!(it));
        let mut custom = Map::new();
        custom.insert("kind".into(), json!(record.kind.word()));
        if let Some(role) = role {
            custom.insert("who".into(), json!({ "role": role }));
        }
        if let Some(archived) = text(&record.archived) {
            custom.insert("archived".into(), archived);
        }
        put("custom", Some(Json::Object(custom)));
    } else {
        let custom =
            json!({ "kind": record.kind.word(), "terms": record.terms.word(), "as": described });
        item.insert("title".into(), json!(record.kind.word()));
        item.insert("custom".into(), custom);
    }
    Json::Object(item)
}

fn parted(name: &str) -> Json {
    match name.rsplit_once(' ') {
        Some((given, family)) => json!({ "given": given, "family": family }),
        None => json!({ "literal": name }),
    }
}

fn parts(date: Date) -> Json {
    let parts = [date.year, date.month.into(), date.day.into()];
    let known = parts.iter().filter(|it| **it != 0).collect::<Vec<_>>();
    json!({ "date-parts": [known] })
}

/// The names that CSL 1.0.2 has for what it knows of an item.
static VARIABLES: LazyLock<FxHashSet<&str>> = LazyLock::new(|| {
    include_str!("csl_variables.txt")
        .split_whitespace()
        .collect()
});
