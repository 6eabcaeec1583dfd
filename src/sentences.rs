//! Sentences of a paragraph. Line breaks inside a paragraph are white space,
//! and so are the blanks that stand for markup. Closing quotation marks and
//! brackets go with the sentence they close; a stop inside a quotation that the
//! sentence goes on after (“Go!” she said.) ends nothing.

use std::sync::LazyLock;

use rustc_hash::FxHashSet;

use crate::{
    lexicon,
    span::Span,
    tokens::{Follows, Token, abbreviation, tokens},
};

/// The sentences of `prose`, in order, apart, without white space at the ends.
pub fn sentences(prose: &str) -> Vec<Span> {
    sentences_of(prose, &tokens(prose))
}

/// The sentences of `prose`, which was cut into `tokens`.
pub fn sentences_of(prose: &str, tokens: &[Token]) -> Vec<Span> {
    let mut list = Vec::new();
    let mut first = 0;
    let mut at = 0;
    while at < tokens.len() {
        let end = if may_end(prose, tokens, first, at) {
            closed(prose, tokens, at)
        } else {
            at
        };
        if end + 1 == tokens.len()
            || (may_end(prose, tokens, first, at) && begins(prose, tokens, at, end))
        {
            list.push(Span::new(tokens[first].span.start, tokens[end].span.end));
            first = end + 1;
        }
        at = end + 1;
    }
    list
}

/// Whether the token at `at` may be the last before a sentence's closing marks.
fn may_end(prose: &str, tokens: &[Token], first: usize, at: usize) -> bool {
    let word = tokens[at].span.of(prose);
    match word {
        "!" | "?" | "…" => true,
        "." => !is_initial(prose, tokens, at) && !is_list_number(prose, tokens, first, at),
        _ if !word.ends_with('.') => false,
        _ if word.starts_with('.') => word.len() > 2,
        _ => abbreviation(word) != Some(Follows::Name),
    }
}

/// The last of the marks that close what ends at `at`: ?!, quotation marks, brackets.
fn closed(prose: &str, tokens: &[Token], at: usize) -> usize {
    let mut end = at;
    while let Some(next) = tokens.get(end + 1) {
        let adjacent = next.span.start == tokens[end].span.end;
        let mark = next.span.of(prose);
        let closes = match mark {
            "”" | "’" | "»" | ")" | "]" | "'" | "\"" => adjacent,
            "!" | "?" | "." | "…" | "..." => adjacent,
            _ => false,
        };
        // a closing curly mark that was set off by a space by mistake
        let strays = mark == "”" && prose[tokens[end].span.end..next.span.start].len() == 1;
        if !closes && !strays {
            break;
        }
        end += 1;
    }
    end
}

/// Whether a new sentence begins behind `end`, where `at` is the stop that may end one.
fn begins(prose: &str, tokens: &[Token], at: usize, end: usize) -> bool {
    let stop = tokens[at].span.of(prose);
    let quoted = end > at
        && tokens[at + 1..=end]
            .iter()
            .any(|it| is_closing_quote(it.span.of(prose)));
    let mut next = end + 1;
    while next + 1 < tokens.len() && is_opening(tokens[next].span.of(prose)) {
        next += 1;
    }
    let word = tokens[next].span.of(prose);
    let Some(c) = word.chars().next() else {
        return true;
    };
    if c.is_lowercase() || matches!(c, ',' | ';' | ':' | '—' | '–') || word.starts_with("--") {
        return false;
    }
    if stop.len() > 1 && stop.ends_with('.') && !stop.starts_with('.') {
        // "U.S.", "Inc.": what follows must look like a beginning
        return quoted || (c.is_uppercase() && (next > end + 1 || opens_sentence(word)));
    }
    if quoted && matches!(stop, "!" | "?") && c.is_uppercase() && !opens_sentence(word) {
        return !is_told(prose, tokens, next);
    }
    c.is_alphanumeric()
        || !c.is_ascii()
        || is_opening(word)
        || matches!(c, '$' | '#' | '@' | '*' | '-' | '/')
}

/// Whether `next` is the speaker of the quotation before it: "“Go!” Mr. Pell shouted."
fn is_told(prose: &str, tokens: &[Token], next: usize) -> bool {
    let mut at = next;
    while let Some(token) = tokens.get(at).filter(|_| at < next + 5) {
        let word = token.span.of(prose);
        if SAID.contains(word) {
            return true;
        }
        if word != "." && !word.starts_with(char::is_uppercase) {
            return false;
        }
        at += 1;
    }
    false
}

/// "J." in "J. Pell"; not "plan B." at the end.
fn is_initial(prose: &str, tokens: &[Token], stop: usize) -> bool {
    let Some(letter) = stop.checked_sub(1).map(|it| tokens[it]) else {
        return false;
    };
    let word = letter.span.of(prose);
    let mut letters = word.chars();
    let single = letters.next().is_some_and(char::is_uppercase) && letters.next().is_none();
    let single = single && word != "I";
    if !single || letter.span.end != tokens[stop].span.start {
        return false;
    }
    tokens.get(stop + 1).is_some_and(|next| {
        let next = next.span.of(prose);
        next.starts_with(char::is_uppercase) && !opens_sentence(next)
    })
}

/// "1." before the first word of an item.
fn is_list_number(prose: &str, tokens: &[Token], first: usize, stop: usize) -> bool {
    let word = tokens[first].span.of(prose);
    stop == first + 1 && word.len() < 3 && word.bytes().all(|b| b.is_ascii_digit())
}

fn opens_sentence(word: &str) -> bool {
    word.len() < 16 && OPENERS.contains(word.to_ascii_lowercase().as_str())
}

fn is_closing_quote(mark: &str) -> bool {
    matches!(mark, "”" | "’" | "»" | "'" | "\"")
}

fn is_opening(mark: &str) -> bool {
    matches!(
        mark,
        "“" | "‘" | "«" | "„" | "\"" | "'" | "(" | "[" | "`" | "•" | "*"
    )
}

static OPENERS: LazyLock<FxHashSet<&str>> =
    LazyLock::new(|| lexicon::entries(include_str!("lexicon/sentence_openers.txt")).collect());

static SAID: LazyLock<FxHashSet<&str>> =
    LazyLock::new(|| lexicon::entries(include_str!("lexicon/said.txt")).collect());

#[cfg(test)]
mod tests {
    use super::*;

    /// `|` stands where one sentence ends and the next begins.
    #[track_caller]
    fn check(marked: &str) {
        let prose = marked.replace('|', "");
        let found: Vec<&str> = sentences(&prose).iter().map(|it| it.of(&prose)).collect();
        let wanted: Vec<&str> = marked.split('|').map(str::trim).collect();
        assert_eq!(found, wanted);
    }

    #[test]
    fn abbreviations_end_nothing() {
        check("Gen. Ada Pell of the U.S. Army met Mr. Oduya at 4 p.m. Friday. |He left.");
        check("Harrow Mills Inc. of Dover, Del., sold No. 5 on Sept. 12. |It closed.");
        check("J. R. Pell and B. Oduya won.");
        check("He left. |THE BRIDGE IS UNSAFE, MS. ODUYA SAID. |She has MS. |He has it too.");
        check("É. Pell and É.T. Oduya won. |“É.T.” |He met É.T. Oduya. |It was plan É.");
    }

    #[test]
    fn abbreviations_may_be_last_words() {
        check(
            "They left the U.S. |The minister stayed at Harrow Mills Inc. |He slept until 9 a.m. |“We waited.”",
        );
    }

    #[test]
    fn closing_marks_go_with_their_sentence() {
        check("“We lost. |We will be back.” |(He declined to say more.) |\"Fine.\" |She left.");
    }

    #[test]
    fn a_sentence_goes_on_after_its_quotation() {
        check("“Go!” she said. |“Why?” Mr. Pell asked. |“Stop!” the crowd cried.");
        check("“Is it over?” |The crowd waited.");
    }

    #[test]
    fn dots_of_omission() {
        check("“We … went home ... late,” he said. |“I wonder... |They never called.”");
    }

    #[test]
    fn line_breaks_and_blanks_are_white_space() {
        check("The mayor\nresigned.   |  The council\r\nmet.");
    }

    #[test]
    fn list_numbers_stay() {
        check("1. Open the door. |Then wait.");
    }

    #[test]
    fn odd_text_is_one_sentence() {
        check("no stop at all");
        assert_eq!(sentences(" \n "), []);
        check("...");
    }
}
