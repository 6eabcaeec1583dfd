//! Who is who in the draft. A name is resolved by how it is written, whatever
//! its place; a description or pronoun by what stands before it, and where that
//! leaves a doubt it stays with nobody. Two with one surname stay two.

mod forms;
mod references;

use std::sync::Arc;

use rustc_hash::FxHashMap;

use super::Actor;
use crate::{
    lexicon::words::{self, ACTING, FUNCTION, HE, PERSON, SHE, TITLE},
    paragraph::{ActorKind, Form, Kind, Mention, Paragraph},
    span::Span,
};
use references::Scene;

/// The actors of a draft, and whom each mention means.
#[derive(Debug, Default, PartialEq)]
pub struct Cast {
    /// In the order of their first mention.
    pub actors: Vec<Actor>,
    /// Every mention in the order of the draft, the longer before the shorter.
    mentions: Vec<(Span, Option<u32>)>,
}

/// "he" or "she".
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Pronoun {
    He,
    She,
}

/// A mention with what is around it.
#[derive(Clone, Copy)]
struct Place<'a> {
    mention: &'a Mention,
    paragraph: &'a Paragraph,
    /// Of the paragraph in the draft.
    at: usize,
}

/// The cast of the draft whose paragraphs stand at these offsets.
pub fn cast(paragraphs: &[(usize, Arc<Paragraph>)]) -> Cast {
    let places: Vec<Place> = paragraphs
        .iter()
        .filter(|(_, it)| !matches!(it.kind, Kind::BlockQuote | Kind::Footnote))
        .flat_map(|(at, paragraph)| {
            paragraph.mentions.iter().map(|mention| Place {
                mention,
                paragraph,
                at: *at,
            })
        })
        .collect();
    let (written, of) = written(&places);
    let (named, bearers) = forms::bearers(&written);
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
    let mut before: Option<(&Place, usize)> = None;
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
            });
            votes.push([0; 4]);
            list.len() - 1
        });
        votes[form][place.mention.kind as usize] += 1;
        if let Some((long, i)) = before
            && std::ptr::eq(long.paragraph, place.paragraph)
            && place.mention.name.start == long.mention.name.end + 2
            && place.paragraph.prose.as_bytes()[place.mention.name.start - 1] == b'('
        {
            list[form].explains = Some(i);
        }
        before = Some((place, form));
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
        let span = place.mention.span.shifted(place.at);
        // Without "of the Harbor Board", which a source may leave out.
        let head = Span::new(span.start, place.at + place.mention.name.end);
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
        let actor = &mut cast.actors[i as usize];
        match place.mention.form {
            Form::Description => actor.described.push(span),
            _ => actor.mentions.push(span),
        }
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

impl<'a> Place<'a> {
    /// The name as it is written.
    fn text(&self) -> &'a str {
        self.mention.name.of(&self.paragraph.prose)
    }

    fn role(&self) -> Option<&'a str> {
        Some(self.mention.role?.of(&self.paragraph.prose))
    }

    /// What stands behind the mention.
    fn rest(&self) -> &'a str {
        &self.paragraph.prose[self.mention.name.end..]
    }

    fn is_genitive(&self) -> bool {
        let rest = self.rest();
        rest.starts_with("'s") || rest.starts_with("’s")
    }

    /// Between quotation marks: the voice of a source, not the writer's.
    fn is_quoted(&self) -> bool {
        self.paragraph
            .quotations
            .iter()
            .any(|it| it.words.contains(self.mention.span))
    }

    /// Whether the sentence is about it, as far as its place tells: it stands at
    /// the start, behind a comma or a word that opens a clause.
    fn is_subject(&self) -> bool {
        let sentences = &self.paragraph.sentences;
        let own = self.mention.span.start;
        let i = sentences.partition_point(|it| it.end <= own);
        let start = sentences.get(i).map_or(0, |it| it.start.min(own));
        let before = self.paragraph.prose[start..own].trim_end();
        let last = before.rsplit([' ', '\n']).next().unwrap_or("");
        let article = before.eq_ignore_ascii_case("the");
        before.is_empty()
            || article
            || before.ends_with([',', '"', '”', '“', ':', ';', '—', '–', '('])
            || !before.contains(' ') && last.starts_with(char::is_uppercase)
            || matches!(
                last,
                "that"
                    | "when"
                    | "as"
                    | "because"
                    | "while"
                    | "if"
                    | "after"
                    | "before"
                    | "since"
                    | "but"
                    | "said"
            )
    }

    /// Named as the source of an attribution.
    fn speaks(&self) -> bool {
        let span = Span::new(self.mention.span.start, self.mention.name.end);
        self.paragraph
            .attributions
            .iter()
            .any(|it| it.source.iter().any(|it| it.contains(span)))
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
