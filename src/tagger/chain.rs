//! The best labels of a paragraph, and how sure they are, in a linear chain.

// sums over pairs of labels are read most easily with indices
#![allow(clippy::needless_range_loop)]

use super::{
    labels::{LABELS, ROW},
    weights::Transitions,
};

/// Transitions as the walks take them: every row as long as those of the scores,
/// so that four labels are added up at a time.
pub struct Steps {
    first: [f32; ROW],
    next: [[f32; ROW]; LABELS],
    /// The same as factors: to the power of e, and 0 beyond the labels.
    first_factors: [f32; ROW],
    factors: [[f32; ROW]; LABELS],
    /// By the label that follows.
    factors_back: [[f32; ROW]; LABELS],
}

impl Steps {
    pub fn new(transitions: &Transitions) -> Steps {
        let Transitions { first, next } = transitions;
        let padded = |row: &[f32; LABELS], with: f32| {
            std::array::from_fn(|y| row.get(y).copied().unwrap_or(with))
        };
        let factors = |row: [f32; LABELS]| padded(&row.map(f32::exp), 0.);
        Steps {
            first: padded(first, f32::NEG_INFINITY),
            next: next.each_ref().map(|row| padded(row, f32::NEG_INFINITY)),
            first_factors: factors(*first),
            factors: next.map(factors),
            factors_back: std::array::from_fn(|y| factors(next.map(|row| row[y]))),
        }
    }
}

/// The labels with the highest sum of scores (Viterbi).
pub fn best(scores: &[[f32; ROW]], steps: &Steps) -> Vec<u8> {
    let Some(first) = scores.first() else {
        return Vec::new();
    };
    let mut back = vec![[0u8; ROW]; scores.len()];
    let mut sums: [f32; ROW] = std::array::from_fn(|y| steps.first[y] + first[y]);
    for (at, row) in scores.iter().enumerate().skip(1) {
        let mut best = [f32::NEG_INFINITY; ROW];
        let mut from = [0u32; ROW];
        for x in 0..LABELS {
            for y in 0..ROW {
                let sum = sums[x] + steps.next[x][y];
                from[y] = if sum > best[y] { x as u32 } else { from[y] };
                best[y] = if sum > best[y] { sum } else { best[y] };
            }
        }
        back[at] = from.map(|x| x as u8);
        sums = std::array::from_fn(|y| best[y] + row[y]);
    }
    let mut label = (1..LABELS).fold(0, |top, y| if sums[y] > sums[top] { y } else { top }) as u8;
    let mut labels = vec![0; scores.len()];
    for at in (0..scores.len()).rev() {
        labels[at] = label;
        label = back[at][label as usize];
    }
    labels
}

/// The probability of every label at every word.
pub fn marginals(scores: &[[f32; ROW]], steps: &Steps) -> Vec<[f32; LABELS]> {
    let local = |row: &[f32; ROW]| {
        let top = row[..LABELS]
            .iter()
            .copied()
            .fold(f32::NEG_INFINITY, f32::max);
        let power = |y: usize| if y < LABELS { (row[y] - top).exp() } else { 0. };
        std::array::from_fn(power)
    };
    let local: Vec<[f32; ROW]> = scores.iter().map(local).collect();
    let mut ahead = Vec::with_capacity(local.len());
    for row in &local {
        let sums = match ahead.last() {
            Some(before) => product(before, &steps.factors),
            None => steps.first_factors,
        };
        ahead.push(scaled(std::array::from_fn(|y| sums[y] * row[y])));
    }
    let mut list = vec![[0.; LABELS]; local.len()];
    let mut behind = [1f32; ROW];
    for at in (0..local.len()).rev() {
        let sums = scaled(std::array::from_fn(|y| ahead[at][y] * behind[y]));
        list[at].copy_from_slice(&sums[..LABELS]);
        let reached = std::array::from_fn(|y| local[at][y] * behind[y]);
        behind = scaled(product(&reached, &steps.factors_back));
    }
    list
}

fn product(row: &[f32; ROW], factors: &[[f32; ROW]; LABELS]) -> [f32; ROW] {
    let mut sums = [0f32; ROW];
    for x in 0..LABELS {
        for y in 0..ROW {
            sums[y] += row[x] * factors[x][y];
        }
    }
    sums
}

fn scaled(mut row: [f32; ROW]) -> [f32; ROW] {
    let sum: f32 = row.iter().sum();
    if sum > 0. {
        row.iter_mut().for_each(|it| *it /= sum);
    }
    row
}

#[cfg(test)]
mod tests {
    use super::*;

    fn level() -> Transitions {
        Transitions {
            first: [0.; LABELS],
            next: [[0.; LABELS]; LABELS],
        }
    }

    #[test]
    fn transitions_outvote_a_word() {
        let mut scores = vec![[0.; ROW]; 3];
        scores[0][1] = 2.;
        scores[1][0] = 0.5;
        scores[2][2] = 2.;
        let mut transitions = level();
        assert_eq!(best(&scores, &Steps::new(&transitions)), [1, 0, 2]);
        transitions.next[0][2] = -9.;
        transitions.next[1][2] = 1.;
        transitions.next[2][2] = 1.;
        assert_eq!(best(&scores, &Steps::new(&transitions)), [1, 2, 2]);
    }

    #[test]
    fn marginals_are_probabilities() {
        let mut scores = vec![[0.; ROW]; 2];
        scores[0][3] = (10f32).ln();
        let list = marginals(&scores, &Steps::new(&level()));
        assert!((list[0][3] - 0.5).abs() < 1e-4, "{list:?}");
        assert!((list[1].iter().sum::<f32>() - 1.).abs() < 1e-4);
    }

    #[test]
    fn nothing_gives_nothing() {
        assert!(best(&[], &Steps::new(&level())).is_empty());
        assert!(marginals(&[], &Steps::new(&level())).is_empty());
    }
}
