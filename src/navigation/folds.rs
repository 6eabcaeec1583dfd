//! What of a draft can be folded away: the part under a heading, and what is
//! more than a line long.

use crate::{
    document::Reading,
    paragraph::{Kind, notes},
    span::Span,
    story::Format,
};

#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Fold {
    pub span: Span,
    /// A comment, as against a part of the text.
    pub comment: bool,
}

/// In order. Some may be no longer than a line.
pub fn folds(reading: &Reading) -> Vec<Fold> {
    let paragraphs = reading.story.paragraphs.iter();
    let spans = paragraphs.map(|(at, it)| Span::new(*at, at + it.text.len()));
    let mut folds: Vec<Fold> = spans
        .chain(parts(reading))
        .map(|span| Fold {
            span,
            comment: false,
        })
        .collect();
    if reading.format == Format::Markdown {
        let comments = notes::comments(&reading.text).into_iter();
        folds.extend(comments.map(|span| Fold {
            span,
            comment: true,
        }));
    }
    folds.sort_by_key(|it| it.span);
    folds
}

/// Each heading with all before the next of its level or above.
fn parts(reading: &Reading) -> Vec<Span> {
    if reading.format == Format::Plain {
        return Vec::new();
    }
    let text = &reading.text;
    let paragraphs = &reading.story.paragraphs;
    let headings: Vec<(usize, usize)> = paragraphs
        .iter()
        .filter(|(_, it)| it.kind == Kind::Heading)
        .filter_map(|(at, _)| Some((*at, level(text, *at)?)))
        .collect();
    let last = paragraphs.last().map_or(0, |(at, it)| at + it.text.len());
    let mut parts = Vec::new();
    for (i, &(start, level)) in headings.iter().enumerate() {
        let next = headings[i + 1..].iter().find(|it| it.1 <= level);
        let end = next.map_or(last, |it| {
            text[..it.0].trim_end_matches(['#', ' ', '\n', '\r']).len()
        });
        parts.push(Span::new(start, end.max(start)));
    }
    parts
}

/// How many "#" a heading at `start` has before it; `None` for a line without.
fn level(text: &str, start: usize) -> Option<usize> {
    let line = text[..start].rfind(['\n', '\r']).map_or(0, |it| it + 1);
    let marks = text[line..start].trim();
    (!marks.is_empty() && marks.bytes().all(|it| it == b'#')).then_some(marks.len())
}
