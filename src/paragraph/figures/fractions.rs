//! Parts and mixed numbers: "two-thirds", "half", "1/4", "½", "two and a half".

use super::numerals::{Numeral, magnified, past_hyphen, plain, worth};
use super::pieces::{PieceKind, Text};
use super::words::{NumberWord, beside};

/// "half a million", "half of", "half the", and behind "more than" alone.
pub(super) fn half(text: &Text, at: usize) -> Option<Numeral> {
    let next = past_hyphen(text, at + 1);
    let next = next + usize::from(matches!(text.word(next), "a" | "an"));
    if worth(text, next, &[NumberWord::Times]).is_some() {
        return Some(magnified(text, plain(next, 0.5, false)));
    }
    let part = of_magnitude(
        text,
        Numeral {
            part: true,
            ..plain(at + 1, 0.5, false)
        },
    );
    let share =
        beside("share", text.word(at + 1)) || beside("share-after", text.word_before(at, 1));
    (!part.part || share).then_some(part)
}

/// The lower half of a fraction behind `above`: "two-thirds", "a quarter".
pub(super) fn parts(text: &Text, at: usize, above: f64) -> Option<Numeral> {
    let next = past_hyphen(text, at);
    let below = match worth(text, next, &[NumberWord::Part]) {
        Some(2.0) => return None,
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

/// "1/4": a lower half of 2 to 100, above the upper one.
pub(super) fn fraction_in_digits(text: &Text, at: usize) -> Option<(f64, usize)> {
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

pub(super) fn vulgar(text: &Text, at: usize) -> Option<f64> {
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

/// "two and a half (million)", "three and a quarter".
pub(super) fn and_a_half(text: &Text, mut number: Numeral) -> Numeral {
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
pub(super) fn and_a_half_of(text: &Text, mut number: Numeral, factor: f64) -> Numeral {
    if let Some((part, end)) = and_part(text, number.end) {
        // "one billion and a half million"
        let own = worth(text, end, &[NumberWord::Times]).filter(|own| *own < factor);
        let end = end + usize::from(own.is_some());
        number = Numeral {
            end,
            value: number.value + part * own.unwrap_or(factor),
            ..number
        };
    }
    number
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
