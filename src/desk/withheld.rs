//! The names of sources who are not on the record: found in a text, and masked
//! in whatever is printed of it.

use std::{borrow::Cow, sync::Arc};

use aho_corasick::{AhoCorasick, MatchKind};
use rustc_hash::FxHashSet;
use serde_json::Value;

use crate::{
    lexicon,
    sources::{Kind, Record},
    span::Span,
};

/// Of each source the surname, which the given names may stand before, and the
/// address. Surnames that somebody on the record has too count only with a
/// given name.
#[derive(Clone, Default)]
pub struct Withheld(Option<Arc<Searched>>);

struct Searched {
    searcher: AhoCorasick,
    /// For each pattern of `searcher`.
    patterns: Vec<Pattern>,
}

struct Pattern {
    record: usize,
    /// The names that stand before it, in lower case.
    given: Vec<String>,
    sort: Sort,
}

#[derive(Clone, Copy, PartialEq)]
enum Sort {
    Surname,
    /// Of somebody on the record too.
    Shared,
    /// A word of the language too: it must begin with a capital.
    Common,
    Address,
}

/// A place where a name stands.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Breach {
    pub span: Span,
    /// The index of its record.
    pub record: usize,
    /// Whether a given name or an address makes it certain who is meant.
    pub certain: bool,
}

impl Withheld {
    pub fn new(records: &[Record]) -> Withheld {
        if !records.iter().any(Record::confidential) {
            return Withheld(None);
        }
        let open: FxHashSet<String> = records
            .iter()
            .filter_map(Record::printable_name)
            .filter_map(|it| Some(words(it).pop()?.to_lowercase()))
            .collect();
        let (mut needles, mut patterns) = (Vec::new(), Vec::new());
        for (record, it) in records
            .iter()
            .enumerate()
            .filter(|(_, it)| it.confidential())
        {
            let [name, _, org, email] = it.names_for_matching_only();
            let thing = matches!(it.kind, Kind::Document | Kind::Court | Kind::Dataset);
            let name = name.or(org.filter(|_| thing));
            let mut add = |needle: &str, given: &[&str], sort| {
                // Searched without regard to case in ASCII; the rest is spelt out.
                for spelt in [
                    needle.to_owned(),
                    needle.to_lowercase(),
                    needle.to_uppercase(),
                ] {
                    needles.push(spelt);
                    let given = given.iter().map(|it| it.to_lowercase()).collect();
                    patterns.push(Pattern {
                        record,
                        given,
                        sort,
                    });
                }
            };
            let parts = name.map(words).unwrap_or_default();
            if let Some((surname, given)) = parts.split_last() {
                let lower = surname.to_lowercase();
                let sort = match () {
                    () if open.contains(&lower) && !given.is_empty() => Sort::Shared,
                    () if is_common(&lower) => Sort::Common,
                    () => Sort::Surname,
                };
                add(surname, given, sort);
            }
            if let Some(email) = email.map(str::trim).filter(|it| it.contains('@')) {
                add(email, &[], Sort::Address);
            }
        }
        let searcher = AhoCorasick::builder()
            .ascii_case_insensitive(true)
            .match_kind(MatchKind::LeftmostLongest)
            .build(&needles);
        let searched = |searcher| Arc::new(Searched { searcher, patterns });
        Withheld(searcher.ok().filter(|_| !needles.is_empty()).map(searched))
    }

    /// Every place of `text` where one of the names stands, in order, apart.
    pub fn breaches(&self, text: &str) -> Vec<Breach> {
        let Some(searched) = &self.0 else {
            return Vec::new();
        };
        let mut breaches: Vec<Breach> = Vec::new();
        for found in searched.searcher.find_iter(text) {
            let pattern = &searched.patterns[found.pattern().as_usize()];
            let place = Span::new(found.start(), found.end());
            let Some((span, certain)) = pattern.breach(text, place) else {
                continue;
            };
            match breaches.last_mut().filter(|it| span.start < it.span.end) {
                Some(last) => last.span.end = last.span.end.max(span.end),
                None => breaches.push(Breach {
                    span,
                    record: pattern.record,
                    certain,
                }),
            }
        }
        breaches
    }

    /// `text` with a block in the place of every letter of such a name.
    pub fn masked<'t>(&self, text: &'t str) -> Cow<'t, str> {
        let breaches = self.breaches(text);
        if breaches.is_empty() {
            return Cow::Borrowed(text);
        }
        let mut masked = String::with_capacity(text.len());
        let mut at = 0;
        for Breach { span, .. } in breaches {
            masked.push_str(&text[at..span.start]);
            let block = |c: char| if c.is_whitespace() { c } else { '█' };
            masked.extend(span.of(text).chars().map(block));
            at = span.end;
        }
        masked.push_str(&text[at..]);
        Cow::Owned(masked)
    }

    /// Masks all texts in `value` but those under the keys of `kept`.
    pub fn mask(&self, value: &mut Value, kept: &[&str]) {
        match value {
            Value::String(text) => {
                if let Cow::Owned(masked) = self.masked(text) {
                    *text = masked;
                }
            }
            Value::Array(list) => list.iter_mut().for_each(|it| self.mask(it, kept)),
            Value::Object(map) => {
                for (key, value) in map.iter_mut() {
                    if !kept.contains(&key.as_str()) {
                        self.mask(value, kept);
                    }
                }
            }
            _ => (),
        }
    }
}

impl Pattern {
    /// The whole of what stands at `place`, if it is a name of the source, and
    /// whether that is certain.
    fn breach(&self, text: &str, place: Span) -> Option<(Span, bool)> {
        let (before, behind) = (&text[..place.start], &text[place.end..]);
        if self.sort == Sort::Address {
            return Some((place, true));
        }
        let inner = |c: char| c.is_alphanumeric();
        let apart = !before.ends_with(inner) && !behind.starts_with(inner);
        // In an address names run together.
        let address = address_around(text, place).filter(|_| apart || 4 <= place.len());
        if address.is_some() || !apart {
            return address.map(|it| (it, true));
        }
        if let Some(start) = self.given_before(before) {
            return Some((Span::new(start, place.end), true));
        }
        match self.sort {
            Sort::Shared => None,
            Sort::Common if !place.of(text).starts_with(char::is_uppercase) => None,
            _ => Some((place, false)),
        }
    }

    /// Where the given names begin that `before` ends with.
    fn given_before(&self, before: &str) -> Option<usize> {
        let mut start = None;
        let mut rest = before;
        loop {
            rest = rest.trim_end_matches(|c: char| c.is_whitespace() || "*_.".contains(c));
            let word = rest
                .rsplit(|c: char| !c.is_alphanumeric() && c != '-')
                .next()?;
            let lower = word.to_lowercase();
            let initial = |it: &String| lower.chars().count() == 1 && it.starts_with(&lower);
            let known = |it: &String| *it == lower || it.starts_with(&lower) && initial(it);
            if word.is_empty() || !self.given.iter().any(known) {
                return start;
            }
            rest = &rest[..rest.len() - word.len()];
            start = Some(rest.len());
        }
    }
}

/// The words of a name without what is added to it: "Ruth", "Abelsen".
fn words(name: &str) -> Vec<&str> {
    const SUFFIXES: [&str; 6] = ["Jr.", "Sr.", "Jr", "Sr", "II", "III"];
    let words = name.split(|c: char| c.is_whitespace() || c == ',');
    words
        .filter(|it| !it.is_empty() && !SUFFIXES.contains(it))
        .collect()
}

/// The e-mail address that `place` is in.
fn address_around(text: &str, place: Span) -> Option<Span> {
    let outside = |c: char| c.is_whitespace() || "<>()[]{}\"'“”,;:/".contains(c);
    let start = text[..place.start].rfind(outside);
    let start = start.map_or(0, |it| {
        it + text[it..].chars().next().map_or(1, char::len_utf8)
    });
    let end = text[place.end..]
        .find(outside)
        .map_or(text.len(), |it| place.end + it);
    let whole = Span::new(start, end);
    let at = whole.of(text).find('@')?;
    (0 < at).then_some(whole)
}

fn is_common(word: &str) -> bool {
    lexicon::entries(include_str!("../lexicon/common_words.txt")).any(|it| it == word)
}

/// The names must not be printed.
impl std::fmt::Debug for Withheld {
    fn fmt(&self, f: &mut std::fmt::Formatter) -> std::fmt::Result {
        f.write_str("Withheld")
    }
}
