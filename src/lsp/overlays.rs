//! What an editor draws into the text: the line over the headline, names behind
//! pronouns, colours. The last two only where the desk's settings ask for them.

use tower_lsp::lsp_types::{
    CodeLens, Command, InlayHint, InlayHintLabel, Range, SemanticToken, SemanticTokenType,
    SemanticTokens, SemanticTokensLegend,
};

use super::asked::Asked;
use crate::{
    navigation::{
        highlights::{self, Colour},
        inlays, summary,
    },
    span::Span,
};

/// The draft in one line, over its headline. Its command has no name, so there
/// is nothing to click and every editor shows it.
pub fn lenses(asked: &Asked) -> Vec<CodeLens> {
    let summary = summary::summary(asked.reading());
    let lens = summary.map(|(span, title)| CodeLens {
        range: asked.range(Span::new(span.start, span.start)),
        command: Some(Command::new(title, String::new(), None)),
        data: None,
    });
    lens.into_iter().collect()
}

pub fn inlays(asked: &Asked) -> Vec<InlayHint> {
    let reading = asked.reading();
    if !reading.desk.config.editor.inlay_hints {
        return Vec::new();
    }
    let inlays = inlays::inlays(reading, asked.span);
    let place = |offset| Span::new(offset, offset);
    let positions = asked.positions(inlays.iter().map(|it| place(it.offset)));
    let hints = inlays.into_iter().map(|it| InlayHint {
        position: positions.range(place(it.offset)).start,
        label: InlayHintLabel::String(it.text),
        kind: None,
        text_edits: None,
        tooltip: None,
        padding_left: Some(true),
        padding_right: None,
        data: None,
    });
    hints.collect()
}

/// Types that every theme has a colour for.
pub fn legend() -> SemanticTokensLegend {
    SemanticTokensLegend {
        token_types: vec![
            SemanticTokenType::CLASS,
            SemanticTokenType::KEYWORD,
            SemanticTokenType::NUMBER,
            SemanticTokenType::STRING,
        ],
        token_modifiers: Vec::new(),
    }
}

pub fn tokens(asked: &Asked) -> SemanticTokens {
    let reading = asked.reading();
    let mut tokens = SemanticTokens::default();
    if !reading.desk.config.editor.semantic_tokens {
        return tokens;
    }
    let coloured = highlights::highlights(reading, asked.span);
    let coloured: Vec<(Span, Colour)> = coloured
        .into_iter()
        .flat_map(|(span, colour)| lines(&reading.text, span).map(move |it| (it, colour)))
        .collect();
    let positions = asked.positions(coloured.iter().map(|it| it.0));
    let mut last = Range::default().start;
    for (span, colour) in coloured {
        let Range { start, end } = positions.range(span);
        let delta_line = start.line - last.line;
        let delta_start = if delta_line == 0 {
            start.character - last.character
        } else {
            start.character
        };
        tokens.data.push(SemanticToken {
            delta_line,
            delta_start,
            length: end.character - start.character,
            token_type: colour as u32,
            token_modifiers_bitset: 0,
        });
        last = start;
    }
    tokens
}

/// The lines of `span`, since few editors take a token that goes over several.
fn lines(text: &str, span: Span) -> impl Iterator<Item = Span> {
    let mut at = span.start;
    let lines = span.of(text).split(['\n', '\r']).map(move |line| {
        let start = at;
        at += line.len() + 1;
        Span::new(start, start + line.len())
    });
    lines.filter(|it| !it.is_empty())
}
