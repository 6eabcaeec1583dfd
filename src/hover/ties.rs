//! What ties an actor to others in the draft, to its figures and to the desk's
//! source records.

use super::lines::{Lines, escaped};
use crate::{
    document::Reading,
    story::{Actor, same_things::is_still},
};

/// How many figures are shown.
const SHOWN: usize = 4;

/// For whom `actor` speaks, and who speaks for them.
pub fn spokespeople(reading: &Reading, lines: &Lines, actor: &Actor) -> Vec<String> {
    let mut res = Vec::new();
    let client = actor.description.as_deref().and_then(client);
    res.extend(client.map(|it| format!("speaks for {}", escaped(it))));
    let speaks_for_it = |it: &&Actor| {
        let client = it.description.as_deref().and_then(self::client);
        client.is_some_and(|it| it == actor.name)
    };
    res.extend(reading.story.actors.iter().filter(speaks_for_it).map(|it| {
        let line = lines.line(it.first().start);
        format!("spoken for by {}, line {line}", escaped(&it.name))
    }));
    res
}

/// "Harbor Board" in "Harbor Board spokesman" and "spokesman for the Harbor Board".
fn client(role: &str) -> Option<&str> {
    let words = ["spokesman", "spokeswoman", "spokesperson"];
    let (before, behind) = words.iter().find_map(|it| role.split_once(it))?;
    let behind = behind.trim_start().strip_prefix("for ").or_else(|| {
        let behind = behind.trim_start();
        behind.strip_prefix("of ")
    });
    let client = behind
        .unwrap_or(before)
        .trim()
        .trim_end_matches(['\'', '’']);
    let client = client.strip_suffix("'s").unwrap_or(client);
    let client = client.strip_suffix("’s").unwrap_or(client);
    let client = ["the ", "a ", "The ", "A "]
        .iter()
        .fold(client, |it, article| it.strip_prefix(article).unwrap_or(it));
    (!client.is_empty() && client.starts_with(char::is_uppercase)).then_some(client)
}

/// The figures that `i`, an index into the actors, states.
pub fn figures(reading: &Reading, lines: &Lines, i: usize) -> Option<String> {
    let story = &reading.story;
    let own = story.figures.iter().filter(|it| {
        let by = it.attribution.map(|it| &story.attributions[it]);
        let inside = by.filter(|by| by.content.iter().any(|part| part.overlaps(it.figure.span)));
        inside.is_some_and(|it| it.actor == Some(i)) && !is_still(&it.figure)
    });
    let mut shown: Vec<String> = own
        .map(|it| {
            let span = it.figure.span;
            format!("{} (line {})", lines.words(span), lines.line(span.start))
        })
        .collect();
    if shown.len() > SHOWN {
        shown.truncate(SHOWN);
        shown.push("…".to_owned());
    }
    (!shown.is_empty()).then(|| format!("Figures: {}", shown.join(", ")))
}

/// The records of what `actor` said. One who is not on the record is found by
/// the agreed description alone, never by name.
pub fn records(reading: &Reading, actor: &Actor) -> Option<String> {
    let own = reading.desk.records.iter().filter(|it| {
        let same = |name: &str| name.eq_ignore_ascii_case(&actor.name);
        it.printable_name()
            .or(it.printable_description())
            .is_some_and(same)
    });
    let shown: Vec<String> = own
        .map(|it| format!("{} (`{}`)", it.terms.words(), it.id))
        .collect();
    (!shown.is_empty()).then(|| format!("Source records: {}", shown.join(", ")))
}
