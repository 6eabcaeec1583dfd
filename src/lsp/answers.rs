//! What the library knows, as the protocol says it.

use tower_lsp::lsp_types::{
    CodeDescription, Diagnostic, DiagnosticRelatedInformation, DiagnosticSeverity, Hover,
    HoverContents, Location, MarkupContent, MarkupKind, NumberOrString, Url,
};

use super::{convert::Positions, drafts::Version, editor::Editor};
use crate::{
    desk_files::{self, DeskFile},
    document::Reading,
    hover,
    rules::{Elsewhere, Finding, Severity},
    span::Span,
};

/// The pages of the rules for readers on the web.
const PAGES: &str = "https://github.com/copydesk/copydesk/blob/main/src/rules/";

/// More marks than this in one draft help nobody.
const MOST: usize = 1000;

/// `findings`, which are some of the reading's, as marks, and what is wrong in the
/// draft's own front matter.
pub fn diagnostics(
    uri: &Url,
    reading: &Reading,
    findings: &[&Finding],
    editor: &Editor,
) -> Vec<Diagnostic> {
    let (shown, left) = findings.split_at(findings.len().min(MOST));
    let next = left.first().map(|it| it.span);
    let front = front_problems(reading);
    let more = front.iter().map(|it| it.0).chain(next);
    let positions = positions(reading, shown, more, editor);
    let mut pages = Pages::default();
    let mut res: Vec<Diagnostic> = shown
        .iter()
        .map(|it| diagnostic(uri, it, &positions, &mut pages, editor))
        .collect();
    res.extend(front.iter().map(|(span, message)| Diagnostic {
        range: positions.range(*span),
        severity: Some(DiagnosticSeverity::ERROR),
        source: Some("copydesk".to_owned()),
        message: (*message).to_owned(),
        ..Diagnostic::default()
    }));
    res.extend(next.map(|span| Diagnostic {
        range: positions.range(span),
        severity: Some(DiagnosticSeverity::INFORMATION),
        source: Some("copydesk".to_owned()),
        message: format!("{} more findings from here on are not shown", left.len()),
        ..Diagnostic::default()
    }));
    res
}

/// The problems of the front matter, where the text still has their places.
fn front_problems(reading: &Reading) -> Vec<(Span, &str)> {
    let problems = reading.desk.front_problems.iter();
    let there = |it: Span| reading.text.get(it.start..it.end).is_some();
    let problems = problems.filter(|it| there(it.span));
    problems.map(|it| (it.span, it.message.as_str())).collect()
}

/// The positions of all places of `findings`, and of `more`.
pub fn positions(
    reading: &Reading,
    findings: &[&Finding],
    more: impl IntoIterator<Item = Span>,
    editor: &Editor,
) -> Positions {
    let related = |it: &&Finding| it.related.iter().map(|it| it.0).collect::<Vec<_>>();
    let spans = findings
        .iter()
        .flat_map(|it| related(it).into_iter().chain([it.span]));
    Positions::new(&reading.text, editor.encoding, spans.chain(more))
}

/// One finding as a mark; `positions` knows its places.
pub fn diagnostic(
    uri: &Url,
    finding: &Finding,
    positions: &Positions,
    pages: &mut Pages,
    editor: &Editor,
) -> Diagnostic {
    let related = |(span, message): &(Span, String)| DiagnosticRelatedInformation {
        location: Location::new(uri.clone(), positions.range(*span)),
        message: message.clone(),
    };
    let related = || {
        let elsewhere = finding
            .elsewhere
            .iter()
            .filter_map(|it| elsewhere(it, editor));
        let here = finding.related.iter().map(related);
        here.chain(elsewhere).collect()
    };
    let any = !finding.related.is_empty() || !finding.elsewhere.is_empty();
    Diagnostic {
        range: positions.range(finding.span),
        severity: Some(severity(finding.severity)),
        code: Some(NumberOrString::String(finding.rule.to_owned())),
        code_description: editor
            .links_rules
            .then(|| pages.page(finding.rule))
            .flatten(),
        source: Some("copydesk".to_owned()),
        message: finding.message.clone(),
        related_information: (editor.shows_related && any).then(related),
        ..Diagnostic::default()
    }
}

/// A place in a file that is read from disk for it.
fn elsewhere(place: &Elsewhere, editor: &Editor) -> Option<DiagnosticRelatedInformation> {
    let text = desk_files::on_disk(&place.file)?.ok()?;
    let span = Span::new(
        place.span.start.min(text.len()),
        place.span.end.min(text.len()),
    );
    let positions = Positions::new(&text, editor.encoding, [span]);
    let uri = Url::from_file_path(&place.file).ok()?;
    Some(DiagnosticRelatedInformation {
        location: Location::new(uri, positions.range(span)),
        message: place.message.clone(),
    })
}

fn severity(severity: Severity) -> DiagnosticSeverity {
    match severity {
        Severity::Hint => DiagnosticSeverity::HINT,
        Severity::Information => DiagnosticSeverity::INFORMATION,
        Severity::Warning => DiagnosticSeverity::WARNING,
        Severity::Error => DiagnosticSeverity::ERROR,
    }
}

/// The links to the rules' pages, so that none is put together twice.
#[derive(Default)]
pub struct Pages(Vec<(&'static str, Option<CodeDescription>)>);

impl Pages {
    fn page(&mut self, rule: &'static str) -> Option<CodeDescription> {
        if let Some((_, page)) = self.0.iter().find(|it| it.0 == rule) {
            return page.clone();
        }
        let href = Url::parse(&format!("{PAGES}{}.md", rule.replace('-', "_")));
        let page = href.ok().map(|href| CodeDescription { href });
        self.0.push((rule, page.clone()));
        page
    }
}

/// What is wrong in one of the desk's own files, and what the rules on records say.
pub fn problems(file: &DeskFile, editor: &Editor) -> Vec<Diagnostic> {
    let hints = file.hints.iter().map(|it| it.0);
    let places = file.problems.iter().map(|it| it.span).chain(hints);
    let positions = Positions::new(&file.text, editor.encoding, places);
    let mark = |span, severity, message: &str| Diagnostic {
        range: positions.range(span),
        severity: Some(severity),
        source: Some("copydesk".to_owned()),
        message: message.to_owned(),
        ..Diagnostic::default()
    };
    let mut pages = Pages::default();
    let problems = file.problems.iter();
    let mut res: Vec<Diagnostic> = problems
        .map(|it| mark(it.span, DiagnosticSeverity::ERROR, &it.message))
        .collect();
    res.extend(file.hints.iter().take(MOST).map(|(span, it)| Diagnostic {
        code: Some(NumberOrString::String(it.rule.to_owned())),
        code_description: editor.links_rules.then(|| pages.page(it.rule)).flatten(),
        ..mark(*span, severity(it.severity), &it.message)
    }));
    res
}

/// What there is to say about the byte at `offset`.
pub fn hover(version: &Version, offset: usize, editor: &Editor) -> Option<Hover> {
    let hover::Hover { span, markdown } = hover::hover(&version.reading, offset)?;
    let positions = Positions::new(&version.reading.text, editor.encoding, [span]);
    let contents = if editor.shows_markdown {
        MarkupContent {
            kind: MarkupKind::Markdown,
            value: markdown,
        }
    } else {
        MarkupContent {
            kind: MarkupKind::PlainText,
            value: plain(&markdown),
        }
    };
    Some(Hover {
        contents: HoverContents::Markup(contents),
        range: Some(positions.range(span)),
    })
}

/// The words of a hover without its marks of emphasis and its links.
fn plain(markdown: &str) -> String {
    use pulldown_cmark::{Event, Parser, Tag, TagEnd};
    let mut res = String::new();
    for event in Parser::new(markdown) {
        match event {
            Event::Text(it) | Event::Code(it) => res.push_str(&it),
            Event::SoftBreak | Event::HardBreak => res.push('\n'),
            Event::Start(Tag::Item) => res.push_str("- "),
            Event::End(TagEnd::Paragraph | TagEnd::Heading(_)) => res.push_str("\n\n"),
            Event::End(TagEnd::Item) if !res.ends_with('\n') => res.push('\n'),
            Event::End(TagEnd::List(_)) => res.push('\n'),
            _ => (),
        }
    }
    res.truncate(res.trim_end().len());
    res
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_hover_is_readable_where_markdown_is_not_shown() {
        let plain = plain(
            "**Ilse Brandt** · person\n\nmayor\nof [Lund](https://e.org)\n\n- line 3\n- `line` 9\n\nMore.",
        );
        assert_eq!(
            plain,
            "Ilse Brandt · person\n\nmayor\nof Lund\n\n- line 3\n- line 9\n\nMore."
        );
    }
}
