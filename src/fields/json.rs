//! Values written in JSON. Their places are those of the slices of the text
//! that serde_json lends.

use std::{borrow::Cow, fmt};

use serde::{
    Deserialize, Deserializer,
    de::{MapAccess, Visitor},
};
use serde_json::value::RawValue;

use super::{
    Problem,
    tree::{Form, Read, Table, Value},
};
use crate::span::Span;

/// What `text` says. Where not all of it is JSON, each of the objects that begin
/// a line as the first one does is read by itself.
pub fn document(text: &str) -> Read<'_> {
    match serde_json::from_str::<&RawValue>(text) {
        Ok(raw) => (value(text, raw), Vec::new()),
        Err(error) => pieces(text, &error),
    }
}

fn pieces<'t>(text: &'t str, whole: &serde_json::Error) -> Read<'t> {
    let mut starts: Vec<usize> = Vec::new();
    let mut indent = None;
    let mut at = 0;
    for line in text.split_inclusive('\n') {
        let bare = line.trim_start_matches([' ', '\t', '[', ',']);
        let before = line.len() - bare.len();
        if bare.starts_with('{') && *indent.get_or_insert(before) == before {
            starts.push(at + before);
        }
        at += line.len();
    }
    let ends = starts.iter().skip(1).copied().chain([text.len()]);
    let (mut list, mut problems) = (Vec::new(), Vec::new());
    for (&start, end) in starts.iter().zip(ends) {
        let piece = text[start..end].trim_end_matches([' ', '\t', '\r', '\n', ',', ']', '[']);
        match serde_json::from_str::<&RawValue>(piece) {
            Ok(raw) => list.push(value(text, raw)),
            Err(error) => problems.push(problem(text, start, &error)),
        }
    }
    if problems.is_empty() {
        problems.push(problem(text, 0, whole));
    }
    let span = Span::new(0, text.len());
    let form = Form::List(list);
    (Value { span, form }, problems)
}

/// `error` of the text from `start` on.
fn problem(text: &str, start: usize, error: &serde_json::Error) -> Problem {
    let lines: usize = text[start..]
        .split_inclusive('\n')
        .take(error.line().saturating_sub(1))
        .map(str::len)
        .sum();
    let mut at = (start + lines + error.column().saturating_sub(1)).min(text.len());
    while !text.is_char_boundary(at) {
        at -= 1;
    }
    let message = match error.classify() {
        serde_json::error::Category::Eof => "not JSON: something opened before is not closed",
        _ => "not JSON from here on: look for a missing comma, bracket or quotation mark",
    };
    Problem {
        span: Span::new(at, at),
        message: message.to_owned(),
    }
}

fn value<'t>(text: &'t str, raw: &'t RawValue) -> Value<'t> {
    let written = raw.get();
    let span = place(text, written).unwrap_or_default();
    let form = match written.as_bytes().first() {
        Some(b'"') => string(written).map(Form::Text),
        Some(b'[') => serde_json::from_str::<Vec<&RawValue>>(written)
            .ok()
            .map(|list| Form::List(list.into_iter().map(|it| value(text, it)).collect())),
        Some(b'{') => serde_json::from_str::<Entries>(written).ok().map(|it| {
            let entry = |(key, raw): (Cow<'t, str>, &'t RawValue)| {
                let place = place(text, &key).unwrap_or(span);
                (key, place, value(text, raw))
            };
            Form::Table(Table {
                entries: it.0.into_iter().map(entry).collect(),
            })
        }),
        _ => written.parse().ok().map(Form::Number),
    };
    Value {
        span,
        form: form.unwrap_or(Form::Other),
    }
}

fn string(written: &str) -> Option<Cow<'_, str>> {
    let bare = &written[1..written.len() - 1];
    if bare.contains('\\') {
        return serde_json::from_str::<String>(written).ok().map(Cow::Owned);
    }
    Some(Cow::Borrowed(bare))
}

/// Where in `text` a slice of it stands; `None` for a text of its own.
fn place(text: &str, part: &str) -> Option<Span> {
    let start = (part.as_ptr() as usize).checked_sub(text.as_ptr() as usize)?;
    (start + part.len() <= text.len()).then(|| Span::new(start, start + part.len()))
}

/// The entries of an object in their order.
struct Entries<'t>(Vec<(Cow<'t, str>, &'t RawValue)>);

impl<'de> Deserialize<'de> for Entries<'de> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Each;
        impl<'de> Visitor<'de> for Each {
            type Value = Entries<'de>;

            fn expecting(&self, f: &mut fmt::Formatter) -> fmt::Result {
                f.write_str("an object")
            }

            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Self::Value, A::Error> {
                let mut list = Vec::new();
                while let Some((key, value)) = map.next_entry::<Key, &RawValue>()? {
                    list.push((key.0, value));
                }
                Ok(Entries(list))
            }
        }
        deserializer.deserialize_map(Each)
    }
}

#[derive(Deserialize)]
struct Key<'t>(#[serde(borrow)] Cow<'t, str>);
