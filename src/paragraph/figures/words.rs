//! The word lists of the figure reader, parsed once.

use crate::paragraph::{Bound, FigureKind};
use rustc_hash::{FxHashMap, FxHashSet};
use std::sync::LazyLock;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum NumberWord {
    Unit,
    Ten,
    Ty,
    Times,
    Symbol,
    Nth,
    Part,
}

/// A phrase of one or more words or marks with what it stands for.
pub(super) type Phrases<T> = FxHashMap<&'static str, Vec<(Vec<&'static str>, T)>>;

#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Unit {
    pub(super) name: &'static str,
    pub(super) kind: FigureKind,
    /// Money only behind a magnitude ("two billion pounds").
    pub(super) needs_magnitude: bool,
    /// Money only behind a number of size ("5,000 won").
    pub(super) money_by_size: bool,
    /// Only in this very case: "5 kW".
    pub(super) exact: Option<&'static str>,
}

pub(super) static NUMBERS: LazyLock<FxHashMap<&str, (NumberWord, f64)>> = LazyLock::new(|| {
    let mut numbers = FxHashMap::default();
    for line in lines(include_str!("../../lexicon/figures_numbers.txt")) {
        let mut fields = line.split_whitespace();
        let (Some(word), Some(kind), Some(Ok(worth))) =
            (fields.next(), fields.next(), fields.next().map(str::parse))
        else {
            continue;
        };
        let kind = match kind {
            "unit" => NumberWord::Unit,
            "ten" => NumberWord::Ten,
            "ty" => NumberWord::Ty,
            "times" => NumberWord::Times,
            "symbol" => NumberWord::Symbol,
            "nth" => NumberWord::Nth,
            _ => NumberWord::Part,
        };
        numbers.insert(word, (kind, worth));
    }
    numbers
});

/// By their first word: lowest and highest.
pub(super) static ROUGH: LazyLock<Phrases<(f64, f64)>> = LazyLock::new(|| {
    let mut rough: Phrases<(f64, f64)> = FxHashMap::default();
    for line in lines(include_str!("../../lexicon/figures_rough.txt")) {
        let mut fields = line.splitn(3, ' ');
        if let (Some(Ok(low)), Some(Ok(high)), Some(words)) = (
            fields.next().map(str::parse),
            fields.next().map(str::parse),
            fields.next(),
        ) {
            let words: Vec<&str> = words.split(' ').collect();
            rough
                .entry(words[0])
                .or_default()
                .push((words, (low, high)));
        }
    }
    longest_first(rough)
});

/// By their last word.
pub(super) static BOUNDS: LazyLock<Phrases<Bound>> = LazyLock::new(|| {
    let mut bounds: Phrases<Bound> = FxHashMap::default();
    for (words, bound) in bounds_of(include_str!("../../lexicon/figures_bounds.txt")) {
        bounds
            .entry(words[words.len() - 1])
            .or_default()
            .push((words, bound));
    }
    longest_first(bounds)
});

/// By their first word.
pub(super) static BOUNDS_AFTER: LazyLock<Phrases<Bound>> = LazyLock::new(|| {
    let mut bounds: Phrases<Bound> = FxHashMap::default();
    for (words, bound) in bounds_of(include_str!("../../lexicon/figures_bounds_after.txt")) {
        bounds.entry(words[0]).or_default().push((words, bound));
    }
    longest_first(bounds)
});

/// What is written before the digits: "$", "us$", "eur".
pub(super) static CURRENCY_SIGNS: LazyLock<FxHashMap<&str, &str>> = LazyLock::new(|| {
    let mut signs = FxHashMap::default();
    for (code, before, _) in currencies() {
        signs.extend(before.split_whitespace().map(|sign| (sign, code)));
    }
    signs
});

/// Measures, currencies and percent by the first word or sign behind the digits.
pub(super) static UNITS: LazyLock<Phrases<Unit>> = LazyLock::new(|| {
    let mut units: Phrases<Unit> = FxHashMap::default();
    for line in lines(include_str!("../../lexicon/figures_units.txt")) {
        let Some((head, forms)) = line.split_once(" | ") else {
            continue;
        };
        let Some((kind, name)) = head.split_once(' ') else {
            continue;
        };
        let kind = match kind {
            "duration" => FigureKind::Duration,
            "percent" => FigureKind::Percent,
            _ => FigureKind::Measure,
        };
        for form in forms.split_whitespace() {
            let exact = form.strip_prefix('=');
            let unit = Unit {
                name,
                kind,
                needs_magnitude: false,
                money_by_size: false,
                exact,
            };
            add_unit(&mut units, form.trim_start_matches('='), unit);
        }
    }
    for (code, _, behind) in currencies() {
        for form in behind.split_whitespace() {
            let unit = Unit {
                name: code,
                kind: FigureKind::Money,
                needs_magnitude: form.ends_with('*'),
                money_by_size: form.ends_with('^'),
                exact: None,
            };
            add_unit(&mut units, form.trim_end_matches(['*', '^']), unit);
        }
    }
    longest_first(units)
});

/// The words that a figure may begin with, "the" and "a" apart.
pub(super) static STARTERS: LazyLock<FxHashSet<&str>> = LazyLock::new(|| {
    let mut starters: FxHashSet<&str> = NUMBERS.keys().chain(ROUGH.keys()).copied().collect();
    starters.extend([
        "minus", "negative", "noon", "midnight", "midday", "new", "q", "fy",
    ]);
    starters.extend([
        "twenties",
        "thirties",
        "forties",
        "fifties",
        "sixties",
        "seventies",
        "eighties",
        "nineties",
    ]);
    for (word, kinds) in CALENDAR.iter() {
        if kinds
            .iter()
            .any(|kind| !matches!(*kind, "before-date" | "zone" | "period" | "part-of-day"))
        {
            starters.insert(word);
            if kinds.contains(&"weekday") {
                // Leaked once for the life of the program, like every list here.
                starters.insert(format!("{word}s").leak());
            }
        }
    }
    for sign in CURRENCY_SIGNS.keys() {
        starters.insert(sign.trim_end_matches(|c: char| !c.is_alphabetic()));
    }
    starters.remove("");
    starters
});

pub(super) static STOPS: LazyLock<FxHashSet<&str>> = LazyLock::new(|| {
    &words(include_str!("../../lexicon/figures_stops.txt"))
        | &words(include_str!("../../lexicon/figures_verbs.txt"))
});
/// The small words among them, which no noun looks like.
pub(super) static SMALL: LazyLock<FxHashSet<&str>> =
    LazyLock::new(|| words(include_str!("../../lexicon/figures_stops.txt")));
pub(super) static PLURALS: LazyLock<FxHashSet<&str>> =
    LazyLock::new(|| words(include_str!("../../lexicon/figures_plurals.txt")));
pub(super) static HYPHENED: LazyLock<FxHashSet<&str>> =
    LazyLock::new(|| words(include_str!("../../lexicon/figures_hyphened.txt")));
pub(super) static DESIGNATORS: LazyLock<FxHashSet<&str>> =
    LazyLock::new(|| words(include_str!("../../lexicon/figures_designators.txt")));
pub(super) static OPENERS: LazyLock<FxHashSet<&str>> =
    LazyLock::new(|| words(include_str!("../../lexicon/figures_openers.txt")));
pub(super) static CHANGES: LazyLock<FxHashSet<&str>> =
    LazyLock::new(|| words(include_str!("../../lexicon/figures_changes.txt")));
pub(super) static RATES: LazyLock<FxHashSet<&str>> =
    LazyLock::new(|| words(include_str!("../../lexicon/figures_rates.txt")));
pub(super) static STREETS: LazyLock<FxHashSet<&str>> =
    LazyLock::new(|| words(include_str!("../../lexicon/figures_streets.txt")));

/// Words beside a figure that decide how it is read: (question, word).
static BESIDE: LazyLock<FxHashSet<(&str, &str)>> = LazyLock::new(|| {
    lines(include_str!("../../lexicon/figures_neighbours.txt"))
        .filter_map(|line| line.split_once(':'))
        .flat_map(|(question, words)| words.split_whitespace().map(move |word| (question, word)))
        .collect()
});

/// Whether the list of neighbours has `word` for `question`.
pub(super) fn beside(question: &str, word: &str) -> bool {
    BESIDE.contains(&(question, word))
}

/// Whether `unit` is the hundredth part of a currency.
pub(super) fn worth_cents(unit: Option<Unit>) -> bool {
    unit.is_some_and(|unit| matches!(unit.name, "cents" | "pence" | "kopecks"))
}

/// The calendar's words: (what it is, word).
pub(super) static CALENDAR: LazyLock<FxHashMap<&str, Vec<&str>>> = LazyLock::new(|| {
    let mut calendar: FxHashMap<&str, Vec<&str>> = FxHashMap::default();
    for line in lines(include_str!("../../lexicon/figures_dates.txt")) {
        let mut fields = line.split_whitespace();
        let Some(kind) = fields.next() else { continue };
        for word in fields {
            calendar.entry(word).or_default().push(kind);
        }
    }
    calendar
});

/// The lines of a lexicon file that are neither empty nor a remark.
fn lines(file: &'static str) -> impl Iterator<Item = &'static str> {
    file.lines()
        .map(str::trim)
        .filter(|line| !line.is_empty() && !line.starts_with('#'))
}

fn words(file: &'static str) -> FxHashSet<&'static str> {
    lines(file).flat_map(str::split_whitespace).collect()
}

fn bounds_of(file: &'static str) -> impl Iterator<Item = (Vec<&'static str>, Bound)> {
    lines(file).filter_map(|line| {
        let (bound, words) = line.split_once(": ")?;
        let bound = match bound {
            "at-least" => Bound::AtLeast,
            "more-than" => Bound::MoreThan,
            "less-than" => Bound::LessThan,
            "at-most" => Bound::AtMost,
            _ => Bound::About,
        };
        Some((words.split(' ').collect(), bound))
    })
}

/// (code, what stands before the digits, what behind them)
fn currencies() -> impl Iterator<Item = (&'static str, &'static str, &'static str)> {
    lines(include_str!("../../lexicon/figures_currencies.txt")).filter_map(|line| {
        let (code, rest) = line.split_once(':')?;
        let (before, behind) = rest.split_once('|')?;
        Some((code, before, behind))
    })
}

fn add_unit(units: &mut Phrases<Unit>, form: &'static str, unit: Unit) {
    // Leaked once for the life of the program, like every list here.
    let pieces = split_pieces(form.to_ascii_lowercase().leak());
    units.entry(pieces[0]).or_default().push((pieces, unit));
}

/// "square+km2" as the pieces that a text is cut into.
fn split_pieces(form: &'static str) -> Vec<&'static str> {
    let mut pieces = Vec::new();
    for word in form.split('+') {
        let mut from = 0;
        for (at, c) in word.char_indices() {
            let joins = at > from
                && word[from..at].ends_with(char::is_alphabetic)
                && (c.is_alphabetic() || (c == '.' && word.contains("s.")));
            let points = word[from..at].ends_with('.') && c.is_alphabetic();
            if at > from && !joins && !points {
                pieces.push(&word[from..at]);
                from = at;
            }
        }
        pieces.push(&word[from..]);
    }
    pieces
}

fn longest_first<T>(mut phrases: Phrases<T>) -> Phrases<T> {
    for list in phrases.values_mut() {
        list.sort_by_key(|(words, _)| std::cmp::Reverse(words.len()));
    }
    phrases
}
