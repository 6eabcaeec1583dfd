//! Numbers in digits and words: "3,000", "1.2bn", "two hundred and six",
//! "half a million", "two-thirds", "dozens". What they count is not asked here.

use super::fractions::{and_a_half, and_a_half_of, fraction_in_digits, half, parts, vulgar};
use super::pieces::{PieceKind, Text};
use super::words::{NUMBERS, NumberWord, ROUGH, beside};

#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Numeral {
    /// The piece behind it.
    pub(super) end: usize,
    pub(super) value: f64,
    /// The highest that is meant, of "dozens" and the like.
    pub(super) high: Option<f64>,
    /// A million, a bn or the like belongs to it; the factor, else 1.
    pub(super) magnitude: f64,
    /// Written in digits, not in words.
    pub(super) digits: bool,
    /// With a comma, a point or a magnitude: hardly a name or a year.
    pub(super) marked: bool,
    /// "two-thirds", "half", "1/4".
    pub(super) part: bool,
}

/// The number that begins at `at`.
pub(super) fn numeral(text: &Text, at: usize) -> Option<Numeral> {
    match text.kind(at) {
        PieceKind::Digits => in_digits(text, at),
        PieceKind::Word => rough(text, at).or_else(|| in_words(text, at)),
        PieceKind::Mark => vulgar(text, at).map(|part| Numeral {
            part: true,
            ..plain(at + 1, part, true)
        }),
        _ => None,
    }
}

/// The worth of a word of the kinds asked for.
pub(super) fn worth(text: &Text, at: usize, kinds: &[NumberWord]) -> Option<f64> {
    let (kind, worth) = NUMBERS.get(text.word(at))?;
    kinds.contains(kind).then_some(*worth)
}

/// Where the word behind `at - 1` stands, be it written with a hyphen or not.
pub(super) fn past_hyphen(text: &Text, at: usize) -> usize {
    if text.hyphen(at) { at + 1 } else { at }
}

pub(super) fn plain(end: usize, value: f64, digits: bool) -> Numeral {
    Numeral {
        end,
        value,
        high: None,
        magnitude: 1.0,
        digits,
        marked: false,
        part: false,
    }
}

fn in_digits(text: &Text, at: usize) -> Option<Numeral> {
    let raw = text.raw(at);
    let mut value: f64 = raw.replace(',', "").parse().ok()?;
    let mut number = plain(at + 1, value, true);
    number.marked = raw.contains([',', '.']);
    while number.end < at + 5 && grouped(text, at, number.end) {
        value = value * 1000.0 + text.raw(number.end).parse::<f64>().ok()?;
        number = Numeral {
            end: number.end + 1,
            value,
            marked: true,
            ..number
        };
    }
    if let Some((part, end)) = fraction_in_digits(text, at) {
        return Some(Numeral {
            part: true,
            ..plain(end, part, true)
        });
    }
    if let Some(part) = vulgar(text, at + 1) {
        number = Numeral {
            end: at + 2,
            value: value + part,
            marked: true,
            ..number
        };
    } else if let Some((part, end)) =
        fraction_in_digits(text, at + 1).filter(|_| !text.glued(at + 1))
    {
        number = Numeral {
            end,
            value: value + part,
            marked: true,
            ..number
        };
    }
    Some(magnified(text, and_a_half(text, number)))
}

/// Whether the digits at `next` go on with the number that begins at `at`: "40 000".
fn grouped(text: &Text, at: usize, next: usize) -> bool {
    let three = |raw: &str| raw.len() == 3 && raw.bytes().all(|b| b.is_ascii_digit());
    let first = text.raw(at).len() <= 3 && text.raw(at).bytes().all(|b| b.is_ascii_digit());
    let gap = text.start(next) - text.end_before(next);
    first
        && gap > 0
        && gap <= 3
        && text.digits(next)
        && three(text.raw(next))
        && !(text.digits(next + 1) && text.raw(next + 1).len() != 3)
}

/// Takes in the magnitudes behind: " million", "bn", "-million", " hundred thousand".
pub(super) fn magnified(text: &Text, mut number: Numeral) -> Numeral {
    loop {
        let at = past_hyphen(text, number.end);
        let Some(factor) =
            worth(text, at, &[NumberWord::Times]).or_else(|| symbol(text, at, number))
        else {
            return number;
        };
        number.end = at + 1;
        number.value *= factor;
        number.magnitude *= factor;
        number.marked = true;
        number = and_a_half_of(text, number, factor);
    }
}

/// "5bn", "40k", "35m": glued to digits, except for those that stand for nothing else.
fn symbol(text: &Text, at: usize, number: Numeral) -> Option<f64> {
    let factor = worth(text, at, &[NumberWord::Symbol])?;
    let glued = text.glued(at);
    let meant = match text.raw(at) {
        "m" => glued && at == number.end && !metres(text, at, number),
        "M" | "k" | "K" | "b" | "B" | "MM" | "mil" => glued && at == number.end,
        "t" | "T" => glued && at == number.end && text.has_before(number.end - 1, &["$"]),
        "bn" | "mn" | "tn" | "trn" | "Bn" | "Mn" | "Tn" | "BN" | "MN" | "TN" => number.digits,
        _ => false,
    };
    meant.then_some(factor)
}

/// Whether the "m" at `at` stands for metres: what lies about it speaks of a
/// length, or of a race.
fn metres(text: &Text, at: usize, number: Numeral) -> bool {
    let sign = at.checked_sub(2).map_or("", |sign| text.raw(sign));
    let money = matches!(sign, "$" | "£" | "€" | "¥");
    let race = at
        .checked_sub(2)
        .is_some_and(|it| beside("metres-behind", text.word(it)));
    !money
        && (number.value >= 1000.0
            || race
            || beside("metres", text.word(past_hyphen(text, at + 1))))
}

fn rough(text: &Text, at: usize) -> Option<Numeral> {
    // "he scores", "credit scores"
    if text.word(at) == "scores" && text.word(at + 1) != "of" {
        return None;
    }
    let (words, (low, high)) = ROUGH
        .get(text.word(at))?
        .iter()
        .find(|(words, _)| text.has(at, words))?;
    let end = at + words.len();
    Some(Numeral {
        high: Some(*high),
        marked: true,
        magnitude: *low,
        ..plain(end, *low, false)
    })
}

fn in_words(text: &Text, at: usize) -> Option<Numeral> {
    let article = matches!(text.word(at), "a" | "an");
    if article && text.word(at + 1) == "half" {
        return half(text, at + 1);
    }
    if article || worth(text, at, &[NumberWord::Times]).is_some() {
        let first = at + usize::from(article);
        return a_magnitude(text, first).or_else(|| {
            if article {
                parts(text, first, 1.0)
            } else {
                None
            }
        });
    }
    if text.word(at) == "half" {
        return half(text, at);
    }
    if text.word(at) == "quarter"
        && worth(text, at + 1, &[NumberWord::Times]).is_some_and(|f| f > 12.0)
    {
        return Some(magnified(text, plain(at + 1, 0.25, false)));
    }
    let (value, end) = below_thousand(text, at)?;
    if let Some(ratio) = parts(text, end, value) {
        return Some(ratio);
    }
    if let Some(decimal) = spoken_decimal(text, value, end) {
        return Some(magnified(text, decimal));
    }
    Some(sum(text, value, end))
}

/// Adds what follows a first group: "two hundred | thousand and six".
fn sum(text: &Text, value: f64, end: usize) -> Numeral {
    let mut number = magnified(text, and_a_half(text, plain(end, value, false)));
    let mut total = 0.0;
    let mut least = number.magnitude;
    while least >= 1000.0 {
        let and = usize::from(text.word(number.end) == "and");
        let Some((group, next)) = below_thousand(text, number.end + and) else {
            break;
        };
        let more = magnified(text, plain(next, group, false));
        // "two million and three others": an "and" wants a number of three figures at most.
        if more.magnitude >= least || (and == 1 && more.magnitude > 1.0) {
            break;
        }
        total += number.value;
        least = more.magnitude;
        number = Numeral {
            magnitude: number.magnitude.max(more.magnitude),
            marked: true,
            ..more
        };
    }
    number.value += total;
    number
}

/// "six", "sixteen", "sixty-six", "two hundred and six" with the piece behind.
fn below_thousand(text: &Text, at: usize) -> Option<(f64, usize)> {
    let (value, end) = below_hundred(text, at)?;
    let hundred = past_hyphen(text, end);
    if text.word(hundred) != "hundred" {
        return Some((value, end));
    }
    let and = usize::from(text.word(hundred + 1) == "and");
    let rest = below_hundred(text, past_hyphen(text, hundred + 1) + and);
    let (more, end) = rest.unwrap_or((0.0, hundred + 1));
    Some((value * 100.0 + more, end))
}

fn below_hundred(text: &Text, at: usize) -> Option<(f64, usize)> {
    use NumberWord::{Ten, Ty, Unit};
    if let Some(ty) = worth(text, at, &[Ty]) {
        let next = past_hyphen(text, at + 1);
        return Some(
            worth(text, next, &[Unit])
                .filter(|unit| *unit > 0.0)
                .map_or((ty, at + 1), |u| (ty + u, next + 1)),
        );
    }
    worth(text, at, &[Unit, Ten]).map(|value| (value, at + 1))
}

/// "a hundred", "a million and a half", "hundred thousand".
fn a_magnitude(text: &Text, at: usize) -> Option<Numeral> {
    let factor = worth(text, at, &[NumberWord::Times])?;
    let article = at > 0 && matches!(text.word(at - 1), "a" | "an");
    // "hundred thousand" is a number, a "baker's dozen" and "the million" are none.
    if !article && worth(text, at + 1, &[NumberWord::Times]).is_none() {
        return None;
    }
    let mut number = plain(at + 1, factor, false);
    number.magnitude = factor;
    number.marked = true;
    let number = and_a_half_of(text, number, factor);
    if factor == 100.0 {
        let and = usize::from(text.word(number.end) == "and");
        if let Some((more, end)) = below_hundred(text, number.end + and) {
            return Some(sum(text, factor + more, end));
        }
    }
    Some(magnified(text, number))
}

/// "nine point four".
fn spoken_decimal(text: &Text, value: f64, end: usize) -> Option<Numeral> {
    if text.word(end) != "point" {
        return None;
    }
    let (mut value, mut tenth, mut at) = (value, 0.1, end + 1);
    while let Some(digit) = worth(text, at, &[NumberWord::Unit]) {
        value += digit * tenth;
        tenth /= 10.0;
        at += 1;
    }
    (at > end + 1).then(|| Numeral {
        marked: true,
        ..plain(at, value, false)
    })
}
