//! Quantities: a number with its money sign, unit, bound and thing counted,
//! or two of them as a range or a score.

use super::bounds;
use super::money;
use super::names;
use super::numerals::{Numeral, numeral, past_hyphen};
use super::pieces::Text;
use super::things;
use super::units;
use super::words::{CHANGES, PRONOUN_ONE, STOPS, Unit};
use crate::paragraph::{Bound, Figure, FigureKind};
use crate::span::Span;

/// A number with what is tied to it.
#[derive(Clone, Copy)]
struct Side {
    from: usize,
    end: usize,
    number: Numeral,
    unit: Option<Unit>,
    /// The code of the money sign before it.
    sign: Option<&'static str>,
}

impl Side {
    fn tied(&self) -> bool {
        self.unit.is_some()
            || self.sign.is_some()
            || self.number.magnitude > 1.0
            || self.number.part
    }
}

/// The quantity that begins at `at` and the piece behind it. Words before it
/// that bound it are taken in down to `floor`.
pub(super) fn quantity(text: &Text, at: usize, floor: usize) -> Option<(Figure, usize)> {
    let one = side(text, at)?;
    let odds = odds(text, &one);
    let (first, second, mut end) = match odds {
        Some((number, end)) => (Side { number, end, ..one }, None, end),
        None => match range(text, one) {
            Some((first, second)) => (first, Some(second), second.end),
            None => (one, None, one.end),
        },
    };
    let last = second.unwrap_or(first);
    let tied = first.tied() || last.tied();
    if names::named(text, at, last.number, tied) && first.sign.is_none() {
        return None;
    }
    let kind_unit = last.unit.or(first.unit);
    let sign = first.sign.or(last.sign);
    let mut kind = kind(kind_unit, sign, first.number);
    let mut unit = sign
        .or(kind_unit.map(|unit| unit.name))
        .unwrap_or_default()
        .to_string();

    let mut from = at;
    if let Some((start, end_of_age)) = age(text, at, floor, &mut end, kind, first.number) {
        (kind, from) = (FigureKind::Age, start);
        end = end_of_age;
        if unit.is_empty() {
            unit = "years".into();
        }
    }
    let mut bound = if first.number.high.is_some() {
        Bound::About
    } else {
        Bound::Exact
    };
    let between = second.is_some() && text.word_before(from, 1) == "between";
    if between || (second.is_some() && text.word_before(from, 1) == "from") {
        from -= 1;
    }
    let before = bounds::before(text, from, floor).filter(|_| !lasting(text, from, kind));
    if let Some((found, start)) = before {
        (bound, from) = (found, start);
    }
    let open = bound == Bound::Exact || bound == Bound::About;
    let after = bounds::after(text, end).filter(|_| open);
    if let Some((found, behind)) = after {
        (bound, end) = (found, behind);
    }
    if unit.is_empty() {
        if let Some((thing_from, thing_end)) = counted(text, end, first.number, second.is_some()) {
            unit = text.prose[text.start(thing_from)..text.end_before(thing_end)].to_string();
            end = thing_end;
        } else if !stands_alone(text, at, end, &first, second.is_some(), bound) {
            return None;
        }
    }
    if kind != FigureKind::Age
        && let Some((per, behind)) = units::rate(text, end)
    {
        unit = format!("{unit} per {per}").trim_start().to_string();
        end = behind;
    }
    if after.is_none()
        && open
        && let Some((found, behind)) = bounds::after(text, end)
    {
        (bound, end) = (found, behind);
    }
    let mut value = tidy(first.number.value);
    if kind == FigureKind::Duration && (text.word(end) == "ago" || text.has(end, &["from", "now"]))
    {
        kind = FigureKind::Date;
        end += if text.word(end) == "ago" { 1 } else { 2 };
    }
    if text.word(at) == "minus" {
        value = -value;
    }
    let figure = Figure {
        span: Span::new(text.start(from), text.end_before(end)),
        value: Some(value),
        high: second
            .map(|second| second.number.value)
            .or(first.number.high)
            .map(tidy),
        bound,
        unit: unit.into(),
        kind,
    };
    Some((figure, end))
}

/// A number with its sign and unit.
fn side(text: &Text, at: usize) -> Option<Side> {
    let sign = money::sign(text, at);
    let mut start = sign.map_or(at, |sign| sign.end);
    let mut negative = sign.is_some_and(|sign| sign.negative);
    if sign.is_none() {
        start = below_zero(text, at).unwrap_or(at);
        negative = start > at && text.word(at) != "minus";
    }
    let mut number = numeral(text, start)?;
    if negative {
        number.value = -number.value;
    }
    let of = usize::from((number.high.is_some() || number.part) && text.word(number.end) == "of");
    let reach = Numeral {
        end: number.end + of,
        ..number
    };
    let bounded = bounds::after(text, number.end).map(|(_, end)| Numeral { end, ..number });
    let found =
        units::unit(text, reach).or_else(|| bounded.and_then(|number| units::unit(text, number)));
    let (unit, mut end) = found.map_or((None, number.end), |(unit, end)| (Some(unit), end));
    // "$5 million dollars", "US$5" need no second name; "$5m" has its own.
    let unit = unit.filter(|unit| sign.is_none() || unit.kind == FigureKind::Money);
    if unit.is_none() {
        end = number.end;
    }
    Some(Side {
        from: at,
        end,
        number,
        unit,
        sign: sign.map(|sign| sign.code),
    })
}

/// The piece of the number behind "minus", "minus-" or "-".
fn below_zero(text: &Text, at: usize) -> Option<usize> {
    if matches!(text.word(at), "minus" | "negative") {
        let next = past_hyphen(text, at + 1);
        return numeral(text, next).map(|_| next);
    }
    let minus = (text.is(at, "-") || text.is(at, "−")) && !text.glued(at);
    (minus && text.digits(at + 1) && text.glued(at + 1)).then_some(at + 1)
}

fn kind(unit: Option<Unit>, sign: Option<&str>, number: Numeral) -> FigureKind {
    match unit {
        _ if sign.is_some() => FigureKind::Money,
        Some(unit) => unit.kind,
        None if number.part => FigureKind::Ratio,
        None => FigureKind::Count,
    }
}

/// "one in five", "nine out of 10": the ratio as a number and the piece behind.
fn odds(text: &Text, side: &Side) -> Option<(Numeral, usize)> {
    if side.tied() || side.number.value.fract() != 0.0 {
        return None;
    }
    let at = side.number.end;
    let words: &[&str] = [
        &["out", "of", "every"][..],
        &["out", "of"],
        &["in", "every"],
        &["of", "every"],
        &["in"],
    ]
    .into_iter()
    .find(|words| text.has(at, words))?;
    let whole = numeral(text, at + words.len())?;
    let sensible = side.number.value >= 1.0
        && whole.value > side.number.value
        && !whole.part
        && whole.high.is_none();
    let year = whole.value > 100.0 && whole.value % 100.0 != 0.0;
    let bare = *words == ["in"];
    let period = units::unit(text, whole).is_some();
    if !sensible || year || (bare && (period || side.number.value > 9.0 || whole.value > 1000.0)) {
        return None;
    }
    Some((
        Numeral {
            end: whole.end,
            value: side.number.value / whole.value,
            part: true,
            ..side.number
        },
        whole.end,
    ))
}

/// The two ends of a range or sides of a score that begins with `first`.
fn range(text: &Text, first: Side) -> Option<(Side, Side)> {
    if first.number.high.is_some() {
        return None;
    }
    let at = first.end;
    let joint = joint(text, at, &first)?;
    let start = bounds_between(text, at + joint.len());
    let second =
        side(text, start).filter(|second| second.number.high.is_none() && second.from == start)?;
    let (first, second) = shared(first, second)?;
    let (low, high) = (first.number.value, second.number.value);
    let bare = !first.tied() && !second.tied();
    let whole = low.fract() == 0.0 && high.fract() == 0.0 && low < 1000.0 && high < 1000.0;
    let meant = match joint {
        Joint::Hyphen => low < high || (bare && whole),
        Joint::To => {
            (low < high && !changes(text, &first, high))
                || (bare && whole && voted(text, first.from))
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

impl Joint {
    fn len(self) -> usize {
        1
    }
}

fn joint(text: &Text, at: usize, first: &Side) -> Option<Joint> {
    let spaced = text.is(at, "-") || text.is(at, "–");
    if text.hyphen(at) || (spaced && !text.glued(at) && !text.glued(at + 1) && first.number.digits)
    {
        return Some(Joint::Hyphen);
    }
    match text.word(at) {
        "to" => Some(Joint::To),
        "through" if first.number.digits => Some(Joint::To),
        "and" if between(text, first.from) => Some(Joint::And),
        "or" if first.unit.is_none() && text.raw(at) == "or" => Some(Joint::Or),
        _ => None,
    }
}

fn between(text: &Text, at: usize) -> bool {
    text.word_before(at, 1) == "between"
        || bounds::before(text, at, 0)
            .is_some_and(|(_, from)| text.word_before(from, 1) == "between")
}

/// Past "about", "as many as" before the second number.
fn bounds_between(text: &Text, at: usize) -> usize {
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
    let money = |side: &Side| {
        side.sign.or(side
            .unit
            .filter(|unit| unit.kind == FigureKind::Money)
            .map(|u| u.name))
    };
    let same = match (first.unit, second.unit) {
        _ if money(&first).is_some() || money(&second).is_some() => money(&first) == money(&second),
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
    let percent = first
        .unit
        .is_some_and(|unit| unit.kind == FigureKind::Percent);
    let apart = high > 3.0 * first.number.value && !percent;
    if word(1) == "by" && apart && CHANGES.contains(word(2)) {
        return true;
    }
    CHANGES.contains(word(1))
        || (word(1) == "from" && (2..=4).any(|back| CHANGES.contains(word(back))))
}

fn voted(text: &Text, from: usize) -> bool {
    (1..=4).any(|back| {
        matches!(
            text.word_before(from, back),
            "vote" | "voted" | "by" | "won" | "beat" | "lost" | "score"
        )
    })
}

/// "aged 12", "34 years old", "34-year-old", "Smith, 34,": where the age begins
/// and the piece behind it.
fn age(
    text: &Text,
    at: usize,
    floor: usize,
    end: &mut usize,
    kind: FigureKind,
    number: Numeral,
) -> Option<(usize, usize)> {
    let before = text.word_before(at, 1);
    if kind == FigureKind::Duration {
        let old = past_hyphen(text, *end);
        if matches!(text.word(old), "old" | "olds") {
            return Some((at, old + 1));
        }
        return text.has(*end, &["of", "age"]).then_some((at, *end + 2));
    }
    if kind != FigureKind::Count
        || number.value.fract() != 0.0
        || !(0.0..=120.0).contains(&number.value)
    {
        return None;
    }
    if text.has(*end, &["yo"]) || text.has(*end, &["y", "/", "o"]) {
        return Some((at, *end + 1));
    }
    let of = usize::from(before == "of" || before == "between");
    if at >= floor + 1 + of && matches!(text.word_before(at, 1 + of), "aged" | "age" | "ages") {
        return Some((at - 1 - of, *end));
    }
    let behind_name = at >= floor + 2
        && text.is(at - 1, ",")
        && text.glued(at - 1)
        && text.capital(at - 2)
        && !text.glued(at);
    let closed = text.is(*end, ",") || text.is(*end, ".") || text.is(*end, ";");
    let calendar = super::dates::names_day_or_month(text.word_before(at, 2));
    (behind_name
        && closed
        && number.digits
        && !number.marked
        && number.value >= 1.0
        && !calendar
        && !text.digits(*end + 1))
    .then_some((at, *end))
}

/// "spent $4 billion over three years": the time that it took, no bound.
fn lasting(text: &Text, from: usize, kind: FigureKind) -> bool {
    kind == FigureKind::Duration
        && text.word_before(from, 1) == "over"
        && !matches!(
            text.word_before(from, 2),
            "for" | "in" | "of" | "well" | "just" | "is" | "was" | "little" | "lasted"
        )
}

/// The thing counted behind a number that ends at `at`.
fn counted(text: &Text, at: usize, number: Numeral, ranged: bool) -> Option<(usize, usize)> {
    if let Some(end) = things::hyphened(text, at) {
        return Some((at + 1, end));
    }
    let of = usize::from((number.part || number.high.is_some()) && text.word(at) == "of");
    let article = usize::from(
        (of == 1 || number.part)
            && matches!(
                text.word(at + of),
                "the" | "its" | "their" | "his" | "her" | "all" | "our"
            ),
    );
    let more = usize::from(of == 0 && matches!(text.word(at), "more" | "fewer" | "such"));
    let from = at + of + article + more;
    let single = number.value == 1.0 && !ranged && !number.part;
    let end = if single {
        things::thing(text, from)
    } else {
        things::things(text, from)
    };
    end.map(|end| (from, end))
}

/// Whether a number without unit and thing counted is a figure all the same.
fn stands_alone(
    text: &Text,
    at: usize,
    end: usize,
    first: &Side,
    ranged: bool,
    bound: Bound,
) -> bool {
    let number = first.number;
    if first.tied()
        || number.marked
        || ranged
        || bound != Bound::Exact
        || matches!(text.word(at), "minus" | "negative")
    {
        return true;
    }
    let only = at == 0 && (end >= text.len() || (end + 1 == text.len() && text.is(end, ".")));
    if only {
        return true;
    }
    if number.digits {
        let bracketed = at > 0 && text.is(at - 1, "(") && text.is(end, ")");
        let counter = text.piece(at).initial && (text.is(end, ".") || text.is(end, ")"));
        return !bracketed && !counter;
    }
    number.value > 10.0 || text.word(end) == "of" && number.value > 1.0
}

/// Whether "one" at `at` counts something and is no pronoun.
pub(super) fn pronoun(text: &Text, at: usize) -> bool {
    if text.word(at) != "one" {
        return false;
    }
    let number = numeral(text, at);
    let more = number.is_some_and(|n| n.end > at + 1 || units::unit(text, n).is_some());
    if more
        || side(text, at)
            .is_some_and(|side| odds(text, &side).is_some() || range(text, side).is_some())
    {
        return PRONOUN_ONE.contains(&("after", text.word_before(at, 1))) && !more;
    }
    let behind = text.word(at + 1);
    behind.is_empty()
        || STOPS.contains(behind)
        || PRONOUN_ONE.contains(&("before", behind))
        || PRONOUN_ONE.contains(&("after", text.word_before(at, 1)))
}

/// Takes away what multiplying left behind: 5.1 million is 5100000.
fn tidy(value: f64) -> f64 {
    let near = value.round();
    if value.abs() >= 1.0 && (value - near).abs() < 1e-9 * value.abs().max(1.0) {
        near
    } else {
        value
    }
}
