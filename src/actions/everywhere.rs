//! Citing the whole draft at once: every marked claim that exactly one record
//! matches. Claims are gone through in order, each in the text as the ones
//! before it left it, so that a name is given in full only once.

use super::{
    citation, phrase_settles, pieces::Pieces, places, ranking, style_order, trial, write_a_name,
};
use crate::{
    document::Reading,
    rules::{Family, Finding},
    sources::Record,
    span::Edit,
};

#[derive(Clone, Debug, PartialEq)]
pub struct Everywhere {
    pub title: String,
    /// What is cited, in order.
    pub citations: Vec<Citation>,
    /// Each with the index of its citation; sorted. Several can be inserted at one place.
    pub edits: Vec<(Edit, usize)>,
}

#[derive(Clone, Debug, PartialEq)]
pub struct Citation {
    /// Such as `Cite [@log]: Log of the Port of Tarn`.
    pub title: String,
    /// What it is cited for.
    pub words: String,
}

/// `None` where no claim has one record.
pub fn everywhere(reading: &Reading) -> Option<Everywhere> {
    let mut pieces = Pieces::new(reading.text.len());
    let mut citations = Vec::new();
    let (mut several, mut none) = (0, 0);
    let mut latest: Option<Reading> = None;
    let mut at = 0;
    loop {
        let now = latest.as_ref().unwrap_or(reading);
        let mut rest = now.findings.iter().filter(|it| at <= it.span.start);
        let Some(finding) = rest.find(|it| it.family == Family::Sourcing) else {
            break;
        };
        at = finding.span.start + 1;
        let mut matching = ranking::ranked(now, finding.span);
        matching.retain(|it| ranking::MATCHES <= it.score);
        let cited = match &matching[..] {
            [only] => cited(now, finding, &now.desk.records[only.record]),
            [] => None,
            _ => {
                several += 1;
                continue;
            }
        };
        let Some((title, edits, after)) = cited else {
            none += 1;
            continue;
        };
        at = trial::moved(finding.span, &edits).end;
        pieces.apply(&edits, citations.len());
        let words = finding.span.of(&now.text).split_whitespace();
        citations.push(Citation {
            title,
            words: words.collect::<Vec<_>>().join(" "),
        });
        latest = Some(after);
    }
    (!citations.is_empty()).then(|| Everywhere {
        title: title(citations.len(), several, none),
        citations,
        edits: pieces.edits(),
    })
}

/// The citation in the first style that suits the record and settles the mark,
/// and the draft with it.
fn cited(
    now: &Reading,
    finding: &Finding,
    record: &Record,
) -> Option<(String, Vec<Edit>, Reading)> {
    let place = places::place(now, finding.span)?;
    let settles = |edits: &[Edit]| phrase_settles(now, finding, edits);
    let mut offers = style_order(now)
        .into_iter()
        .filter_map(|style| citation(now, &place, record, style, &settles));
    offers.find_map(|(title, edits)| {
        let after = trial::after(now, &edits);
        let settled = !trial::leaves(finding, &edits, &after);
        (settled && !write_a_name(now, &edits)).then_some((title, edits, after))
    })
}

/// "Cite 3 claims that have one matching record (left: 2 with several, 4 with none)"
fn title(cited: usize, several: usize, none: usize) -> String {
    let claims = match cited {
        1 => "Cite 1 claim that has one matching record".to_owned(),
        _ => format!("Cite {cited} claims that have one matching record each"),
    };
    let left = [(several, "several"), (none, "none")];
    let left = left.into_iter().filter(|it| 0 < it.0);
    let left: Vec<String> = left.map(|(n, what)| format!("{n} with {what}")).collect();
    match &left[..] {
        [] => claims,
        _ => format!("{claims} (left: {})", left.join(", ")),
    }
}
