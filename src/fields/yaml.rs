//! Values written in YAML. What cannot be read ends the reading; what stands
//! before it counts.

use saphyr_parser::{Event, Parser};

use super::{
    Problem,
    tree::{Form, Read, Table, Value},
};
use crate::span::Span;

/// What the first document in `text` says.
pub fn document(text: &str) -> Read<'_> {
    let offsets: Vec<usize> = text
        .char_indices()
        .map(|(at, _)| at)
        .chain([text.len()])
        .collect();
    let mut reader = Reader {
        events: Parser::new_from_str(text),
        offsets: &offsets,
        problems: Vec::new(),
        ended: false,
    };
    let value = loop {
        match reader.next() {
            Some((Event::StreamStart | Event::DocumentStart(_), _)) => (),
            Some((event, span)) => break reader.value(event, span),
            None => break None,
        }
    };
    let nothing = Value {
        span: Span::default(),
        form: Form::Other,
    };
    (value.unwrap_or(nothing), reader.problems)
}

struct Reader<'a, 't> {
    events: Parser<'t, saphyr_parser::StrInput<'t>>,
    /// Where each character begins, in bytes.
    offsets: &'a [usize],
    problems: Vec<Problem>,
    ended: bool,
}

impl<'t> Reader<'_, 't> {
    fn next(&mut self) -> Option<(Event<'t>, Span)> {
        if self.ended {
            return None;
        }
        match self.events.next_event()? {
            Ok((event, span)) => {
                let (start, end) = (
                    self.offset(span.start.index()),
                    self.offset(span.end.index()),
                );
                Some((event, Span::new(start, end.max(start))))
            }
            Err(error) => {
                self.ended = true;
                let at = self.offset(error.marker().index());
                self.problems.push(Problem {
                    span: Span::new(at, at),
                    message: format!("not YAML: {}", error.info()),
                });
                None
            }
        }
    }

    fn offset(&self, character: usize) -> usize {
        let last = self.offsets.len() - 1;
        self.offsets[character.min(last)]
    }

    /// The value that `event` begins; `None` where it ends one.
    fn value(&mut self, event: Event<'t>, span: Span) -> Option<Value<'t>> {
        let form = match event {
            Event::Scalar(text, ..) => Form::Text(text),
            Event::SequenceStart(..) => {
                let mut list = Vec::new();
                while let Some((event, span)) = self.next() {
                    match self.value(event, span) {
                        Some(it) => list.push(it),
                        None => break,
                    }
                }
                Form::List(list)
            }
            Event::MappingStart(..) => {
                let mut entries = Vec::new();
                while let Some((event, span)) = self.next() {
                    let Some(key) = self.value(event, span) else {
                        break;
                    };
                    let Some((event, span)) = self.next() else {
                        break;
                    };
                    let Some(value) = self.value(event, span) else {
                        break;
                    };
                    if let Form::Text(text) = key.form {
                        entries.push((text, key.span, value));
                    }
                }
                Form::Table(Table { entries })
            }
            Event::Alias(_) => Form::Other,
            _ => return None,
        };
        Some(Value { span, form })
    }
}
