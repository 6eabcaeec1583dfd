//! A keystroke seldom changes who is meant. Where every mention is what it was,
//! in the same place of its sentence, the cast of the previous version holds and
//! only moves with the text.

use std::sync::Arc;

use super::{
    super::{Actor, Story},
    Cast,
    places::{Place, places},
};
use crate::paragraph::Paragraph;

type Paragraphs = [(usize, Arc<Paragraph>)];

/// Whether all that [`super::cast`] asks of the paragraphs is the same in both.
pub fn is_same_cast(now: &Paragraphs, before: &Paragraphs) -> bool {
    now.len() == before.len()
        && now
            .iter()
            .zip(before)
            .all(|(a, b)| Arc::ptr_eq(&a.1, &b.1) || is_alike(&a.1, &b.1))
}

/// The cast of `previous` where the mentions are now.
pub fn cast(paragraphs: &Paragraphs, previous: &Story) -> Cast {
    let mut actors: Vec<Actor> = previous
        .actors
        .iter()
        .map(|it| Actor {
            name: it.name.clone(),
            kind: it.kind,
            description: it.description.clone(),
            mentions: Vec::with_capacity(it.mentions.len()),
            described: Vec::with_capacity(it.described.len()),
        })
        .collect();
    let mut mentions = Vec::with_capacity(previous.mentions.len());
    for (place, (_, actor)) in places(paragraphs).zip(&previous.mentions) {
        if let Some(actor) = actor {
            place.note(&mut actors[*actor as usize]);
        }
        mentions.push((place.head(), *actor));
    }
    Cast { actors, mentions }
}

fn is_alike(a: &Paragraph, b: &Paragraph) -> bool {
    let place = |paragraph| {
        move |mention| Place {
            mention,
            paragraph,
            at: 0,
        }
    };
    let things = |it: &Paragraph| -> Vec<Box<str>> {
        let names = it.things.iter();
        names.map(|thing| thing.of(&it.prose).into()).collect()
    };
    a.kind == b.kind
        && things(a) == things(b)
        && a.mentions.len() == b.mentions.len()
        && a.mentions.iter().map(place(a)).map(|it| facts(&it)).eq(b
            .mentions
            .iter()
            .map(place(b))
            .map(|it| facts(&it)))
}

/// All that is asked of a mention.
fn facts<'a>(place: &Place<'a>) -> impl PartialEq + use<'a> {
    let mention = place.mention;
    (
        (mention.form, mention.kind, place.text(), place.role()),
        (
            place.sentence(),
            place.is_subject(),
            place.opens(),
            place.is_genitive(),
            place.is_quoted(),
            place.speaks(),
        ),
        (place.long_form(), place.is_empty_it()),
    )
}
