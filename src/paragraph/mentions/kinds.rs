//! Whether a name is a person's, a body's, a place's or a group's, by its own
//! words and, for one word alone, by what stands beside it.

use std::ops::Range;

use super::{
    super::ActorKind,
    words::{Shape, Word, known, known_at},
};
use crate::{
    knowledge::Kind,
    lexicon::words::{
        ACTING, BODY, CAPITAL, COMMON, COMPANY_END, EVENT, FUNCTION, GIVEN, PARTICLE, PERSON,
        PLACE, VESSEL,
    },
};

/// What kind of actor the name is, or `None` for what is no actor.
pub fn kind(prose: &str, words: &[Word], name: &Range<usize>) -> Option<ActorKind> {
    let of = &words[name.clone()];
    if let Some(known) = known(prose, of) {
        return match known.kind {
            Kind::Place => Some(ActorKind::Place),
            Kind::Organization => Some(ActorKind::Organization),
            Kind::People => Some(ActorKind::Group),
            Kind::Adjective => None,
        };
    }
    if of
        .iter()
        .all(|it| it.own.has(CAPITAL) || it.low.has(FUNCTION))
    {
        return None;
    }
    if is_numbered(words, name) {
        return None;
    }
    if thing(words, name).is_some() {
        return None;
    }
    // "Orrin Falls, Ohio"
    let head = &of[of.len() - 1];
    let body = of.len() > 1 && head.low.has(BODY)
        || of.iter().any(|it| {
            it.own.has(GIVEN) || it.shape == Shape::Capitals || is_event(it) || it.text.len() < 2
        });
    if !body && of.len() <= 3 && region(prose, words, name).is_some() {
        return Some(ActorKind::Place);
    }
    if let Some(kind) = kind_by_noun(words, name) {
        return Some(kind);
    }
    if name.len() == 1 {
        kind_of_one(words, name.start)
    } else {
        kind_of_several(prose, words, name)
    }
}

/// The name of a thing in its run: "Ida" in "Hurricane Ida", "Orrin" in "Space
/// Shuttle Orrin", "HMS Orrin" and "the ferry Orrin".
pub fn thing(words: &[Word], run: &Range<usize>) -> Option<Range<usize>> {
    let of = &words[run.clone()];
    let last = of.len().checked_sub(1)?;
    if of[last].low.has(BODY) {
        return None;
    }
    if last > 0 && of[0].own.has(VESSEL) && of[0].shape == Shape::Capitals {
        return Some(run.start + 1..run.end);
    }
    if let Some(noun) = of[..last].iter().take(2).rposition(is_event) {
        return Some(run.start + noun + 1..run.end);
    }
    let before = &words[run.start.checked_sub(1)?];
    let vessel = before.is_lower() && before.low.has(VESSEL) && !before.opens;
    (vessel && !of[last].low.has(PLACE)).then(|| run.clone())
}

/// Whether these are the initials of a thing: "gross domestic product (GDP)",
/// "Council Tax Reform Act (CTRA)", but not "the farmers' union (FU)".
pub fn initials_of_thing(words: &[Word], at: usize) -> bool {
    let word = &words[at];
    let text = |it: Option<usize>| it.and_then(|it| words.get(it)).map(|it| it.text);
    if word.shape != Shape::Capitals || text(at.checked_sub(1)) != Some("(") {
        return false;
    }
    let letters = word.text.chars().filter(|it| it.is_alphabetic());
    let mut long = words[..at - 1].iter().rev();
    let mut of: Vec<&Word> = Vec::new();
    for letter in letters.rev() {
        let Some(next) = long.find(|it| !it.low.has(FUNCTION)) else {
            return false;
        };
        let initial = next.text.chars().next();
        if !initial.is_some_and(|it| it.eq_ignore_ascii_case(&letter)) {
            return false;
        }
        of.push(next);
    }
    let concept = of.iter().all(|it| it.is_lower() || it.opens);
    let work = of.first().is_some_and(|it| is_event(it));
    (concept || work) && !of.iter().any(|it| it.low.has(BODY.or(PERSON)))
}

fn is_event(word: &Word) -> bool {
    word.low.has(EVENT) && !word.own.has(GIVEN) && !word.low.has(BODY)
}

/// "the newspaper El Qorro", "the village Orsk", "in Santa Orr".
fn kind_by_noun(words: &[Word], name: &Range<usize>) -> Option<ActorKind> {
    let before = &words[name.start.checked_sub(1)?];
    let first = &words[name.start];
    let head = &words[name.end - 1];
    if !before.is_lower() || head.low.has(BODY.or(EVENT)) || first.shape == Shape::Capitals {
        return None;
    }
    if before.low.has(BODY) && !before.low.has(PERSON.or(ACTING)) && !before.text.ends_with('s') {
        return (!first.own.has(GIVEN)).then_some(ActorKind::Organization);
    }
    if before.low.has(PLACE) && !before.low.has(PERSON.or(ACTING)) && !before.text.ends_with('s') {
        return (!first.own.has(GIVEN)).then_some(ActorKind::Place);
    }
    (is_locative(words, name.start)
        && !first.own.has(GIVEN)
        && name.len() > 1
        && !first.low.has(COMMON))
    .then_some(ActorKind::Place)
}

/// "in", "near", "south of".
fn is_locative(words: &[Word], at: usize) -> bool {
    // "Mayor Celia Mamani of Oruro"
    let after_name = at.checked_sub(2).is_some_and(|it| words[it].is_capital());
    let text = |back: usize| at.checked_sub(back).map_or("", |it| words[it].text);
    match text(1) {
        "in" | "In" | "near" | "Near" | "outside" | "Outside" | "around" | "across" | "toward"
        | "towards" => true,
        "of" => {
            after_name
                || matches!(
                    text(2),
                    "north"
                        | "south"
                        | "east"
                        | "west"
                        | "northeast"
                        | "northwest"
                        | "southeast"
                        | "southwest"
                        | "outskirts"
                        | "city"
                        | "town"
                        | "village"
                )
        }
        _ => false,
    }
}

/// "Explorer 6", "Orbiter 1": a thing of a series; a year is no number.
fn is_numbered(words: &[Word], name: &Range<usize>) -> bool {
    // "6", "39A"
    let digits = |it: &Word| {
        let bare = it.text.trim_end_matches(|it: char| it.is_ascii_uppercase());
        it.text.len() <= 3 && !bare.is_empty() && bare.bytes().all(|it| it.is_ascii_digit())
    };
    words.get(name.end).is_some_and(digits)
        && words
            .get(name.end + 1)
            .is_none_or(|it| !it.is_lower() || it.low.has(FUNCTION))
        && !words[name.start].own.has(GIVEN)
}

fn kind_of_several(prose: &str, words: &[Word], name: &Range<usize>) -> Option<ActorKind> {
    // Without the stops of initials.
    let of: Vec<&Word> = words[name.clone()]
        .iter()
        .filter(|it| it.text != ".")
        .collect();
    let link = of
        .iter()
        .position(|it| matches!(it.text, "of" | "for" | "on" | "at" | "against"));
    let head = &of[link.unwrap_or(of.len()).max(1) - 1];
    let last = &of[of.len() - 1];
    let first = of[0];
    if head.own.has(COMPANY_END) || last.own.has(COMPANY_END) {
        return Some(ActorKind::Organization);
    }
    // "Dr. Farouk Hill", "Maria Beach"
    let initials = first.text.chars().count() == 1
        || first.text.contains('.')
            && first.text.len() <= 6
            && known_at(prose, words, name.start).is_none();
    // "Court Reporter"
    if last.low.has(PERSON)
        && of[..of.len() - 1]
            .iter()
            .all(|it| it.low.has(COMMON.or(BODY).or(PLACE)) && !it.own.has(GIVEN))
    {
        return None;
    }
    let person = (first.own.has(GIVEN) && !first.low.has(COMMON) || initials) && link.is_none();
    let short = of.len() <= 4
        && of[1..of.len() - 1]
            .iter()
            .all(|it| it.own.has(GIVEN) || !it.low.has(COMMON));
    if person
        && short
        && (last.low.has(PERSON) || !last.low.has(BODY))
        && !(last.low.has(PLACE.or(EVENT)) && of.len() > 2)
    {
        return Some(ActorKind::Person);
    }
    if head.low.has(EVENT) && !head.low.has(BODY) {
        return None;
    }
    if head.low.has(BODY) {
        return Some(ActorKind::Organization);
    }
    if head.low.has(PLACE)
        || matches!(
            first.text,
            "Mount" | "Lake" | "Cape" | "Fort" | "Port" | "Saint" | "St." | "Mt."
        )
    {
        return Some(ActorKind::Place);
    }
    if of.iter().any(|it| {
        it.shape == Shape::Capitals
            && !it.text.contains('.')
            && it.text.len() > 1
            && !matches!(it.text, "II" | "III" | "IV")
    }) {
        return Some(ActorKind::Organization);
    }
    if first.own.has(CAPITAL) && !first.own.has(GIVEN) {
        return None;
    }
    let article = name
        .start
        .checked_sub(1)
        .is_some_and(|it| words[it].text.eq_ignore_ascii_case("the"));
    let common = of
        .iter()
        .filter(|it| it.low.has(COMMON) && !it.own.has(GIVEN))
        .count();
    let particle = of[1..]
        .iter()
        .any(|it| it.low.has(PARTICLE) && it.is_lower());
    if first.own.has(GIVEN) || particle && !article {
        return Some(ActorKind::Person);
    }
    if known_at(prose, words, name.start).is_some_and(|(_, n)| n < name.len()) {
        return Some(ActorKind::Organization);
    }
    if article || common * 2 > of.len() || of.len() > 4 || of.iter().any(|it| it.text == "&") {
        return Some(ActorKind::Organization);
    }
    Some(ActorKind::Person)
}

fn kind_of_one(words: &[Word], at: usize) -> Option<ActorKind> {
    let word = &words[at];
    let before = at.checked_sub(1).map(|it| &words[it]);
    let next = words.get(at + 1);
    if word.shape == Shape::Capitals {
        return Some(ActorKind::Organization);
    }
    let article = before.is_some_and(|it| it.text.eq_ignore_ascii_case("the"));
    if before.is_some_and(|it| matches!(it.text, "a" | "an" | "A" | "An") && !it.opens)
        && next.is_some_and(|it| !it.low.has(PERSON))
    {
        return None;
    }
    if word.low.has(BODY) && !word.own.has(GIVEN) {
        return Some(ActorKind::Organization);
    }
    if word.low.has(EVENT) && !word.own.has(GIVEN) {
        return None;
    }
    if article {
        let thing = word.low.has(COMMON.or(PLACE).or(ACTING)) && !word.own.has(GIVEN);
        let plural = word.text.ends_with('s') && !word.text.ends_with("ss");
        return match (thing, plural) {
            (true, _) => None,
            (_, true) => Some(ActorKind::Group),
            _ => Some(ActorKind::Organization),
        };
    }
    if word.own.has(GIVEN) {
        return Some(ActorKind::Person);
    }
    if word.low.has(COMMON) && !stands_as_name(before, next) {
        return None;
    }
    Some(if is_locative(words, at) {
        ActorKind::Place
    } else {
        ActorKind::Person
    })
}

/// "told Brown", "Brown's", "Brown said", but not "Last Year", "Saturday Night".
fn stands_as_name(before: Option<&Word>, next: Option<&Word>) -> bool {
    let acts = next.is_some_and(|it| it.is_genitive() || it.is_lower() && it.low.has(ACTING));
    let open = before.is_none_or(|it| {
        it.shape == Shape::Mark || it.is_lower() && it.low.has(FUNCTION.or(ACTING).or(PERSON))
    });
    acts || open && !before.is_some_and(|it| it.is_genitive())
}

/// The state or country behind a city: "Ohio" in "Orrin, Ohio".
pub fn region(prose: &str, words: &[Word], name: &Range<usize>) -> Option<Range<usize>> {
    if known(prose, &words[name.clone()]).is_some_and(|it| it.region) {
        return None;
    }
    let mut at = name.end;
    let mut region = None;
    while words.get(at).is_some_and(|it| it.text == ",") && at + 1 < words.len() {
        match known_at(prose, words, at + 1) {
            Some((place, n)) if place.region && !goes_on(prose, words, at + 1 + n) => {
                region = Some(at + 1..at + 1 + n);
                at += 1 + n;
            }
            _ => break,
        }
    }
    region
}

/// "Cairo, Jordan and Malta": a list of places.
fn goes_on(prose: &str, words: &[Word], at: usize) -> bool {
    let and = words
        .get(at)
        .is_some_and(|it| matches!(it.text, "and" | "or"));
    let place = |at| known_at(prose, words, at).is_some_and(|(it, _)| it.kind == Kind::Place);
    and && at + 1 < words.len() && place(at + 1)
}
