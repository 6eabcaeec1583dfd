//! The weights file, written as [`weights`](crate::tagger::weights) reads it.

use crate::tagger::{
    labels::ROW,
    weights::{BOTH_BYTES, Entry, HEAD, MAGIC, SECOND_BYTES, SLACK, Transitions, WORD_BYTES, home},
};

/// All that goes into the file.
pub struct Contents {
    pub words: Vec<(u32, Entry)>,
    pub both: Vec<(u32, [i8; ROW], [i8; ROW])>,
    pub second: Vec<(u32, [i8; ROW])>,
    pub scale: [f32; 2],
    pub transitions: [Transitions; 2],
}

/// The bytes of the file; the same for the same contents in any order.
pub fn bytes(contents: &Contents) -> Vec<u8> {
    let words = contents.words.iter().map(|(key, entry)| {
        let mut cell = [0; WORD_BYTES];
        cell[..4].copy_from_slice(&key.to_le_bytes());
        cell[4..8].copy_from_slice(&entry.lemma.to_le_bytes());
        cell[8..].copy_from_slice(&entry.bits().to_le_bytes());
        cell
    });
    let both = contents.both.iter().map(|(key, first, second)| {
        let mut cell = [0; BOTH_BYTES];
        cell[..4].copy_from_slice(&key.to_le_bytes());
        (0..ROW).for_each(|y| cell[4 + y] = first[y] as u8);
        (0..ROW).for_each(|y| cell[4 + ROW + y] = second[y] as u8);
        cell
    });
    let second = contents.second.iter().map(|(key, row)| {
        let mut cell = [0; SECOND_BYTES];
        cell[..4].copy_from_slice(&key.to_le_bytes());
        (0..ROW).for_each(|y| cell[4 + y] = row[y] as u8);
        cell
    });
    let (words, both, second) = (
        table(words.collect()),
        table(both.collect()),
        table(second.collect()),
    );
    let mut head: Vec<u8> = Vec::with_capacity(HEAD);
    for number in [
        MAGIC,
        words.len() as u32,
        both.len() as u32,
        second.len() as u32,
    ] {
        head.extend(number.to_le_bytes());
    }
    let floats = contents
        .transitions
        .iter()
        .flat_map(|it| it.first.iter().chain(it.next.iter().flatten()));
    contents
        .scale
        .iter()
        .chain(floats)
        .for_each(|it| head.extend(it.to_le_bytes()));
    head.resize(HEAD, 0);
    head.extend(words.into_iter().flatten());
    head.extend(both.into_iter().flatten());
    head.extend(second.into_iter().flatten());
    head
}

/// A table with open addressing, three quarters full.
fn table<const N: usize>(mut cells: Vec<[u8; N]>) -> Vec<[u8; N]> {
    let key = |cell: &[u8; N]| u32::from_le_bytes([cell[0], cell[1], cell[2], cell[3]]);
    cells.retain(|it| key(it) != 0);
    cells.sort_unstable();
    cells.dedup_by_key(|it| key(it));
    let places = cells.len() * 4 / 3 + SLACK;
    let mut list = vec![[0; N]; places];
    for cell in cells {
        let mut at = home(key(&cell), places);
        while key(&list[at]) != 0 {
            at += 1;
        }
        list[at] = cell;
    }
    list
}
