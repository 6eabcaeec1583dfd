//! A row of a pack in CSV, put into the form that an entry has in TOML.

use std::borrow::Cow;

use super::Kind;
use crate::{
    fields::{Form, Problem, Table, Value, csv::Row, did_you_mean},
    span::Span,
};

/// What the first line of the file can hold, in any order.
pub const COLUMNS: &[&str] = &[
    "kind",
    "name",
    "also",
    "never-print",
    "note",
    "pronouns",
    "what",
    "title",
    "of",
    "heads",
    "from",
    "until",
    "as-of",
    "official",
    "population",
    "population-of",
    "forces",
    "forces-of",
    "gdp",
    "gdp-of",
];

/// Sets the entries of a list apart in a cell.
const BAR: char = '|';

/// What the row is of, and its cells as an entry.
pub fn shaped(row: Row, problems: &mut Vec<Problem>) -> Option<(Kind, Table<'static>)> {
    let span = row.span;
    let (mut entry, mut role) = (Table::default(), Table::default());
    let mut kind = Kind::Person;
    let mut as_of = None;
    for (column, cell) in row.cells {
        let form = match column {
            "kind" => {
                kind = match cell.as_str() {
                    "person" => Kind::Person,
                    "org" => Kind::Organization,
                    "state" => Kind::State,
                    other => {
                        let hint = did_you_mean(other, ["person", "org", "state"].into_iter());
                        problems.push(Problem {
                            span,
                            message: format!("`kind` is person, org or state{hint}"),
                        });
                        return None;
                    }
                };
                continue;
            }
            "also" | "never-print" | "heads" => several(&cell, row.span),
            "population" | "forces" | "gdp" if cell.contains(BAR) => several(&cell, row.span),
            _ => Form::Text(cell.into()),
        };
        let cell = (Cow::Borrowed(column), span, Value { span, form });
        match column {
            "title" | "of" | "heads" | "from" | "until" => role.entries.push(cell),
            "as-of" => as_of = Some(cell),
            _ => entry.entries.push(cell),
        }
    }
    let of_role = kind == Kind::Person && !role.entries.is_empty();
    if of_role {
        role.entries.extend(as_of);
        let table = Value {
            span,
            form: Form::Table(role),
        };
        let roles = Form::List(vec![table]);
        entry
            .entries
            .push((Cow::Borrowed("roles"), span, Value { span, form: roles }));
    } else {
        entry.entries.append(&mut role.entries);
        entry.entries.extend(as_of.filter(|_| kind == Kind::State));
    }
    Some((kind, entry))
}

fn several(cell: &str, span: Span) -> Form<'static> {
    let parts = cell.split(BAR).map(str::trim).filter(|it| !it.is_empty());
    let value = |it: &str| Value {
        span,
        form: Form::Text(Cow::Owned(it.to_owned())),
    };
    Form::List(parts.map(value).collect())
}
