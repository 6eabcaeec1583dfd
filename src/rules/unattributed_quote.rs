use super::{Draft, Family, Findings, Rule, Severity};
use crate::{
    lexicon,
    paragraph::{CueKind, Kind, Quotation},
    span::Span,
    story::{Sentence, Status, Story},
};

pub static RULE: Rule = Rule {
    name: "unattributed-quote",
    family: Family::Sourcing,
    severity: Severity::Information,
    docs: include_str!("unattributed_quote.md"),
    check,
};

/// Shorter ones are titles, nicknames and scare quotes.
const FEWEST_WORDS: usize = 4;

fn check(draft: &Draft, findings: &mut Findings) {
    let silent = [is_told, is_announced, is_signed, is_phrase, is_title];
    for quotation in draft
        .story
        .quotations
        .iter()
        .filter(|it| FEWEST_WORDS <= it.count)
    {
        if !has_speaker(draft, quotation) && !silent.iter().any(|it| it(draft, quotation)) {
            findings.add(
                quotation.span,
                "no speaker for this quotation; say who said it",
            );
        }
    }
}

/// Whether a speaker stands in a sentence of the quotation or in one next to it.
fn has_speaker(draft: &Draft, quotation: &Quotation) -> bool {
    let story = draft.story;
    let own = story.sentences_in(quotation.span);
    let sentences = &story.sentences[own.clone()];
    let left_alone = |kind| !matches!(kind, Kind::Prose | Kind::ListItem);
    let Some(first) = sentences.first() else {
        return true;
    };
    if sentences
        .iter()
        .any(|it| left_alone(it.kind) || it.cited || it.read != Status::Unattributed)
    {
        return true;
    }
    let opens = first.span.start == quotation.span.start;
    let before = story.sentences[..own.start].iter();
    let before = before.rev().find(|it| it.kind != Kind::Caption);
    before.is_some_and(|it| speaks(story, it) || opens && goes_on(draft, it, first))
}

fn speaks(story: &Story, sentence: &Sentence) -> bool {
    let of = sentence
        .attributions
        .iter()
        .map(|it| &story.attributions[*it]);
    of.into_iter()
        .any(|it| it.kind == CueKind::Speech && !it.source.is_empty())
}

/// Whether what begins with `sentence` goes on with the quotation before it: a
/// statement of several paragraphs, left open or each between marks of its own.
fn goes_on(draft: &Draft, before: &Sentence, sentence: &Sentence) -> bool {
    let story = draft.story;
    let open = story.paragraphs[sentence.paragraph].1.opens_quoted;
    let spoken = matches!(before.read, Status::Attributed | Status::Carried);
    let mut quotations = story.quotations.iter().rev();
    let last = quotations.find(|it| it.span.overlaps(before.span));
    let whole = story.quotation_around(before.span).is_some();
    open || whole && spoken || last.is_some_and(|it| is_told(draft, it))
}

/// A verb of speech next to the quotation: "“…,” the officer told them".
fn is_told(draft: &Draft, quotation: &Quotation) -> bool {
    const NEAR: usize = 8;
    let sentences = &draft.story.sentences[draft.story.sentences_in(quotation.span)];
    let (Some(first), Some(last)) = (sentences.first(), sentences.last()) else {
        return false;
    };
    let Span { start, end } = quotation.span;
    let before = Span::new(first.span.start.min(start), start).of(draft.text);
    let behind = Span::new(end, last.span.end.max(end)).of(draft.text);
    let words = |it| str::split(it, |c: char| !c.is_alphanumeric());
    let mut near = words(before)
        .rev()
        .take(NEAR)
        .chain(words(behind).take(NEAR));
    near.any(|word| lexicon::entries(SAID).any(|it| it == word))
}

const SAID: &str = include_str!("../lexicon/said.txt");

/// "A sign on the door read: “…”": what stands before the colon speaks, though it
/// stood in the paragraph before.
fn is_announced(draft: &Draft, quotation: &Quotation) -> bool {
    let before = &draft.text[..quotation.span.start];
    before.trim_end().ends_with(':')
}

/// "“…” — Ada Pell", in one line or two.
fn is_signed(draft: &Draft, quotation: &Quotation) -> bool {
    let behind = draft.text[quotation.span.end..].trim_start();
    let name = behind.strip_prefix(['—', '–', '-']);
    name.is_some_and(|it| it.trim_start().starts_with(char::is_uppercase))
}

/// Some words in the run of a sentence of the writer: "on a “case by case basis”".
fn is_phrase(draft: &Draft, quotation: &Quotation) -> bool {
    const MOST_WORDS: usize = 8;
    let words = quotation.words.of(draft.text);
    quotation.count <= MOST_WORDS && words.starts_with(char::is_lowercase)
}

/// "The Salt Road of Alder".
fn is_title(draft: &Draft, quotation: &Quotation) -> bool {
    const SMALL: usize = 4;
    let words = quotation.words.of(draft.text);
    let capital = |it: &&str| it.starts_with(char::is_uppercase);
    let capitals = words.split_whitespace().filter(capital).count();
    let mut long = words
        .split_whitespace()
        .filter(|it| SMALL < it.chars().count());
    2 <= capitals && !words.ends_with(['.', '!', '?']) && long.all(|it| capital(&it))
}
