//! The names of sources who are not on the record: found in a text, and masked
//! in whatever is printed of it.

use std::{
    borrow::Cow,
    sync::{Arc, LazyLock},
};

use aho_corasick::{AhoCorasick, MatchKind};
use rustc_hash::{FxHashMap, FxHashSet};
use serde_json::Value;

use crate::{
    folded::{Folded, folded},
    lexicon,
    sources::{Kind, Record},
    span::Span,
};

/// Of each source the surname, which the given names may stand before, the
/// address and what stands in it before the `@`. Surnames that somebody on the
/// record has too count only with a given name.
#[derive(Clone, Default)]
pub struct Withheld(Option<Arc<Searched>>);

struct Searched {
    /// Of folded texts.
    searcher: AhoCorasick,
    /// For each pattern of `searcher`; several sources can share a name.
    patterns: Vec<Vec<Pattern>>,
}

struct Pattern {
    record: usize,
    /// The names that stand before it, folded and in lower case.
    given: Vec<String>,
    sort: Sort,
}

#[derive(Clone, Copy, PartialEq)]
enum Sort {
    Surname,
    /// Of somebody on the record too, or a part of a double name.
    Shared,
    /// A word of the language too: it must begin with a capital.
    Common,
    Address,
    /// An address without what stands behind the `@`.
    Mailbox,
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
            .filter_map(|it| words(it).pop().map(plain))
            .collect();
        let mut needles: Vec<String> = Vec::new();
        let mut patterns: Vec<Vec<Pattern>> = Vec::new();
        let mut places: FxHashMap<String, usize> = FxHashMap::default();
        for (record, it) in records
            .iter()
            .enumerate()
            .filter(|(_, it)| it.confidential())
        {
            let [name, _, org, email] = it.names_for_matching_only();
            let thing = matches!(it.kind, Kind::Document | Kind::Court | Kind::Dataset);
            let name = name.or(org.filter(|_| thing));
            let mut given = name.map(words).unwrap_or_default();
            let surname = given.pop();
            let given: Vec<String> = given.into_iter().flat_map(spellings).collect();
            let mut add = |needle: String, sort| {
                let place = *places.entry(needle).or_insert_with_key(|it| {
                    needles.push(it.clone());
                    patterns.push(Vec::new());
                    needles.len() - 1
                });
                let given = given.clone();
                patterns[place].push(Pattern {
                    record,
                    given,
                    sort,
                });
            };
            for surname in surname.map(spellings).into_iter().flatten() {
                let sort = match () {
                    () if open.contains(&surname) && !given.is_empty() => Sort::Shared,
                    () if is_common(&surname) => Sort::Common,
                    () => Sort::Surname,
                };
                for part in surname
                    .split('-')
                    .filter(|it| 2 < it.len() && *it != surname)
                {
                    add(part.to_owned(), Sort::Shared);
                }
                add(surname, sort);
            }
            if let Some(email) = email.map(str::trim).filter(|it| it.contains('@')) {
                let email = plain(email);
                let mailbox = email.split('@').next().unwrap_or_default().to_owned();
                // A word by itself may be a word of the draft.
                if 4 <= mailbox.len() && !mailbox.chars().all(char::is_alphabetic) {
                    add(mailbox, Sort::Mailbox);
                }
                add(email, Sort::Address);
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
        let folded = folded(text);
        let mut breaches: Vec<Breach> = Vec::new();
        for found in searched.searcher.find_iter(&*folded.text) {
            let place = Span::new(found.start(), found.end());
            let patterns = searched.patterns[found.pattern().as_usize()].iter();
            let fitting = patterns.filter_map(|it| {
                let (span, certain) = it.breach(text, &folded, place)?;
                Some((certain, span, it.record))
            });
            // The one of whom most is said.
            let Some((certain, span, record)) = fitting.max_by_key(|it| (it.0, it.1.len())) else {
                continue;
            };
            let span = folded.origin(span, text);
            match breaches.last_mut().filter(|it| span.start < it.span.end) {
                Some(last) => last.span.end = last.span.end.max(span.end),
                None => breaches.push(Breach {
                    span,
                    record,
                    certain,
                }),
            }
        }
        breaches
    }

    /// Whether `json` is worth being taken apart for [`Withheld::mask`].
    pub fn may_stand_in(&self, json: &str) -> bool {
        let searched = self.0.as_ref();
        searched.is_some_and(|it| it.searcher.is_match(&*folded(json).text))
    }

    /// `text` with a block in the place of every letter of such a name.
    pub fn masked<'t>(&self, text: &'t str) -> Cow<'t, str> {
        masked(text, Span::new(0, text.len()), &self.breaches(text))
    }

    /// Masks all texts in `value` but those under the keys of `kept`; no keys.
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

/// What stands at `span` of `text`, in which `breaches` are, with a block in the
/// place of every letter of theirs.
pub fn masked<'t>(text: &'t str, span: Span, breaches: &[Breach]) -> Cow<'t, str> {
    let inside: Vec<Span> = breaches
        .iter()
        .filter(|it| it.span.overlaps(span))
        .map(|it| Span::new(it.span.start.max(span.start), it.span.end.min(span.end)))
        .collect();
    if inside.is_empty() {
        return Cow::Borrowed(span.of(text));
    }
    let mut masked = String::with_capacity(span.len());
    let mut at = span.start;
    for name in inside {
        masked.push_str(&text[at..name.start]);
        let block = |c: char| if c.is_whitespace() { c } else { '█' };
        masked.extend(name.of(text).chars().map(block));
        at = name.end;
    }
    masked.push_str(&text[at..span.end]);
    Cow::Owned(masked)
}

impl Pattern {
    /// The whole of what stands at `place` of the folded `text`, if it is a name
    /// of the source, and whether that is certain.
    fn breach(&self, original: &str, text: &Folded, place: Span) -> Option<(Span, bool)> {
        let (before, behind) = (&text.text[..place.start], &text.text[place.end..]);
        if self.sort == Sort::Address {
            return Some((place, true));
        }
        let inner = |c: char| c.is_alphanumeric();
        let plural = behind.strip_prefix('s').filter(|_| 5 <= place.len());
        let ended = !behind.starts_with(inner) || plural.is_some_and(|it| !it.starts_with(inner));
        let apart = ended && !before.ends_with(inner);
        // In an address names run together.
        let address = address_around(&text.text, place).filter(|_| apart || 4 <= place.len());
        if address.is_some() || !apart {
            let run_on = || self.run_on(before).filter(|_| ended);
            let whole = address.or_else(|| Some(Span::new(run_on()?, place.end)));
            return whole.map(|it| (it, true));
        }
        if self.sort == Sort::Mailbox {
            return Some((place, true));
        }
        if let Some(start) = self.given_before(before) {
            return Some((Span::new(start, place.end), true));
        }
        let capital = || {
            let written = text.origin(place, original).of(original);
            written.starts_with(char::is_uppercase)
        };
        match self.sort {
            Sort::Shared => None,
            Sort::Common if !capital() => None,
            _ => Some((place, false)),
        }
    }

    /// Where the given name begins that `before` ends in, as in "#AnnaPell".
    fn run_on(&self, before: &str) -> Option<usize> {
        let starts = self.given.iter().filter_map(|it| {
            let start = before.len().checked_sub(it.len())?;
            let same = before.get(start..)?.eq_ignore_ascii_case(it);
            let apart = !before[..start].ends_with(char::is_alphanumeric);
            (same && apart).then_some(start)
        });
        starts.min()
    }

    /// Where the given names begin that `before` ends with.
    fn given_before(&self, before: &str) -> Option<usize> {
        let mut start = None;
        let mut rest = before;
        loop {
            rest = rest.trim_end_matches(|c: char| c.is_whitespace() || "*_.-".contains(c));
            let word = rest
                .rsplit(|c: char| !c.is_alphanumeric() && c != '-')
                .next()?;
            let lower = word.to_lowercase();
            let initial = |it: &String| lower.chars().count() == 1 && it.starts_with(&lower);
            let known = |it: &String| *it == lower || initial(it);
            if word.is_empty() || !self.given.iter().any(known) {
                return start;
            }
            rest = &rest[..rest.len() - word.len()];
            start = Some(rest.len());
        }
    }
}

/// As names are compared: folded, in lower case.
fn plain(name: &str) -> String {
    folded(name).text.to_lowercase()
}

/// How a name is written with its accents or without them: "Müller" as "muller"
/// and as "mueller".
fn spellings(name: &str) -> Vec<String> {
    const LETTERS: [(&str, &str); 5] = [
        ("ä", "ae"),
        ("ö", "oe"),
        ("ü", "ue"),
        ("ø", "oe"),
        ("å", "aa"),
    ];
    let lower = name.to_lowercase();
    let written = LETTERS
        .iter()
        .fold(lower, |name, (letter, two)| name.replace(letter, two));
    let mut spellings = vec![plain(name), plain(&written)];
    spellings.dedup();
    spellings
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
    static WORDS: LazyLock<FxHashSet<&str>> =
        LazyLock::new(|| lexicon::entries(include_str!("../lexicon/common_words.txt")).collect());
    WORDS.contains(word)
}

/// The names must not be printed.
impl std::fmt::Debug for Withheld {
    fn fmt(&self, f: &mut std::fmt::Formatter) -> std::fmt::Result {
        f.write_str("Withheld")
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sources;

    #[test]
    fn sources_who_share_a_name_are_all_found() {
        let record = |id: &str, name: &str, terms: &str| {
            format!(
                "[[source]]\nid = '{id}'\nkind = 'interview'\nwho = {{ name = '{name}' }}\nterms = '{terms}'\n"
            )
        };
        let file = [
            record("a", "Ida Holm", "on-record"),
            record("b", "Ruth Holm", "background"),
            record("c", "Peter Holm", "off-record"),
            record("d", "Ada Vik-Lund", "background"),
            record("e", "Ib Vik", "background"),
        ];
        let withheld = Withheld::new(&sources::parse(&file.concat()).0);
        let text = "Ruth Holm and Peter Holm met Ida Holm. Ada Lund left, and Vik.";
        let found = withheld.breaches(text);
        let found: Vec<_> = found
            .iter()
            .map(|it| (it.span.of(text), it.record))
            .collect();
        assert_eq!(
            found,
            [
                ("Ruth Holm", 1),
                ("Peter Holm", 2),
                ("Ada Lund", 3),
                ("Vik", 4)
            ]
        );
    }
}
