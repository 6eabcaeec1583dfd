//! From labels to attributions: each arrow goes to the nearest cue on its side,
//! and a cue without a source takes that of the cue before it in its sentence.

use super::{
    labels::{Role, Segment, segments},
    words::Word,
};

/// Runs of words that make up one attribution; indices of words, last included.
#[derive(Clone, Debug, PartialEq)]
pub struct Link {
    pub source: Vec<(usize, usize)>,
    pub cue: (usize, usize),
    pub content: Vec<(usize, usize)>,
    /// Whether the source is that of the cue before.
    pub inherits: bool,
}

/// The attributions that have content, in the order of their cues.
pub fn links(words: &[Word], prose: &str, labels: &[u8]) -> Vec<Link> {
    let mut list = linked(words, labels);
    announced(words, prose, &mut list);
    list.retain(|it| !it.content.is_empty());
    list
}

/// All cues, with what points at them.
pub fn linked(words: &[Word], labels: &[u8]) -> Vec<Link> {
    let found = segments(labels);
    let mut list: Vec<Link> = found
        .iter()
        .filter(|it| it.role == Role::Cue)
        .map(|it| Link {
            source: Vec::new(),
            cue: (it.first, it.last),
            content: Vec::new(),
            inherits: false,
        })
        .collect();
    for segment in found.iter().filter(|it| it.role != Role::Cue) {
        let Some(target) = target(&list, segment) else {
            continue;
        };
        let run = (segment.first, segment.last);
        match segment.role {
            Role::ContentBefore | Role::ContentAfter => list[target].content.push(run),
            _ => list[target].source.push(run),
        }
    }
    for at in 1..list.len() {
        let before = &list[at - 1];
        let together = words[before.cue.0].sentence == words[list[at].cue.0].sentence;
        if list[at].source.is_empty() && together && !before.source.is_empty() {
            list[at].source = before.source.clone();
            list[at].inherits = true;
        }
    }
    list
}

/// What "The study says:" announces stands in the paragraphs behind it: the
/// colon at the end stands for it.
fn announced(words: &[Word], prose: &str, list: &mut [Link]) {
    let (Some(last), Some(link)) = (words.len().checked_sub(1), list.last_mut()) else {
        return;
    };
    let ends =
        words[last].span.of(prose) == ":" && words[link.cue.0].sentence == words[last].sentence;
    if ends && link.content.is_empty() {
        link.content.push((last, last));
        if link.cue.0 < last && link.cue.1 == last {
            link.cue.1 -= 1;
        }
    }
}

/// The cue that the segment points at, or else the nearest on the other side.
fn target(cues: &[Link], segment: &Segment) -> Option<usize> {
    let right = cues.partition_point(|it| it.cue.0 < segment.first);
    let left = right.checked_sub(1);
    let right = (right < cues.len()).then_some(right);
    match segment.role {
        Role::SourceBefore | Role::ContentBefore => right.or(left),
        _ => left.or(right),
    }
}
