//! The role that stands at a name: before it ("council spokesman Oduya"), behind
//! it ("Oduya, the council's finance director,"), or before a comma ("the
//! prosecutor, Maria Oduya,").

use std::ops::Range;

use super::words::Word;
use crate::{
    lexicon::words::{ACTING, BODY, FUNCTION, Kinds, PEOPLE, PERSON},
    span::Span,
};

/// How far a role may reach, in words.
const LONGEST: usize = 7;

/// Where the lower-case role before the name at `name` begins, if one ends there.
pub fn before(words: &[Word], name: usize) -> Option<usize> {
    let noun = name.checked_sub(1)?;
    if !words[noun].is_lower() || !words[noun].low.has(PERSON.or(PEOPLE)) {
        return None;
    }
    Some(phrase_start(words, noun))
}

/// Where the noun phrase begins that ends on the noun at `head`: its adjectives,
/// names and genitives, without its article.
pub fn phrase_start(words: &[Word], head: usize) -> usize {
    let mut start = head;
    while start > 0 && head - start < LONGEST && modifies(words, start - 1) {
        start -= 1;
    }
    // A genitive needs its owner.
    while start < head && words[start].is_genitive() {
        start += 1;
    }
    start
}

fn modifies(words: &[Word], at: usize) -> bool {
    let word = &words[at];
    if word.is_genitive() {
        return at > 0 && (words[at - 1].is_capital() || words[at - 1].is_lower());
    }
    if word.is_capital() {
        return !word.low.has(FUNCTION)
            || word.text == "U.S."
            || word.text.len() == 2 && word.text == "US";
    }
    if !word.is_lower() || word.low.has(FUNCTION.or(ACTING)) {
        return false;
    }
    if matches!(
        word.text,
        "retired"
            | "acting"
            | "outgoing"
            | "incoming"
            | "leading"
            | "ruling"
            | "elected"
            | "exiled"
            | "jailed"
    ) {
        return true;
    }
    let verb = word.text.ends_with("ed") || word.text.ends_with("ly") || word.text.ends_with("ing");
    !verb || word.text.contains('-')
}

/// The role set off by commas at the person's name.
pub fn beside(words: &[Word], name: &Range<usize>) -> Option<Span> {
    behind(words, name.end, PERSON).or_else(|| before_comma(words, name))
}

/// "Belmor, the steel maker,".
pub fn body_behind(words: &[Word], end: usize) -> Option<Span> {
    behind(words, end, BODY)
}

/// The noun phrase between the comma at `end` and the next.
fn behind(words: &[Word], end: usize, head: Kinds) -> Option<Span> {
    if words.get(end)?.text != "," {
        return None;
    }
    let mut start = end + 1;
    // "Oduya, 42, a nurse,"
    if words.get(start + 1).is_some_and(|it| it.text == ",")
        && words[start].text.parse::<u8>().is_ok()
    {
        start += 2;
    }
    let first = words.get(start)?;
    let article = matches!(
        first.text,
        "the" | "a" | "an" | "his" | "her" | "its" | "their" | "one"
    );
    let mut at = start + usize::from(article);
    let mut found = None;
    while let Some(word) = words.get(at) {
        let phrase =
            word.is_genitive() || word.is_capital() || word.is_lower() && !word.low.has(FUNCTION);
        if !phrase || at - start > LONGEST || word.low.has(ACTING) && found.is_some() {
            break;
        }
        if word.low.has(head) && word.is_lower() {
            found = Some(at);
        }
        at += 1;
    }
    let found = found?;
    // What follows the head up to the comma: "of the exhibition at the museum".
    let mut stop = found + 1;
    while let Some(word) = words.get(stop) {
        let ends = matches!(
            word.text,
            "," | "."
                | ";"
                | ":"
                | "”"
                | "\""
                | ")"
                | "who"
                | "which"
                | "and"
                | "but"
                | "—"
                | "–"
                | "said"
                | "says"
        );
        if ends || stop - found > 2 * LONGEST || word.low.has(ACTING) {
            break;
        }
        stop += 1;
    }
    // "Oduya, director Pell and others": a list, not a role.
    if words.get(found + 1).is_some_and(Word::is_capital) {
        return None;
    }
    Some(Span::new(words[start].span.start, words[stop - 1].span.end))
}

/// "The prosecutor, Maria Oduya, said"; "her husband, Jan."
fn before_comma(words: &[Word], name: &Range<usize>) -> Option<Span> {
    let comma = name
        .start
        .checked_sub(1)
        .filter(|&it| words[it].text == ",")?;
    let noun = comma.checked_sub(1)?;
    let closed = words
        .get(name.end)
        .is_none_or(|it| matches!(it.text, "," | "." | ";"));
    if !closed || !words[noun].is_lower() || !words[noun].low.has(PERSON) {
        return None;
    }
    let start = phrase_start(words, noun);
    let article = start.checked_sub(1).filter(|&it| {
        matches!(
            words[it].text,
            "the"
                | "The"
                | "a"
                | "A"
                | "his"
                | "His"
                | "her"
                | "Her"
                | "their"
                | "Their"
                | "its"
                | "Its"
        )
    })?;
    Some(Span::new(words[article].span.start, words[noun].span.end))
}
