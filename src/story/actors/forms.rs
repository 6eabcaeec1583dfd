//! Which names are one actor's: "Lloyd Pell", "Mr. Pell" and "Pell"; "National
//! Harbor Board", "NHB" and "the Harbor Board". Decided once for each written
//! form of the draft, not for each mention.

use rustc_hash::{FxHashMap, FxHashSet};

use super::{
    Pronoun,
    spellings::{
        ends, given_pronoun, head_of, holds_words, initials, initials_fit, letters, only, plain,
        same_given, sound, without_legal_form,
    },
};
use crate::{
    knowledge,
    lexicon::words::{self, BODY, GIVEN, PARTICLE},
    paragraph::ActorKind,
};

/// One way in which a name is written in the draft.
#[derive(Debug)]
pub struct Form<'a> {
    pub text: &'a str,
    /// What most mentions of the form are read as.
    pub kind: ActorKind,
    /// The initials stand in brackets behind the form of this index.
    pub explains: Option<usize>,
    /// It stands there once, and nothing but the start of a sentence gives it its capital.
    pub only_opens: bool,
    /// It stands only inside the names of bodies and places.
    pub only_nested: bool,
}

/// Whom a form names.
#[derive(Clone, Debug, PartialEq)]
pub enum Bearer {
    One(usize),
    /// A surname that several have: whoever was named last.
    Several(Vec<usize>),
    /// "Council": the last body of that kind.
    Noun,
    /// A thing with a capital: "Stelex" where the draft has "Stelexes" too, "Ida"
    /// where it has "Hurricane Ida".
    Nobody,
}

/// Somebody or something with a name, as the forms show it.
#[derive(Debug)]
pub struct Named<'a> {
    /// The fullest form.
    pub name: &'a str,
    pub kind: ActorKind,
    pub pronoun: Option<Pronoun>,
}

/// The bearers of `forms`, which come in the order of the draft. `named_things`:
/// what the draft calls its storms and ships.
pub fn bearers<'a>(
    forms: &[Form<'a>],
    named_things: &FxHashSet<&str>,
) -> (Vec<Named<'a>>, Vec<Bearer>) {
    let mut index = Index::default();
    let mut bearers: Vec<Option<Bearer>> = vec![None; forms.len()];
    // Full names first, so that a surname in the headline finds its bearer below.
    for (i, form) in forms.iter().enumerate() {
        if named_things.contains(plain(form.text)) && knowledge::known(form.text).is_none() {
            continue;
        }
        if form.only_nested {
            bearers[i] = Some(Bearer::Nobody);
            continue;
        }
        let several = form.text.contains(char::is_whitespace) && !is_surname(form);
        if knowledge::known(plain(form.text)).is_some() || several {
            bearers[i] = Some(Bearer::One(index.full(form)));
        }
    }
    for (i, form) in forms.iter().enumerate() {
        if bearers[i].is_none() {
            let text = plain(form.text);
            let thing = named_things.contains(text) && !index.last.contains_key(text);
            bearers[i] = Some(if thing {
                Bearer::Nobody
            } else {
                index.single(form)
            });
        }
    }
    // "the Harbor Board (NHB)"
    for (i, form) in forms.iter().enumerate() {
        let Some(Some(Bearer::One(long))) = form.explains.map(|it| bearers[it].clone()) else {
            continue;
        };
        if initials_fit(form.text, index.named[long].name) {
            bearers[i] = Some(Bearer::One(long));
        }
    }
    for i in things(forms, &bearers, &index) {
        bearers[i] = Some(Bearer::Nobody);
    }
    let bearers = bearers
        .into_iter()
        .map(|it| it.unwrap_or(Bearer::Noun))
        .collect();
    (index.named, bearers)
}

/// A person's last name with its particles: "van der Berg", "Bin Harad".
fn is_surname(form: &Form) -> bool {
    let mut words = form.text.split_whitespace();
    let last = words.next_back();
    let particle = |it: &str| words::kinds(it).1.has(PARTICLE);
    form.kind == ActorKind::Person
        && form.text.contains(char::is_whitespace)
        && words.all(particle)
        && last.is_some_and(|it| !particle(it))
}

/// The forms that name a thing: a lone word that the draft has in the plural too
/// ("Stelex", "Stelexs"), alone or behind another's name ("Oduya Stelex").
fn things(forms: &[Form], bearers: &[Option<Bearer>], index: &Index) -> Vec<usize> {
    let one = |i: usize| match &bearers[i] {
        Some(Bearer::One(one)) => Some(*one),
        _ => None,
    };
    let lone = |i: &usize| {
        let text = forms[*i].text;
        let longest = one(*i).is_some_and(|it| index.named[it].name == text);
        // "the Pells" are a family.
        let thing = !matches!(forms[*i].kind, ActorKind::Place | ActorKind::Group);
        longest && thing && !text.contains(char::is_whitespace)
    };
    let mut things: Vec<usize> = Vec::new();
    for i in (0..forms.len()).filter(lone) {
        let Some(singular) = forms[i].text.strip_suffix('s') else {
            continue;
        };
        let given = |it: usize| {
            let first = index.named[it].name.split(' ').next().unwrap_or("");
            words::kinds(first).0.has(GIVEN)
        };
        let alone = index
            .whole
            .get(singular)
            .copied()
            .filter(|it| index.named[*it].name == singular);
        let last = index
            .last
            .get(singular)
            .into_iter()
            .flatten()
            .copied()
            .filter(|it| !given(*it));
        let before = things.len();
        things.extend(alone.into_iter().chain(last));
        if things.len() > before {
            things.extend(one(i));
        }
    }
    let held = |i: &usize| one(*i).is_some_and(|it| things.contains(&it));
    (0..forms.len())
        .filter(|i| !things.is_empty() && held(i))
        .collect()
}

#[derive(Default)]
struct Index<'a> {
    named: Vec<Named<'a>>,
    /// By the name under which a table knows them.
    known: FxHashMap<&'static str, usize>,
    whole: FxHashMap<&'a str, usize>,
    /// People by their last and their first name.
    last: FxHashMap<&'a str, Vec<usize>>,
    /// By last name, with the first.
    full: FxHashMap<&'a str, Vec<(&'a str, usize)>>,
    first: FxHashMap<&'a str, Vec<usize>>,
    /// People by how their last name sounds, with that name.
    sounds: FxHashMap<u64, Vec<(&'a str, usize)>>,
    /// Bodies by their first word and by their initials.
    opening: FxHashMap<&'a str, Vec<usize>>,
    /// By what kind of body they are and each other word: ("Board", "Harbor").
    pairs: FxHashMap<(&'a str, &'a str), Vec<usize>>,
    initials: FxHashMap<u64, Vec<usize>>,
}

impl<'a> Index<'a> {
    fn full(&mut self, form: &Form<'a>) -> usize {
        let text = plain(form.text);
        if let Some(known) = knowledge::known(text) {
            let people = known.kind == knowledge::Kind::People;
            let key = if people { None } else { Some(known.name) };
            let held = key
                .and_then(|it| self.known.get(it))
                .or_else(|| self.whole.get(text));
            if let Some(&held) = held {
                self.lengthen(held, text);
                return held;
            }
            let new = self.add(text, form.kind);
            key.map(|it| self.known.insert(it, new));
            return new;
        }
        if let Some(&held) = self.whole.get(text) {
            return held;
        }
        match form.kind {
            ActorKind::Person => self.person(text),
            ActorKind::Organization => self.body(text),
            _ => self.add(text, form.kind),
        }
    }

    fn person(&mut self, text: &'a str) -> usize {
        let Some((first, last)) = ends(text) else {
            return self.add(text, ActorKind::Person);
        };
        let namesakes = self.full.get(last).into_iter().flatten();
        let held = namesakes
            .clone()
            .find(|it| same_given(it.0, first))
            .map(|it| it.1);
        if let Some(held) = held {
            self.lengthen(held, text);
            self.whole.insert(text, held);
            return held;
        }
        let new = self.add(text, ActorKind::Person);
        self.last.entry(last).or_default().push(new);
        self.full.entry(last).or_default().push((first, new));
        if let Some(sound) = sound(last) {
            self.sounds.entry(sound).or_default().push((last, new));
        }
        if first != last {
            self.first.entry(first).or_default().push(new);
        }
        new
    }

    fn body(&mut self, text: &'a str) -> usize {
        let core = without_legal_form(text);
        if let Some(&held) = self.whole.get(core) {
            self.lengthen(held, text);
            self.whole.insert(text, held);
            return held;
        }
        let head = head_of(core);
        let others = core
            .split_whitespace()
            .filter(|it| *it != head && it.len() > 3);
        let near = others
            .clone()
            .filter_map(|it| self.pairs.get(&(head, it)))
            .flatten();
        let held = near.copied().filter(|&it| {
            let longer = self.named[it].name;
            longer.len() != core.len() && (holds_words(longer, core) || holds_words(core, longer))
        });
        if let Some(held) = only(held) {
            self.lengthen(held, text);
            self.whole.insert(text, held);
            return held;
        }
        // "U.S. State Department", "United Kingdom Home Office"
        let mut rest = core;
        while let Some((_, shorter)) = rest.split_once(' ') {
            rest = shorter;
            let known =
                knowledge::known(rest).filter(|it| it.kind == knowledge::Kind::Organization);
            if let Some(known) = known {
                let held = self.known.get(known.name).copied();
                let held = held.unwrap_or_else(|| self.add(text, ActorKind::Organization));
                self.known.insert(known.name, held);
                self.whole.insert(text, held);
                return held;
            }
        }
        let new = self.add(text, ActorKind::Organization);
        self.whole.insert(core, new);
        for other in others {
            self.pairs.entry((head, other)).or_default().push(new);
        }
        // "Skerrow" for "Skerrow Line", but hardly for "Skerrow Valley Rescue Team".
        let short = core.split_whitespace().count() <= 2;
        if let Some(first) = core.split_whitespace().next().filter(|_| short) {
            self.opening.entry(first).or_default().push(new);
        }
        for letters in initials(core) {
            self.initials.entry(letters).or_default().push(new);
        }
        new
    }

    fn single(&mut self, form: &Form<'a>) -> Bearer {
        let text = plain(form.text);
        if is_surname(form) {
            return self.surname(text);
        }
        let people = self.last.get(text).or_else(|| self.first.get(text));
        if let Some(people) = people {
            return match people[..] {
                [one] => Bearer::One(one),
                _ => Bearer::Several(people.clone()),
            };
        }
        if let Some(&held) = self.whole.get(text) {
            return Bearer::One(held);
        }
        let (own, low) = words::kinds(text);
        if low.has(BODY) && !own.has(GIVEN) {
            return Bearer::Noun;
        }
        let bodies = match text.bytes().all(|it| it.is_ascii_uppercase() || it == b'.') {
            true => self.initials.get(&letters(text)).or(self.opening.get(text)),
            false => self
                .opening
                .get(text)
                .filter(|_| form.kind != ActorKind::Place),
        };
        if let Some(held) = bodies.and_then(|it| only(it.iter().copied())) {
            self.whole.insert(text, held);
            return Bearer::One(held);
        }
        if let Some(held) = self.misspelt(text) {
            return Bearer::One(held);
        }
        // "Butane is rare."
        if form.kind == ActorKind::Person && form.only_opens && !own.has(GIVEN) {
            return Bearer::Nobody;
        }
        let new = self.add(text, form.kind);
        if form.kind == ActorKind::Person {
            self.last.entry(text).or_default().push(new);
        }
        Bearer::One(new)
    }

    /// "Van der Berg": whoever has just that surname.
    fn surname(&mut self, text: &'a str) -> Bearer {
        let last = ends(text).map_or(text, |it| it.1);
        let people = self.last.get(last).into_iter().flatten();
        let people = people.copied().filter(|it| {
            // Without "Jr."
            let name = self.named[*it].name;
            let name = &name[..name.rfind(last).map_or(0, |it| it + last.len())];
            let start = name.len().checked_sub(text.len());
            let end = start.and_then(|it| name.get(it..));
            end.is_some_and(|it| it.eq_ignore_ascii_case(text))
        });
        match people.collect::<Vec<_>>()[..] {
            [one] => Bearer::One(one),
            [] => Bearer::One(self.person(text)),
            ref several => Bearer::Several(several.to_vec()),
        }
    }

    /// The only person whose surname is written a little otherwise: "Maurer", "Mauer".
    fn misspelt(&self, surname: &str) -> Option<usize> {
        let near = self.sounds.get(&sound(surname)?)?;
        only(
            near.iter()
                .filter(|(it, _)| strsim::levenshtein(it, surname) <= 2)
                .map(|it| it.1),
        )
    }

    fn add(&mut self, text: &'a str, kind: ActorKind) -> usize {
        let pronoun = (kind == ActorKind::Person)
            .then(|| given_pronoun(text))
            .flatten();
        self.named.push(Named {
            name: text,
            kind,
            pronoun,
        });
        self.whole.insert(text, self.named.len() - 1);
        self.named.len() - 1
    }

    fn lengthen(&mut self, held: usize, text: &'a str) {
        let named = &mut self.named[held];
        let initials = |it: &str| it.bytes().all(|it| !it.is_ascii_lowercase());
        let fuller = text.len() > named.name.len() || initials(named.name) && !initials(text);
        if fuller && (initials(named.name) || !initials(text)) {
            named.name = text;
            named.pronoun = named.pronoun.or_else(|| given_pronoun(text));
        }
    }
}
