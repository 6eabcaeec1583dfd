//! From a run of capitals to names: the title and the origin cut off.

use std::ops::Range;

use super::{
    super::{ActorKind, Form, Mention},
    kinds::{kind, region},
    roles,
    words::{Shape, Word, known, known_at},
};
use crate::{
    knowledge::Kind,
    lexicon::words::{
        BODY, CAPITAL, COMMON, COMPANY_END, EVENT, FUNCTION, GIVEN, PERSON, PLACE, TITLE,
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
        other => {
            list.extend(other.map(|kind| named(prose, words, &name, kind)));
            nested_place(prose, words, &name, list);
            list.extend(nested_person(words, &name));
        }
    }
}

/// Where the person begins in "Harbor Board Otto Orr" and "NASA Otto Orr".
fn person_behind_body(prose: &str, words: &[Word], run: &Range<usize>) -> Option<usize> {
    let body = |it: usize| {
        let noun = &words[it - 1];
        let known = known(prose, &words[run.start..it]).map(|it| it.kind);
        noun.low.has(BODY) && !noun.own.has(GIVEN) || known == Some(Kind::Organization)
    };
    let start = (run.start + 1..run.end - 1).find(|&it| words[it].own.has(GIVEN) && body(it))?;
    reads_as_person(prose, words, &(start..run.end)).then_some(start)
}

/// The person after whom something may be named: "Anna Pell" in "Anna Pell
/// Foundation". Whether it is one, the rest of the draft has to tell.
fn nested_person(words: &[Word], name: &Range<usize>) -> Option<Mention> {
    let first = &words[name.start];
    if !first.own.has(GIVEN) || first.low.has(COMMON) {
        return None;
    }
    let initial = |it: &Word| it.text.trim_end_matches('.').chars().count() == 1;
    let middle = words[name.start + 1..name.end].iter();
    let last = name.start + 1 + middle.take_while(|it| initial(it)).count();
    let surname = words.get(last)?.is_capital() && !words[last].low.has(BODY.or(PLACE));
    let nested = name.start..last + 1;
    let place = span(words, &nested);
    (surname && nested.end < name.end).then_some(Mention {
        span: place,
        name: place,
        form: Form::Name,
        kind: ActorKind::Person,
        role: None,
    })
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
    // "Premier", "Prime Minister"
    let title = |it: &Word| it.own.has(TITLE) && !it.own.has(GIVEN);
    let plain = |it: &Word| it.low.has(COMMON.or(PERSON)) && !it.own.has(GIVEN);
    let title_word = title(last) && of[..of.len() - 1].iter().all(plain);
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
        // "Chief of Staff"
        if words[name.start].own.has(TITLE) && words[name.clone()].iter().any(|it| it.text == "of")
        {
            continue;
        }
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

fn span(words: &[Word], of: &Range<usize>) -> Span {
    Span::new(words[of.start].span.start, words[of.end - 1].span.end)
}
