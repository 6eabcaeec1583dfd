//! What kind of cue a cue is: by the lists of the lexicon, and by the class of
//! its verb where they do not have it.

use std::sync::LazyLock;

use rustc_hash::{FxHashMap, FxHashSet};

use super::{CueKind, hash, links::Link, words::Word};
use crate::lexicon;

/// The kind of the cue of `link`.
pub fn kind(prose: &str, words: &[Word], link: &Link) -> CueKind {
    let (first, last) = link.cue;
    let cue = &words[first..=last];
    let kind = listed(cue).unwrap_or_else(|| by_class(cue));
    let by_document = link
        .source
        .first()
        .is_some_and(|&(first, last)| is_document(prose, &words[first..=last]));
    if kind == CueKind::Speech && by_document {
        CueKind::Document
    } else {
        kind
    }
}

/// The kind of the first listed word; "is expected to say" is what comes last of two verbs of will and saying.
fn listed(cue: &[Word]) -> Option<CueKind> {
    cue.iter().find_map(|word| {
        KINDS
            .get(&word.lemma)
            .or_else(|| KINDS.get(&word.form))
            .copied()
    })
}

fn by_class(cue: &[Word]) -> CueKind {
    // the order of verb classes in the words file
    const COGNITION: u8 = 3;
    const EMOTION: u8 = 9;
    const PERCEPTION: u8 = 11;
    let verb = cue
        .iter()
        .map(|it| it.verb >> 2)
        .rfind(|class| *class != 0)
        .unwrap_or(0);
    match verb {
        COGNITION | EMOTION => CueKind::Attitude,
        PERCEPTION => CueKind::Perception,
        _ => CueKind::Speech,
    }
}

/// Whether the head of a source, the last noun before a preposition or comma, is a document.
fn is_document(prose: &str, source: &[Word]) -> bool {
    let head = source
        .iter()
        .position(|it| {
            matches!(
                it.span.of(prose),
                "of" | "by" | "from" | "in" | "on" | "for" | "," | "at" | "who" | "that"
            )
        })
        .unwrap_or(source.len());
    head.checked_sub(1)
        .is_some_and(|it| DOCUMENTS.contains(&source[it].lemma))
}

static KINDS: LazyLock<FxHashMap<u32, CueKind>> = LazyLock::new(|| {
    let lists = [
        (
            include_str!("../lexicon/cues_perception.txt"),
            CueKind::Perception,
        ),
        (
            include_str!("../lexicon/cues_attitude.txt"),
            CueKind::Attitude,
        ),
        (
            include_str!("../lexicon/cues_document.txt"),
            CueKind::Document,
        ),
        (include_str!("../lexicon/cues_speech.txt"), CueKind::Speech),
    ];
    lists
        .into_iter()
        .flat_map(|(list, kind)| lexicon::entries(list).map(move |word| (hash::word(word), kind)))
        .collect()
});

static DOCUMENTS: LazyLock<FxHashSet<u32>> = LazyLock::new(|| {
    lexicon::entries(include_str!("../lexicon/cue_documents.txt"))
        .map(hash::word)
        .collect()
});
