//! Who is who in the draft. A name is resolved by how it is written, whatever
//! its place; a description or pronoun by what stands before it, and where that
//! leaves a doubt it stays with nobody. Two with one surname stay two.

mod carried;
mod forms;
mod places;
mod references;
mod spellings;

use std::sync::Arc;

use rustc_hash::FxHashMap;

use super::{Actor, Story};
use crate::{
    lexicon::words::{self, ACTING, FUNCTION, HE, PERSON, SHE, TITLE},
    paragraph::{ActorKind, Form, Paragraph},
    span::Span,
};
use places::Place;
pub use places::{names_something, places};
use references::Scene;
pub use spellings::{ends as first_and_last, initials_fit, sounds_like};

/// The actors of a draft, and whom each mention means.
#[derive(Debug, Default, PartialEq)]
pub struct Cast {
    /// In the order of their first mention.
    pub actors: Vec<Actor>,
    /// As in [`Story::mentions`].
    pub mentions: Vec<(Span, Option<u32>)>,
}

/// "he" or "she".
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Pronoun {
    He,
    She,
}

/// The cast of the draft whose paragraphs stand at these offsets. Where what
/// counts for it is as it was, it is taken from `previous`.
pub fn cast(paragraphs: &[(usize, Arc<Paragraph>)], previous: &Story) -> Cast {
    if carried::is_same_cast(paragraphs, &previous.paragraphs) {
        return carried::cast(paragraphs, previous);
    }
    let places: Vec<Place> = places(paragraphs).collect();
    let (written, of) = written(&places);
    let things = paragraphs.iter().flat_map(|(_, it)| {
        let names = it.things.iter();
        names.map(|thing| thing.of(&it.prose))
    });
    let (named, bearers) = forms::bearers(&written, &things.collect());
    let mut scene = Scene::new(named);
    let who: Vec<Option<usize>> = places
        .iter()
        .zip(&of)
        .map(|(place, form)| {
            scene.enter(place);
            let actor = match form {
                Some(form) => scene.bearer(place, &bearers[*form]),
                None => scene.meant(place),
            };
            if let Some(actor) = actor {
                scene.appears(place, actor);
            }
            actor
        })
        .collect();
    gathered(&places, &who, &scene)
}

impl Cast {
    /// Whose words a source at `span` of `text` gives: that of the first mention
    /// in it, unless that is only the owner or origin of what follows ("Russia's
    /// defense ministry", "Moscow traders").
    pub fn actor_of(&self, text: &str, span: Span) -> Option<usize> {
        let first = self
            .mentions
            .partition_point(|(it, _)| it.start < span.start);
        let inside = self.mentions[first..]
            .iter()
            .take_while(|(it, _)| it.start < span.end)
            .filter(|(it, _)| it.end <= span.end);
        let mut until = span.start;
        for (mention, actor) in inside {
            if mention.start < until {
                continue;
            }
            until = mention.end;
            if is_head(&text[mention.end..span.end]) {
                return actor.map(|it| it as usize);
            }
        }
        None
    }
}

/// Whether a mention before `rest` is what its noun phrase is about.
fn is_head(rest: &str) -> bool {
    if rest.starts_with("'s") || rest.starts_with("’s") {
        return false;
    }
    let Some(word) = rest
        .strip_prefix(' ')
        .and_then(|it| it.split([' ', ',', '\n']).next())
    else {
        return true;
    };
    let (_, low) = words::kinds(word);
    let noun = word.starts_with(char::is_lowercase)
        && !word.ends_with("ly")
        && !low.has(FUNCTION.or(ACTING));
    !noun
}

/// The forms of names in the draft, and which of them each mention is.
fn written<'a>(places: &[Place<'a>]) -> (Vec<forms::Form<'a>>, Vec<Option<usize>>) {
    let mut seen: FxHashMap<&str, usize> = FxHashMap::default();
    let mut list: Vec<forms::Form> = Vec::new();
    let mut votes: Vec<[u32; 4]> = Vec::new();
    let mut of = Vec::with_capacity(places.len());
    for place in places {
        if place.mention.form != Form::Name {
            of.push(None);
            continue;
        }
        let text = place.text();
        let form = *seen.entry(text).or_insert_with(|| {
            list.push(forms::Form {
                text,
                kind: place.mention.kind,
                explains: None,
                only_opens: false,
                only_nested: true,
            });
            votes.push([0; 4]);
            list.len() - 1
        });
        list[form].only_nested &= place.is_nested();
        votes[form][place.mention.kind as usize] += 1;
        let first = votes[form].iter().sum::<u32>() == 1;
        list[form].only_opens = first && place.opens() && place.role().is_none() && !place.speaks();
        if let Some(long) = place.long_form() {
            let long = place.paragraph.mentions[long]
                .name
                .of(&place.paragraph.prose);
            list[form].explains = seen.get(long).copied();
        }
        of.push(Some(form));
    }
    for (form, votes) in list.iter_mut().zip(votes) {
        let kinds = [
            ActorKind::Person,
            ActorKind::Organization,
            ActorKind::Place,
            ActorKind::Group,
        ];
        let most = kinds
            .into_iter()
            .max_by_key(|it| (votes[*it as usize], *it == form.kind));
        form.kind = most.unwrap_or(form.kind);
    }
    (list, of)
}

/// The actors that are named, are a source, or come up twice.
fn gathered(places: &[Place], who: &[Option<usize>], scene: &Scene) -> Cast {
    let mut count = vec![0usize; scene.people.len()];
    for actor in who.iter().flatten() {
        count[*actor] += 1;
    }
    let kept = |it: usize| scene.people[it].named || scene.people[it].speaks || count[it] > 1;
    let mut index: Vec<Option<u32>> = vec![None; scene.people.len()];
    let mut cast = Cast {
        actors: Vec::new(),
        mentions: Vec::with_capacity(places.len()),
    };
    for (place, actor) in places.iter().zip(who) {
        let head = place.head();
        let Some(actor) = actor.filter(|&it| kept(it)) else {
            cast.mentions.push((head, None));
            continue;
        };
        let person = &scene.people[actor];
        let i = *index[actor].get_or_insert_with(|| {
            cast.actors.push(Actor {
                name: squeezed(person.name),
                kind: person.kind,
                description: person.role.map(squeezed),
                mentions: Vec::new(),
                described: Vec::new(),
            });
            cast.actors.len() as u32 - 1
        });
        place.note(&mut cast.actors[i as usize]);
        cast.mentions.push((head, Some(i)));
    }
    cast
}

/// With one space for each gap.
fn squeezed(text: &str) -> String {
    if text.contains("  ") || text.contains(|it: char| it.is_whitespace() && it != ' ') {
        text.split_whitespace().collect::<Vec<_>>().join(" ")
    } else {
        text.to_owned()
    }
}

/// The pronoun that a role or title calls for.
fn role_pronoun(role: &str) -> Option<Pronoun> {
    role.split_whitespace().find_map(|word| {
        let (own, low) = words::kinds(word.trim_end_matches(','));
        let of_person = own.has(TITLE) || low.has(PERSON);
        let kinds = if own.has(TITLE) { own } else { low };
        match (of_person, kinds.has(HE), kinds.has(SHE)) {
            (true, true, false) => Some(Pronoun::He),
            (true, false, true) => Some(Pronoun::She),
            _ => None,
        }
    })
}

#[cfg(test)]
mod tests;
