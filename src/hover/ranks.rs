//! What an ordinal of a time means: "third year".

use jiff::Span as Time;

use super::lines::Lines;
use crate::{
    document::Reading,
    knowledge::{Day, days_between},
    paragraph::{Figure, FigureKind},
    story::dates,
};

/// How long the thing has gone on, and when that was if the draft says when it began.
pub fn rank(reading: &Reading, lines: &Lines, figure: &Figure) -> Vec<String> {
    let Some(nth) = nth_period(figure) else {
        return Vec::new();
    };
    let unit = &*figure.unit;
    let passed = match nth {
        1 => format!("the first {unit} is not yet over"),
        2 => format!("one full {unit} has passed, the second is not yet over"),
        _ => format!(
            "{} full {unit}s have passed, the next is not yet over",
            nth - 1
        ),
    };
    let mut res = vec![passed];
    res.extend(begun(reading, lines, figure, nth));
    res
}

pub fn is_period(figure: &Figure) -> bool {
    nth_period(figure).is_some()
}

fn nth_period(figure: &Figure) -> Option<i64> {
    let time = matches!(&*figure.unit, "day" | "week" | "month" | "year" | "decade");
    let nth = figure
        .value
        .filter(|it| time && *it >= 1.0 && it.fract() == 0.0)?;
    (figure.kind == FigureKind::Ordinal && nth < 200.0).then_some(nth as i64)
}

/// Where the draft says when the thing of the sentence began: "the war began in 2022".
fn begun(reading: &Reading, lines: &Lines, figure: &Figure, nth: i64) -> Option<String> {
    const VERBS: [&str; 4] = [" began", " started", " broke out", " opened"];
    let (text, story) = (&reading.text, &reading.story);
    let sentence = story
        .sentences
        .get(story.sentences_in(figure.span).start)?
        .span;
    let before = text[sentence.start..figure.span.start].to_lowercase();
    let (noun, when, place) = story.figures.iter().find_map(|it| {
        let it = &it.figure;
        let own = story.sentences.get(story.sentences_in(it.span).start)?.span;
        let lead = text[own.start..it.span.start].to_lowercase();
        let noun = VERBS.iter().find_map(|verb| {
            let (head, tail) = lead.rsplit_once(verb)?;
            let noun = head.rsplit(' ').next()?.to_owned();
            (tail.len() < 12).then_some(noun)
        })?;
        let shared = noun.len() > 2
            && before
                .split(|c: char| !c.is_alphanumeric())
                .any(|it| it == noun);
        if it.kind != FigureKind::Date || !shared {
            return None;
        }
        let when = dates::meant(it.span.of(text), None)?;
        Some((noun, when, it.span))
    })?;
    let shift = |it| match &*figure.unit {
        "day" => Time::new().days(it),
        "week" => Time::new().weeks(it),
        "month" => Time::new().months(it),
        "decade" => Time::new().years(10 * it),
        _ => Time::new().years(it),
    };
    let begins = Day {
        first: when.first.checked_add(shift(nth - 1)).ok()?,
        last: when.last.checked_add(shift(nth - 1)).ok()?,
    };
    let ends = Day {
        first: when.first.checked_add(shift(nth)).ok()?,
        last: when.last.checked_add(shift(nth)).ok()?,
    };
    let source = lines.line(place.start);
    let mut res = format!(
        "by line {source} the {noun} began {} {}, so this {} runs from {} into {}",
        if when.first == when.last { "on" } else { "in" },
        lines.words(place),
        figure.unit,
        begins.words(),
        ends.words()
    );
    if let Some(story) = reading.desk.story_day(text).filter(|it| it.given) {
        let outside =
            days_between(story.day, begins.first) > 0 || days_between(ends.last, story.day) > 0;
        if outside {
            res.push_str("; the story is of another time");
        }
    }
    Some(res)
}
