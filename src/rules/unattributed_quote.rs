use super::{Draft, Family, Findings, Rule, Severity};
use crate::{
    paragraph::{CueKind, Kind, Quotation},
    story::{Status, Story},
};

pub static RULE: Rule = Rule {
    name: "unattributed-quote",
    family: Family::Sourcing,
    severity: Severity::Warning,
    docs: include_str!("unattributed_quote.md"),
    check,
};

/// Shorter ones are titles, nicknames and scare quotes.
const FEWEST_WORDS: usize = 4;

fn check(draft: &Draft, findings: &mut Findings) {
    for quotation in draft
        .story
        .quotations
        .iter()
        .filter(|it| FEWEST_WORDS <= it.count)
    {
        if !has_speaker(draft.story, quotation) && !is_announced(draft, quotation) {
            findings.add(
                quotation.span,
                "no speaker for this quotation; say who said it",
            );
        }
    }
}

/// Whether a speaker stands in a sentence of the quotation or in one next to it.
fn has_speaker(story: &Story, quotation: &Quotation) -> bool {
    let own = story.sentences_in(quotation.span);
    let sentences = &story.sentences[own.clone()];
    let left_alone = |kind| !matches!(kind, Kind::Prose | Kind::ListItem);
    let carried = |status| {
        matches!(
            status,
            Status::Attributed | Status::Vague | Status::Carried | Status::None
        )
    };
    if sentences.is_empty()
        || sentences
            .iter()
            .any(|it| left_alone(it.kind) || it.cited || carried(it.status))
    {
        return true;
    }
    let speaks = |i: usize| {
        let Some(sentence) = story.sentences.get(i) else {
            return false;
        };
        let of = sentence
            .attributions
            .iter()
            .map(|it| &story.attributions[*it]);
        of.into_iter()
            .any(|it| it.kind == CueKind::Speech && !it.source.is_empty())
    };
    own.start.checked_sub(1).is_some_and(speaks)
}

/// "A sign on the door read: “…”": what stands before the colon speaks, though it
/// stood in the paragraph before.
fn is_announced(draft: &Draft, quotation: &Quotation) -> bool {
    let before = &draft.text[..quotation.span.start];
    before.trim_end().ends_with(':')
}
