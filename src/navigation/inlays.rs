//! What a writer knows and the text does not say: who the "she" of "she said"
//! is, and what day "Wednesday".

use super::outline::is_statement;
use crate::{
    document::Reading,
    paragraph::{FigureKind, Form},
    span::Span,
    story::dates,
};

/// Something to show behind the byte at `offset`.
#[derive(Clone, Debug, PartialEq)]
pub struct Inlay {
    pub offset: usize,
    pub text: String,
}

/// Those in `span`, in order.
pub fn inlays(reading: &Reading, span: Span) -> Vec<Inlay> {
    let mut inlays = speakers(reading, span);
    inlays.extend(days(reading, span));
    inlays.sort_by_key(|it| it.offset);
    inlays
}

fn speakers(reading: &Reading, span: Span) -> Vec<Inlay> {
    let story = &reading.story;
    let speaks = |place: Span| {
        let mut sources = story
            .attributions
            .iter()
            .filter(|it| is_statement(it))
            .flat_map(|it| &it.source);
        sources.any(|it| it.contains(place))
    };
    let pronouns = story
        .meant()
        .filter(|it| it.form == Form::Pronoun && span.touches(it.name.end) && speaks(it.name));
    pronouns
        .map(|it| Inlay {
            offset: it.name.end,
            text: format!("→ {}", brief(&story.actors[it.actor].name)),
        })
        .collect()
}

/// Days that only the story's own day tells; none where the draft does not give it.
fn days(reading: &Reading, span: Span) -> Vec<Inlay> {
    let story = reading.desk.story_day(&reading.text);
    let Some(story) = story.filter(|it| it.given) else {
        return Vec::new();
    };
    let figures = reading.story.figures.iter().map(|it| &it.figure);
    let dates = figures.filter(|it| it.kind == FigureKind::Date && span.touches(it.span.end));
    let told = dates.filter_map(|it| {
        let words = it.span.of(&reading.text);
        if dates::meant(words, None).is_some() {
            return None;
        }
        Some(Inlay {
            offset: it.span.end,
            text: format!("= {}", dates::meant(words, Some(story.day))?.words()),
        })
    });
    told.collect()
}

/// The last word of a name.
fn brief(name: &str) -> &str {
    name.rsplit(' ').next().unwrap_or(name)
}
