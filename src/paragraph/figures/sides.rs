//! One number with what is tied to it: a sign of money before, a unit behind.

use super::bounds;
use super::money;
use super::numerals::{Numeral, numeral, past_hyphen};
use super::pieces::Text;
use super::units;
use super::words::{Unit, beside, worth_cents};
use crate::paragraph::FigureKind;

#[derive(Clone, Copy)]
pub(super) struct Side {
    /// Its first piece and the piece behind it.
    pub(super) from: usize,
    pub(super) end: usize,
    pub(super) number: Numeral,
    pub(super) unit: Option<Unit>,
    /// The code of the money sign before it.
    pub(super) sign: Option<&'static str>,
}

impl Side {
    /// Whether more than bare digits shows that it is a figure.
    pub(super) fn tied(&self) -> bool {
        self.unit.is_some()
            || self.sign.is_some()
            || self.number.magnitude > 1.0
            || self.number.part
    }

    /// The code of the money that it is of.
    pub(super) fn money(&self) -> Option<&'static str> {
        self.sign.or(self
            .unit
            .filter(|unit| unit.kind == FigureKind::Money)
            .map(|unit| unit.name))
    }

    pub(super) fn kind(&self) -> FigureKind {
        match self.unit {
            _ if self.sign.is_some() => FigureKind::Money,
            Some(unit) => unit.kind,
            None if self.number.part => FigureKind::Ratio,
            None => FigureKind::Count,
        }
    }
}

/// The number that begins at `at`, its sign included.
pub(super) fn side(text: &Text, at: usize) -> Option<Side> {
    let sign = money::sign(text, at);
    let mut start = sign.map_or(at, |sign| sign.end);
    let mut negative = sign.is_some_and(|sign| sign.negative);
    if sign.is_none() {
        start = below_zero(text, at).unwrap_or(at);
        negative = start > at;
    }
    let mut number = numeral(text, start)?;
    if negative {
        number.value = -number.value;
    }
    let mut side = Side {
        from: at,
        end: number.end,
        number,
        unit: None,
        sign: sign.map(|sign| sign.code),
    };
    // "$5 million dollars" may name its money twice; "$5 m" measures nothing.
    let found =
        unit(text, number).filter(|(unit, _)| sign.is_none() || unit.kind == FigureKind::Money);
    if let Some((unit, end)) = found {
        (side.unit, side.end) = (Some(unit), end);
    }
    Some(with_cents(text, side))
}

/// "one in five", "nine out of 10": the whole as one number, a ratio.
pub(super) fn odds(text: &Text, side: &Side) -> Option<Side> {
    const JOINTS: &[&[&str]] = &[
        &["out", "of", "every"],
        &["out", "of"],
        &["in", "every"],
        &["of", "every"],
        &["in"],
    ];
    if side.tied() || side.number.value.fract() != 0.0 || side.number.value < 1.0 {
        return None;
    }
    let at = side.number.end;
    let words = JOINTS.iter().find(|words| text.has(at, words))?;
    let whole = numeral(text, at + words.len())?;
    let year = whole.value > 100.0 && whole.value % 100.0 != 0.0;
    let sensible = whole.value > side.number.value && !whole.part && whole.high.is_none() && !year;
    // "five in 10 days" is no ratio, nor "12 in 30 boxes".
    let period = units::unit(text, whole).is_some();
    let loose = words.len() == 1 && (period || side.number.value > 9.0 || whole.value > 1000.0);
    let number = Numeral {
        end: whole.end,
        value: side.number.value / whole.value,
        part: true,
        ..side.number
    };
    (sensible && !loose).then_some(Side {
        number,
        end: whole.end,
        ..*side
    })
}

/// The unit behind a number, also past "or more" ("5 or more years") and past
/// the "of" of "dozens of miles".
fn unit(text: &Text, number: Numeral) -> Option<(Unit, usize)> {
    let of = usize::from((number.high.is_some() || number.part) && text.word(number.end) == "of");
    let reach = Numeral {
        end: number.end + of,
        ..number
    };
    units::unit(text, reach).or_else(|| {
        let (_, end) = bounds::after(text, number.end)?;
        units::unit(text, Numeral { end, ..number })
    })
}

/// The piece of the number behind "minus", "minus-" or "-".
fn below_zero(text: &Text, at: usize) -> Option<usize> {
    let before = text.word_before(at, 1);
    let spelled = match text.word(at) {
        "minus" => before != "or",
        "negative" => matches!(
            before,
            "" | "is" | "was" | "at" | "to" | "of" | "by" | "between" | "and" | "than"
        ),
        _ => false,
    };
    if spelled {
        let next = past_hyphen(text, at + 1);
        return numeral(text, next)
            .filter(|number| number.high.is_none())
            .map(|_| next);
    }
    let minus = (text.is(at, "-") || text.is(at, "−")) && !text.glued(at);
    (minus && text.digits(at + 1) && text.glued(at + 1)).then_some(at + 1)
}

/// "three dollars (and) 50 cents": one sum of money.
fn with_cents(text: &Text, side: Side) -> Side {
    let whole = side.number.value.fract() == 0.0 && side.number.magnitude == 1.0;
    if side.sign.is_some() || side.money().is_none() || !whole || worth_cents(side.unit) {
        return side;
    }
    let next = side.end + usize::from(text.word(side.end) == "and");
    let Some(cents) = numeral(text, next).filter(|number| (1.0..100.0).contains(&number.value))
    else {
        return side;
    };
    match units::unit(text, cents) {
        Some((unit, end)) if worth_cents(Some(unit)) && cents.high.is_none() => {
            let value = side.number.value + cents.value / 100.0;
            Side {
                end,
                number: Numeral {
                    value,
                    marked: true,
                    ..side.number
                },
                ..side
            }
        }
        _ => side,
    }
}

/// Whether "52 to 48" at `from` is a score or a vote.
pub(super) fn scored(text: &Text, from: usize) -> bool {
    (1..=4).any(|back| beside("score", text.word_before(from, back)))
}
