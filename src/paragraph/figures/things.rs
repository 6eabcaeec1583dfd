//! The thing counted: the nouns behind a number ("3,000 *North Korean
//! soldiers*"). No parser: the phrase runs to its first plural and gives up at
//! a word that ends phrases.

use super::pieces::{PieceKind, Text};
use super::words::{HYPHENED, PLURALS, STOPS, beside};

/// How many words the phrase may have.
const LONGEST: usize = 5;

/// The piece behind the thing counted that begins at `at`, in the plural.
pub(super) fn things(text: &Text, at: usize) -> Option<usize> {
    let mut next = at;
    // A name may end in -s and be no plural ("five Dallas officers").
    let mut name = None;
    for _ in 0..LONGEST {
        if !belongs(text, next) {
            break;
        }
        if plural(text, next) && !text.capital(next) {
            return Some(longer(text, next + 1));
        }
        next += 1;
        if plural(text, next - 1) && name.is_none() {
            name = Some(next);
        }
        let both = text.word(next) == "and" && text.capital(next - 1) && text.capital(next + 1);
        if both || text.hyphen(next) {
            next += 1;
        }
    }
    name
}

/// The piece behind the single thing that begins at `at`: "one American soldier".
pub(super) fn thing(text: &Text, at: usize) -> Option<usize> {
    let mut next = at;
    while next < at + 3 && belongs(text, next) && !(next > at && verbal(text, next)) {
        next += 1;
    }
    let verb = next == at + 1 && verbal(text, at);
    let third = text.word(at).ends_with('s') && verbal(text, at) && !text.capital(at);
    // "one Smith filed": a name or the name of something.
    let name = next > at && text.capital(next - 1);
    (next > at && !verb && !third && !name).then_some(next)
}

/// The piece behind the noun tied to a number by a hyphen: "12-member", and
/// what it describes is left out.
pub(super) fn hyphened(text: &Text, at: usize) -> Option<usize> {
    (text.hyphen(at) && HYPHENED.contains(text.word(at + 1))).then_some(at + 2)
}

/// "special forces *personnel*", "clergy *members*": the first only describes.
fn longer(text: &Text, end: usize) -> usize {
    let before = text.word(end - 1);
    let describes = beside("describes", before) || PLURALS.contains(before);
    let follows =
        text.kind(end) == PieceKind::Word && plural(text, end) && !STOPS.contains(text.word(end));
    if describes && follows { end + 1 } else { end }
}

fn belongs(text: &Text, at: usize) -> bool {
    let word = text.word(at);
    let adverb = word.ends_with("ly") && word.len() > 4;
    let ends = word.is_empty() || STOPS.contains(word) || adverb;
    let calendar = text.capital(at) && super::dates::names_day_or_month(word);
    !(ends || calendar)
}

fn plural(text: &Text, at: usize) -> bool {
    const SINGULAR: &[&str] = &["ss", "us", "is", "ous", "'s", "’s"];
    let word = text.word(at);
    let ending = word.len() > 3
        && word.ends_with('s')
        && !SINGULAR.iter().any(|ending| word.ends_with(ending));
    let name = text.capital(at) && text.capital(at + 1);
    !name && (ending || PLURALS.contains(word))
}

fn verbal(text: &Text, at: usize) -> bool {
    let word = text.word(at);
    word.ends_with("ed") || word.ends_with("ing") || (word.ends_with('s') && !word.ends_with("ss"))
}
