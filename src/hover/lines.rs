//! How a hover speaks of places in the draft.

use crate::span::Span;

/// The draft cut into lines, which count from one.
pub struct Lines<'a> {
    text: &'a str,
    starts: Vec<usize>,
}

impl<'a> Lines<'a> {
    pub fn of(text: &'a str) -> Lines<'a> {
        let bytes = text.as_bytes();
        let breaks = |&(i, byte): &(usize, &u8)| {
            *byte == b'\n' || *byte == b'\r' && bytes.get(i + 1) != Some(&b'\n')
        };
        let ends = bytes.iter().enumerate().filter(breaks).map(|(i, _)| i + 1);
        Lines {
            text,
            starts: std::iter::once(0).chain(ends).collect(),
        }
    }

    /// The line of `offset`, from 1.
    pub fn line(&self, offset: usize) -> usize {
        self.starts.partition_point(|it| *it <= offset)
    }

    /// The words at `span` in one line, fit to stand in Markdown.
    pub fn words(&self, span: Span) -> String {
        escaped(
            &span
                .of(self.text)
                .split_whitespace()
                .collect::<Vec<_>>()
                .join(" "),
        )
    }

    /// The first words at `span`, some sixty characters, with "…" for the rest.
    pub fn opening(&self, span: Span) -> String {
        let words = span.of(self.text).split_whitespace();
        let mut shown = String::new();
        for word in words {
            if shown.chars().count() + word.chars().count() > 60 {
                shown = format!(
                    "{}…",
                    shown.trim_end_matches([',', ';', ':', '—', '–', '.'])
                );
                break;
            }
            if !shown.is_empty() {
                shown.push(' ');
            }
            shown.push_str(word);
        }
        escaped(&shown)
    }
}

/// With a backslash before all that Markdown would read as more than text.
pub fn escaped(text: &str) -> String {
    let mut res = String::with_capacity(text.len());
    for c in text.chars() {
        if matches!(c, '*' | '_' | '`' | '[' | ']' | '<' | '>' | '\\' | '~') {
            res.push('\\');
        }
        res.push(c);
    }
    res
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_end_in_three_ways() {
        let lines = Lines::of("a\nb\r\nc\rd\u{2028}e");
        let at = |c: char| lines.line(lines.text.find(c).unwrap());
        assert_eq!(['a', 'b', 'c', 'd', 'e'].map(at), [1, 2, 3, 4, 4]);
    }
}
