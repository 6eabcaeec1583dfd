//! A draft in one line, to stand over its headline.

use rustc_hash::FxHashSet;

use super::outline::is_statement;
use crate::{document::Reading, span::Span, story::names_somebody};

/// Where it stands, and "14 statements, 6 sources, 1 unnamed; 3 marks". `None`
/// for a draft without text.
pub fn summary(reading: &Reading) -> Option<(Span, String)> {
    let story = &reading.story;
    let (at, headline) = story.paragraphs.first()?;
    let statements = story.attributions.iter().filter(|it| is_statement(it));
    let (mut named, mut unnamed) = (FxHashSet::default(), FxHashSet::default());
    let mut count = 0;
    for it in statements {
        count += 1;
        let Some(source) = it.source.first() else {
            continue;
        };
        let words = source.of(&reading.text).to_lowercase();
        match it.actor {
            Some(actor) if !story.actors[actor].mentions.is_empty() => {
                named.insert((Some(actor), String::new()))
            }
            Some(actor) => unnamed.insert((Some(actor), String::new())),
            None if names_somebody(story, *source) => named.insert((None, words)),
            None => unnamed.insert((None, words)),
        };
    }
    let mut line = format!(
        "{}, {}",
        counted(count, "statement"),
        counted(named.len() + unnamed.len(), "source"),
    );
    if !unnamed.is_empty() {
        line.push_str(&format!(", {} unnamed", unnamed.len()));
    }
    line.push_str(&format!("; {}", counted(reading.findings.len(), "mark")));
    Some((Span::new(*at, at + headline.text.len()), line))
}

fn counted(count: usize, what: &str) -> String {
    let plural = if count == 1 { "" } else { "s" };
    format!("{count} {what}{plural}")
}
