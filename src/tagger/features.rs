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

/// Where features go.
pub trait Sink {
    fn add(&mut self, feature: u32);

    /// The features that `list` gives and that all follow from `key`, so that what
    /// they weigh together can be kept for it. No other features have that key.
    fn together(&mut self, key: [u32; 4], list: impl FnOnce(&mut Vec<u32>));
}

impl Sink for Vec<u32> {
    fn add(&mut self, feature: u32) {
        self.push(feature);
    }

    fn together(&mut self, _: [u32; 4], list: impl FnOnce(&mut Vec<u32>)) {
        list(self);
    }
}

/// What the keys of features that go together begin with; the rest of the first
/// number is theirs.
mod group {
    pub const PLACE: u32 = 1 << 28;
    pub const CUES: u32 = 2 << 28;
    pub const MARKS: u32 = 3 << 28;
    pub const WORD: u32 = 4 << 28;
    pub const HEADS: u32 = 5 << 28;
    pub const LEFT: u32 = 6 << 28;
    pub const RIGHT: u32 = 7 << 28;
}

/// How far away a word may be to give a word features of its own.
pub const REACH: isize = 3;

/// Puts the features of the word at `at` into `out`.
pub fn features(setting: &Setting, at: usize, out: &mut Vec<u32>) {
    for offset in -REACH..=REACH {
        let near = at.checked_add_signed(offset);
        alone(near.and_then(|it| setting.words.get(it)), offset, out);
    }
    joint(setting, at, out);
}

/// Puts the features into `out` that a word gives, by itself, the word from which
/// it stands at `offset`. `None` is where the paragraph has no word.
pub fn alone(word: Option<&Word>, offset: isize, out: &mut Vec<u32>) {
    let mut one = |template: u32, value: u32| out.push(hash::feature(template, value));
    one((5 + offset) as u32, word.map_or(EDGE, |it| it.form));
    if offset.abs() == REACH {
        return;
    }
    one((11 + offset) as u32, word.map_or(EDGE, |it| it.lemma));
    let kinds = word.map_or([EDGE; 6], |word| {
        [
            word.shape,
            u32::from(word.cue),
            u32::from(word.verb),
            u32::from(word.noun) | u32::from(word.is_pronoun) << 8,
            u32::from(word.company),
            wide(word),
        ]
    });
    let first = (29 + 6 * offset) as u32;
    (first..).zip(kinds).for_each(|(at, kind)| one(at, kind));
    if let Some(word) = word.filter(|_| offset == 0) {
        one(1, 0);
        one(14, word.suffix3);
        one(15, word.suffix2);
        one(16, word.prefix);
    }
}

/// The wider class by the company that a word keeps.
fn wide(word: &Word) -> u32 {
    u32::from(word.company).wrapping_sub(1) >> 4
}

/// Puts those features of the word at `at` into `out` that no word gives alone:
/// pairs of words, quotation state, place in the sentence, and the cues and marks
/// on either side.
pub fn joint(setting: &Setting, at: usize, out: &mut impl Sink) {
    let words = setting.words;
    let word = &words[at];
    let near = |offset: isize| at.checked_add_signed(offset).and_then(|it| words.get(it));
    let form = |offset: isize| near(offset).map_or(EDGE, |it| it.form);
    let lemma = |offset: isize| near(offset).map_or(EDGE, |it| it.lemma);
    let cue = |offset: isize| near(offset).map_or(9, |it| u32::from(it.cue));
    let class = |offset: isize| near(offset).map_or(EDGE << 8, wide);
    let (left, right) = (setting.left[at], setting.right[at]);
    let sides = u32::from(left.cue.is_some()) | u32::from(right.cue.is_some()) << 1;
    let sentence = setting.sentences[(word.sentence - words[0].sentence) as usize];

    let mut two = |template: u32, a: u32, b: u32| out.add(hash::pair(template, a, b));
    two(101, form(-1), word.form);
    two(102, word.form, form(1));
    two(103, lemma(-2), lemma(-1));
    two(104, lemma(1), lemma(2));
    two(108, cue(0), form(1));
    two(109, cue(0), form(-1));
    two(110, class(-1), class(0));
    two(111, class(0), class(1));
    two(113, form(1), sides);
    let quoted = |it: Option<&Word>| it.map_or(3, |it| it.quoted as u32);
    let quotes = quoted(near(-1)) | quoted(Some(word)) << 2 | quoted(near(1)) << 4;
    let inside = u32::from(word.in_quotes());
    if inside == 0 {
        two(202, quotes, form(-1));
    } else {
        two(202, quotes | 64, word.shape);
    }

    let (before, behind) = (cue(-1), cue(1));
    let key = before | cue(0) << 4 | behind << 8;
    out.together([group::CUES | key, 0, 0, 0], |out| {
        let mut two = |template: u32, a: u32, b: u32| out.push(hash::pair(template, a, b));
        two(105, cue(0), behind);
        two(106, before, cue(0));
        two(107, before | cue(0) << 4, behind);
    });
    let key = [group::WORD | sides, word.lemma, left.mark, right.mark];
    out.together(key, |out| {
        let mut two = |template: u32, b: u32| out.push(hash::pair(template, word.lemma, b));
        two(112, sides);
        two(117, right.mark);
        two(118, left.mark);
    });
    place(setting, at, sentence, [quotes, sides], out);
    sideways(words, at, [left, right], out);
    heads(words, [left, right], words[sentence.first].form, out);
}

/// Where in its sentence and in quotations the word is.
fn place(
    setting: &Setting,
    at: usize,
    sentence: Extent,
    [quotes, sides]: [u32; 2],
    out: &mut impl Sink,
) {
    let words = setting.words;
    let inside = u32::from(words[at].in_quotes());
    let opens = u32::from(setting.opens_quoted);
    let first = (at - sentence.first).min(4) as u32;
    let last = (sentence.last - at).min(4) as u32;
    let has_quote = u32::from(sentence.has_quote);
    let counted = sentence.cues.min(3) as u32;
    let ends = [sentence.first, sentence.last].map(|it| u32::from(words[it].in_quotes()));
    let number = (words[at].sentence - words[0].sentence).min(3);
    let key = quotes
        | opens << 6
        | first << 7
        | last << 10
        | has_quote << 13
        | counted << 14
        | ends[0] << 16
        | ends[1] << 17
        | number << 18
        | sides << 20;
    out.together([group::PLACE | key, 0, 0, 0], |out| {
        let mut two = |template: u32, a: u32, b: u32| out.push(hash::pair(template, a, b));
        two(201, quotes, 0);
        two(203, opens, inside);
        two(204, first, 0);
        two(205, last, 0);
        two(206, has_quote | inside << 1, counted);
        two(208, ends[0], ends[1]);
        two(209, counted, 0);
        two(210, number, 0);
        two(214, sides, inside);
    });
}

/// The marks and verbs on either side, and how far the cues are.
fn sideways(words: &[Word], at: usize, [left, right]: [Side; 2], out: &mut impl Sink) {
    let inside = u32::from(words[at].in_quotes());
    let far = [left, right].map(|it| it.mark_distance.min(3) as u32);
    let key = [
        group::MARKS | far[0] | far[1] << 2,
        left.mark,
        right.mark,
        0,
    ];
    out.together(key, |out| {
        let mut two = |template: u32, a: u32, b: u32| out.push(hash::pair(template, a, b));
        two(211, left.mark, far[0]);
        two(212, right.mark, far[1]);
        two(213, left.mark, right.mark);
    });
    out.add(hash::pair(114, left.verb, left.mark));
    out.add(hash::pair(115, right.verb, right.mark));
    out.add(hash::pair(116, left.verb, right.verb));
    for (side, group, template) in [(left, group::LEFT, 216), (right, group::RIGHT, 220)] {
        let Some(cue) = side.cue else {
            continue;
        };
        let kind = u32::from(words[cue].cue) | inside << 4;
        let distance = steps(at.abs_diff(cue));
        out.together([group | kind | distance << 8, side.mark, 0, 0], |out| {
            out.push(hash::pair(template, distance, side.mark));
            out.push(hash::pair(template + 1, kind, side.mark));
        });
    }
}

/// The words that head the sentence and the cues on either side.
fn heads(words: &[Word], [left, right]: [Side; 2], first: u32, out: &mut impl Sink) {
    out.add(hash::pair(207, first, 0));
    match left.cue {
        Some(cue) => {
            let next = words.get(cue + 1).map_or(EDGE, |it| it.form);
            let lemma = words[cue].lemma;
            out.together([group::HEADS, lemma, next, 0], |out| {
                out.push(hash::pair(215, lemma, 0));
                out.push(hash::pair(218, lemma, next));
            });
        }
        None => out.together([group::LEFT | 1 << 16, left.mark, 0, 0], |out| {
            out.extend((215..=218).map(|it| hash::pair(it, EDGE, left.mark)));
        }),
    }
    match right.cue {
        Some(cue) => out.add(hash::pair(219, words[cue].lemma, 0)),
        None => out.together([group::RIGHT | 1 << 16, right.mark, 0, 0], |out| {
            out.extend((219..=221).map(|it| hash::pair(it, EDGE, right.mark)));
        }),
    }
}
