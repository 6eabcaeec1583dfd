//! The styles of a citation that are not words of the text.

use super::{Offer, Place};
use crate::{
    document::Reading,
    paragraph::Kind,
    sources::{Record, Terms},
    span::{Edit, Span},
    story::Story,
};

/// `… [@key].`, behind a quotation that the sentence ends in.
pub fn pandoc(place: &Place, record: &Record) -> Option<Offer> {
    if !may_be_cited(record) {
        return None;
    }
    let key = format!("[@{}]", record.id);
    Some((titled("Cite", &key, record), vec![before_stop(place, &key)]))
}

/// `….[^key]`, and its text at the end of the draft, unless it stands there.
pub fn footnote(text: &str, place: &Place, record: &Record) -> Option<Offer> {
    if !may_be_cited(record) {
        return None;
    }
    let mark = format!("[^{}]", record.id);
    let title = titled("Footnote", &mark, record);
    let mut edits = vec![insert(place.end, mark.clone())];
    if !defines(text, &mark) {
        let text = definition(text, &mark, record);
        let end = text.1;
        match edits.last_mut() {
            Some(edit) if edit.span.start == end => edit.text.push_str(&text.0),
            _ => edits.push(insert(end, text.0)),
        }
    }
    Some((title, edits))
}

/// `[the marked words](https://…)`
pub fn link(reading: &Reading, place: &Place, record: &Record) -> Option<Offer> {
    let url = record.printable_url()?;
    let words = wrappable(reading, place)?;
    let plain = !url.contains(|c: char| c.is_whitespace() || "()<>|\\".contains(c));
    if url.contains(|c: char| c.is_control() || "<>|\\".contains(c)) {
        return None;
    }
    let target = if plain {
        url.to_string()
    } else {
        format!("<{url}>")
    };
    let edits = vec![
        insert(words.start, "[".into()),
        insert(words.end, format!("]({target})")),
    ];
    Some((titled("Link to", &record.id, record), edits))
}

/// `<!-- src: key -->`
pub fn comment(place: &Place, record: &Record) -> Option<Offer> {
    if record.terms == Terms::OffRecord {
        return None;
    }
    let comment = format!("<!-- src: {} -->", record.id);
    Some((
        titled("Comment", &comment, record),
        vec![behind(place, &comment)],
    ))
}

/// `{==the marked words==}{>>source?<<}`
pub fn query(reading: &Reading, place: &Place) -> Option<Offer> {
    let words = wrappable(reading, place)?;
    let edits = vec![
        insert(words.start, "{==".into()),
        insert(words.end, "==}{>>source?<<}".into()),
    ];
    Some(("Ask the desk: {>>source?<<}".into(), edits))
}

/// `… (TK source).`
pub fn placeholder(place: &Place) -> Option<Offer> {
    let mark = "(TK source)";
    Some((format!("Leave {mark}"), vec![before_stop(place, mark)]))
}

/// Set off by a space, behind everything that ends the sentence.
pub fn behind(place: &Place, mark: &str) -> Edit {
    insert(place.end, format!(" {mark}"))
}

pub fn insert(at: usize, text: String) -> Edit {
    Edit {
        span: Span::new(at, at),
        text,
    }
}

/// Whether a mark that readers may see can point to it.
fn may_be_cited(record: &Record) -> bool {
    !matches!(record.terms, Terms::DeepBackground | Terms::OffRecord)
}

fn before_stop(place: &Place, mark: &str) -> Edit {
    insert(place.stop.unwrap_or(place.end), format!(" {mark}"))
}

fn titled(verb: &str, mark: &str, record: &Record) -> String {
    format!("{verb} {mark}: {}", record.printable_line())
}

/// The marked words, or the quotation they are of, where marks can stand round
/// them without getting into a quotation, emphasis, another link or note.
fn wrappable(reading: &Reading, place: &Place) -> Option<Span> {
    let Reading { text, story, .. } = reading;
    if place.kind == Kind::Heading {
        return None;
    }
    let words = place.words;
    let cut = |at: usize| {
        story
            .quotations
            .iter()
            .any(|it: &crate::paragraph::Quotation| {
                it.span.start < at && (at < it.span.end || it.open && at == it.span.end)
            })
    };
    let inner = words.of(text);
    let even = |mark: char| inner.matches(mark).count().is_multiple_of(2);
    let whole = "*_`".chars().all(even) && !inner.contains(['[', ']', '{', '}', '|', '<']);
    let noted = !Story::within(&story.notes, words, |it| it.span).is_empty();
    let one = story.sentences_in(words).len() == 1 || inner.starts_with(['“', '"', '‘', '\'']);
    (whole && one && !noted && !words.is_empty() && !cut(words.start) && !cut(words.end))
        .then_some(words)
}

fn defines(text: &str, mark: &str) -> bool {
    text.lines().any(|line| {
        line.trim_start()
            .strip_prefix(mark)
            .is_some_and(|it| it.starts_with(':'))
    })
}

/// The text of a footnote for the end of the draft, and where that is.
fn definition(text: &str, mark: &str, record: &Record) -> (String, usize) {
    let eol = if text.contains("\r\n") { "\r\n" } else { "\n" };
    let last = text.trim_end().lines().last().unwrap_or("");
    let wanted = if last.starts_with("[^") { 1 } else { 2 };
    let tail = &text[text.trim_end_matches(['\n', '\r']).len()..];
    let there = tail.matches('\n').count();
    let gap = eol.repeat(wanted.max(there) - there);
    (
        format!("{gap}{mark}: {}{eol}", footnote_text(record)),
        text.len(),
    )
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
