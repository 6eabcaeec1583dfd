//! From the text of a `sources.toml` to records.

use super::{Problem, Record, entry};
use crate::fields::{self, Fields, Table};

/// The records in `text`, in its order, and what is wrong in it. Of two with
/// the same key the first counts.
pub fn parse(text: &str) -> (Vec<Record>, Vec<Problem>) {
    let mut records: Vec<Record> = Vec::new();
    let mut problems = Vec::new();
    for (start, (found, wrong)) in parts(text) {
        problems.extend(wrong.into_iter().map(|it| Problem {
            span: it.span.shifted(start),
            ..it
        }));
        records.extend(found.into_iter().map(|it| it.shifted(start)));
    }
    super::distinct(text, &mut records, &mut problems);
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
        return vec![(0, part(&document, errors))];
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
        (start, part(&document, errors))
    };
    starts.iter().zip(ends).map(read).collect()
}

/// `problems`: what of it is not TOML.
fn part(document: &Table, mut problems: Vec<Problem>) -> Part {
    let damaged = !problems.is_empty();
    let mut top = Fields::new(document);
    let tables = top.tables("source");
    problems.extend(top.finish("table: each record stands under `[[source]]`"));
    let records = tables
        .into_iter()
        .filter_map(|(table, place)| {
            let given = entry::Given::default();
            entry::record(table, place, damaged, given, &mut problems)
        })
        .collect();
    (records, problems)
}
