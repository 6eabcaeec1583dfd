use super::{Draft, Family, Findings, Rule, Severity};
use crate::{
    paragraph::{CueKind, Quotation},
    span::Span,
    story::{Actor, Attribution, Sentence},
};

pub static RULE: Rule = Rule {
    name: "late-speaker",
    family: Family::Quotation,
    severity: Severity::Information,
    docs: include_str!("late_speaker.md"),
    check,
};

fn check(draft: &Draft, findings: &mut Findings) {
    for quotation in &draft.story.quotations {
        if let Some(second) = second_sentence(draft, quotation)
            && let Some(cue) = late_cue(draft, quotation, second)
        {
            let message =
                "the reader learns only here who speaks; name them behind the first sentence";
            let finding = findings.add(cue, message);
            finding.related = vec![(quotation.span, "the quotation begins here".to_owned())];
        }
    }
}

/// Where the second sentence of the quotation stands, if it has two whole ones.
fn second_sentence(draft: &Draft, quotation: &Quotation) -> Option<Span> {
    const FEWEST_WORDS: usize = 4;
    let mut sentences = draft.story.sentences_in(quotation.span);
    let [first, second] =
        [sentences.next()?, sentences.next()?].map(|it| &draft.story.sentences[it]);
    let long = FEWEST_WORDS <= first.span.of(draft.text).split_whitespace().count();
    let begins = first.span.start == quotation.span.start;
    let inside = first.span.end <= quotation.words.end;
    (begins && inside && long).then_some(second.span)
}

/// The cue of the quotation where nothing before `second` has said who speaks.
fn late_cue(draft: &Draft, quotation: &Quotation, second: Span) -> Option<Span> {
    let story = draft.story;
    let told = |i: &usize| {
        let it = &story.attributions[*i];
        it.kind == CueKind::Speech && !it.source.is_empty()
    };
    let own = story.sentences_in(quotation.span);
    let before = own.start.checked_sub(1).map(|it| &story.sentences[it]);
    let announced = before.is_some_and(|it| it.attributions.iter().any(told));
    let paragraph = &story.paragraphs[story.sentences[own.start].paragraph].1;
    if announced || paragraph.opens_quoted {
        return None;
    }
    let of = story.sentences[own.end - 1].attributions.iter();
    let of = of.filter(|it| told(it)).map(|it| &story.attributions[*it]);
    let new = of.filter(|it| before.is_none_or(|before| !is_at_hand(draft, it, before)));
    let cues = new.flat_map(|it| &it.cue);
    cues.copied()
        .find(|it| quotation.words.end <= it.start && second.start < it.start)
}

/// Whether a reader has the speaker in mind: "he said", or somebody whom the
/// sentence before the quotation spoke of.
fn is_at_hand(draft: &Draft, attribution: &Attribution, before: &Sentence) -> bool {
    const PRONOUNS: [&str; 8] = ["he", "she", "they", "it", "He", "She", "They", "It"];
    let pronoun = attribution
        .source
        .iter()
        .any(|it| PRONOUNS.contains(&it.of(draft.text)));
    let actor = attribution.actor.map(|it| &draft.story.actors[it]);
    let spoken_of = |it: &Actor| {
        let mut mentions = it.mentions.iter().chain(&it.described);
        mentions.any(|it| before.span.contains(*it))
    };
    pronoun || actor.is_some_and(spoken_of)
}
