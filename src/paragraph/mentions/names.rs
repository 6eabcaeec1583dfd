//! From a run of capitals to names: the title cut off, the kind found.

use std::ops::Range;

use super::{
    super::{ActorKind, Form, Mention},
    roles,
    words::{Shape, Word, known, known_at},
};
use crate::{
    knowledge::Kind,
    lexicon::words::{
        ACTING, BODY, CAPITAL, COMMON, COMPANY_END, EVENT, FUNCTION, GIVEN, PARTICLE, PERSON,
        PLACE, TITLE,
    },
    span::Span,
};

/// Puts the mentions in `run` into `list`.
pub fn names(prose: &str, words: &[Word], run: Range<usize>, list: &mut Vec<Mention>) {
    if known(prose, &words[run.clone()]).is_none() {
        if let Some(name) = titled_name(prose, words, &run) {
            within_role(prose, words, run.start..name.start, list);
            list.push(person(words, run.start, name));
            return;
        }
        if is_office(words, &run) {
            within_role(prose, words, run.start..run.end - 1, list);
            list.push(office(words, &run));
            return;
        }
    }
    if let Some(person) = person_behind_body(prose, words, &run) {
        names(prose, words, run.start..person, list);
        names(prose, words, person..run.end, list);
        return;
    }
    let name = without_origin(prose, words, &run);
    match kind(prose, words, &name) {
        Some(ActorKind::Person) => list.push(person(words, run.start, name)),
        Some(kind) => {
            list.push(named(prose, words, &name, kind));
            nested_place(prose, words, &name, list);
        }
        None => nested_place(prose, words, &name, list),
    }
}

/// Where the person begins in "Harbor Board Otto Orr".
fn person_behind_body(prose: &str, words: &[Word], run: &Range<usize>) -> Option<usize> {
    let body = |it: &Word| it.low.has(BODY) && !it.own.has(GIVEN);
    let start = (run.start + 1..run.end - 1)
        .find(|&it| words[it].own.has(GIVEN) && body(&words[it - 1]))?;
    reads_as_person(prose, words, &(start..run.end)).then_some(start)
}

/// The place in the name of something else: "Orrin" in "Orrin Harbor Board".
fn nested_place(prose: &str, words: &[Word], name: &Range<usize>, list: &mut Vec<Mention>) {
    if known(prose, &words[name.clone()]).is_some() {
        return;
    }
    let mut at = name.start;
    while at < name.end {
        match known_at(prose, words, at) {
            Some((it, n)) if it.kind == Kind::Place && n < name.len() && at + n <= name.end => {
                list.push(named(prose, words, &(at..at + n), ActorKind::Place));
                at += n;
            }
            Some((_, n)) => at += n,
            None => at += 1,
        }
    }
}

/// The name in a run that begins with a title: "Defense Secretary | Lloyd Austin".
fn titled_name(prose: &str, words: &[Word], run: &Range<usize>) -> Option<Range<usize>> {
    for at in (run.start..run.end - 1).rev() {
        let word = &words[at];
        let title =
            word.own.has(TITLE) || at > run.start && word.is_capital() && word.low.has(PERSON);
        let given = word.own.has(GIVEN) && at > run.start;
        if !title || given && words[at - 1].own.has(TITLE) {
            continue;
        }
        let start = if words[at + 1].text == "of" {
            behind_office(prose, words, at + 2, run.end)
        } else {
            at + 1
        };
        if start < run.end && reads_as_person(prose, words, &(start..run.end)) {
            return Some(start..run.end);
        }
    }
    None
}

/// Where the name begins behind "Secretary of …".
fn behind_office(prose: &str, words: &[Word], start: usize, end: usize) -> usize {
    let mut at = start;
    while at < end {
        let word = &words[at];
        if let Some((_, n)) = known_at(prose, words, at) {
            at += n;
        } else if word.low.has(COMMON.or(FUNCTION).or(BODY).or(PLACE))
            && !(word.own.has(GIVEN) && at > start)
        {
            at += 1;
        } else {
            break;
        }
    }
    at
}

fn reads_as_person(prose: &str, words: &[Word], name: &Range<usize>) -> bool {
    let of = &words[name.clone()];
    let body = |it: &Word| (it.low.has(BODY) || it.own.has(COMPANY_END)) && !it.own.has(GIVEN);
    let last = &of[of.len() - 1];
    let thing = of.len() > 1 && last.low.has(PLACE.or(EVENT)) && !of[0].own.has(GIVEN);
    let title_word = of.iter().any(|it| it.own.has(TITLE) && !it.own.has(GIVEN)) && of.len() == 1;
    of.len() <= 6
        && !of.iter().any(body)
        && !thing
        && !title_word
        && (!of[0].own.has(CAPITAL) || of[0].own.has(GIVEN))
        && (of.len() == 1 || known(prose, of).is_none())
        && !of.iter().any(|it| it.shape == Shape::Number)
}

/// "the Prime Minister", "the Secretary of State": a title without a name.
fn is_office(words: &[Word], run: &Range<usize>) -> bool {
    let of = (run.start..run.end)
        .find(|&it| words[it].text == "of")
        .unwrap_or(run.end);
    let head = &words[of - 1];
    let title =
        head.own.has(TITLE) && head.text.len() > 4 && !(head.own.has(GIVEN) && of - run.start == 1);
    let body = words[of..run.end].iter().any(|it| it.low.has(BODY)) && of < run.end;
    title && !body && !is_surname(words, run)
}

/// "Martin King", "Mr. Bishop": a title word that ends a name.
fn is_surname(words: &[Word], run: &Range<usize>) -> bool {
    run.len() > 1
        && (words[run.start].own.has(GIVEN)
            || words[run.start].own.has(TITLE) && words[run.start].text.ends_with('.'))
}

fn office(words: &[Word], run: &Range<usize>) -> Mention {
    let article = run
        .start
        .checked_sub(1)
        .filter(|&it| words[it].text.eq_ignore_ascii_case("the"));
    let span = span(words, &(article.unwrap_or(run.start)..run.end));
    Mention {
        span,
        name: span,
        form: Form::Description,
        kind: ActorKind::Person,
        role: None,
    }
}

/// The bodies and places named in a title: "London Mayor", "Justice Department spokesman".
fn within_role(prose: &str, words: &[Word], role: Range<usize>, list: &mut Vec<Mention>) {
    for end in (role.start + 1..=role.end).rev() {
        let name = role.start..end;
        let last = &words[end - 1];
        let kind = match known(prose, &words[name.clone()]).map(|it| it.kind) {
            Some(Kind::Place) => ActorKind::Place,
            Some(Kind::Organization) => ActorKind::Organization,
            Some(_) => return,
            None if name.len() > 1
                && (last.low.has(BODY) && !last.own.has(TITLE) || last.own.has(COMPANY_END)) =>
            {
                ActorKind::Organization
            }
            None if last.shape == Shape::Capitals && !last.own.has(CAPITAL.or(TITLE)) => {
                ActorKind::Organization
            }
            None => continue,
        };
        list.push(named(prose, words, &name, kind));
        return;
    }
}

/// The run without a leading "Russian" where a person's name follows.
fn without_origin(prose: &str, words: &[Word], run: &Range<usize>) -> Range<usize> {
    let Some((origin, n)) = known_at(prose, words, run.start) else {
        return run.clone();
    };
    let rest = run.start + n..run.end;
    if rest.is_empty() || origin.kind == Kind::People || origin.kind == Kind::Organization {
        return run.clone();
    }
    let first = &words[rest.start];
    let last = &words[run.end - 1];
    let thing = last.low.has(BODY.or(PLACE).or(EVENT)) || last.own.has(COMPANY_END);
    let person = first.own.has(GIVEN) && !thing && rest.len() > 1;
    let unknown = origin.kind == Kind::Adjective && !thing && !first.low.has(COMMON);
    if person && origin.kind == Kind::Adjective
        || unknown
        || known(prose, &words[rest.clone()]).is_some_and(|_| origin.kind == Kind::Adjective)
    {
        rest
    } else {
        run.clone()
    }
}

/// What kind of actor the name is, or `None` for what is no actor.
fn kind(prose: &str, words: &[Word], name: &Range<usize>) -> Option<ActorKind> {
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
    // "Hurricane Ida", "Space Shuttle Orrin"
    let thing = |it: &Word| it.low.has(EVENT) && !it.own.has(GIVEN) && !it.low.has(BODY);
    if of.len() > 1
        && of[..of.len() - 1].iter().take(2).any(thing)
        && !of[of.len() - 1].low.has(BODY)
    {
        return None;
    }
    // "Orrin Falls, Ohio"
    let head = &of[of.len() - 1];
    let body = of.len() > 1 && head.low.has(BODY)
        || of.iter().any(|it| {
            it.own.has(GIVEN) || it.shape == Shape::Capitals || thing(it) || it.text.len() < 2
        });
    if !body && of.len() <= 3 && region(prose, words, name).is_some() {
        return Some(ActorKind::Place);
    }
    if name.len() == 1 {
        kind_of_one(words, name.start)
    } else {
        kind_of_several(prose, words, name)
    }
}

/// "Explorer 6", "Orbiter 1": a thing of a series; a year is no number.
fn is_numbered(words: &[Word], name: &Range<usize>) -> bool {
    let digits = |it: &Word| it.text.len() <= 3 && it.text.bytes().all(|it| it.is_ascii_digit());
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
    let locative = before.is_some_and(|it| {
        matches!(
            it.text,
            "in" | "near" | "In" | "Near" | "outside" | "around"
        )
    });
    Some(if locative {
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

fn person(words: &[Word], start: usize, name: Range<usize>) -> Mention {
    let own = span(words, &name);
    let before = roles::before(words, start);
    let (from, role) = match before {
        Some(from) => (from, Some(from..name.start)),
        None if start < name.start => (start, Some(start..name.start)),
        None => (name.start, None),
    };
    let whole = Span::new(words[from].span.start, own.end);
    let role = role
        .map(|it| span(words, &it))
        .or_else(|| roles::beside(words, &name));
    Mention {
        span: whole,
        name: own,
        form: Form::Name,
        kind: ActorKind::Person,
        role,
    }
}

fn named(prose: &str, words: &[Word], name: &Range<usize>, kind: ActorKind) -> Mention {
    let own = span(words, name);
    if kind == ActorKind::Place
        && let Some(region) = region(prose, words, name)
    {
        let region = span(words, &region);
        return Mention {
            span: Span::new(own.start, region.end),
            name: own,
            form: Form::Name,
            kind,
            role: Some(region),
        };
    }
    let span = own;
    let role = if kind == ActorKind::Organization {
        roles::body_behind(words, name.end)
    } else {
        None
    };
    Mention {
        span,
        name: span,
        form: Form::Name,
        kind,
        role,
    }
}

/// The state or country behind a city: "Ohio" in "Orrin, Ohio".
fn region(prose: &str, words: &[Word], name: &Range<usize>) -> Option<Range<usize>> {
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

fn span(words: &[Word], of: &Range<usize>) -> Span {
    Span::new(words[of.start].span.start, words[of.end - 1].span.end)
}
