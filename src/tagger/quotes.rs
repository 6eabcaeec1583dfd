//! Which words stand between quotation marks, as far as a paragraph can tell by
//! itself: straight, curly, single; with marks missing.

use crate::tokens::Token;

/// Whether a word stands in a quotation.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Quoted {
    #[default]
    No,
    /// Marks included.
    Yes,
    /// In a quotation that nothing closes.
    Open,
}

#[derive(Clone, Copy, PartialEq)]
enum Shape {
    Opens,
    Closes,
    Either,
}

/// One answer for each of `tokens`; `sentence` says in which sentence each is.
pub fn quoted(prose: &str, tokens: &[Token], sentence: &[u32]) -> Vec<Quoted> {
    let mut list = vec![Quoted::No; tokens.len()];
    let mut open: Option<usize> = None;
    for at in 0..tokens.len() {
        let Some(shape) = double_mark(prose, tokens, at) else {
            continue;
        };
        match (open, shape) {
            (None, Shape::Closes) => {}
            (None, _) => open = Some(at),
            (Some(start), Shape::Opens) => {
                // the mark that closes the earlier one is missing
                let end = (start..at)
                    .find(|&it| sentence[it] != sentence[start])
                    .unwrap_or(at);
                list[start..end].fill(Quoted::Open);
                open = Some(at);
            }
            (Some(start), _) => {
                list[start..=at].fill(Quoted::Yes);
                open = None;
            }
        }
    }
    if let Some(start) = open {
        list[start..].fill(Quoted::Open);
    }
    singles(prose, tokens, &mut list);
    list
}

fn double_mark(prose: &str, tokens: &[Token], at: usize) -> Option<Shape> {
    match tokens[at].span.of(prose) {
        "“" | "„" | "«" => Some(Shape::Opens),
        "”" | "»" => Some(Shape::Closes),
        "\"" => Some(straight(prose, tokens, at)),
        _ => None,
    }
}

/// What a straight mark does by the white space at its sides.
fn straight(prose: &str, tokens: &[Token], at: usize) -> Shape {
    let span = tokens[at].span;
    let left = prose[..span.start]
        .chars()
        .next_back()
        .is_none_or(|c| c.is_whitespace() || "([—–-".contains(c));
    let right = prose[span.end..]
        .chars()
        .next()
        .is_none_or(|c| c.is_whitespace() || ".,;:)]—–!?".contains(c));
    match (left, right) {
        (true, false) => Shape::Opens,
        (false, true) => Shape::Closes,
        _ => Shape::Either,
    }
}

/// ‘…’ and '…' outside of double marks.
fn singles(prose: &str, tokens: &[Token], list: &mut [Quoted]) {
    let mut at = 0;
    while at < tokens.len() {
        let closer = match tokens[at].span.of(prose) {
            "‘" => "’",
            "'" => "'",
            _ => {
                at += 1;
                continue;
            }
        };
        if list[at] == Quoted::No
            && opens_single(prose, tokens, at)
            && let Some(end) = single_end(prose, tokens, at, closer, list)
        {
            list[at..=end].fill(Quoted::Yes);
            at = end;
        }
        at += 1;
    }
}

fn opens_single(prose: &str, tokens: &[Token], at: usize) -> bool {
    let span = tokens[at].span;
    let free = prose[..span.start]
        .chars()
        .next_back()
        .is_none_or(|c| !c.is_alphanumeric());
    let held = prose[span.end..]
        .chars()
        .next()
        .is_some_and(|c| !c.is_whitespace() && !c.is_ascii_digit());
    free && held
}

/// The closing mark: the first one, unless it looks like a plural's apostrophe
/// ("the officers’ plan") and a better one comes before the next opening mark.
fn single_end(
    prose: &str,
    tokens: &[Token],
    start: usize,
    closer: &str,
    list: &[Quoted],
) -> Option<usize> {
    let mut plural = None;
    for at in start + 2..tokens.len().min(start + 120) {
        let word = tokens[at].span.of(prose);
        if word == "‘" || list[at] != Quoted::No {
            break;
        }
        let free = prose[tokens[at].span.end..]
            .chars()
            .next()
            .is_none_or(|c| !c.is_alphanumeric());
        if word != closer || !free {
            continue;
        }
        let before = prose[..tokens[at].span.start]
            .chars()
            .next_back()
            .unwrap_or(' ');
        if before.is_whitespace() {
            continue;
        }
        if before != 's' {
            return Some(at);
        }
        plural.get_or_insert(at);
    }
    plural
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{sentences::sentences_of, tokens::tokens};

    /// `<` and `>` stand round what is quoted.
    #[track_caller]
    fn check(marked: &str) {
        let prose = marked.replace(['<', '>'], "");
        let words = tokens(&prose);
        let sentences = sentences_of(&prose, &words);
        let index: Vec<u32> = words
            .iter()
            .map(|it| sentences.partition_point(|s| s.end < it.span.end) as u32)
            .collect();
        let mut drawn = prose.clone();
        let answers = quoted(&prose, &words, &index);
        for at in (0..words.len()).rev() {
            let in_it = answers[at] != Quoted::No;
            if in_it && (at + 1 == words.len() || answers[at + 1] == Quoted::No) {
                drawn.insert(words[at].span.end, '>');
            }
            if in_it && (at == 0 || answers[at - 1] == Quoted::No) {
                drawn.insert(words[at].span.start, '<');
            }
        }
        assert_eq!(drawn, marked);
    }

    #[test]
    fn marks_of_all_kinds() {
        check("<“We lost,”> she said. <\"Why?\"> asked Pell. <‘We lost,’> said Oduya’s aide.");
        check("He called it <'a disaster'> for the officers' union.");
        check("<‘The officers’ plan failed,’> she said.");
    }

    #[test]
    fn a_closing_mark_is_missing() {
        check("<\"We lost.> Then she said <\"we won\">.");
        check("<“We lost. We will be back.>");
        check("We lost,” she said.");
    }

    #[test]
    fn apostrophes_are_no_marks() {
        check("It’s the Pells’ house, in the ’90s and '80s.");
    }
}
