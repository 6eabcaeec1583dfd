//! What a paragraph is besides running text, as its words and its neighbours
//! tell: a caption, a line about the text itself, a turn in a conversation.

use std::sync::LazyLock;

use rustc_hash::FxHashMap;

use super::{Kind, split::Block};
use crate::{lexicon, span::Span};

/// Captions and credits are short.
const LONGEST: usize = 400;

/// Gives the paragraphs of prose among `blocks` the kind that they are of. A short
/// line that ends in no stop has been taken for a heading.
pub fn mark(text: &str, blocks: &mut [Block]) {
    for block in blocks.iter_mut().filter(|it| is_open(it)) {
        let words = block.span.of(text);
        if words.len() > LONGEST {
            continue;
        }
        if is_byline(words) || BOILERPLATE.iter().any(|it| it.fits(words)) {
            block.kind = Kind::Credit;
        } else if CAPTIONS.iter().any(|it| it.fits(words)) {
            block.kind = Kind::Caption;
        }
    }
    turns(text, blocks);
    letters(text, blocks);
}

/// Who speaks in a paragraph of a transcript: "MARSH" in "MARSH: The valve was open".
pub fn speaker(paragraph: &str) -> Option<Span> {
    const LONGEST: usize = 40;
    const MOST_WORDS: usize = 4;
    if paragraph.starts_with("Q. ") || paragraph.starts_with("A. ") {
        return Some(Span::new(0, 1));
    }
    let colon = paragraph.bytes().take(LONGEST).position(|it| it == b':')?;
    let said = paragraph[colon + 1..].trim_start_matches('*');
    let label = paragraph[..colon].trim_matches(['*', '_', ' ']);
    let mut words = label.split(' ');
    let capital = |it: &str| it.starts_with(char::is_uppercase);
    let name = label.split(' ').count() <= MOST_WORDS && words.all(capital);
    let start = paragraph.find(label)?;
    (name && said.starts_with(' ')).then(|| Span::new(start, start + label.len()))
}

/// A conversation has two speakers, each of whom speaks again. What stands
/// between two turns without a label goes on with the one before.
fn turns(text: &str, blocks: &mut [Block]) {
    let labels: Vec<(usize, &str)> = (0..blocks.len())
        .filter(|it| is_open(&blocks[*it]))
        .filter_map(|it| {
            let words = blocks[it].span.of(text);
            Some((it, speaker(words)?.of(words)))
        })
        .collect();
    let mut counts: FxHashMap<&str, usize> = FxHashMap::default();
    for (_, label) in &labels {
        *counts.entry(label).or_default() += 1;
    }
    let two = 1 < counts.values().filter(|it| 1 < **it).count();
    let again = labels.iter().filter(|(_, it)| 1 < counts[it]);
    let again: Vec<usize> = again.map(|it| it.0).collect();
    let (true, [first, .., last]) = (two, &again[..]) else {
        return;
    };
    let unlabelled = blocks[*first..*last].iter_mut();
    unlabelled
        .filter(|it| it.kind == Kind::Prose)
        .for_each(|it| it.kind = Kind::Turn);
    again.iter().for_each(|it| blocks[*it].kind = Kind::Turn);
}

/// What a reader wrote, from the salutation to the signature, is a document.
fn letters(text: &str, blocks: &mut [Block]) {
    const MOST: usize = 20;
    let mut at = 0;
    while at < blocks.len() {
        let first = at;
        at += 1;
        if !is_open(&blocks[first]) || !is_salutation(blocks[first].span.of(text)) {
            continue;
        }
        let signs = |it: &Block| is_open(it) && is_signature(it.span.of(text));
        let Some(length) = blocks[at..].iter().take(MOST).position(signs) else {
            continue;
        };
        // The name, the town.
        let below = blocks[at + length + 1..].iter().take(1);
        let more = below.filter(|it| signs(it) && !is_salutation(it.span.of(text)));
        let end = at + length + 1 + more.count();
        let letter = blocks[first..end].iter_mut();
        letter.for_each(|it| it.kind = Kind::BlockQuote);
        at = end;
    }
}

/// "Sir," alone or before the first words, "To the Editor:".
fn is_salutation(words: &str) -> bool {
    const ADDRESSED: [&str; 6] = ["Sir", "SIR", "Madam", "Editor", "Dear Sir", "Dear Editor"];
    const MARKS: [char; 5] = [',', ':', '–', '—', '-'];
    let longer = ["To the Editor", "To the editor", "Dear Sir or Madam"];
    let called = ADDRESSED.iter().chain(&longer);
    let mut rest = called.filter_map(|it| words.strip_prefix(it));
    rest.any(|it| it.is_empty() || it.trim_start().starts_with(MARKS))
}

/// "Otto Marsh, Alder", "Yours faithfully," and what stands below.
fn is_signature(words: &str) -> bool {
    const MOST_WORDS: usize = 12;
    let small = ["and", "of", "the", "de", "van", "von"];
    let names = words.trim_start_matches(['—', '–', ' ']).split_whitespace();
    let list: Vec<&str> = names.take(MOST_WORDS + 1).collect();
    let named = |it: &&str| !it.starts_with(char::is_lowercase) || small.contains(it);
    let ended = words.ends_with(['.', '?', '!', ':', '”', '"']);
    list.len() <= MOST_WORDS
        && (words.starts_with("Yours ") || 2 <= list.len() && !ended && list.iter().all(named))
}

fn is_open(block: &Block) -> bool {
    matches!(block.kind, Kind::Prose | Kind::Heading)
}

/// "By Lena Abendroth and Otto Orr, in Alder."
fn is_byline(words: &str) -> bool {
    const MOST_WORDS: usize = 12;
    let Some(names) = words.strip_prefix("By ") else {
        return false;
    };
    let small = ["and", "in", "of", "for", "the", "de", "van", "von"];
    let mut names = names.split_whitespace();
    names.clone().count() <= MOST_WORDS
        && names.all(|it| it.starts_with(char::is_uppercase) || small.contains(&it))
}

/// How a paragraph begins, and what stands in it.
struct Shape {
    start: &'static str,
    holds: &'static str,
}

impl Shape {
    fn fits(&self, words: &str) -> bool {
        words.starts_with(self.start) && words[self.start.len()..].contains(self.holds)
    }
}

static BOILERPLATE: LazyLock<Vec<Shape>> =
    LazyLock::new(|| shapes(include_str!("../lexicon/boilerplate.txt")));

static CAPTIONS: LazyLock<Vec<Shape>> =
    LazyLock::new(|| shapes(include_str!("../lexicon/captions.txt")));

fn shapes(list: &'static str) -> Vec<Shape> {
    lexicon::entries(list)
        .map(|it| {
            let (start, holds) = it.split_once('…').unwrap_or((it, ""));
            Shape {
                start,
                holds: holds.trim_start(),
            }
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::paragraph::{Format, split::split};

    /// The kinds of the paragraphs of `text`.
    fn kinds(text: &str) -> Vec<Kind> {
        let blocks = split(text, Format::Markdown).blocks;
        blocks.iter().map(|it| it.kind).collect()
    }

    #[test]
    fn captions_and_credits() {
        let credits = [
            "By Lena Abendroth and Otto Orr.",
            "(Reporting by Lena Abendroth; Editing by Otto Orr.)",
            "Follow Lena Abendroth on Twitter @abendroth.",
            "Otto Orr in Alder contributed to this report.",
        ];
        for credit in credits {
            assert_eq!(kinds(credit), [Kind::Credit], "{credit}");
        }
        let caption = "The ferry leaves the pier at Alder in May. Photo: Otto Orr.";
        assert_eq!(kinds(caption), [Kind::Caption]);
        for prose in [
            "By the end of the year the pier will be gone.",
            "Follow the money, said Otto Orr, and you will find the pier.",
            "He held up a photo of the ferry, and the council fell silent.",
        ] {
            assert_eq!(kinds(prose), [Kind::Prose], "{prose}");
        }
    }

    #[test]
    fn a_conversation_has_two_labels_that_come_again() {
        let talk = "The two met in Alder on Monday.\n\nKOLAR: When was the valve shut?\n\n**MARSH:** At six. I was there.\n\nIt took two men.\n\nKOLAR: Who saw it?\n\nMARSH: Nobody did, I am afraid.\n\nThe inquest goes on.";
        use Kind::{Prose, Turn};
        assert_eq!(kinds(talk), [Prose, Turn, Turn, Turn, Turn, Turn, Prose]);
        let short = "Q. Who pays?\n\nA. The council does.\n\nQ. Why?\n\nA. It must.";
        assert_eq!(kinds(short), [Turn; 4]);
        let notes = "Correction: The pier is 90 meters long.\n\nUpdate: It was closed on Monday.";
        assert_eq!(kinds(notes), [Prose, Prose]);
    }

    #[test]
    fn a_letter_ends_with_its_signature() {
        use Kind::{BlockQuote, Heading, Prose};
        let letters = "Sir,\n\nThe pier is a disgrace, and 4,000 people say so.\n\nOtto Marsh\n\nAlder, Oct. 3\n\nThe board met on Monday.\n\nTo the Editor: The ferry is late again.\n\nYours faithfully,\nLena Abendroth, Tarn Hollow";
        let expected = [BlockQuote; 4].into_iter().chain([Prose]);
        assert_eq!(
            kinds(letters),
            expected.chain([BlockQuote; 3]).collect::<Vec<_>>()
        );
        let story = "Sir Piet Marsh left on Monday, he said.\n\nWhat Comes Next";
        assert_eq!(kinds(story), [Prose, Heading]);
    }

    #[test]
    fn the_figures_of_a_match_are_no_prose() {
        for line in ["Attendance: 31,204.", "Referee: A. Hollander (Alder)."] {
            assert_eq!(kinds(line), [Kind::Credit], "{line}");
        }
    }
}
