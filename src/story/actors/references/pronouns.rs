//! Whom "he", "she", "they" and "it" mean.

use super::{Appearance, Person, Place, Pronoun, REACH, Rank, Scene};
use crate::paragraph::ActorKind;

impl Scene<'_> {
    pub(super) fn pronoun(&mut self, place: &Place) -> Option<usize> {
        let text = place.text();
        match place.mention.kind {
            ActorKind::Person => {
                let called = if text.starts_with(['h', 'H']) && !text[1..].starts_with("er") {
                    Pronoun::He
                } else {
                    Pronoun::She
                };
                self.he_or_she(place, called)
            }
            ActorKind::Group => self.nearest(place, |it| it.kind == ActorKind::Group),
            _ => self.it(place),
        }
    }

    fn he_or_she(&mut self, place: &Place, called: Pronoun) -> Option<usize> {
        let quoted = place.is_quoted();
        // Who is only spoken of in quotations does not speak behind one.
        let speaks = !quoted && place.speaks();
        let fits = |it: &&Appearance| {
            let person = &self.people[it.actor];
            let speaker = quoted && it.rank == Rank::Speaker && it.sentence == self.sentence;
            person.kind == ActorKind::Person
                && person.pronoun.is_none_or(|it| it == called)
                && !speaker
                && (person.told || !speaks)
        };
        let found = self.in_order(fits)?;
        self.people[found].pronoun.get_or_insert(called);
        Some(found)
    }

    /// Of those who fit: the subject of this sentence, else who was the subject
    /// or speaker of the nearest sentence before, else the only one in it.
    fn in_order(&self, fits: impl Fn(&&Appearance) -> bool) -> Option<usize> {
        let newest = self.sentence;
        for sentence in (newest.saturating_sub(REACH)..=newest).rev() {
            let here = || {
                self.recent
                    .iter()
                    .filter(|it| it.sentence == sentence)
                    .filter(&fits)
            };
            let first = match here().next() {
                Some(first) => first,
                None => continue,
            };
            if here().all(|it| it.actor == first.actor) {
                return Some(first.actor);
            }
            let top = here().max_by_key(|it| (it.rank, std::cmp::Reverse(it.sentence)))?;
            let rivals = here().any(|it| it.rank == top.rank && it.actor != top.actor);
            if top.rank == Rank::Aside || rivals {
                return None;
            }
            return Some(top.actor);
        }
        None
    }

    /// "it" and "its": the subject of this sentence or, for want of another, of the last.
    fn it(&self, place: &Place) -> Option<usize> {
        if place.is_empty_it() {
            return None;
        }
        let thing = |it: &&Appearance| {
            matches!(
                self.people[it.actor].kind,
                ActorKind::Organization | ActorKind::Place
            )
        };
        let ranked = |it: &&Appearance| thing(it) && it.rank != Rank::Aside;
        let here = self
            .recent
            .iter()
            .filter(|it| it.sentence == self.sentence)
            .find(ranked);
        if let Some(here) = here {
            return Some(here.actor);
        }
        let before = || {
            self.recent
                .iter()
                .filter(|it| it.sentence + 1 == self.sentence && it.paragraph == place.at)
                .filter(thing)
        };
        let first = before().find(ranked)?;
        Some(first.actor)
    }

    /// The only one of a kind in this sentence or, if it has none, the one before.
    fn nearest(&self, place: &Place, is: impl Fn(&Person) -> bool) -> Option<usize> {
        for sentence in [self.sentence, self.sentence.saturating_sub(1)] {
            let mut here = self
                .recent
                .iter()
                .filter(|it| it.sentence == sentence && it.paragraph == place.at)
                .filter(|it| is(&self.people[it.actor]));
            if let Some(first) = here.next() {
                return here
                    .all(|it| it.actor == first.actor)
                    .then_some(first.actor);
            }
        }
        None
    }
}
