//! Features of the first look: what a word is, what stands round it, where it
//! is in its sentence and on which sides of it there are words that look like
//! cues. The trainer and the reader both take them from here.

use super::{hash, words::Word};

/// What does not change from word to word, or is found in one walk.
pub struct Setting<'a> {
    words: &'a [Word],
    /// Whether a quotation was left open before the paragraph.
    opens_quoted: bool,
    left: Vec<Side>,
    right: Vec<Side>,
    sentences: Vec<Extent>,
}

/// What is found going from a word to one side, inside its sentence.
#[derive(Clone, Copy)]
struct Side {
    /// The nearest word that looks like a cue.
    cue: Option<usize>,
    /// The nearest form of a verb; [`EDGE`] where there is none.
    verb: u32,
    /// The nearest mark, and how far it is.
    mark: u32,
    mark_distance: usize,
}

#[derive(Clone, Copy)]
struct Extent {
    first: usize,
    last: usize,
    has_quote: bool,
    /// Words that look like cues, outside of quotations.
    cues: usize,
}

const EDGE: u32 = 7;
const START: u32 = 5;
const END: u32 = 6;

pub fn setting(words: &[Word], opens_quoted: bool) -> Setting<'_> {
    let mut sentences: Vec<Extent> = Vec::new();
    for (at, word) in words.iter().enumerate() {
        if at == 0 || words[at - 1].sentence != word.sentence {
            sentences.push(Extent {
                first: at,
                last: at,
                has_quote: false,
                cues: 0,
            });
        }
        let Some(sentence) = sentences.last_mut() else {
            continue;
        };
        sentence.last = at;
        sentence.has_quote |= word.in_quotes();
        sentence.cues += usize::from(word.is_cue_like() && !word.in_quotes());
    }
    let mut setting = Setting {
        words,
        opens_quoted,
        left: Vec::new(),
        right: Vec::new(),
        sentences,
    };
    for i in 0..setting.sentences.len() {
        let Extent { first, last, .. } = setting.sentences[i];
        setting.left.extend(side(words, first..=last, START));
        let mut right: Vec<Side> = side(words, (first..=last).rev(), END).collect();
        right.reverse();
        setting.right.append(&mut right);
    }
    setting
}

fn side<'a>(
    words: &'a [Word],
    walk: impl Iterator<Item = usize> + 'a,
    edge: u32,
) -> impl Iterator<Item = Side> + 'a {
    let mut seen = Side {
        cue: None,
        verb: EDGE,
        mark: edge,
        mark_distance: 0,
    };
    walk.map(move |at| {
        let here = seen;
        if words[at].is_cue_like() {
            seen.cue = Some(at);
        }
        if words[at].is_verb() {
            seen.verb = words[at].lemma;
        }
        seen.mark_distance += 1;
        if !words[at].is_word {
            seen.mark = words[at].form;
            seen.mark_distance = 0;
        }
        here
    })
}

/// How many words lie between, in seven steps.
pub fn steps(distance: usize) -> u32 {
    match distance {
        0..4 => distance as u32,
        4..7 => 4,
        7..15 => 5,
        _ => 6,
    }
}

/// Puts the features of the word at `at` into `out`.
pub fn features(setting: &Setting, at: usize, out: &mut Vec<u32>) {
    let words = setting.words;
    let word = &words[at];
    let near = |offset: isize| at.checked_add_signed(offset).and_then(|it| words.get(it));
    let form = |offset: isize| near(offset).map_or(EDGE, |it| it.form);
    let lemma = |offset: isize| near(offset).map_or(EDGE, |it| it.lemma);
    let mut template = 0;
    let mut one = |value: u32| {
        template += 1;
        out.push(hash::feature(template, value));
    };
    one(0);
    for offset in -3..=3 {
        one(form(offset));
    }
    for offset in -2..=2 {
        one(lemma(offset));
    }
    one(word.suffix3);
    one(word.suffix2);
    one(word.prefix);
    for offset in -2..=2 {
        let Some(other) = near(offset) else {
            template_skip(&mut one, 6);
            continue;
        };
        one(other.shape);
        one(u32::from(other.cue));
        one(u32::from(other.verb));
        one(u32::from(other.noun) | u32::from(other.is_pronoun) << 8);
        one(u32::from(other.company));
        one(u32::from(other.company).wrapping_sub(1) >> 4);
    }
    context(setting, at, out);
    let mut template = 100;
    let mut two = |a: u32, b: u32| {
        template += 1;
        out.push(hash::pair(template, a, b));
    };
    two(form(-1), word.form);
    two(word.form, form(1));
    two(lemma(-2), lemma(-1));
    two(lemma(1), lemma(2));
    let cue = |offset: isize| near(offset).map_or(9, |it| u32::from(it.cue));
    two(cue(0), cue(1));
    two(cue(-1), cue(0));
    two(cue(-1) | cue(0) << 4, cue(1));
    two(cue(0), form(1));
    two(cue(0), form(-1));
    let wide = |offset: isize| {
        near(offset).map_or(EDGE << 8, |it| u32::from(it.company).wrapping_sub(1) >> 4)
    };
    two(wide(-1), wide(0));
    two(wide(0), wide(1));
    let (left, right) = (setting.left[at], setting.right[at]);
    let sides = u32::from(left.cue.is_some()) | u32::from(right.cue.is_some()) << 1;
    two(word.lemma, sides);
    two(form(1), sides);
    two(left.verb, left.mark);
    two(right.verb, right.mark);
    two(left.verb, right.verb);
    two(word.lemma, right.mark);
    two(word.lemma, left.mark);
}

/// Keeps the numbering of templates where a neighbour is missing.
fn template_skip(one: &mut impl FnMut(u32), count: usize) {
    for _ in 0..count {
        one(EDGE);
    }
}

/// Quotation state, place in the sentence, and the cues and marks on either side.
fn context(setting: &Setting, at: usize, out: &mut Vec<u32>) {
    let words = setting.words;
    let word = &words[at];
    let sentence = setting.sentences[(word.sentence - words[0].sentence) as usize];
    let quoted = |it: Option<&Word>| it.map_or(3, |it| it.quoted as u32);
    let inside = u32::from(word.in_quotes());
    let before = at.checked_sub(1).map(|it| &words[it]);
    let quotes = quoted(before) | quoted(Some(word)) << 2 | quoted(words.get(at + 1)) << 4;
    let mut template = 200;
    let mut two = |a: u32, b: u32| {
        template += 1;
        out.push(hash::pair(template, a, b));
    };
    two(quotes, 0);
    if inside == 0 {
        two(quotes, before.map_or(EDGE, |it| it.form));
    } else {
        two(quotes | 64, word.shape);
    }
    two(u32::from(setting.opens_quoted), inside);
    let counted = sentence.cues.min(3) as u32;
    two((at - sentence.first).min(4) as u32, 0);
    two((sentence.last - at).min(4) as u32, 0);
    two(u32::from(sentence.has_quote) | inside << 1, counted);
    two(words[sentence.first].form, 0);
    two(
        u32::from(words[sentence.first].in_quotes()),
        u32::from(words[sentence.last].in_quotes()),
    );
    two(counted, 0);
    two((word.sentence - words[0].sentence).min(3), 0);
    let (left, right) = (setting.left[at], setting.right[at]);
    two(left.mark, left.mark_distance.min(3) as u32);
    two(right.mark, right.mark_distance.min(3) as u32);
    two(left.mark, right.mark);
    two(
        u32::from(left.cue.is_some()) | u32::from(right.cue.is_some()) << 1,
        inside,
    );
    match left.cue {
        Some(cue) => {
            two(words[cue].lemma, 0);
            two(steps(at - cue), left.mark);
            two(u32::from(words[cue].cue) | inside << 4, left.mark);
            two(
                words[cue].lemma,
                words.get(cue + 1).map_or(EDGE, |it| it.form),
            );
        }
        None => (0..4).for_each(|_| two(EDGE, left.mark)),
    }
    match right.cue {
        Some(cue) => {
            two(words[cue].lemma, 0);
            two(steps(cue - at), right.mark);
            two(u32::from(words[cue].cue) | inside << 4, right.mark);
        }
        None => (0..3).for_each(|_| two(EDGE, right.mark)),
    }
}
