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
        let mut row = [0; WORD_BYTES];
        row[..4].copy_from_slice(&entry.lemma.to_le_bytes());
        row[4..].copy_from_slice(&entry.bits().to_le_bytes());
        (*key, row)
    });
    let both = contents.both.iter().map(|(key, first, second)| {
        let mut row = [0; BOTH_BYTES];
        (0..ROW).for_each(|y| row[y] = first[y] as u8);
        (0..ROW).for_each(|y| row[ROW + y] = second[y] as u8);
        (*key, row)
    });
    let second = contents
        .second
        .iter()
        .map(|(key, row)| (*key, row.map(|it| it as u8)));
    let words: Table<WORD_BYTES> = table(words.collect());
    let both: Table<BOTH_BYTES> = table(both.collect());
    let second: Table<SECOND_BYTES> = table(second.collect());
    let mut head: Vec<u8> = Vec::with_capacity(HEAD);
    for number in [
        MAGIC,
        words.0.len() as u32,
        both.0.len() as u32,
        second.0.len() as u32,
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
    put(&mut head, words);
    put(&mut head, both);
    put(&mut head, second);
    head
}

/// Keys and rows of the same places.
type Table<const N: usize> = (Vec<u32>, Vec<[u8; N]>);

fn put<const N: usize>(out: &mut Vec<u8>, (keys, rows): Table<N>) {
    keys.iter().for_each(|it| out.extend(it.to_le_bytes()));
    out.extend(rows.into_iter().flatten());
}

/// A table with open addressing, three quarters full.
fn table<const N: usize>(mut cells: Vec<(u32, [u8; N])>) -> Table<N> {
    cells.retain(|it| it.0 != 0);
    cells.sort_unstable();
    cells.dedup_by_key(|it| it.0);
    let places = cells.len() * 4 / 3 + SLACK;
    let (mut keys, mut rows) = (vec![0; places], vec![[0; N]; places]);
    for (key, row) in cells {
        let mut at = home(key, places);
        while keys[at] != 0 {
            at += 1;
        }
        keys[at] = key;
        rows[at] = row;
    }
    (keys, rows)
}
