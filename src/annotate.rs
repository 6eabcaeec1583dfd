//! Drafts with marks drawn under the lines, as the pages of the rules and the
//! tests show them. Columns count characters.

use crate::span::Span;

/// Draws `^^^ label` under the line where each of `marks` begins.
pub fn annotate(text: &str, marks: &[(Span, String)]) -> String {
    let mut drawn = String::new();
    let mut start = 0;
    for line in text.split_inclusive('\n') {
        let end = start + line.trim_end().len();
        drawn.push_str(line);
        for (span, label) in marks
            .iter()
            .filter(|(it, _)| start <= it.start && it.start < start + line.len())
        {
            if !drawn.ends_with('\n') {
                drawn.push('\n');
            }
            let column = text[start..span.start].chars().count();
            let width = text[span.start..span.end.min(end).max(span.start)]
                .chars()
                .count()
                .max(1);
            drawn.push_str(&format!(
                "{}{} {label}\n",
                " ".repeat(column),
                "^".repeat(width)
            ));
        }
        start += line.len();
    }
    drawn
}

/// Takes the marks out again.
pub fn strip(text: &str) -> String {
    text.split_inclusive('\n')
        .filter(|line| !line.trim_start().starts_with('^'))
        .collect()
}
