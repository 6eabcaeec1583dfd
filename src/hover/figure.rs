//! On a figure: how much it is, who says so, and what else the draft says of
//! the same thing.

use super::{
    Hover,
    lines::{Lines, escaped},
};
use crate::{
    document::Reading,
    lexicon,
    paragraph::{Bound, Figure, FigureKind},
    story::{StatedFigure, Story},
};

/// How many other figures are shown.
const SHOWN: usize = 5;

/// The figure at `offset`.
pub fn figure(reading: &Reading, offset: usize) -> Option<Hover> {
    let story = &reading.story;
    let lines = Lines::of(&reading.text);
    let here = story
        .figures
        .iter()
        .filter(|it| it.figure.span.touches(offset));
    let stated = here.min_by_key(|it| it.figure.span.len())?;
    let figure = &stated.figure;
    let mut shown = vec![format!(
        "**{}** · {}",
        lines.words(figure.span),
        kind(figure.kind)
    )];
    shown.extend(amount(figure).filter(|it| !lines.words(figure.span).eq_ignore_ascii_case(it)));
    shown.extend(speaker(story, &lines, stated));
    let mut markdown = shown.join("  \n");
    let others: Vec<&StatedFigure> = story
        .figures
        .iter()
        .filter(|it| it.figure.span != figure.span && is_same_thing(&it.figure, figure))
        .collect();
    if !others.is_empty() {
        markdown.push_str("\n\nOf the same in this draft:\n");
    }
    for it in others.iter().take(SHOWN) {
        let (words, line) = (
            lines.words(it.figure.span),
            lines.line(it.figure.span.start),
        );
        markdown.push_str(&format!(
            "\n- line {line}: {words} ({})",
            brief(story, &lines, it)
        ));
    }
    if others.len() > SHOWN {
        markdown.push_str(&format!("\n- and {} more", others.len() - SHOWN));
    }
    Some(Hover {
        span: figure.span,
        markdown,
    })
}

fn kind(kind: FigureKind) -> &'static str {
    match kind {
        FigureKind::Count => "count",
        FigureKind::Money => "money",
        FigureKind::Percent => "share",
        FigureKind::Ratio => "ratio",
        FigureKind::Duration => "duration",
        FigureKind::Age => "age",
        FigureKind::Ordinal => "rank",
        FigureKind::Date => "date",
        FigureKind::Time => "time",
        FigureKind::Measure => "measure",
    }
}

/// "at least 3,000 soldiers" as read: "3,000 soldiers or more".
fn amount(figure: &Figure) -> Option<String> {
    if figure.kind == FigureKind::Ordinal {
        return None;
    }
    let value = number(figure.value?);
    let unit = escaped(&figure.unit);
    let with_unit = |value: &str| match (figure.kind, &*figure.unit) {
        (_, "") => value.to_owned(),
        (FigureKind::Money, _) => format!("{unit} {value}"),
        (_, "%") => format!("{value}%"),
        _ => format!("{value} {unit}"),
    };
    Some(match (figure.high, figure.bound) {
        (Some(high), _) => format!("{} to {}", value, with_unit(&number(high))),
        (None, Bound::Exact) => with_unit(&value),
        (None, Bound::About) => format!("about {}", with_unit(&value)),
        (None, Bound::MoreThan) => format!("more than {}", with_unit(&value)),
        (None, Bound::AtLeast) => format!("{} or more", with_unit(&value)),
        (None, Bound::LessThan) => format!("less than {}", with_unit(&value)),
        (None, Bound::AtMost) => format!("{} or less", with_unit(&value)),
    })
}

/// With commas between thousands, and at most three places behind the point.
fn number(value: f64) -> String {
    let places = format!("{value:.3}");
    let (whole, part) = places.split_once('.').unwrap_or((&places, ""));
    let digits = whole.trim_start_matches('-');
    let mut res = String::new();
    for (i, c) in digits.chars().enumerate() {
        if i > 0 && (digits.len() - i).is_multiple_of(3) {
            res.push(',');
        }
        res.push(c);
    }
    let part = part.trim_end_matches('0');
    let sign = if value < 0.0 { "-" } else { "" };
    if part.is_empty() {
        format!("{sign}{res}")
    } else {
        format!("{sign}{res}.{part}")
    }
}

/// Who says so, as a line of its own; nobody asks that of a date.
fn speaker(story: &Story, lines: &Lines, stated: &StatedFigure) -> Option<String> {
    let span = stated.figure.span;
    let Some(it) = stated.attribution.map(|it| &story.attributions[it]) else {
        let sentence = story.sentences.get(story.sentences_in(span).start);
        let quoted = story.quotation_around(span).is_some();
        return match (
            is_still(&stated.figure),
            sentence.is_some_and(|it| it.cited),
            quoted,
        ) {
            (true, ..) => None,
            (_, true, _) => Some("cited at its sentence".to_owned()),
            (_, _, true) => Some("in a quotation whose speaker is unclear".to_owned()),
            _ => Some("no source given".to_owned()),
        };
    };
    let name = source(story, lines, stated).unwrap_or_else(|| "nobody named".to_owned());
    let line = it
        .cue
        .first()
        .or(it.source.first())
        .map_or(0, |it| lines.line(it.start));
    let inside = it.content.iter().any(|it| it.overlaps(span));
    Some(if inside {
        format!("according to {name}, line {line}")
    } else {
        format!("no source of its own; nearest is {name}, line {line}")
    })
}

fn brief(story: &Story, lines: &Lines, stated: &StatedFigure) -> String {
    source(story, lines, stated).unwrap_or_else(|| "no source given".to_owned())
}

/// The source by name; where the draft leaves it unclear, by its own words.
fn source(story: &Story, lines: &Lines, stated: &StatedFigure) -> Option<String> {
    let it = &story.attributions[stated.attribution?];
    match it.actor {
        Some(actor) => Some(escaped(&story.actors[actor].name)),
        None => it
            .source
            .first()
            .map(|it| format!("“{}”", lines.words(*it))),
    }
}

/// Whether both count the same: one unit, or nouns that news uses for the same.
fn is_same_thing(a: &Figure, b: &Figure) -> bool {
    if a.kind != b.kind || is_still(a) || a.unit.is_empty() || b.unit.is_empty() {
        return false;
    }
    if a.kind != FigureKind::Count {
        return a.unit == b.unit;
    }
    a.unit.eq_ignore_ascii_case(&b.unit)
        || head(&a.unit) == head(&b.unit)
        || shared_list(&a.unit, &b.unit)
}

/// A date, rank or age: it counts nothing that another figure could contradict.
fn is_still(figure: &Figure) -> bool {
    use FigureKind::{Age, Date, Ordinal, Time};
    matches!(figure.kind, Date | Time | Ordinal | Age)
}

/// The counted noun itself, without its plural: "soldier" in "North Korean soldiers".
fn head(unit: &str) -> &str {
    let noun = unit.rsplit(' ').next().unwrap_or(unit);
    noun.strip_suffix('s').unwrap_or(noun)
}

fn shared_list(a: &str, b: &str) -> bool {
    lexicon::entries(include_str!("../lexicon/same_things.txt")).any(|list| {
        let holds = |unit: &str| {
            list.split(", ").any(|it| {
                unit == it
                    || unit
                        .strip_suffix(it)
                        .is_some_and(|rest| rest.ends_with(' '))
            })
        };
        holds(a) && holds(b)
    })
}
