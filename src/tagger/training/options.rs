//! Settings of a training.

use super::crf;

#[derive(Clone, Copy, Debug)]
pub struct Options {
    pub seed: u64,
    pub rounds: usize,
    pub rate: f32,
    pub dropout: f32,
    /// A feature is kept that occurs so often at least.
    pub at_least: u32,
    /// How many features each table keeps at most.
    pub keep: [usize; 2],
    /// Rounds of the training that finds the features to keep.
    pub trial_rounds: usize,
    pub folds: usize,
    /// How often the invented lines are taken.
    pub repeat: usize,
    /// How many trainings the weights are the mean of.
    pub seeds: u64,
    /// What is added to the score of a word outside of all attributions, so that
    /// as many are missed as are made up.
    pub outside: f32,
    /// What weights count in reading, where no feature is left out as in training.
    pub temper: f32,
}

impl Default for Options {
    fn default() -> Options {
        Options {
            seed: 1,
            rounds: 14,
            rate: 0.05,
            dropout: 0.5,
            at_least: 2,
            keep: [120_000, 20_000],
            trial_rounds: 3,
            folds: 5,
            repeat: 3,
            seeds: 3,
            outside: -0.1,
            temper: 0.6,
        }
    }
}

impl Options {
    /// Takes a setting such as "rounds=12".
    pub fn set(&mut self, setting: &str) -> Result<(), String> {
        let (name, value) = setting
            .split_once('=')
            .ok_or_else(|| format!("{setting}: no value"))?;
        let number: f32 = value
            .parse()
            .map_err(|error| format!("{setting}: {error}"))?;
        match name {
            "rounds" => self.rounds = number as usize,
            "rate" => self.rate = number,
            "dropout" => self.dropout = number,
            "at-least" => self.at_least = number as u32,
            "keep" => self.keep[0] = number as usize,
            "keep-structural" => self.keep[1] = number as usize,
            "trial-rounds" => self.trial_rounds = number as usize,
            "repeat" => self.repeat = number as usize,
            "seeds" => self.seeds = number as u64,
            "outside" => self.outside = number,
            "temper" => self.temper = number,
            "folds" => self.folds = number as usize,
            _ => return Err(format!("{name}: no such setting")),
        }
        Ok(())
    }

    pub fn crf(&self, look: u64) -> crf::Options {
        let Options {
            seed,
            rounds,
            rate,
            dropout,
            ..
        } = *self;
        crf::Options {
            rounds,
            rate,
            dropout,
            seed: seed.wrapping_mul(1000).wrapping_add(look),
        }
    }
}
