//! Values written in TOML.

use std::{borrow::Cow, ops::Range};

use toml::{
    Spanned,
    de::{DeTable, DeValue},
};

use super::{
    NOT_TOML, Problem,
    tree::{Form, Table, Value},
};
use crate::span::Span;

/// The top table of `text`, and what is not TOML in it.
pub fn document(text: &str) -> (Table<'_>, Vec<Problem>) {
    let (document, errors) = DeTable::parse_recoverable(text);
    let problems = errors
        .iter()
        .map(|error| {
            let span = error.span().unwrap_or(0..0);
            Problem {
                span: on_char_bounds(text, span),
                message: one_line(error.message()),
            }
        })
        .collect();
    (table(document.into_inner()), problems)
}

/// As a TOML string.
pub fn quoted(text: &str) -> String {
    let mut quoted = String::from("\"");
    for c in text.chars() {
        match c {
            '"' | '\\' => quoted.extend(['\\', c]),
            '\n' => quoted.push_str("\\n"),
            '\t' => quoted.push_str("\\t"),
            c if c.is_control() => quoted.push_str(&format!("\\u{:04X}", c as u32)),
            c => quoted.push(c),
        }
    }
    quoted.push('"');
    quoted
}

fn table(table: DeTable<'_>) -> Table<'_> {
    let entries = table
        .into_iter()
        .map(|(key, it)| (span(key.span()), key.into_inner(), value(it)))
        .map(|(span, key, value)| (key, span, value))
        .collect();
    Table { entries }
}

fn value(placed: Spanned<DeValue<'_>>) -> Value<'_> {
    let span = span(placed.span());
    let form = match placed.into_inner() {
        DeValue::String(text) => Form::Text(text),
        DeValue::Integer(it) => u64::from_str_radix(&it.as_str().replace('_', ""), it.radix())
            .map_or(Form::Other, Form::Number),
        DeValue::Datetime(time) => Form::Text(Cow::Owned(match time.date {
            Some(date) => date.to_string(),
            None => time.to_string(),
        })),
        DeValue::Array(list) => Form::List(list.into_iter().map(value).collect()),
        DeValue::Table(it) => Form::Table(table(it)),
        DeValue::Boolean(flag) => Form::Flag(flag),
        DeValue::Float(_) => Form::Other,
    };
    Value { span, form }
}

fn span(range: Range<usize>) -> Span {
    Span::new(range.start, range.end)
}

fn on_char_bounds(text: &str, range: Range<usize>) -> Span {
    let mut start = range.start.min(text.len());
    while !text.is_char_boundary(start) {
        start -= 1;
    }
    let mut end = range.end.clamp(start, text.len());
    while !text.is_char_boundary(end) {
        end += 1;
    }
    Span::new(start, end)
}

fn one_line(message: &str) -> String {
    format!(
        "{NOT_TOML}: {}",
        message
            .lines()
            .map(str::trim)
            .collect::<Vec<_>>()
            .join(", ")
    )
}
