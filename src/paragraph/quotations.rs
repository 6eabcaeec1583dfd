//! Quotations: curly and straight marks, double and single, left open or not.
//!
//! A single mark is hard to tell from an apostrophe, so a single quotation
//! counts only where it opens before a word and closes behind one.

use super::Quotation;
use crate::span::Span;

/// The quotations of `prose`, outermost only, in order, apart.
pub fn quotations(prose: &str) -> Vec<Quotation> {
    let mut list: Vec<Quotation> = Vec::new();
    let mut at = 0;
    while let Some((start, mark)) = next_opening(prose, at) {
        let inside = start + mark.len_utf8();
        let words = match closing(prose, inside, mark) {
            Some(end) => Span::new(inside, end),
            None if !may_stay_open(prose, start, mark) => {
                at = inside;
                continue;
            }
            None => Span::new(inside, prose.len()),
        };
        let open = words.end == prose.len();
        let end = if open {
            words.end
        } else {
            words.end + prose[words.end..].chars().next().map_or(0, char::len_utf8)
        };
        at = end.max(inside);
        let count = words
            .of(prose)
            .split(|c: char| c.is_whitespace() || c == '—')
            .filter(|it| it.contains(char::is_alphanumeric))
            .count();
        if 0 < count {
            list.push(Quotation {
                span: Span::new(start, end),
                words,
                count,
                open,
            });
        }
    }
    list
}

/// A single mark without its partner is an apostrophe, unless it is a curly one
/// where somebody begins to speak.
fn may_stay_open(prose: &str, start: usize, mark: char) -> bool {
    let before = prose[..start].trim_end();
    match mark {
        '\'' => false,
        '‘' => before.is_empty() || before.ends_with(['.', ':', ',', '?', '!']),
        _ => true,
    }
}

fn next_opening(prose: &str, from: usize) -> Option<(usize, char)> {
    prose[from..]
        .char_indices()
        .map(|(i, c)| (from + i, c))
        .find(|&(i, c)| {
            let before = prose[..i].chars().next_back();
            let after = prose[i + c.len_utf8()..].chars().next();
            let starts_word = before
                .is_none_or(|it| it.is_whitespace() || "([{—–-/“\"".contains(it))
                && after.is_some_and(|it| !it.is_whitespace());
            match c {
                '“' | '«' | '„' => true,
                '"' => starts_word,
                '‘' => starts_word,
                '\'' => {
                    starts_word && after.is_some_and(|it| it.is_alphabetic() || it == '\u{2026}')
                }
                _ => false,
            }
        })
}

/// Where the quotation that `open` begins is closed.
fn closing(prose: &str, from: usize, open: char) -> Option<usize> {
    let close: &[char] = match open {
        '“' | '„' => &['”', '"'],
        '«' => &['»'],
        '"' => &['"', '”'],
        _ => return single_closing(prose, from, if open == '‘' { '’' } else { '\'' }),
    };
    prose[from..].find(close).map(|it| from + it)
}

/// The first mark behind punctuation, else the first behind a word that is no
/// plural's apostrophe ("workers’ rights").
fn single_closing(prose: &str, from: usize, close: char) -> Option<usize> {
    let mut fallback = None;
    for (i, _) in prose[from..].match_indices(close) {
        let at = from + i;
        if prose[at + close.len_utf8()..].starts_with(char::is_alphanumeric) || at == from {
            continue;
        }
        match prose[..at].chars().next_back() {
            Some('.' | ',' | '?' | '!' | '…' | '—') => return Some(at),
            Some('s')
                if fallback.is_none()
                    && prose[at + close.len_utf8()..]
                        .trim_start()
                        .starts_with(char::is_lowercase) => {}
            _ => fallback = fallback.or(Some(at)),
        }
        if fallback.is_some() && prose[from..at].len() > 60 {
            break;
        }
    }
    fallback
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(prose: &str) -> Vec<String> {
        quotations(prose)
            .iter()
            .map(|it| format!("{}{}", it.words.of(prose), if it.open { " …" } else { "" }))
            .collect()
    }

    #[test]
    fn marks_of_every_kind() {
        assert_eq!(
            shown("“We’re late,” she said. “Go.”"),
            ["We’re late,", "Go."]
        );
        assert_eq!(
            shown("\"We're late,\" she said of the 6\" pipe."),
            ["We're late,"]
        );
        assert_eq!(
            shown("‘We’re going,’ said the workers’ leader, a ‘fixer’."),
            ["We’re going,", "fixer"]
        );
        assert_eq!(
            shown("the workers' rights and Moscow's war"),
            Vec::<String>::new()
        );
        assert_eq!(shown("He called it 'a disaster' and left."), ["a disaster"]);
        assert_eq!(shown("“It goes on. And on."), ["It goes on. And on. …"]);
        assert_eq!(
            shown("It was late, he said. ‘It goes on."),
            ["It goes on. …"]
        );
        assert_eq!(shown("“Mixed marks,\" he said."), ["Mixed marks,"]);
    }
}
