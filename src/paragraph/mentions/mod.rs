//! Who and what a paragraph names or points at. A capital is the first sign of
//! a name and at the start of a sentence none at all; lists of titles, given
//! names, bodies and places tell the rest. A mention may lie inside another:
//! "U.S." in "U.S. officials".

mod descriptions;
mod names;
mod roles;
mod runs;
mod words;

use super::{ActorKind, Form, Mention};
use crate::{span::Span, tokens::Token};

/// The mentions in `prose`, by their start, the longer before the shorter.
pub fn mentions(prose: &str, tokens: &[Token], sentences: &[Span]) -> Vec<Mention> {
    let mut list = Vec::new();
    let mut first = 0;
    for sentence in sentences {
        let start = first + tokens[first..].partition_point(|it| it.span.start < sentence.start);
        let end = start + tokens[start..].partition_point(|it| it.span.end <= sentence.end);
        first = end;
        let words = words::words(prose, &tokens[start..end]);
        let named = list.len();
        for run in runs::runs(prose, &words) {
            names::names(prose, &words, run, &mut list);
        }
        let names: Vec<Span> = list[named..].iter().map(|it: &Mention| it.span).collect();
        descriptions::descriptions(&words, &names, &mut list);
        list.extend(words.iter().filter_map(|it| {
            let kind = pronoun(it.text)?;
            Some(Mention {
                span: it.span,
                name: it.span,
                form: Form::Pronoun,
                kind,
                role: None,
            })
        }));
    }
    list.sort_by_key(|it| (it.span.start, std::cmp::Reverse(it.span.end)));
    list.dedup_by_key(|it| it.span);
    list
}

fn pronoun(word: &str) -> Option<ActorKind> {
    if word.len() > 10 {
        return None;
    }
    Some(match word {
        "he" | "him" | "his" | "himself" | "He" | "Him" | "His" | "she" | "her" | "hers"
        | "herself" | "She" | "Her" => ActorKind::Person,
        "they" | "them" | "their" | "theirs" | "themselves" | "They" | "Their" | "Them" => {
            ActorKind::Group
        }
        "it" | "its" | "itself" | "It" | "Its" => ActorKind::Organization,
        _ => return None,
    })
}

#[cfg(test)]
mod tests;
