//! Reports inside a report, which the model, of one layer, does not see.

use super::words::Word;

/// Verbs that report where a clause follows.
const FINDING: [&str; 13] = [
    "assessed",
    "calculated",
    "concluded",
    "determined",
    "discovered",
    "established",
    "estimate",
    "estimated",
    "estimates",
    "find",
    "finds",
    "found",
    "learned",
];

/// The source, by its first and last word, that a report names for what was found
/// ("city engineers have determined that…") or accords with.
pub fn source(report: &[Word], prose: &str) -> Option<(usize, usize)> {
    accorded(report, prose).or_else(|| finder(report, prose))
}

/// ", according to city engineers,"
fn accorded(report: &[Word], prose: &str) -> Option<(usize, usize)> {
    const FURTHEST: usize = 4;
    const LONGEST: usize = 8;
    let text = |it: &Word| it.span.of(prose);
    let pairs = report.windows(2).take(FURTHEST);
    let at = pairs
        .into_iter()
        .position(|it| text(&it[0]) == "according" && text(&it[1]) == "to")?;
    let first = at + 2;
    let length = report[first..].iter().position(|it| text(it) == ",")?;
    ((1..=LONGEST).contains(&length)).then(|| (first, first + length - 1))
}

/// "city engineers" in "city engineers have determined that…" and "city engineers
/// told him"; somebody who determined the cause reports nothing.
fn finder(report: &[Word], prose: &str) -> Option<(usize, usize)> {
    const FURTHEST: usize = 8;
    const CLAUSE: usize = 8;
    const SURE: u8 = 5; // nearly always a cue
    const HELP: [&str; 6] = ["have", "has", "had", "also", "now", "since"];
    const SUBJECTS: [&str; 7] = ["that", "it", "he", "she", "they", "there", "this"];
    const FINITE: [&str; 14] = [
        "is", "are", "was", "were", "will", "would", "can", "could", "may", "might", "has", "have",
        "had", "did",
    ];
    const OTHER: [&str; 7] = ["will", "may", "can", "might", "if", "when", "nobody"];
    let text = |it: &Word| it.span.of(prose);
    let near = report.iter().take(FURTHEST);
    let verb = near
        .into_iter()
        .position(|it| SURE <= it.cue || FINDING.contains(&text(it)))?;
    let mut end = verb;
    while 0 < end && HELP.contains(&text(&report[end - 1])) {
        end -= 1;
    }
    let subject = &report[..end];
    let last = subject.last()?;
    let noun = last.noun != 0 || text(last).starts_with(char::is_uppercase);
    let named = |it: &Word| it.is_word && !it.is_verb() && !OTHER.contains(&text(it));
    let plain = noun && subject.iter().all(named);
    let behind = &report[verb + 1..];
    let clause = behind
        .first()
        .is_some_and(|it| SUBJECTS.contains(&text(it)))
        || behind
            .iter()
            .take(CLAUSE)
            .any(|it| FINITE.contains(&text(it)));
    (plain && clause).then(|| (0, end - 1))
}
