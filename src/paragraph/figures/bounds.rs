//! The words about a figure that bound it: "at least", "more than", "or so".

use super::numerals::numeral;
use super::pieces::Text;
use super::words::{BOUNDS, BOUNDS_AFTER};
use crate::paragraph::Bound;

/// The bound that ends right before `at`, or before an article there ("about a
/// 20-point lead"), and the piece where it begins, not before `floor`.
pub(super) fn before(text: &Text, at: usize, floor: usize) -> Option<(Bound, usize)> {
    let article = matches!(text.word_before(at, 1), "a" | "an");
    ending(text, at, floor).or_else(|| {
        if article {
            ending(text, at - 1, floor)
        } else {
            None
        }
    })
}

/// The bound that begins at `at` and the piece behind it.
pub(super) fn after(text: &Text, at: usize) -> Option<(Bound, usize)> {
    if text.is(at, "+") && text.glued(at) {
        return Some((Bound::AtLeast, at + 1));
    }
    let hyphened = text.hyphen(at);
    let at = at + usize::from(hyphened);
    for (words, bound) in BOUNDS_AFTER.get(text.word(at))? {
        let end = at + words.len();
        // "3,000, at least 40 of them": the bound of the next figure.
        let tied = matches!(words[0], "plus" | "odd") && !hyphened;
        if text.has(at, words) && !tied && numeral(text, end).is_none() && text.word(end) != "than"
        {
            return Some((*bound, end));
        }
    }
    None
}

fn ending(text: &Text, at: usize, floor: usize) -> Option<(Bound, usize)> {
    let last = at.checked_sub(1)?;
    for (words, bound) in BOUNDS.get(text.lower(last))? {
        let Some(from) = at.checked_sub(words.len()).filter(|from| *from >= floor) else {
            continue;
        };
        if text.has(from, words) && !led_up_to(text, from, words) {
            return Some((*bound, from));
        }
    }
    None
}

/// "the lead-up to 2016", "went over 30 bills": words that look like a bound.
fn led_up_to(text: &Text, from: usize, words: &[&str]) -> bool {
    let previous = text.word_before(from, 1);
    match words {
        ["up", "to"] => matches!(
            previous,
            "lead" | "leading" | "led" | "run" | "live" | "owned" | "add" | "adds"
        ),
        ["about"] => matches!(
            previous,
            "talk" | "talking" | "talked" | "worried" | "think" | "questions"
        ),
        _ => false,
    }
}
