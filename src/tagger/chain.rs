//! The best labels of a paragraph, and how sure they are, in a linear chain.

// sums over pairs of labels are read most easily with indices
#![allow(clippy::needless_range_loop)]

use super::{
    labels::{LABELS, ROW},
    weights::Transitions,
};

/// The labels with the highest sum of scores (Viterbi).
pub fn best(scores: &[[f32; ROW]], transitions: &Transitions) -> Vec<u8> {
    let Some(first) = scores.first() else {
        return Vec::new();
    };
    let mut back = vec![[0u8; LABELS]; scores.len()];
    let mut sums: [f32; LABELS] = std::array::from_fn(|y| transitions.first[y] + first[y]);
    for (at, row) in scores.iter().enumerate().skip(1) {
        let mut best = [f32::NEG_INFINITY; LABELS];
        for x in 0..LABELS {
            for y in 0..LABELS {
                let sum = sums[x] + transitions.next[x][y];
                if sum > best[y] {
                    best[y] = sum;
                    back[at][y] = x as u8;
                }
            }
        }
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
pub fn marginals(scores: &[[f32; ROW]], transitions: &Transitions) -> Vec<[f32; LABELS]> {
    let factors: [[f32; LABELS]; LABELS] =
        std::array::from_fn(|x| std::array::from_fn(|y| transitions.next[x][y].exp()));
    let local: Vec<[f32; LABELS]> = scores
        .iter()
        .map(|row| {
            let top = row[..LABELS]
                .iter()
                .copied()
                .fold(f32::NEG_INFINITY, f32::max);
            std::array::from_fn(|y| (row[y] - top).exp())
        })
        .collect();
    let mut list = vec![[0.; LABELS]; scores.len()];
    let mut ahead = [0.; LABELS];
    for (at, row) in local.iter().enumerate() {
        let mut sums = [0f32; LABELS];
        if at == 0 {
            sums = std::array::from_fn(|y| transitions.first[y].exp());
        } else {
            for x in 0..LABELS {
                for y in 0..LABELS {
                    sums[y] += ahead[x] * factors[x][y];
                }
            }
        }
        ahead = scaled(std::array::from_fn(|y| sums[y] * row[y]));
        list[at] = ahead;
    }
    let mut behind = [1f32; LABELS];
    for at in (0..local.len()).rev() {
        list[at] = scaled(std::array::from_fn(|y| list[at][y] * behind[y]));
        let reached: [f32; LABELS] = std::array::from_fn(|y| local[at][y] * behind[y]);
        behind = scaled(std::array::from_fn(|x| {
            (0..LABELS).map(|y| factors[x][y] * reached[y]).sum()
        }));
    }
    list
}

fn scaled(mut row: [f32; LABELS]) -> [f32; LABELS] {
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
        assert_eq!(best(&scores, &transitions), [1, 0, 2]);
        transitions.next[0][2] = -9.;
        transitions.next[1][2] = 1.;
        transitions.next[2][2] = 1.;
        assert_eq!(best(&scores, &transitions), [1, 2, 2]);
    }

    #[test]
    fn marginals_are_probabilities() {
        let mut scores = vec![[0.; ROW]; 2];
        scores[0][3] = (10f32).ln();
        let list = marginals(&scores, &level());
        assert!((list[0][3] - 0.5).abs() < 1e-4, "{list:?}");
        assert!((list[1].iter().sum::<f32>() - 1.).abs() < 1e-4);
    }

    #[test]
    fn nothing_gives_nothing() {
        assert!(best(&[], &level()).is_empty());
        assert!(marginals(&[], &level()).is_empty());
    }
}
