use super::{Draft, Family, Findings, Rule, Severity};
use crate::{
    paragraph::{Bound, Figure, FigureKind, SignalKind},
    story::{Sentence, Story},
};

pub static RULE: Rule = Rule {
    name: "unattributed-figure",
    family: Family::Sourcing,
    severity: Severity::Warning,
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
            .filter(|it| draft.is_own(sentence, it.span));
        let Some(first) = asking.next() else { continue };
        let finding = findings.add(first.span, message(first));
        finding.severity = severity(first);
        finding.related = asking
            .map(|it| (it.span, "this figure too".to_owned()))
            .collect();
    }
}

fn figures<'a>(story: &'a Story, sentence: &Sentence) -> &'a [crate::story::StatedFigure] {
    Story::within(&story.figures, sentence.span, |it| it.figure.span)
}

/// Whether somebody must have counted, measured or estimated it.
fn asks_for_source(draft: &Draft, figure: &Figure) -> bool {
    if draft.story.quotation_around(figure.span).is_some() {
        return false;
    }
    match figure.kind {
        FigureKind::Money | FigureKind::Percent | FigureKind::Ratio => true,
        FigureKind::Count => {
            let mut counted = draft.signals(figure.span, SignalKind::Counted);
            FEW <= figure.value.unwrap_or(0.0) && (is_estimate(figure) || counted.next().is_some())
        }
        FigureKind::Measure => figure.bound != Bound::Exact && MANY <= figure.value.unwrap_or(0.0),
        _ => false,
    }
}

/// Nobody sees at a glance that there are so many.
fn is_estimate(figure: &Figure) -> bool {
    figure.value.is_some_and(|it| MANY <= it)
        || (figure.bound != Bound::Exact && figure.value.is_some_and(|it| FEW <= it))
}

fn severity(figure: &Figure) -> Severity {
    match figure.kind {
        FigureKind::Percent | FigureKind::Money => Severity::Warning,
        _ if is_estimate(figure) => Severity::Warning,
        _ => Severity::Information,
    }
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
