use super::{Draft, Family, Findings, Rule, Severity};
use crate::{
    paragraph::{ActorKind, Bound, Figure, FigureKind, Kind},
    span::Span,
    story::{Sentence, StatedFigure, same_things::is_same_thing},
};

pub static RULE: Rule = Rule {
    name: "figure-conflict",
    family: Family::Figures,
    severity: Severity::Warning,
    docs: include_str!("figure_conflict.md"),
    check,
};

/// What befell those who are counted: each line one thing.
const FATES: [&[&str]; 5] = [
    &["killed", "dead", "died", "deaths", "fatalities"],
    &["injured", "wounded", "hurt", "injuries"],
    &["arrested", "detained", "held"],
    &["missing"],
    &["evacuated", "displaced"],
];

/// Words that say that the number is no longer, or not yet, the same.
const CHANGES: [&str; 14] = [
    "rose",
    "risen",
    "climbed",
    "earlier",
    "initially",
    "previously",
    "revised",
    "another",
    "more",
    "since",
    "separate",
    "each",
    "plans",
    "would",
];

fn check(draft: &Draft, findings: &mut Findings) {
    other_numbers(draft, findings);
    let told = |it: &&Sentence| matches!(it.kind, Kind::Prose | Kind::ListItem);
    for sentence in draft.story.sentences.iter().filter(told) {
        let figures: Vec<&StatedFigure> = in_sentence(draft, sentence.span).collect();
        if figures.len() < 2 {
            continue;
        }
        sums(draft, &figures, findings);
        changes(draft, &figures, findings);
    }
}

fn in_sentence<'a>(draft: &Draft<'a>, span: Span) -> impl Iterator<Item = &'a StatedFigure> {
    let list = &draft.story.figures;
    let first = list.partition_point(|it| it.figure.span.start < span.start);
    list[first..]
        .iter()
        .take_while(move |it| it.figure.span.start < span.end)
}

/// The same fate of the same people, told with two numbers that cannot both be right.
fn other_numbers(draft: &Draft, findings: &mut Findings) {
    let story = draft.story;
    let counts: Vec<(&StatedFigure, usize)> = story
        .figures
        .iter()
        .filter(|it| it.figure.kind == FigureKind::Count && it.figure.value.is_some())
        .filter_map(|it| Some((it, fate(draft, &it.figure)?)))
        .collect();
    for (i, (later, fate)) in counts.iter().enumerate() {
        let before = counts[..i].iter().find(|(it, other)| {
            other == fate
                && (noun(&it.figure) == noun(&later.figure)
                    || is_same_thing(draft.text, story, it, later))
                && apart(&it.figure, &later.figure)
                && same_event(draft, it.figure.span, later.figure.span)
        });
        let Some((before, _)) = before else {
            continue;
        };
        let speaker = |it: &StatedFigure| story.attributions.get(it.attribution?)?.actor;
        let differ = match (speaker(before), speaker(later)) {
            (Some(a), Some(b)) => a != b,
            _ => false,
        };
        let words = before.figure.span.of(draft.text);
        let message = if differ {
            format!("another number than “{words}”; say that the sources differ")
        } else {
            format!("another number than “{words}”; say which holds")
        };
        let finding = findings.add(later.figure.span, message);
        if differ {
            finding.severity = Severity::Information;
        }
        finding.related = vec![(before.figure.span, "the other number".to_owned())];
    }
}

/// What is counted, without what befell it: "people" in "people dead".
fn noun(figure: &Figure) -> &str {
    let fates = || FATES.into_iter().flatten();
    let without = fates().find_map(|it| figure.unit.strip_suffix(it)?.strip_suffix(' '));
    without.unwrap_or(&figure.unit)
}

/// Which of the fates befalls what the figure counts, by the words in or right behind it.
fn fate(draft: &Draft, figure: &Figure) -> Option<usize> {
    const NEAR: usize = 4; // words behind the figure
    let behind = draft.text[figure.span.end..]
        .split(['.', ',', ';', '\n'])
        .next();
    let behind = behind.unwrap_or("").split_whitespace().take(NEAR);
    let before = draft.text[..figure.span.start]
        .split_whitespace()
        .next_back();
    let mut words = figure.unit.split(' ').chain(before).chain(behind);
    words.find_map(|word| FATES.iter().position(|it| it.contains(&word)))
}

/// Whether no number fits both.
fn apart(a: &Figure, b: &Figure) -> bool {
    let range = |it: &Figure| {
        let low = it.value.unwrap_or(0.0);
        let high = it.high.unwrap_or(low);
        match it.bound {
            Bound::Exact => (low, high),
            Bound::About => (low * 0.8, high * 1.25),
            Bound::MoreThan | Bound::AtLeast => (low, f64::INFINITY),
            Bound::LessThan | Bound::AtMost => (0.0, high),
        }
    };
    let (a, b) = (range(a), range(b));
    a.1 < b.0 || b.1 < a.0
}

/// Whether nothing says that the sentences of both are of two events or times.
fn same_event(draft: &Draft, a: Span, b: Span) -> bool {
    let story = draft.story;
    let around = |it: Span| {
        story
            .sentences
            .get(story.sentences_in(it).start)
            .map(|it| it.span)
    };
    let (Some(a), Some(b)) = (around(a), around(b)) else {
        return false;
    };
    let changes = |it: Span| {
        let mut words = it.of(draft.text).split(|it: char| !it.is_alphabetic());
        words.any(|it| CHANGES.contains(&it))
    };
    let dates = |it: Span| -> Vec<&str> {
        let dates = in_sentence(draft, it).filter(|it| it.figure.kind == FigureKind::Date);
        dates.map(|it| it.figure.span.of(draft.text)).collect()
    };
    let places = |it: Span| -> Vec<u32> {
        let inside = story
            .mentions
            .iter()
            .filter(|(place, _)| it.contains(*place));
        let actors = inside.filter_map(|it| it.1);
        let place = |it: &u32| story.actors[*it as usize].kind == ActorKind::Place;
        actors.filter(place).collect()
    };
    let (places_a, places_b) = (places(a), places(b));
    let elsewhere = !places_a.is_empty()
        && !places_b.is_empty()
        && !places_a.iter().any(|it| places_b.contains(it));
    let (dates_a, dates_b) = (dates(a), dates(b));
    let another_day = !dates_b.is_empty() && dates_a != dates_b;
    a != b && !changes(a) && !changes(b) && !elsewhere && !another_day
}

/// "30 people: 12 men and 15 women"; more than the whole vote.
fn sums(draft: &Draft, figures: &[&StatedFigure], findings: &mut Findings) {
    let exact = |it: &Figure| it.bound == Bound::Exact && it.high.is_none();
    let between = |a: &Figure, b: &Figure| draft.text[a.span.end..b.span.start].trim();
    for (i, total) in figures.iter().map(|it| &it.figure).enumerate() {
        let parts: Vec<&Figure> = figures[i + 1..].iter().map(|it| &it.figure).collect();
        let listed = parts.len() >= 2
            && between(total, parts[0]) == ":"
            && parts
                .windows(2)
                .all(|it| matches!(between(it[0], it[1]), "," | "and" | ", and"));
        let count = |it: &&Figure| exact(it) && it.kind == FigureKind::Count;
        if !listed || !count(&total) || !parts.iter().all(count) {
            continue;
        }
        let sum: f64 = parts.iter().filter_map(|it| it.value).sum();
        if total.value.is_some_and(|it| it != sum) {
            let message = format!("the parts add up to {sum}; correct them or the total");
            findings.add(total.span, message);
        }
    }
    let behind = |it: &Figure| draft.text[it.span.end..].trim_start();
    let vote = |it: &Figure| behind(it).starts_with("of the vote");
    let shares = figures.iter().map(|it| &it.figure);
    let shares = shares.filter(|it| it.kind == FigureKind::Percent);
    let shares: Vec<&Figure> = shares
        .filter(|it| vote(it) || !behind(it).starts_with("of "))
        .collect();
    let sum: f64 = shares.iter().filter_map(|it| it.value).sum();
    if shares.len() > 1
        && shares.iter().any(|it| vote(it))
        && shares.iter().all(|it| exact(it))
        && sum > 101.5
    {
        let message = format!("these shares of the vote add up to {sum}%; check them");
        findings.add(shares[shares.len() - 1].span, message);
    }
}

/// "rose 2% to 6% from 4%": percentage points, or another share.
fn changes(draft: &Draft, figures: &[&StatedFigure], findings: &mut Findings) {
    let text = draft.text;
    let list = || figures.iter().map(|it| &it.figure);
    let before = |it: &Figure| text[..it.span.start].trim_end();
    let from = list().find(|it| before(it).ends_with(" from") && it.high.is_none());
    let to = list().find(|it| before(it).ends_with(" to") && it.high.is_none());
    let (Some(from), Some(to)) = (from, to) else {
        return;
    };
    let comparable = from.kind == to.kind
        && matches!(
            from.kind,
            FigureKind::Percent | FigureKind::Count | FigureKind::Money
        )
        && (to.unit == from.unit || to.unit.is_empty() || from.unit.is_empty());
    let (Some(old), Some(new)) = (from.value, to.value) else {
        return;
    };
    let Some(change) = list().find(|it| {
        it.unit.starts_with('%')
            && it.span != from.span
            && it.span != to.span
            && is_change(text, it.span)
    }) else {
        return;
    };
    let Some(said) = change.value.filter(|_| comparable && old != 0.0) else {
        return;
    };
    let real = ((new - old) / old * 100.0).abs();
    let tolerance = 1.0 + real * 0.05;
    let words = |it: &Figure| it.span.of(text);
    if (said - real).abs() <= tolerance || change.high.is_some() {
        return;
    }
    let points = (new - old).abs();
    let change_in = format!("from {} to {}", words(from), words(to));
    let message = if from.kind == FigureKind::Percent && (said - points).abs() < 0.06 {
        format!("{change_in} is percentage points, not percent; the change is {real:.0}%")
    } else {
        format!("{change_in} is a change of {real:.0}%; correct one of the three")
    };
    findings.add(change.span, message);
}

/// Whether the words round the share say that it is a change.
fn is_change(text: &str, span: Span) -> bool {
    const BEFORE: [&str; 18] = [
        "by",
        "up",
        "down",
        "rose",
        "fell",
        "grew",
        "climbed",
        "dropped",
        "increased",
        "decreased",
        "declined",
        "jumped",
        "gained",
        "lost",
        "rise of",
        "increase of",
        "drop of",
        "decline of",
    ];
    const BEHIND: [&str; 9] = [
        "rise", "increase", "drop", "decline", "jump", "fall", "gain", "more", "less",
    ];
    let before = text[..span.start].trim_end();
    let behind = text[span.end..].trim_start();
    let ends = |it: &str| before.strip_suffix(it).is_some_and(|it| it.ends_with(' '));
    BEFORE.iter().any(|it| ends(it)) || BEHIND.iter().any(|it| behind.starts_with(it))
}
