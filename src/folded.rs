//! A text as names are looked for in it: without accents, what cannot be seen
//! and Markdown's escapes, so that "José Álvarez" is found as "Jose Alvarez" too.

use std::borrow::Cow;

use unicode_normalization::char::{canonical_combining_class, decompose_compatible};

use crate::span::Span;

/// The case of ASCII letters stays; all others are in lower case.
pub struct Folded<'t> {
    pub text: Cow<'t, str>,
    /// Offsets in the folded and in the original text from which on both run alike.
    shifts: Vec<(usize, usize)>,
}

pub fn folded(original: &str) -> Folded<'_> {
    if original.is_ascii() && !original.contains('\\') {
        let text = Cow::Borrowed(original);
        return Folded {
            text,
            shifts: Vec::new(),
        };
    }
    let mut text = String::with_capacity(original.len());
    let mut shifts = Vec::new();
    let mut at = 0;
    while at < original.len() {
        let rest = &original[at..];
        let special = |it: u8| !it.is_ascii() || it == b'\\';
        let plain = rest.bytes().position(special).unwrap_or(rest.len());
        text.push_str(&rest[..plain]);
        at += plain;
        let mut behind = rest[plain..].chars();
        if let Some(c) = behind.next() {
            let before = text.len();
            let mut escapes = || behind.next().is_some_and(|it| it.is_ascii_punctuation());
            if c != '\\' || !escapes() {
                fold(c, &mut text);
            }
            at += c.len_utf8();
            if text.len() - before != c.len_utf8() {
                shifts.push((text.len(), at));
            }
        }
    }
    let text = Cow::Owned(text);
    Folded { text, shifts }
}

impl Folded<'_> {
    /// Where in `original`, which was folded, the characters of `span` stand.
    pub fn origin(&self, span: Span, original: &str) -> Span {
        let at = |offset: usize| match self.shifts.partition_point(|it| it.0 <= offset) {
            0 => offset,
            n => self.shifts[n - 1].1 + offset - self.shifts[n - 1].0,
        };
        let (mut start, mut end) = (at(span.start), at(span.end).min(original.len()));
        // In the middle of what is one character in the original.
        while !original.is_char_boundary(start) {
            start -= 1;
        }
        while !original.is_char_boundary(end) {
            end += 1;
        }
        Span::new(start, end)
    }
}

fn fold(c: char, text: &mut String) {
    match c {
        '\u{ad}' | '\u{34f}' | '\u{61c}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' => (),
        '\u{2060}'..='\u{206f}' | '\u{fe00}'..='\u{fe0f}' | '\u{feff}' => (),
        '‐' | '‑' => text.push('-'),
        '‘' | '’' | 'ʼ' => text.push('\''),
        _ if c.is_whitespace() => text.push(' '),
        _ if canonical_combining_class(c) != 0 => (),
        _ if c.is_alphanumeric() => decompose_compatible(c, |it| {
            if canonical_combining_class(it) == 0 {
                it.to_lowercase().for_each(|it| letter(it, text));
            }
        }),
        _ => text.push(c),
    }
}

/// What Unicode does not take for a letter with an accent.
fn letter(c: char, text: &mut String) {
    match c {
        'ß' => text.push_str("ss"),
        'æ' => text.push_str("ae"),
        'œ' => text.push_str("oe"),
        'þ' => text.push_str("th"),
        'ø' => text.push('o'),
        'ł' => text.push('l'),
        'đ' | 'ð' => text.push('d'),
        'ħ' => text.push('h'),
        'ı' => text.push('i'),
        _ if canonical_combining_class(c) != 0 => (),
        _ => text.push(c),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Finds `name` in `text` and gives what stands there.
    #[track_caller]
    fn check(text: &str, name: &str, original: &str) {
        let folded = folded(text);
        let at = folded.text.find(name).expect(&folded.text);
        let span = folded.origin(Span::new(at, at + name.len()), text);
        assert_eq!(span.of(text), original);
    }

    #[test]
    fn accents_and_what_cannot_be_seen_are_left_out() {
        check("“José Álvarez” left.", "Jose alvarez", "José Álvarez");
        check("é Alva\u{301}rez.", "Alvarez", "Alva\u{301}rez");
        check(
            "— Alva\u{ad}rez\u{200b}",
            "Alvarez",
            "Alva\u{ad}rez\u{200b}",
        );
        check("Þóra Łuk\u{a0}Æby!", "thora luk aeby", "Þóra Łuk\u{a0}Æby");
        check("O’Weiß‑Öz", "O'Weiss-oz", "O’Weiß‑Öz");
        // In the middle of a ligature.
        check("Gri\u{fb03}n", "Griff", "Gri\u{fb03}");
        check("Plain", "lai", "lai");
        check(r"ru\_na left", "ru_na", r"ru\_na");
        check(r"C:\runa", r"\runa", r"\runa");
    }
}
