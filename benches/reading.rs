//! How fast drafts are read: whole, a paragraph, a keystroke.
//! `cargo bench`; items are tokens. The memory of a shared machine may be three times
//! slower in one minute than in the next: compare in one run, by the fastest.

use std::sync::Arc;

use copydesk::{
    desk::Desk,
    document::Reading,
    paragraph::{Kind, Paragraph},
    story::{Format, Story},
    tokens::tokens,
};
use divan::{Bencher, counter::ItemsCount};

fn main() {
    divan::main();
}

/// Some 700 words; numbered, so that no paragraph of a longer text stands twice.
fn draft(times: usize) -> String {
    let draft = include_str!("../tests/drafts/border-troops.md");
    (0..times)
        .map(|n| draft.replace(" said", &format!(" said on page {n}")))
        .collect()
}

fn reading(text: &str, previous: &Reading) -> Reading {
    Reading::new(
        text.to_owned(),
        Format::Markdown,
        Arc::clone(&previous.desk),
        previous,
    )
}

/// Text in, story out: every fourth of the articles that the claims are learnt from.
#[divan::bench(sample_count = 20)]
fn articles(bencher: Bencher) {
    #[derive(serde::Deserialize)]
    struct Article {
        text: String,
    }
    let lines = include_str!("../src/claims/labelled/invented.jsonl").lines();
    let texts: Vec<String> = lines
        .step_by(4)
        .map(|it| serde_json::from_str::<Article>(it).unwrap().text)
        .collect();
    let count = texts.iter().map(|it| tokens(it).len()).sum::<usize>();
    let none = Story::default();
    let read = |text: &String| Story::read(text, Format::Plain, &none);
    bencher.counter(ItemsCount::new(count)).bench(|| {
        texts
            .iter()
            .map(read)
            .map(|it| it.sentences.len())
            .sum::<usize>()
    });
}

/// Text in, story out.
#[divan::bench(args = [1, 10, 100])]
fn whole_draft(bencher: Bencher, times: usize) {
    let text = draft(times);
    let none = Story::default();
    bencher
        .counter(ItemsCount::new(tokens(&text).len()))
        .bench(|| Story::read(&text, Format::Markdown, &none));
}

/// Text in, story and findings out.
#[divan::bench(args = [1, 10, 100])]
fn with_findings(bencher: Bencher, times: usize) {
    let text = draft(times);
    let fresh = Reading {
        desk: Arc::new(Desk::default()),
        ..Reading::default()
    };
    bencher
        .counter(ItemsCount::new(tokens(&text).len()))
        .bench(|| reading(&text, &fresh));
}

#[divan::bench]
fn paragraph_of_fifty_words(bencher: Bencher) {
    let text = "Gen. Octavio Peredo, who commands Paraguay’s Third Army Corps, said at a news conference in Mariscal \
        Estigarribia that his staff had counted at least 4,200 Bolivian soldiers and 60 armored vehicles within 30 \
        miles of the border. The vehicles then spread out along the road south of Villamontes, where engineers wait.";
    bencher
        .counter(ItemsCount::new(tokens(text).len()))
        .bench(|| Paragraph::read(text, text, Kind::Prose, &[], false));
}

/// A letter typed in the middle: one paragraph is read, the rest is taken over.
#[divan::bench(args = [1, 10, 100])]
fn keystroke(bencher: Bencher, times: usize) {
    let text = draft(times);
    let fresh = Reading {
        desk: Arc::new(Desk::default()),
        ..Reading::default()
    };
    let before = reading(&text, &fresh);
    let at = text.len() / 2 + text[text.len() / 2..].find(' ').unwrap_or(0);
    let after = format!("{}x{}", &text[..at], &text[at..]);
    bencher.bench(|| reading(&after, &before));
}
