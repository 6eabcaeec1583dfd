//! Sentences with what is read in them: "[span] bound value(-high) unit kind".

use super::super::{Bound, FigureKind};
use super::figures;
use crate::span::Span;

#[track_caller]
fn check(sentence: &str, expected: &str) {
    let read: Vec<String> = figures(sentence, &[Span::new(0, sentence.len())])
        .iter()
        .map(|figure| {
            let mut line = format!("[{}]", figure.span.of(sentence));
            let bound = match figure.bound {
                Bound::Exact => "",
                Bound::About => " about",
                Bound::MoreThan => " more-than",
                Bound::AtLeast => " at-least",
                Bound::LessThan => " less-than",
                Bound::AtMost => " at-most",
            };
            line.push_str(bound);
            if let Some(value) = figure.value {
                line.push_str(&format!(" {value}"));
            }
            if let Some(high) = figure.high {
                line.push_str(&format!("-{high}"));
            }
            if !figure.unit.is_empty() {
                line.push_str(&format!(" {}", figure.unit));
            }
            let kind = match figure.kind {
                FigureKind::Count => "count",
                FigureKind::Money => "money",
                FigureKind::Percent => "percent",
                FigureKind::Ratio => "ratio",
                FigureKind::Duration => "duration",
                FigureKind::Age => "age",
                FigureKind::Ordinal => "ordinal",
                FigureKind::Date => "date",
                FigureKind::Time => "time",
                FigureKind::Measure => "measure",
            };
            line.push_str(&format!(" {kind}"));
            line
        })
        .collect();
    assert_eq!(read.join("; "), expected, "\nin: {sentence}");
}

#[test]
fn counts_with_the_thing_counted() {
    check(
        "At least 3,000 soldiers were moved.",
        "[At least 3,000 soldiers] at-least 3000 soldiers count",
    );
    check(
        "Two officials said so.",
        "[Two officials] 2 officials count",
    );
    check(
        "It has 70,000 active personnel.",
        "[70,000 active personnel] 70000 active personnel count",
    );
    check(
        "Some 1,500 special forces arrived.",
        "[Some 1,500 special forces] about 1500 special forces count",
    );
    check(
        "Nearly one hundred and twenty homes burned.",
        "[Nearly one hundred and twenty homes] about 120 homes count",
    );
}
