//! Where things stand: definitions, references, links, and what encloses a place.

use tower_lsp::lsp_types::{
    DocumentHighlight, DocumentLink, FoldingRange, FoldingRangeKind, GotoDefinitionResponse,
    Location, LocationLink, SelectionRange, Url,
};

use super::{
    asked::Asked,
    convert::Positions,
    keys::{self, Found},
};
use crate::{
    navigation::{self, Definition, folds, selections},
    paragraph::NoteKind,
    span::Span,
};

pub fn definition(asked: &Asked) -> Option<GotoDefinitionResponse> {
    let (origin, definition) = navigation::definition(asked.reading(), asked.span.start)?;
    let Location { uri, range } = match definition {
        Definition::Draft(span) => asked.location(span),
        Definition::Desk(path, span) => {
            let uri = Url::from_file_path(&path).ok()?;
            let text = asked.drafts.text(&uri)?;
            Location::new(
                uri,
                Positions::new(&text, asked.editor.encoding, [span]).range(span),
            )
        }
    };
    Some(if asked.editor.links_definitions {
        GotoDefinitionResponse::Link(vec![LocationLink {
            origin_selection_range: Some(asked.range(origin)),
            target_uri: uri,
            target_range: range,
            target_selection_range: range,
        }])
    } else {
        GotoDefinitionResponse::Scalar(Location::new(uri, range))
    })
}

/// `declared`: the place that brings it in is wanted too.
pub fn references(asked: &Asked, declared: bool) -> Option<Found> {
    let reading = asked.reading();
    if let Some(key) = keys::recorded(asked) {
        return Some(keys::found(&asked.drafts, &asked.editor, &key, declared));
    }
    let mut places = navigation::places(reading, asked.span.start)?;
    if !declared
        && let Some((_, Definition::Draft(first))) =
            navigation::definition(reading, asked.span.start)
    {
        places.retain(|it| *it != first);
    }
    let positions = asked.positions(places.iter().copied());
    let location = |it: &Span| Location::new(asked.uri.clone(), positions.range(*it));
    let locations = places.iter().map(location).collect();
    let warning = None;
    Some(Found { locations, warning })
}

pub fn highlights(asked: &Asked) -> Option<Vec<DocumentHighlight>> {
    let places = navigation::places(asked.reading(), asked.span.start)?;
    let positions = asked.positions(places.iter().copied());
    let highlight = |it: &Span| DocumentHighlight {
        range: positions.range(*it),
        kind: None,
    };
    Some(places.iter().map(highlight).collect())
}

/// From each citation key to the page that its record gives.
pub fn links(asked: &Asked) -> Vec<DocumentLink> {
    let reading = asked.reading();
    let linked = reading.story.notes.iter().filter_map(|it| {
        let NoteKind::Citation { key, .. } = it.kind else {
            return None;
        };
        let record = reading.desk.record(key.of(&reading.text))?;
        let page = Url::parse(record.printable_url()?).ok()?;
        Some((key, record, page))
    });
    let linked: Vec<_> = linked.collect();
    let positions = asked.positions(linked.iter().map(|it| it.0));
    let links = linked.into_iter().map(|(key, record, page)| DocumentLink {
        range: positions.range(key),
        target: Some(page),
        tooltip: asked
            .editor
            .describes_links
            .then(|| record.printable_line()),
        data: None,
    });
    links.collect()
}

pub fn folds(asked: &Asked) -> Vec<FoldingRange> {
    let folds = folds::folds(asked.reading());
    let positions = asked.positions(folds.iter().map(|it| it.span));
    let mut ranges: Vec<FoldingRange> = Vec::new();
    for fold in folds {
        let range = positions.range(fold.span);
        let (start_line, end_line) = (range.start.line, range.end.line);
        let known = ranges
            .iter()
            .any(|it| it.start_line == start_line && it.end_line == end_line);
        if start_line < end_line && !known {
            ranges.push(FoldingRange {
                start_line,
                end_line,
                kind: fold.comment.then_some(FoldingRangeKind::Comment),
                ..FoldingRange::default()
            });
        }
    }
    ranges
}

/// What a selection at the place grows to.
pub fn selection(asked: &Asked) -> SelectionRange {
    let spans = selections::selections(asked.reading(), asked.span.start);
    let positions = asked.positions(spans.iter().copied());
    let grown = spans.iter().rev().fold(None, |parent, it| {
        let range = positions.range(*it);
        Some(SelectionRange {
            range,
            parent: parent.map(Box::new),
        })
    });
    grown.unwrap_or(SelectionRange {
        range: asked.range(asked.span),
        parent: None,
    })
}
