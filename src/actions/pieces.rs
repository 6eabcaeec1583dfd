//! Edits one after the other, each in the text that the ones before it left, as
//! edits of the text that was there first.

use crate::span::{Edit, Span};

/// What a text is made of by now.
pub struct Pieces {
    list: Vec<Piece>,
    /// Of the first text.
    len: usize,
}

enum Piece {
    /// A part of the first text.
    Kept(Span),
    /// With the number of who wrote it.
    New(String, usize),
}

impl Piece {
    fn len(&self) -> usize {
        match self {
            Piece::Kept(span) => span.len(),
            Piece::New(text, _) => text.len(),
        }
    }
}

impl Pieces {
    /// A text of `len` bytes as it is.
    pub fn new(len: usize) -> Pieces {
        let list = vec![Piece::Kept(Span::new(0, len))];
        Pieces { list, len }
    }

    /// `edits`: sorted, apart, in the text as it is by now.
    pub fn apply(&mut self, edits: &[Edit], by: usize) {
        for edit in edits.iter().rev() {
            let start = self.split(edit.span.start);
            let end = self.split(edit.span.end);
            let new = Piece::New(edit.text.clone(), by);
            self.list.splice(start..end, [new]);
        }
    }

    /// The index of the piece that begins at `offset`.
    fn split(&mut self, offset: usize) -> usize {
        let mut at = 0;
        for i in 0..self.list.len() {
            if at == offset {
                return i;
            }
            let piece = &self.list[i];
            let inner = offset - at;
            if inner < piece.len() {
                let (first, second) = match piece {
                    Piece::Kept(span) => {
                        let middle = span.start + inner;
                        let first = Piece::Kept(Span::new(span.start, middle));
                        (first, Piece::Kept(Span::new(middle, span.end)))
                    }
                    Piece::New(text, by) => {
                        let (first, second) = text.split_at(inner);
                        let new = |it: &str| Piece::New(it.to_owned(), *by);
                        (new(first), new(second))
                    }
                };
                self.list.splice(i..=i, [first, second]);
                return i + 1;
            }
            at += piece.len();
        }
        self.list.len()
    }

    /// What has become of the first text, each with the number of who wrote it.
    pub fn edits(&self) -> Vec<(Edit, usize)> {
        let mut edits: Vec<(Edit, usize)> = Vec::new();
        let mut at = 0;
        let end = Piece::Kept(Span::new(self.len, self.len));
        let mut new: Vec<(String, usize)> = Vec::new();
        for piece in self.list.iter().chain([&end]) {
            let span = match piece {
                Piece::New(text, by) => {
                    match new.last_mut().filter(|it| it.1 == *by) {
                        Some((last, _)) => last.push_str(text),
                        None => new.push((text.clone(), *by)),
                    }
                    continue;
                }
                Piece::Kept(span) => span,
            };
            // The first takes the place of what is gone, the others stand behind it.
            let mut gone = Span::new(at, span.start);
            for (text, by) in new.drain(..) {
                edits.push((Edit { span: gone, text }, by));
                gone.start = gone.end;
            }
            at = span.end;
        }
        edits
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn edit(start: usize, end: usize, text: &str) -> Edit {
        Edit {
            span: Span::new(start, end),
            text: text.to_owned(),
        }
    }

    #[test]
    fn edits_in_a_row_are_edits_of_the_first_text() {
        let text = "abcdef";
        let mut pieces = Pieces::new(text.len());
        pieces.apply(&[edit(1, 1, "[1]"), edit(6, 6, "!")], 0);
        // a[1]bcdef!
        pieces.apply(&[edit(2, 3, "2"), edit(6, 6, "[1]"), edit(10, 10, "?")], 1);
        // a[2]bc[1]def!?
        pieces.apply(&[edit(4, 5, "")], 2);
        let edits = pieces.edits();
        let expected = [
            (edit(1, 2, "["), 0),
            (edit(2, 2, "2"), 1),
            (edit(2, 2, "]"), 0),
            (edit(2, 2, ""), 2),
            (edit(3, 3, "[1]"), 1),
            (edit(6, 6, "!"), 0),
            (edit(6, 6, "?"), 1),
        ];
        assert_eq!(edits, expected);
    }
}
