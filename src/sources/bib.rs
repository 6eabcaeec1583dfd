//! Records from BibTeX and BibLaTeX, which are read only. All of them are on
//! the record: the notation knows no terms.

use biblatex::{
    Bibliography, ChunksExt, DateValue, Datetime, Entry, EntryType, ParseError, ParseErrorKind,
    PermissiveType, RawBibliography, RawEntry,
};

use super::{Date, Kind, Problem, Record, Who, distinct, entry};
use crate::{
    fields::{self, Table},
    span::Span,
};

/// The records in `text`. Where not all of it can be read, each of its entries
/// is read by itself.
pub fn parse(text: &str) -> (Vec<Record>, Vec<Problem>) {
    let (mut records, mut problems) = (Vec::new(), Vec::new());
    if let Err(error) = part(text, 0, 0, &mut records, &mut problems) {
        records.clear();
        problems.clear();
        let parts = parts(text);
        let abbreviations: String = parts
            .iter()
            .map(|it| it.of(text))
            .filter(|it| {
                it.get(..7)
                    .is_some_and(|it| it.eq_ignore_ascii_case("@string"))
            })
            .collect();
        let mut any = false;
        for it in parts {
            // What an entry abbreviates is defined in others.
            let with = format!("{abbreviations}{}", it.of(text));
            let before = abbreviations.len();
            if let Err(error) = part(&with, before, it.start, &mut records, &mut problems) {
                any = true;
                problems.push(problem(text, before, it, &error));
            }
        }
        if !any {
            problems.push(problem(text, 0, Span::new(0, text.len()), &error));
        }
    }
    distinct(text, &mut records, &mut problems);
    (records, fields::in_order(text, problems))
}

/// Where entries begin: an `@` at the beginning of a line.
fn parts(text: &str) -> Vec<Span> {
    let mut starts: Vec<usize> = Vec::new();
    let mut at = 0;
    for line in text.split_inclusive('\n') {
        if line.trim_start().starts_with('@') {
            starts.push(at);
        }
        at += line.len();
    }
    let ends = starts.iter().skip(1).copied().chain([text.len()]);
    let spans = starts.iter().zip(ends);
    spans.map(|(start, end)| Span::new(*start, end)).collect()
}

/// `before`: how many bytes of what was read stand before the part.
fn problem(text: &str, before: usize, part: Span, error: &ParseError) -> Problem {
    let inside = match error.kind {
        ParseErrorKind::UnexpectedEof => 0,
        _ => error.span.start.saturating_sub(before),
    };
    let end = part.start + part.of(text).trim_end().len();
    let mut at = (part.start + inside).min(end);
    while !text.is_char_boundary(at) {
        at -= 1;
    }
    let message = match &error.kind {
        ParseErrorKind::UnexpectedEof => "not BibTeX: this entry is not closed".to_owned(),
        ParseErrorKind::UnknownAbbreviation(_) => "this abbreviation has no @string".to_owned(),
        ParseErrorKind::DuplicateKey(_) => "a second record with this key".to_owned(),
        ParseErrorKind::ResolutionError(_) => "its crossref cannot be followed".to_owned(),
        other => format!("not BibTeX: {other}"),
    };
    Problem {
        span: Span::new(at, at),
        message,
    }
}

/// Adds what `text` holds, of which the first `before` bytes are not its own
/// and the others stand at `offset` of their file.
fn part(
    text: &str,
    before: usize,
    offset: usize,
    records: &mut Vec<Record>,
    problems: &mut Vec<Problem>,
) -> Result<(), ParseError> {
    let raw = RawBibliography::parse(text)?;
    let entries = raw.entries.clone();
    let bibliography = Bibliography::from_raw(raw)?;
    for raw in entries {
        let raw: RawEntry = raw.v;
        let Some(entry) = bibliography.get(raw.key.v) else {
            continue;
        };
        if matches!(entry.entry_type, EntryType::Set | EntryType::XData) {
            continue;
        }
        if raw.key.span.start < before {
            continue;
        }
        let place = |it: &std::ops::Range<usize>| {
            Span::new(it.start - before + offset, it.end - before + offset)
        };
        let key = place(&raw.key.span);
        let dated = raw
            .fields
            .iter()
            .find(|it| it.key.v.eq_ignore_ascii_case("date"));
        if let Some(pair) = dated.filter(|_| !matches!(entry.date(), Ok(PermissiveType::Typed(_))))
        {
            problems.push(Problem {
                span: place(&pair.value.span),
                message: "`date` is a day, such as 2024-10-23".to_owned(),
            });
        }
        let given = given(entry, key);
        records.extend(entry::record(
            &Table::default(),
            key,
            false,
            given,
            problems,
        ));
    }
    Ok(())
}

fn given(entry: &Entry, key: Span) -> entry::Given {
    let text = |name: &str| {
        let text = entry.get(name)?.format_verbatim();
        let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
        (!text.is_empty()).then_some(text)
    };
    let first = |names: &[&str]| names.iter().find_map(|it| text(it));
    let mut authors = entry.author().unwrap_or_default().into_iter().map(|it| {
        let parts = [it.given_name, it.prefix, it.name, it.suffix];
        let parts: Vec<String> = parts.into_iter().filter(|it| !it.is_empty()).collect();
        parts.join(" ")
    });
    let who = Who {
        name: authors.next().filter(|it| !it.is_empty()),
        others: authors.collect(),
        ..Who::default()
    };
    let date = match entry.date() {
        Ok(PermissiveType::Typed(date)) => day(date.value),
        _ => None,
    };
    let accessed = text("urldate").and_then(|it| Date::parse(&it));
    entry::Given {
        id: Some((entry.key.clone(), key)),
        kind: Some(kind(entry)),
        who,
        date,
        title: text("title"),
        publisher: first(&[
            "journaltitle",
            "journal",
            "publisher",
            "institution",
            "organization",
            "school",
            "howpublished",
            "booktitle",
        ]),
        url: text("url"),
        accessed,
        at: text("pages"),
        note: first(&["note", "annotation", "abstract"]),
    }
}

fn kind(entry: &Entry) -> Kind {
    use EntryType::*;
    match &entry.entry_type {
        Article | Periodical | SuppPeriodical => Kind::Article,
        Dataset => Kind::Dataset,
        Unknown(name) => match name.as_str() {
            "jurisdiction" | "legal" | "legislation" => Kind::Court,
            "video" | "movie" | "audio" => Kind::Broadcast,
            "letter" | "unpublished" => Kind::Archive,
            _ => Kind::Document,
        },
        _ => Kind::Document,
    }
}

fn day(value: DateValue) -> Option<Date> {
    let (DateValue::At(it)
    | DateValue::After(it)
    | DateValue::Before(it)
    | DateValue::Between(it, _)) = value;
    let Datetime {
        year, month, day, ..
    } = it;
    // The crate counts months and days from zero.
    let (month, day) = (month.map_or(0, |it| it + 1), day.map_or(0, |it| it + 1));
    Date::of(u16::try_from(year).ok()?, month, day)
}
