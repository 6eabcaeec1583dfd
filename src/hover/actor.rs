//! On somebody or something: who it is in this draft and what it says there.

use super::{
    Hover,
    known::known,
    lines::{Lines, escaped},
    ties,
};
use crate::{
    document::Reading,
    paragraph::{ActorKind, CueKind, Form, Mention},
    span::Span,
    story::{Actor, Attribution, Story},
};

/// How many statements are shown.
const SHOWN: usize = 3;

/// The actor whose mention is at `offset`.
pub fn actor(reading: &Reading, offset: usize) -> Option<Hover> {
    let story = &reading.story;
    let lines = Lines::of(&reading.text);
    if let Some(meant) = story.meant_at(offset) {
        let (span, markdown) = (meant.span, about(reading, &lines, meant.actor, meant.span));
        return Some(Hover { span, markdown });
    }
    let (at, mention) = mention_at(story, offset)?;
    let span = mention.span.shifted(at);
    if mention.form != Form::Pronoun || mention.kind != ActorKind::Person {
        return None;
    }
    let markdown = format!(
        "**{}**: the draft does not make clear who this is",
        lines.words(span)
    );
    Some(Hover { span, markdown })
}

fn mention_at(story: &Story, offset: usize) -> Option<(usize, &Mention)> {
    let i = story
        .paragraphs
        .partition_point(|(at, _)| *at <= offset)
        .checked_sub(1)?;
    let (at, paragraph) = &story.paragraphs[i];
    let here = paragraph
        .mentions
        .iter()
        .filter(|it| it.span.shifted(*at).touches(offset));
    here.min_by_key(|it| it.span.len()).map(|it| (*at, it))
}

fn about(reading: &Reading, lines: &Lines, i: usize, at: Span) -> String {
    let story = &reading.story;
    let actor = &story.actors[i];
    let mut shown = vec![
        headline(actor, lines, at),
        introduction(actor, lines),
        mentions(actor, lines),
    ];
    shown.extend(ties::spokespeople(reading, lines, actor));
    shown.extend(known(reading, actor, at));
    shown.extend(ties::records(reading, actor));
    shown.extend(ties::figures(reading, lines, i));
    let mut res = shown.join("  \n");
    let said: Vec<&Attribution> = story
        .attributions
        .iter()
        .filter(|it| it.actor == Some(i) && matches!(it.kind, CueKind::Speech | CueKind::Document))
        .collect();
    if said.is_empty() {
        return res;
    }
    let count = if said.len() == 1 {
        "1 statement".to_owned()
    } else {
        format!("{} statements", said.len())
    };
    res.push_str(&format!("\n\nSource of {count}:\n"));
    for it in said.iter().take(SHOWN) {
        // The longest piece says most: not "At the White House," before the speaker.
        let Some(content) = it.content.iter().rev().max_by_key(|it| it.len()) else {
            continue;
        };
        let citing = it.citing.map(|it| format!(" (citing {})", lines.words(it)));
        res.push_str(&format!(
            "\n- line {}: {}{}",
            lines.line(content.start),
            lines.opening(*content),
            citing.unwrap_or_default()
        ));
    }
    if said.len() > SHOWN {
        let rest: Vec<String> = said[SHOWN..]
            .iter()
            .filter_map(|it| it.cue.first())
            .map(|it| lines.line(it.start).to_string())
            .collect();
        res.push_str(&format!(
            "\n- and line{} {}",
            if rest.len() == 1 { "" } else { "s" },
            listed(rest, 8)
        ));
    }
    res
}

/// "**Ilse Bakker** · person", and what stands at the cursor where it is not the name.
fn headline(actor: &Actor, lines: &Lines, at: Span) -> String {
    let kind = match actor.kind {
        ActorKind::Person => "person",
        ActorKind::Organization => "organization",
        ActorKind::Place => "place",
        ActorKind::Group => "group",
    };
    let unnamed = if actor.mentions.is_empty() && actor.kind == ActorKind::Person {
        ", not named"
    } else {
        ""
    };
    let words = lines.words(at);
    let name = escaped(&actor.name);
    let other = !words.contains(&name) && !name.contains(&words);
    let here = if other {
        format!(" (here “{words}”)")
    } else {
        String::new()
    };
    format!("**{name}** · {kind}{unnamed}{here}")
}

/// The role that the draft gives, and where it brings the actor in.
fn introduction(actor: &Actor, lines: &Lines) -> String {
    let line = lines.line(actor.first().start);
    match &actor.description {
        Some(role) if actor.kind == ActorKind::Place => {
            format!("{}; first in line {line}", escaped(role))
        }
        Some(role) => format!("{}; introduced in line {line}", escaped(role)),
        None if actor.kind == ActorKind::Person && !actor.mentions.is_empty() => {
            format!("no role given; first in line {line}")
        }
        None => format!("first in line {line}"),
    }
}

/// How often, and under which other words.
fn mentions(actor: &Actor, lines: &Lines) -> String {
    let count = actor.mentions.len() + actor.described.len();
    let times = if count == 1 {
        "1 mention".to_owned()
    } else {
        format!("{count} mentions")
    };
    let mut others: Vec<String> = Vec::new();
    for span in actor.mentions.iter().chain(&actor.described) {
        let words = lines.words(*span);
        if !is_pronoun(&words)
            && !words.contains(&escaped(&actor.name))
            && !others.iter().any(|it| it.eq_ignore_ascii_case(&words))
        {
            others.push(words);
        }
    }
    if others.is_empty() {
        return times;
    }
    let others = others.into_iter().map(|it| format!("“{it}”")).collect();
    format!("{times}, also as {}", listed(others, 4))
}

fn is_pronoun(words: &str) -> bool {
    let plain = words.to_ascii_lowercase();
    let listed =
        "he him his himself she her hers herself it its itself they them their theirs themselves";
    listed.split(' ').any(|it| it == plain)
}

fn listed(mut list: Vec<String>, most: usize) -> String {
    if list.len() > most {
        list.truncate(most);
        list.push("…".to_owned());
    }
    list.join(", ")
}
