//! Two numbers that are one figure: ranges ("3,000 to 5,000", "between 5 and
//! 7 percent", "$3-5bn") and scores ("52–48", "5-to-4").

use super::bounds;
use super::pieces::Text;
use super::sides::{Side, scored, side};
use super::words::CHANGES;
use crate::paragraph::FigureKind;

/// The two ends of a range, or sides of a score, that begins with `first`.
pub(super) fn range(text: &Text, first: Side) -> Option<(Side, Side)> {
    if first.number.high.is_some() {
        return None;
    }
    let (joint, next) = joint(text, &first)?;
    let start = past_bound(text, next);
    let second = side(text, start).filter(|second| second.number.high.is_none())?;
    let open = first.unit.is_none();
    let (first, second) = shared(first, second)?;
    let (low, high) = (first.number.value, second.number.value);
    let bare = !first.tied() && !second.tied();
    let small =
        low.fract() == 0.0 && high.fract() == 0.0 && low < 1000.0 && high < 1000.0 && low >= 0.0;
    // "led 45 to 40 percent"
    let shares = open && small && first.kind() == FigureKind::Percent;
    let meant = match joint {
        Joint::Hyphen => low < high || ((bare || shares) && small),
        Joint::To if low < high => !changes(text, &first, high),
        Joint::To => {
            small
                && !changes(text, &first, high)
                && (shares || (bare && (scored(text, first.from) || polled(text, &first, &second))))
        }
        Joint::And => low < high,
        Joint::Or => low < high && high <= low * 2.0 + 1.0,
    };
    meant.then_some((first, second))
}

#[derive(Clone, Copy, PartialEq)]
enum Joint {
    Hyphen,
    To,
    And,
    Or,
}

/// What joins `first` to the number behind it, and the piece of that number.
fn joint(text: &Text, first: &Side) -> Option<(Joint, usize)> {
    let at = first.end;
    let spaced = (text.is(at, "-") || text.is(at, "–")) && !text.glued(at) && !text.glued(at + 1);
    if text.hyphen(at) && text.hyphen(at + 2) && text.word(at + 1) == "to" {
        return Some((Joint::Hyphen, at + 3));
    }
    if text.hyphen(at) || (spaced && first.number.digits) {
        return Some((Joint::Hyphen, at + 1));
    }
    let joint = match text.word(at) {
        "to" => Joint::To,
        "through" if first.number.digits => Joint::To,
        "and" if between(text, first.from) => Joint::And,
        "or" if first.unit.is_none() => Joint::Or,
        _ => return None,
    };
    Some((
        joint,
        at + 1 + usize::from(joint == Joint::To && text.is(at + 1, "-")),
    ))
}

fn between(text: &Text, at: usize) -> bool {
    let before = |at| text.word_before(at, 1) == "between";
    before(at) || bounds::before(text, at, 0).is_some_and(|(_, from)| before(from))
}

/// Past "about", "as many as" before the second number.
fn past_bound(text: &Text, at: usize) -> usize {
    (at + 1..at + 4)
        .find(|next| bounds::before(text, *next, at).is_some_and(|(_, from)| from == at))
        .unwrap_or(at)
}

/// Gives both sides the sign, unit and magnitude that only one of them has;
/// `None` where they do not go together.
fn shared(mut first: Side, mut second: Side) -> Option<(Side, Side)> {
    if first.sign.is_some() && second.sign.is_none() && second.unit.is_none() {
        second.sign = first.sign;
    }
    if first.sign.is_none() && first.unit.is_none() {
        first.sign = second.sign;
        first.unit = second.unit;
    }
    let same = match (first.unit, second.unit) {
        _ if first.money().is_some() || second.money().is_some() => first.money() == second.money(),
        (Some(a), Some(b)) => a.name == b.name,
        (None, None) => true,
        _ => false,
    };
    let mantissa = second.number.value / second.number.magnitude;
    if first.number.magnitude == 1.0
        && second.number.magnitude > 1.0
        && first.number.value < mantissa
    {
        first.number.value *= second.number.magnitude;
        first.number.magnitude = second.number.magnitude;
    }
    same.then_some((first, second))
}

/// "rose 20 to 45", "rose from 20 to 45": a change, not a range.
fn changes(text: &Text, first: &Side, high: f64) -> bool {
    let word = |back| text.word_before(first.from, back);
    // "grew by $4 billion to $41 billion": by what and to what.
    let apart = high > 3.0 * first.number.value && first.kind() != FigureKind::Percent;
    if word(1) == "by" && apart && CHANGES.contains(word(2)) {
        return true;
    }
    CHANGES.contains(word(1))
        || (word(1) == "from" && (2..=4).any(|back| CHANGES.contains(word(back))))
}

/// "(45 to 42)": two sides of a poll in brackets.
fn polled(text: &Text, first: &Side, second: &Side) -> bool {
    first.from > 0 && text.is(first.from - 1, "(") && text.is(second.end, ")")
}
