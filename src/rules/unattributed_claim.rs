use super::{Draft, Family, Findings, LIKELY, Rule, Severity};
use crate::{
    claims::{Reason, sentence},
    paragraph::{FigureKind, Signal, SignalKind},
    span::Span,
    story::{Sentence, StatedFigure, Status, Story},
};

pub static RULE: Rule = Rule {
    name: "unattributed-claim",
    family: Family::Sourcing,
    severity: Severity::Information,
    docs: include_str!("unattributed_claim.md"),
    check,
};

/// What makes a sentence a claim, the most telling first, with what to say of it.
const KINDS: &[(SignalKind, Reason, &str)] = &[
    (
        SignalKind::Allegation,
        Reason::Allegation,
        "allegation stated as fact; name who makes it",
    ),
    (
        SignalKind::Motive,
        Reason::Motive,
        "says what somebody wants or feels; name who says so",
    ),
    (
        SignalKind::Judgement,
        Reason::Judgement,
        "judgement in the writer’s voice; name whose view it is",
    ),
    (
        SignalKind::Cause,
        Reason::Cause,
        "cause and effect in the writer’s voice; name who draws the link",
    ),
    (
        SignalKind::Prediction,
        Reason::Prediction,
        "prediction in the writer’s voice; name who expects it",
    ),
];

fn check(draft: &Draft, findings: &mut Findings) {
    let marked = findings.marked(draft.story);
    for sentence in &draft.story.sentences {
        let silent = sentence.cited
            || sentence.read == Status::None
            || marked.contains(&sentence.span.start);
        let unfinished = || {
            let mut signals = draft.signals(sentence.span, SignalKind::Placeholder);
            signals.next().is_some()
        };
        if !silent && !by_phrase(draft, sentence, findings) && !unfinished() {
            by_weight(draft, sentence, findings);
        }
    }
}

/// Marks a phrase that the lists hold.
fn by_phrase(draft: &Draft, sentence: &Sentence, findings: &mut Findings) -> bool {
    if sentence.read == Status::Carried {
        return false;
    }
    let signals = draft.story.signals_in(sentence.span);
    let own = |it: &&Signal| {
        draft.story.quotation_around(it.span).is_none() && draft.is_own(sentence, it.span)
    };
    let found: Vec<_> = KINDS
        .iter()
        .filter_map(|(kind, reason, message)| {
            let signal = signals.iter().filter(|it| it.kind == *kind).find(own)?;
            Some((signal, *reason, *message))
        })
        .collect();
    let reason = sentence.doubt.map(|it| it.reason);
    let telling = found.iter().find(|it| Some(it.1) == reason);
    let Some((signal, _, message)) = telling.or(found.first()) else {
        return false;
    };
    let finding = findings.add(signal.span, *message);
    let others = found.iter().filter(|it| it.0.span != signal.span);
    finding.related = others.map(|it| (it.0.span, it.2.to_owned())).collect();
    true
}

/// Marks what an editor would likely ask about though no list gives it away.
fn by_weight(draft: &Draft, sentence: &Sentence, findings: &mut Findings) {
    let doubt = sentence.doubt.filter(|it| LIKELY <= it.chance);
    let Some(doubt) = doubt else { return };
    let whole = sentence.span;
    let figure = || {
        let figures = Story::within(&draft.story.figures, whole, |it| it.figure.span);
        let counts =
            |it: &&StatedFigure| !matches!(it.figure.kind, FigureKind::Date | FigureKind::Time);
        figures.iter().find(counts).map(|it| it.figure.span)
    };
    let telling = |reason| {
        let (at, paragraph) = &draft.story.paragraphs[sentence.paragraph];
        let own = Span::new(whole.start - at, whole.end - at);
        let telling = sentence::telling(&paragraph.prose, own, reason);
        telling
            .map(|it| it.shifted(*at))
            .filter(|it| draft.story.quotation_around(*it).is_none())
    };
    let (place, reason) = match doubt.reason {
        Reason::Figure => match figure() {
            Some(figure) => (Some(figure), Reason::Figure),
            None => (None, Reason::Event),
        },
        Reason::Event | Reason::Vague => (None, doubt.reason),
        reason => (telling(reason), reason),
    };
    findings.add(place.unwrap_or(whole), message(reason));
}

fn message(reason: Reason) -> &'static str {
    let listed = KINDS.iter().find(|it| it.1 == reason);
    match (listed, reason) {
        (Some((_, _, message)), _) => message,
        (_, Reason::Figure) => "no source for what is counted here; say who counted",
        (_, Reason::Superlative) => {
            "a ranking in the writer’s voice; verify it and name the source"
        }
        (_, Reason::Vague) => "a reader cannot tell whose account this is; name the source",
        _ => "told as if the writer had seen it; say who tells it",
    }
}
