//! A cue without content says nothing, but the chain, which sees no further than
//! from word to word, may label one. Such a paragraph is labelled again with
//! content made more and more welcome in the sentence of the cue.

use super::{
    chain::{self, Steps},
    labels::{LABELS, OUTSIDE, ROW, Role, role},
    links::linked,
    words::Word,
};

/// What is added to the scores of what is missing, in turn.
const WELCOMES: [f32; 4] = [1., 2., 3., 4.];
/// Enough to keep a label where it is.
const HOLD: f32 = 50.;

/// `labels` with content for the cues that had none, where that can be.
pub fn repaired(
    words: &[Word],
    scores: &[[f32; ROW]],
    steps: &Steps,
    mut labels: Vec<u8>,
) -> Vec<u8> {
    for cue in empty(words, &labels) {
        let welcome = |welcome: f32| {
            let scores = welcoming(words, scores, &labels, cue, welcome);
            chain::best(&scores, steps)
        };
        let better = WELCOMES.iter().map(|it| welcome(*it));
        labels = better
            .into_iter()
            .find(|it| !empty(words, it).contains(&cue))
            .unwrap_or(labels);
    }
    labels
}

/// The first words of the cues without content.
fn empty(words: &[Word], labels: &[u8]) -> Vec<usize> {
    let links = linked(words, labels).into_iter();
    links
        .filter(|it| it.content.is_empty())
        .map(|it| it.cue.0)
        .collect()
}

fn is_content(role: Role) -> bool {
    matches!(role, Role::ContentBefore | Role::ContentAfter)
}

/// `scores` with content welcome in the sentence of the word `near`; cues, content
/// and the beginnings of sources are held where they are.
fn welcoming(
    words: &[Word],
    scores: &[[f32; ROW]],
    labels: &[u8],
    near: usize,
    welcome: f32,
) -> Vec<[f32; ROW]> {
    let mut scores = scores.to_vec();
    let mut holds_source = false;
    for (at, row) in scores.iter_mut().enumerate() {
        let here = role(labels[at]);
        // a source that runs on over a comma may have taken in the content
        let is_source = matches!(here, Some(Role::SourceBefore | Role::SourceAfter));
        let begins = is_source && (at == 0 || role(labels[at - 1]) != here);
        holds_source = is_source && words[at].is_word && (begins || holds_source);
        let is_held = holds_source
            || here.is_some_and(|it| it == Role::Cue || is_content(it))
            || words[at].sentence != words[near].sentence;
        if is_held {
            row[labels[at] as usize] += HOLD;
        } else {
            let labels = (OUTSIDE..LABELS as u8).filter(|it| role(*it).is_some_and(is_content));
            labels.for_each(|it| row[it as usize] += welcome);
        }
    }
    scores
}
