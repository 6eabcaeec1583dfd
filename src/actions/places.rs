//! Where in a draft a citation for a finding goes: before the full stop, behind
//! it, round the words; never between quotation marks.

use crate::{
    document::Reading,
    paragraph::{Kind, Quotation},
    span::Span,
    story::Story,
    tokens::abbreviation,
};

/// The sentence or sentences that a finding is about, and where its parts are.
#[derive(Debug)]
pub struct Place {
    pub kind: Kind,
    /// What the mark is on.
    pub words: Span,
    /// Where the first sentence begins, with the markup that opens it.
    pub start: usize,
    /// The words that the first sentence begins with, where a quotation does not.
    pub first_word: Option<Span>,
    /// Before the full stop that ends the last sentence, where one can be
    /// written before: it is no abbreviation's and stands in no quotation.
    pub stop: Option<usize>,
    /// Whether a phrase behind the last word would come too late: the sentence
    /// ends in a quotation, with a question or an exclamation.
    pub closed: bool,
    /// Behind the full stop, the closing quotation mark and markup.
    pub end: usize,
    /// Whether `end` is behind a full stop.
    pub ended: bool,
}

const QUOTES: [char; 5] = ['”', '"', '’', '»', '\''];
const STOPS: [char; 4] = ['.', '!', '?', '…'];

/// `None` where nothing can be written without getting into a quotation.
pub fn place(reading: &Reading, words: Span) -> Option<Place> {
    let Reading { text, story, .. } = reading;
    let target = target(story, words)?;
    let first = story.sentences_in(target).start;
    let paragraph = story.sentences.get(first)?.paragraph;
    let (at, paragraph) = &story.paragraphs[paragraph];

    let body = target.of(text);
    let unclosed = body.trim_end_matches(|c| QUOTES.contains(&c) || ")]".contains(c));
    let bare = unclosed.trim_end_matches(STOPS);
    let stops = &unclosed[bare.len()..];
    let stop_at = target.start + bare.len();
    let last_word = bare
        .rsplit([' ', '\n', '\t', '“', '"', '(', '—'])
        .next()
        .unwrap_or("");
    let abbreviated = stops == "." && is_abbreviation(last_word);
    let quoted = inside(story, stop_at).is_some();

    let mut end = target.end;
    if stops.is_empty() {
        let whole = at + paragraph.text.len();
        if story.sentences_in(Span::new(target.end, whole)).is_empty() {
            end = whole;
        }
    }
    end += text[end..].len() - text[end..].trim_start_matches(['*', '_']).len();
    let start = text[..target.start].trim_end_matches(['*', '_']).len();
    if inside(story, end).is_some() {
        return None;
    }
    let word = body.split(|c: char| c.is_whitespace()).next().unwrap_or("");
    let opens_quoted = story
        .quotations
        .iter()
        .any(|it| it.span.start == target.start);
    Some(Place {
        kind: paragraph.kind,
        words,
        start,
        first_word: (!opens_quoted).then(|| Span::new(target.start, target.start + word.len())),
        stop: (stops == "." && !abbreviated && !quoted).then_some(stop_at),
        closed: quoted || !(stops.is_empty() || stops == "."),
        end,
        ended: !stops.is_empty(),
    })
}

/// The quotation that `offset` stands in, apart from its edges.
pub fn inside(story: &Story, offset: usize) -> Option<&Quotation> {
    let end = |it: &Quotation| {
        if it.open {
            it.span.end + 1
        } else {
            it.span.end
        }
    };
    story
        .quotations
        .iter()
        .find(|it| it.span.start < offset && offset < end(it))
}

/// The sentences of `words`, and those of a quotation that begins or ends in them.
fn target(story: &Story, words: Span) -> Option<Span> {
    let mut target = words;
    loop {
        let sentences = story.sentences.get(story.sentences_in(target))?;
        let whole = Span::new(sentences.first()?.span.start, sentences.last()?.span.end);
        let mut grown = Span::new(whole.start.min(target.start), whole.end.max(target.end));
        for offset in [grown.start, grown.end] {
            if let Some(quotation) = inside(story, offset) {
                grown.start = grown.start.min(quotation.span.start);
                grown.end = grown.end.max(quotation.span.end);
            }
        }
        if grown == target {
            return Some(target);
        }
        target = grown;
    }
}

/// Whether the full stop behind `word` is a part of it.
fn is_abbreviation(word: &str) -> bool {
    let inner = word.contains('.') && word.chars().all(|c| c.is_alphabetic() || c == '.');
    inner || (word.is_ascii() && !word.is_empty() && abbreviation(&format!("{word}.")).is_some())
}
