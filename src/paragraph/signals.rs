//! Words and phrases that a rule may ask about, found by the lists in `lexicon/`.

use std::sync::LazyLock;

use rustc_hash::FxHashMap;

use super::{Signal, SignalKind, placeholders::placeholders};
use crate::{
    lexicon,
    lexicon::words::{self, COMMON, FUNCTION},
    span::Span,
    tokens::{Token, tokens},
};

/// The phrases by their first word.
type Phrases = FxHashMap<&'static str, Vec<(Vec<&'static str>, SignalKind)>>;

static PHRASES: LazyLock<Phrases> = LazyLock::new(|| {
    let mut phrases = Phrases::default();
    for (list, kind) in [
        (
            include_str!("../lexicon/superlative.txt"),
            SignalKind::Superlative,
        ),
        (include_str!("../lexicon/hedge.txt"), SignalKind::Hedge),
        (
            include_str!("../lexicon/vague_source.txt"),
            SignalKind::VagueSource,
        ),
        (
            include_str!("../lexicon/judgement.txt"),
            SignalKind::Judgement,
        ),
        (
            include_str!("../lexicon/prediction.txt"),
            SignalKind::Prediction,
        ),
        (include_str!("../lexicon/cause.txt"), SignalKind::Cause),
        (include_str!("../lexicon/motive.txt"), SignalKind::Motive),
        (
            include_str!("../lexicon/allegation.txt"),
            SignalKind::Allegation,
        ),
        (
            include_str!("../lexicon/public_record.txt"),
            SignalKind::PublicRecord,
        ),
        (include_str!("../lexicon/counted.txt"), SignalKind::Counted),
        (
            include_str!("../lexicon/vague_dates.txt"),
            SignalKind::VagueDate,
        ),
    ] {
        for entry in lexicon::entries(list) {
            let mut words = words(entry).into_iter();
            if let Some(first) = words.next() {
                phrases
                    .entry(first)
                    .or_default()
                    .push((words.collect(), kind));
            }
        }
    }
    for list in phrases.values_mut() {
        list.sort_by_key(|(rest, _)| std::cmp::Reverse(rest.len()));
    }
    phrases
});

/// The signals in `prose`, in order. Of the phrases of one kind that begin at a
/// word the longest counts; phrases of several kinds may share words.
pub fn signals(prose: &str, tokens: &[Token]) -> Vec<Signal> {
    let mut list: Vec<Signal> = Vec::new();
    let (lower, ends) = lowered(prose, tokens);
    let word = |i: usize| &lower[if i == 0 { 0 } else { ends[i - 1] }..ends[i]];
    for i in 0..tokens.len() {
        let Some(phrases) = PHRASES.get(word(i)) else {
            continue;
        };
        let first = list.len();
        for (rest, kind) in phrases {
            let end = i + rest.len();
            let taken = list[first..].iter().any(|it| it.kind == *kind);
            if tokens.len() <= end
                || taken
                || !rest
                    .iter()
                    .enumerate()
                    .all(|(j, it)| word(i + 1 + j) == *it)
            {
                continue;
            }
            let span = Span::new(tokens[i].span.start, tokens[end].span.end);
            // A phrase inside a longer one of its kind says nothing more.
            if !list[..first]
                .iter()
                .rev()
                .take(8)
                .any(|it| it.kind == *kind && it.span.contains(span))
            {
                list.push(Signal { span, kind: *kind });
            }
        }
    }
    list.extend(initials(prose, tokens));
    list.extend(long_names(prose, tokens));
    list.extend(placeholders(prose));
    list.sort_by_key(|it| it.span);
    list
}

/// Capitals alone, three to five, that are no part of a longer name or of a line in capitals.
fn initials<'a>(prose: &'a str, tokens: &'a [Token]) -> impl Iterator<Item = Signal> + 'a {
    let word = |i: Option<usize>| i.and_then(|it| tokens.get(it)).map(|it| it.span.of(prose));
    let capitals = |it: &str| it.bytes().all(|it| it.is_ascii_uppercase());
    let capital = |it: Option<&str>| it.is_some_and(|it| it.starts_with(char::is_uppercase));
    let alone = move |i: usize| {
        let text = tokens[i].span.of(prose);
        if !(3..=5).contains(&text.len()) || !capitals(text) {
            return false;
        }
        let before = word(i.checked_sub(1));
        let opens = word(i.checked_sub(2)).is_none_or(|it| it.ends_with(['.', '”', '"', '?']));
        let named = capital(before) && (!opens || before.is_some_and(capitals));
        let behind = word(Some(i + 1));
        let joined = behind.is_some_and(|it| matches!(it, "/" | "&" | ":"));
        let dateline = i < 4 && behind.is_some_and(|it| it.starts_with(['-', '–', '—', ',']));
        let shouted = words::kinds(text).1.has(COMMON.or(FUNCTION));
        !named && !capital(behind) && !joined && !dateline && !shouted
    };
    let found = (0..tokens.len()).filter(move |it| alone(*it));
    found.map(|it| Signal {
        span: tokens[it].span,
        kind: SignalKind::Initials,
    })
}

/// Words with capitals, with small ones between them: "Institute of the Tarn River".
fn long_names(prose: &str, tokens: &[Token]) -> Vec<Signal> {
    const SMALL: [&str; 9] = ["of", "for", "the", "and", "to", "in", "on", "&", "’s"];
    const FEWEST: usize = 3;
    let mut list = Vec::new();
    let mut at = 0;
    while at < tokens.len() {
        let (first, mut last) = (at, at);
        while let Some(token) = tokens.get(at) {
            let word = token.span.of(prose);
            match word.as_bytes()[0].is_ascii_uppercase() {
                true => last = at,
                false if first < at && SMALL.contains(&word) => (),
                false => break,
            }
            at += 1;
        }
        if FEWEST <= last + 1 - first {
            list.push(Signal {
                span: Span::new(tokens[first].span.start, tokens[last].span.end),
                kind: SignalKind::LongName,
            });
        }
        at += 1;
    }
    list
}

/// The tokens in lower case with straight apostrophes, one behind the other, and where each ends.
fn lowered(prose: &str, tokens: &[Token]) -> (String, Vec<usize>) {
    let mut lower = String::with_capacity(prose.len());
    let mut ends = Vec::with_capacity(tokens.len());
    for token in tokens {
        for c in token.span.of(prose).chars() {
            match c {
                '’' => lower.push('\''),
                _ if c.is_ascii() => lower.push(c.to_ascii_lowercase()),
                _ => lower.extend(c.to_lowercase()),
            }
        }
        ends.push(lower.len());
    }
    (lower, ends)
}

/// An entry in words as [`tokens`] cuts them. It cannot know that an entry's
/// first "'s" hangs on a word.
fn words(entry: &'static str) -> Vec<&'static str> {
    let (hanging, rest) = entry.split_at(if entry.starts_with("'s ") { 2 } else { 0 });
    let first = Some(hanging).filter(|it| !it.is_empty());
    let rest = tokens(rest).into_iter().map(|it| it.span.of(rest));
    first.into_iter().chain(rest).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn phrases_are_cut_into_words_as_the_text_is() {
        let prose = "It’s clear that the town’s oldest bridge won’t hold.";
        let seen: Vec<_> = signals(prose, &tokens(prose))
            .iter()
            .map(|it| (it.span.of(prose), it.kind))
            .collect();
        assert!(
            seen.contains(&("It’s clear", SignalKind::Judgement)),
            "{seen:?}"
        );
        assert!(
            seen.contains(&("’s oldest", SignalKind::Superlative)),
            "{seen:?}"
        );
    }
}
