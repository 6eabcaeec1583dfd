use std::sync::LazyLock;

use rustc_hash::FxHashSet;

use super::{Draft, Family, Findings, Rule, Severity};
use crate::{
    knowledge, lexicon,
    lexicon::words::{BODY, kinds},
    paragraph::{Kind, SignalKind},
    span::Span,
    story::actors::initials_fit,
};

pub static RULE: Rule = Rule {
    name: "unexplained-initials",
    family: Family::Naming,
    severity: Severity::Hint,
    docs: include_str!("unexplained_initials.md"),
    check,
};

fn check(draft: &Draft, findings: &mut Findings) {
    let house = &draft.desk.config.house.initials;
    let mut seen: FxHashSet<&str> = FxHashSet::default();
    for signal in draft.signals(Span::new(0, draft.text.len()), SignalKind::Initials) {
        let initials = signal.span.of(draft.text);
        let known = KNOWN.contains(initials) || house.iter().any(|it| it == initials);
        let held = draft.desk.config.house.placeholders.iter();
        let placeholder = draft
            .signals(signal.span, SignalKind::Placeholder)
            .next()
            .is_some()
            || held.into_iter().any(|it| it == initials);
        if known || placeholder || !is_running(draft, signal.span) || !seen.insert(initials) {
            continue;
        }
        let place = knowledge::known(initials).is_some_and(|it| it.kind == knowledge::Kind::Place);
        if !place && !is_explained(draft, initials) {
            findings.add(
                signal.span,
                "initials that are never spelled out; do so at first mention",
            );
        }
    }
}

fn is_running(draft: &Draft, span: Span) -> bool {
    let mut sentences = draft.story.sentences_in(span);
    sentences.any(|it| {
        let kind = draft.story.sentences[it].kind;
        matches!(kind, Kind::Prose | Kind::ListItem | Kind::Turn)
    })
}

/// "Orrin Harbor Board (OHB)", "OHB (Orrin Harbor Board)", a name that they fit, or
/// "the harbor authority OHB": what it is.
fn is_explained(draft: &Draft, initials: &str) -> bool {
    let around = |(at, _): (usize, &str)| {
        let (before, behind) = (&draft.text[..at], &draft.text[at + initials.len()..]);
        let bracket = before.ends_with('(') && behind.starts_with(')') || behind.starts_with(" (");
        let whole = !before.ends_with(char::is_alphanumeric);
        bracket || whole && is_glossed(before, behind)
    };
    let mut names = draft.story.actors.iter().map(|it| it.name.as_str());
    let long = draft.story.signals.iter();
    let mut long = long.filter(|it| it.kind == SignalKind::LongName);
    draft.text.match_indices(initials).any(around)
        || names.any(|it| it.contains(' ') && !it.contains(initials) && initials_fit(initials, it))
        || long.any(|it| is_short_for(initials, it.span.of(draft.text)))
}

/// "the harbor authority, the OHB,", "the OHB trust".
fn is_glossed(before: &str, behind: &str) -> bool {
    const MORE: [&str; 6] = ["body", "giant", "index", "label", "language", "channel"];
    let body = |it: &str| {
        MORE.contains(&it) || it.starts_with(char::is_lowercase) && kinds(it).0.has(BODY)
    };
    let before = before.trim_end();
    let before = before.strip_suffix(" the").unwrap_or(before);
    let before = before
        .rsplit(|c: char| !c.is_alphanumeric() && c != ',')
        .next();
    let before = before.map(|it| it.trim_end_matches(','));
    let behind = behind
        .strip_prefix(' ')
        .and_then(|it| it.split([' ', ',', '.']).next());
    before.is_some_and(body) || behind.is_some_and(body)
}

/// Whether some of the words of `name`, one behind the other, begin with these
/// letters; small words may be left out.
fn is_short_for(initials: &str, name: &str) -> bool {
    let words: Vec<&str> = name
        .split(|c: char| !c.is_alphanumeric())
        .filter(|it| !it.is_empty())
        .collect();
    (0..words.len()).any(|first| {
        let mut letters = initials.chars().peekable();
        for word in &words[first..] {
            let small = word.starts_with(char::is_lowercase);
            let fits =
                word.chars().next().map(|it| it.to_ascii_uppercase()) == letters.peek().copied();
            if fits {
                letters.next();
            } else if !small {
                break;
            }
        }
        letters.peek().is_none()
    })
}

static KNOWN: LazyLock<FxHashSet<&str>> =
    LazyLock::new(|| lexicon::entries(include_str!("../lexicon/known_initials.txt")).collect());
