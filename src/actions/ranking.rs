//! Which records fit a statement: the one that its sentence is about, that holds
//! its words, shares its names and figures. The newer of two that fit alike.

use rustc_hash::FxHashSet;

use crate::{
    document::Reading,
    sources::{Record, Terms},
    span::Span,
};

pub struct Ranked {
    /// Index into the desk's records.
    pub record: usize,
    /// 0 where nothing in the record speaks for it.
    pub score: u32,
    /// Whether the sentence names whom it is of.
    pub named: bool,
}

/// From this score on a record is more than a guess.
pub const FITS: u32 = NAME;

/// From this score on it is what a writer would take without looking further: it
/// is of whom the sentence names, has the quoted words, or the figure and more.
pub const MATCHES: u32 = FIGURE + 2 * WORD;

const QUOTED: u32 = 100;
const SUBJECT: u32 = 40;
const FIGURE: u32 = 15;
const NAME: u32 = 6;
const WORD: u32 = 2;

/// The records that may be used at all, best first.
pub fn ranked(reading: &Reading, words: Span) -> Vec<Ranked> {
    let story = &reading.story;
    let sentences = story
        .sentences
        .get(story.sentences_in(words))
        .unwrap_or_default();
    let text: Vec<&str> = sentences
        .iter()
        .map(|it| it.span.of(&reading.text))
        .collect();
    let speakers = sentences
        .iter()
        .flat_map(|it| &it.attributions)
        .filter_map(|it| story.attributions[*it].actor)
        .map(|it| story.actors[it].name.to_lowercase());
    let claim = Claim {
        speakers: speakers.collect(),
        ..Claim::of(&text.join(" "), words.of(&reading.text))
    };
    let records = &reading.desk.records;
    let mut ranked: Vec<Ranked> = (0..records.len())
        .filter(|&it| records[it].terms != Terms::OffRecord)
        .map(|record| {
            let (score, named) = score(&claim, &records[record]);
            Ranked {
                record,
                score,
                named,
            }
        })
        .collect();
    ranked.sort_by_key(|it| {
        let date = std::cmp::Reverse(records[it.record].date);
        (std::cmp::Reverse(it.score), date, it.record)
    });
    ranked
}

/// What a sentence offers for comparing.
struct Claim {
    lower: String,
    /// The full names of those whose words it is, in lower case.
    speakers: Vec<String>,
    /// The marked words, as they would stand in a transcript.
    marked: String,
    words: FxHashSet<String>,
    names: FxHashSet<String>,
    figures: FxHashSet<String>,
}

impl Claim {
    fn of(text: &str, marked: &str) -> Claim {
        let words = || {
            text.split(|c: char| !c.is_alphanumeric())
                .filter(|it| !it.is_empty())
        };
        let long = |it: &&str| 4 <= it.chars().count();
        Claim {
            lower: text.to_lowercase(),
            speakers: Vec::new(),
            marked: plain(marked),
            words: words().filter(long).map(str::to_lowercase).collect(),
            names: words()
                .filter(long)
                .filter(|it| it.starts_with(char::is_uppercase))
                .map(str::to_lowercase)
                .collect(),
            figures: figures(text),
        }
    }
}

/// The score, and whether the sentence names whom the record is of.
fn score(claim: &Claim, record: &Record) -> (u32, bool) {
    // A name that must not be printed is not compared either: its rank would tell.
    let names = [
        record.printable_name(),
        record.printable_org(),
        record.title.as_deref().filter(|_| !record.confidential()),
        record
            .publisher
            .as_deref()
            .filter(|_| !record.confidential()),
    ];
    let surname = record
        .printable_name()
        .and_then(|it| it.split_whitespace().last());
    let subject = names
        .iter()
        .copied()
        .flatten()
        .chain(surname)
        .map(str::to_lowercase)
        .any(|it| claim.speakers.contains(&it) || has_words(&claim.lower, &it));
    let quoted = record.quotes.iter().any(|it| {
        let quote = plain(&it.text);
        3 <= quote.split(' ').count()
            && (claim.marked.contains(&quote)
                || (3 <= claim.marked.split(' ').count() && quote.contains(&claim.marked)))
    });
    let told = record
        .quotes
        .iter()
        .map(|it| it.text.as_str())
        .chain(record.note.as_deref())
        .chain(record.printable_role())
        .chain(record.printable_description())
        .chain(names.iter().copied().flatten());
    let mut shared: FxHashSet<String> = FxHashSet::default();
    let mut numbers: FxHashSet<String> = FxHashSet::default();
    for text in told {
        shared.extend(
            text.split(|c: char| !c.is_alphanumeric())
                .map(str::to_lowercase)
                .filter(|it| claim.words.contains(it)),
        );
        if !claim.figures.is_empty() {
            let figures = figures(text).into_iter();
            numbers.extend(figures.filter(|it| claim.figures.contains(it)));
        }
    }
    let named = shared.iter().filter(|it| claim.names.contains(*it)).count() as u32;
    let plain = shared.len() as u32 - named;
    let score = QUOTED * u32::from(quoted)
        + SUBJECT * u32::from(subject)
        + FIGURE * numbers.len() as u32
        + NAME * named
        + WORD * plain;
    (score, subject)
}

/// Digits without what groups them, with the word that says how many: "3,000" and
/// "3000" are one figure, "3 million" and "3%" are others. A single digit is none.
fn figures(text: &str) -> FxHashSet<String> {
    const MANY: [&str; 6] = [
        "hundred", "thousand", "million", "billion", "trillion", "percent",
    ];
    let inner = |c: char| c.is_ascii_digit() || ",.".contains(c);
    let mut figures = FxHashSet::default();
    let mut rest = text;
    while let Some(start) = rest.find(|c: char| c.is_ascii_digit()) {
        rest = &rest[start..];
        let (digits, behind) = rest.split_at(rest.find(|c| !inner(c)).unwrap_or(rest.len()));
        rest = behind;
        let digits = digits.trim_matches([',', '.']).replace(',', "");
        let word = behind.trim_start_matches([' ', '-', '\u{a0}']);
        let word = word.split(|c: char| !c.is_alphabetic()).next();
        if behind.starts_with('%') {
            figures.insert(format!("{digits} percent"));
        } else if let Some(many) = word.filter(|it| MANY.contains(it)) {
            figures.insert(format!("{digits} {many}"));
        } else if 1 < digits.len() {
            figures.insert(digits);
        }
    }
    figures
}

fn has_words(text: &str, words: &str) -> bool {
    let edge = |c: Option<char>| !c.is_some_and(char::is_alphanumeric);
    !words.is_empty()
        && text.match_indices(words).any(|(at, it)| {
            edge(text[..at].chars().next_back()) && edge(text[at + it.len()..].chars().next())
        })
}

/// Lower case, words apart by one space, nothing else.
fn plain(text: &str) -> String {
    let words = text.split(|c: char| !c.is_alphanumeric() && c != '’' && c != '\'');
    words
        .filter(|it| !it.is_empty())
        .map(str::to_lowercase)
        .collect::<Vec<_>>()
        .join(" ")
}
