//! The text of a paragraph cut into digits, words and marks, with what the
//! other files ask of a place: which word stands there, in what case, with or
//! without a space before it. Asking beyond either end gives the empty piece.

use crate::span::Span;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum PieceKind {
    /// "3,000", "5.1", ".500".
    Digits,
    /// "soldiers", "U.S.", "Smith's".
    Word,
    /// One character that is neither.
    Mark,
    /// What looks like digits and is none: an address, "192.168.1.2".
    Code,
    /// Beyond the text.
    None,
}

#[derive(Clone, Copy, Debug)]
pub(super) struct Piece {
    pub(super) span: Span,
    pub(super) kind: PieceKind,
    /// No space stands before it.
    pub(super) glued: bool,
    /// The first word of a sentence.
    pub(super) initial: bool,
}

pub(super) struct Text<'a> {
    pub(super) prose: &'a str,
    /// As long as `prose`, in lower case (ASCII only).
    lower: String,
    pieces: Vec<Piece>,
}

impl<'a> Text<'a> {
    pub(super) fn new(prose: &'a str, sentences: &[Span]) -> Text<'a> {
        Text {
            prose,
            lower: prose.to_ascii_lowercase(),
            pieces: pieces(prose, sentences),
        }
    }

    pub(super) fn len(&self) -> usize {
        self.pieces.len()
    }

    pub(super) fn piece(&self, at: usize) -> Piece {
        let end = Span::new(self.prose.len(), self.prose.len());
        self.pieces.get(at).copied().unwrap_or(Piece {
            span: end,
            kind: PieceKind::None,
            glued: false,
            initial: false,
        })
    }

    pub(super) fn kind(&self, at: usize) -> PieceKind {
        self.piece(at).kind
    }

    /// As the draft has it.
    pub(super) fn raw(&self, at: usize) -> &str {
        self.piece(at).span.of(self.prose)
    }

    /// In lower case.
    pub(super) fn lower(&self, at: usize) -> &str {
        self.piece(at).span.of(&self.lower)
    }

    /// The pieces from `from` up to `to` in lower case, with the spaces between.
    pub(super) fn between(&self, from: usize, to: usize) -> &str {
        &self.lower[self.start(from)..self.end_before(to)]
    }

    /// The word at `at` in lower case; empty where none is.
    pub(super) fn word(&self, at: usize) -> &str {
        if self.kind(at) == PieceKind::Word {
            self.lower(at)
        } else {
            ""
        }
    }

    /// The word `back` pieces before `at`; empty where none is.
    pub(super) fn word_before(&self, at: usize, back: usize) -> &str {
        at.checked_sub(back).map_or("", |before| self.word(before))
    }

    pub(super) fn is(&self, at: usize, mark: &str) -> bool {
        self.kind(at) == PieceKind::Mark && self.raw(at) == mark
    }

    /// A hyphen or en dash with no space on either side.
    pub(super) fn hyphen(&self, at: usize) -> bool {
        (self.is(at, "-") || self.is(at, "‐") || self.is(at, "‑") || self.is(at, "–"))
            && self.glued(at)
            && self.glued(at + 1)
    }

    pub(super) fn glued(&self, at: usize) -> bool {
        self.piece(at).glued
    }

    pub(super) fn capital(&self, at: usize) -> bool {
        self.kind(at) == PieceKind::Word && self.raw(at).starts_with(char::is_uppercase)
    }

    /// A capital anywhere: "Boeing", "iPhone".
    pub(super) fn capitals(&self, at: usize) -> bool {
        self.kind(at) == PieceKind::Word && self.raw(at).contains(char::is_uppercase)
    }

    pub(super) fn digits(&self, at: usize) -> bool {
        self.kind(at) == PieceKind::Digits
    }

    pub(super) fn start(&self, at: usize) -> usize {
        self.piece(at).span.start
    }

    /// Where the piece before `at` ends.
    pub(super) fn end_before(&self, at: usize) -> usize {
        at.checked_sub(1)
            .map_or(0, |last| self.piece(last).span.end)
    }

    /// Whether the words (or marks) of `phrase` stand at `at`, whatever spaces lie between.
    pub(super) fn has(&self, at: usize, phrase: &[&str]) -> bool {
        phrase
            .iter()
            .enumerate()
            .all(|(i, word)| at + i < self.len() && self.lower(at + i) == *word)
    }

    /// Whether the words of `phrase` end right before `at`.
    pub(super) fn has_before(&self, at: usize, phrase: &[&str]) -> bool {
        at.checked_sub(phrase.len())
            .is_some_and(|from| self.has(from, phrase))
    }
}

fn pieces(prose: &str, sentences: &[Span]) -> Vec<Piece> {
    let mut pieces: Vec<Piece> = Vec::with_capacity(prose.len() / 5 + 4);
    let mut starts = sentences.iter().map(|sentence| sentence.start).peekable();
    let mut begins = true;
    let addresses = prose.contains('@') || prose.contains("://") || prose.contains("www.");
    let mut at = 0;
    while let Some(first) = prose[at..].chars().next() {
        if first.is_whitespace() {
            at += first.len_utf8();
            continue;
        }
        let glued = at > 0 && pieces.last().is_some_and(|last| last.span.end == at);
        let address = if addresses && !glued {
            address(prose, at)
        } else {
            None
        };
        let (kind, len) = match address {
            Some(len) => (PieceKind::Code, len),
            None => piece(&prose[at..], glued && ends_in_digit(&pieces, prose)),
        };
        while starts.next_if(|start| *start <= at).is_some() {
            begins = true;
        }
        let initial = begins && kind != PieceKind::Mark;
        begins &= !initial;
        pieces.push(Piece {
            span: Span::new(at, at + len),
            kind,
            glued,
            initial,
        });
        at += len;
    }
    pieces
}

fn ends_in_digit(pieces: &[Piece], prose: &str) -> bool {
    pieces
        .last()
        .is_some_and(|last| last.span.of(prose).ends_with(|c: char| c.is_ascii_digit()))
}

/// The length of the web or mail address that begins at `at`.
fn address(prose: &str, at: usize) -> Option<usize> {
    let rest = &prose[at..];
    let chunk = &rest[..rest.find(char::is_whitespace).unwrap_or(rest.len())];
    let handle = chunk.find('@').is_some_and(|sign| sign + 1 < chunk.len());
    (handle || chunk.contains("://") || chunk.starts_with("www.")).then_some(chunk.len())
}

fn piece(rest: &str, behind_digit: bool) -> (PieceKind, usize) {
    let bytes = rest.as_bytes();
    let point = bytes[0] == b'.' && !behind_digit && bytes.get(1).is_some_and(u8::is_ascii_digit);
    if bytes[0].is_ascii_digit() || point {
        return digits(bytes);
    }
    let first = rest.chars().next().unwrap_or(' ');
    if first.is_alphabetic() {
        (PieceKind::Word, word(rest))
    } else {
        (PieceKind::Mark, first.len_utf8())
    }
}

fn digits(bytes: &[u8]) -> (PieceKind, usize) {
    let run = |from: usize| {
        bytes[from..]
            .iter()
            .take_while(|b| b.is_ascii_digit())
            .count()
    };
    let mut end = run(0);
    let grouped = (1..=3).contains(&end);
    while grouped && bytes.get(end) == Some(&b',') && run(end + 1) == 3 {
        end += 4;
    }
    let mut points = 0;
    while bytes.get(end) == Some(&b'.') && run(end + 1) > 0 {
        end += 1 + run(end + 1);
        points += 1;
    }
    (
        if points > 1 {
            PieceKind::Code
        } else {
            PieceKind::Digits
        },
        end,
    )
}

/// Letters, apostrophes between letters, and the points of "U.S." and "p.m.".
fn word(rest: &str) -> usize {
    let initials = initials(rest);
    if initials > 0 {
        return initials;
    }
    let mut chars = rest.char_indices().peekable();
    while let Some((at, c)) = chars.next() {
        let inner =
            matches!(c, '\'' | '’') && chars.peek().is_some_and(|(_, next)| next.is_alphabetic());
        let mark = ('\u{300}'..='\u{36f}').contains(&c);
        if !c.is_alphabetic() && !inner && !mark {
            return at;
        }
    }
    rest.len()
}

/// The length of "U.S." or "p.m"; 0 where no two letters with a point between stand.
fn initials(rest: &str) -> usize {
    let bytes = rest.as_bytes();
    let mut end = 0;
    while bytes.get(end).is_some_and(u8::is_ascii_alphabetic) && bytes.get(end + 1) == Some(&b'.') {
        end += 2;
    }
    let letter_follows = rest[end..].starts_with(char::is_alphanumeric);
    if end >= 4 && !letter_follows {
        return end;
    }
    if end != 2 {
        return 0;
    }
    // "p.m" without its last point.
    let one_more = rest[end..]
        .chars()
        .take_while(|c| c.is_alphanumeric())
        .count()
        == 1;
    let letter = bytes.get(2).is_some_and(u8::is_ascii_alphabetic);
    if one_more && letter { 3 } else { 0 }
}
