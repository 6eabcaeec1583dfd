use super::{Draft, Family, Findings, Rule, Severity};
use crate::{
    paragraph::{Bound, Figure, FigureKind, SignalKind},
    story::{Sentence, Status, Story},
};

pub static RULE: Rule = Rule {
    name: "unattributed-figure",
    family: Family::Sourcing,
    severity: Severity::Information,
    docs: include_str!("unattributed_figure.md"),
    check,
};

/// As many as a reporter counts at a glance.
const FEW: f64 = 20.0;

/// So many that no exact count is known without a source.
const MANY: f64 = 1000.0;

fn check(draft: &Draft, findings: &mut Findings) {
    for sentence in draft.uncited() {
        let mut asking = figures(draft.story, sentence)
            .iter()
            .filter(|it| asks_for_source(draft, &it.figure))
            .map(|it| &it.figure)
            .filter(|it| draft.is_own(sentence, it.span))
            .filter(|it| !is_share(it) || !goes_on_with_a_survey(draft, sentence));
        let Some(first) = asking.next() else { continue };
        let finding = findings.add(first.span, message(first));
        finding.related = asking
            .map(|it| (it.span, "this figure too".to_owned()))
            .collect();
    }
}

fn figures<'a>(story: &'a Story, sentence: &Sentence) -> &'a [crate::story::StatedFigure] {
    Story::within(&story.figures, sentence.span, |it| it.figure.span)
}

/// Whether a survey has been named so shortly before that its shares need no name.
fn goes_on_with_a_survey(draft: &Draft, sentence: &Sentence) -> bool {
    const NEAR: usize = 8;
    const SURVEYS: [&str; 4] = ["poll", "polls", "survey", "surveyed"];
    let sentences = &draft.story.sentences;
    let at = sentences.partition_point(|it| it.span.start < sentence.span.start);
    sentences[at.saturating_sub(NEAR)..at].iter().any(|it| {
        let words = it.span.of(draft.text).split(|c: char| !c.is_alphanumeric());
        it.read == Status::Attributed && words.into_iter().any(|it| SURVEYS.contains(&it))
    })
}

fn is_share(figure: &Figure) -> bool {
    matches!(figure.kind, FigureKind::Percent | FigureKind::Ratio)
}

/// Whether somebody must have counted, measured or estimated it.
fn asks_for_source(draft: &Draft, figure: &Figure) -> bool {
    let words = figure.span.of(draft.text);
    if draft.story.quotation_around(figure.span).is_some() {
        return false;
    }
    match figure.kind {
        FigureKind::Money | FigureKind::Percent | FigureKind::Ratio => true,
        FigureKind::Count => {
            let mut counted = draft.signals(figure.span, SignalKind::Counted);
            let votes = words.ends_with(" votes") || words.ends_with(" delegates");
            !votes
                && (is_toll(draft.text, figure)
                    || FEW <= figure.value.unwrap_or(0.0)
                        && (is_estimate(figure) || counted.next().is_some()))
        }
        FigureKind::Measure => figure.bound != Bound::Exact && MANY <= figure.value.unwrap_or(0.0),
        _ => false,
    }
}

/// "Twelve people were killed": few enough to be seen, and yet somebody counted.
fn is_toll(text: &str, figure: &Figure) -> bool {
    const FEWEST: f64 = 2.0;
    const AUXILIARIES: [&str; 5] = ["were", "are", "have", "had", "been"];
    const SUFFERED: [&str; 7] = [
        "killed", "wounded", "injured", "hurt", "arrested", "missing", "dead",
    ];
    let behind = text[figure.span.end..].split_whitespace();
    let bare = |it: &str| it.trim_end_matches([',', '.', ';', ':']).to_owned();
    let mut behind = behind.map(bare).take(4).peekable();
    let passive = behind.peek().is_some_and(|it| AUXILIARIES.contains(&&**it));
    let suffered = behind.find(|it| !AUXILIARIES.contains(&&**it));
    let suffered = suffered.unwrap_or_default();
    figure.value.is_some_and(|it| FEWEST <= it)
        && (suffered == "died" || passive && SUFFERED.contains(&&*suffered))
}

/// Nobody sees at a glance that there are so many.
fn is_estimate(figure: &Figure) -> bool {
    figure.value.is_some_and(|it| MANY <= it)
        || (figure.bound != Bound::Exact && figure.value.is_some_and(|it| FEW <= it))
}

fn message(figure: &Figure) -> &'static str {
    match figure.kind {
        FigureKind::Money => "no source for this amount; say who gives it",
        FigureKind::Percent | FigureKind::Ratio => {
            "no source for this share; say whose survey or records it is from"
        }
        FigureKind::Measure => "no source for this figure; say who measured",
        _ => "no source for this figure; say who counted",
    }
}
