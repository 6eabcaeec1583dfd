//! What a writer can do about a finding: cite a record in one of the styles,
//! ask the desk, leave a placeholder, say that it is fine, begin a record.
//!
//! The promise of every action that names a finding: once its edits are made,
//! that finding is gone, and no other byte of the draft has changed.

mod additions;
mod article;
mod everywhere;
mod footnotes;
mod people;
mod phrase;
mod pieces;
mod places;
mod ranking;
mod stubs;
mod styles;
#[cfg(test)]
mod tests;
mod trial;

pub use self::{
    additions::additions,
    everywhere::{Citation, Everywhere, everywhere},
};
use crate::{
    config::Style,
    document::Reading,
    paragraph::Format,
    rules::{Family, Finding},
    sources::Record,
    span::{Edit, Span},
};
use places::Place;

/// Something a writer can accept.
#[derive(Clone, Debug, PartialEq)]
pub struct Action {
    pub title: String,
    /// In the draft; sorted, apart.
    pub edits: Vec<Edit>,
    /// What changes in the desk's own files.
    pub desk_edits: Vec<DeskEdit>,
    /// What it settles, as indices into [`Reading::findings`]. Empty where it only prepares for that.
    pub findings: Vec<usize>,
    /// Whether it is the one to take when in doubt.
    pub preferred: bool,
}

/// Text for the end of one of the desk's files, or what goes out of it. New text
/// begins with a newline, so that it can stand behind whatever the file ends
/// with; a file that is not there is made.
#[derive(Clone, Debug, PartialEq)]
pub struct DeskEdit {
    pub file: DeskFile,
    pub text: String,
    /// What is taken out: a place and what has to stand there still.
    pub gone: Option<(Span, String)>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum DeskFile {
    /// The nearest `copydesk.toml`.
    Config,
    /// The nearest `sources.toml`.
    Sources,
    /// The nearest `people.toml`.
    People,
}

/// How many records are offered, and how many of them in every style.
const MOST_RECORDS: usize = 6;
const IN_EVERY_STYLE: usize = 1;

/// What can be done about the findings that touch `span`, best first, and about
/// the person named there.
pub fn actions(reading: &Reading, span: Span) -> Vec<Action> {
    let mut all: Vec<Action> = Vec::new();
    for (i, finding) in reading.findings.iter().enumerate() {
        if !finding.span.touches(span.start)
            && !finding.span.touches(span.end)
            && !span.contains(finding.span)
        {
            continue;
        }
        for action in of_finding(reading, i, finding) {
            let same = |it: &&mut Action| {
                (&it.title, &it.edits, &it.desk_edits)
                    == (&action.title, &action.edits, &action.desk_edits)
            };
            match all.iter_mut().find(same) {
                Some(known) if known.findings.contains(&i) => (),
                Some(known) => known.findings.extend(action.findings),
                None => all.push(action),
            }
        }
    }
    all.extend(people::entry(reading, span));
    all
}

fn of_finding(reading: &Reading, i: usize, finding: &Finding) -> Vec<Action> {
    let settles = |(title, edits): Offer| Action {
        title,
        edits,
        desk_edits: Vec::new(),
        findings: vec![i],
        preferred: false,
    };
    let fixes = finding
        .fixes
        .iter()
        .map(|it| (it.title.clone(), it.edits.clone()));
    let mut list: Vec<Action> = fixes.map(settles).collect();
    let mut obvious = !list.is_empty();
    match finding.rule {
        "unresolved-citation" => list.extend(stubs::record_for_key(reading, i, finding)),
        "stale-ok" => list.extend(stubs::entry_gone(reading, i, finding)),
        _ => (),
    }
    let sourcing = finding.family == Family::Sourcing;
    if let Some(place) = places::place(reading, finding.span) {
        if sourcing {
            let (citations, fits) = citations(reading, finding, &place);
            obvious |= fits;
            list.extend(citations.into_iter().map(settles));
            list.extend(asking(reading, &place).into_iter().map(settles));
        }
        // To say that words are as they were said, or a name is no name, takes a writer's own reason.
        let own = matches!(finding.family, Family::Citation | Family::Quotation);
        if !own && finding.rule != "stale-ok" {
            list.extend(stubs::acknowledged(reading, i, finding, &place));
        }
        if sourcing {
            list.push(stubs::record(reading, i, finding, &place));
        }
    }
    list.retain(|it| !writes_a_name(reading, it));
    if let Some(first) = list.first_mut() {
        first.preferred = obvious;
    }
    list
}

/// Whether it would put the name of a confidential source anywhere.
fn writes_a_name(reading: &Reading, action: &Action) -> bool {
    let withheld = reading.desk.records.withheld();
    let mut texts = action.desk_edits.iter().map(|it| &it.text);
    write_a_name(reading, &action.edits) || texts.any(|it| !withheld.breaches(it).is_empty())
}

fn write_a_name(reading: &Reading, edits: &[Edit]) -> bool {
    let withheld = reading.desk.records.withheld();
    edits
        .iter()
        .any(|it| !withheld.breaches(&it.text).is_empty())
}

/// Whether a phrase, which `edits` put in, settles the finding. A second source
/// behind "critics say" leaves the critics as vague as before.
fn phrase_settles(reading: &Reading, finding: &Finding, edits: &[Edit]) -> bool {
    finding.rule != "vague-source" && trial::settles(reading, finding, edits)
}

type Offer = (String, Vec<Edit>);

/// The records that can be cited at `place`: the best in every style, the
/// default one first, the others in the first style that suits them. And
/// whether the first of them is more than a guess.
fn citations(reading: &Reading, finding: &Finding, place: &Place) -> (Vec<Offer>, bool) {
    let mut offers = Vec::new();
    let mut fits = false;
    let ranked = ranking::ranked(reading, finding.span);
    let settles = |edits: &[Edit]| phrase_settles(reading, finding, edits);
    for (i, it) in ranked.iter().take(MOST_RECORDS).enumerate() {
        let record = &reading.desk.records[it.record];
        let suited = style_order(reading)
            .into_iter()
            .filter_map(|style| citation(reading, place, record, style, &settles));
        let most = if i < IN_EVERY_STYLE { usize::MAX } else { 1 };
        let none = offers.is_empty();
        offers.extend(suited.take(most));
        if none && !offers.is_empty() {
            fits = ranking::FITS <= it.score;
        }
    }
    (offers, fits)
}

/// The styles that are offered, the default one first.
fn style_order(reading: &Reading) -> Vec<Style> {
    let citation = &reading.desk.config.citation;
    let mut styles = vec![citation.style];
    styles.extend(citation.styles.iter().filter(|it| **it != citation.style));
    styles
}

/// `settles`: whether the edits of a phrase, which not every reader takes for an
/// attribution, do what they are for.
fn citation(
    reading: &Reading,
    place: &Place,
    record: &Record,
    style: Style,
    settles: &dyn Fn(&[Edit]) -> bool,
) -> Option<Offer> {
    let markdown = reading.format == Format::Markdown;
    match style {
        Style::Phrase => phrase::offer(reading, place, record, settles),
        Style::Pandoc if markdown => styles::pandoc(place, record),
        Style::Footnote if markdown => footnotes::offer(reading, place, record),
        Style::Link if markdown => styles::link(reading, place, record),
        Style::Comment if markdown => styles::comment(place, record),
        _ => None,
    }
}

/// The styles that need no record: a query to the desk, a placeholder.
fn asking(reading: &Reading, place: &Place) -> Vec<Offer> {
    let markdown = reading.format == Format::Markdown;
    let offer = |style| match style {
        Style::Query if markdown => styles::query(reading, place),
        Style::Placeholder => styles::placeholder(place),
        _ => None,
    };
    style_order(reading).into_iter().filter_map(offer).collect()
}
