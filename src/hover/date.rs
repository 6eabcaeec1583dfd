//! On a date: which days it means.

use super::{Hover, lines::Lines};
use crate::{
    document::Reading,
    knowledge::{Day, in_words},
    paragraph::FigureKind,
    story::dates,
};

/// The date at `offset`, where its words say which days they mean.
pub fn date(reading: &Reading, offset: usize) -> Option<Hover> {
    let here = reading.story.figures.iter().map(|it| &it.figure);
    let here = here.filter(|it| it.span.touches(offset));
    let figure = here.min_by_key(|it| it.span.len())?;
    if figure.kind != FigureKind::Date {
        return None;
    }
    let lines = Lines::of(&reading.text);
    let words = figure.span.of(&reading.text);
    let story = reading.desk.story_day(&reading.text);
    let mut shown = vec![format!("**{}** · date", lines.words(figure.span))];
    if let Some(day) = dates::meant(words, None) {
        shown.push(spelled(day));
    } else if let Some(day) = dates::meant(words, story.map(|it| it.day)) {
        shown.push(spelled(day));
        let story = story?;
        let of = in_words(story.day);
        shown.push(if story.given {
            format!("told from the day of the story, {of}")
        } else {
            format!("told from today, {of}: the draft gives no day of its own")
        });
    } else {
        return None;
    }
    Some(Hover {
        span: figure.span,
        markdown: shown.join("  \n"),
    })
}

/// "Wednesday, Oct. 23, 2024"; "Monday, Oct. 14, to Sunday, Oct. 20, 2024".
fn spelled(day: Day) -> String {
    let weekday = |it: jiff::civil::Date| format!("{:?}, {}", it.weekday(), in_words(it));
    match (day.last - day.first).get_days() {
        0 => weekday(day.first),
        1..=6 => format!("{} to {}", weekday(day.first), weekday(day.last)),
        _ => day.words(),
    }
}
