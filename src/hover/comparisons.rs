//! What puts a figure into proportion: in other units, per head or day, as a
//! share of a state's forces or people. Nothing is compared that the draft or a
//! dated table does not give.

use jiff::civil::Date;

use super::{
    amounts::{large, money, number, rounded},
    known::basis,
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

pub fn comparisons(reading: &Reading, stated: &StatedFigure) -> Vec<String> {
    let figure = &stated.figure;
    let mut res = Vec::new();
    match figure.kind {
        FigureKind::Measure => res.extend(converted(figure)),
        FigureKind::Duration => res.extend(in_smaller(figure)),
        FigureKind::Money => {
            res.extend(a_day(figure));
            res.extend(per_head(reading, figure));
        }
        FigureKind::Count => res.extend(of_forces(reading, figure)),
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
    let (name, country, day) = receiver(reading, figure)?;
    let Number { low, year, .. } = country.population;
    let value = rounded(sum / low);
    Some(format!(
        "for scale: about {} for each of {name}’s {} people ({year}) — {}",
        money(value, &figure.unit),
        large(low),
        basis(country.as_of, Some(day))
    ))
}

/// The one state in the rest of the sentence that something goes "to".
fn receiver(reading: &Reading, figure: &Figure) -> Option<(&'static str, &'static Country, Date)> {
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
    current(reading, name)
}

/// Soldiers against the forces of their state.
fn of_forces(reading: &Reading, figure: &Figure) -> Option<String> {
    let soldiers = lexicon::entries(include_str!("../lexicon/same_things.txt")).next()?;
    if !same_things::is_one_of(&figure.unit, soldiers) {
        return None;
    }
    let state = same_things::owner(&reading.text, &reading.story, figure)?;
    let (name, country, day) = current(reading, state)?;
    let Number { low, high, year } = country.forces?;
    let forces = if low == high {
        large(low)
    } else {
        format!("{} to {}", large(low), large(high))
    };
    let share = |it: f64| number(rounded(it * 100.0));
    let count = figure.value.filter(|_| figure.high.is_none())?;
    let (least, most) = (share(count / high), share(count / low));
    let share = if least == most {
        least
    } else {
        format!("{least}% to {most}")
    };
    Some(format!(
        "for scale: as many as {share}% of {name}’s {forces} active troops ({year} estimate) — {}",
        basis(country.as_of, Some(day))
    ))
}

/// What is known of a state, if it is of about the time of the story.
fn current(reading: &Reading, name: &str) -> Option<(&'static str, &'static Country, Date)> {
    let name = knowledge::known(name)?.name;
    let country = knowledge::country(name)?;
    let day = reading.desk.story_day(&reading.text)?.day;
    let apart = day.year() - country.as_of.first.year();
    (apart.abs() <= YEARS).then_some((name, country, day))
}
