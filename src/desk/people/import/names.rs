//! "President Ana María PELL Veld": the Factbook writes the name that somebody
//! goes by in capitals and puts the office before all.

use crate::lexicon::words::{GIVEN, PARTICLE, TITLE, kinds};

/// Somebody in an office, as a text names them.
#[derive(Debug, PartialEq)]
pub struct Named {
    /// "prime minister"
    pub office: String,
    /// "Ana María Pell Veld"
    pub name: String,
    /// The same up to the name in capitals, where more follows: "Ana María Pell".
    pub shorter: Option<String>,
}

/// Tells the office from the name; `None` where that is not clear.
pub fn named(text: &str) -> Option<Named> {
    let text = without_nickname(text);
    let words: Vec<&str> = text.split_whitespace().collect();
    let capitals = words.iter().position(|it| is_capitals(it))?;
    let office = office(&words[..=capitals])?;
    let given = &words[office..];
    let honorifics = given
        .iter()
        .take_while(|it| it.ends_with('.') && it.len() > 2);
    let name = &given[honorifics.count()..];
    let last = name.iter().rposition(|it| is_capitals(it))?;
    let written = |part: &[&str]| {
        let cased = part.iter().enumerate().map(|(i, it)| cased(it, i));
        let name = cased.collect::<Vec<_>>().join(" ");
        name.trim_end_matches(',').to_owned()
    };
    let shorter = (1 <= last && last + 1 < name.len()).then(|| written(&name[..=last]));
    Some(Named {
        office: words[..office]
            .join(" ")
            .to_lowercase()
            .trim_end_matches(" sir")
            .to_owned(),
        name: written(name),
        shorter: shorter.filter(|it| !name[last + 1].ends_with('.') && it.contains(' ')),
    })
}

/// How many words the office has: titles, with "of the", "and" and the like between them.
fn office(words: &[&str]) -> Option<usize> {
    let mut end = 0;
    for (i, it) in words.iter().enumerate() {
        let given = 0 < i && kinds(it).0.has(GIVEN);
        if is_capitals(it) || given || !(is_link(it) || is_title(it) || BESIDE.contains(it)) {
            break;
        }
        if !is_link(it) {
            end = i + 1;
        }
    }
    // "President of the Tarnish League Ana PELL": where the office ends is not clear.
    let unclear = words
        .get(end)
        .is_some_and(|it| is_link(it) || it.ends_with(','));
    let told = words[..end].iter().any(|it| is_title(it));
    (told && !unclear && end < words.len()).then_some(end)
}

/// Words that an office can have beside its title.
const BESIDE: [&str; 8] = [
    "Acting",
    "Interim",
    "Transitional",
    "Federal",
    "Grand",
    "Prime",
    "Vice",
    "Government",
];

fn is_link(word: &str) -> bool {
    matches!(word, "of" | "the" | "and" | "for")
}

fn is_title(word: &str) -> bool {
    kinds(word).0.has(TITLE) && !word.ends_with('.')
}

/// A word in capitals: a name, or a part of one such as in "al-PELL".
fn is_capitals(word: &str) -> bool {
    let mut parts = word.split(['-', '\'', '’']);
    parts.any(|it| it.chars().filter(|it| it.is_uppercase()).count() > 1 && in_capitals(it))
        && !word.contains('.')
}

fn in_capitals(part: &str) -> bool {
    part.chars().all(|it| !it.is_lowercase())
}

/// "O'NEILL" as "O'Neill", "al-PELL" as "al-Pell", "PELL" behind "VAN" as it is;
/// numerals behind a name stay: "CHARLES III".
fn cased(word: &str, at: usize) -> String {
    let numeral = |it: &str| it.chars().all(|it| "IVX".contains(it));
    if at > 0 && numeral(word.trim_end_matches(',')) {
        return word.to_owned();
    }
    let mut res = String::new();
    for part in word.split_inclusive(['-', '\'', '’']) {
        if !in_capitals(part) || part.chars().filter(|it| it.is_alphabetic()).count() < 2 {
            res.push_str(part);
            continue;
        }
        let mut letters = part.chars();
        res.extend(letters.next());
        res.extend(letters.flat_map(char::to_lowercase));
    }
    let plain = res.to_lowercase();
    if 0 < at && kinds(&plain).0.has(PARTICLE) {
        return plain;
    }
    res
}

/// Without what stands in quotation marks or brackets.
fn without_nickname(text: &str) -> String {
    let mut res = String::new();
    let mut inside = None;
    for c in text.chars() {
        match (inside, c) {
            (None, '"') => inside = Some('"'),
            (None, '“') => inside = Some('”'),
            (None, '(') => inside = Some(')'),
            (None, c) => res.push(c),
            (Some(end), c) if c == end => inside = None,
            _ => (),
        }
    }
    res.replace(", Jr.", " Jr.").replace(", Sr.", " Sr.")
}
