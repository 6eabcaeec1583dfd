//! Findings as text, JSON, GitHub annotations and SARIF.

use anstyle::{AnsiColor, Style};
use serde_json::{Value, json};

use super::{check::Checked, excerpt::excerpt};
use crate::{
    desk::masked,
    rules::{self, Finding, Severity},
};

pub fn text(checked: &[Checked], show_ok: bool) {
    let mut out = String::new();
    for draft in checked {
        for finding in &draft.reading.findings {
            out.push_str(&shown(draft, finding));
        }
        for (finding, reason) in acknowledged(draft).iter().filter(|_| show_ok) {
            out.push_str(&silenced(draft, finding, reason));
        }
    }
    out.push_str(&summary(checked));
    super::print(&out);
}

/// "ferry.md:3:7 ok[superlative] our own count"
fn silenced(draft: &Checked, finding: &Finding, reason: &str) -> String {
    let at = excerpt(&draft.reading.text, finding.span);
    let (bold, dim) = (Style::new().bold(), Style::new().dimmed());
    let reason = if reason.is_empty() {
        "no reason given"
    } else {
        reason
    };
    format!(
        "{bold}{}:{}:{}{bold:#} ok[{}] {reason}\n{dim}  | {}{dim:#}\n\n",
        draft.name, at.line, at.column, finding.rule, at.text,
    )
}

fn acknowledged(draft: &Checked) -> Vec<(Finding, String)> {
    let reading = &draft.reading;
    rules::acknowledged(&reading.text, &reading.story, &reading.desk)
}

/// What a person has to settle in a draft, on standard error.
pub fn refused(draft: &Checked) {
    let found = draft.reading.findings.iter();
    let list: String = found.map(|it| shown(draft, it)).collect();
    anstream::eprint!("{}", super::masked(&list));
    super::complain(&format!("{} is not ready: settle these first", draft.name));
}

fn shown(draft: &Checked, finding: &Finding) -> String {
    let text = &draft.reading.text;
    let at = excerpt(text, finding.span);
    let colour = Style::new()
        .fg_color(Some(colour(finding.severity).into()))
        .bold();
    let (bold, dim) = (Style::new().bold(), Style::new().dimmed());
    let number = at.line.to_string();
    let gutter = " ".repeat(number.len());
    let mut out = format!(
        "{bold}{}:{}:{}{bold:#} {colour}{}[{}]{colour:#} {}\n{dim}{gutter} |{dim:#}\n{dim}{number} |{dim:#} {}\n{dim}{gutter} |{dim:#} {colour}{}{colour:#}\n",
        draft.name,
        at.line,
        at.column,
        word(finding.severity),
        finding.rule,
        finding.message,
        at.text,
        at.carets,
    );
    for (span, what) in &finding.related {
        let at = excerpt(text, *span);
        out.push_str(&format!(
            "{dim}{gutter} = line {}, column {}: {what}{dim:#}\n",
            at.line, at.column
        ));
    }
    for it in &finding.elsewhere {
        out.push_str(&format!(
            "{dim}{gutter} = {}: {}{dim:#}\n",
            it.file.display(),
            it.message
        ));
    }
    out.push('\n');
    out
}

/// "2 warnings, 1 hint in 3 drafts".
fn summary(checked: &[Checked]) -> String {
    let all = || checked.iter().flat_map(|it| &it.reading.findings);
    let levels = [
        Severity::Error,
        Severity::Warning,
        Severity::Information,
        Severity::Hint,
    ];
    let counts = levels.iter().map(|level| {
        (
            all().filter(|it| it.severity == *level).count(),
            word(*level),
        )
    });
    let counts: Vec<String> = counts
        .filter(|(n, _)| 0 < *n)
        .map(|(n, word)| plural(n, word))
        .collect();
    let found = if counts.is_empty() {
        "Nothing found".to_owned()
    } else {
        counts.join(", ")
    };
    format!("{found} in {}\n", plural(checked.len(), "draft"))
}

fn plural(n: usize, word: &str) -> String {
    format!("{n} {word}{}", if n == 1 { "" } else { "s" })
}

pub fn word(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Information => "note",
        Severity::Hint => "hint",
    }
}

fn colour(severity: Severity) -> AnsiColor {
    match severity {
        Severity::Error => AnsiColor::Red,
        Severity::Warning => AnsiColor::Yellow,
        Severity::Information => AnsiColor::Blue,
        Severity::Hint => AnsiColor::Cyan,
    }
}

/// Lines and columns are 1-based; columns count characters.
pub fn json(checked: &[Checked], show_ok: bool) {
    let files: Vec<Value> = checked
        .iter()
        .map(|draft| {
            let text = &draft.reading.text;
            let breaches = super::breaches(draft);
            let place = |span| {
                let at = excerpt(text, span);
                json!({ "line": at.line, "column": at.column, "text": masked(text, span, &breaches) })
            };
            let finding = |it: &Finding| {
                let related = it.related.iter().map(|(span, what)| json!({ "place": place(*span), "message": what }));
                json!({
                    "rule": it.rule, "family": it.family, "severity": it.severity, "message": it.message,
                    "place": place(it.span), "related": related.collect::<Vec<_>>(),
                })
            };
            let findings: Vec<Value> = draft.reading.findings.iter().map(finding).collect();
            let mut file = json!({ "file": draft.name, "findings": findings });
            if show_ok {
                let ok = |(it, reason): &(Finding, String)| json!({
                    "rule": it.rule, "message": it.message, "place": place(it.span), "reason": reason,
                });
                file["ok"] = acknowledged(draft).iter().map(ok).collect();
            }
            file
        })
        .collect();
    super::print_json(json!({ "version": env!("CARGO_PKG_VERSION"), "files": files }));
}

/// Workflow commands as GitHub Actions reads them from a log.
pub fn github(checked: &[Checked]) {
    let mut out = String::new();
    for draft in checked {
        for finding in &draft.reading.findings {
            let at = excerpt(&draft.reading.text, finding.span);
            let level = match finding.severity {
                Severity::Error => "error",
                Severity::Warning => "warning",
                Severity::Information | Severity::Hint => "notice",
            };
            let property = |it: &str| {
                it.replace('%', "%25")
                    .replace('\r', "%0D")
                    .replace('\n', "%0A")
                    .replace(':', "%3A")
                    .replace(',', "%2C")
            };
            let message = finding
                .message
                .replace('%', "%25")
                .replace('\r', "%0D")
                .replace('\n', "%0A");
            out.push_str(&format!(
                "::{level} file={},line={},col={},title={}::{message}\n",
                property(&draft.name),
                at.line,
                at.column,
                property(finding.rule),
            ));
        }
    }
    super::print(&out);
}

pub fn sarif(checked: &[Checked]) {
    let level = |severity| match severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Information | Severity::Hint => "note",
    };
    let rules: Vec<Value> = rules::ALL
        .iter()
        .map(|it| {
            json!({
                "id": it.name, "shortDescription": { "text": it.summary() }, "helpUri": it.address(),
                "help": { "text": it.docs, "markdown": it.docs },
                "defaultConfiguration": { "level": level(it.severity) },
            })
        })
        .collect();
    let mut results = Vec::new();
    for draft in checked {
        let text = &draft.reading.text;
        for finding in &draft.reading.findings {
            let (from, to) = (
                excerpt(text, finding.span),
                excerpt(
                    text,
                    crate::span::Span::new(finding.span.end, finding.span.end),
                ),
            );
            results.push(json!({
                "ruleId": finding.rule, "level": level(finding.severity), "message": { "text": finding.message },
                "locations": [{ "physicalLocation": {
                    "artifactLocation": { "uri": draft.name.replace('\\', "/") },
                    "region": { "startLine": from.line, "startColumn": from.column, "endLine": to.line, "endColumn": to.column },
                } }],
            }));
        }
    }
    let log = json!({
        "$schema": "https://json.schemastore.org/sarif-2.1.0.json", "version": "2.1.0",
        "runs": [{
            "tool": { "driver": { "name": "copydesk", "version": env!("CARGO_PKG_VERSION"), "rules": rules } },
            "columnKind": "unicodeCodePoints", "results": results,
        }],
    });
    super::print_json(log);
}
