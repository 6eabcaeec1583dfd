//! What a writer puts beside the prose of a paragraph: citation keys, comments,
//! queries to the desk, bare links.
//!
//! Keys are read from the text itself, since Markdown knows a footnote only
//! where its definition stands.

use super::{CitationStyle, Note, NoteKind};
use crate::span::Span;

/// The HTML comments of `text`, whole.
pub fn comments(text: &str) -> Vec<Span> {
    between(text, "<!--", "-->")
}

/// What of a paragraph's `text` is no prose although Markdown may take it for some.
pub fn blanks(text: &str) -> Vec<Span> {
    let mut found = Vec::new();
    if text.contains("<!--") {
        found.extend(comments(text));
    }
    if text.contains('[') {
        found.extend(keys(text).into_iter().map(|it| it.whole));
    }
    if text.contains("{") {
        found.extend(between(text, "{>>", "<<}"));
        found.extend(
            ["{==", "==}", "{++", "++}", "{--", "--}"]
                .iter()
                .flat_map(|mark| {
                    text.match_indices(mark)
                        .map(|(at, it)| Span::new(at, at + it.len()))
                }),
        );
    }
    if text.contains("://") || text.contains("www.") {
        found.extend(addresses(text));
    }
    found.sort();
    found
}

/// The notes of a paragraph's `text`; `links` are those that Markdown found.
pub fn notes(text: &str, links: &[(Span, Box<str>)]) -> Vec<Note> {
    let mut list: Vec<Note> = links
        .iter()
        .map(|(words, target)| Note {
            span: *words,
            kind: NoteKind::Link {
                words: *words,
                target: target.clone(),
            },
        })
        .collect();
    for Key { whole, keys, style } in keys(text) {
        list.extend(keys.into_iter().map(|key| Note {
            span: whole,
            kind: NoteKind::Citation { key, style },
        }));
    }
    for span in comments(text) {
        list.extend(comment(text, span));
    }
    for words in between(text, "{==", "==}") {
        if text[words.end..].starts_with("{>>") {
            let words = Span::new(words.start + 3, words.end - 3);
            list.push(Note {
                span: words,
                kind: NoteKind::Query { words },
            });
        }
    }
    list.sort_by_key(|it| it.span);
    list
}

/// What an HTML comment at `span` says to copydesk, if it does.
pub fn comment(text: &str, span: Span) -> Option<Note> {
    let start = span.start + 4;
    let inner = text[start..span.end].strip_suffix("-->")?;
    let at = |part: &str| start + (part.as_ptr() as usize - inner.as_ptr() as usize);
    let words = inner.trim();
    if let Some(key) = words.strip_prefix("src:") {
        let key = key.trim();
        let key = Span::new(at(key), at(key) + key.len());
        return Some(Note {
            span,
            kind: NoteKind::Citation {
                key,
                style: CitationStyle::Comment,
            },
        });
    }
    let said = words
        .strip_prefix("copydesk:")?
        .trim_start()
        .strip_prefix("ok")?;
    let (rule, reason) = said.split_once(':').unwrap_or((said, ""));
    Some(Note {
        span,
        kind: NoteKind::Ok {
            rule: rule.trim().into(),
            reason: reason.trim().into(),
        },
    })
}

struct Key {
    whole: Span,
    keys: Vec<Span>,
    style: CitationStyle,
}

/// `[@key]`, `[see @key, p. 3; @other]`, `[^key]`.
fn keys(text: &str) -> Vec<Key> {
    let mut list = Vec::new();
    for (start, _) in text.match_indices('[') {
        let Some(end) = text[start..].find(']').map(|it| start + it) else {
            break;
        };
        let inner = &text[start + 1..end];
        let whole = Span::new(start, end + 1);
        if let Some(key) = inner.strip_prefix('^') {
            let is_key =
                !key.is_empty() && !key.contains(char::is_whitespace) && !key.contains('[');
            let defines =
                text[end + 1..].starts_with(':') && (start == 0 || text[..start].ends_with('\n'));
            if is_key && !defines {
                list.push(Key {
                    whole,
                    keys: vec![Span::new(start + 2, end)],
                    style: CitationStyle::Footnote,
                });
            }
            continue;
        }
        let keys: Vec<Span> = inner
            .match_indices('@')
            .filter(|(at, _)| !inner[..*at].ends_with(char::is_alphanumeric))
            .map(|(at, _)| {
                let from = start + 1 + at + 1;
                Span::new(from, from + key_len(&text[from..end]))
            })
            .filter(|it| !it.is_empty())
            .collect();
        if !keys.is_empty() && !inner.contains('[') {
            list.push(Key {
                whole,
                keys,
                style: CitationStyle::Pandoc,
            });
        }
    }
    list
}

/// How many bytes at the start of `text` are a citation key, as Pandoc reads one.
fn key_len(text: &str) -> usize {
    let inner = |c: char| c.is_alphanumeric() || "_:.#$%&-+?<>~/".contains(c);
    let len = text.find(|c| !inner(c)).unwrap_or(text.len());
    text[..len]
        .trim_end_matches([':', '.', '?', '-', '/'])
        .len()
}

fn addresses(text: &str) -> Vec<Span> {
    let mut list: Vec<Span> = Vec::new();
    for mark in ["://", "www."] {
        for (at, _) in text.match_indices(mark) {
            let before = &text[..at];
            let start = if mark == "www." {
                at
            } else {
                at - before
                    .chars()
                    .rev()
                    .take_while(char::is_ascii_alphabetic)
                    .count()
            };
            let len = text[start..]
                .find(|c: char| c.is_whitespace() || "<>\"”)]".contains(c))
                .unwrap_or(text.len() - start);
            let len = text[start..start + len]
                .trim_end_matches(['.', ',', ';', ':', '!', '?'])
                .len();
            list.push(Span::new(start, start + len));
        }
    }
    list
}

fn between(text: &str, open: &str, close: &str) -> Vec<Span> {
    let mut list = Vec::new();
    let mut at = 0;
    while let Some(start) = text[at..].find(open).map(|it| at + it) {
        let Some(end) = text[start + open.len()..].find(close) else {
            break;
        };
        at = start + open.len() + end + close.len();
        list.push(Span::new(start, at));
    }
    list
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_comments_and_queries() {
        let text = "A [@log] b [see @cox, p. 3; @fry]. C[^n1] <!-- src: fry --> {==d==}{>>source?<<} e@f.example [x] <!-- copydesk: ok superlative: we counted -->";
        let shown: Vec<String> = notes(text, &[])
            .iter()
            .map(|it| match &it.kind {
                NoteKind::Citation { key, style } => format!("{style:?} {}", key.of(text)),
                NoteKind::Ok { rule, reason } => format!("ok {rule} ({reason})"),
                NoteKind::Query { words } => format!("query {}", words.of(text)),
                NoteKind::Link { .. } => String::new(),
            })
            .collect();
        assert_eq!(
            shown,
            [
                "Pandoc log",
                "Pandoc cox",
                "Pandoc fry",
                "Footnote n1",
                "Comment fry",
                "query d",
                "ok superlative (we counted)"
            ]
        );
    }

    #[test]
    fn bare_addresses_are_no_prose() {
        let text = "See https://port.example/a?b=1. Or www.port.example, they said";
        assert_eq!(
            blanks(text)
                .iter()
                .map(|it| it.of(text))
                .collect::<Vec<_>>(),
            ["https://port.example/a?b=1", "www.port.example"]
        );
    }
}
