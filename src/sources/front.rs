//! What Pandoc reads of sources in a draft's own front matter: the names of
//! bibliographies and records.

use super::{Problem, Record, csl};
use crate::{
    fields::{Value, yaml},
    span::Span,
};

/// With places in the draft.
#[derive(Debug, Default)]
pub struct Front {
    /// The files that `bibliography` names, relative to the draft.
    pub bibliographies: Vec<(String, Span)>,
    /// Those under `references`.
    pub records: Vec<Record>,
    pub problems: Vec<Problem>,
}

/// What the front matter of `draft` says of sources.
pub fn front(draft: &str) -> Front {
    let mut front = Front::default();
    let Some((matter, _)) = matter(draft) else {
        return front;
    };
    let written = matter.of(draft);
    if !["bibliography", "references"]
        .iter()
        .any(|it| written.contains(it))
    {
        return front;
    }
    let (value, problems) = yaml::document(written);
    front.problems = problems;
    let Some(table) = value.table() else {
        return front;
    };
    if let Some(named) = table.get("bibliography") {
        let one = std::slice::from_ref(named);
        let files = named.list().unwrap_or(one).iter();
        front.bibliographies = files
            .filter_map(|it: &Value| Some((it.text()?.to_owned(), it.span.shifted(matter.start))))
            .collect();
    }
    if let Some(list) = table.get("references") {
        front.records = csl::items(list, &mut front.problems);
    }
    super::distinct(draft, &mut front.records, &mut front.problems);
    for problem in &mut front.problems {
        problem.span = problem.span.shifted(matter.start);
    }
    let records = std::mem::take(&mut front.records).into_iter();
    front.records = records.map(|it| it.shifted(matter.start)).collect();
    front
}

/// The front matter of a Markdown text, without the lines round it, and what
/// stands behind it. `None` where the text does not begin with any.
pub fn matter(text: &str) -> Option<(Span, Span)> {
    let first = text.split_inclusive('\n').next()?;
    if first.trim_end() != "---" {
        return None;
    }
    let mut at = first.len();
    for line in text[at..].split_inclusive('\n') {
        if matches!(line.trim_end(), "---" | "...") {
            let body = Span::new(at + line.len(), text.len());
            return Some((Span::new(first.len(), at), body));
        }
        at += line.len();
    }
    None
}
