//! Words that stand in a draft for something still to come.

use std::sync::LazyLock;

use aho_corasick::{AhoCorasick, MatchKind};

use super::{Signal, SignalKind};
use crate::{lexicon, span::Span};

static PLACEHOLDERS: LazyLock<AhoCorasick> = LazyLock::new(|| {
    AhoCorasick::builder()
        .match_kind(MatchKind::LeftmostLongest)
        .build(lexicon::entries(include_str!("../lexicon/placeholder.txt")))
        .expect("the list is short")
});

/// The placeholders in `prose`, in order.
pub fn placeholders(prose: &str) -> impl Iterator<Item = Signal> {
    PLACEHOLDERS
        .find_iter(prose)
        .map(|it| Span::new(it.start(), it.end()))
        .filter(|it| stands_alone(prose, *it))
        .map(|span| Signal {
            span,
            kind: SignalKind::Placeholder,
        })
}

/// Whether no letter or digit stands beside `span`, where it has one itself.
pub fn stands_alone(text: &str, span: Span) -> bool {
    let word = |it: Option<char>| it.is_some_and(char::is_alphanumeric);
    let inner = span.of(text);
    let before = text[..span.start].chars().next_back();
    let behind = text[span.end..].chars().next();
    !(word(before) && word(inner.chars().next()) || word(behind) && word(inner.chars().next_back()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn placeholders_stand_alone() {
        let text = "The $TK deal (TK source), TK-year-old, a TKO, tk, XXXL, [source?].";
        let found: Vec<&str> = placeholders(text).map(|it| it.span.of(text)).collect();
        assert_eq!(found, ["$TK", "(TK source)", "TK", "[source?]"]);
    }
}
