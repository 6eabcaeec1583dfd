//! The weights as they lie in their file, used in place: nothing is parsed or
//! copied but the few numbers of the head. All numbers are little-endian.
//!
//! After the head of [`HEAD`] bytes come three tables: words, features of the
//! first look (with a row for either look), features of the second look. A table
//! is all its keys and then all its rows, so that the keys, which most searches
//! end at, stay close together.

use super::labels::{LABELS, ROW};

pub const MAGIC: u32 = 0x4450_4305;
/// Magic, three sizes of tables, two scales, two tables of transitions; padded.
pub const HEAD: usize = 4096;
pub const WORD_BYTES: usize = 8;
pub const BOTH_BYTES: usize = 2 * ROW;
pub const SECOND_BYTES: usize = ROW;

pub struct Weights<'a> {
    words: Table<'a, WORD_BYTES>,
    /// Of features of the first look: what they weigh in either look.
    pub both: Table<'a, BOTH_BYTES>,
    /// Of features that only the second look has.
    pub second: Table<'a, SECOND_BYTES>,
    /// What one step of a weight is worth in either look.
    pub scale: [f32; 2],
    pub transitions: [Transitions; 2],
}

/// Rows under keys, with open addressing by the upper bits of the key.
pub struct Table<'a, const N: usize> {
    /// In order, and 0 where the place is free; the last one is.
    keys: &'a [[u8; 4]],
    rows: &'a [[u8; N]],
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
        let (words, rest) = Table::new(bytes.get(HEAD..)?, word(1)? as usize)?;
        let (both, rest) = Table::new(rest, word(2)? as usize)?;
        let (second, _) = Table::new(rest, word(3)? as usize)?;
        Some(Weights {
            words,
            both,
            second,
            scale,
            transitions,
        })
    }

    pub fn entry(&self, form: u32) -> Option<Entry> {
        let found = self.words.row(form)?;
        let number = |at: usize| u32::from_le_bytes(found[at..at + 4].try_into().unwrap());
        Some(Entry::new(number(0), number(4)))
    }
}

/// Places at the end of a table where no search begins, so that none runs out of it.
pub const SLACK: usize = 1024;

/// Where the search for `key` begins in a table of `places`.
#[inline]
pub fn home(key: u32, places: usize) -> usize {
    ((u64::from(key) * places.saturating_sub(SLACK) as u64) >> 32) as usize
}

impl<'a, const N: usize> Table<'a, N> {
    /// The table of `places` at the beginning of `bytes`, and what is behind it.
    fn new(bytes: &'a [u8], places: usize) -> Option<(Table<'a, N>, &'a [u8])> {
        let (keys, rest) = bytes.split_at_checked(places.checked_mul(4)?)?;
        let (rows, rest) = rest.split_at_checked(places.checked_mul(N)?)?;
        let (keys, rows) = (keys.as_chunks().0, rows.as_chunks().0);
        Some((Table { keys, rows }, rest))
    }

    #[inline]
    fn row(&self, key: u32) -> Option<&'a [u8; N]> {
        let mut at = home(key, self.keys.len());
        loop {
            let held = u32::from_le_bytes(*self.keys.get(at)?);
            if held == key {
                return self.rows.get(at);
            }
            // keys are in order wherever no place is free
            if held == 0 || held > key {
                return None;
            }
            at += 1;
        }
    }

    /// Adds the row of `key`, where there is one, to `sums`.
    #[inline]
    pub fn add(&self, key: u32, sums: &mut [i16; N]) {
        if let Some(row) = self.row(key) {
            (0..N).for_each(|y| sums[y] += i16::from(row[y] as i8));
        }
    }
}
