//! Reading the desk's own files field by field, in TOML, JSON, YAML or CSV: whatever
//! is wrong becomes a [`Problem`] at its place, and everything else stays in force.
//!
//! Messages never repeat a value, only keys: a value may be a name that must
//! not be shown.

pub mod csv;
pub mod json;
pub mod toml;
pub mod tree;
pub mod yaml;

pub use self::{
    toml::document,
    tree::{Form, Table, Value},
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

/// A table that is being read. Each field that is asked for is a known one;
/// [`Fields::finish`] reports the others.
pub struct Fields<'a, 't> {
    table: &'a Table<'t>,
    asked: Vec<&'static str>,
    pub problems: Vec<Problem>,
}

impl<'a, 't> Fields<'a, 't> {
    pub fn new(table: &'a Table<'t>) -> Fields<'a, 't> {
        Fields {
            table,
            asked: Vec::new(),
            problems: Vec::new(),
        }
    }

    /// The value of `key`, of whatever type.
    pub fn value(&mut self, key: &'static str) -> Option<&'a Value<'t>> {
        self.asked.push(key);
        self.table.get(key)
    }

    pub fn text(&mut self, key: &'static str) -> Option<(String, Span)> {
        let value = self.value(key)?;
        match value.text() {
            Some(text) => Some((text.to_string(), value.span)),
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
            match item.text() {
                Some(text) => texts.push((text.to_string(), item.span)),
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
        match value.form {
            Form::Number(number) => Some((number, value.span)),
            _ => self.wrong(value, format!("`{key}` is a whole number")),
        }
    }

    pub fn flag(&mut self, key: &'static str) -> Option<bool> {
        let value = self.value(key)?;
        match value.form {
            Form::Flag(flag) => Some(flag),
            _ => self.wrong(value, format!("`{key}` is true or false")),
        }
    }

    pub fn table(&mut self, key: &'static str) -> Option<(&'a Table<'t>, Span)> {
        let value = self.value(key)?;
        match value.table() {
            Some(table) => Some((table, value.span)),
            None => self.wrong(value, format!("`{key}` is a table")),
        }
    }

    /// The tables of a `[[key]]`.
    pub fn tables(&mut self, key: &'static str) -> Vec<(&'a Table<'t>, Span)> {
        let Some(list) = self.list(key) else {
            return Vec::new();
        };
        let mut tables = Vec::new();
        for item in list {
            match item.table() {
                Some(table) => tables.push((table, item.span)),
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
        for (key, span) in self.table.keys() {
            if !self.asked.contains(&key) {
                let hint = did_you_mean(key, self.asked.iter().copied());
                let message = format!("no such {what}{hint}");
                self.problems.push(Problem { span, message });
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

    fn list(&mut self, key: &'static str) -> Option<&'a [Value<'t>]> {
        let value = self.value(key)?;
        match value.list() {
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

    fn wrong<T>(&mut self, value: &Value, message: String) -> Option<T> {
        self.report(value.span, message);
        None
    }
}

/// The problems in the order of the text. Of a line that is not TOML only the
/// first thing is said: what was read from it is a guess, and errors follow errors.
pub fn in_order(text: &str, mut problems: Vec<Problem>) -> Vec<Problem> {
    let not_toml = |it: &Problem| it.message.starts_with(NOT_TOML);
    let newlines: Vec<usize> = text.match_indices('\n').map(|it| it.0).collect();
    let line = |it: &Problem| newlines.partition_point(|at| *at < it.span.start);
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

/// How many letters may be wrong in `word` for it to be known again.
pub fn slips(word: &str) -> usize {
    1 + word.chars().count() / 4
}

/// Those of `known` that `word` may be a slip of, nearest first, `most` at most.
pub fn nearest<'a>(word: &str, known: impl Iterator<Item = &'a str>, most: usize) -> Vec<&'a str> {
    let allowed = slips(word);
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
