//! What the model sees of a word.

use super::{
    hash,
    quotes::{Quoted, quoted},
    weights::Weights,
};
use crate::{span::Span, tokens::Token};

/// A word or mark with all that its features are made of.
#[derive(Clone, Debug)]
pub struct Word {
    pub span: Span,
    /// Number of the word as it stands, in small letters.
    pub form: u32,
    /// Number of its base form; of the form itself where none is known.
    pub lemma: u32,
    /// Class of the verb it is or may be, times 4, plus how often its senses
    /// are of saying or thinking (0 to 3); 0 for none.
    pub verb: u8,
    /// Class of the noun it is or may be; 0 for none.
    pub noun: u8,
    /// How often it is a cue: 0 unknown, 1 hardly ever to 6 nearly always.
    pub cue: u8,
    /// Class by the company it keeps, plus 1; 0 for none.
    pub company: u16,
    /// Number of the pattern of capitals, small letters, digits and marks.
    pub shape: u32,
    pub prefix: u32,
    pub suffix2: u32,
    pub suffix3: u32,
    pub is_pronoun: bool,
    pub is_word: bool,
    pub quoted: Quoted,
    /// Index of its sentence in the paragraph.
    pub sentence: u32,
}

impl Word {
    /// Whether it may well be the head of a cue.
    pub fn is_cue_like(&self) -> bool {
        self.cue >= 4 || (matches!(self.cue, 0 | 3) && self.verb & 3 >= 2)
    }

    /// Whether it is a form of a verb and of no noun.
    pub fn is_verb(&self) -> bool {
        self.verb != 0 && self.noun == 0
    }

    pub fn in_quotes(&self) -> bool {
        self.quoted != Quoted::No
    }
}

/// The words of a paragraph that was cut into `tokens`.
pub fn words(prose: &str, tokens: &[Token], sentences: &[Span], weights: &Weights) -> Vec<Word> {
    let index = sentence_of(tokens, sentences);
    let quoted = quoted(prose, tokens, &index);
    let shouted = is_shouted(prose);
    tokens
        .iter()
        .zip(index)
        .zip(quoted)
        .map(|((token, sentence), quoted)| {
            word(prose, token.span, sentence, quoted, weights, shouted)
        })
        .collect()
}

/// For each token the index of its sentence.
pub fn sentence_of(tokens: &[Token], sentences: &[Span]) -> Vec<u32> {
    let mut at = 0;
    tokens
        .iter()
        .map(|token| {
            while at + 1 < sentences.len() && sentences[at].end <= token.span.start {
                at += 1;
            }
            at as u32
        })
        .collect()
}

fn word(
    prose: &str,
    span: Span,
    sentence: u32,
    quoted: Quoted,
    weights: &Weights,
    shouted: bool,
) -> Word {
    let text = span.of(prose);
    let form = hash::word(text);
    let entry = weights.entry(form);
    let mut word = Word {
        span,
        form,
        lemma: entry.map_or(form, |it| it.lemma),
        verb: entry.map_or(0, |it| it.verb),
        noun: entry.map_or(0, |it| it.noun),
        cue: entry.map_or(0, |it| it.cue),
        company: entry.map_or(0, |it| it.company),
        shape: shape(text, shouted),
        prefix: 0,
        suffix2: 0,
        suffix3: 0,
        is_pronoun: is_pronoun(text),
        is_word: text.starts_with(|c: char| c.is_alphanumeric())
            || text.contains(char::is_alphanumeric),
        quoted,
        sentence,
    };
    if word.is_word {
        (word.prefix, word.suffix2, word.suffix3) = affixes(text);
    }
    word
}

/// Whether the paragraph is in capitals throughout.
fn is_shouted(prose: &str) -> bool {
    let capitals = prose.chars().filter(|c| c.is_uppercase()).count();
    capitals > 8 && !prose.contains(char::is_lowercase)
}

/// X for a capital, x for a small letter, d for a digit; no more than two alike in a row.
/// Where all is in capitals they count as small letters.
fn shape(text: &str, shouted: bool) -> u32 {
    let mut hash = 0x811c_9dc5u32;
    let mut last = '\0';
    let mut run = 0;
    for c in text.chars() {
        let class = match c {
            _ if c.is_lowercase() => 'x',
            _ if c.is_uppercase() => {
                if shouted {
                    'x'
                } else {
                    'X'
                }
            }
            _ if c.is_numeric() => 'd',
            '’' => '\'',
            _ if c.is_alphabetic() => 'o',
            _ => c,
        };
        run = if class == last { run + 1 } else { 1 };
        last = class;
        if run <= 2 {
            hash = (hash ^ class as u32).wrapping_mul(0x0100_0193);
        }
    }
    hash
}

/// Numbers of the first four, the last two and the last three letters.
fn affixes(text: &str) -> (u32, u32, u32) {
    let head = text.char_indices().nth(4).map_or(text.len(), |(at, _)| at);
    let tail = |n: usize| text.char_indices().rev().nth(n - 1).map_or(0, |(at, _)| at);
    (
        hash::word(&text[..head]),
        hash::word(&text[tail(2)..]),
        hash::word(&text[tail(3)..]),
    )
}

fn is_pronoun(text: &str) -> bool {
    const PRONOUNS: [&str; 22] = [
        "he",
        "she",
        "they",
        "i",
        "we",
        "you",
        "it",
        "who",
        "him",
        "her",
        "them",
        "me",
        "us",
        "his",
        "their",
        "my",
        "our",
        "your",
        "its",
        "himself",
        "herself",
        "themselves",
    ];
    text.len() <= 10 && PRONOUNS.iter().any(|it| it.eq_ignore_ascii_case(text))
}
