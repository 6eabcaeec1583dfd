//! Records for a statement that no rule has marked: where words say whose it is
//! ("according to the Tarn Courier") a citation is added to them, elsewhere in
//! every style.

use super::{Action, citation, places, ranking, style_order, write_a_name};
use crate::{
    config::Style,
    document::Reading,
    paragraph::NoteKind,
    rules::{Family, Finding},
    span::Span,
    story::{Sentence, Status},
};

const MOST_RECORDS: usize = 3;

/// The records that speak of the statement at `span`, the best in every style.
pub fn additions(reading: &Reading, span: Span) -> Vec<Action> {
    let Some((words, sentence)) = statement(reading, span) else {
        return Vec::new();
    };
    let Some(place) = places::place(reading, words) else {
        return Vec::new();
    };
    let attributed = matches!(sentence.read, Status::Attributed | Status::Carried);
    let cited = cited(reading, sentence.span);
    let matching = ranking::ranked(reading, words).into_iter();
    let matching = matching
        .take_while(|it| ranking::MATCHES <= it.score)
        .filter(|it| !cited.contains(&it.record));
    let mut offers = Vec::new();
    for (i, it) in matching.take(MOST_RECORDS).enumerate() {
        let record = &reading.desk.records[it.record];
        let suited = style_order(reading)
            .into_iter()
            .filter(|style| !(attributed && it.named && *style == Style::Phrase))
            .filter_map(|style| citation(reading, &place, record, style, &|_| true));
        offers.extend(suited.take(if i == 0 { usize::MAX } else { 1 }));
    }
    offers.retain(|it| !write_a_name(reading, &it.1));
    let action = |(title, edits)| Action {
        title,
        edits,
        desk_edits: Vec::new(),
        findings: Vec::new(),
        preferred: false,
    };
    offers.into_iter().map(action).collect()
}

/// The sentence at `span` if it can be checked and no rule says there that it
/// lacks a source; and what in it is meant: the figure there, else the whole.
fn statement(reading: &Reading, span: Span) -> Option<(Span, &Sentence)> {
    let story = &reading.story;
    let at = |it: &Span| it.touches(span.start) || it.overlaps(span);
    let sentence = story.sentences.iter().find(|it| at(&it.span))?;
    let figures = story.figures.iter().map(|it| it.figure.span);
    let figures: Vec<Span> = figures.filter(|it| sentence.span.contains(*it)).collect();
    let sourcing = |it: &&Finding| it.family == Family::Sourcing;
    let mut marks = reading.findings.iter().filter(sourcing);
    if marks.any(|it| at(&it.span)) || (sentence.read == Status::None && figures.is_empty()) {
        return None;
    }
    let words = figures.into_iter().find(at).unwrap_or(sentence.span);
    Some((words, sentence))
}

/// The records that are cited at `sentence`.
fn cited(reading: &Reading, sentence: Span) -> Vec<usize> {
    let notes = reading.story.notes.iter();
    let keys = notes.filter_map(|it| match it.kind {
        NoteKind::Citation { key, .. } if reading.story.scope(it).overlaps(sentence) => Some(key),
        _ => None,
    });
    keys.filter_map(|it| reading.desk.records.position(it.of(&reading.text)))
        .collect()
}
