//! What a selection grows to: name, quotation, sentence, paragraph, draft.

use crate::{document::Reading, span::Span};

/// The spans round `offset`, the smallest first, each inside the next.
pub fn selections(reading: &Reading, offset: usize) -> Vec<Span> {
    let story = &reading.story;
    let mut spans = Vec::new();
    spans.extend(
        story
            .meant_at(offset)
            .iter()
            .flat_map(|it| [it.name, it.span]),
    );
    let quotations = story.quotations.iter().filter(|it| it.span.touches(offset));
    spans.extend(quotations.flat_map(|it| [it.words, it.span]));
    spans.extend(story.sentence_at(offset).map(|it| story.sentences[it].span));
    let paragraphs = story.paragraphs.iter();
    spans.extend(paragraphs.map(|(at, it)| Span::new(*at, at + it.text.len())));
    spans.push(Span::new(0, reading.text.len()));
    spans.retain(|it| it.touches(offset));
    spans.sort_by_key(|it| it.len());
    let mut nested: Vec<Span> = Vec::new();
    for span in spans {
        if nested
            .last()
            .is_none_or(|it| span.contains(*it) && span != *it)
        {
            nested.push(span);
        }
    }
    nested
}
