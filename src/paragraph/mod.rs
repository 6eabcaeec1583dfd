//! Reading one paragraph. What a paragraph says depends on its own text, its
//! kind, and one bit (whether a quotation was left open before it), and on
//! nothing else, so a paragraph that did not change need not be read again.
//!
//! All spans in here count bytes from the paragraph's start.

pub mod capitals;
pub mod figures;
pub mod forms;
pub mod mentions;
pub mod notes;
pub mod placeholders;
pub mod quotations;
pub mod signals;
pub mod split;

use serde::Serialize;

use crate::{
    claims::sentence::{self, Weighed},
    sentences::sentences_of,
    span::Span,
    tagger,
    tokens::tokens,
};

pub use crate::tagger::{Attribution, CueKind};

/// How the text of a draft is written.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Format {
    #[default]
    Markdown,
    Plain,
}

/// What part of a draft a paragraph is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Kind {
    /// The headline of the story or the heading of a part.
    Heading,
    Prose,
    ListItem,
    /// A block quotation of a document, a reader's letter; left alone by the rules.
    BlockQuote,
    TableCell,
    /// The text of a footnote; left alone by the rules.
    Footnote,
    /// What stands under a picture.
    Caption,
    /// Who wrote it, where to follow them, the figures below a match report: left
    /// alone by the rules.
    Credit,
    /// What somebody says in a transcript or an interview, behind their name.
    Turn,
}

#[derive(Debug, PartialEq)]
pub struct Paragraph {
    pub kind: Kind,
    /// The draft's own characters.
    pub text: Box<str>,
    /// As long as `text`, with spaces in the place of all that is not prose
    /// (emphasis marks, link targets, code, comments, citation keys), so that
    /// offsets into the one are offsets into the other. What is in capitals
    /// throughout stands here as running text, two apostrophes as a quotation mark.
    pub prose: Box<str>,
    pub sentences: Vec<Span>,
    /// Of each sentence whether it says something that could have a source: a
    /// question and a single word do not.
    pub asserting: Vec<bool>,
    pub quotations: Vec<Quotation>,
    pub mentions: Vec<Mention>,
    /// Names of storms, ships and other things: "Ida" in "Hurricane Ida", "GDP" in
    /// "gross domestic product (GDP)".
    pub things: Vec<Span>,
    pub figures: Vec<Figure>,
    pub attributions: Vec<Attribution>,
    pub signals: Vec<Signal>,
    pub notes: Vec<Note>,
    /// What the words of each sentence weigh towards a doubt about its source.
    pub weighed: Vec<Weighed>,
    pub opens_quoted: bool,
}

/// Words between quotation marks.
#[derive(Clone, Debug, PartialEq)]
pub struct Quotation {
    /// With its marks.
    pub span: Span,
    /// Without them.
    pub words: Span,
    /// How many words it has.
    pub count: usize,
    /// No closing mark in this paragraph: it may go on in the next.
    pub open: bool,
}

/// A place where the text names or points at somebody or something.
#[derive(Clone, Debug, PartialEq)]
pub struct Mention {
    /// "Defense Secretary Lloyd Austin", "Austin", "he", "U.S. officials".
    pub span: Span,
    /// The name alone ("Lloyd Austin"); equal to `span` where there is no role.
    pub name: Span,
    pub form: Form,
    pub kind: ActorKind,
    /// What stands at the name as its role or description: "Defense Secretary",
    /// "National Security Council spokesman", "the company's chief executive".
    pub role: Option<Span>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Form {
    Name,
    /// "the defense secretary", "U.S. officials", "the company".
    Description,
    Pronoun,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
pub enum ActorKind {
    Person,
    Organization,
    Place,
    Group,
}

/// A quantity, date or ordinal, with the words that bound it and its unit.
#[derive(Clone, Debug, PartialEq)]
pub struct Figure {
    /// "more than $800 million", "at least 3,000 soldiers", "third year".
    pub span: Span,
    /// In `unit`s: 800000000 for "$800 million", 0.2 for "one in five". `None`
    /// for dates and times, except "two weeks ago" (2 weeks).
    pub value: Option<f64>,
    /// The upper end of a range ("3,000 to 5,000"; "dozens" is 24 to 99), or
    /// the second side of a score ("52–48").
    pub high: Option<f64>,
    pub bound: Bound,
    /// "USD", "%", "km", or the thing counted as it stands: "soldiers". Empty if none.
    pub unit: Box<str>,
    pub kind: FigureKind,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
pub enum Bound {
    Exact,
    About,
    MoreThan,
    AtLeast,
    LessThan,
    AtMost,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
pub enum FigureKind {
    Count,
    Money,
    Percent,
    Ratio,
    Duration,
    Age,
    Ordinal,
    Date,
    Time,
    Measure,
}

/// A word or phrase that a rule may ask about, from the lists in `lexicon/`.
#[derive(Clone, Debug, PartialEq)]
pub struct Signal {
    pub span: Span,
    pub kind: SignalKind,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum SignalKind {
    /// "one of the largest", "unprecedented".
    Superlative,
    /// "reportedly", "it is believed".
    Hedge,
    /// "critics", "sources", "U.S. officials": nobody that a reader could name.
    VagueSource,
    /// "an indication that", "failed to", "controversial".
    Judgement,
    /// "will", "would be", "is likely to".
    Prediction,
    /// "because of", "led to", "has taken a toll".
    Cause,
    /// "hopes to", "wants", "is worried".
    Motive,
    /// "illegally", "is accused of".
    Allegation,
    /// "was elected", "court documents": anybody can look it up.
    PublicRecord,
    /// "soldiers", "jobs": a thing of which somebody must have made the count.
    Counted,
    /// "recently", "a few days ago": a time that passes with the draft.
    VagueDate,
    /// "OHB": a name or term by its first letters.
    Initials,
    /// "Orrin Harbor Board": three words or more that initials may stand for.
    LongName,
    /// TK, XXX, "[source]": still to come.
    Placeholder,
}

/// What the writer put beside the prose: citations, silencing comments.
#[derive(Clone, Debug, PartialEq)]
pub struct Note {
    /// The whole of it, with brackets or comment marks.
    pub span: Span,
    pub kind: NoteKind,
}

#[derive(Clone, Debug, PartialEq)]
pub enum NoteKind {
    /// `[@key]`, `[^key]`, `<!-- src: key -->`; the span is the key's own.
    Citation { key: Span, style: CitationStyle },
    /// A Markdown link whose text is prose.
    Link { words: Span, target: Box<str> },
    /// `<!-- copydesk: ok rule: reason -->`
    Ok { rule: Box<str>, reason: Box<str> },
    /// `{==words==}{>>comment<<}`
    Query { words: Span },
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum CitationStyle {
    Pandoc,
    Footnote,
    Comment,
}

impl Paragraph {
    /// Reads `text`, of which `prose` is the part that is prose (as long as it).
    /// `opens_quoted`: a quotation was left open in the paragraph before.
    pub fn read(
        text: &str,
        prose: &str,
        kind: Kind,
        links: &[(Span, Box<str>)],
        opens_quoted: bool,
    ) -> Paragraph {
        let running = !matches!(kind, Kind::Heading | Kind::TableCell | Kind::Credit);
        let prose = match running && capitals::is_shouted(prose) {
            true => &*capitals::calmed(prose),
            false => prose,
        };
        let tokens = tokens(prose);
        let sentences = sentences_of(prose, &tokens);
        let quotations = quotations::quotations(prose);
        let asserts = |it: &Span| {
            asserts(
                it.of(prose),
                quotations.iter().any(|q| q.span.contains(*it)),
            )
        };
        let words = tagger::words(prose, &tokens, &sentences);
        let mut attributions = tagger::attributions(prose, &words, opens_quoted);
        for it in &mut attributions {
            let spans = it
                .source
                .iter_mut()
                .chain(&mut it.cue)
                .chain(&mut it.content);
            spans.for_each(|it| *it = with_whole_marks(text, prose, *it));
        }
        let (mentions, things) = mentions::mentions(prose, &tokens, &sentences);
        let figures = figures::figures(prose, &sentences);
        let signals = signals::signals(prose, &tokens);
        let read = sentence::Read {
            kind,
            prose,
            words: &words,
            quotations: &quotations,
            mentions: &mentions,
            figures: &figures,
            signals: &signals,
            attributions: &attributions,
        };
        let weighed = sentence::weighed(&read, &sentences);
        Paragraph {
            kind,
            asserting: sentences.iter().map(asserts).collect(),
            attributions,
            weighed,
            notes: notes::notes(text, links),
            text: text.into(),
            prose: prose.into(),
            sentences,
            quotations,
            mentions,
            things,
            figures,
            signals,
            opens_quoted,
        }
    }

    /// Whether a quotation is left open at its end.
    pub fn leaves_open(&self) -> bool {
        self.quotations.last().is_some_and(|it| it.open)
    }
}

/// `span` with both halves of the marks at its ends that are two apostrophes in the text.
fn with_whole_marks(text: &str, prose: &str, span: Span) -> Span {
    let is_mark = |at: usize| {
        prose.as_bytes().get(at) == Some(&b'"') && text.as_bytes().get(at) != Some(&b'"')
    };
    let opens = is_mark(span.start) && !prose[span.start + 1..].starts_with(' ');
    let closes =
        span.start < span.end && is_mark(span.end - 1) && prose[span.end..].starts_with(' ');
    Span::new(
        span.start - usize::from(opens && 0 < span.start),
        span.end + usize::from(closes),
    )
}

fn asserts(sentence: &str, quoted: bool) -> bool {
    let bare = sentence.trim_end_matches(['”', '"', '’', '\'', ')']);
    let words = sentence
        .split_whitespace()
        .filter(|it| it.contains(char::is_alphabetic));
    2 <= words.count() && (quoted || !bare.ends_with('?'))
}

#[cfg(test)]
mod tests {
    use crate::story::{Format, Story};

    #[test]
    fn two_apostrophes_stay_together() {
        for text in [
            "''The bridge is unsafe,'' Ms. Oduya said.",
            "``The bridge is unsafe,'' Ms. Oduya said.",
        ] {
            let story = Story::read(text, Format::Plain, &Story::default());
            let content = story.attributions[0].content[0];
            assert_eq!(content.of(text), &text[..text.find(" Ms.").unwrap()]);
        }
    }
}
