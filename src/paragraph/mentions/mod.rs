//! Who and what a paragraph names or points at. A capital is the first sign of
//! a name and at the start of a sentence none at all; lists of titles, given
//! names, bodies and places tell the rest. A mention may lie inside another:
//! "U.S." in "U.S. officials".

mod descriptions;
mod kinds;
mod names;
mod roles;
mod runs;
mod unnamed;
mod words;

use super::{ActorKind, Form, Mention};
use crate::{span::Span, tokens::Token};

/// The mentions in `prose`, by their start, the longer before the shorter, and
/// the names of things in it: "Ida" in "Hurricane Ida", "GDP" in "gross domestic
/// product (GDP)".
pub fn mentions(prose: &str, tokens: &[Token], sentences: &[Span]) -> (Vec<Mention>, Vec<Span>) {
    let mut list = Vec::new();
    let mut things = Vec::new();
    let mut first = 0;
    for sentence in sentences {
        let start = first + tokens[first..].partition_point(|it| it.span.start < sentence.start);
        let end = start + tokens[start..].partition_point(|it| it.span.end <= sentence.end);
        first = end;
        let words = words::words(prose, &tokens[start..end]);
        let named = list.len();
        for run in runs::runs(prose, &words) {
            if let Some(it) = kinds::thing(&words, &run) {
                things.push(Span::new(
                    words[it.start].span.start,
                    words[it.end - 1].span.end,
                ));
            }
            names::names(prose, &words, run, &mut list);
        }
        let initials = (0..words.len()).filter(|it| kinds::initials_of_thing(&words, *it));
        things.extend(initials.map(|it| words[it].span));
        let names: Vec<Span> = list[named..].iter().map(|it: &Mention| it.span).collect();
        let roles: Vec<(Span, ActorKind)> = list[named..]
            .iter()
            .filter_map(|it| Some((it.role?, it.kind)))
            .collect();
        descriptions::descriptions(&words, &names, &roles, &mut list);
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
    affiliate(prose, &mut list);
    (list, things)
}

/// "Otto Orr of the Harbor Board": what the person belongs to goes with the name.
fn affiliate(prose: &str, list: &mut [Mention]) {
    for i in 0..list.len() {
        let person = &list[i];
        if person.kind != ActorKind::Person || person.form != Form::Name {
            continue;
        }
        let end = person.name.end;
        let Some(next) = list[i + 1..].iter().find(|it| it.span.start >= end) else {
            continue;
        };
        let gap = &prose[end..next.span.start];
        let link = gap.trim();
        let body = next.kind == ActorKind::Organization;
        let of = matches!(link, "of" | "of the") && (body || next.kind == ActorKind::Place);
        let from = matches!(link, "from" | "from the") && body;
        if (of || from) && next.form == Form::Name {
            let blank = gap.len() - gap.trim_start().len();
            let role = Span::new(end + blank, next.span.end);
            list[i].span.end = role.end;
            list[i].role.get_or_insert(role);
        }
    }
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
