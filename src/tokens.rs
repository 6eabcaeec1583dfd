//! Words and marks of a text. Every character that is not white space belongs
//! to exactly one token, so tokens and the gaps between them are the text.
//!
//! A token is a word with its hyphens ("north-west", "20-year-old"), a clitic
//! ("n't", "'s"), a figure ("1,500"), an abbreviation with its stop ("Gen.",
//! "U.S."), a run of dots or dashes, or a single mark.

use std::sync::LazyLock;

use rustc_hash::FxHashMap;

use crate::{lexicon, span::Span};

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Token {
    /// In bytes of the text that was cut.
    pub span: Span,
}

/// What may follow an abbreviation.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Follows {
    /// "Gen.": a name or word; its stop ends no sentence.
    Name,
    /// "No.": a figure, or it is no abbreviation.
    Figure,
    /// "Inc.": more of the sentence, or nothing.
    Either,
}

/// The words and marks of `prose`, in order, apart.
pub fn tokens(prose: &str) -> Vec<Token> {
    let mut list = Vec::with_capacity(prose.len() / 5 + 2);
    let mut at = 0;
    while let Some(c) = char_at(prose, at) {
        if is_blank(c) {
            at += c.len_utf8();
        } else if c.is_alphanumeric() {
            at = word(prose, at, &mut list);
        } else {
            let end = mark_end(prose, at, c);
            list.push(token(at, end));
            at = end;
        }
    }
    list
}

/// Whether `word` (with its stop, "Gen.") is a listed abbreviation.
pub fn abbreviation(word: &str) -> Option<Follows> {
    if word.len() > 8 {
        return None;
    }
    if let Some(found) = ABBREVIATIONS.get(word) {
        return Some(*found);
    }
    let lower = word.to_ascii_lowercase();
    if lower == word {
        return None;
    }
    // "GEN." in a line of capitals, "Vs." at its start
    let shouted = word.len() > 3 && word.bytes().all(|b| !b.is_ascii_lowercase());
    let first = word.chars().take(1);
    let capital: String = first.chain(lower.chars().skip(1)).collect();
    let found = if shouted {
        ABBREVIATIONS.get(capital.as_str())
    } else {
        None
    };
    found.or_else(|| ABBREVIATIONS.get(lower.as_str())).copied()
}

static ABBREVIATIONS: LazyLock<FxHashMap<&str, Follows>> = LazyLock::new(|| {
    lexicon::entries(include_str!("lexicon/abbreviations.txt"))
        .filter_map(|entry| entry.split_once(' '))
        .map(|(word, follows)| {
            let follows = match follows.trim() {
                "name" => Follows::Name,
                "figure" => Follows::Figure,
                _ => Follows::Either,
            };
            (word, follows)
        })
        .collect()
});

/// Cuts the word at `at`, and the clitic on it, and answers where they end.
fn word(prose: &str, at: usize, list: &mut Vec<Token>) -> usize {
    if let Some(end) = dotted_letters(prose, at) {
        let end = if char_at(prose, end) == Some('-') {
            word_end(prose, end)
        } else {
            end
        };
        list.push(token(at, end));
        return end;
    }
    let end = word_end(prose, at);
    if let Some(stop) = abbreviation_end(prose, at, end) {
        list.push(token(at, stop));
        return stop;
    }
    match clitic_start(prose, at, end) {
        Some(cut) => {
            list.push(token(at, cut));
            list.push(token(cut, end));
        }
        None => list.push(token(at, end)),
    }
    end
}

/// Where the word with its hyphens and apostrophes ends.
fn word_end(prose: &str, start: usize) -> usize {
    let mut at = start;
    while let Some(c) = char_at(prose, at) {
        let next = at + c.len_utf8();
        let joins = match c {
            _ if is_word(c) => true,
            '-' | '&' | '/' | '\'' | '’' | '.' | ',' | ':' => match char_at(prose, next) {
                Some(after) if is_word(after) => is_joined(prose, start, at, c, after),
                _ => false,
            },
            _ => false,
        };
        if !joins {
            break;
        }
        at = next;
    }
    at
}

/// Whether the mark `c` at `at`, between two word characters, joins them.
fn is_joined(prose: &str, start: usize, at: usize, c: char, after: char) -> bool {
    let before = prose[start..at].chars().next_back().unwrap_or(' ');
    match c {
        ',' | ':' => before.is_ascii_digit() && after.is_ascii_digit(),
        // "said.He" lacks a space; "example.com", "3.5" and "Ph.D" do not
        '.' => {
            let ends_word = before.is_lowercase() && prose[start..at].chars().count() > 2;
            !(ends_word && after.is_uppercase())
        }
        _ => true,
    }
}

/// "U.S.", "a.m.": letters, each with its stop, two at least.
fn dotted_letters(prose: &str, start: usize) -> Option<usize> {
    let mut at = start;
    let mut letters = 0;
    while let Some(letter) = char_at(prose, at).filter(|it| it.is_alphabetic())
        && prose.as_bytes().get(at + letter.len_utf8()) == Some(&b'.')
    {
        at += letter.len_utf8() + 1;
        letters += 1;
    }
    let whole = letters >= 2 && !char_at(prose, at).is_some_and(is_word);
    if whole {
        Some(at)
    } else {
        doctorate(prose, start)
    }
}

/// "Ph.D."
fn doctorate(prose: &str, start: usize) -> Option<usize> {
    let rest = &prose.as_bytes()[start..];
    (rest.len() >= 5 && rest[..5].eq_ignore_ascii_case(b"ph.d.")).then_some(start + 5)
}

/// Where the abbreviation ends whose letters are `start..end`.
fn abbreviation_end(prose: &str, start: usize, end: usize) -> Option<usize> {
    let stop = end + 1;
    if prose.as_bytes().get(end) != Some(&b'.')
        || end - start > 6
        || prose.as_bytes().get(stop) == Some(&b'.')
    {
        return None;
    }
    match abbreviation(&prose[start..stop]).or_else(|| shouted(prose, start, end))? {
        Follows::Figure => prose[stop..]
            .trim_start()
            .starts_with(|c: char| c.is_ascii_digit())
            .then_some(stop),
        Follows::Name => prose[stop..]
            .starts_with(|c: char| is_blank(c) || c.is_alphanumeric())
            .then_some(stop),
        Follows::Either => Some(stop),
    }
}

/// "MS." before a name in capitals: what "Ms." is. Alone it may be an illness.
fn shouted(prose: &str, start: usize, end: usize) -> Option<Follows> {
    let bytes = &prose.as_bytes()[start..end];
    let name = prose[end + 1..].strip_prefix(' ')?.as_bytes();
    let capitals = |it: &[u8]| it.len() == 2 && it.iter().all(u8::is_ascii_uppercase);
    if !capitals(bytes) || !capitals(name.get(..2)?) {
        return None;
    }
    let title = [bytes[0], bytes[1].to_ascii_lowercase(), b'.'];
    let title = std::str::from_utf8(&title).ok()?;
    abbreviation(title).filter(|it| *it == Follows::Name)
}

/// Where "n't", "'s", "'re", "'ve", "'ll", "'d" or "'m" begins in the word.
fn clitic_start(prose: &str, start: usize, end: usize) -> Option<usize> {
    let word = &prose[start..end];
    let (cut, mark) = word
        .char_indices()
        .rev()
        .take(4)
        .find(|(_, c)| matches!(c, '\'' | '’'))?;
    let tail = &word[cut + mark.len_utf8()..];
    if tail.eq_ignore_ascii_case("t") {
        let n = cut.checked_sub(1)?;
        return (n > 0 && word.as_bytes()[n].eq_ignore_ascii_case(&b'n')).then_some(start + n);
    }
    let clitic = ["s", "re", "ve", "ll", "d", "m"]
        .iter()
        .any(|it| tail.eq_ignore_ascii_case(it));
    (clitic && cut > 0).then_some(start + cut)
}

/// Runs of dots and of hyphens are one mark; any other stands alone.
fn mark_end(prose: &str, at: usize, c: char) -> usize {
    let next = at + c.len_utf8();
    if c != '.' && c != '-' {
        return next;
    }
    next + prose.as_bytes()[next..]
        .iter()
        .take_while(|b| **b == c as u8)
        .count()
}

fn is_word(c: char) -> bool {
    if c.is_ascii() {
        c.is_ascii_alphanumeric() || c == '_'
    } else {
        c.is_alphanumeric() || is_combining(c)
    }
}

fn is_combining(c: char) -> bool {
    matches!(c, '\u{300}'..='\u{36f}')
}

/// White space and characters without width.
fn is_blank(c: char) -> bool {
    c.is_whitespace()
        || matches!(
            c,
            '\u{200b}'..='\u{200f}' | '\u{2060}' | '\u{feff}' | '\u{ad}'
        )
}

fn char_at(text: &str, at: usize) -> Option<char> {
    match text.as_bytes().get(at) {
        Some(b) if b.is_ascii() => Some(*b as char),
        Some(_) => text[at..].chars().next(),
        None => None,
    }
}

fn token(start: usize, end: usize) -> Token {
    Token {
        span: Span::new(start, end),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(prose: &str, expected: &str) {
        let cut: Vec<&str> = tokens(prose).iter().map(|it| it.span.of(prose)).collect();
        assert_eq!(cut.join("|"), expected);
    }

    #[test]
    fn marks_stand_alone() {
        check(
            "“We lost,” Ms. Oduya said.",
            "“|We|lost|,|”|Ms.|Oduya|said|.",
        );
        check("He said: \"Go!\"", "He|said|:|\"|Go|!|\"");
        check("the plan — late — fell", "the|plan|—|late|—|fell");
    }

    #[test]
    fn clitics_are_cut_off() {
        check("Don't say Marta’s wrong", "Do|n't|say|Marta|’s|wrong");
        check(
            "they'll, I’ve, o'clock, O'Hanlon",
            "they|'ll|,|I|’ve|,|o'clock|,|O'Hanlon",
        );
    }

    #[test]
    fn figures_are_whole() {
        check("$1,500, or 12.5% by 3:30", "$|1,500|,|or|12.5|%|by|3:30");
        check("a 20-year-old’s 1st", "a|20-year-old|’s|1st");
    }

    #[test]
    fn abbreviations_keep_their_stop() {
        check(
            "U.S. Gen. Pell of Dover, Del.",
            "U.S.|Gen.|Pell|of|Dover|,|Del.",
        );
        check(
            "the U.S.-led force at 4 p.m.",
            "the|U.S.-led|force|at|4|p.m.",
        );
        check("No. 5 said no. No.", "No.|5|said|no|.|No|.");
        check("J. Pell", "J|.|Pell");
        check("É.T. ÉD. Pell", "É.T.|ÉD|.|Pell");
    }

    #[test]
    fn a_lost_space_ends_the_word() {
        check(
            "he left.She stayed at example.com",
            "he|left|.|She|stayed|at|example.com",
        );
    }

    #[test]
    fn dots_and_dashes_run() {
        check("well ... no--yes…", "well|...|no|--|yes|…");
    }

    #[test]
    fn nothing_is_lost() {
        let prose = "Ça, 日本 e\u{301}t 👩‍🚀 «oui» a.b.c. '' ``x``. U.S";
        let kept: String = tokens(prose).iter().map(|it| it.span.of(prose)).collect();
        let wanted: String = prose.chars().filter(|c| !is_blank(*c)).collect();
        assert_eq!(kept, wanted);
    }
}
