//! Attributions by a list of cue words: the first reading, until the trained one.

use super::{Attribution, CueKind};
use crate::{span::Span, tokens::Token};

const CUES: &[&str] = &[
    "said",
    "says",
    "told",
    "added",
    "warned",
    "confirmed",
    "denied",
    "announced",
    "estimate",
    "accused",
];

pub fn attributions(
    prose: &str,
    tokens: &[Token],
    sentences: &[Span],
    _opens_quoted: bool,
) -> Vec<Attribution> {
    let mut list = Vec::new();
    for &sentence in sentences {
        let words: Vec<Span> = tokens
            .iter()
            .map(|it| it.span)
            .filter(|it| sentence.contains(*it))
            .collect();
        let Some(at) = words.iter().position(|it| CUES.contains(&it.of(prose))) else {
            continue;
        };
        let first = (0..at)
            .rev()
            .take_while(|&i| !matches!(words[i].of(prose), "," | "”" | "\"" | "“"))
            .last()
            .unwrap_or(at);
        let source = if first < at {
            vec![Span::new(words[first].start, words[at - 1].end)]
        } else {
            Vec::new()
        };
        let content = if 0 < first {
            Span::new(sentence.start, words[first - 1].end)
        } else if at + 1 < words.len() {
            Span::new(words[at + 1].start, sentence.end)
        } else {
            continue;
        };
        list.push(Attribution {
            source,
            cue: vec![words[at]],
            content: vec![content],
            kind: CueKind::Speech,
            confidence: 0.8,
        });
    }
    list
}
