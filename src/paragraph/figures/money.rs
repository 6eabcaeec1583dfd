//! Signs of money before the digits: "$", "US$", "A$", "£", "EUR", "Y=".

use super::pieces::{PieceKind, Text};
use super::words::CURRENCY_SIGNS;

#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Sign {
    pub(super) code: &'static str,
    /// The piece of the number.
    pub(super) end: usize,
    pub(super) negative: bool,
}

/// The sign of money at `at`, if digits follow it.
pub(super) fn sign(text: &Text, at: usize) -> Option<Sign> {
    // A minus that no digit and no letter touches: "-$5", not "5-$6".
    let minus = (text.is(at, "-") || text.is(at, "−")) && !text.glued(at) && text.glued(at + 1);
    let from = at + usize::from(minus);
    [3, 2, 1].into_iter().find_map(|length| {
        let code = code(text, from, length)?;
        let inner = text.is(from + length, "-")
            && text.glued(from + length)
            && text.glued(from + length + 1);
        let end = from + length + usize::from(inner);
        text.digits(end).then_some(Sign {
            code,
            end,
            negative: minus || inner,
        })
    })
}

fn code(text: &Text, at: usize, length: usize) -> Option<&'static str> {
    if text.kind(at) != PieceKind::Mark && text.kind(at) != PieceKind::Word {
        return None;
    }
    let spelled = text.between(at, at + length);
    // "US $5" and "HK $5" are written apart at times, other pairs are not.
    let joined = (1..length).all(|on| text.glued(at + on));
    let apart = length == 2 && matches!(text.word(at), "us" | "hk") && text.is(at + 1, "$");
    if apart {
        return Some(if text.word(at) == "us" { "USD" } else { "HKD" });
    }
    if !joined {
        return None;
    }
    let code = *CURRENCY_SIGNS.get(spelled)?;
    // Letters alone are a sign only in capitals: "EUR 5m", "RM79", not "try 5".
    let letters = length == 1 && text.kind(at) == PieceKind::Word;
    if letters && text.glued(at) && !text.is(at - 1, "(") {
        return None;
    }
    let capitals = text.raw(at).chars().all(char::is_uppercase)
        || text.raw(at) == "Rs"
        || text.raw(at) == "Rp";
    (!letters || capitals).then_some(code)
}
