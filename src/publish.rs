//! What must not be in a text that goes out, and the text without it.

use pulldown_cmark::{Event, Options, Parser, Tag};

use crate::{
    document::Reading,
    paragraph::{CitationStyle, Format, NoteKind},
    rules::{Family, Finding, Severity},
    span::Span,
};

/// The rules whose findings hold a text back.
const RULES: [&str; 3] = [
    "placeholder",
    "unresolved-citation",
    "source-terms-breached",
];

/// All that holds the text back, in its order: placeholders, citations that lead
/// nowhere, broken terms, marks that were silenced, comments, open queries.
pub fn blockers(reading: &Reading) -> Vec<Finding> {
    let found = reading
        .findings
        .iter()
        .filter(|it| RULES.contains(&it.rule));
    let mut list: Vec<Finding> = found.cloned().collect();
    for note in &reading.story.notes {
        if let NoteKind::Ok { rule, .. } = &note.kind {
            let rule = if rule.is_empty() { "every rule" } else { rule };
            list.push(blocker(
                "silenced-mark",
                note.span,
                format!("{rule} was silenced here"),
            ));
        }
    }
    for ok in &reading.desk.config.ok {
        if let Some(at) = reading
            .text
            .find(ok.text.trim())
            .filter(|_| !ok.text.trim().is_empty())
        {
            let span = Span::new(at, at + ok.text.trim().len());
            let message = format!("{} was silenced here by copydesk.toml", ok.rule);
            list.push(blocker("silenced-mark", span, message));
        }
    }
    for comment in comments(reading) {
        let silences = reading
            .story
            .notes
            .iter()
            .any(|it| it.span == comment && matches!(it.kind, NoteKind::Ok { .. }));
        if !silences {
            list.push(blocker(
                "comment-left-in",
                comment,
                "a comment; take it out".to_owned(),
            ));
        }
    }
    for (span, what) in queries(reading) {
        list.push(blocker(
            "comment-left-in",
            span,
            format!("{what}; settle it"),
        ));
    }
    for finding in &mut list {
        finding.severity = Severity::Error;
    }
    list.sort_by(|a, b| (a.span, a.rule).cmp(&(b.span, b.rule)));
    list.dedup_by(|later, earlier| (later.rule, later.span) == (earlier.rule, earlier.span));
    list
}

/// The text as it can be published: without comments, keys and the footnotes
/// that records gave it. Or what a person has to settle first. `drop_queries`:
/// queries to the desk are taken out too, and the words they are on stay.
pub fn clean(reading: &Reading, drop_queries: bool) -> Result<String, Vec<Finding>> {
    let settled = ["comment-left-in", "silenced-mark", "unresolved-citation"];
    let mut open: Vec<Finding> = blockers(reading);
    open.retain(|it| !settled.contains(&it.rule));
    if !drop_queries {
        let left = queries(reading).into_iter();
        open.extend(
            left.map(|(span, what)| blocker("open-query", span, format!("{what}; settle it"))),
        );
    }
    let edits = left_edits(reading).into_iter();
    open.extend(edits.map(|it| {
        blocker(
            "open-edit",
            it,
            "a proposed edit; take it or leave it".into(),
        )
    }));
    if !open.is_empty() {
        open.sort_by_key(|it| it.span);
        return Err(open);
    }
    let text = &reading.text;
    let mut gone: Vec<Span> = comments(reading)
        .into_iter()
        .map(|it| with_space(text, it))
        .collect();
    let record = |key: Span| reading.desk.record(key.of(text)).is_some();
    for note in &reading.story.notes {
        let NoteKind::Citation { key, style } = note.kind else {
            continue;
        };
        // A footnote of the writer's own stays.
        if style == CitationStyle::Pandoc || (style == CitationStyle::Footnote && record(key)) {
            gone.push(with_space(text, note.span));
        }
    }
    gone.extend(definitions(reading));
    if drop_queries {
        let marks = queries(reading).into_iter().map(|it| it.0);
        gone.extend(marks);
        for mark in ["{==", "==}"] {
            gone.extend(
                text.match_indices(mark)
                    .map(|(at, it)| Span::new(at, at + it.len())),
            );
        }
    }
    gone.sort();
    let mut cleaned = String::with_capacity(text.len());
    let mut at = 0;
    for span in gone {
        cleaned.push_str(&text[at..span.start.max(at)]);
        at = at.max(span.end);
    }
    cleaned.push_str(&text[at..]);
    Ok(cleaned)
}

fn blocker(rule: &'static str, span: Span, message: String) -> Finding {
    Finding {
        rule,
        family: Family::Citation,
        severity: Severity::Error,
        span,
        message,
        related: Vec::new(),
        elsewhere: Vec::new(),
        fixes: Vec::new(),
    }
}

/// The HTML comments, but none that is shown as code.
fn comments(reading: &Reading) -> Vec<Span> {
    if reading.format != Format::Markdown {
        return Vec::new();
    }
    let text = &reading.text;
    let options = Options::ENABLE_YAML_STYLE_METADATA_BLOCKS | Options::ENABLE_TABLES;
    let mut found: Vec<Span> = Vec::new();
    for (event, range) in Parser::new_ext(text, options).into_offset_iter() {
        if matches!(event, Event::InlineHtml(_) | Event::Start(Tag::HtmlBlock)) {
            let mut at = range.start;
            while let Some(start) = text[at..range.end].find("<!--").map(|it| at + it) {
                let end = text[start..]
                    .find("-->")
                    .map_or(text.len(), |it| start + it + 3);
                found.push(Span::new(start, end));
                at = end.min(range.end);
            }
        }
    }
    found.sort();
    found.dedup();
    found
}

/// `{>>…<<}`, and what each is.
fn queries(reading: &Reading) -> Vec<(Span, &'static str)> {
    let spans = between(reading, "{>>", "<<}");
    spans
        .into_iter()
        .map(|it| (it, "a query to the desk"))
        .collect()
}

/// `{++…++}`, `{--…--}`, `{~~…~~}`
fn left_edits(reading: &Reading) -> Vec<Span> {
    let marks = [("{++", "++}"), ("{--", "--}"), ("{~~", "~~}")];
    marks
        .into_iter()
        .flat_map(|(open, close)| between(reading, open, close))
        .collect()
}

fn between(reading: &Reading, open: &str, close: &str) -> Vec<Span> {
    let text = &reading.text;
    let mut list = Vec::new();
    let mut at = 0;
    if reading.format != Format::Markdown {
        return list;
    }
    while let Some(start) = text[at..].find(open).map(|it| at + it) {
        let Some(end) = text[start..].find(close) else {
            break;
        };
        at = start + end + close.len();
        list.push(Span::new(start, at));
    }
    list
}

/// `span` with the space before it or, where it has lines of its own, with these.
fn with_space(text: &str, span: Span) -> Span {
    let before = text[..span.start].trim_end_matches([' ', '\t']);
    let behind = text[span.end..].trim_start_matches([' ', '\t']);
    let (starts, ends) = (
        before.is_empty() || before.ends_with('\n'),
        behind.is_empty() || behind.starts_with(['\n', '\r']),
    );
    if starts && ends {
        let newline = behind.len()
            - behind
                .trim_start_matches('\r')
                .trim_start_matches('\n')
                .len();
        let newline = newline.min(if behind.starts_with('\r') { 2 } else { 1 });
        return Span::new(before.len(), text.len() - behind.len() + newline);
    }
    if starts {
        return Span::new(span.start, text.len() - behind.len());
    }
    Span::new(before.len(), span.end)
}

/// The texts of footnotes whose key a record has.
fn definitions(reading: &Reading) -> Vec<Span> {
    let text = &reading.text;
    let mut list: Vec<Span> = Vec::new();
    let (mut at, mut inside) = (0, false);
    for line in text.split_inclusive('\n') {
        let key = line.strip_prefix("[^").and_then(|it| it.split_once("]:"));
        inside = match key {
            Some((key, _)) => reading.desk.record(key).is_some(),
            None => inside && line.starts_with([' ', '\t']) && !line.trim().is_empty(),
        };
        if inside {
            list.push(Span::new(at, at + line.len()));
        }
        at += line.len();
    }
    list
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::*;
    use crate::{desk::Desk, sources};

    const SOURCES: &str = "[[source]]\nid = 'log'\nkind = 'document'\ntitle = 'Log'\n[[source]]\nid = 'S7'\nkind = 'interview'\nwho = { name = 'Ruth Abelsen' }\nterms = 'background'\nas = 'a clerk'\n";

    fn read(text: &str) -> Reading {
        let desk = Desk {
            records: sources::parse(SOURCES).0.into(),
            ..Desk::default()
        };
        Reading::new(
            text.to_owned(),
            Format::Markdown,
            Arc::new(desk),
            &Reading::default(),
        )
    }

    fn rules(findings: &[Finding]) -> Vec<&'static str> {
        findings.iter().map(|it| it.rule).collect()
    }

    #[test]
    fn what_holds_a_text_back() {
        let text = "The log [@lgo] has TK pages. <!-- ask Abelsen -->\n\nIt is the largest. <!-- copydesk: ok superlative: counted -->\n\n{==Late==}{>>really?<<} it came. `<!-- code -->`\n";
        assert_eq!(
            rules(&blockers(&read(text))),
            [
                "unresolved-citation",
                "placeholder",
                "comment-left-in",
                "source-terms-breached",
                "silenced-mark",
                "comment-left-in"
            ]
        );
        assert_eq!(blockers(&read("The ferry is late, a clerk said.\n")), []);
    }

    #[test]
    fn a_cleaned_text_has_neither_keys_nor_comments() {
        let text = "<!-- first -->\r\nThe ferry was late [@log].[^log] It sank. <!-- src: log -->\r\n\r\nSee[^own] <!-- a\r\nb --> below.\r\n\r\n[^log]: The log.\r\n[^own]: Our own words.\r\n";
        assert_eq!(
            clean(&read(text), false).unwrap(),
            "The ferry was late. It sank.\r\n\r\nSee[^own] below.\r\n\r\n[^own]: Our own words.\r\n"
        );
    }

    #[test]
    fn what_a_person_has_to_settle_is_refused() {
        let text = "The {==ferry==}{>>which?<<} had TK {++old ++}pumps, Abelsen said.\n";
        let open = clean(&read(text), false).unwrap_err();
        assert_eq!(
            rules(&open),
            [
                "open-query",
                "placeholder",
                "open-edit",
                "source-terms-breached"
            ]
        );
        let text = "The {==ferry==}{>>which?<<} was late.\n";
        assert_eq!(clean(&read(text), true).unwrap(), "The ferry was late.\n");
    }
}
