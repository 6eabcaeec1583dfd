//! What stands behind a number and says what it measures: percent, money,
//! kilometres, years, with a rate if there is one ("$75 a barrel").

use super::numerals::Numeral;
use super::pieces::{PieceKind, Text};
use super::words::{RATES, UNITS, Unit};
use crate::paragraph::FigureKind;

/// The unit behind `number` and the piece behind the unit.
pub(super) fn unit(text: &Text, number: Numeral) -> Option<(Unit, usize)> {
    let hyphened = text.hyphen(number.end);
    let at = number.end + usize::from(hyphened);
    if number.part && !hyphened && text.kind(at) == PieceKind::Mark {
        return None;
    }
    let fits = |(pieces, unit): &&(Vec<&'static str>, Unit)| {
        text.has(at, pieces) && meant(text, at, unit, number)
    };
    let found = UNITS.get(text.lower(at))?;
    let sized = |unit: &Unit| unit.money_by_size || unit.needs_magnitude;
    let of_money = found.iter().find(|entry| sized(&entry.1) && fits(entry));
    let (pieces, unit) = of_money.or_else(|| found.iter().find(fits))?;
    let end = at + pieces.len();
    Some((*unit, end))
}

/// "per barrel", "a day", "/month" at `at`: the words and the piece behind.
pub(super) fn rate<'t>(text: &'t Text, at: usize) -> Option<(&'t str, usize)> {
    let next = at + 1;
    match text.word(at) {
        "a" | "an" if RATES.contains(text.word(next)) => Some((text.lower(next), next + 1)),
        "per" if text.word(next) == "square" || text.word(next) == "cubic" => (text.kind(next + 1)
            == PieceKind::Word)
            .then(|| (text.between(next, next + 2), next + 2)),
        "per" if text.kind(next) == PieceKind::Word && text.word(next) != "cent" => {
            Some((text.lower(next), next + 1))
        }
        _ if text.is(at, "/") && text.glued(at) && RATES.contains(text.word(next)) => {
            Some((text.lower(next), next + 1))
        }
        _ => None,
    }
}

/// Whether the form at `at` has its case and the number is one that it fits.
fn meant(text: &Text, at: usize, unit: &Unit, number: Numeral) -> bool {
    if let Some(exact) = unit.exact {
        return number.digits && text.prose[text.start(at)..].starts_with(exact);
    }
    if unit.needs_magnitude {
        return number.magnitude >= 1000.0;
    }
    if unit.money_by_size {
        return number.marked && number.value >= 100.0;
    }
    // "three second places": behind a number word only with a hyphen.
    // "the 2016 Stone interview": a capital on one word alone is a name.
    let name = text.capital(at)
        && !text.raw(at).ends_with(['s', 'S', 'C', 'F'])
        && !text.word(at).is_empty()
        && text.raw(at).len() > 3
        && !matches!(unit.kind, FigureKind::Money | FigureKind::Percent)
        && unit.name != "°C"
        && unit.name != "°F"
        && text.raw(at).chars().any(char::is_lowercase);
    if name {
        return false;
    }
    let placed = text.hyphen(at + 1) || (!number.digits && number.value != 1.0);
    let second = text.word(at) == "second" && !text.glued(at) && placed;
    let pence = text.word(at) == "p" && !text.glued(at);
    !second && !pence
}
