//! What the lists say of a word. A list of lower-case words holds for the word
//! with a capital too; a list of capitalised words only for them.

use std::sync::LazyLock;

use rustc_hash::FxHashMap;

use super::entries;

/// A set of the kinds below.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Kinds(u32);

/// "spokesman", "mayor".
pub const PERSON: Kinds = Kinds(1);
/// "spokesmen", "mayors", "police", "troops".
pub const PEOPLE: Kinds = Kinds(1 << 1);
/// "ministry", "council".
pub const BODY: Kinds = Kinds(1 << 2);
/// "river", "city".
pub const PLACE: Kinds = Kinds(1 << 3);
/// "championship", "act": a name that ends on it names no actor.
pub const EVENT: Kinds = Kinds(1 << 4);
/// A word that any sentence may begin with.
pub const COMMON: Kinds = Kinds(1 << 5);
/// "the", "of", "who".
pub const FUNCTION: Kinds = Kinds(1 << 6);
/// "said", "met".
pub const ACTING: Kinds = Kinds(1 << 7);
/// "de", "bin".
pub const PARTICLE: Kinds = Kinds(1 << 8);
/// "President", "Gov."
pub const TITLE: Kinds = Kinds(1 << 9);
/// "Maria".
pub const GIVEN: Kinds = Kinds(1 << 10);
/// With [`GIVEN`] or [`TITLE`] or a person noun: "he".
pub const HE: Kinds = Kinds(1 << 11);
/// The same: "she".
pub const SHE: Kinds = Kinds(1 << 12);
/// "Inc."
pub const COMPANY_END: Kinds = Kinds(1 << 13);
/// "Monday", "Internet": a capital that names nobody.
pub const CAPITAL: Kinds = Kinds(1 << 14);
/// "ferry", "HMS": what follows with a capital is the name of a thing.
pub const VESSEL: Kinds = Kinds(1 << 15);

impl Kinds {
    pub fn has(self, any: Kinds) -> bool {
        self.0 & any.0 != 0
    }

    pub const fn or(self, other: Kinds) -> Kinds {
        Kinds(self.0 | other.0)
    }
}

/// What the lists hold on `word` as it stands and, where it begins with a
/// capital, on its lower-case form.
pub fn kinds(word: &str) -> (Kinds, Kinds) {
    let own = WORDS.get(word).copied().unwrap_or_default();
    if !word.starts_with(char::is_uppercase) {
        return (own, own);
    }
    let mut small = [0u8; 24];
    let lower = if word.is_ascii() && word.len() <= small.len() {
        let small = &mut small[..word.len()];
        small.copy_from_slice(word.as_bytes());
        small.make_ascii_lowercase();
        std::str::from_utf8(small).ok().and_then(|it| WORDS.get(it))
    } else {
        WORDS.get(word.to_lowercase().as_str())
    };
    (own, lower.copied().unwrap_or_default())
}

static WORDS: LazyLock<FxHashMap<Box<str>, Kinds>> = LazyLock::new(|| {
    let mut words: FxHashMap<Box<str>, Kinds> = FxHashMap::default();
    let mut add = |word: &str, kind: Kinds| {
        let held = words.entry(word.into()).or_default();
        *held = held.or(kind);
    };
    for (list, kind) in [
        (include_str!("group_nouns.txt"), PEOPLE),
        (include_str!("common_words.txt"), COMMON),
        (include_str!("function_words.txt"), FUNCTION),
        (include_str!("acting_verbs.txt"), ACTING),
        (include_str!("name_particles.txt"), PARTICLE),
        (include_str!("company_ends.txt"), COMPANY_END),
        (include_str!("capital_words.txt"), CAPITAL),
    ] {
        entries(list).for_each(|word| add(word, kind));
    }
    for entry in entries(include_str!("event_nouns.txt")) {
        add(&entry.to_lowercase(), EVENT);
    }
    for (list, kind) in [
        (include_str!("person_nouns.txt"), PERSON),
        (include_str!("organization_nouns.txt"), BODY),
        (include_str!("place_nouns.txt"), PLACE),
    ] {
        for entry in entries(list) {
            let (noun, pronoun) = entry.split_once(" = ").unwrap_or((entry, ""));
            let head = noun.rsplit(' ').next().unwrap_or(noun);
            add(head, kind.or(pronoun_kind(pronoun)));
            add(&plural(head), if kind == PERSON { PEOPLE } else { kind });
        }
    }
    for entry in entries(include_str!("vessels.txt")) {
        add(entry.rsplit(' ').next().unwrap_or(entry), VESSEL);
    }
    for entry in entries(include_str!("titles.txt")) {
        let (title, pronoun) = entry.split_once(" = ").unwrap_or((entry, ""));
        let head = title.split(" of ").next().unwrap_or(title);
        let head = head.rsplit(' ').next().unwrap_or(head);
        add(head, TITLE.or(pronoun_kind(pronoun)));
    }
    for entry in entries(include_str!("given_names.txt")) {
        let (name, pronoun) = entry.split_once(' ').unwrap_or((entry, ""));
        add(name, GIVEN.or(pronoun_kind(pronoun)));
    }
    words
});

fn pronoun_kind(letter: &str) -> Kinds {
    match letter {
        "m" => HE,
        "f" => SHE,
        _ => Kinds::default(),
    }
}

/// The plural of a noun; "man" and "wife" in compounds as alone.
fn plural(noun: &str) -> String {
    let changed =
        |end: &str, plural: &str| noun.strip_suffix(end).map(|stem| format!("{stem}{plural}"));
    if matches!(noun, "human" | "german" | "layman") {
        return format!("{noun}s");
    }
    changed("man", "men")
        .or_else(|| changed("child", "children"))
        .or_else(|| changed("person", "people"))
        .or_else(|| changed("wife", "wives"))
        .or_else(|| changed("thief", "thieves"))
        .or_else(|| changed("mother-in-law", "mothers-in-law"))
        .or_else(|| changed("ay", "ays"))
        .or_else(|| changed("ey", "eys"))
        .or_else(|| changed("oy", "oys"))
        .or_else(|| changed("y", "ies"))
        .or_else(|| {
            let hiss = ["s", "x", "ch", "sh"].iter().any(|end| noun.ends_with(end));
            hiss.then(|| format!("{noun}es"))
        })
        .unwrap_or_else(|| format!("{noun}s"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn plurals() {
        for (one, many) in [
            ("spokesman", "spokesmen"),
            ("deputy", "deputies"),
            ("attorney", "attorneys"),
            ("witness", "witnesses"),
            ("housewife", "housewives"),
            ("mayor", "mayors"),
        ] {
            assert_eq!(plural(one), many);
        }
    }

    #[test]
    fn a_capital_is_looked_up_both_ways() {
        let (own, low) = kinds("Mark");
        assert!(own.has(GIVEN) && low.has(COMMON));
        let (own, low) = kinds("Governor");
        assert!(own.has(TITLE) && low.has(PERSON));
        assert!(kinds("spokeswomen").0.has(PEOPLE));
        assert!(!kinds("Qerret").0.has(GIVEN));
    }

    #[test]
    fn no_list_names_a_word_twice() {
        for list in [
            include_str!("person_nouns.txt"),
            include_str!("organization_nouns.txt"),
            include_str!("place_nouns.txt"),
            include_str!("titles.txt"),
            include_str!("vessels.txt"),
            include_str!("given_names.txt"),
            include_str!("function_words.txt"),
        ] {
            let mut seen = std::collections::HashSet::new();
            for entry in entries(list) {
                let word = entry.split(" = ").next().unwrap_or(entry);
                assert!(seen.insert(word), "{word} stands twice");
            }
        }
    }
}
