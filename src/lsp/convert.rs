//! Places in a draft to the protocol's places and back; nothing else in the
//! crate converts. A line ends at LF, CR LF or CR and at nothing else (so not
//! at U+2028), and what `character` counts is agreed with the editor.

use ropey::Rope;
use tower_lsp::lsp_types::{Position, PositionEncodingKind, Range, TextDocumentContentChangeEvent};

use crate::span::{Edit, Span};

/// What the `character` of a position counts.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Encoding {
    Utf8,
    #[default]
    Utf16,
    Utf32,
}

impl Encoding {
    /// The first that we know of those that the editor offers, best first.
    pub fn agreed(offered: &[PositionEncodingKind]) -> Encoding {
        let known = |it: &PositionEncodingKind| match it.as_str() {
            "utf-8" => Some(Encoding::Utf8),
            "utf-16" => Some(Encoding::Utf16),
            "utf-32" => Some(Encoding::Utf32),
            _ => None,
        };
        offered.iter().find_map(known).unwrap_or_default()
    }

    pub fn kind(self) -> PositionEncodingKind {
        match self {
            Encoding::Utf8 => PositionEncodingKind::UTF8,
            Encoding::Utf16 => PositionEncodingKind::UTF16,
            Encoding::Utf32 => PositionEncodingKind::UTF32,
        }
    }

    /// How many units `text` has.
    fn units(self, text: &[u8]) -> usize {
        let starts = || text.iter().filter(|it| (**it as i8) >= -0x40).count();
        match self {
            Encoding::Utf8 => text.len(),
            Encoding::Utf32 => starts(),
            Encoding::Utf16 => starts() + text.iter().filter(|it| 0xF0 <= **it).count(),
        }
    }
}

/// The byte at `position`. What lies outside the text is moved to the end of
/// the line or the text, what lies within a character to its start.
pub fn offset(text: &Rope, position: Position, encoding: Encoding) -> usize {
    place(text, position, encoding).0
}

/// The change as an edit of bytes.
///
/// In UTF-16 an editor may cut a character beyond U+FFFF in two. Each half that
/// stays becomes U+FFFD, which is as long as a half, so that later positions
/// still mean the same to the editor and to us.
pub fn edit(text: &Rope, change: TextDocumentContentChangeEvent, encoding: Encoding) -> Edit {
    let Some(range) = change.range else {
        return Edit {
            span: Span::new(0, text.len_bytes()),
            text: change.text,
        };
    };
    let (start, cuts_start) = place(text, range.start, encoding);
    let (end, cuts_end) = place(text, range.end, encoding);
    if end < start || (end == start && cuts_start && !cuts_end) {
        // The wrong way round: the text goes to where the editor said it starts.
        return Edit {
            span: Span::new(start, start),
            text: change.text,
        };
    }
    let mut res = Edit {
        span: Span::new(start, end),
        text: change.text,
    };
    if cuts_start {
        res.text.insert(0, char::REPLACEMENT_CHARACTER);
    }
    if cuts_end {
        res.text.push(char::REPLACEMENT_CHARACTER);
        res.span.end = end + 4;
    }
    res
}

/// The byte at `position`, and whether `position` is between the two halves of
/// the character there.
fn place(text: &Rope, position: Position, encoding: Encoding) -> (usize, bool) {
    let line = position.line as usize;
    if text.len_lines() <= line {
        return (text.len_bytes(), false);
    }
    let start = text.line_to_byte(line);
    let line = text.line(line);
    let mut chars = line.len_chars();
    while 0 < chars && matches!(line.char(chars - 1), '\n' | '\r') {
        chars -= 1;
    }
    let wanted = position.character as usize;
    match encoding {
        Encoding::Utf8 => {
            let wanted = wanted.min(line.char_to_byte(chars));
            (start + line.char_to_byte(line.byte_to_char(wanted)), false)
        }
        Encoding::Utf32 => (start + line.char_to_byte(wanted.min(chars)), false),
        Encoding::Utf16 => {
            let wanted = wanted.min(line.char_to_utf16_cu(chars));
            let char = line.utf16_cu_to_char(wanted);
            (
                start + line.char_to_byte(char),
                line.char_to_utf16_cu(char) < wanted,
            )
        }
    }
}

/// The positions of some places in a text, found in one walk through it.
pub struct Positions {
    offsets: Vec<usize>,
    positions: Vec<Position>,
}

impl Positions {
    pub fn new(text: &str, encoding: Encoding, spans: impl IntoIterator<Item = Span>) -> Positions {
        let mut offsets: Vec<usize> = spans
            .into_iter()
            .flat_map(|it| [it.start, it.end])
            .collect();
        offsets.sort_unstable();
        offsets.dedup();
        let mut walk = Walk {
            text: text.as_bytes(),
            encoding,
            at: 0,
            line: 0,
            character: 0,
        };
        let positions = offsets.iter().map(|it| walk.on_to(*it)).collect();
        Positions { offsets, positions }
    }

    /// The range of `span`, which has to be one of the spans given to [`Positions::new`].
    pub fn range(&self, span: Span) -> Range {
        let position = |it: usize| {
            let i = self.offsets.binary_search(&it);
            debug_assert!(i.is_ok(), "a span that was not announced");
            i.map_or_else(|_| Position::default(), |i| self.positions[i])
        };
        Range::new(position(span.start), position(span.end))
    }
}

struct Walk<'a> {
    text: &'a [u8],
    encoding: Encoding,
    /// The byte that the walk has come to, and its line and character.
    at: usize,
    line: usize,
    character: usize,
}

impl Walk<'_> {
    /// The position of `offset`, which lies at or behind the one before. A place
    /// between CR and LF counts as before both.
    fn on_to(&mut self, offset: usize) -> Position {
        let mut offset = offset.min(self.text.len());
        if 0 < offset && self.text[offset - 1] == b'\r' && self.text.get(offset) == Some(&b'\n') {
            offset -= 1;
        }
        let passed = &self.text[self.at.min(offset)..offset];
        match passed.iter().rposition(|it| matches!(it, b'\n' | b'\r')) {
            Some(last) => {
                self.line += line_breaks(&passed[..=last]);
                self.character = self.encoding.units(&passed[last + 1..]);
            }
            None => self.character += self.encoding.units(passed),
        }
        self.at = offset;
        Position::new(self.line as u32, self.character as u32)
    }
}

/// How many lines end in `text`, which does not break off between CR and LF.
fn line_breaks(text: &[u8]) -> usize {
    let count = |byte: u8| text.iter().filter(|it| **it == byte).count();
    let (lf, cr) = (count(b'\n'), count(b'\r'));
    if cr == 0 {
        return lf;
    }
    lf + cr - text.windows(2).filter(|it| *it == b"\r\n").count()
}

#[cfg(test)]
mod tests;
