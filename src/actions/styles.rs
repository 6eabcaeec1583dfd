//! The styles of a citation that are not words of the text; footnotes have a
//! file of their own.

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
pub fn may_be_cited(record: &Record) -> bool {
    !matches!(record.terms, Terms::DeepBackground | Terms::OffRecord)
}

fn before_stop(place: &Place, mark: &str) -> Edit {
    insert(place.stop.unwrap_or(place.end), format!(" {mark}"))
}

pub fn titled(verb: &str, mark: &str, record: &Record) -> String {
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
