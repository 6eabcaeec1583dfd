//! A citation as a footnote: its mark behind the full stop, its text where the
//! texts of the footnotes before and behind it are.
//!
//! The label is the record's key. Only where all footnotes of a draft have
//! numbers it gets one too, and those behind it move up; its text then says in a
//! comment which record it is of.

use super::{
    Offer, Place,
    styles::{insert, may_be_cited, titled},
};
use crate::{
    document::Reading,
    paragraph::{CitationStyle, NoteKind},
    sources::Record,
    span::{Edit, Span},
};

/// `….[^key]`, and its text, unless the draft has that already.
pub fn offer(reading: &Reading, place: &Place, record: &Record) -> Option<Offer> {
    if !may_be_cited(record) {
        return None;
    }
    let text = &reading.text;
    let texts = definitions(text);
    let comment = format!("<!-- src: {} -->", record.id);
    let same =
        |it: &&Definition| it.label.of(text) == record.id || it.whole.of(text).contains(&comment);
    if let Some(known) = texts.iter().find(same) {
        let mark = format!("[^{}]", known.label.of(text));
        let title = titled("Footnote", &mark, record);
        return Some((title, vec![insert(place.end, mark)]));
    }
    let numbered = !texts.is_empty() && texts.iter().all(|it| number(text, it.label).is_some());
    let mut edits = Vec::new();
    let (label, said) = if numbered {
        let next = next_number(reading, place.end);
        edits = moved_up(reading, &texts, next);
        let said = format!("{} {comment}", footnote_text(record));
        (next.to_string(), said)
    } else {
        (record.id.clone(), footnote_text(record))
    };
    let mark = format!("[^{label}]");
    let title = titled("Footnote", &mark, record);
    let definition = definition(reading, &texts, place.end, &format!("{mark}: {said}"));
    if definition.span.start == place.end {
        edits.push(insert(place.end, format!("{mark}{}", definition.text)));
    } else {
        edits.extend([insert(place.end, mark), definition]);
    }
    edits.sort_by_key(|it| it.span);
    Some((title, edits))
}

/// The text of a footnote.
struct Definition {
    label: Span,
    /// From the start of its first line to the end of its last.
    whole: Span,
}

/// In the order of the draft.
fn definitions(text: &str) -> Vec<Definition> {
    let mut list: Vec<Definition> = Vec::new();
    // Whether the lines belong to the last one, and whether a blank one stands between.
    let (mut at, mut inside, mut apart) = (0, false, false);
    for line in text.split_inclusive('\n') {
        let end = at + line.len();
        if let Some(label) = label(line) {
            let label = label.shifted(at);
            list.push(Definition {
                label,
                whole: Span::new(at, end),
            });
            (inside, apart) = (true, false);
        } else if line.trim().is_empty() {
            apart = true;
        } else {
            inside &= !apart || line.starts_with(['\t', ' ']);
            if let (true, Some(last)) = (inside, list.last_mut()) {
                last.whole.end = end;
            }
            apart = false;
        }
        at = end;
    }
    list
}

/// The label of the footnote that begins with `line`.
fn label(line: &str) -> Option<Span> {
    let bare = line.trim_start_matches(' ');
    let (label, _) = bare.strip_prefix("[^")?.split_once("]:")?;
    let start = line.len() - bare.len() + 2;
    let is_one = !label.is_empty() && !label.contains(|c: char| c == '[' || c.is_whitespace());
    is_one.then(|| Span::new(start, start + label.len()))
}

fn number(text: &str, label: Span) -> Option<u32> {
    label.of(text).parse().ok()
}

/// The labels of all marks, in the order of the draft.
fn marks(reading: &Reading) -> impl Iterator<Item = Span> {
    let footnote = CitationStyle::Footnote;
    let notes = reading.story.notes.iter();
    notes.filter_map(move |it| match it.kind {
        NoteKind::Citation { key, style } if style == footnote => Some(key),
        _ => None,
    })
}

/// The number for a mark at `offset`.
fn next_number(reading: &Reading, offset: usize) -> u32 {
    let before = marks(reading).filter(|it| it.end <= offset);
    let before = before.filter_map(|it| number(&reading.text, it));
    before.max().unwrap_or_default() + 1
}

/// The edits that make room for the number `taken`, if a footnote has it.
fn moved_up(reading: &Reading, texts: &[Definition], taken: u32) -> Vec<Edit> {
    let text = &reading.text;
    let labels = marks(reading).chain(texts.iter().map(|it| it.label));
    let numbered: Vec<(Span, u32)> = labels
        .filter_map(|it| Some((it, number(text, it)?)))
        .collect();
    if !numbered.iter().any(|it| it.1 == taken) {
        return Vec::new();
    }
    let behind = numbered.into_iter().filter(|it| taken <= it.1);
    let edits = behind.map(|(span, number)| Edit {
        span,
        text: (number + 1).to_string(),
    });
    edits.collect()
}

/// Writes `line` behind the text of the footnote whose mark is the last before
/// `offset`, else before that of the next, else at the end of the draft.
fn definition(reading: &Reading, texts: &[Definition], offset: usize, line: &str) -> Edit {
    let text = &reading.text;
    let eol = if text.contains("\r\n") { "\r\n" } else { "\n" };
    let first_mark = |it: &Definition| {
        let same = |mark: &Span| mark.of(text) == it.label.of(text);
        marks(reading).find(same).map(|it| it.start)
    };
    let placed: Vec<(usize, &Definition)> = texts
        .iter()
        .filter_map(|it| Some((first_mark(it)?, it)))
        .collect();
    let before = placed.iter().filter(|it| it.0 < offset);
    if let Some((_, before)) = before.max_by_key(|it| it.0) {
        let end = before.whole.end;
        let gap = if text[..end].ends_with('\n') { "" } else { eol };
        return insert(end, format!("{gap}{line}{eol}"));
    }
    if let Some((_, behind)) = placed.iter().min_by_key(|it| it.0) {
        return insert(behind.whole.start, format!("{line}{eol}"));
    }
    let last = text.trim_end().lines().last().unwrap_or("");
    let wanted = if last.starts_with("[^") { 1 } else { 2 };
    let tail = &text[text.trim_end_matches(['\n', '\r']).len()..];
    let there = tail.matches('\n').count();
    let gap = eol.repeat(wanted.max(there) - there);
    insert(text.len(), format!("{gap}{line}{eol}"))
}

/// What a reader is told of the record.
fn footnote_text(record: &Record) -> String {
    let mut parts = vec![record.printable_line()];
    if !record.confidential() {
        parts.push(record.kind.word().to_string());
        parts.extend(record.date.map(|it| it.to_string()));
        parts.extend(record.at.clone());
        parts.extend(record.via.as_ref().map(|it| format!("via {it}")));
    }
    let mut text = parts
        .join(", ")
        .split_whitespace()
        .collect::<Vec<_>>()
        .join(" ");
    if !text.ends_with('.') {
        text.push('.');
    }
    match record.printable_url() {
        Some(url) => format!("{text} <{url}>"),
        None => text,
    }
}
