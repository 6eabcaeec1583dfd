//! Ages: "a 34-year-old", "34 years old", "aged 12", "over the age of 21",
//! "Smith, 34,".

use super::numerals::past_hyphen;
use super::pieces::Text;
use super::sides::Side;
use crate::paragraph::FigureKind;

/// Where the age given by `side` begins, not before `floor`, and the piece
/// behind it; `end` is the piece behind the number with its range.
pub(super) fn age(text: &Text, side: &Side, end: usize, floor: usize) -> Option<(usize, usize)> {
    if side.kind() == FigureKind::Duration {
        let old = past_hyphen(text, end);
        let end = if matches!(text.word(old), "old" | "olds") {
            old + 1
        } else {
            end + 2
        };
        return (end == old + 1 || text.has(end - 2, &["of", "age"])).then_some((side.from, end));
    }
    let value = side.number.value;
    if side.kind() != FigureKind::Count || value.fract() != 0.0 || !(0.0..=120.0).contains(&value) {
        return None;
    }
    if text.word(end) == "yo" {
        return Some((side.from, end + 1));
    }
    aged(text, side, end, floor).or_else(|| apposed(text, side, end, floor))
}

/// "aged 12", "ages 18 to 34", "the age of 21".
fn aged(text: &Text, side: &Side, end: usize, floor: usize) -> Option<(usize, usize)> {
    let joint = usize::from(matches!(text.word_before(side.from, 1), "of" | "between"));
    let word = side.from.checked_sub(1 + joint)?;
    let the = usize::from(text.word_before(word, 1) == "the" && joint == 1);
    let from = word - the;
    (from >= floor && matches!(text.word(word), "aged" | "age" | "ages")).then_some((from, end))
}

/// ", 34," behind a name.
fn apposed(text: &Text, side: &Side, end: usize, floor: usize) -> Option<(usize, usize)> {
    let name = side.from.checked_sub(2).filter(|name| *name >= floor)?;
    let comma = text.is(name + 1, ",") && text.glued(name + 1) && !text.glued(side.from);
    let closed = text.is(end, ",") || text.is(end, ".") || text.is(end, ";");
    let plain = side.number.digits && !side.number.marked && side.number.value >= 1.0;
    let calendar = super::dates::names_day_or_month(text.word(name));
    let listed = text.digits(end + 1);
    (text.capital(name) && comma && closed && plain && !calendar && !listed)
        .then_some((side.from, end))
}
