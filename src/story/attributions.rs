//! Attributions of the paragraphs, as parts of the story.

use super::{Attribution, ContentForm};
use crate::{
    paragraph::{self, CueKind, Paragraph, Quotation},
    span::Span,
};

/// The attribution of a paragraph at `at` whose quotations are `quotations`.
pub fn placed(read: &paragraph::Attribution, at: usize, quotations: &[Quotation]) -> Attribution {
    let shifted = |list: &[Span]| list.iter().map(|it| it.shifted(at)).collect();
    Attribution {
        source: shifted(&read.source),
        cue: shifted(&read.cue),
        content: shifted(&read.content),
        citing: read.citing.map(|it| it.shifted(at)),
        kind: read.kind,
        form: form(&read.content, quotations),
        confidence: read.confidence,
        actor: None,
    }
}

/// What a speaker of a transcript says in the paragraph at `at`. `speaker` is the
/// last label, in the draft.
pub fn turn(at: usize, paragraph: &Paragraph, speaker: Span) -> Attribution {
    let whole = Span::new(0, paragraph.text.len()).shifted(at);
    let labelled = whole.contains(speaker);
    let start = if labelled {
        speaker.end + 1
    } else {
        whole.start
    };
    let colon = Span::new(speaker.end, speaker.end + 1);
    Attribution {
        source: vec![speaker],
        cue: labelled.then_some(colon).into_iter().collect(),
        content: vec![Span::new(start, whole.end)],
        citing: None,
        kind: CueKind::Speech,
        form: ContentForm::Direct,
        confidence: 1.0,
        actor: None,
    }
}

/// Direct where nine tenths of the content stand between quotation marks, mixed
/// where less of it does.
fn form(content: &[Span], quotations: &[Quotation]) -> ContentForm {
    let all: usize = content.iter().map(|it| it.len()).sum();
    let shared = |a: Span, b: Span| a.end.min(b.end).saturating_sub(a.start.max(b.start));
    let quoted: usize = content
        .iter()
        .flat_map(|it| quotations.iter().map(|q| shared(*it, q.span)))
        .sum();
    match quoted {
        0 => ContentForm::Indirect,
        _ if all * 9 <= quoted * 10 => ContentForm::Direct,
        _ => ContentForm::Mixed,
    }
}
