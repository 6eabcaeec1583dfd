//! Training of a linear chain: stochastic gradients with a rate of its own for
//! every weight (AdaGrad), features left out at random, the mean of the last
//! half of the rounds.

// sums over pairs of labels are read most easily with indices
#![allow(clippy::needless_range_loop)]

use crate::tagger::{
    labels::{LABELS, ROW, may_follow},
    weights::Transitions,
};

/// A paragraph as numbers of features.
#[derive(Default)]
pub struct Sequence {
    /// Features of all words, one after another.
    pub ids: Vec<u32>,
    /// Where the features of each word begin, and where the last end.
    pub starts: Vec<u32>,
    pub labels: Vec<u8>,
}

#[derive(Clone, Copy)]
pub struct Options {
    pub rounds: usize,
    pub rate: f32,
    /// Share of features left out.
    pub dropout: f32,
    pub seed: u64,
}

pub struct Chain {
    pub rows: Vec<[f32; ROW]>,
    pub transitions: Transitions,
}

#[derive(Clone)]
struct Cell {
    weights: [f32; ROW],
    squares: [f32; ROW],
}

/// The mean of chains over the same features.
pub fn mean(chains: Vec<Chain>) -> Chain {
    let share = 1. / chains.len().max(1) as f32;
    let mut sum = Chain {
        rows: vec![[0.; ROW]; chains.first().map_or(0, |it| it.rows.len())],
        transitions: Transitions {
            first: [0.; LABELS],
            next: [[0.; LABELS]; LABELS],
        },
    };
    for chain in &chains {
        for (row, other) in sum.rows.iter_mut().zip(&chain.rows) {
            (0..ROW).for_each(|y| row[y] += other[y] * share);
        }
        for y in 0..LABELS {
            sum.transitions.first[y] += chain.transitions.first[y] * share;
            for x in 0..LABELS {
                sum.transitions.next[x][y] += chain.transitions.next[x][y] * share;
            }
        }
    }
    sum
}

/// Numbers that look random and are the same for the same seed (splitmix64).
pub struct Dice(pub u64);

impl Dice {
    pub fn roll(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let z = (self.0 ^ self.0 >> 30).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        let z = (z ^ z >> 27).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^ z >> 31
    }

    pub fn below(&mut self, n: usize) -> usize {
        (self.roll() % n as u64) as usize
    }
}

const FORBIDDEN: f32 = -50.;

/// The weights for `features` features, learnt from `sequences`.
pub fn chain(sequences: &[&Sequence], features: usize, options: Options) -> Chain {
    let mut cells = vec![
        Cell {
            weights: [0.; ROW],
            squares: [0.; ROW]
        };
        features
    ];
    let mut mean = vec![[0f32; ROW]; features];
    let mut transitions = forbidding();
    let mut squares = Transitions {
        first: [0.; LABELS],
        next: [[0.; LABELS]; LABELS],
    };
    let mut transitions_mean = squares.clone();
    let mut taken = 0f32;
    let mut dice = Dice(options.seed);
    let mut order: Vec<usize> = (0..sequences.len()).collect();
    let mut kept = Sequence::default();
    let threshold = (f64::from(options.dropout) * f64::from(u32::MAX)) as u32;
    for round in 0..options.rounds {
        for i in (1..order.len()).rev() {
            order.swap(i, dice.below(i + 1));
        }
        let left = options.rounds - round;
        let rate = options.rate
            * if left == 1 {
                0.25
            } else if left == 2 {
                0.5
            } else {
                1.
            };
        for &at in &order {
            let whole = sequences[at];
            if whole.labels.is_empty() {
                continue;
            }
            let sequence = if threshold > 0 {
                thin(whole, threshold, &mut dice, &mut kept);
                &kept
            } else {
                whole
            };
            step(sequence, &mut cells, &mut transitions, &mut squares, rate);
        }
        if 2 * round >= options.rounds || options.rounds == 1 {
            taken += 1.;
            for (sum, cell) in mean.iter_mut().zip(&cells) {
                (0..ROW).for_each(|y| sum[y] += cell.weights[y]);
            }
            add(&mut transitions_mean, &transitions);
        }
    }
    mean.iter_mut().flatten().for_each(|it| *it /= taken);
    let Transitions { first, next } = &mut transitions_mean;
    first
        .iter_mut()
        .chain(next.iter_mut().flatten())
        .for_each(|it| *it /= taken);
    Chain {
        rows: mean,
        transitions: transitions_mean,
    }
}

fn forbidding() -> Transitions {
    let cell = |x: u8, y: u8| if may_follow(x, y) { 0. } else { FORBIDDEN };
    Transitions {
        first: std::array::from_fn(|y| cell(0, y as u8)),
        next: std::array::from_fn(|x| std::array::from_fn(|y| follow(x as u8, y as u8))),
    }
}

fn follow(x: u8, y: u8) -> f32 {
    let allowed = y == 0 || y % 2 == 1 || x == y || x + 1 == y;
    if allowed { 0. } else { FORBIDDEN }
}

fn add(sum: &mut Transitions, other: &Transitions) {
    for y in 0..LABELS {
        sum.first[y] += other.first[y];
        for x in 0..LABELS {
            sum.next[x][y] += other.next[x][y];
        }
    }
}

/// Copies `whole` without some of its features.
fn thin(whole: &Sequence, threshold: u32, dice: &mut Dice, kept: &mut Sequence) {
    kept.ids.clear();
    kept.starts.clear();
    kept.labels.clone_from(&whole.labels);
    for word in whole.starts.windows(2) {
        kept.starts.push(kept.ids.len() as u32);
        let ids = &whole.ids[word[0] as usize..word[1] as usize];
        for pair in ids.chunks(2) {
            let roll = dice.roll();
            if roll as u32 >= threshold {
                kept.ids.push(pair[0]);
            }
            if pair.len() == 2 && (roll >> 32) as u32 >= threshold {
                kept.ids.push(pair[1]);
            }
        }
    }
    kept.starts.push(kept.ids.len() as u32);
}

/// One step down the gradient of one sequence.
fn step(
    sequence: &Sequence,
    cells: &mut [Cell],
    transitions: &mut Transitions,
    squares: &mut Transitions,
    rate: f32,
) {
    let n = sequence.labels.len();
    let features =
        |t: usize| &sequence.ids[sequence.starts[t] as usize..sequence.starts[t + 1] as usize];
    let mut local = Vec::with_capacity(n);
    for t in 0..n {
        let mut sum = [0f32; ROW];
        for &id in features(t) {
            let row = &cells[id as usize].weights;
            (0..ROW).for_each(|y| sum[y] += row[y]);
        }
        let top = sum[..LABELS]
            .iter()
            .copied()
            .fold(f32::NEG_INFINITY, f32::max);
        local.push(std::array::from_fn::<f32, LABELS, _>(|y| {
            (sum[y] - top).exp()
        }));
    }
    let factors: [[f32; LABELS]; LABELS] =
        std::array::from_fn(|x| std::array::from_fn(|y| transitions.next[x][y].exp()));
    let mut ahead = vec![[0f32; LABELS]; n];
    let mut scales = vec![0f32; n];
    for t in 0..n {
        let mut sum = [0f32; LABELS];
        if t == 0 {
            sum = std::array::from_fn(|y| transitions.first[y].exp());
        } else {
            for x in 0..LABELS {
                (0..LABELS).for_each(|y| sum[y] += ahead[t - 1][x] * factors[x][y]);
            }
        }
        (0..LABELS).for_each(|y| sum[y] *= local[t][y]);
        let total: f32 = sum.iter().sum();
        scales[t] = total.max(1e-30);
        ahead[t] = sum.map(|it| it / scales[t]);
    }
    let mut behind = [1f32; LABELS];
    let mut next = [[0f32; LABELS]; LABELS];
    let mut first = [0f32; LABELS];
    for t in (0..n).rev() {
        let mut chance: [f32; LABELS] = std::array::from_fn(|y| ahead[t][y] * behind[y]);
        let total: f32 = chance.iter().sum::<f32>().max(1e-30);
        chance.iter_mut().for_each(|it| *it /= total);
        let gold = sequence.labels[t] as usize;
        let mut gradient = [0f32; ROW];
        gradient[..LABELS].copy_from_slice(&chance);
        gradient[gold] -= 1.;
        let reached: [f32; LABELS] = std::array::from_fn(|y| local[t][y] * behind[y] / scales[t]);
        if t > 0 {
            next[sequence.labels[t - 1] as usize][gold] -= 1.;
            for x in 0..LABELS {
                (0..LABELS)
                    .for_each(|y| next[x][y] += ahead[t - 1][x] * factors[x][y] * reached[y]);
            }
            behind = std::array::from_fn(|x| (0..LABELS).map(|y| factors[x][y] * reached[y]).sum());
        } else {
            first.copy_from_slice(&gradient[..LABELS]);
        }
        if gradient.iter().any(|it| it.abs() > 1e-4) {
            for &id in features(t) {
                update(&mut cells[id as usize], &gradient, rate);
            }
        }
    }
    for y in 0..LABELS {
        bend(
            &mut transitions.first[y],
            &mut squares.first[y],
            first[y],
            rate,
        );
        for x in 0..LABELS {
            bend(
                &mut transitions.next[x][y],
                &mut squares.next[x][y],
                next[x][y],
                rate,
            );
        }
    }
}

#[inline]
fn update(cell: &mut Cell, gradient: &[f32; ROW], rate: f32) {
    for y in 0..ROW {
        cell.squares[y] += gradient[y] * gradient[y];
        cell.weights[y] -= rate * gradient[y] / (cell.squares[y].sqrt() + 0.1);
    }
}

fn bend(weight: &mut f32, squares: &mut f32, gradient: f32, rate: f32) {
    if *weight > FORBIDDEN + 1. && gradient != 0. {
        *squares += gradient * gradient;
        *weight -= rate * gradient / (squares.sqrt() + 0.1);
    }
}
