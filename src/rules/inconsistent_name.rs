use rustc_hash::FxHashMap;

use super::{Draft, Family, Findings, Fix, Rule, Severity};
use crate::{
    paragraph::ActorKind,
    span::{Edit, Span},
    story::{
        Actor,
        actors::{first_and_last, sounds_like},
    },
};

pub static RULE: Rule = Rule {
    name: "inconsistent-name",
    family: Family::Naming,
    severity: Severity::Warning,
    docs: include_str!("inconsistent_name.md"),
    check,
};

fn check(draft: &Draft, findings: &mut Findings) {
    // Those of one given name whose surnames sound alike are one person.
    let mut people: Vec<(&str, Vec<Span>)> = Vec::new();
    let mut of_given: FxHashMap<&str, Vec<usize>> = FxHashMap::default();
    let persons = draft.story.actors.iter();
    for actor in persons.filter(|it| it.kind == ActorKind::Person) {
        let Some((given, last)) = first_and_last(&actor.name) else {
            continue;
        };
        let namesakes = of_given.entry(given).or_default();
        let twin = namesakes
            .iter()
            .find(|it| given != last && sounds_like(people[**it].0, last));
        let surnames = surnames(draft, actor, last);
        match twin {
            Some(twin) => people[*twin].1.extend(surnames),
            None => {
                namesakes.push(people.len());
                people.push((last, surnames));
            }
        }
    }
    for (_, mut surnames) in people {
        surnames.sort();
        mark(draft, &surnames, findings);
    }
}

/// Where the writer has the surname of the actor, however it is spelled.
fn surnames(draft: &Draft, actor: &Actor, last: &str) -> Vec<Span> {
    let story = draft.story;
    let told = actor
        .mentions
        .iter()
        .filter(|it| story.quotation_around(**it).is_none());
    let word = |mention: &Span| {
        let words = mention.of(draft.text);
        let word = words
            .split(|c: char| !c.is_alphanumeric() && c != '-')
            .find(|it| *it == last || sounds_like(it, last))?;
        let at = word.as_ptr() as usize - words.as_ptr() as usize;
        Some(Span::new(at, at + word.len()).shifted(mention.start))
    };
    told.filter_map(word).collect()
}

fn mark(draft: &Draft, surnames: &[Span], findings: &mut Findings) {
    let spelled = |it: &Span| it.of(draft.text);
    let Some(first) = surnames.first().map(spelled) else {
        return;
    };
    if surnames.iter().all(|it| spelled(it) == first) {
        return;
    }
    let count = |spelling: &str| surnames.iter().filter(|it| spelled(it) == spelling).count();
    // Of two that are as frequent the first.
    let usual = surnames.iter().rev().max_by_key(|it| count(spelled(it)));
    let Some(usual) = usual else { return };
    let right = spelled(usual);
    for &surname in surnames.iter().filter(|it| spelled(it) != right) {
        let finding = findings.add(surname, format!("spelled {right} elsewhere; make it one"));
        finding.related = vec![(*usual, "the other spelling".to_owned())];
        finding.fixes = vec![Fix {
            title: format!("Write “{right}”"),
            edits: vec![Edit {
                span: surname,
                text: right.to_owned(),
            }],
        }];
    }
}
