//! Whether a role that a draft gives somebody is one that they no longer hold.

use jiff::civil::Date;

use crate::{knowledge::Term, span::Span};

/// Words that make it another office, or say that it is over.
const OTHER: [&str; 22] = [
    "former",
    "ex",
    "then",
    "late",
    "outgoing",
    "vice",
    "deputy",
    "assistant",
    "acting",
    "elect",
    "candidate",
    "nominee",
    "incoming",
    "retired",
    "onetime",
    "previous",
    "shadow",
    "interim",
    "under",
    "spokesman",
    "spokeswoman",
    "designate",
];

/// The term that `role` speaks of, where all the terms in that office are over on `day`.
pub fn outdated<'a>(
    role: &str,
    terms: impl Iterator<Item = &'a Term>,
    day: Date,
) -> Option<&'a Term> {
    let meant: Vec<&Term> = terms.filter(|it| is_office(role, &it.office)).collect();
    let over = meant.iter().all(|it| it.is_over_on(day));
    meant
        .into_iter()
        .filter(|_| over)
        .max_by_key(|it| it.until.map(|it| it.last))
}

/// Whether the word before `place` says that the role is another or over: "former".
pub fn is_qualified(text: &str, place: Span) -> bool {
    let before = text[..place.start].trim_end_matches([' ', '-', '\n']);
    let word = before.rsplit(|it: char| !it.is_alphanumeric()).next();
    word.is_some_and(|it| OTHER.contains(&&*it.to_lowercase()))
}

/// "Defense Secretary" and "Secretary of Defense" are "defense secretary".
fn is_office(role: &str, office: &str) -> bool {
    let (role, office) = (words(role), words(office));
    let other = OTHER.iter().any(|it| has(&role, it) != has(&office, it));
    !other && office.iter().all(|it| role.contains(it))
}

fn has(words: &[String], word: &str) -> bool {
    words.iter().any(|it| it == word)
}

fn words(text: &str) -> Vec<String> {
    let words = text.split(|it: char| !it.is_alphanumeric());
    let words = words.map(|it| match it.to_lowercase().as_str() {
        "defence" => "defense".to_owned(),
        "advisor" => "adviser".to_owned(),
        other => other.to_owned(),
    });
    words
        .filter(|it| !matches!(it.as_str(), "" | "of" | "the" | "for" | "s"))
        .collect()
}
