//! A source note: a Markdown file whose front matter is a record and whose text
//! is the transcript.

use super::{Problem, Record, entry, matter};
use crate::{
    fields::{self, Table, yaml},
    span::Span,
};

/// The record of the note; none where it has no front matter. A note without an
/// `id` has the name of its file for one.
pub fn parse(name: &str, text: &str) -> (Vec<Record>, Vec<Problem>) {
    let Some((front, body)) = matter(text) else {
        return (Vec::new(), Vec::new());
    };
    let (value, wrong) = yaml::document(front.of(text));
    let mut problems = wrong;
    let nothing = Table::default();
    let table = value.table().unwrap_or(&nothing);
    let stem = name.rsplit(['/', '\\']).next().unwrap_or(name);
    let stem = stem.trim_end_matches(".md");
    let given = entry::Given {
        id: entry::is_key(stem).then(|| (stem.to_owned(), Span::new(0, 0))),
        ..entry::Given::default()
    };
    let damaged = !problems.is_empty();
    let first = Span::new(0, front.of(text).find('\n').unwrap_or(front.len()));
    let record = entry::record(table, first, damaged, given, &mut problems);
    for problem in &mut problems {
        problem.span = problem.span.shifted(front.start);
    }
    let records = record.into_iter().map(|it| Record {
        body: Some(body),
        ..it.shifted(front.start)
    });
    (records.collect(), fields::in_order(text, problems))
}
