//! What goes into the desk's own files: the beginning of a source record, a mark
//! that has been accepted.

use super::{Action, DeskEdit, DeskFile, Place, style_order, styles};
use crate::{
    config::{Acknowledgement, Style},
    document::Reading,
    fields::toml::quoted,
    paragraph::{Format, Kind},
    rules::Finding,
    sources::is_key,
    span::Span,
};

/// Says that the mark is fine: in Markdown at its sentence, in plain text, which
/// would show it, in the desk's settings.
pub fn acknowledged(
    reading: &Reading,
    i: usize,
    finding: &Finding,
    place: &Place,
) -> Option<Action> {
    let rule = finding.rule;
    let reason = reason(rule);
    let title = format!("Accept {rule}: {reason}");
    let action = |edits, desk_edits| Action {
        title,
        edits,
        desk_edits,
        findings: vec![i],
        preferred: false,
    };
    if reading.format == Format::Markdown && place.kind != Kind::Heading {
        let comment = format!("<!-- copydesk: ok {rule}: {reason} -->");
        return Some(action(vec![styles::behind(place, &comment)], Vec::new()));
    }
    let words = quotable(&reading.text, finding.span);
    if words.is_empty() {
        return None;
    }
    let text = format!(
        "\n[[ok]]\nrule = {}\ntext = {}\nreason = {}\n",
        quoted(rule),
        quoted(words),
        quoted(reason)
    );
    Some(action(
        Vec::new(),
        vec![DeskEdit {
            file: DeskFile::Config,
            text,
            gone: None,
        }],
    ))
}

/// Takes the entry of an accepted mark that is no more out of the settings.
pub fn entry_gone(reading: &Reading, i: usize, finding: &Finding) -> Option<Action> {
    let words = finding.span.of(&reading.text);
    let mut entries = reading.desk.config.ok.iter();
    let same =
        |it: &&Acknowledgement| it.text.trim() == words && finding.message.contains(&it.rule);
    let gone = Some(entries.find(same)?.lines.clone()?);
    Some(Action {
        title: "Take it out of copydesk.toml".to_owned(),
        edits: Vec::new(),
        desk_edits: vec![DeskEdit {
            file: DeskFile::Config,
            text: String::new(),
            gone,
        }],
        findings: vec![i],
        preferred: false,
    })
}

/// Begins a record and, in Markdown, cites it by its key. In plain text, where
/// keys have no place, it is a first step only.
pub fn record(reading: &Reading, i: usize, finding: &Finding, place: &Place) -> Action {
    let key = free_key(reading);
    let cited = reading.format == Format::Markdown && place.kind != Kind::Heading;
    let edit = match style_order(reading)
        .into_iter()
        .find(|it| matches!(it, Style::Pandoc | Style::Comment))
    {
        Some(Style::Pandoc) if reading.desk.config.citation.style == Style::Pandoc => {
            styles::insert(place.stop.unwrap_or(place.end), format!(" [@{key}]"))
        }
        _ => styles::behind(place, &format!("<!-- src: {key} -->")),
    };
    Action {
        title: format!("Create a source record “{key}”…"),
        edits: if cited { vec![edit] } else { Vec::new() },
        desk_edits: vec![stub(
            &key,
            finding.rule == "unattributed-quote",
            &reading.text,
            finding.span,
        )],
        findings: if cited { vec![i] } else { Vec::new() },
        preferred: false,
    }
}

/// Begins the record that a key in the draft lacks, if a record can have that key.
pub fn record_for_key(reading: &Reading, i: usize, finding: &Finding) -> Option<Action> {
    let key = Some(finding.span.of(&reading.text)).filter(|it| is_key(it))?;
    Some(Action {
        title: format!("Create a source record “{key}”…"),
        edits: Vec::new(),
        desk_edits: vec![stub(key, false, "", Span::default())],
        findings: vec![i],
        preferred: false,
    })
}

fn stub(key: &str, quotation: bool, text: &str, span: Span) -> DeskEdit {
    let quote = if quotation {
        let words = span.of(text).trim_matches(['“', '”', '"', '‘', '’', '\'']);
        let words = words.split_whitespace().collect::<Vec<_>>().join(" ");
        format!("quotes = [{{ text = {} }}]\n", quoted(&words))
    } else {
        String::new()
    };
    let text = format!(
        "\n[[source]]\nid = {}\nkind = \"interview\"\nwho = {{ name = \"\", role = \"\", org = \"\" }}\nterms = \"on-record\"\n{quote}",
        quoted(key)
    );
    DeskEdit {
        file: DeskFile::Sources,
        text,
        gone: None,
    }
}

/// The first of source-1, source-2, … that neither a record nor the draft has.
fn free_key(reading: &Reading) -> String {
    let free =
        |key: &String| reading.desk.record(key).is_none() && !reading.text.contains(key.as_str());
    (1..)
        .map(|it| format!("source-{it}"))
        .find(free)
        .unwrap_or_default()
}

/// What most marks of the rule are accepted for; the writer corrects it.
fn reason(rule: &str) -> &'static str {
    match rule {
        "unattributed-figure" => "our count",
        "unattributed-claim" => "our analysis",
        _ => "checked",
    }
}

/// Marked words for finding the mark again: of words over several lines, those of the first.
fn quotable(text: &str, span: Span) -> &str {
    span.of(text).lines().next().unwrap_or("").trim()
}
