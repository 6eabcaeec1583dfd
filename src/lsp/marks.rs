//! Which findings a writer sees. Marks must not jump under the hands: one that
//! is new in the sentence being typed in waits for a pause, while those that
//! are gone go at once and all others move with the text.

use super::drafts::{Move, Serial};
use crate::{document::Reading, rules::Finding, span::Span};

/// The marks that the editor shows in a draft.
#[derive(Default)]
pub struct Marks {
    marks: Vec<(&'static str, Span)>,
    /// Of the text that the places are in.
    serial: Serial,
    /// Whether a finding waits for the pause.
    pub held: bool,
}

impl Marks {
    /// The findings to show now. `moves` are the edits of the draft up to
    /// `serial`, `caret` is where a writer types, if somebody does.
    pub fn shown<'a>(
        &mut self,
        reading: &'a Reading,
        serial: Serial,
        moves: &[Move],
        caret: Option<usize>,
    ) -> Vec<&'a Finding> {
        for it in moves
            .iter()
            .filter(|it| self.serial < it.serial && it.serial <= serial)
        {
            for (_, span) in &mut self.marks {
                *span = it.moved(*span);
            }
        }
        let typed_in = caret.and_then(|it| reading.story.sentence_at(it));
        let typed_in = typed_in.map(|it| reading.story.sentences[it].span);
        let waits =
            |it: &Finding| typed_in.is_some_and(|typed| typed.overlaps(it.span)) && !self.has(it);
        let shown: Vec<&Finding> = reading.findings.iter().filter(|it| !waits(it)).collect();
        self.held = shown.len() < reading.findings.len();
        self.marks = shown.iter().map(|it| (it.rule, it.span)).collect();
        self.serial = serial;
        shown
    }

    /// Whether the editor shows this finding already, if perhaps a little shorter or longer.
    fn has(&self, finding: &Finding) -> bool {
        let touches = |it: Span| it.start <= finding.span.end && finding.span.start <= it.end;
        self.marks
            .iter()
            .any(|(rule, span)| *rule == finding.rule && touches(*span))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        paragraph,
        rules::{Family, Severity},
        story::{Sentence, Status, Story},
    };

    #[test]
    fn a_new_mark_in_the_sentence_being_typed_waits_for_the_pause() {
        let mut marks = Marks::default();
        assert_eq!(
            shown(&mut marks, "Rents fell. It is vast.", &["vast"], None),
            ["vast"]
        );
        assert_eq!(
            shown(
                &mut marks,
                "Rents fell 9. It is vast.",
                &["9", "vast"],
                Some(12)
            ),
            ["vast"]
        );
        assert!(marks.held);
        assert_eq!(
            shown(
                &mut marks,
                "Rents fell 9. It is vast.",
                &["9", "vast"],
                None
            ),
            ["9", "vast"]
        );
        assert!(!marks.held);
    }

    #[test]
    fn a_new_mark_elsewhere_does_not_wait() {
        let mut marks = Marks::default();
        assert_eq!(
            shown(&mut marks, "Rents fell. It is vast.", &["vast"], Some(5)),
            ["vast"]
        );
    }

    #[test]
    fn a_mark_in_the_sentence_being_typed_moves_and_goes_at_once() {
        let mut marks = Marks::default();
        shown(&mut marks, "It is vast.", &["vast"], None);
        let insert = [Move {
            serial: 2,
            span: Span::new(0, 0),
            len: 4,
        }];
        let reading = reading("Now it is vast.", &["vast"]);
        assert_eq!(marks.shown(&reading, 2, &insert, Some(4)).len(), 1);
        assert!(!marks.held);
        assert!(shown(&mut marks, "Now it is.", &[], Some(9)).is_empty());
    }

    /// The words shown of `draft`, in which `marked` are all the findings.
    fn shown(marks: &mut Marks, draft: &str, marked: &[&str], caret: Option<usize>) -> Vec<String> {
        let reading = reading(draft, marked);
        let shown = marks.shown(&reading, 1, &[], caret);
        shown
            .iter()
            .map(|it| it.span.of(draft).to_owned())
            .collect()
    }

    fn reading(draft: &str, marked: &[&str]) -> Reading {
        let found = |words: &&str| Finding {
            rule: "superlative",
            family: Family::Style,
            severity: Severity::Hint,
            span: place(draft, words),
            message: String::new(),
            related: Vec::new(),
            elsewhere: Vec::new(),
            fixes: Vec::new(),
        };
        let sentence = |words: &str| Sentence {
            span: place(draft, words),
            kind: paragraph::Kind::Prose,
            paragraph: 0,
            asserts: true,
            status: Status::None,
            read: Status::None,
            doubt: None,
            attributions: Vec::new(),
            cited: false,
        };
        let sentences = draft
            .split_inclusive('.')
            .map(|it| sentence(it.trim_start()))
            .collect();
        Reading {
            text: draft.to_owned(),
            story: Story {
                sentences,
                ..Story::default()
            },
            findings: marked.iter().map(found).collect(),
            ..Reading::default()
        }
    }

    fn place(draft: &str, words: &str) -> Span {
        let start = draft.find(words).unwrap();
        Span::new(start, start + words.len())
    }
}
