//! From the text of a `sources.toml` to records. What cannot be read of a record
//! is reported; where its terms cannot be, it counts as off the record.

use rustc_hash::FxHashMap;
use toml::de::{DeTable, DeValue};

use super::{Date, Kind, Problem, Quote, Record, Terms, Who};
use crate::{
    fields::{self, Fields, Placed},
    span::Span,
};

/// The records in `text`, in its order, and what is wrong in it. Of two with
/// the same key the first counts.
pub fn parse(text: &str) -> (Vec<Record>, Vec<Problem>) {
    let mut records: Vec<Record> = Vec::new();
    let mut problems = Vec::new();
    let mut seen: FxHashMap<String, usize> = FxHashMap::default();
    for (start, (found, wrong)) in parts(text) {
        problems.extend(wrong.into_iter().map(|it| Problem {
            span: it.span.shifted(start),
            ..it
        }));
        for mut record in found {
            record.span = record.span.shifted(start);
            if let Some(&first) = seen.get(&record.id) {
                let line = 1 + text[..records[first].span.start].matches('\n').count();
                let message =
                    format!("a second record with this key; the one in line {line} counts");
                problems.push(Problem {
                    span: record.span,
                    message,
                });
                continue;
            }
            seen.insert(record.id.clone(), records.len());
            records.push(record);
        }
    }
    (records, fields::in_order(text, problems))
}

/// Records and problems, with spans from the start of their part of the text.
type Part = (Vec<Record>, Vec<Problem>);

/// The whole text or, where not all of it is TOML, each record by itself, so
/// that a bracket left open in one does not swallow those behind it. With the
/// place where each part begins.
fn parts(text: &str) -> Vec<(usize, Part)> {
    let (document, errors) = fields::document(text);
    if errors.is_empty() {
        return vec![(0, part(document.get_ref(), errors))];
    }
    let mut starts = vec![0];
    let mut at = 0;
    for line in text.split_inclusive('\n') {
        let bare: String = line
            .chars()
            .filter(|it| !it.is_whitespace())
            .take(10)
            .collect();
        if bare == "[[source]]" {
            starts.push(at);
        }
        at += line.len();
    }
    let ends = starts.iter().skip(1).copied().chain([text.len()]);
    let read = |(&start, end): (&usize, usize)| {
        let (document, errors) = fields::document(&text[start..end]);
        (start, part(document.get_ref(), errors))
    };
    starts.iter().zip(ends).map(read).collect()
}

/// `problems`: what of it is not TOML.
fn part(document: &DeTable, mut problems: Vec<Problem>) -> Part {
    let damaged = !problems.is_empty();
    let mut top = Fields::new(document);
    let tables = top.tables("source");
    problems.extend(top.finish("table: each record stands under `[[source]]`"));
    let records = tables
        .into_iter()
        .filter_map(|(table, place)| record(table, place, damaged, &mut problems))
        .collect();
    (records, problems)
}

/// `damaged`: not all of it is TOML, so a line may be missing.
fn record(
    table: &DeTable,
    place: Span,
    damaged: bool,
    problems: &mut Vec<Problem>,
) -> Option<Record> {
    let mut fields = Fields::new(table);
    let id = fields.text("id");
    let kind = fields.choice("kind", Kind::ALL);
    let who = fields
        .table("who")
        .map(|(table, _)| who(table, &mut fields))
        .unwrap_or_default();
    let terms_given = table.keys().any(|key| key.get_ref() == "terms");
    let terms = fields.choice("terms", Terms::ALL);
    let texts = |fields: &mut Fields, key| fields.text(key).map(|(text, _)| text);
    let description = texts(&mut fields, "as");
    let reason = texts(&mut fields, "reason");
    let date = date(&mut fields, "date");
    let title = texts(&mut fields, "title");
    let publisher = texts(&mut fields, "publisher");
    let url = texts(&mut fields, "url");
    let archived = texts(&mut fields, "archived");
    let accessed = self::date(&mut fields, "accessed");
    let at = texts(&mut fields, "at");
    let file = texts(&mut fields, "file");
    let via = texts(&mut fields, "via");
    let note = texts(&mut fields, "note");
    let quotes = quotes(&mut fields);

    let kind_given = table.keys().any(|key| key.get_ref() == "kind");
    let slip = table.keys().any(|key| {
        key.get_ref() != "terms"
            && !fields::nearest(key.get_ref(), ["terms"].into_iter(), 1).is_empty()
    });
    let terms = match terms {
        Some(terms) => terms,
        None if terms_given || damaged || slip => Terms::OffRecord,
        None if description.is_some() => Terms::Background,
        None => Terms::OnRecord,
    };

    if !terms_given && description.is_some() {
        fields.report(
            place,
            "`as` without `terms`: taken as `terms = \"background\"`",
        );
    }
    if terms == Terms::OnRecord && terms_given && description.is_some() {
        fields.report(
            place,
            "a source on the record is named, so `as` is not used",
        );
    }
    if matches!(terms, Terms::Background | Terms::NotForAttribution) && description.is_none() {
        fields.report(
            place,
            "`as` is missing: the description that was agreed with the source",
        );
    }
    let named = who.name.is_some() || who.org.is_some() || title.is_some() || publisher.is_some();
    if terms == Terms::OnRecord && !named {
        fields.report(
            place,
            "nothing to name it by: give `who`, `title` or `publisher`",
        );
    }
    if !kind_given {
        fields.report(place, "`kind` is missing: interview, document, wire, …");
    }
    let id = match id {
        Some((id, at)) if is_key(&id) => {
            if terms != Terms::OnRecord && gives_away(&id, &who) {
                fields.report(
                    at,
                    "this key gives the source away: it will stand in the draft",
                );
            }
            Some((id, at))
        }
        Some((_, at)) => {
            fields.report(
                at,
                "a key has letters, digits and any of - _ . : / inside it, no spaces",
            );
            None
        }
        None => {
            fields.report(
                place,
                "`id` is missing: the key by which the draft cites the record",
            );
            None
        }
    };
    problems.extend(fields.finish("field of a source"));

    let (id, span) = id?;
    let kind = kind.unwrap_or(if who.name.is_some() {
        Kind::Interview
    } else {
        Kind::Document
    });
    Some(Record {
        id,
        kind,
        who,
        terms,
        description,
        reason,
        date,
        title,
        publisher,
        url,
        archived,
        accessed,
        at,
        file,
        quotes,
        via,
        note,
        span,
    })
}

fn who(table: &DeTable, record: &mut Fields) -> Who {
    let mut fields = Fields::new(table);
    let mut text = |key| {
        fields
            .text(key)
            .map(|(text, _)| text)
            .filter(|it| !it.trim().is_empty())
    };
    let who = Who {
        name: text("name"),
        role: text("role"),
        org: text("org"),
    };
    record.problems.extend(fields.finish("field of `who`"));
    who
}

fn quotes(record: &mut Fields) -> Vec<Quote> {
    let mut quotes = Vec::new();
    for (table, place) in record.tables("quotes") {
        let mut fields = Fields::new(table);
        let at = fields.text("at").map(|(text, _)| text);
        match fields.text("text") {
            Some((text, _)) => quotes.push(Quote { text, at }),
            None => fields.report(place, "a quotation has a `text`"),
        }
        record
            .problems
            .extend(fields.finish("field of a quotation"));
    }
    quotes
}

fn date(fields: &mut Fields, key: &'static str) -> Option<Date> {
    let value = fields.value(key)?;
    let date = day(value);
    if date.is_none() {
        let message = format!("`{key}` is a day, such as 2024-10-23");
        fields.report(fields::span(value.span()), message);
    }
    date
}

/// A TOML date, a point in time, or a text like one.
fn day(value: Placed) -> Option<Date> {
    match value.get_ref() {
        DeValue::Datetime(time) => {
            let date = time.date?;
            Some(Date {
                year: date.year,
                month: date.month,
                day: date.day,
            })
        }
        DeValue::String(text) => Date::parse(text),
        _ => None,
    }
}

/// Whether the key can be written as `[@key]` and `[^key]` without brackets of its own.
pub fn is_key(id: &str) -> bool {
    let inner = |c: char| c.is_alphanumeric() || "-_.:/".contains(c);
    id.starts_with(|c: char| c.is_alphanumeric() || c == '_')
        && id.ends_with(|c: char| c.is_alphanumeric() || c == '_')
        && id.chars().all(inner)
}

/// Whether a part of the real name stands in the key.
fn gives_away(id: &str, who: &Who) -> bool {
    let id = id.to_lowercase();
    let name = who.name.as_deref().unwrap_or_default().to_lowercase();
    name.split_whitespace()
        .any(|part| part.chars().count() > 2 && id.contains(part))
}
