//! Whom a description or a pronoun means, read from the start of the draft to
//! its end with an eye on who was spoken of last.

mod pronouns;

use rustc_hash::FxHashMap;

use super::{
    Place, Pronoun,
    forms::{Bearer, Named},
    role_pronoun,
};
use crate::{
    lexicon::words::{self, BODY, COMPANY_END, PERSON},
    paragraph::{ActorKind, Form},
};

/// How many sentences back a pronoun may reach.
const REACH: usize = 3;

/// How many bearers of one role are kept in mind, the latest ones.
const REMEMBERED: usize = 8;

pub struct Person<'a> {
    pub name: &'a str,
    pub kind: ActorKind,
    /// At the first mention that gives one.
    pub role: Option<&'a str>,
    /// Known by a name, not by a role alone.
    pub named: bool,
    /// A source of what the draft says.
    pub speaks: bool,
    pronoun: Option<Pronoun>,
    /// Spoken of outside quotations.
    told: bool,
    /// The sentence, counted through the draft, of the last mention, plus one.
    seen: usize,
}

/// What was spoken of last.
pub struct Scene<'a> {
    pub people: Vec<Person<'a>>,
    /// Counted through the draft.
    sentence: usize,
    /// The end of the sentence and the paragraph it is in.
    until: usize,
    paragraph: usize,
    /// Mentions of the last sentences, in order.
    recent: Vec<Appearance>,
    /// By the noun of their role, in lower case: "secretary".
    roles: FxHashMap<u64, Vec<(usize, &'a str)>>,
    /// By the noun of their name, in lower case: "council".
    bodies: FxHashMap<u64, LastBody>,
    /// By actor: the keys of `bodies` that it is found under; 0 for none.
    body_nouns: Vec<[u64; 2]>,
    /// By the whole description without its article, in lower case.
    described: FxHashMap<u64, usize>,
    /// By the noun of such a description, for "the troops" after "3,000 troops".
    nouns: FxHashMap<u64, usize>,
}

/// Of the bodies of one kind the one spoken of last, or the first to come.
struct LastBody {
    actor: usize,
    /// How many there are in the draft.
    count: usize,
    seen: bool,
}

#[derive(Clone, Copy)]
struct Appearance {
    actor: usize,
    sentence: usize,
    paragraph: usize,
    rank: Rank,
}

/// How much a mention is what its sentence is about.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Rank {
    Aside,
    Subject,
    Speaker,
}

impl<'a> Scene<'a> {
    pub fn new(named: Vec<Named<'a>>) -> Scene<'a> {
        let mut bodies: FxHashMap<u64, LastBody> = FxHashMap::default();
        let mut nouns = Vec::with_capacity(named.len());
        for (actor, it) in named.iter().enumerate() {
            let mut own = [0; 2];
            if it.kind == ActorKind::Organization {
                let words = it.name.split_whitespace();
                let held = words.filter(|it| words::kinds(it).1.has(BODY)).map(key);
                own.iter_mut().zip(held).for_each(|(own, key)| *own = key);
            }
            for noun in own.iter().filter(|it| **it != 0) {
                let held = bodies.entry(*noun).or_insert(LastBody {
                    actor,
                    count: 0,
                    seen: false,
                });
                held.count += 1;
            }
            nouns.push(own);
        }
        let people = named.into_iter().map(|it| Person {
            name: it.name,
            kind: it.kind,
            role: None,
            named: true,
            speaks: false,
            pronoun: it.pronoun,
            told: false,
            seen: 0,
        });
        Scene {
            people: people.collect(),
            sentence: 0,
            until: 0,
            paragraph: usize::MAX,
            recent: Vec::new(),
            roles: FxHashMap::default(),
            bodies,
            body_nouns: nouns,
            described: FxHashMap::default(),
            nouns: FxHashMap::default(),
        }
    }

    /// Comes to the sentence of `place`.
    pub fn enter(&mut self, place: &Place) {
        let at = place.at + place.mention.span.start;
        if place.at == self.paragraph && at < self.until {
            return;
        }
        if place.at != self.paragraph {
            self.paragraph = place.at;
            self.sentence += 1;
        }
        let sentences = &place.paragraph.sentences;
        let own = place.mention.span.start;
        let i = sentences.partition_point(|it| it.end <= own);
        let until = place.at
            + sentences
                .get(i)
                .map_or(place.paragraph.prose.len(), |it| it.end);
        let before = sentences[..i]
            .iter()
            .filter(|it| place.at + it.end > self.until)
            .count();
        self.sentence += before.max(1);
        self.until = until;
        let oldest = self.sentence.saturating_sub(REACH + 1);
        self.recent.retain(|it| it.sentence >= oldest);
    }

    /// Who bears the name at `place`.
    pub fn bearer(&mut self, place: &Place<'a>, bearer: &Bearer) -> Option<usize> {
        match bearer {
            Bearer::One(one) => Some(*one),
            Bearer::Several(several) => {
                let called = place.role().and_then(role_pronoun);
                let fits = |it: &&usize| {
                    let theirs = self.people[**it].pronoun;
                    called.is_none() || theirs.is_none() || theirs == called
                };
                let last = several
                    .iter()
                    .filter(fits)
                    .max_by_key(|it| self.people[**it].seen);
                last.filter(|it| self.people[**it].seen > 0).copied()
            }
            Bearer::Nobody => None,
            Bearer::Noun => self.body(place.text()).or_else(|| {
                let key = key(place.text());
                Some(self.described.get(&key).copied().unwrap_or_else(|| {
                    let new = self.add(place.text(), ActorKind::Organization, true);
                    self.described.insert(key, new);
                    new
                }))
            }),
        }
    }

    /// Whom the description or pronoun at `place` means.
    pub fn meant(&mut self, place: &Place<'a>) -> Option<usize> {
        match place.mention.form {
            Form::Pronoun => self.pronoun(place),
            _ => self.description(place),
        }
    }

    /// Notes that the actor is spoken of at `place`.
    pub fn appears(&mut self, place: &Place<'a>, actor: usize) {
        let speaks = place.speaks();
        let first = !self
            .recent
            .iter()
            .any(|it| it.sentence == self.sentence && it.rank != Rank::Aside);
        let subject = first && (place.is_subject() || place.mention.form == Form::Pronoun);
        let aside = place.is_genitive() || place.mention.kind == ActorKind::Place && !subject;
        let rank = match (speaks && !aside, subject && !aside) {
            (true, _) => Rank::Speaker,
            (_, true) => Rank::Subject,
            _ => Rank::Aside,
        };
        self.recent.push(Appearance {
            actor,
            sentence: self.sentence,
            paragraph: place.at,
            rank,
        });
        self.people[actor].told |= !place.is_quoted();
        for noun in self.body_nouns.get(actor).into_iter().flatten() {
            if let Some(last) = self.bodies.get_mut(noun) {
                last.actor = actor;
                last.seen = true;
            }
        }
        let role = place.role();
        let person = &mut self.people[actor];
        person.seen = self.sentence + 1;
        person.speaks |= speaks;
        if let Some(role) = role {
            // "Mr." tells nobody what somebody is.
            let courtesy = matches!(role.trim_end_matches('.'), "Mr" | "Mrs" | "Ms" | "Miss");
            if !courtesy {
                person.role.get_or_insert(role);
            }
            if person.kind == ActorKind::Person {
                person.pronoun = person.pronoun.or_else(|| role_pronoun(role));
            }
            for word in role.split_whitespace() {
                let word = word.trim_matches([',', '.']);
                if words::kinds(word).1.has(PERSON.or(BODY)) {
                    let held = self.roles.entry(key(word)).or_default();
                    if held.iter().any(|(it, _)| *it == actor) {
                        continue;
                    }
                    if held.len() == REMEMBERED {
                        held.remove(0);
                    }
                    held.push((actor, role));
                }
            }
        }
    }

    fn description(&mut self, place: &Place<'a>) -> Option<usize> {
        let text = place.text();
        let (opening, phrase) = cut_article(text);
        let noun = phrase.rsplit([' ', '\n']).next().unwrap_or(phrase);
        let definite = !matches!(opening, Some("a" | "an" | "A" | "An"));
        let kind = place.mention.kind;
        if kind == ActorKind::Place {
            return None;
        }
        if definite && opening.is_some() {
            let held = match kind {
                ActorKind::Person => self.bearer_of_role(phrase, noun),
                ActorKind::Organization => self
                    .body(noun)
                    .or_else(|| self.bearer_of_role(phrase, noun))
                    .or_else(|| self.last_company(noun)),
                _ => None,
            };
            if held.is_some() {
                return held;
            }
        }
        let key = key(phrase);
        let fresh = !definite && kind == ActorKind::Person;
        let held = self.described.get(&key).filter(|_| !fresh);
        let of_noun = || {
            self.nouns
                .get(&key)
                .filter(|_| definite && opening.is_some())
        };
        if let Some(held) = held.or_else(of_noun) {
            return Some(*held);
        }
        let new = self.add(text, kind, false);
        self.described.insert(key, new);
        self.nouns.insert(self::key(noun), new);
        if kind == ActorKind::Person {
            self.people[new].pronoun = role_pronoun(noun);
        }
        Some(new)
    }

    /// The one whose role has the words of `phrase`.
    fn bearer_of_role(&self, phrase: &str, noun: &str) -> Option<usize> {
        let held = self.roles.get(&key(noun))?;
        let words = || {
            phrase
                .split_whitespace()
                .filter(|it| !matches!(*it, "former" | "the"))
        };
        let mut fitting = held.iter().filter(|(_, role)| {
            words().all(|word| {
                role.split([' ', '\n', ',', '\'', '’'])
                    .any(|it| it.eq_ignore_ascii_case(word))
            })
        });
        let first = fitting.next()?.0;
        fitting.all(|it| it.0 == first).then_some(first)
    }

    /// The body of that name spoken of last: "the council".
    fn body(&self, noun: &str) -> Option<usize> {
        let last = self.bodies.get(&key(noun))?;
        (last.count == 1 || last.seen).then_some(last.actor)
    }

    /// "the company": the only one of the last sentences with "Inc." or the like.
    fn last_company(&self, noun: &str) -> Option<usize> {
        if !matches!(noun, "company" | "firm" | "business") {
            return None;
        }
        let company = |it: &&Appearance| {
            let name = self.people[it.actor].name;
            let end = name.rsplit(' ').next().unwrap_or(name);
            words::kinds(end).0.has(COMPANY_END)
        };
        let mut companies = self.recent.iter().filter(company).map(|it| it.actor);
        let first = companies.next()?;
        companies.all(|it| it == first).then_some(first)
    }

    fn add(&mut self, name: &'a str, kind: ActorKind, named: bool) -> usize {
        self.people.push(Person {
            name,
            kind,
            role: None,
            named,
            speaks: false,
            pronoun: None,
            told: false,
            seen: 0,
        });
        self.people.len() - 1
    }
}

/// The article or the like, and the rest.
fn cut_article(text: &str) -> (Option<&str>, &str) {
    match text.split_once([' ', '\n']) {
        Some((first, rest))
            if matches!(
                first,
                "the"
                    | "The"
                    | "a"
                    | "A"
                    | "an"
                    | "An"
                    | "this"
                    | "This"
                    | "that"
                    | "That"
                    | "these"
                    | "These"
                    | "those"
                    | "Those"
            ) =>
        {
            (Some(first), rest)
        }
        _ => (None, text),
    }
}

/// A number for the words in lower case.
fn key(text: &str) -> u64 {
    use std::hash::Hasher;
    let mut hasher = rustc_hash::FxHasher::default();
    for word in text.split_whitespace() {
        for byte in word.bytes() {
            hasher.write_u8(byte.to_ascii_lowercase());
        }
        hasher.write_u8(b' ');
    }
    hasher.finish()
}
