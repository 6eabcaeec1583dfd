//! Whether a sentence says "the" before a name: "the Pentagon", but "NATO".

use std::sync::LazyLock;

use rustc_hash::FxHashSet;

use crate::{document::Reading, lexicon};

/// `name` with "the" where its record says so, else the draft, else the desk,
/// else where names of its kind have it.
pub fn with_article(reading: &Reading, name: &str) -> String {
    let bare = bare(name);
    let with = bare.len() < name.len()
        || in_draft(&reading.text, bare)
            .or_else(|| at_desk(reading, bare))
            .unwrap_or_else(|| TAKES_THE.contains(bare) || is_institution(bare));
    match with {
        true => format!("the {bare}"),
        false => bare.to_string(),
    }
}

fn bare(name: &str) -> &str {
    let without = name.strip_prefix("the ");
    without
        .or_else(|| name.strip_prefix("The "))
        .unwrap_or(name)
}

/// How the draft has it where the name stands for itself: not in "the NATO summit".
fn in_draft(text: &str, name: &str) -> Option<bool> {
    let stands = |at: usize| {
        let behind = &text[at + name.len()..];
        let next = behind.trim_start();
        let word = next.split(|c: char| !c.is_alphabetic()).next()?;
        let apart = !text[..at].ends_with(char::is_alphanumeric);
        let alone = word.is_empty() || behind.len() != next.len() && BEHIND_NAMES.contains(word);
        (apart && alone).then(|| {
            let before = text[..at].trim_end();
            let word = before.rsplit(|c: char| !c.is_alphabetic()).next();
            word.is_some_and(|it| it.eq_ignore_ascii_case("the"))
        })
    };
    let places: Vec<bool> = text
        .match_indices(name)
        .filter_map(|(at, _)| stands(at))
        .collect();
    let with = places.iter().filter(|it| **it).count();
    (!places.is_empty()).then(|| places.len() < 2 * with)
}

/// How the desk spells it.
fn at_desk(reading: &Reading, name: &str) -> Option<bool> {
    let people = &reading.desk.people;
    let entry = people
        .entry(name)
        .or_else(|| people.entry(&format!("the {name}")))?;
    let mut spelt = entry.also.iter().chain([&entry.name]);
    spelt
        .any(|it| it.len() != bare(it).len() && bare(it) == name)
        .then_some(true)
}

fn is_institution(name: &str) -> bool {
    let lower = name.to_lowercase();
    let words: Vec<&str> = lower.split_whitespace().collect();
    let own = |word: &str| word.ends_with("’s") || word.ends_with("'s") || word.ends_with("s’");
    if words
        .first()
        .is_some_and(|it| matches!(*it, "a" | "an") || own(it))
    {
        return false;
    }
    let link = words
        .iter()
        .position(|it| matches!(*it, "of" | "for" | "on"));
    let head = match link {
        Some(at) => at.checked_sub(1).map(|it| words[it]),
        // "Carrow State University" goes without, "the University of Carrow" with it.
        None => words
            .last()
            .copied()
            .filter(|it| !matches!(*it, "university" | "school" | "academy")),
    };
    head.is_some_and(|it| HEADS.contains(it))
}

/// Names, and the words that names of institutions end in.
static TAKES_THE: LazyLock<FxHashSet<&str>> =
    LazyLock::new(|| lexicon::entries(include_str!("../lexicon/names_with_the.txt")).collect());

static HEADS: LazyLock<FxHashSet<&str>> =
    LazyLock::new(|| lexicon::entries(include_str!("../lexicon/takes_the.txt")).collect());

/// Words behind a name that do not make it a part of a longer one.
static BEHIND_NAMES: LazyLock<FxHashSet<&str>> = LazyLock::new(|| {
    let said = lexicon::entries(include_str!("../lexicon/said.txt"));
    said.chain(lexicon::entries(include_str!(
        "../lexicon/function_words.txt"
    )))
    .collect()
});

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::*;
    use crate::{
        desk::{Desk, people},
        story::Format,
    };

    #[track_caller]
    fn check(text: &str, name: &str, expected: &str) {
        let orgs = "[[org]]\nname = 'Harbor Watch'\nalso = ['the Watch', 'the Harbor Watch']\n";
        let desk = Desk {
            people: people::parse(orgs).0.into(),
            ..Desk::default()
        };
        let reading = Reading::new(
            text.to_owned(),
            Format::Plain,
            Arc::new(desk),
            &Reading::default(),
        );
        assert_eq!(with_article(&reading, name), expected);
    }

    #[test]
    fn names_have_an_article_or_none() {
        check("", "Pentagon", "the Pentagon");
        check("", "BBC", "the BBC");
        check("", "NATO", "NATO");
        check("", "Transport Ministry", "the Transport Ministry");
        check("", "Harbor Watch", "the Harbor Watch");
        check("", "Reuters", "Reuters");
        check("", "The Tarn Courier", "the Tarn Courier");
    }

    #[test]
    fn the_draft_knows_best() {
        check("The Courier said so.", "Courier", "the Courier");
        check("It rained, said the Courier.", "Courier", "the Courier");
        check(
            "The NATO summit ended. The NATO chief left.",
            "NATO",
            "NATO",
        );
        check(
            "Ministers of the Pilots Guild met Pilots Guild said.",
            "Pilots Guild",
            "Pilots Guild",
        );
        check(
            "Pentagon officials left. They met at the Pentagon.",
            "Pentagon",
            "the Pentagon",
        );
    }
}
