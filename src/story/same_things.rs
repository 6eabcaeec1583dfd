//! Which figures of a draft count the same thing.

use super::{StatedFigure, Story};
use crate::{
    knowledge::{self, Kind},
    lexicon,
    paragraph::{Figure, FigureKind},
};

/// Words that tell a whole from what is sent, lost or hired of it.
const STANDING: [&str; 5] = ["active", "standing", "reserve", "registered", "total"];

/// Whether both count the same, as far as their words and their state tell.
pub fn is_same_thing(text: &str, story: &Story, a: &StatedFigure, b: &StatedFigure) -> bool {
    let standing = |it: &Figure| it.unit.split(' ').any(|it| STANDING.contains(&it));
    let apart = || match (owner(text, story, &a.figure), owner(text, story, &b.figure)) {
        (Some(a), Some(b)) => a != b,
        _ => false,
    };
    let lost = |it: &Figure| is_lost(text, it);
    is_same_unit(&a.figure, &b.figure)
        && standing(&a.figure) == standing(&b.figure)
        && lost(&a.figure) == lost(&b.figure)
        && !apart()
}

/// "300 troops have been killed": not those that were sent.
fn is_lost(text: &str, figure: &Figure) -> bool {
    const FATES: [&str; 8] = [
        "killed", "wounded", "injured", "dead", "died", "missing", "captured", "lost",
    ];
    const NEAR: usize = 4; // words behind the figure
    let behind = text[figure.span.end..].split(['.', ',', ';', '\n']).next();
    let mut words = behind.unwrap_or("").split_whitespace().take(NEAR);
    words.any(|it| FATES.contains(&it))
}

/// The state whose soldiers or money it is: "Russian troops", "Norway sent 300 troops".
pub fn owner(text: &str, story: &Story, figure: &Figure) -> Option<&'static str> {
    let words: Vec<&str> = figure.unit.split(' ').collect();
    let adjective = (1..words.len()).rev().find_map(|it| {
        let known = knowledge::known(&words[..it].join(" "))?;
        matches!(known.kind, Kind::Adjective).then_some(known.name)
    });
    adjective.or_else(|| subject(text, story, figure))
}

/// The state right before the verb of which the figure is the object.
fn subject(text: &str, story: &Story, figure: &Figure) -> Option<&'static str> {
    let before = story
        .mentions
        .partition_point(|(it, _)| it.end <= figure.span.start)
        .checked_sub(1)?;
    let place = story.mentions[before].0;
    let between: Vec<&str> = text[place.end..figure.span.start]
        .split_whitespace()
        .collect();
    let verb = |it: &&str| it.bytes().all(|it| it.is_ascii_lowercase());
    let phrase = (1..=3).contains(&between.len()) && between.iter().all(verb);
    let link = [
        "to", "of", "in", "from", "and", "with", "by", "for", "at", "on", "against",
    ];
    let known = knowledge::known(place.of(text)).filter(|it| it.kind == Kind::Place)?;
    (phrase && !link.iter().any(|it| between.contains(it))).then_some(known.name)
}

/// One unit, or nouns that news uses for the same.
fn is_same_unit(a: &Figure, b: &Figure) -> bool {
    if a.kind != b.kind || is_still(a) || a.unit.is_empty() || b.unit.is_empty() {
        return false;
    }
    if a.kind != FigureKind::Count {
        return a.unit == b.unit;
    }
    a.unit.eq_ignore_ascii_case(&b.unit)
        || head(&a.unit) == head(&b.unit)
        || shared_list(&a.unit, &b.unit)
}

/// A date, rank or age: it counts nothing that another figure could contradict.
pub fn is_still(figure: &Figure) -> bool {
    use FigureKind::{Age, Date, Ordinal, Time};
    matches!(figure.kind, Date | Time | Ordinal | Age)
}

/// The counted noun itself, without its plural: "soldier" in "North Korean soldiers".
pub fn head(unit: &str) -> &str {
    let noun = unit.rsplit(' ').next().unwrap_or(unit);
    noun.strip_suffix('s').unwrap_or(noun)
}

fn shared_list(a: &str, b: &str) -> bool {
    lexicon::entries(include_str!("../lexicon/same_things.txt")).any(|list| {
        let holds = |unit: &str| is_one_of(unit, list);
        holds(a) && holds(b)
    })
}

/// Whether `unit` ends on one of the nouns in `list`.
pub fn is_one_of(unit: &str, list: &str) -> bool {
    list.split(", ").any(|it| {
        unit == it
            || unit
                .strip_suffix(it)
                .is_some_and(|rest| rest.ends_with(' '))
    })
}
