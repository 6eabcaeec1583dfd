//! Features of the second look: the labels that the first look gave, and the
//! segments and cues that they make up.

use super::{
    hash,
    labels::{LABELS, ROLES, Role, Segment, begin, inside, role, segments},
    words::Word,
};

/// The structure that the first look's labels make.
pub struct Structure<'a> {
    words: &'a [Word],
    labels: &'a [u8],
    chances: &'a [[f32; LABELS]],
    /// For each word the nearest one before and behind it that may well be in a
    /// cue without being labelled so.
    missed: Vec<[Option<usize>; 2]>,
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

pub fn structure<'a>(
    words: &'a [Word],
    labels: &'a [u8],
    chances: &'a [[f32; LABELS]],
) -> Structure<'a> {
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
        chances,
        missed: missed(labels, chances),
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

fn missed(labels: &[u8], chances: &[[f32; LABELS]]) -> Vec<[Option<usize>; 2]> {
    let may = |at: usize| role(labels[at]).is_none() && role_chance(&chances[at], Role::Cue) > 0.15;
    let mut list = vec![[None; 2]; labels.len()];
    let mut seen = None;
    for (at, found) in list.iter_mut().enumerate() {
        found[0] = seen;
        if may(at) {
            seen = Some(at);
        }
    }
    seen = None;
    for (at, found) in list.iter_mut().enumerate().rev() {
        if may(at) {
            seen = Some(at);
        }
        found[1] = seen;
    }
    list
}

/// The probability that a word has a role, first word or not.
pub fn role_chance(chances: &[f32; LABELS], role: Role) -> f32 {
    chances[begin(role) as usize] + chances[inside(role) as usize]
}

/// The likeliest role but that of the label, and how sure the label and it are, in steps.
fn doubt(chances: &[f32; LABELS], label: u8) -> u32 {
    let own = role(label);
    let roles = ROLES
        .into_iter()
        .map(|it| (Some(it), role_chance(chances, it)));
    let mut other = (None, if own.is_some() { chances[0] } else { 0. });
    let mut sure = chances[0];
    for (role, chance) in roles {
        if role == own {
            sure = chance;
        } else if chance > other.1 {
            other = (role, chance);
        }
    }
    let step = |chance: f32| {
        [0.03, 0.1, 0.25, 0.4]
            .iter()
            .filter(|it| chance > **it)
            .count() as u32
    };
    let kind = if step(other.1) == 0 {
        0
    } else {
        other.0.map_or(7, |it| it as u32 + 1)
    };
    let sure = [0.5, 0.7, 0.9, 0.97]
        .iter()
        .filter(|it| sure > **it)
        .count() as u32;
    kind | step(other.1) << 3 | sure << 6
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
    let doubts = |offset: isize| {
        let at = at.checked_add_signed(offset).filter(|it| *it < words.len());
        at.map_or(1 << 12, |it| doubt(&structure.chances[it], labels[it]))
    };
    two(doubts(0), here);
    two(doubts(0) & 63, word.lemma);
    two(doubts(-1) & 63 | (doubts(0) & 63) << 8, here);
    two(doubts(1) & 63 | (doubts(0) & 63) << 8, here);
    for (side, missed) in structure.missed[at].into_iter().enumerate() {
        let Some(missed) = missed.filter(|it| words[*it].sentence == word.sentence) else {
            two(99, here);
            continue;
        };
        let between = segment_between(structure, at, missed, side == 0);
        two(words[missed].lemma, u32::from(between) << 4 | here);
    }
}

/// Whether a labelled cue stands between the word and the cue that was missed.
fn segment_between(structure: &Structure, at: usize, missed: usize, left: bool) -> bool {
    if left {
        structure.before[at].is_some_and(|it| it.first > missed)
    } else {
        structure.behind[at].is_some_and(|it| it.first < missed)
    }
}
