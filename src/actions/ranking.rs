//! Which records fit a finding: the one that its sentence is about, that holds
//! its words, shares its names and figures. The newer of two that fit alike.

use rustc_hash::FxHashSet;

use crate::{
    document::Reading,
    rules::Finding,
    sources::{Record, Terms},
};

pub struct Ranked {
    /// Index into the desk's records.
    pub record: usize,
    /// 0 where nothing in the record speaks for it.
    pub score: u32,
}

/// From this score on a record is more than a guess.
pub const FITS: u32 = NAME;

const QUOTED: u32 = 100;
const SUBJECT: u32 = 40;
const FIGURE: u32 = 15;
const NAME: u32 = 6;
const WORD: u32 = 2;

/// The records that may be used at all, best first.
pub fn ranked(reading: &Reading, finding: &Finding) -> Vec<Ranked> {
    let story = &reading.story;
    let sentences = story
        .sentences
        .get(story.sentences_in(finding.span))
        .unwrap_or_default();
    let text: Vec<&str> = sentences
        .iter()
        .map(|it| it.span.of(&reading.text))
        .collect();
    let claim = Claim::of(&text.join(" "), finding.span.of(&reading.text));
    let records = &reading.desk.records;
    let mut ranked: Vec<Ranked> = (0..records.len())
        .filter(|&it| records[it].terms != Terms::OffRecord)
        .map(|record| Ranked {
            record,
            score: score(&claim, &records[record]),
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

fn score(claim: &Claim, record: &Record) -> u32 {
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
        .any(|it| has_words(&claim.lower, &it.to_lowercase()));
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
    QUOTED * u32::from(quoted)
        + SUBJECT * u32::from(subject)
        + FIGURE * numbers.len() as u32
        + NAME * named
        + WORD * plain
}

/// Digits without what groups them: "3,000" and "3000" are one figure.
fn figures(text: &str) -> FxHashSet<String> {
    text.split(|c: char| !(c.is_ascii_digit() || ",.".contains(c)))
        .map(|it| it.trim_matches([',', '.']).replace(',', ""))
        .filter(|it| !it.is_empty())
        .collect()
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
