//! The citation keys of a draft. They are read from its text alone, without the
//! rest of the reading, so that a folder of drafts can be searched for one.

use crate::{
    document::Reading,
    paragraph::{
        NoteKind, notes,
        split::{self, Cut},
    },
    span::Span,
    story::Format,
};

/// The key at `offset`: in a citation or as the label of a footnote.
pub fn at(reading: &Reading, offset: usize) -> Option<Span> {
    let keys = keys(&reading.text, reading.format);
    keys.into_iter().find(|it| it.touches(offset))
}

/// Where `key` stands in a draft, in order.
pub fn uses(text: &str, format: Format, key: &str) -> Vec<Span> {
    if !text.contains(key) {
        return Vec::new();
    }
    let mut uses = keys(text, format);
    uses.retain(|it| it.of(text) == key);
    uses
}

/// The label of the draft's own footnote of that name.
pub fn footnote(text: &str, name: &str) -> Option<Span> {
    labels(text).find(|it| it.of(text) == name)
}

/// All keys of a draft, in order, with the labels of its footnotes.
fn keys(text: &str, format: Format) -> Vec<Span> {
    let Cut { blocks, comments } = split::split(text, format);
    let inside = blocks.iter().flat_map(|block| {
        let notes = notes::notes(block.span.of(text), &[]).into_iter();
        notes.filter_map(|it| Some(key(&it.kind)?.shifted(block.span.start)))
    });
    let between = comments
        .iter()
        .filter_map(|it| key(&notes::comment(text, *it)?.kind));
    let mut keys: Vec<Span> = inside.chain(between).chain(labels(text)).collect();
    keys.sort();
    keys.dedup();
    keys
}

fn key(note: &NoteKind) -> Option<Span> {
    match note {
        NoteKind::Citation { key, .. } => Some(*key),
        _ => None,
    }
}

/// The names in `[^name]:` at the start of a line.
fn labels(text: &str) -> impl Iterator<Item = Span> {
    text.match_indices("[^").filter_map(|(at, mark)| {
        let line = text[..at].rfind(['\n', '\r']).map_or(0, |it| it + 1);
        let start = at + mark.len();
        let len = text[start..].find([']', '\n', '\r'])?;
        let defines =
            text[line..at].chars().all(|it| it == ' ') && text[start + len..].starts_with("]:");
        (defines && 0 < len).then(|| Span::new(start, start + len))
    })
}
