//! Reading the desk's own TOML files field by field: whatever is wrong becomes
//! a [`Problem`] at its place, and everything else stays in force.
//!
//! Messages never repeat a value, only keys: a value may be a name that must
//! not be shown.

use std::ops::Range;

use toml::{
    Spanned,
    de::{DeTable, DeValue},
};

use crate::span::Span;

/// Something wrong in one of the desk's own files, shown in that file.
#[derive(Clone, Debug, PartialEq)]
pub struct Problem {
    /// In the file's text.
    pub span: Span,
    pub message: String,
}

const NOT_TOML: &str = "not TOML";

/// A value and where it stands in its file.
pub type Placed<'a, 't> = &'a Spanned<DeValue<'t>>;

/// The top table of `text`, and what is not TOML in it.
pub fn document<'t>(text: &'t str) -> (Spanned<DeTable<'t>>, Vec<Problem>) {
    let (table, errors) = DeTable::parse_recoverable(text);
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
    (table, problems)
}

/// A table that is being read. Each field that is asked for is a known one;
/// [`Fields::finish`] reports the others.
pub struct Fields<'a, 't> {
    table: &'a DeTable<'t>,
    asked: Vec<&'static str>,
    pub problems: Vec<Problem>,
}

impl<'a, 't> Fields<'a, 't> {
    pub fn new(table: &'a DeTable<'t>) -> Fields<'a, 't> {
        Fields {
            table,
            asked: Vec::new(),
            problems: Vec::new(),
        }
    }

    /// The value of `key`, of whatever type.
    pub fn value(&mut self, key: &'static str) -> Option<Placed<'a, 't>> {
        self.asked.push(key);
        self.table
            .iter()
            .find(|(it, _)| it.get_ref() == key)
            .map(|(_, value)| value)
    }

    pub fn text(&mut self, key: &'static str) -> Option<(String, Span)> {
        let value = self.value(key)?;
        match value.get_ref().as_str() {
            Some(text) => Some((text.to_string(), span(value.span()))),
            None => self.wrong(
                value,
                format!("`{key}` is a text: write it in quotation marks"),
            ),
        }
    }

    pub fn texts(&mut self, key: &'static str) -> Option<Vec<(String, Span)>> {
        let list = self.list(key)?;
        let mut texts = Vec::new();
        for item in list {
            match item.get_ref().as_str() {
                Some(text) => texts.push((text.to_string(), span(item.span()))),
                None => {
                    self.wrong::<()>(item, format!("`{key}` is a list of texts"));
                }
            }
        }
        Some(texts)
    }

    /// A whole number, not negative.
    pub fn number(&mut self, key: &'static str) -> Option<(u64, Span)> {
        let value = self.value(key)?;
        let number = value.get_ref().as_integer();
        match number
            .and_then(|it| u64::from_str_radix(&it.as_str().replace('_', ""), it.radix()).ok())
        {
            Some(number) => Some((number, span(value.span()))),
            None => self.wrong(value, format!("`{key}` is a whole number")),
        }
    }

    pub fn table(&mut self, key: &'static str) -> Option<(&'a DeTable<'t>, Span)> {
        let value = self.value(key)?;
        match value.get_ref().as_table() {
            Some(table) => Some((table, span(value.span()))),
            None => self.wrong(value, format!("`{key}` is a table")),
        }
    }

    /// The tables of a `[[key]]`.
    pub fn tables(&mut self, key: &'static str) -> Vec<(&'a DeTable<'t>, Span)> {
        let Some(list) = self.list(key) else {
            return Vec::new();
        };
        let mut tables = Vec::new();
        for item in list {
            match item.get_ref().as_table() {
                Some(table) => tables.push((table, span(item.span()))),
                None => {
                    self.wrong::<()>(
                        item,
                        format!("`{key}` is a list of tables, each under `[[{key}]]`"),
                    );
                }
            }
        }
        tables
    }

    /// One of the words that `known` pairs with what they mean.
    pub fn choice<T: Copy>(&mut self, key: &'static str, known: &[(&str, T)]) -> Option<T> {
        let (word, place) = self.text(key)?;
        self.chosen(&word, place, known)
    }

    pub fn choices<T: Copy>(&mut self, key: &'static str, known: &[(&str, T)]) -> Option<Vec<T>> {
        let words = self.texts(key)?;
        Some(
            words
                .iter()
                .filter_map(|(word, place)| self.chosen(word, *place, known))
                .collect(),
        )
    }

    /// Reports every field that nobody asked for (`what` a field of this table
    /// is: "setting", "field"); all the problems found.
    pub fn finish(mut self, what: &str) -> Vec<Problem> {
        for key in self.table.keys() {
            if !self.asked.contains(&key.get_ref().as_ref()) {
                let hint = did_you_mean(key.get_ref(), self.asked.iter().copied());
                let message = format!("no such {what}{hint}");
                self.problems.push(Problem {
                    span: span(key.span()),
                    message,
                });
            }
        }
        self.problems
    }

    pub fn report(&mut self, span: Span, message: impl Into<String>) {
        self.problems.push(Problem {
            span,
            message: message.into(),
        });
    }

    fn list(&mut self, key: &'static str) -> Option<&'a [Spanned<DeValue<'t>>]> {
        let value = self.value(key)?;
        match value.get_ref().as_array() {
            Some(list) => Some(list),
            None => self.wrong(value, format!("`{key}` is a list")),
        }
    }

    fn chosen<T: Copy>(&mut self, word: &str, place: Span, known: &[(&str, T)]) -> Option<T> {
        let found = known
            .iter()
            .find(|(it, _)| *it == word)
            .map(|(_, meaning)| *meaning);
        if found.is_none() {
            let hint = did_you_mean(word, known.iter().map(|(it, _)| *it));
            let words: Vec<&str> = known.iter().map(|(it, _)| *it).collect();
            self.report(place, format!("this is none of {}{hint}", words.join(", ")));
        }
        found
    }

    fn wrong<T>(&mut self, value: Placed, message: String) -> Option<T> {
        self.report(span(value.span()), message);
        None
    }
}

/// The problems in the order of the text. Of a line that is not TOML only the
/// first thing is said: what was read from it is a guess, and errors follow errors.
pub fn in_order(text: &str, mut problems: Vec<Problem>) -> Vec<Problem> {
    let not_toml = |it: &Problem| it.message.starts_with(NOT_TOML);
    let line = |it: &Problem| text[..it.span.start].matches('\n').count();
    problems.sort_by_key(|it| (line(it), !not_toml(it), it.span));
    let mut broken = None;
    problems.retain(|it| {
        let follows = broken == Some(line(it));
        if not_toml(it) {
            broken = Some(line(it));
        }
        !follows
    });
    problems
}

/// "; did you mean …?" where `word` is close to one of `known`, else nothing.
pub fn did_you_mean<'a>(word: &str, known: impl Iterator<Item = &'a str>) -> String {
    match nearest(word, known, 1).first() {
        Some(near) => format!("; did you mean `{near}`?"),
        None => String::new(),
    }
}

/// Those of `known` that `word` may be a slip of, nearest first, `most` at most.
pub fn nearest<'a>(word: &str, known: impl Iterator<Item = &'a str>, most: usize) -> Vec<&'a str> {
    let allowed = 1 + word.chars().count() / 4;
    let word = word.to_lowercase();
    // A length apart by so many bytes is at least a quarter as many letters apart.
    let mut near: Vec<(usize, &str)> = known
        .filter(|it| it.len().abs_diff(word.len()) <= 4 * allowed)
        .map(|it| (strsim::damerau_levenshtein(&word, &it.to_lowercase()), it))
        .filter(|(distance, _)| *distance <= allowed)
        .collect();
    near.sort();
    near.into_iter().take(most).map(|(_, it)| it).collect()
}

pub fn span(range: Range<usize>) -> Span {
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
        "not TOML: {}",
        message
            .lines()
            .map(str::trim)
            .collect::<Vec<_>>()
            .join(", ")
    )
}

#[cfg(test)]
pub mod testing {
    use super::*;

    /// The problems, each on a line with its line number and the text it is on.
    pub fn drawn(text: &str, problems: &[Problem]) -> String {
        problems
            .iter()
            .map(|it| {
                let line = 1 + text[..it.span.start].matches('\n').count();
                format!("{line}: [{}] {}\n", it.span.of(text), it.message)
            })
            .collect()
    }
}
