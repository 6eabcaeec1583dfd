//! Features of the second look: the labels that the first look gave, and the
//! segments and cues that they make up.

use super::{
    features::Sink,
    hash,
    labels::{LABELS, ROLES, Role, Segment, begin, inside, role, segments},
    words::Word,
};

/// The structure that the first look's labels make.
pub struct Structure<'a> {
    words: &'a [Word],
    labels: &'a [u8],
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
    /// For each word what else it may be, and how sure that is.
    doubts: Vec<u32>,
}

pub fn structure<'a>(
    words: &'a [Word],
    labels: &'a [u8],
    chances: &[[f32; LABELS]],
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
    let doubts = chances.iter().zip(labels);
    Structure {
        words,
        labels,
        doubts: doubts.map(|(it, label)| doubt(it, *label)).collect(),
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

/// What the keys of features that go together begin with.
mod group {
    pub const LABELS: u32 = 1 << 28;
    pub const OWN: u32 = 2 << 28;
    pub const CUES: [u32; 2] = [3 << 28, 4 << 28];
    pub const SENTENCE: u32 = 5 << 28;
    pub const DOUBTS: u32 = 6 << 28;
}

/// Puts the features of the word at `at` into `out`.
pub fn features(structure: &Structure, at: usize, out: &mut impl Sink) {
    let Structure { words, labels, .. } = *structure;
    let word = &words[at];
    let here = u32::from(labels[at]);
    let near = |offset: isize| {
        at.checked_add_signed(offset)
            .and_then(|it| labels.get(it))
            .map_or(15, |it| u32::from(*it))
    };
    out.add(hash::pair(305, here, word.lemma));
    let (before, behind) = ([near(-2), near(-1)], [near(1), near(2)]);
    let key = here | before[0] << 4 | before[1] << 8 | behind[0] << 12 | behind[1] << 16;
    out.together([group::LABELS | key, 0, 0, 0], |out| {
        let mut one = |template: u32, a: u32| out.push(hash::pair(template, a, 0));
        one(301, here);
        one(302, before[1] | here << 4 | behind[0] << 8);
        one(303, before[0] | before[1] << 4);
        one(304, behind[0] | behind[1] << 4);
    });
    if let Some(own) = structure.own[at] {
        let role = own.role as u32;
        let place = (own.last - own.first).min(6) as u32 | ((at - own.first).min(3) as u32) << 4;
        let left = ((own.last - at).min(3) as u32) << 4;
        let (first, last) = (words[own.first].form, words[own.last].form);
        let key = role | place << 4 | left << 8;
        out.together([group::OWN | key, first, last, 0], |out| {
            out.push(hash::pair(306, role, place));
            out.push(hash::pair(307, role | left, last));
            out.push(hash::pair(308, role, first));
        });
    }
    for side in 0..2 {
        cue(structure, at, side, out);
        let missed = structure.missed[at][side].filter(|it| words[*it].sentence == word.sentence);
        let template = 339 + side as u32;
        out.add(match missed {
            Some(missed) => {
                let between = u32::from(segment_between(structure, at, missed, side == 0));
                hash::pair(template, words[missed].lemma, between << 4 | here)
            }
            None => hash::pair(template, 99, here),
        });
    }
    let sentence = (word.sentence - words[0].sentence) as usize;
    let (content, cues) = structure.sentences[sentence];
    let (cues, quoted) = (cues.min(3), u32::from(word.in_quotes()));
    let shares = [sentence.checked_sub(1), Some(sentence + 1)].map(|it| {
        it.and_then(|it| structure.sentences.get(it))
            .map_or(9, |it| it.0)
    });
    let key = here | content << 4 | quoted << 8 | cues << 9 | shares[0] << 12 | shares[1] << 16;
    out.together([group::SENTENCE | key, 0, 0, 0], |out| {
        let mut two = |template: u32, a: u32, b: u32| out.push(hash::pair(template, a, b));
        two(331, content | quoted << 4, here);
        two(332, cues, here);
        two(333, shares[0], quoted);
        two(334, shares[1], quoted);
    });
    let doubts = |offset: isize| {
        let at = at.checked_add_signed(offset);
        let doubt = at.and_then(|it| structure.doubts.get(it));
        doubt.map_or(0, |it| it & 63)
    };
    let (doubt, sides) = (structure.doubts[at], [doubts(-1), doubts(1)]);
    out.add(hash::pair(336, doubt & 63, word.lemma));
    let key = here | doubt << 4 | sides[0] << 16 | sides[1] << 22;
    out.together([group::DOUBTS, key, 0, 0], |out| {
        let mut one = |template: u32, a: u32| out.push(hash::pair(template, a, here));
        one(335, doubt);
        one(337, sides[0] | (doubt & 63) << 8);
        one(338, sides[1] | (doubt & 63) << 8);
    });
}

/// The nearest cue on one side: 0 is the left.
fn cue(structure: &Structure, at: usize, side: usize, out: &mut impl Sink) {
    let word = &structure.words[at];
    let here = u32::from(structure.labels[at]);
    let first = 321 + 5 * side as u32;
    let cue = match side {
        0 => structure.before[at],
        _ => structure.behind[at],
    };
    let Some(cue) = cue else {
        out.together([group::CUES[side] | 1 << 24, here, 0, 0], |out| {
            out.push(hash::pair(first, 0, 0));
            out.extend((first + 1..first + 5).map(|it| hash::pair(it, 99, here)));
        });
        return;
    };
    let head = &structure.words[cue.first];
    let distance = match side {
        0 => at.saturating_sub(cue.last),
        _ => cue.first.saturating_sub(at),
    };
    let distance = match distance {
        0..4 => distance as u32,
        4..8 => 4,
        8..16 => 5,
        _ => 6,
    };
    let apart = head.sentence.abs_diff(word.sentence).min(2);
    let size = (cue.last - cue.first).min(3) as u32;
    let pointing = u32::from(structure.pointing[cue.first]);
    out.add(hash::pair(first + 1, head.lemma, apart));
    let key = here | distance << 4 | apart << 8 | size << 10 | pointing << 12;
    out.together([group::CUES[side] | key, 0, 0, 0], |out| {
        let mut one = |template: u32, a: u32, b: u32| out.push(hash::pair(template, a, b));
        one(first, 1, 0);
        one(first + 2, distance | apart << 4, here);
        one(first + 3, pointing | apart << 8, here);
        one(first + 4, size, here);
    });
}

/// Whether a labelled cue stands between the word and the cue that was missed.
fn segment_between(structure: &Structure, at: usize, missed: usize, left: bool) -> bool {
    if left {
        structure.before[at].is_some_and(|it| it.first > missed)
    } else {
        structure.behind[at].is_some_and(|it| it.first < missed)
    }
}
