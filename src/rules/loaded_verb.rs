use std::sync::LazyLock;

use super::{Draft, Family, Findings, Rule, Severity};
use crate::{lexicon, span::Span};

pub static RULE: Rule = Rule {
    name: "loaded-verb",
    family: Family::Style,
    severity: Severity::Hint,
    docs: include_str!("loaded_verb.md"),
    check,
};

fn check(draft: &Draft, findings: &mut Findings) {
    for attribution in &draft.story.attributions {
        for &cue in &attribution.cue {
            let Some((verb, implies)) = loaded(draft.text, cue) else {
                continue;
            };
            let said = !in_court(draft, cue) && !is_won(draft.text, verb);
            if draft.story.quotation_around(cue).is_none() && said {
                findings.add(verb, format!("{implies}; “said” does not"));
            }
        }
    }
}

/// Where "admitted" is what happened.
fn in_court(draft: &Draft, cue: Span) -> bool {
    const COURT: [&str; 7] = [
        "plea", "guilty", "court", "juror", "jury", "judge", "tribunal",
    ];
    let sentences = draft.story.sentences_in(cue);
    sentences.into_iter().any(|it| {
        let sentence = draft.story.sentences[it].span.of(draft.text);
        COURT.iter().any(|it| sentence.contains(it))
    })
}

/// "claimed her seventh title", "claimed 40 lives": no verb of speech.
fn is_won(text: &str, verb: Span) -> bool {
    const NEAR: usize = 6;
    const PRIZES: [&str; 14] = [
        "title",
        "titles",
        "win",
        "victory",
        "victories",
        "crown",
        "medal",
        "medals",
        "gold",
        "lives",
        "responsibility",
        "asylum",
        "wicket",
        "wickets",
    ];
    let behind = text[verb.end..].split_whitespace().take(NEAR);
    let mut words = behind.map(|it| it.trim_end_matches([',', '.', ';']));
    verb.of(text).starts_with("claim") && words.any(|it| PRIZES.contains(&it))
}

/// The loaded verb in `cue`, and what it implies. "Their claims" are no verb.
fn loaded(text: &str, cue: Span) -> Option<(Span, &'static str)> {
    let words = cue.of(text);
    let noun = |before: &str| {
        let word = before.split_whitespace().next_back().unwrap_or("");
        NOUN_FOLLOWS.contains(&word.to_lowercase().as_str())
            || word.ends_with(['’', '\''])
            || ["’s", "'s", "s'"].iter().any(|it| word.ends_with(it))
    };
    VERBS.iter().find_map(|(verb, implies)| {
        let (at, _) = words.match_indices(verb).find(|(at, it)| {
            let alone = !words[..*at].ends_with(char::is_alphanumeric)
                && !words[at + it.len()..].starts_with(char::is_alphanumeric);
            alone && !noun(&text[..cue.start + at])
        })?;
        let start = cue.start + at;
        Some((Span::new(start, start + verb.len()), *implies))
    })
}

const NOUN_FOLLOWS: [&str; 26] = [
    "the", "a", "an", "his", "her", "its", "their", "these", "those", "such", "of", "any", "all",
    "no", "many", "some", "over", "after", "amid", "about", "against", "despite", "on", "with",
    "from", "to",
];

static VERBS: LazyLock<Vec<(&str, &str)>> = LazyLock::new(|| {
    lexicon::entries(include_str!("../lexicon/loaded_verbs.txt"))
        .filter_map(|it| it.split_once(" = "))
        .collect()
});
