//! What puts a figure into proportion: in other units, per head or day, as a
//! share of a state's forces or people. Nothing is compared that the draft or a
//! dated table does not give.

use super::{
    amounts::{large, money, number, rounded},
    known::{basis, range},
};
use crate::{
    document::Reading,
    knowledge::{self, Country, Kind, Number},
    lexicon,
    paragraph::{ActorKind, Figure, FigureKind},
    story::{StatedFigure, same_things},
};

/// Facts are not held against a story that is further than so many years from them.
const YEARS: i16 = 3;

/// The least share, in percent, that tells somebody something.
const LEAST: f64 = 0.01;

pub fn comparisons(reading: &Reading, stated: &StatedFigure) -> Vec<String> {
    let figure = &stated.figure;
    let mut res = Vec::new();
    match figure.kind {
        FigureKind::Measure => res.extend(converted(figure)),
        FigureKind::Duration => res.extend(in_smaller(figure)),
        FigureKind::Money => {
            res.extend(a_day(figure));
            res.extend(per_head(reading, figure));
            res.extend(of_gdp(reading, figure));
        }
        FigureKind::Count => {
            res.extend(of_forces(reading, figure));
            res.extend(of_people(reading, figure));
        }
        _ => (),
    }
    res
}

/// "100 km" in miles and the like.
fn converted(figure: &Figure) -> Option<String> {
    const UNITS: [(&str, f64, &str); 18] = [
        ("km", 0.621371, "miles"),
        ("miles", 1.609344, "km"),
        ("m", 3.28084, "feet"),
        ("feet", 0.3048, "m"),
        ("cm", 0.393701, "inches"),
        ("inches", 2.54, "cm"),
        ("yards", 0.9144, "m"),
        ("nautical miles", 1.852, "km"),
        ("km/h", 0.621371, "mph"),
        ("mph", 1.609344, "km/h"),
        ("km²", 0.386102, "square miles"),
        ("square miles", 2.589988, "km²"),
        ("hectares", 2.471054, "acres"),
        ("acres", 0.404686, "hectares"),
        ("kg", 2.204623, "pounds"),
        ("lb", 0.453592, "kg"),
        ("tonnes", 1.102311, "short tons"),
        ("litres", 0.264172, "U.S. gallons"),
    ];
    let value = figure.value?;
    let range = |to: &dyn Fn(f64) -> f64| {
        let low = number(to(value));
        let high = figure.high.map(|it| format!(" to {}", number(to(it))));
        low + &high.unwrap_or_default()
    };
    let res = match &*figure.unit {
        "°C" => format!("{} °F", range(&|it| (it * 1.8 + 32.0).round())),
        "°F" => format!("{} °C", range(&|it| ((it - 32.0) / 1.8).round())),
        unit => {
            let (_, by, other) = UNITS.into_iter().find(|it| it.0 == unit)?;
            format!("{} {other}", range(&|it| rounded(it * by)))
        }
    };
    Some(format!("about {res}"))
}

/// "2.5 years" in months.
fn in_smaller(figure: &Figure) -> Option<String> {
    let value = figure.value.filter(|it| it.fract() != 0.0)?;
    let (by, unit) = match &*figure.unit {
        "years" => (12.0, "months"),
        "hours" => (60.0, "minutes"),
        "days" => (24.0, "hours"),
        _ => return None,
    };
    Some(format!("{} {unit}", number(value * by)))
}

/// "$3.65 billion a year" by the day.
fn a_day(figure: &Figure) -> Option<String> {
    let (code, rate) = figure.unit.split_once(" per ")?;
    let days = match rate {
        "year" => 365.0,
        "week" => 7.0,
        "month" => 30.4,
        _ => return None,
    };
    let value = rounded(figure.value? / days);
    Some(format!("about {} a day", money(value, code)))
}

/// Money that goes to a state, by its people.
fn per_head(reading: &Reading, figure: &Figure) -> Option<String> {
    let sum = figure
        .value
        .filter(|it| *it >= 1e6 && !figure.unit.contains(" per "))?;
    let state = receiver(reading, figure)?;
    let (people, basis) = current(reading, state, |it| it.population)?;
    let value = rounded(sum / people.low);
    Some(format!(
        "for scale: about {} for each of {state}’s {} people ({}) — {basis}",
        money(value, &figure.unit),
        large(people.low),
        people.of.words()
    ))
}

/// Dollars that go to a state, by what it makes in a year.
fn of_gdp(reading: &Reading, figure: &Figure) -> Option<String> {
    let sum = figure.value.filter(|_| &*figure.unit == "USD")?;
    let state = receiver(reading, figure)?;
    let (gdp, basis) = current(reading, state, |it| it.gdp)?;
    let share = rounded(sum * 100.0 / gdp.low);
    (share >= LEAST).then(|| {
        format!(
            "for scale: about {}% of {state}’s GDP of about ${} ({}) — {basis}",
            number(share),
            range(gdp),
            gdp.of.words()
        )
    })
}

/// People of a state, by all its people.
fn of_people(reading: &Reading, figure: &Figure) -> Option<String> {
    let count = figure.value.filter(|_| figure.high.is_none())?;
    let state = home(reading, figure)?;
    let (people, basis) = current(reading, state, |it| it.population)?;
    let share = rounded(count * 100.0 / people.low);
    (LEAST..=100.0).contains(&share).then(|| {
        format!(
            "for scale: about {}% of {state}’s {} people ({}) — {basis}",
            number(share),
            large(people.low),
            people.of.words()
        )
    })
}

/// The state whose people are counted: "3 million Norwegians", "40,000 Kenyan residents".
fn home(reading: &Reading, figure: &Figure) -> Option<&'static str> {
    let known = knowledge::known(&figure.unit).filter(|it| it.kind == Kind::People);
    let people = lexicon::entries(include_str!("../lexicon/same_things.txt")).nth(1)?;
    let counted = same_things::is_one_of(&figure.unit, people);
    known.map(|it| it.name).or_else(|| {
        counted
            .then(|| same_things::owner(&reading.text, &reading.story, figure))
            .flatten()
    })
}

/// The one state in the rest of the sentence that something goes "to".
fn receiver(reading: &Reading, figure: &Figure) -> Option<&'static str> {
    let story = &reading.story;
    let sentence = story
        .sentences
        .get(story.sentences_in(figure.span).start)?
        .span;
    let behind = story.mentions.iter().filter(|(it, _)| {
        figure.span.end <= it.start
            && it.end <= sentence.end
            && ["to ", "for "]
                .iter()
                .any(|to| reading.text[..it.start].ends_with(to))
    });
    let states = behind.filter_map(|(it, actor)| {
        let actor = &reading.story.actors[(*actor)? as usize];
        let known = knowledge::known(it.of(&reading.text))?;
        (actor.kind == ActorKind::Place && known.kind == Kind::Place).then_some(known.name)
    });
    let states: Vec<&str> = states.collect();
    let &[name] = states.as_slice() else {
        return None;
    };
    Some(name)
}

/// Soldiers against the forces of their state.
fn of_forces(reading: &Reading, figure: &Figure) -> Option<String> {
    let soldiers = lexicon::entries(include_str!("../lexicon/same_things.txt")).next()?;
    if !same_things::is_one_of(&figure.unit, soldiers) {
        return None;
    }
    let state = same_things::owner(&reading.text, &reading.story, figure)?;
    let (forces, basis) = current(reading, state, |it| it.forces)?;
    let share = |it: f64| number(rounded(it * 100.0));
    let count = figure.value.filter(|_| figure.high.is_none())?;
    let (least, most) = (share(count / forces.high), share(count / forces.low));
    let share = if least == most {
        least
    } else {
        format!("{least}% to {most}")
    };
    Some(format!(
        "for scale: as many as {share}% of {state}’s {} active troops ({} estimate) — {basis}",
        range(forces),
        forces.of.words()
    ))
}

/// A number of a state and its basis, if it is of about the time of the story.
fn current(
    reading: &Reading,
    state: &str,
    which: fn(&Country) -> Option<Number>,
) -> Option<(Number, String)> {
    let day = reading.desk.story_day(&reading.text)?.day;
    let near = |it: &Number| (day.year() - it.of.first.year()).abs() <= YEARS;
    reading.desk.countries(state).find_map(|it| {
        let number = which(it).filter(near)?;
        Some((number, basis(it.as_of, Some(day))))
    })
}
