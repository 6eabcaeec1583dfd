//! Paragraphs in capitals throughout, as wires and old systems send them, written
//! as running text: only names and the first words of sentences keep a capital.

use std::sync::LazyLock;

use rustc_hash::FxHashSet;

use crate::{
    knowledge,
    lexicon::{
        self,
        words::{ACTING, CAPITAL, COMMON, FUNCTION, GIVEN, Kinds, TITLE, kinds},
    },
    span::Span,
    tagger,
    tokens::{Follows, abbreviation},
};

/// Whether no letter is a small one, and there are words enough to tell.
pub fn is_shouted(text: &str) -> bool {
    const FEWEST: usize = 9;
    let capitals = || text.chars().filter(|it| it.is_uppercase());
    !text.contains(char::is_lowercase) && capitals().nth(FEWEST - 1).is_some()
}

/// `prose`, which is in capitals, in as many bytes. A dateline keeps its own.
pub fn calmed(prose: &str) -> String {
    let mut calm = prose.to_owned();
    let start = dateline(prose);
    let words = words(prose, start);
    let mut named = false; // the word before is a title or a part of a name
    let mut at = 0;
    while at < words.len() {
        let known = known(prose, &words[at..]);
        if 0 < known {
            for word in &words[at..at + known] {
                lower(&mut calm, word.span, true);
            }
            (named, at) = (true, at + known);
            continue;
        }
        let word = &words[at];
        let next = words.get(at + 1).filter(|it| !it.begins);
        let case = case(prose, word, next, named);
        let capital = case != Case::Small;
        let owner = word.span.of(prose).contains(['\'', '’']);
        named = matches!(case, Case::Title | Case::Name) && !owner;
        if case != Case::Initials {
            lower(&mut calm, word.span, capital || word.begins);
        }
        at += 1;
    }
    calm
}

struct Word {
    /// Letters, with apostrophes and inner stops: "ODUYA'S", "U.S."
    span: Span,
    /// A sentence or a quotation begins here.
    begins: bool,
}

#[derive(PartialEq)]
enum Case {
    Small,
    /// "Monday".
    Capital,
    /// "Ms.", "Mayor" before a name.
    Title,
    Name,
    /// "NATO", "U.S."
    Initials,
}

/// Where the words behind "ALDER, HARROW (HN) — " begin.
fn dateline(prose: &str) -> usize {
    const LONGEST: usize = 60;
    let dash = ["— ", "– ", "-- ", " - "].iter().filter_map(|it| {
        let at = prose.find(it)?;
        Some(at + it.len())
    });
    let end = dash.min().filter(|it| *it < LONGEST).unwrap_or(0);
    let sentence = prose[..end].contains(['?', '!', '"', '“']);
    if sentence { 0 } else { end }
}

fn words(prose: &str, start: usize) -> Vec<Word> {
    let inner = |c: char| c.is_alphanumeric() || matches!(c, '\'' | '’' | '.');
    let mut list: Vec<Word> = Vec::new();
    let mut at = start;
    while let Some(from) = prose[at..].find(char::is_alphanumeric) {
        let from = at + from;
        let len = prose[from..]
            .find(|c| !inner(c))
            .unwrap_or(prose.len() - from);
        at = from + len;
        let whole = &prose[from..at];
        let bare = whole.trim_end_matches(['.', '\'', '’']);
        let dotted = bare.contains('.') || follows_name(bare, whole);
        let end = if dotted && whole[bare.len()..].starts_with('.') {
            from + bare.len() + 1
        } else {
            from + bare.len()
        };
        let between = list
            .last()
            .map_or(&prose[start..from], |it| &prose[it.span.end..from]);
        list.push(Word {
            span: Span::new(from, end),
            begins: list.is_empty() || opens(between),
        });
    }
    list
}

/// Whether a sentence or a quotation begins behind what stands between two words.
fn opens(between: &str) -> bool {
    let marks = between.trim_start_matches(['”', '"', '’', '\'', ')']);
    let closed = between.len() - marks.len();
    let stop = between.trim_end().trim_end_matches(['"', '“', '‘', '(']);
    let stop = stop.trim_end().trim_end_matches(['”', '"', '’', '\'', ')']);
    let quoted = closed == 0 && between.contains(['"', '“']) || between.contains('“');
    stop.ends_with(['.', '!', '?', '…']) || quoted
}

/// "MS.", "GEN.", with its stop.
fn follows_name(bare: &str, whole: &str) -> bool {
    whole[bare.len()..].starts_with('.')
        && abbreviation(&format!("{}.", title_case(bare))) == Some(Follows::Name)
}

/// How many of these words a table knows as one name: "NORTH KOREA".
fn known(prose: &str, words: &[Word]) -> usize {
    const LONGEST: usize = 4;
    let most = words.len().min(LONGEST);
    let cased: Vec<String> = words[..most]
        .iter()
        .map(|it| title_case(it.span.of(prose)))
        .collect();
    (2..=most)
        .rev()
        .find(|n| {
            let adjacent = words[..*n]
                .windows(2)
                .all(|it| it[1].span.start == it[0].span.end + 1);
            adjacent && knowledge::known(&cased[..*n].join(" ")).is_some()
        })
        .unwrap_or(0)
}

fn case(prose: &str, word: &Word, next: Option<&Word>, named: bool) -> Case {
    let text = word.span.of(prose);
    let bare = text.split_once(['\'', '’']).map_or(text, |(bare, _)| bare);
    let (own, low) = kinds(&title_case(bare));
    let dots = text.bytes().filter(|it| *it == b'.').count();
    if dots > 1 || dots == 1 && text.len() == 2 || INITIALS.contains(bare) && !low.has(COMMON) {
        return Case::Initials;
    }
    if dots == 1 {
        return Case::Title;
    }
    let number = next.is_some_and(|it| it.span.of(prose).starts_with(|c: char| c.is_ascii_digit()));
    let month = own.has(CAPITAL) && (number || !low.has(COMMON.or(FUNCTION)));
    if month {
        return Case::Capital;
    }
    if low.has(FUNCTION.or(ACTING)) {
        return Case::Small;
    }
    let name = is_name(bare, own, low) || named && !low.has(COMMON);
    let before = || {
        next.is_some_and(|it| {
            let text = it.span.of(prose);
            let (own, low) = kinds(&title_case(text));
            is_name(text, own, low)
        })
    };
    match own.has(TITLE) {
        true if before() => Case::Title,
        true => Case::Small,
        false if name => Case::Name,
        false => Case::Small,
    }
}

/// A given name, a place, or a word of no list.
fn is_name(word: &str, own: Kinds, low: Kinds) -> bool {
    if low.has(COMMON.or(FUNCTION).or(ACTING)) || !word.starts_with(char::is_alphabetic) {
        return false;
    }
    own.has(GIVEN)
        || knowledge::known(&title_case(word)).is_some()
        || low == Kinds::default() && own == Kinds::default() && !is_word(word)
}

/// Whether the tagger knows the word, or it ends as adjectives and adverbs do.
fn is_word(word: &str) -> bool {
    const SHORTEST: usize = 6;
    const ENDS: [&str; 11] = [
        "LY", "AL", "IC", "OUS", "IVE", "BLE", "FUL", "LESS", "ISH", "ED", "ING",
    ];
    let end = SHORTEST <= word.len() && ENDS.iter().any(|it| word.ends_with(it));
    end || tagger::is_word(word)
}

/// In small letters, of as many bytes; the first one left as it is where `capital`.
fn lower(calm: &mut String, span: Span, capital: bool) {
    let mut first = capital;
    let mut small = String::with_capacity(span.len());
    for c in span.of(calm).chars() {
        let mut lower = c.to_lowercase();
        let alike = lower.len() == 1 && lower.clone().all(|it| it.len_utf8() == c.len_utf8());
        small.push(match lower.next() {
            Some(lower) if alike && !first => lower,
            _ => c,
        });
        first = false;
    }
    calm.replace_range(span.start..span.end, &small);
}

fn title_case(word: &str) -> String {
    let mut chars = word.chars();
    let first = chars.next().into_iter();
    first.chain(chars.flat_map(char::to_lowercase)).collect()
}

static INITIALS: LazyLock<FxHashSet<&str>> =
    LazyLock::new(|| lexicon::entries(include_str!("../lexicon/known_initials.txt")).collect());

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(wanted: &str) {
        let shouted = wanted.to_uppercase();
        assert!(is_shouted(&shouted));
        assert_eq!(calmed(&shouted), wanted);
    }

    #[test]
    fn names_and_first_words_keep_a_capital() {
        check("The bridge is unsafe, Ms. Oduya said. About 4,000 people lost their homes.");
        check("Mayor Marta Pell said the council’s vote would be on Monday, May 3.");
        check("“We are not ready,” she added. “Not in Sudan.” The mayor left.");
        check("North Korea and NATO met the U.S. envoy in Berlin, Oduya's aides said.");
    }

    #[test]
    fn a_dateline_stays() {
        let wire = "ALDER (HARROW NEWS) — THE FERRY SANK ON TUESDAY.";
        assert_eq!(
            calmed(wire),
            "ALDER (HARROW NEWS) — The ferry sank on Tuesday."
        );
    }

    #[test]
    fn offsets_hold_in_any_text() {
        for odd in [
            "İSTANBUL’DA YAŞAM. ẞ",
            "É.T. ÀÉÎ ÕÜ",
            "...",
            "",
            "“”",
            "A.B.C. 9M’S",
        ] {
            let calm = calmed(odd);
            assert_eq!(calm.len(), odd.len(), "{odd}");
            let bounds = |it: &str| it.char_indices().map(|it| it.0).collect::<Vec<_>>();
            assert_eq!(bounds(&calm), bounds(odd));
        }
    }

    #[test]
    fn other_text_is_not_shouted() {
        for text in [
            "The FBI AND NATO AND THE BBC.",
            "TK",
            "NATO 2030",
            "東京都知事選挙東京都知事選挙",
        ] {
            assert!(!is_shouted(text), "{text}");
        }
    }
}
