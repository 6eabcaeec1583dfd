//! One record, from the fields that our own files give it. What cannot be read
//! of it is reported; where its terms cannot be, it counts as off the record.

use super::{Date, FileOfRecord, Kind, Problem, Quote, Record, Terms, Who};
use crate::{
    fields::{self, Fields, Table},
    folded::folded,
    span::Span,
};

/// What another notation (CSL, BibTeX) has said of the record already.
#[derive(Default)]
pub struct Given {
    pub id: Option<(String, Span)>,
    pub kind: Option<Kind>,
    pub who: Who,
    pub date: Option<Date>,
    pub title: Option<String>,
    pub publisher: Option<String>,
    pub url: Option<String>,
    pub accessed: Option<Date>,
    pub at: Option<String>,
    pub note: Option<String>,
}

/// What `table`, which stands at `place`, adds to what is `given`. `damaged`: not
/// all of the text could be read, so a line may be missing.
pub fn record(
    table: &Table,
    place: Span,
    damaged: bool,
    given: Given,
    problems: &mut Vec<Problem>,
) -> Option<Record> {
    let mut fields = Fields::new(table);
    let id = fields.text("id").or(given.id);
    let kind = fields.choice("kind", Kind::ALL).or(given.kind);
    let who = match fields.table("who") {
        Some((table, _)) => who(table, &mut fields).or(given.who),
        None => given.who,
    };
    let terms_given = table.get("terms").is_some();
    let terms = fields.choice("terms", Terms::ALL);
    let texts = |fields: &mut Fields, key| fields.text(key).map(|(text, _)| text);
    let description = texts(&mut fields, "as");
    let reason = texts(&mut fields, "reason");
    let date = date(&mut fields, "date").or(given.date);
    let title = texts(&mut fields, "title").or(given.title);
    let publisher = texts(&mut fields, "publisher").or(given.publisher);
    let url = texts(&mut fields, "url").or(given.url);
    let archived = texts(&mut fields, "archived");
    let accessed = self::date(&mut fields, "accessed").or(given.accessed);
    let at = texts(&mut fields, "at").or(given.at);
    let file = fields.text("file");
    let via = texts(&mut fields, "via");
    let note = texts(&mut fields, "note").or(given.note);
    let quotes = quotes(&mut fields);

    let kind_given = given.kind.is_some() || table.get("kind").is_some();
    let slip = table.keys().any(|(key, _)| {
        key != "terms" && !fields::nearest(key, ["terms"].into_iter(), 1).is_empty()
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
        file: file.map(|(path, place)| FileOfRecord { path, place }),
        body: None,
        quotes,
        via,
        note,
        span,
    })
}

fn who(table: &Table, record: &mut Fields) -> Who {
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
        email: text("email"),
        others: Vec::new(),
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
    let date = value.text().and_then(Date::parse);
    if date.is_none() {
        let message = format!("`{key}` is a day, such as 2024-10-23");
        fields.report(value.span, message);
    }
    date
}

/// Whether the key can be written as `[@key]` and `[^key]` without brackets of its own.
pub fn is_key(id: &str) -> bool {
    let inner = |c: char| c.is_alphanumeric() || "-_.:/".contains(c);
    id.starts_with(|c: char| c.is_alphanumeric() || c == '_')
        && id.ends_with(|c: char| c.is_alphanumeric() || c == '_')
        && id.chars().all(inner)
}

/// Whether a part of the real name stands in the key.
pub fn gives_away(id: &str, who: &Who) -> bool {
    let plain = |text: &str| folded(text).text.to_lowercase();
    let (id, name) = (plain(id), plain(who.name.as_deref().unwrap_or_default()));
    name.split_whitespace()
        .any(|part| part.chars().count() > 2 && id.contains(part))
}
