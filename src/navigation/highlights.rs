//! Sources, cues, quotations and figures, for an editor that gives each a colour.

use crate::{document::Reading, span::Span};

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Colour {
    Source,
    Cue,
    Figure,
    Quotation,
}

/// What has a colour in `span`, in order and apart: a quotation is cut where
/// something else stands in it.
pub fn highlights(reading: &Reading, span: Span) -> Vec<(Span, Colour)> {
    let story = &reading.story;
    let mut small: Vec<(Span, Colour)> = Vec::new();
    for it in &story.attributions {
        small.extend(it.source.iter().map(|it| (*it, Colour::Source)));
        small.extend(it.cue.iter().map(|it| (*it, Colour::Cue)));
    }
    small.extend(
        story
            .figures
            .iter()
            .map(|it| (it.figure.span, Colour::Figure)),
    );
    let quotations = story
        .quotations
        .iter()
        .map(|it| (it.span, Colour::Quotation));
    let mut coloured = Vec::new();
    apart(&mut small);
    for (quotation, colour) in quotations {
        let mut at = quotation.start;
        let first = small.partition_point(|it| it.0.end <= quotation.start);
        let inside = small[first..]
            .iter()
            .take_while(|it| it.0.start < quotation.end);
        for (it, _) in inside {
            coloured.push((Span::new(at, it.start.max(at)), colour));
            at = it.end;
        }
        coloured.push((Span::new(at, quotation.end.max(at)), colour));
    }
    coloured.append(&mut small);
    coloured.retain(|(it, _)| !it.is_empty() && it.overlaps(span));
    apart(&mut coloured);
    coloured
}

/// Sorts the list and takes out what overlaps something before it.
fn apart(list: &mut Vec<(Span, Colour)>) {
    list.sort();
    let mut end = 0;
    list.retain(|(it, _)| {
        let free = end <= it.start;
        end = end.max(it.end);
        free
    });
}
