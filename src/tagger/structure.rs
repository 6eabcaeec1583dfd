//! Features of the second look: the labels that the first look gave, and the
//! segments and cues that they make up.

use super::{
    hash,
    labels::{Role, Segment, segments},
    words::Word,
};

/// The structure that the first look's labels make.
pub struct Structure<'a> {
    words: &'a [Word],
    labels: &'a [u8],
    /// For each word the segment it is in.
    own: Vec<Option<Segment>>,
    /// For each word the cue that begins at or before it, and at or behind it.
    before: Vec<Option<Segment>>,
    behind: Vec<Option<Segment>>,
    /// For each cue, by its first word, which roles point at it, as bits.
    pointing: Vec<u8>,
    /// For each sentence how many of its words are content, in quarters, and its cues.
    sentences: Vec<(u32, u32)>,
}

pub fn structure<'a>(words: &'a [Word], labels: &'a [u8]) -> Structure<'a> {
    let found = segments(labels);
    let mut own = vec![None; words.len()];
    for segment in &found {
        own[segment.first..=segment.last].fill(Some(*segment));
    }
    let is_cue = |it: &Option<Segment>| it.filter(|it| it.role == Role::Cue);
    let mut before = vec![None; words.len()];
    let mut behind = vec![None; words.len()];
    let mut seen = None;
    for at in 0..words.len() {
        seen = is_cue(&own[at]).or(seen);
        before[at] = seen;
    }
    seen = None;
    for at in (0..words.len()).rev() {
        seen = is_cue(&own[at]).or(seen);
        behind[at] = seen;
    }
    let mut pointing = vec![0u8; words.len()];
    for segment in &found {
        let cue = match segment.role {
            Role::Cue => None,
            Role::SourceBefore | Role::ContentBefore => behind[segment.last],
            Role::SourceAfter | Role::ContentAfter => before[segment.first],
        };
        if let Some(cue) = cue {
            pointing[cue.first] |= 1 << segment.role as u8;
        }
    }
    let sentences = sentences(words, labels, &found);
    Structure {
        words,
        labels,
        own,
        before,
        behind,
        pointing,
        sentences,
    }
}

fn sentences(words: &[Word], labels: &[u8], found: &[Segment]) -> Vec<(u32, u32)> {
    let Some(first) = words.first() else {
        return Vec::new();
    };
    let count = (words[words.len() - 1].sentence - first.sentence) as usize + 1;
    let mut list = vec![(0, 0, 0); count];
    for (word, label) in words.iter().zip(labels) {
        let sentence = &mut list[(word.sentence - first.sentence) as usize];
        sentence.0 += 1;
        sentence.1 += u32::from(*label >= 7);
    }
    for cue in found.iter().filter(|it| it.role == Role::Cue) {
        list[(words[cue.first].sentence - first.sentence) as usize].2 += 1;
    }
    list.into_iter()
        .map(|(all, content, cues)| ((4 * content).checked_div(all).unwrap_or(0), cues))
        .collect()
}

/// Puts the features of the word at `at` into `out`.
pub fn features(structure: &Structure, at: usize, out: &mut Vec<u32>) {
    let Structure { words, labels, .. } = *structure;
    let word = &words[at];
    let here = u32::from(labels[at]);
    let near = |offset: isize| {
        at.checked_add_signed(offset)
            .and_then(|it| labels.get(it))
            .map_or(15, |it| u32::from(*it))
    };
    let mut template = 300;
    let mut two = |a: u32, b: u32| {
        template += 1;
        out.push(hash::pair(template, a, b));
    };
    two(here, 0);
    two(near(-1) | here << 4 | near(1) << 8, 0);
    two(near(-2) | near(-1) << 4, 0);
    two(near(1) | near(2) << 4, 0);
    two(here, word.lemma);
    if let Some(own) = structure.own[at] {
        let role = own.role as u32;
        let place = (own.last - own.first).min(6) as u32 | ((at - own.first).min(3) as u32) << 4;
        two(role, place);
        two(
            role | ((own.last - at).min(3) as u32) << 4,
            words[own.last].form,
        );
        two(role, words[own.first].form);
    }
    template = 320;
    let mut two = |a: u32, b: u32| {
        template += 1;
        out.push(hash::pair(template, a, b));
    };
    for (cue, left) in [(structure.before[at], true), (structure.behind[at], false)] {
        let Some(cue) = cue else {
            two(0, 0);
            (0..4).for_each(|_| two(99, here));
            continue;
        };
        let distance = if left {
            at.saturating_sub(cue.last)
        } else {
            cue.first.saturating_sub(at)
        };
        let distance = match distance {
            0..4 => distance as u32,
            4..8 => 4,
            8..16 => 5,
            _ => 6,
        };
        let apart = words[cue.first].sentence.abs_diff(word.sentence).min(2);
        two(1, 0);
        two(words[cue.first].lemma, apart);
        two(distance | apart << 4, here);
        two(u32::from(structure.pointing[cue.first]) | apart << 8, here);
        two((cue.last - cue.first).min(3) as u32, here);
    }
    let sentence = (word.sentence - words[0].sentence) as usize;
    let (content, cues) = structure.sentences[sentence];
    let quoted = u32::from(word.in_quotes());
    two(content | quoted << 4, here);
    two(cues.min(3), here);
    for other in [sentence.checked_sub(1), Some(sentence + 1)] {
        let share = other
            .and_then(|it| structure.sentences.get(it))
            .map_or(9, |it| it.0);
        two(share, quoted);
    }
}
