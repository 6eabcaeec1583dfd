use super::{Draft, Family, Findings, Rule, Severity};
use crate::{
    paragraph::{CueKind, Kind},
    span::Span,
    story::{Attribution, ContentForm, Status},
};

pub static RULE: Rule = Rule {
    name: "attribution-lapsed",
    family: Family::Sourcing,
    severity: Severity::Information,
    docs: include_str!("attribution_lapsed.md"),
    check,
};

fn check(draft: &Draft, findings: &mut Findings) {
    let marked = findings.marked(draft.story);
    let sentences = &draft.story.sentences;
    for (i, sentence) in sentences.iter().enumerate().skip(1) {
        if sentence.cited || sentence.kind != Kind::Prose || marked.contains(&sentence.span.start) {
            continue;
        }
        let Some(account) = lapsed(draft, i) else {
            continue;
        };
        if draft.on_record(sentence, sentence.span) {
            continue;
        }
        let finding = findings.add(
            opening(draft.text, sentence.span),
            "goes on with a source’s account; say again whose it is",
        );
        let source = account.source.iter().chain(&account.cue).next();
        finding.related = source
            .map(|it| (*it, "the last source".to_owned()))
            .into_iter()
            .collect();
    }
}

/// The account whose subject the sentence of this index takes up, in a new
/// paragraph or where the one before has gone on with it already.
fn lapsed<'a>(draft: &Draft<'a>, i: usize) -> Option<&'a Attribution> {
    let story = draft.story;
    let (sentence, before) = (&story.sentences[i], &story.sentences[i - 1]);
    let told = |i: usize| {
        let of = story.sentences[i].attributions.iter();
        let mut of = of.map(|it| &story.attributions[*it]);
        of.find(|it| {
            it.kind != CueKind::Attitude && it.form != ContentForm::Direct && !it.source.is_empty()
        })
    };
    let goes_on = sentence.read == Status::Unattributed
        && takes_up(sentence.span.of(draft.text), before.span.of(draft.text));
    let new_paragraph = before.paragraph < sentence.paragraph;
    match before.read {
        _ if !goes_on => None,
        Status::Carried if !new_paragraph => told(i.checked_sub(2)?),
        Status::Attributed if new_paragraph && before.kind == Kind::Prose => told(i - 1),
        _ => None,
    }
}

/// "The soldiers" behind "3,000 soldiers", "They" behind anybody.
fn takes_up(sentence: &str, before: &str) -> bool {
    let mut words = sentence
        .split(|c: char| !c.is_alphanumeric() && c != '-')
        .filter(|it| !it.is_empty());
    match words.next() {
        Some("They") => 4 <= words.count(),
        Some("The" | "These" | "Those") => words.next().is_some_and(|noun| {
            let stem = noun.strip_suffix('s').unwrap_or(noun);
            4 <= stem.len() && noun.starts_with(char::is_lowercase) && before.contains(stem)
        }),
        _ => false,
    }
}

/// The first words of a sentence, which stand for all of it.
fn opening(text: &str, sentence: Span) -> Span {
    const WORDS: usize = 4;
    let words = sentence
        .of(text)
        .split_inclusive(char::is_whitespace)
        .take(WORDS);
    let len = words.map(str::len).sum();
    let opening = &sentence.of(text)[..len];
    Span::new(sentence.start, sentence.start + opening.trim_end().len())
}
