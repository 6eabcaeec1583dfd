//! Places in text.

/// A half-open range of bytes. Inside a [`Paragraph`](crate::paragraph::Paragraph)
/// it counts from the paragraph's start, everywhere else from the draft's.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Span {
    pub start: usize,
    pub end: usize,
}

impl Span {
    pub fn new(start: usize, end: usize) -> Span {
        Span { start, end }
    }

    pub fn shifted(self, by: usize) -> Span {
        Span {
            start: self.start + by,
            end: self.end + by,
        }
    }

    /// Whether `offset` lies inside or directly behind.
    pub fn touches(self, offset: usize) -> bool {
        self.start <= offset && offset <= self.end
    }

    pub fn contains(self, other: Span) -> bool {
        self.start <= other.start && other.end <= self.end
    }

    pub fn overlaps(self, other: Span) -> bool {
        self.start < other.end && other.start < self.end
    }

    /// How many bytes both have.
    pub fn shared(self, other: Span) -> usize {
        let end = self.end.min(other.end);
        end.saturating_sub(self.start.max(other.start))
    }

    pub fn len(self) -> usize {
        self.end - self.start
    }

    pub fn is_empty(self) -> bool {
        self.start == self.end
    }

    /// The text at this place. Panics where the text does not have it.
    pub fn of(self, text: &str) -> &str {
        &text[self.start..self.end]
    }
}

/// Replaces the text at `span`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Edit {
    pub span: Span,
    pub text: String,
}
