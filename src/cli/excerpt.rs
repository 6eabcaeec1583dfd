//! A line of a draft with carets under the words that are meant.

use unicode_width::UnicodeWidthStr;

use crate::span::Span;

/// The line that holds the start of a mark, and what stands under it.
#[derive(Debug, PartialEq)]
pub struct Excerpt {
    /// 1-based.
    pub line: usize,
    /// 1-based, in characters.
    pub column: usize,
    /// The line, or the part of it around the mark, with `…` where it is cut.
    pub text: String,
    /// Spaces and carets, as wide on a terminal as the text above.
    pub carets: String,
}

/// Columns that an excerpt takes at the most.
const WIDEST: usize = 96;

pub fn excerpt(text: &str, span: Span) -> Excerpt {
    let start = text[..span.start]
        .rfind(['\n', '\r'])
        .map_or(0, |it| it + 1);
    let end = text[span.start..]
        .find(['\n', '\r'])
        .map_or(text.len(), |it| span.start + it);
    let marked = Span::new(span.start, span.end.clamp(span.start, end));
    let (from, to) = window(text, Span::new(start, end), marked);
    let lead = if start < from { "…" } else { "" };
    let tail = if to < end { "…" } else { "" };
    let shown = |from: usize, to: usize| {
        text[from..to]
            .replace('\t', " ")
            .replace(char::is_control, "\u{fffd}")
    };
    let indent = lead.width() + shown(from, marked.start).width();
    let width = shown(marked.start, marked.end.min(to)).width().max(1);
    Excerpt {
        line: text[..span.start]
            .replace("\r\n", "\n")
            .matches(['\n', '\r'])
            .count()
            + 1,
        column: text[start..span.start].chars().count() + 1,
        text: format!("{lead}{}{tail}", shown(from, to)),
        carets: format!("{}{}", " ".repeat(indent), "^".repeat(width)),
    }
}

/// The part of `line` to show: whole words around the mark.
fn window(text: &str, line: Span, marked: Span) -> (usize, usize) {
    if line.of(text).width() <= WIDEST {
        return (line.start, line.end);
    }
    let room = WIDEST.saturating_sub(marked.of(text).width().min(WIDEST));
    let (mut from, mut to, mut used) = (marked.start, marked.end, 0);
    while from > line.start && used < room / 3 {
        from -= text[line.start..from]
            .chars()
            .next_back()
            .map_or(1, char::len_utf8);
        used += 1;
    }
    if line.start < from {
        from += text[from..marked.start].find(' ').map_or(0, |it| it + 1);
    }
    while to < line.end && used < room {
        to += text[to..line.end].chars().next().map_or(1, char::len_utf8);
        used += 1;
    }
    if to < line.end {
        to = text[marked.end..to]
            .rfind(' ')
            .map_or(to, |it| marked.end + it);
    }
    // A mark wider than the window is shown from its start, as many words as there is room for.
    while WIDEST < text[from..to].width() {
        match text[from..to].rfind(' ') {
            Some(blank) => to = from + blank,
            None => break,
        }
    }
    (from, to)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn carets_stand_under_the_words() {
        let text = "# A\r\nThe 🦭 cost $3 million, 漢字.\r\n";
        let at = text.find("$3 million").unwrap();
        let shown = excerpt(text, Span::new(at, at + 10));
        assert_eq!((shown.line, shown.column), (2, 12));
        assert_eq!(shown.text, "The 🦭 cost $3 million, 漢字.");
        assert_eq!(shown.carets, "            ^^^^^^^^^^");
    }

    #[test]
    fn long_lines_are_cut_at_words() {
        let text = format!(
            "{} the mark here {}",
            "before ".repeat(40),
            "after ".repeat(40)
        );
        let at = text.find("mark").unwrap();
        let shown = excerpt(&text, Span::new(at, at + 4));
        assert!(
            shown.text.starts_with("…before ") && shown.text.ends_with(" after…"),
            "{}",
            shown.text
        );
        assert!(shown.text.width() <= WIDEST + 2);
        let column = shown.carets.find('^').unwrap();
        assert_eq!(
            shown.text.chars().skip(column).take(4).collect::<String>(),
            "mark"
        );
    }
}
