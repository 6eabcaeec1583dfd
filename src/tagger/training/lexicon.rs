//! The table of words: base forms and classes from the words file, and how
//! often each was a cue in the training articles.

use rustc_hash::FxHashMap;

use super::{
    gold::Line,
    pack::{self, Contents},
};
use crate::{
    lexicon,
    tagger::{
        hash,
        labels::{Role, role},
        weights::{Entry, Transitions, Weights},
        words::{self, Word},
    },
};

const VERBS: [&str; 15] = [
    "body",
    "change",
    "cognition",
    "communication",
    "competition",
    "consumption",
    "contact",
    "creation",
    "emotion",
    "motion",
    "perception",
    "possession",
    "social",
    "stative",
    "weather",
];

const NOUNS: [&str; 26] = [
    "Tops",
    "act",
    "animal",
    "artifact",
    "attribute",
    "body",
    "cognition",
    "communication",
    "event",
    "feeling",
    "food",
    "group",
    "location",
    "motive",
    "object",
    "person",
    "phenomenon",
    "plant",
    "possession",
    "process",
    "quantity",
    "relation",
    "shape",
    "state",
    "substance",
    "time",
];

/// How often a base form occurs, and how often inside a cue.
#[derive(Clone, Copy, Default)]
struct Count {
    all: u32,
    cue: u32,
}

/// The table of words, and the words of all lines. A word's chance of being a
/// cue is taken, for each article, from all the others.
pub fn words_of(lines: &[Vec<Line>]) -> (FxHashMap<u32, Entry>, Vec<Vec<Vec<Word>>>) {
    let mut table = classes();
    let lemma = |form: u32| table.get(&form).map_or(form, |it| it.lemma);
    let counts: Vec<_> = lines.iter().map(|it| self::counts(it, lemma)).collect();
    let mut total: FxHashMap<u32, Count> = FxHashMap::default();
    for (lemma, count) in counts.iter().flatten() {
        let sum = total.entry(*lemma).or_default();
        sum.all += count.all;
        sum.cue += count.cue;
    }
    for entry in table.values_mut() {
        entry.cue = bucket(total.get(&entry.lemma).copied().unwrap_or_default());
    }
    for (lemma, count) in &total {
        table.entry(*lemma).or_insert(Entry {
            lemma: *lemma,
            cue: bucket(*count),
            ..Entry::default()
        });
    }
    for (form, company) in companies() {
        table
            .entry(form)
            .or_insert(Entry {
                lemma: form,
                ..Entry::default()
            })
            .company = company;
    }
    table.retain(|form, it| {
        it.company > 0 || it.cue > 0 || it.verb > 0 || it.noun > 0 || it.lemma != *form
    });
    let bytes = pack::bytes(&Contents {
        words: table.iter().map(|(form, entry)| (*form, *entry)).collect(),
        both: Vec::new(),
        second: Vec::new(),
        scale: [0.; 2],
        transitions: [level(), level()],
    });
    let weights = Weights::new(&bytes).expect("the trainer writes what the reader reads");
    let words = lines
        .iter()
        .zip(&counts)
        .map(|(lines, own)| {
            lines
                .iter()
                .map(|line| {
                    let mut words =
                        words::words(&line.prose, &line.tokens, &line.sentences, &weights);
                    for word in &mut words {
                        let sum = total.get(&word.lemma).copied().unwrap_or_default();
                        let own = own.get(&word.lemma).copied().unwrap_or_default();
                        word.cue = bucket(Count {
                            all: sum.all - own.all,
                            cue: sum.cue - own.cue,
                        });
                    }
                    words
                })
                .collect()
        })
        .collect();
    (table, words)
}

fn level() -> Transitions {
    Transitions {
        first: [0.; 11],
        next: [[0.; 11]; 11],
    }
}

/// What is known of words by their classes alone; keys are numbers of forms.
fn classes() -> FxHashMap<u32, Entry> {
    let mut table = FxHashMap::default();
    for line in lexicon::entries(include_str!("words.txt")) {
        let mut fields = line.split(' ');
        let (Some(word), Some(verb), Some(noun)) = (fields.next(), fields.next(), fields.next())
        else {
            continue;
        };
        let mut entry = Entry {
            lemma: hash::word(word),
            ..Entry::default()
        };
        let (name, share) = verb.split_at(verb.len() - 1);
        if let Some(class) = VERBS.iter().position(|it| *it == name) {
            entry.verb = (class as u8 + 1) << 2 | share.parse().unwrap_or(0).min(3);
        }
        if let Some(class) = NOUNS.iter().position(|it| *it == noun) {
            entry.noun = class as u8 + 1;
        }
        let mut irregular: [Vec<&str>; 2] = [Vec::new(), Vec::new()];
        let mut list = 0;
        for field in fields {
            match field {
                "v" => list = 0,
                "n" => list = 1,
                form => irregular[list].push(form),
            }
        }
        put(&mut table, word, entry, true);
        for (at, form) in forms(word, verb != "-", noun != "-", &irregular) {
            // a form of the verb that is not one of the noun has no noun's class, and the other way round
            let mut entry = entry;
            if at == 0 {
                entry.noun = 0;
            } else if at == 1 {
                entry.verb = 0;
            }
            put(&mut table, &form, entry, false);
        }
    }
    table
}

/// Class of words by the company they keep, plus 1; keys are numbers of forms.
fn companies() -> FxHashMap<u32, u16> {
    lexicon::entries(include_str!("companies.txt"))
        .enumerate()
        .flat_map(|(class, line)| {
            line.split(' ')
                .skip(1)
                .map(move |word| (hash::word(word), class as u16 + 1))
        })
        .collect()
}

/// The base form itself wins over a form of another word.
fn put(table: &mut FxHashMap<u32, Entry>, form: &str, entry: Entry, is_base: bool) {
    let key = hash::word(form);
    let held = table.get(&key);
    if held
        .is_none_or(|it| is_base || (it.verb >> 2 != 4 && it.lemma != key && entry.verb >> 2 == 4))
    {
        table.insert(key, entry);
    }
}

/// Inflected forms, with 0 for the verb's, 1 for the noun's, 2 for either's.
fn forms(
    word: &str,
    is_verb: bool,
    is_noun: bool,
    irregular: &[Vec<&str>; 2],
) -> Vec<(u8, String)> {
    let mut list: Vec<(u8, String)> = Vec::new();
    list.extend(irregular[0].iter().map(|it| (0, it.to_string())));
    list.extend(irregular[1].iter().map(|it| (1, it.to_string())));
    let vowel = |c: Option<char>| c.is_some_and(|c| "aeiou".contains(c));
    let ends_y = word.ends_with('y') && !vowel(word.chars().rev().nth(1));
    let stem = word.trim_end_matches(['y', 'e']);
    let hissing = ["s", "x", "z", "ch", "sh", "o"]
        .iter()
        .any(|it| word.ends_with(it));
    let plural = if ends_y {
        format!("{stem}ies")
    } else if hissing {
        format!("{word}es")
    } else {
        format!("{word}s")
    };
    list.push((
        if is_verb && is_noun {
            2
        } else {
            u8::from(is_noun)
        },
        plural,
    ));
    if is_verb {
        let e = word.ends_with('e');
        let past = if ends_y {
            format!("{stem}ied")
        } else if e {
            format!("{word}d")
        } else {
            format!("{word}ed")
        };
        list.push((0, past));
        let short = if e && !word.ends_with("ee") {
            &word[..word.len() - 1]
        } else {
            word
        };
        list.push((0, format!("{short}ing")));
        let last = word.chars().next_back().unwrap_or('e');
        if !vowel(Some(last)) && !"wxy".contains(last) && vowel(word.chars().rev().nth(1)) {
            list.push((0, format!("{word}{last}ed")));
            list.push((0, format!("{word}{last}ing")));
        }
    }
    list
}

/// How often each base form is in a cue in an article.
fn counts(lines: &[Line], lemma: impl Fn(u32) -> u32) -> FxHashMap<u32, Count> {
    let mut table: FxHashMap<u32, Count> = FxHashMap::default();
    for line in lines {
        for (token, label) in line.tokens.iter().zip(&line.labels) {
            let count = table
                .entry(lemma(hash::word(token.span.of(&line.prose))))
                .or_default();
            count.all += 1;
            count.cue += u32::from(role(*label) == Some(Role::Cue));
        }
    }
    table
}

/// How often a word with these counts is a cue: 0 unknown, 1 hardly ever to 6 nearly always.
fn bucket(count: Count) -> u8 {
    if count.all < 3 {
        return 0;
    }
    let share = f64::from(count.cue) / f64::from(count.all);
    1 + [0.02, 0.1, 0.25, 0.5, 0.75]
        .iter()
        .filter(|it| share >= **it)
        .count() as u8
}
