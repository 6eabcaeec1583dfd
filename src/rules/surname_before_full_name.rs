use super::{Draft, Family, Findings, Fix, Rule, Severity};
use crate::{
    paragraph::{ActorKind, Kind},
    span::{Edit, Span},
    story::{Actor, actors::first_and_last},
};

pub static RULE: Rule = Rule {
    name: "surname-before-full-name",
    family: Family::Naming,
    severity: Severity::Hint,
    docs: include_str!("surname_before_full_name.md"),
    check,
};

/// A shorter sentence is a subhead that ends in a stop: "Oldroyd resigns."
const FEWEST_WORDS: usize = 6;

fn check(draft: &Draft, findings: &mut Findings) {
    let house = &draft.desk.config.house.one_name;
    let body = draft.body();
    for actor in &draft.story.actors {
        let Some((_, last)) = first_and_last(&actor.name).filter(|(first, last)| first != last)
        else {
            continue;
        };
        let person = actor.kind == ActorKind::Person;
        if !person || house.iter().any(|it| it == last) || has_namesake(draft, actor, last) {
            continue;
        }
        let told = |it: &&Span| body <= it.start && is_told(draft, **it);
        let mut mentions = actor.mentions.iter().filter(told);
        let Some(first) = mentions
            .next()
            .and_then(|it| surname_alone(draft, *it, &actor.name))
        else {
            continue;
        };
        let full = |it: &&Span| it.of(draft.text).contains(&*actor.name);
        let earlier = actor
            .mentions
            .iter()
            .take_while(|it| it.start < first.start);
        if earlier
            .filter(|it| is_told(draft, **it))
            .any(|it| full(&it))
        {
            continue;
        }
        if let Some(full) = mentions.find(full) {
            let finding = findings.add(
                first,
                "a surname before the full name; introduce the person here",
            );
            finding.related = vec![(*full, "the full name".to_owned())];
            finding.fixes = vec![Fix {
                title: format!("Write “{}”", actor.name),
                edits: vec![Edit {
                    span: first,
                    text: actor.name.clone(),
                }],
            }];
        }
    }
}

/// Whether the writer speaks there, in running text.
fn is_told(draft: &Draft, mention: Span) -> bool {
    let story = draft.story;
    let mut sentences = story.sentences_in(mention);
    let prose = |it: usize| {
        let sentence = &story.sentences[it];
        let words = sentence.span.of(draft.text).split_whitespace().count();
        matches!(sentence.kind, Kind::Prose | Kind::ListItem) && FEWEST_WORDS <= words
    };
    sentences.any(prose) && story.quotation_around(mention).is_none()
}

/// The surname in a mention that has no other part of the name. "The Oldroyd
/// plan" and "President Oldroyd" name somebody whom every reader knows.
fn surname_alone(draft: &Draft, mention: Span, name: &str) -> Option<Span> {
    let (first, last) = first_and_last(name)?;
    let words = mention.of(draft.text);
    let at = words.find(last)?;
    let (before, behind) = (&words[..at], &words[at + last.len()..]);
    let family = behind.starts_with(char::is_alphanumeric);
    let article = draft.text[..mention.start].trim_end().ends_with("the");
    let more = words.contains(first) || before.contains("President");
    let alone = !more && !family && !article && !is_president(draft, mention);
    alone.then(|| Span::new(mention.start + at, mention.start + at + last.len()))
}

/// "Presidents Feld and Oldroyd".
fn is_president(draft: &Draft, mention: Span) -> bool {
    let mut sentences = draft.story.sentences_in(mention);
    sentences.any(|it| {
        let start = draft.story.sentences[it].span.start;
        let before = &draft.text[start..mention.start.max(start)];
        before
            .rfind("Presidents ")
            .is_some_and(|at| before.len() - at < 40)
    })
}

/// "Ada and Otto Pell": with two of a name "Pell" is a choice, not a slip.
fn has_namesake(draft: &Draft, actor: &Actor, last: &str) -> bool {
    let mut others = draft
        .story
        .actors
        .iter()
        .filter(|it| !std::ptr::eq(*it, actor));
    others.any(|it| it.name.split(' ').any(|word| word == last))
}
