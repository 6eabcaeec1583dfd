use std::sync::LazyLock;

use aho_corasick::AhoCorasick;

use super::{Draft, Family, Findings, Rule, Severity};
use crate::{
    lexicon,
    paragraph::{ActorKind, CueKind},
    span::Span,
    story::Story,
};

pub static RULE: Rule = Rule {
    name: "anonymous-no-reason",
    family: Family::Sourcing,
    severity: Severity::Warning,
    docs: include_str!("anonymous_no_reason.md"),
    check,
};

fn check(draft: &Draft, findings: &mut Findings) {
    let story = draft.story;
    let mut settled: Vec<String> = Vec::new();
    for attribution in &story.attributions {
        let told = matches!(attribution.kind, CueKind::Speech | CueKind::Document);
        let Some(&source) = attribution.source.first().filter(|_| told) else {
            continue;
        };
        if !is_unnamed(draft, source) {
            continue;
        }
        let who = noun(source.of(draft.text));
        if settled.contains(&who) {
            continue;
        }
        settled.push(who);
        if !has_reason(draft, source) {
            findings.add(
                source,
                "no reason for leaving the name out; say why the source is not named",
            );
        }
    }
}

/// Whether the draft says of the source that it is not named.
fn is_unnamed(draft: &Draft, source: Span) -> bool {
    let story = draft.story;
    if names_person(story, source) || story.quotation_around(source).is_some() {
        return false;
    }
    let known = |it: usize, list: &AhoCorasick| {
        let sentence = story.sentences[it].span;
        list.find_iter(sentence.of(draft.text)).any(|it| {
            let it = Span::new(it.start(), it.end()).shifted(sentence.start);
            story.quotation_around(it).is_none()
        })
    };
    IN_SOURCE.is_match(source.of(draft.text))
        || story.sentences_in(source).any(|it| known(it, &IN_SENTENCE))
}

fn names_person(story: &Story, span: Span) -> bool {
    let mut mentions = Story::within(&story.mentions, span, |(it, _)| *it).iter();
    mentions.any(|(mention, actor)| {
        let actor = actor.map(|it| &story.actors[it as usize]);
        actor.is_some_and(|it| {
            it.kind == ActorKind::Person && it.mentions.iter().any(|it| it.start == mention.start)
        })
    })
}

/// "official" of "a senior official at the bank": a reason once given holds for the like.
fn noun(source: &str) -> String {
    let behind = source.find([',', '(']).unwrap_or(source.len());
    let mut words = source[..behind].split(' ');
    let until = [
        "at", "of", "in", "with", "who", "familiar", "close", "briefed", "from", "on",
    ];
    let head = words
        .by_ref()
        .take_while(|it| !until.contains(it))
        .last()
        .unwrap_or(source);
    head.strip_suffix('s').unwrap_or(head).to_lowercase()
}

/// Whether its sentence or the next one gives a reason.
fn has_reason(draft: &Draft, source: Span) -> bool {
    let story = draft.story;
    let own = story.sentences_in(source);
    let with_next = own.start..(own.end + 1).min(story.sentences.len());
    let mut sentences = story.sentences[with_next].iter();
    sentences.any(|it| it.cited || REASONS.is_match(it.span.of(draft.text)))
}

static IN_SOURCE: LazyLock<AhoCorasick> = LazyLock::new(|| {
    let list = lexicon::entries(include_str!("../lexicon/unnamed_sources.txt"));
    matcher(list.map(|it| it.trim_end_matches(" = source")))
});

static IN_SENTENCE: LazyLock<AhoCorasick> = LazyLock::new(|| {
    let list = lexicon::entries(include_str!("../lexicon/unnamed_sources.txt"));
    matcher(list.filter(|it| !it.ends_with(" = source")))
});

static REASONS: LazyLock<AhoCorasick> = LazyLock::new(|| {
    matcher(lexicon::entries(include_str!(
        "../lexicon/anonymity_reasons.txt"
    )))
});

fn matcher(phrases: impl Iterator<Item = &'static str>) -> AhoCorasick {
    let matcher = AhoCorasick::builder()
        .ascii_case_insensitive(true)
        .build(phrases);
    matcher.expect("short lists make a matcher")
}
