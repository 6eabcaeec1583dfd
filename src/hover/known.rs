//! What our tables hold on an actor, with the date of the row, and what in it
//! does not fit the draft.

use jiff::civil::Date;

use super::{amounts::large, lines::escaped};
use crate::{
    desk::{Entry, StoryDay},
    document::Reading,
    knowledge::{self, Day, Kind, Number, Term},
    paragraph::ActorKind,
    rules::offices,
    span::Span,
    story::Actor,
};

/// How many terms of office are shown.
const TERMS: usize = 2;

/// "table of Feb. 2026"; with its age on `day` where that may matter. What the
/// desk keeps up itself needs no date.
pub fn basis(as_of: Option<Day>, day: Option<Date>) -> String {
    let Some(as_of) = as_of else {
        return "your desk’s files".to_owned();
    };
    let age = day.map_or(0, |it| as_of.days_before(it));
    let old = if age > knowledge::FRESH_DAYS {
        format!(", {} months old", age / 30)
    } else {
        String::new()
    };
    format!("table of {}{old}", as_of.words())
}

/// The lines on `actor`, who is mentioned at `at`.
pub fn known(reading: &Reading, actor: &Actor, at: Span) -> Vec<String> {
    let story = reading.desk.story_day(&reading.text);
    let name = actor.name.strip_prefix("the ").unwrap_or(&actor.name);
    let name = name.strip_prefix("The ").unwrap_or(name);
    let known = match actor.kind {
        ActorKind::Person => person(reading, actor, name, story),
        ActorKind::Group => Vec::new(),
        ActorKind::Place => place(reading, name, at, story),
        ActorKind::Organization => organization(reading, name, at, story),
    };
    let mut res = reading
        .desk
        .people
        .entry(name)
        .map_or(Vec::new(), |it| of_house(it, name));
    res.extend(known);
    res
}

/// What the desk's own files say.
fn of_house(entry: &Entry, name: &str) -> Vec<String> {
    let house = escaped(&entry.name);
    let spelling = if entry.never_print.iter().any(|it| it == name) {
        Some(format!("never print “{}”; write {house}", escaped(name)))
    } else {
        (entry.name != name && !entry.is_packed).then(|| format!("house spelling: {house}"))
    };
    let what = entry.what.as_deref().map(escaped);
    let pronouns = entry.pronouns.as_deref();
    let pronouns = pronouns.map(|it| format!("pronouns: {}", escaped(it)));
    let note = entry
        .note
        .as_deref()
        .map(|it| format!("note: {}", escaped(it)));
    [spelling, what, pronouns, note]
        .into_iter()
        .flatten()
        .collect()
}

fn person(reading: &Reading, actor: &Actor, name: &str, story: Option<StoryDay>) -> Vec<String> {
    let Some(story) = story else {
        return Vec::new();
    };
    let begun = |it: &&Term| it.from.is_none_or(|from| from.first <= story.day);
    let terms = reading.desk.terms(name);
    let terms: Vec<&Term> = terms.into_iter().filter(begun).collect();
    let mut res: Vec<String> = terms
        .iter()
        .take(TERMS)
        .map(|it| term(it, name, story.day))
        .collect();
    let qualified = offices::is_qualified(&reading.text, actor.first());
    let role = actor.description.as_deref().filter(|_| !qualified);
    let role = role.unwrap_or("");
    let ended = offices::outdated(role, terms.iter().copied(), story.day);
    if let Some(until) = ended.and_then(|it| it.until) {
        let when = if story.given {
            format!("this story is of {}", knowledge::in_words(story.day))
        } else {
            "the draft gives no day, so today counts".to_owned()
        };
        res.push(format!(
            "check the role: it ended {}; {when}",
            until.words()
        ));
    }
    res
}

/// "defense secretary (United States) from Jan. 22, 2021, to Jan. 20, 2025".
fn term(term: &Term, name: &str, day: Date) -> String {
    let of = if term.of.is_empty() {
        String::new()
    } else {
        format!(" ({})", escaped(&term.of))
    };
    let from = term.from.map(Day::words);
    let until = term.until.filter(|it| it.last < day).map(Day::words);
    let time = match (from, until) {
        (Some(from), Some(until)) => format!(" from {from}, to {until}"),
        (Some(from), None) => format!(" since {from}"),
        (None, Some(until)) => format!(" until {until}"),
        (None, None) => String::new(),
    };
    let spelled = if &*term.name == name {
        String::new()
    } else {
        format!(", listed as {}", escaped(&term.name))
    };
    let basis = basis(term.as_of, Some(day));
    format!("{}{of}{time}{spelled} — {basis}", escaped(&term.office))
}

/// "the United States", "the Philippines".
fn with_article(state: &str) -> String {
    let united = [
        "United",
        "Central African",
        "Dominican R",
        "Czech R",
        "Republic",
        "Soviet",
    ];
    let plural = [
        "Philippines",
        "Netherlands",
        "Maldives",
        "Bahamas",
        "Seychelles",
        "Comoros",
    ];
    let islands = state.ends_with("Islands") || matches!(state, "Gambia" | "Vatican");
    if islands || plural.contains(&state) || united.iter().any(|it| state.starts_with(it)) {
        format!("the {state}")
    } else {
        state.to_owned()
    }
}

fn place(reading: &Reading, name: &str, at: Span, story: Option<StoryDay>) -> Vec<String> {
    if let Some(state) = knowledge::state_of_capital(name) {
        let mut res = vec![format!(
            "capital of {}{}",
            with_article(state),
            used_as(reading, at)
        )];
        res.extend(heads(reading, state, story));
        return res;
    }
    let known = knowledge::known(name).filter(|it| it.kind == Kind::Place);
    let own = reading.desk.people.country(name);
    let Some(state) = known.map(|it| it.name).or(own.map(|_| name)) else {
        return Vec::new();
    };
    let mut res = in_figures(reading, state, story);
    res.extend(heads(reading, state, story));
    let unions: Vec<&str> = knowledge::unions_of(state).map(|it| it.name).collect();
    if !unions.is_empty() {
        res.push(format!("member of {}", unions.join(", ")));
    }
    res
}

/// What a state is and has, a line for each table that adds something.
fn in_figures(reading: &Reading, state: &str, story: Option<StoryDay>) -> Vec<String> {
    let day = story.map(|it| it.day);
    let capital = knowledge::capital_of(state).map(|it| format!("capital {it}"));
    let mut res = Vec::new();
    let mut told = [false; 5];
    for it in reading.desk.countries(state) {
        let facts = [
            it.official.as_deref().map(escaped),
            capital.clone(),
            it.population
                .map(|it| format!("{} people ({})", range(it), it.of.words())),
            it.forces
                .map(|it| format!("{} active troops ({} estimate)", range(it), it.of.words())),
            it.gdp
                .map(|it| format!("GDP ${} ({})", range(it), it.of.words())),
        ];
        let new = facts.into_iter().zip(&mut told).filter_map(|(fact, told)| {
            let fact = fact.filter(|_| !*told);
            *told |= fact.is_some();
            fact
        });
        let new: Vec<String> = new.collect();
        if !new.is_empty() {
            res.push(format!("{} — {}", new.join("; "), basis(it.as_of, day)));
        }
    }
    if let Some(capital) = capital.filter(|_| res.is_empty()) {
        let basis = basis(Some(knowledge::names_as_of()), day);
        res.push(format!("{capital} — {basis}"));
    }
    res
}

/// "27,000", "1.1 million to 1.2 million".
pub fn range(number: Number) -> String {
    let Number { low, high, .. } = number;
    if low == high {
        large(low)
    } else {
        format!("{} to {}", large(low), large(high))
    }
}

/// Who heads the state and its government at the time of the story.
fn heads(reading: &Reading, state: &str, story: Option<StoryDay>) -> Option<String> {
    let day = story?.day;
    let mut heads: Vec<&Term> = Vec::new();
    for is_head in [|it: &Term| it.heads_state, |it: &Term| it.heads_government] {
        let found = reading.desk.in_office(state, day).find(|it| is_head(it));
        heads.extend(found.filter(|it| !heads.contains(it)));
    }
    let as_of = heads.iter().map(|it| it.as_of);
    let oldest = as_of.min_by_key(|it| it.map(|it| it.last))?;
    let heads: Vec<String> = heads.into_iter().map(holder).collect();
    let basis = basis(oldest, Some(day));
    Some(format!("{} ({basis})", heads.join("; ")))
}

/// "prime minister Ilse Bakker since May 2031".
fn holder(term: &Term) -> String {
    let since = term.from.map(|it| format!(" since {}", it.words()));
    format!(
        "{} {}{}",
        escaped(&term.office),
        escaped(&term.name),
        since.unwrap_or_default()
    )
}

/// Whether a capital is meant here as a place or as a government.
fn used_as(reading: &Reading, at: Span) -> &'static str {
    const VERBS: [&str; 11] = [
        "is", "was", "has", "had", "will", "would", "said", "says", "denied", "wants", "may",
    ];
    let before = reading.text[..at.start].trim_end();
    let word = before.rsplit([' ', '\n']).next().unwrap_or("");
    let behind = reading.text[at.end..].trim_start();
    let next = behind.split([' ', '\n']).next().unwrap_or("");
    match word.to_lowercase().as_str() {
        "in" | "near" | "outside" | "around" | "at" => "; here the city",
        _ if VERBS.contains(&next) => "; here stands for its government",
        _ => "; may stand for its government",
    }
}

fn organization(reading: &Reading, name: &str, at: Span, story: Option<StoryDay>) -> Vec<String> {
    let day = story.map(|it| it.day);
    let mut res = Vec::new();
    let full = knowledge::known(name).filter(|it| it.kind == Kind::Organization);
    if let Some(full) = full.filter(|it| it.name != name && name.len() < it.name.len()) {
        res.push(format!("in full: {}", full.name));
    }
    let state = owner(reading, at);
    if let Some(body) = knowledge::body(name, state).or_else(|| knowledge::body(name, None)) {
        // Another state's body of the same name is not this one.
        if state.is_none_or(|it| it == body.of) {
            let basis = basis(Some(body.as_of), day);
            res.push(format!("{} ({}) — {basis}", body.what, body.of));
            if body.what.contains("stands for the") {
                res.extend(heads(reading, body.of, story));
            }
        }
    }
    if let Some(union) = full.and_then(|it| knowledge::union(it.name)) {
        res.push(format!(
            "{} — {}",
            union.what,
            basis(Some(union.as_of), day)
        ));
    }
    if let Some(day) = day {
        let of = full.map_or(name, |it| it.name);
        let mut chiefs: Vec<&Term> = Vec::new();
        for it in reading.desk.in_office(of, day) {
            if chiefs.len() < TERMS && !chiefs.iter().any(|chief| chief.name == it.name) {
                chiefs.push(it);
            }
        }
        res.extend(chiefs.into_iter().map(|it| {
            let basis = basis(it.as_of, Some(day));
            format!("{} — {basis}", holder(it))
        }));
    }
    res
}

/// The state before the name: "South Korea's", "Russian".
fn owner(reading: &Reading, at: Span) -> Option<&'static str> {
    let before = reading.text[..at.start].trim_end();
    let before = before
        .strip_suffix("'s")
        .or_else(|| before.strip_suffix("’s"))
        .unwrap_or(before);
    let start = before.len() - before.len().min(60);
    let start = (start..before.len()).find(|it| before.is_char_boundary(*it))?;
    let words: Vec<&str> = before[start..].split_whitespace().collect();
    (1..=3.min(words.len())).rev().find_map(|it| {
        let known = knowledge::known(&words[words.len() - it..].join(" "))?;
        matches!(known.kind, Kind::Place | Kind::Adjective).then_some(known.name)
    })
}
