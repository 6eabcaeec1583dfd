//! A draft in one line, to stand over its headline.

use rustc_hash::FxHashSet;

use super::outline::is_statement;
use crate::{document::Reading, paragraph::ActorKind, span::Span, story::is_vague};

/// Where it stands, and "14 statements, 6 sources, 1 unnamed; 3 marks". `None`
/// for a draft without text.
pub fn summary(reading: &Reading) -> Option<(Span, String)> {
    let story = &reading.story;
    let (at, headline) = story.paragraphs.first()?;
    let statements = story.attributions.iter().filter(|it| is_statement(it));
    let (mut sources, mut unnamed) = (FxHashSet::default(), FxHashSet::default());
    let mut count = 0;
    for it in statements {
        count += 1;
        let Some(&source) = it.source.first() else {
            continue;
        };
        let words = source.of(&reading.text);
        let who = (it.actor, it.actor.is_none().then(|| words.to_lowercase()));
        let nameless = match it.actor.map(|it| &story.actors[it]) {
            // "the company" has a name, if perhaps not in this draft.
            Some(actor) => {
                let somebody = matches!(actor.kind, ActorKind::Person | ActorKind::Group);
                actor.mentions.is_empty() && somebody
            }
            None => is_vague(&reading.text, story, source),
        };
        if nameless {
            unnamed.insert(who.clone());
        }
        sources.insert(who);
    }
    let mut line = format!(
        "{}, {}",
        counted(count, "statement"),
        counted(sources.len(), "source"),
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
