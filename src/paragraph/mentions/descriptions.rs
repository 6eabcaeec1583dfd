//! Those who are pointed at without a name: "the defense secretary", "U.S.
//! officials", "the company", "the two men".

use super::{
    super::{ActorKind, Form, Mention},
    roles::phrase_start,
    words::Word,
};
use crate::{
    lexicon::words::{BODY, PEOPLE, PERSON, PLACE},
    span::Span,
};

/// Puts the descriptions in `words` into `list`; a noun that stands at one of
/// `names`, or begins one of the `roles` beside them, is none.
pub fn descriptions(
    words: &[Word],
    names: &[Span],
    roles: &[(Span, ActorKind)],
    list: &mut Vec<Mention>,
) {
    for at in 0..words.len() {
        let Some(kind) = described(words, at) else {
            continue;
        };
        let noun = words[at].span;
        if names.iter().any(|it| it.contains(noun)) {
            continue;
        }
        // "the newspaper El Qorro"
        let next = words.get(at + 1).filter(|it| it.is_capital());
        if next.is_some_and(|next| names.iter().any(|it| it.start == next.span.start)) {
            continue;
        }
        let start = phrase_start(words, at);
        let article = start
            .checked_sub(1)
            .filter(|&it| is_determiner(words[it].text));
        let counted = article
            .or(start.checked_sub(1))
            .filter(|&it| is_count(words[it].text));
        let from = match (article, counted) {
            // "said that officials": no article there
            (Some(it), _)
                if kind == ActorKind::Group && matches!(words[it].text, "that" | "That") =>
            {
                start
            }
            (Some(it), _) => it,
            // "two men", "the two men"
            (_, Some(it)) => it
                .checked_sub(1)
                .filter(|&it| is_determiner(words[it].text))
                .unwrap_or(it),
            _ if kind == ActorKind::Group => start,
            // "Russia's army"
            _ if words[start..at].iter().any(Word::is_genitive) => start,
            _ => continue,
        };
        let opening = words[from].text;
        let definite = !matches!(
            opening,
            "a" | "an" | "A" | "An" | "any" | "no" | "No" | "every" | "each" | "another"
        );
        if !definite && kind != ActorKind::Person {
            continue;
        }
        let span = Span::new(words[from].span.start, noun.end);
        if roles
            .iter()
            .any(|(it, of)| *of == kind && it.start == span.start && it.contains(span))
        {
            continue;
        }
        list.push(Mention {
            span,
            name: span,
            form: Form::Description,
            kind,
            role: None,
        });
    }
}

fn described(words: &[Word], at: usize) -> Option<ActorKind> {
    let word = &words[at];
    if !word.is_lower() {
        return None;
    }
    let next = words.get(at + 1);
    // "the council spokesman": the head is the last noun.
    if next.is_some_and(|it| it.is_lower() && it.low.has(PERSON.or(PEOPLE).or(BODY))) {
        return None;
    }
    if word.low.has(PEOPLE) {
        return Some(ActorKind::Group);
    }
    if word.low.has(PERSON) {
        return Some(ActorKind::Person);
    }
    if word.low.has(BODY) && !word.text.ends_with('s') {
        return Some(ActorKind::Organization);
    }
    let place = matches!(
        word.text,
        "city"
            | "town"
            | "village"
            | "country"
            | "nation"
            | "county"
            | "province"
            | "region"
            | "island"
            | "state"
            | "capital"
    );
    (word.low.has(PLACE) && place).then_some(ActorKind::Place)
}

fn is_determiner(text: &str) -> bool {
    matches!(
        text,
        "the"
            | "The"
            | "this"
            | "This"
            | "that"
            | "That"
            | "these"
            | "These"
            | "those"
            | "Those"
            | "a"
            | "A"
            | "an"
            | "An"
            | "his"
            | "His"
            | "her"
            | "Her"
            | "its"
            | "Its"
            | "their"
            | "Their"
            | "our"
            | "Our"
            | "my"
            | "My"
            | "some"
            | "Some"
            | "several"
            | "Several"
            | "many"
            | "Many"
            | "other"
            | "Other"
            | "both"
            | "Both"
            | "another"
            | "all"
            | "All"
            | "any"
            | "no"
            | "No"
            | "every"
            | "each"
            | "most"
            | "Most"
            | "more"
            | "few"
    )
}

fn is_count(text: &str) -> bool {
    matches!(
        text,
        "two"
            | "three"
            | "four"
            | "five"
            | "six"
            | "seven"
            | "eight"
            | "nine"
            | "ten"
            | "dozen"
            | "dozens"
            | "Two"
            | "Three"
            | "Four"
            | "Five"
            | "Six"
            | "Seven"
            | "Eight"
            | "Nine"
            | "Ten"
            | "Dozens"
    ) || text.starts_with(|c: char| c.is_ascii_digit())
}
