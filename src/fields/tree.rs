//! Values with their places, whatever notation they were written in.

use std::borrow::Cow;

use super::Problem;
use crate::span::Span;

pub struct Value<'t> {
    /// In the file's text.
    pub span: Span,
    pub form: Form<'t>,
}

pub enum Form<'t> {
    /// A day of TOML counts as its text.
    Text(Cow<'t, str>),
    Number(u64),
    Flag(bool),
    List(Vec<Value<'t>>),
    Table(Table<'t>),
    Other,
}

/// In the order of the text.
#[derive(Default)]
pub struct Table<'t> {
    pub entries: Vec<(Cow<'t, str>, Span, Value<'t>)>,
}

/// What a text says, and what in it could not be read.
pub type Read<'t> = (Value<'t>, Vec<Problem>);

impl<'t> Value<'t> {
    pub fn text(&self) -> Option<&str> {
        match &self.form {
            Form::Text(text) => Some(text),
            _ => None,
        }
    }

    pub fn list(&self) -> Option<&[Value<'t>]> {
        match &self.form {
            Form::List(list) => Some(list),
            _ => None,
        }
    }

    pub fn table(&self) -> Option<&Table<'t>> {
        match &self.form {
            Form::Table(table) => Some(table),
            _ => None,
        }
    }
}

impl<'t> Table<'t> {
    pub fn get(&self, key: &str) -> Option<&Value<'t>> {
        let found = self.entries.iter().find(|(it, ..)| it == key);
        found.map(|(.., value)| value)
    }

    pub fn keys(&self) -> impl Iterator<Item = (&str, Span)> {
        self.entries.iter().map(|(key, span, _)| (&**key, *span))
    }
}
