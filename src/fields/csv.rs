//! Rows of a table in CSV, separated by commas or semicolons as its first line is.

use super::{Problem, did_you_mean};
use crate::span::Span;

/// A row with the cells that are not empty, each with its column.
pub struct Row {
    /// In the file's text, without the end of the line.
    pub span: Span,
    /// From 1.
    pub line: usize,
    pub cells: Vec<(&'static str, String)>,
}

/// The rows of `text` below its first line, which names `columns` (`needed` among
/// them), and what is wrong in it. A row is a line; one with a fault costs no other.
pub fn document(text: &str, columns: &[&'static str], needed: &str) -> (Vec<Row>, Vec<Problem>) {
    let (mut rows, mut problems) = (Vec::new(), Vec::new());
    let mut names: Vec<Option<&'static str>> = Vec::new();
    let mut delimiter = b',';
    let mut at = 0;
    for (i, line) in text.split_inclusive('\n').enumerate() {
        let row = line.trim_end().trim_start_matches('\u{feff}');
        let start = at + line.trim_end().len() - row.len();
        let span = Span::new(start, start + row.len());
        at += line.len();
        if row.is_empty() {
            continue;
        }
        let mut report = |message: String| problems.push(Problem { span, message });
        if names.is_empty() {
            if row.contains(';') && !row.contains(',') {
                delimiter = b';';
            }
            names = named(&cells(row, delimiter), columns, &mut report);
            if !names.contains(&Some(needed)) {
                report(format!(
                    "the first line names the columns; `{needed}` is missing"
                ));
                break;
            }
            continue;
        }
        if row.matches('"').count() % 2 == 1 {
            report("a quotation mark here is not closed; a row is a line".to_owned());
            continue;
        }
        let cells = cells(row, delimiter);
        if names.len() < cells.len() {
            report(format!(
                "{} cells under {} columns; a cell with a comma needs quotation marks",
                cells.len(),
                names.len()
            ));
            continue;
        }
        let cells = names.iter().zip(&cells).filter_map(|(name, cell)| {
            let cell = cell.trim();
            (!cell.is_empty()).then_some(((*name)?, cell.to_owned()))
        });
        rows.push(Row {
            span,
            line: i + 1,
            cells: cells.collect(),
        });
    }
    (rows, problems)
}

fn cells(row: &str, delimiter: u8) -> csv::StringRecord {
    let mut reader = csv::ReaderBuilder::new()
        .delimiter(delimiter)
        .has_headers(false)
        .buffer_capacity(row.len())
        .from_reader(row.as_bytes());
    let mut record = csv::StringRecord::new();
    // What is text and in memory can be read.
    let _ = reader.read_record(&mut record);
    record
}

/// The columns that the first line names; `None` for each that there is not.
fn named(
    record: &csv::StringRecord,
    columns: &[&'static str],
    report: &mut impl FnMut(String),
) -> Vec<Option<&'static str>> {
    let names = record.iter().map(|cell| {
        let cell = cell.trim();
        let found = columns.iter().find(|it| it.eq_ignore_ascii_case(cell));
        if found.is_none() {
            let hint = did_you_mean(cell, columns.iter().copied());
            report(format!("no such column{hint}"));
        }
        found.copied()
    });
    names.collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::fields::testing::drawn;

    fn read(text: &str) -> (Vec<(usize, String)>, String) {
        let (rows, problems) = document(text, &["name", "note"], "name");
        let shown = |it: Row| {
            let cells = it.cells.iter().map(|it| format!("{}={}", it.0, it.1));
            (it.line, cells.collect::<Vec<_>>().join(" "))
        };
        (
            rows.into_iter().map(shown).collect(),
            drawn(text, &problems),
        )
    }

    fn row(line: usize, cells: &str) -> (usize, String) {
        (line, cells.to_owned())
    }

    #[test]
    fn cells_by_their_columns_whatever_sets_them_apart() {
        let expected = vec![row(2, "name=Orr note=a, b"), row(4, "name=Pell")];
        for text in [
            "name,note\nOrr,\"a, b\"\n\nPell,\n",
            "\u{feff}name;Note\r\nOrr; a, b\r\n\r\nPell\r\n",
        ] {
            assert_eq!(read(text), (expected.clone(), String::new()));
        }
    }

    #[test]
    fn a_row_with_a_fault_costs_no_other() {
        let text = "name,note\nOrr,\"open\nPell,a,b\nVeld,\"a \"\"b\"\"\"\n";
        let (rows, problems) = read(text);
        assert_eq!(rows, [row(4, "name=Veld note=a \"b\"")]);
        assert_eq!(
            problems,
            "2: [Orr,\"open] a quotation mark here is not closed; a row is a line
3: [Pell,a,b] 3 cells under 2 columns; a cell with a comma needs quotation marks
"
        );
    }

    #[test]
    fn the_first_line_names_the_columns() {
        let (rows, problems) = read("name,notes\nOrr,late\n");
        assert_eq!(rows, [row(2, "name=Orr")]);
        assert_eq!(
            problems,
            "1: [name,notes] no such column; did you mean `note`?\n"
        );
        let (rows, problems) = read("Orr,late\n");
        assert_eq!(rows, []);
        assert!(problems.ends_with("the first line names the columns; `name` is missing\n"));
    }
}
