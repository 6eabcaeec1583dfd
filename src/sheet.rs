//! The fact-check sheet: every statement of a draft that can be checked, with
//! what is known of where it is from.

use crate::{
    document::Reading,
    paragraph::NoteKind,
    sources::Record,
    story::{Sentence, Status},
};

/// A statement; a person works through them line by line.
#[derive(Clone, Debug, PartialEq)]
pub struct Row {
    /// 1-based.
    pub line: usize,
    pub statement: String,
    pub speaker: String,
    /// The keys of its records.
    pub sources: Vec<String>,
    /// The terms of its records.
    pub terms: Vec<&'static str>,
    pub figures: Vec<String>,
    pub status: &'static str,
    /// What the rules say of it.
    pub marks: Vec<&'static str>,
}

/// The statements in the order of the draft.
pub fn rows(reading: &Reading) -> Vec<Row> {
    let story = &reading.story;
    let stated = story
        .sentences
        .iter()
        .filter(|it| it.status != Status::None);
    let (mut line, mut at) = (1, 0);
    stated
        .map(|it| {
            let passed = &reading.text[at..it.span.start];
            line += passed.replace("\r\n", "\n").matches(['\n', '\r']).count();
            at = it.span.start;
            row(reading, it, line)
        })
        .collect()
}

fn row(reading: &Reading, sentence: &Sentence, line: usize) -> Row {
    let Reading {
        text,
        story,
        findings,
        desk,
        ..
    } = reading;
    let here = |it: &crate::paragraph::Note| story.scope(it).overlaps(sentence.span);
    let notes = || story.notes.iter().filter(|it| here(it));
    let speaker = sentence
        .attributions
        .iter()
        .find_map(|it| story.attributions[*it].actor);
    let speaker = speaker.map_or("", |it| &story.actors[it].name);
    let keyed = notes().filter_map(|it| match it.kind {
        NoteKind::Citation { key, .. } => desk.records.position(key.of(text)),
        _ => None,
    });
    let mut records: Vec<usize> = keyed.collect();
    if let (true, [only]) = (records.is_empty(), desk.records.of_person(speaker)) {
        records.push(*only);
    }
    records.dedup();
    let records: Vec<&Record> = records.into_iter().map(|it| &desk.records[it]).collect();
    let accepted = notes().any(|it| matches!(it.kind, NoteKind::Ok { .. }));
    let status = match sentence.status {
        _ if accepted => "acknowledged",
        Status::Attributed => "attributed",
        Status::Carried => "carried",
        Status::Vague => "vague",
        Status::Unattributed if sentence.cited => "attributed",
        Status::Unattributed | Status::None => "unattributed",
    };
    let one_line = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ");
    let figures = story
        .figures
        .iter()
        .filter(|it| sentence.span.contains(it.figure.span));
    let marks = findings.iter().filter(|it| it.span.overlaps(sentence.span));
    Row {
        line,
        statement: one_line(sentence.span.of(text)),
        speaker: speaker.to_owned(),
        sources: records.iter().map(|it| it.id.clone()).collect(),
        terms: records.iter().map(|it| it.terms.words()).collect(),
        figures: figures
            .map(|it| one_line(it.figure.span.of(text)))
            .collect(),
        status,
        marks: marks.map(|it| it.rule).collect(),
    }
}
