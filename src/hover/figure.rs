//! On a figure: how much it is, who says so, and what else the draft says of
//! the same thing.

use super::{
    Hover,
    amounts::amount,
    comparisons::comparisons,
    lines::{Lines, escaped},
    ranks,
};
use crate::{
    document::Reading,
    paragraph::FigureKind,
    story::{
        StatedFigure, Story,
        same_things::{is_same_thing, is_still},
    },
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
        if ranks::is_period(figure) {
            "point in a duration"
        } else {
            kind(figure.kind)
        }
    )];
    shown.extend(amount(figure).filter(|it| !lines.words(figure.span).eq_ignore_ascii_case(it)));
    shown.extend(ranks::rank(reading, &lines, figure));
    shown.extend(speaker(story, &lines, stated));
    shown.extend(comparisons(reading, stated));
    let mut markdown = shown.join("  \n");
    let others: Vec<&StatedFigure> = story
        .figures
        .iter()
        .filter(|it| it.figure.span != figure.span)
        .filter(|it| is_same_thing(&reading.text, story, it, stated))
        .collect();
    if shown.len() == 1 && others.is_empty() {
        return None;
    }
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
    let name = match it.actor {
        Some(actor) => escaped(&story.actors[actor].name),
        None => format!("“{}”", lines.words(*it.source.first()?)),
    };
    let cited = it
        .citing
        .map(|it| format!("{name}, citing {}", lines.words(it)));
    Some(cited.unwrap_or(name))
}
