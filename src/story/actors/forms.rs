//! Which names are one actor's: "Lloyd Pell", "Mr. Pell" and "Pell"; "National
//! Harbor Board", "NHB" and "the Harbor Board". Decided once for each written
//! form of the draft, not for each mention.

use rustc_hash::FxHashMap;

use super::Pronoun;
use crate::{
    knowledge,
    lexicon::words::{self, BODY, COMPANY_END, GIVEN, HE, SHE},
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
}

/// Whom a form names.
#[derive(Clone, Debug, PartialEq)]
pub enum Bearer {
    One(usize),
    /// A surname that several have: whoever was named last.
    Several(Vec<usize>),
    /// "Council": the last body of that kind.
    Noun,
    /// A thing with a capital: "Stelex" where the draft has "Stelexes" too.
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

/// The bearers of `forms`, which come in the order of the draft.
pub fn bearers<'a>(forms: &[Form<'a>]) -> (Vec<Named<'a>>, Vec<Bearer>) {
    let mut index = Index::default();
    let mut bearers: Vec<Option<Bearer>> = vec![None; forms.len()];
    // Full names first, so that a surname in the headline finds its bearer below.
    for (i, form) in forms.iter().enumerate() {
        if knowledge::known(plain(form.text)).is_some() || form.text.contains(char::is_whitespace) {
            bearers[i] = Some(Bearer::One(index.full(form)));
        }
    }
    for (i, form) in forms.iter().enumerate() {
        if bearers[i].is_none() {
            bearers[i] = Some(index.single(form));
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
        if let Some(first) = core.split_whitespace().next() {
            self.opening.entry(first).or_default().push(new);
        }
        for letters in initials(core) {
            self.initials.entry(letters).or_default().push(new);
        }
        new
    }

    fn single(&mut self, form: &Form<'a>) -> Bearer {
        let text = plain(form.text);
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
            false => self.opening.get(text),
        };
        if let Some(held) = bodies.and_then(|it| only(it.iter().copied())) {
            self.whole.insert(text, held);
            return Bearer::One(held);
        }
        if let Some(held) = self.misspelt(text) {
            return Bearer::One(held);
        }
        let new = self.add(text, form.kind);
        if form.kind == ActorKind::Person {
            self.last.entry(text).or_default().push(new);
        }
        Bearer::One(new)
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

/// The consonants of a name of five letters or more, doubled ones once: what
/// slips of spelling leave alone. Up to eight of them, as one number.
fn sound(name: &str) -> Option<u64> {
    if name.len() < 5 || !name.is_ascii() {
        return None;
    }
    let mut last = 0;
    let mut sum = 0;
    for byte in name.bytes().map(|it| it.to_ascii_lowercase()) {
        let heard = match byte {
            b'a' | b'e' | b'i' | b'o' | b'u' | b'y' | b'-' | b'\'' => continue,
            b'z' => b's',
            b'c' | b'q' => b'k',
            other => other,
        };
        if heard != last {
            sum = sum << 8 | u64::from(heard);
        }
        last = heard;
    }
    (sum >= 1 << 8).then_some(sum)
}

/// Whether initials may stand for `long`: its capitals, some left out.
fn initials_fit(short: &str, long: &str) -> bool {
    let mut capitals = long.chars().filter(|it| it.is_uppercase());
    let mut letters = short.chars().filter(|it| it.is_uppercase());
    short.len() > 1
        && short.len() < long.len()
        && letters.all(|it| capitals.any(|other| other == it))
}

/// The initials by which "National Board of Harbors" may go: NBH and NBOH.
fn initials(name: &str) -> impl Iterator<Item = u64> {
    let first = || {
        name.split([' ', '-'])
            .filter_map(|it| it.bytes().next())
            .filter(u8::is_ascii_alphabetic)
    };
    let number = |sum: u64, it: u8| sum << 8 | u64::from(it.to_ascii_uppercase());
    let capitals = first()
        .filter(u8::is_ascii_uppercase)
        .take(8)
        .fold(0, number);
    let all = first().take(8).fold(0, number);
    let other = (all != capitals).then_some(all);
    std::iter::once(capitals)
        .chain(other)
        .filter(|it| *it >= 1 << 8)
}

/// The capitals of `text`, up to eight of them, as one number.
fn letters(text: &str) -> u64 {
    text.bytes()
        .filter(u8::is_ascii_uppercase)
        .take(8)
        .fold(0, |sum, it| sum << 8 | u64::from(it))
}

/// Without article: "The Harbor Board".
pub fn plain(text: &str) -> &str {
    text.strip_prefix("The ")
        .or_else(|| text.strip_prefix("the "))
        .unwrap_or(text)
}

/// The first and the last name, without "Jr." and the like.
fn ends(text: &str) -> Option<(&str, &str)> {
    let mut parts = text.split_whitespace().map(|it| it.trim_end_matches(','));
    let mut back = parts.clone().rev();
    let last =
        back.find(|it| !matches!(it.trim_end_matches('.'), "Jr" | "Sr" | "II" | "III" | "IV"))?;
    Some((parts.next()?, last))
}

/// "J." and "John"; "John" and "John".
fn same_given(a: &str, b: &str) -> bool {
    let initial = |it: &str| it.trim_end_matches('.').chars().count() == 1 || it.contains('.');
    let same_letter = a.chars().next() == b.chars().next();
    a == b
        || (initial(a) || initial(b)) && same_letter
        || same_letter
            && sound(a).is_some_and(|it| sound(b) == Some(it))
            && strsim::levenshtein(a, b) == 1
}

fn without_legal_form(text: &str) -> &str {
    match text.rsplit_once(' ') {
        Some((core, end)) if words::kinds(end).0.has(COMPANY_END) => core.trim_end_matches(','),
        _ => text,
    }
}

/// What kind of body it is: "Ministry" in "Ministry of Trade", "Council" in "Orrin Council".
fn head_of(name: &str) -> &str {
    let mut head = "";
    for word in name.split_whitespace() {
        if matches!(word, "of" | "for" | "on" | "at") && !head.is_empty() {
            break;
        }
        head = word;
    }
    head
}

/// Whether every word of `short` is one of `long`.
fn holds_words(long: &str, short: &str) -> bool {
    let mut rest = long.split_whitespace();
    short
        .split_whitespace()
        .all(|it| rest.any(|word| word == it))
        && short.contains(' ')
}

fn only(mut list: impl Iterator<Item = usize>) -> Option<usize> {
    let first = list.next()?;
    list.all(|it| it == first).then_some(first)
}

/// The pronoun that the given name calls for.
fn given_pronoun(name: &str) -> Option<Pronoun> {
    let first = name.split_whitespace().next()?;
    let own = words::kinds(first).0;
    match (
        own.has(GIVEN) && name.len() > first.len(),
        own.has(HE),
        own.has(SHE),
    ) {
        (true, true, false) => Some(Pronoun::He),
        (true, false, true) => Some(Pronoun::She),
        _ => None,
    }
}
