//! The weights as they lie in their file, used in place: nothing is parsed or
//! copied but the few numbers of the head. All numbers are little-endian.
//!
//! After the head of [`HEAD`] bytes come three tables, each with open
//! addressing by the upper bits of the key: words, features of the first look
//! (with a row for either look), features of the second look.

use super::labels::{LABELS, ROW};

pub const MAGIC: u32 = 0x4450_4304;
/// Magic, three capacities, two scales, two tables of transitions; padded.
pub const HEAD: usize = 4096;
pub const WORD_BYTES: usize = 12;
pub const BOTH_BYTES: usize = 4 + 2 * ROW;
pub const SECOND_BYTES: usize = 4 + ROW;

pub struct Weights<'a> {
    words: &'a [[u8; WORD_BYTES]],
    both: &'a [[u8; BOTH_BYTES]],
    second: &'a [[u8; SECOND_BYTES]],
    /// What one step of a weight is worth in either look.
    pub scale: [f32; 2],
    pub transitions: [Transitions; 2],
}

/// What is known of a word.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Entry {
    pub lemma: u32,
    pub verb: u8,
    pub noun: u8,
    pub cue: u8,
    pub company: u16,
}

impl Entry {
    /// Six bits of verb, five of noun, three of cue, two unused, sixteen of company.
    pub fn bits(&self) -> u32 {
        u32::from(self.verb)
            | u32::from(self.noun) << 6
            | u32::from(self.cue) << 11
            | u32::from(self.company) << 16
    }

    fn new(lemma: u32, bits: u32) -> Entry {
        Entry {
            lemma,
            verb: (bits & 63) as u8,
            noun: (bits >> 6 & 31) as u8,
            cue: (bits >> 11 & 7) as u8,
            company: (bits >> 16) as u16,
        }
    }
}

/// Scores of one label behind another, and of a label at the beginning.
#[derive(Clone, Debug, PartialEq)]
pub struct Transitions {
    pub first: [f32; LABELS],
    pub next: [[f32; LABELS]; LABELS],
}

impl<'a> Weights<'a> {
    /// `None` where the bytes are not of this version.
    pub fn new(bytes: &'a [u8]) -> Option<Weights<'a>> {
        let word = |at: usize| {
            bytes
                .get(4 * at..4 * at + 4)
                .map(|b| u32::from_le_bytes(b.try_into().unwrap()))
        };
        if word(0)? != MAGIC {
            return None;
        }
        let mut floats = (4..).map(|at| word(at).map(f32::from_bits));
        let mut float = || floats.next().flatten();
        let scale = [float()?, float()?];
        let mut transitions = || {
            let mut table = Transitions {
                first: [0.; LABELS],
                next: [[0.; LABELS]; LABELS],
            };
            for cell in table
                .first
                .iter_mut()
                .chain(table.next.iter_mut().flatten())
            {
                *cell = float()?;
            }
            Some(table)
        };
        let transitions = [transitions()?, transitions()?];
        let (words, rest) = table(bytes.get(HEAD..)?, word(1)? as usize)?;
        let (both, rest) = table(rest, word(2)? as usize)?;
        let (second, _) = table(rest, word(3)? as usize)?;
        Some(Weights {
            words,
            both,
            second,
            scale,
            transitions,
        })
    }

    pub fn entry(&self, form: u32) -> Option<Entry> {
        let found = find(self.words, form)?;
        let number = |at: usize| u32::from_le_bytes(found[at..at + 4].try_into().unwrap());
        Some(Entry::new(number(4), number(8)))
    }

    /// Adds the rows of a feature of the first look to the sums of both looks.
    pub fn add_both(&self, feature: u32, first: &mut [i16; ROW], second: &mut [i16; ROW]) {
        let Some(found) = find(self.both, feature) else {
            return;
        };
        for at in 0..ROW {
            first[at] += i16::from(found[4 + at] as i8);
            second[at] += i16::from(found[4 + ROW + at] as i8);
        }
    }

    /// Adds the row of a feature that only the second look has.
    pub fn add_second(&self, feature: u32, second: &mut [i16; ROW]) {
        let Some(found) = find(self.second, feature) else {
            return;
        };
        for at in 0..ROW {
            second[at] += i16::from(found[4 + at] as i8);
        }
    }
}

/// Places at the end of a table where no search begins, so that none runs out of it.
pub const SLACK: usize = 1024;

/// Where the search for `key` begins in a table of `places`.
#[inline]
pub fn home(key: u32, places: usize) -> usize {
    ((u64::from(key) * places.saturating_sub(SLACK) as u64) >> 32) as usize
}

/// The first `count` cells of `N` bytes, and what is behind them.
fn table<const N: usize>(bytes: &[u8], count: usize) -> Option<(&[[u8; N]], &[u8])> {
    let (cells, rest) = bytes.split_at_checked(count.checked_mul(N)?)?;
    Some((cells.as_chunks().0, rest))
}

/// The cell with `key`. A cell with the key 0 is free; a table has one at its end.
#[inline]
fn find<const N: usize>(cells: &[[u8; N]], key: u32) -> Option<&[u8; N]> {
    let mut at = home(key, cells.len());
    loop {
        let cell = cells.get(at)?;
        let held = u32::from_le_bytes([cell[0], cell[1], cell[2], cell[3]]);
        if held == key {
            return Some(cell);
        }
        if held == 0 {
            return None;
        }
        at += 1;
    }
}
