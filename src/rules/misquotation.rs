use super::{Draft, Elsewhere, Family, Finding, Findings, Fix, Rule, Severity};
use crate::{
    paragraph::{NoteKind, Quotation},
    sources::{self, Change, Departure, Found, Transcript},
    span::{Edit, Span},
};

pub static RULE: Rule = Rule {
    name: "misquotation",
    family: Family::Quotation,
    severity: Severity::Warning,
    docs: include_str!("misquotation.md"),
    check,
};

/// Fewer words are no quotation that a transcript must have.
const FEWEST: usize = 3;

fn check(draft: &Draft, findings: &mut Findings) {
    if draft.desk.transcripts.is_empty() {
        return;
    }
    let cited = cited(draft);
    for quotation in &draft.story.quotations {
        if FEWEST <= quotation.count {
            quoted(draft, &cited, quotation, findings);
        }
    }
}

/// The records that are cited, and for which part of the draft.
fn cited(draft: &Draft) -> Vec<(Span, usize)> {
    let mut cited = Vec::new();
    for note in &draft.story.notes {
        if let NoteKind::Citation { key, .. } = note.kind
            && let Some(record) = draft.desk.records.position(key.of(draft.text))
        {
            cited.push((draft.story.scope(note), record));
        }
    }
    cited
}

fn quoted(draft: &Draft, cited: &[(Span, usize)], quotation: &Quotation, findings: &mut Findings) {
    let keyed = cited.iter().filter(|it| it.0.overlaps(quotation.span));
    let keyed: Vec<usize> = keyed.map(|it| it.1).collect();
    let speaker = speaker(draft, quotation.span);
    let named = speaker.map_or(&[][..], |it| draft.desk.records.of_person(it));
    let sources = if keyed.is_empty() { named } else { &keyed };
    let with_words = |it: &usize| Some((*it, &**draft.desk.transcripts.get(it)?));
    let with_words: Vec<(usize, &Transcript)> = sources.iter().filter_map(with_words).collect();
    let prose = prose(draft, quotation.words);
    let all = Span::new(0, prose.len());
    let best = with_words
        .iter()
        .filter_map(|(i, it)| Some((*i, *it, sources::found(&prose, all, it)?)))
        .min_by_key(|(.., it)| it.changes.len());
    let Some((record, source, found)) = best else {
        // Without a key it may be from another occasion.
        let whole = |it: &(usize, &Transcript)| it.1.path.is_some();
        if !keyed.is_empty() && keyed.len() == with_words.len() && with_words.iter().all(whole) {
            let finding = findings.add(quotation.span, "these words are not in the cited source");
            finding.fixes = paraphrase(quotation).into_iter().collect();
        }
        return;
    };
    let elsewhere = |finding: &mut Finding| {
        let path = source.path.clone();
        let open = path.filter(|it| {
            let withheld = draft.desk.records.withheld();
            withheld.breaches(&it.to_string_lossy()).is_empty()
        });
        finding.elsewhere.extend(open.map(|file| Elsewhere {
            file,
            span: found.place,
            message: "what the source says".to_owned(),
        }));
    };
    let name = draft.desk.records[record].names_for_matching_only()[0];
    if let Some(worst) = found.changes.iter().rev().max_by_key(|it| it.kind) {
        let at = place(quotation, worst.ours);
        let finding = findings.add(at, message(&prose, worst));
        if Departure::Word < worst.kind {
            finding.severity = Severity::Error;
        }
        // The source's words may hold a name.
        let open = |it: &Fix| {
            let withheld = draft.desk.records.withheld();
            it.edits
                .iter()
                .all(|it| withheld.breaches(&it.text).is_empty())
        };
        let theirs = theirs(&prose, quotation, &found).filter(open);
        finding.fixes = theirs.into_iter().chain(paraphrase(quotation)).collect();
        elsewhere(finding);
    } else if is_said_by_another(source, &found, speaker.or(name)) {
        let finding = findings.add(quotation.span, "in the source somebody else says this");
        finding.severity = Severity::Error;
        elsewhere(finding);
    }
}

/// The quotation's words without markup: as long as they are in the draft.
fn prose(draft: &Draft, words: Span) -> String {
    let paragraphs = &draft.story.paragraphs;
    let i = paragraphs.partition_point(|(at, _)| *at <= words.start);
    match i.checked_sub(1).map(|i| &paragraphs[i]) {
        Some((at, it)) => it.prose[words.start - at..words.end - at].to_owned(),
        None => String::new(),
    }
}

/// The full name of the one whose words the draft says these are.
fn speaker<'a>(draft: &Draft<'a>, quotation: Span) -> Option<&'a str> {
    let story = draft.story;
    let mut of = story.attributions.iter().filter(|it| {
        let holds = |content: &Span| content.overlaps(quotation);
        it.content.iter().any(holds)
    });
    let actor = of.find_map(|it| it.actor)?;
    Some(&story.actors[actor].name)
}

/// Where the change is in the draft: at a word of its own or, where words were
/// left out, at the quotation.
fn place(quotation: &Quotation, ours: Span) -> Span {
    if ours.is_empty() {
        quotation.span
    } else {
        ours.shifted(quotation.words.start)
    }
}

fn message(prose: &str, change: &Change) -> String {
    let short = |words: &str| match words.char_indices().nth(32) {
        Some((at, _)) => format!("“{}…”", &words[..at]),
        None => format!("“{words}”"),
    };
    let (ours, theirs) = (short(change.ours.of(prose)), short(&change.theirs));
    let (left_out, added) = (change.ours.is_empty(), change.theirs.is_empty());
    match change.kind {
        Departure::Negation if left_out => {
            format!("the source says {theirs} here: its negation is gone")
        }
        Departure::Negation if added => {
            format!("the source does not say {ours}: the negation is not its own")
        }
        Departure::Negation => format!("the source says {theirs}, not {ours}: that turns it round"),
        Departure::Number if left_out => {
            format!("the source says {theirs} here; the number was left out")
        }
        Departure::Number if added => format!("the source does not say {ours}"),
        Departure::Number => format!("the source says {theirs}, not {ours}"),
        Departure::Word if left_out => format!("{theirs} was left out; mark that with an ellipsis"),
        Departure::Word if added => format!("{ours} is not in the source"),
        Departure::Word => format!("the source says {theirs}, not {ours}"),
    }
}

/// Whether the place belongs to another speaker, in a transcript in which the
/// one whose words they should be speaks too.
fn is_said_by_another(source: &Transcript, found: &Found, name: Option<&str>) -> bool {
    let (Some(label), Some(name)) = (source.speaker(found.word), name) else {
        return false;
    };
    let surname = name
        .split_whitespace()
        .next_back()
        .unwrap_or(name)
        .to_lowercase();
    let is = |label: &str| label.to_lowercase().contains(&surname);
    let speakers = &source.index().speakers;
    !is(label) && speakers.iter().any(|it| is(&it.1))
}

/// Puts the source's words in the place of ours.
fn theirs(prose: &str, quotation: &Quotation, found: &Found) -> Option<Fix> {
    let edit = |it: &Change| {
        let (before, behind) = (&prose[..it.ours.start], &prose[it.ours.end..]);
        let mut text = it.theirs.clone();
        let mut span = it.ours;
        if it.theirs.is_empty() {
            // With the space round it.
            let spaces = behind.len() - behind.trim_start().len();
            span.end += if before.is_empty() || before.ends_with(char::is_whitespace) {
                spaces
            } else {
                0
            };
        } else if it.ours.is_empty() {
            let word_behind = behind.starts_with(char::is_alphanumeric);
            text = if word_behind {
                format!("{text} ")
            } else {
                format!(" {text}")
            };
        }
        Edit {
            span: span.shifted(quotation.words.start),
            text,
        }
    };
    let edits: Vec<Edit> = found.changes.iter().map(edit).collect();
    let title = "Take the source’s words".to_owned();
    (!edits.is_empty()).then_some(Fix { title, edits })
}

/// Takes the quotation marks away.
fn paraphrase(quotation: &Quotation) -> Option<Fix> {
    let Quotation { span, words, .. } = *quotation;
    let gone = |span: Span| Edit {
        span,
        text: String::new(),
    };
    let marks = [
        Span::new(span.start, words.start),
        Span::new(words.end, span.end),
    ];
    let edits: Vec<Edit> = marks
        .into_iter()
        .filter(|it| !it.is_empty())
        .map(gone)
        .collect();
    let title = "Turn into a paraphrase".to_owned();
    (edits.len() == 2).then_some(Fix { title, edits })
}
