//! How fast records are loaded and quotations found in what was said.
//! `cargo bench --bench sources`

use copydesk::{
    desk::Records,
    sources::{self, Transcript},
    span::Span,
};
use divan::{Bencher, counter::ItemsCount};

fn main() {
    divan::main();
}

/// A tenth of them spoke on background.
#[divan::bench(args = [100, 10_000])]
fn records(bencher: Bencher, records: usize) {
    let record = |n: usize| {
        let terms = if n.is_multiple_of(10) {
            "'background'\nas = 'a pilot'"
        } else {
            "'on-record'"
        };
        format!(
            "[[source]]\nid = 's-{n}'\nkind = 'interview'\nwho = {{ name = 'Ida Holm{n}', role = 'pilot', org = 'Port of Tarn' }}\n\
             terms = {terms}\ndate = 2026-02-03\nnote = 'ship {n}'\n\n"
        )
    };
    let file: String = (0..records).map(record).collect();
    assert!(sources::parse(&file).1.is_empty());
    bencher
        .counter(ItemsCount::new(records))
        .bench(|| Records::from(sources::parse(&file).0));
}

/// A transcript of so many words, twelve a line, and the quotation in its middle.
fn transcript(words: usize) -> (String, &'static str) {
    let quotation = "“we counted forty-one ships in the old harbor before the fog came”";
    let lines = words / 12;
    let line = |n: usize| {
        let said = if n == lines / 2 {
            &quotation[3..quotation.len() - 3]
        } else {
            "and the boats went out and did not come"
        };
        format!("WELLER: {said} on day {n}\n")
    };
    ((0..lines).map(line).collect(), quotation)
}

/// The transcript is new: its words are read first.
#[divan::bench(args = [1_000, 100_000])]
fn quotation_in_a_new_transcript(bencher: Bencher, words: usize) {
    let (text, quotation) = transcript(words);
    bencher
        .with_inputs(|| Transcript::new(None, text.clone(), Span::new(0, text.len())))
        .bench_values(|it| find(quotation, &it));
}

#[divan::bench(args = [1_000, 100_000])]
fn quotation_in_a_known_transcript(bencher: Bencher, words: usize) {
    let (text, quotation) = transcript(words);
    let all = Span::new(0, text.len());
    let known = Transcript::new(None, text, all);
    find(quotation, &known);
    bencher.bench(|| find(quotation, &known));
}

fn find(quotation: &str, transcript: &Transcript) -> Span {
    let all = Span::new(0, quotation.len());
    let found = sources::found(quotation, all, transcript).expect("it was said");
    assert!(found.changes.is_empty());
    found.place
}
