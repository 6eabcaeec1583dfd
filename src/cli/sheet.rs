//! `copydesk sheet`: the fact-check sheet of a draft as a page, for a
//! spreadsheet, or for a program.

use std::{path::Path, process::ExitCode};

use clap::ValueEnum;
use serde_json::json;

use super::check;
use crate::sheet::{Row, rows};

#[derive(Clone, Copy, ValueEnum)]
pub enum Format {
    /// One page with all in it: sort, filter, tick, print
    Html,
    /// For a spreadsheet
    Csv,
    /// For a program
    Json,
}

const PAGE: &str = include_str!("sheet.html");
/// What a checker fills in.
const BLANKS: [&str; 3] = ["checked", "by", "note"];
const COLUMNS: [&str; 8] = [
    "line",
    "statement",
    "speaker",
    "source",
    "terms",
    "figure",
    "status",
    "marks",
];

pub fn sheet(path: &Path, format: Format) -> ExitCode {
    let draft = match check::read(path) {
        Ok((draft, _)) => draft,
        Err(error) => return super::complain(&format!("{}: {error}", path.display())),
    };
    let rows = rows(&draft.reading);
    match format {
        Format::Html => super::print_as_it_is(&html(&draft.name, &rows)),
        Format::Csv => super::print_as_it_is(&csv(&rows)),
        Format::Json => super::print_json(
            json!({ "file": draft.name, "statements": rows.iter().map(object).collect::<Vec<_>>() }),
        ),
    }
}

fn cells(row: &Row) -> [String; 8] {
    [
        row.line.to_string(),
        row.statement.clone(),
        row.speaker.clone(),
        row.sources.join(", "),
        row.terms.join(", "),
        row.figures.join(", "),
        row.status.to_owned(),
        row.marks.join(", "),
    ]
    .map(|it| super::masked(&it))
}

fn object(row: &Row) -> serde_json::Value {
    json!({
        "line": row.line, "statement": row.statement, "speaker": row.speaker, "sources": row.sources,
        "terms": row.terms, "figures": row.figures, "status": row.status, "marks": row.marks,
        "checked": false, "by": "", "note": "",
    })
}

fn html(name: &str, rows: &[Row]) -> String {
    let name = Path::new(name)
        .file_name()
        .map_or(name.into(), |it| it.to_string_lossy());
    let head: String = COLUMNS
        .iter()
        .map(|it| format!("<th data-key=\"{it}\"><button>{it}</button></th>"))
        .collect();
    let body: String = rows
        .iter()
        .map(|row| {
            let cells = cells(row);
            let cells = COLUMNS
                .iter()
                .zip(&cells)
                .map(|(column, it)| format!("<td class=\"{column}\">{}</td>", escaped(it)));
            format!(
                "<tr data-status=\"{}\">{}</tr>\n",
                row.status,
                cells.collect::<String>()
            )
        })
        .collect();
    PAGE.replace("{{name}}", &escaped(&super::masked(&name)))
        .replace("{{head}}", &head)
        .replace("{{rows}}", &body)
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;")
        .replace('<', "&lt;")
        .replace('>', "&gt;")
        .replace('"', "&quot;")
}

/// With a mark that makes spreadsheets read it as UTF-8.
fn csv(rows: &[Row]) -> String {
    let line = |cells: Vec<String>| format!("{}\r\n", cells.join(","));
    let head = COLUMNS.iter().chain(&BLANKS).map(|it| (*it).to_owned());
    let mut out = format!("\u{feff}{}", line(head.collect()));
    for row in rows {
        let cells = cells(row).into_iter().map(|it| cell(&it));
        let blanks = BLANKS.iter().map(|_| String::new());
        out.push_str(&line(cells.chain(blanks).collect()));
    }
    out
}

/// A text is never a formula: what a spreadsheet would take for the beginning of
/// one gets an apostrophe before it.
fn cell(text: &str) -> String {
    let formula = text
        .trim_start()
        .starts_with(['=', '+', '-', '@', '\t', '\r', '＝', '＋', '－', '＠']);
    let guard = if formula { "'" } else { "" };
    format!("\"{guard}{}\"", text.replace('"', "\"\""))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_is_a_formula_in_a_spreadsheet() {
        assert_eq!(cell("=HYPERLINK(\"x\")"), "\"'=HYPERLINK(\"\"x\"\")\"");
        assert_eq!(cell("  @SUM(1)"), "\"'  @SUM(1)\"");
        assert_eq!(cell("-3 degrees"), "\"'-3 degrees\"");
        assert_eq!(cell("a, b"), "\"a, b\"");
    }
}
