//! Numbers in digits and words: "3,000", "1.2bn", "two hundred and six",
//! "half a million", "two-thirds", "dozens". What they count is not asked here.

use super::pieces::{PieceKind, Text};
use super::words::{NUMBERS, NumberWord, ROUGH};

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

fn plain(end: usize, value: f64, digits: bool) -> Numeral {
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
    while grouped(text, at, number.end) {
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

/// "1/4": a lower half of 2 to 100, above the upper one.
fn fraction_in_digits(text: &Text, at: usize) -> Option<(f64, usize)> {
    if !(text.digits(at)
        && text.is(at + 1, "/")
        && text.glued(at + 1)
        && text.digits(at + 2)
        && text.glued(at + 2))
    {
        return None;
    }
    let (above, below): (u32, u32) = (text.raw(at).parse().ok()?, text.raw(at + 2).parse().ok()?);
    let common = matches!(below, 2..=6 | 8 | 10 | 12 | 16 | 32 | 100);
    let more = text.is(at + 3, "/") && text.glued(at + 3);
    (common && above > 0 && above < below && !more)
        .then(|| (f64::from(above) / f64::from(below), at + 3))
}

fn vulgar(text: &Text, at: usize) -> Option<f64> {
    if text.kind(at) != PieceKind::Mark {
        return None;
    }
    Some(match text.raw(at) {
        "½" => 0.5,
        "⅓" => 1.0 / 3.0,
        "⅔" => 2.0 / 3.0,
        "¼" => 0.25,
        "¾" => 0.75,
        "⅕" => 0.2,
        "⅖" => 0.4,
        "⅗" => 0.6,
        "⅘" => 0.8,
        "⅙" => 1.0 / 6.0,
        "⅚" => 5.0 / 6.0,
        "⅛" => 0.125,
        "⅜" => 0.375,
        "⅝" => 0.625,
        "⅞" => 0.875,
        _ => return None,
    })
}

/// Takes in the magnitudes behind: " million", "bn", "-million", " hundred thousand".
fn magnified(text: &Text, mut number: Numeral) -> Numeral {
    loop {
        let at = past_hyphen(text, number.end);
        let Some(factor) =
            worth(text, at, &[NumberWord::Times]).or_else(|| symbol(text, at, number))
        else {
            return number;
        };
        let plural_dozens = 1;
        number.end = at + plural_dozens;
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
        "m" => glued && at == number.end && !metres(text, at),
        "M" | "k" | "K" | "b" | "B" | "MM" | "mil" => glued && at == number.end,
        "t" | "T" => glued && at == number.end && text.has_before(number.end - 1, &["$"]),
        "bn" | "mn" | "tn" | "trn" | "Bn" | "Mn" | "Tn" | "BN" | "MN" | "TN" => number.digits,
        _ => false,
    };
    meant.then_some(factor)
}

/// Whether the "m" at `at` stands for metres: what lies about it speaks of a
/// length, or of a race.
fn metres(text: &Text, at: usize) -> bool {
    const BEHIND: &[&str] = &[
        "tall",
        "long",
        "high",
        "wide",
        "deep",
        "thick",
        "away",
        "above",
        "below",
        "from",
        "race",
        "races",
        "sprint",
        "dash",
        "final",
        "finals",
        "hurdles",
        "freestyle",
        "butterfly",
        "breaststroke",
        "backstroke",
        "medley",
        "relay",
        "title",
        "champion",
        "heats",
        "putt",
        "drop",
        "wave",
        "waves",
        "tower",
        "x",
        "by",
    ];
    let money = text.has_before(at - 1, &["$"])
        || text.has_before(at - 1, &["£"])
        || text.has_before(at - 1, &["€"]);
    !money && BEHIND.contains(&text.word(past_hyphen(text, at + 1)))
}

/// "two and a half (million)", "three and a quarter".
fn and_a_half(text: &Text, mut number: Numeral) -> Numeral {
    if let Some((part, end)) = and_part(text, number.end) {
        number = Numeral {
            end,
            value: number.value + part,
            marked: true,
            ..number
        };
    }
    number
}

/// "a million and a half": the half is one of the magnitude.
fn and_a_half_of(text: &Text, mut number: Numeral, factor: f64) -> Numeral {
    if let Some((part, end)) = and_part(text, number.end) {
        number = Numeral {
            end,
            value: number.value + part * factor,
            ..number
        };
    }
    number
}

fn and_part(text: &Text, at: usize) -> Option<(f64, usize)> {
    let at = past_hyphen(text, at);
    if text.word(at) != "and" {
        return None;
    }
    let at = past_hyphen(text, at + 1);
    let (above, next) = match text.word(at) {
        "a" | "an" => (1.0, at + 1),
        _ => (worth(text, at, &[NumberWord::Unit])?, at + 1),
    };
    let next = past_hyphen(text, next);
    let below = match text.word(next) {
        "half" => 2.0,
        "third" | "thirds" => 3.0,
        "quarter" | "quarters" | "fourth" => 4.0,
        "fifth" | "fifths" => 5.0,
        _ => return None,
    };
    Some((above / below, next + 1))
}

fn rough(text: &Text, at: usize) -> Option<Numeral> {
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

/// "half a million", "half of", "half the", and behind "more than" alone.
fn half(text: &Text, at: usize) -> Option<Numeral> {
    let article = usize::from(matches!(text.word(at + 1), "a" | "an"));
    if worth(text, at + 1 + article, &[NumberWord::Times]).is_some() {
        return Some(magnified(text, plain(at + 1 + article, 0.5, false)));
    }
    let part = Numeral {
        part: true,
        ..plain(at + 1, 0.5, false)
    };
    let part = of_magnitude(text, part);
    if !part.part {
        return Some(part);
    }
    let follows = matches!(
        text.word(at + 1),
        "of" | "the"
            | "its"
            | "their"
            | "his"
            | "her"
            | "our"
            | "all"
            | "those"
            | "that"
            | "these"
            | "were"
            | "are"
    );
    let bounded = matches!(
        text.word_before(at, 1),
        "than" | "nearly" | "almost" | "about" | "over" | "under" | "by"
    );
    (follows || bounded).then_some(part)
}

/// The lower half of a fraction behind `above`: "two-thirds", "a quarter".
fn parts(text: &Text, at: usize, above: f64) -> Option<Numeral> {
    let next = past_hyphen(text, at);
    let below = match worth(text, next, &[NumberWord::Part]) {
        Some(2.0) if above != 1.0 || text.word(next + 1) == "dozen" => return None,
        Some(below) => below,
        None => worth(text, next, &[NumberWord::Nth]).filter(|_| a_part(text, next, above))?,
    };
    let quarter = text.word(next) == "quarter";
    if (above >= below && above > 1.0) || (quarter && above == 1.0 && !a_part(text, next, above)) {
        return None;
    }
    let part = Numeral {
        part: true,
        ..plain(next + 1, above / below, false)
    };
    Some(of_magnitude(text, magnified(text, part)))
}

/// "two-thirds of a million", "a quarter of a billion".
fn of_magnitude(text: &Text, part: Numeral) -> Numeral {
    if !text.has(part.end, &["of", "a"]) {
        return part;
    }
    match worth(text, part.end + 2, &[NumberWord::Times]).filter(|factor| *factor > 12.0) {
        Some(factor) => Numeral {
            magnitude: factor,
            marked: true,
            ..plain(part.end + 3, part.value * factor, false)
        },
        None => part,
    }
}

/// Whether "a third", "one fourth" is a part and not the third of its kind.
fn a_part(text: &Text, nth: usize, above: f64) -> bool {
    let second = matches!(text.word(nth), "first" | "second");
    let of = text.word(nth + 1) == "of"
        || (text.kind(nth + 1) != PieceKind::Word && !text.hyphen(nth + 1));
    let compared = matches!(
        text.word(nth + 1),
        "more" | "less" | "fewer" | "in" | "are" | "were" | "said" | "say"
    );
    above == 1.0
        && !second
        && (of || compared || text.has_before(nth, &["one"]) || text.has_before(nth, &["one", "-"]))
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
