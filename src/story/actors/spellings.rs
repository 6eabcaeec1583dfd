//! How the written forms of a name hang together.

use super::Pronoun;
use crate::lexicon::words::{self, COMPANY_END, GIVEN, HE, SHE};

/// The consonants of a name of five letters or more, doubled ones once: what
/// slips of spelling leave alone. Up to eight of them, as one number.
pub fn sound(name: &str) -> Option<u64> {
    if name.len() < 5 || !name.is_ascii() {
        return None;
    }
    let mut last = 0;
    let mut sum = 0;
    for byte in name.bytes().map(|it| it.to_ascii_lowercase()) {
        let heard = match byte {
            b'a' | b'e' | b'i' | b'o' | b'u' | b'y' | b'-' | b'\'' => continue,
            b'z' => b's',
            b'c' | b'q' => b'k',
            other => other,
        };
        if heard != last {
            sum = sum << 8 | u64::from(heard);
        }
        last = heard;
    }
    (sum >= 1 << 8).then_some(sum)
}

/// Whether one surname may be a slip for the other: "Maurer", "Mauer".
pub fn sounds_like(a: &str, b: &str) -> bool {
    a != b && sound(a).is_some() && sound(a) == sound(b) && strsim::levenshtein(a, b) <= 2
}

/// Whether initials may stand for `long`: its capitals, some left out.
pub fn initials_fit(short: &str, long: &str) -> bool {
    let mut capitals = long.chars().filter(|it| it.is_uppercase());
    let mut letters = short.chars().filter(|it| it.is_uppercase());
    short.len() > 1
        && short.len() < long.len()
        && letters.all(|it| capitals.any(|other| other == it))
}

/// The initials by which "National Board of Harbors" may go: NBH and NBOH.
pub fn initials(name: &str) -> impl Iterator<Item = u64> {
    let first = || {
        name.split([' ', '-'])
            .filter_map(|it| it.bytes().next())
            .filter(u8::is_ascii_alphabetic)
    };
    let number = |sum: u64, it: u8| sum << 8 | u64::from(it.to_ascii_uppercase());
    let capitals = first()
        .filter(u8::is_ascii_uppercase)
        .take(8)
        .fold(0, number);
    let all = first().take(8).fold(0, number);
    let other = (all != capitals).then_some(all);
    std::iter::once(capitals)
        .chain(other)
        .filter(|it| *it >= 1 << 8)
}

/// The capitals of `text`, up to eight of them, as one number.
pub fn letters(text: &str) -> u64 {
    text.bytes()
        .filter(u8::is_ascii_uppercase)
        .take(8)
        .fold(0, |sum, it| sum << 8 | u64::from(it))
}

/// Without article: "The Harbor Board".
pub fn plain(text: &str) -> &str {
    text.strip_prefix("The ")
        .or_else(|| text.strip_prefix("the "))
        .unwrap_or(text)
}

/// The first and the last name, without "Jr." and the like.
pub fn ends(text: &str) -> Option<(&str, &str)> {
    let mut parts = text.split_whitespace().map(|it| it.trim_end_matches(','));
    let mut back = parts.clone().rev();
    let last = back.find(|it| {
        !matches!(
            it.trim_end_matches('.'),
            "Jr" | "Sr"
                | "II"
                | "III"
                | "IV"
                | "KC"
                | "QC"
                | "SC"
                | "MP"
                | "MBE"
                | "OBE"
                | "CBE"
                | "MD"
                | "PhD"
        )
    })?;
    Some((parts.next()?, last))
}

/// "J." and "John"; "John" and "John".
pub fn same_given(a: &str, b: &str) -> bool {
    let initial = |it: &str| it.trim_end_matches('.').chars().count() == 1 || it.contains('.');
    let same_letter = a.chars().next() == b.chars().next();
    a == b
        || (initial(a) || initial(b)) && same_letter
        || same_letter
            && sound(a).is_some_and(|it| sound(b) == Some(it))
            && strsim::levenshtein(a, b) == 1
}

pub fn without_legal_form(text: &str) -> &str {
    match text.rsplit_once(' ') {
        Some((core, end)) if words::kinds(end).0.has(COMPANY_END) => core.trim_end_matches(','),
        _ => text,
    }
}

/// What kind of body it is: "Ministry" in "Ministry of Trade", "Council" in "Orrin Council".
pub fn head_of(name: &str) -> &str {
    let mut head = "";
    for word in name.split_whitespace() {
        if matches!(word, "of" | "for" | "on" | "at") && !head.is_empty() {
            break;
        }
        head = word;
    }
    head
}

/// Whether every word of `short` is one of `long`.
pub fn holds_words(long: &str, short: &str) -> bool {
    let mut rest = long.split_whitespace();
    short
        .split_whitespace()
        .all(|it| rest.any(|word| word == it))
        && short.contains(' ')
}

pub fn only(mut list: impl Iterator<Item = usize>) -> Option<usize> {
    let first = list.next()?;
    list.all(|it| it == first).then_some(first)
}

/// The pronoun that the given name calls for.
pub fn given_pronoun(name: &str) -> Option<Pronoun> {
    let first = name.split_whitespace().next()?;
    let own = words::kinds(first).0;
    match (
        own.has(GIVEN) && name.len() > first.len(),
        own.has(HE),
        own.has(SHE),
    ) {
        (true, true, false) => Some(Pronoun::He),
        (true, false, true) => Some(Pronoun::She),
        _ => None,
    }
}
