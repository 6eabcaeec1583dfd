//! A model learnt from an invented set of articles reads what it has not seen.

use super::*;

fn toy_set() -> Vec<Article> {
    const PEOPLE: [&str; 6] = [
        "Mayor Oduya",
        "Ms. Pell",
        "the minister",
        "Gen. Tarn",
        "a spokesman",
        "she",
    ];
    const THINGS: [&str; 6] = [
        "the bridge is unsafe",
        "no one was hurt",
        "taxes will fall next year",
        "the talks have failed",
        "it was a bad week for Harrow",
        "the river may rise again",
    ];
    let mut lines = Vec::new();
    for (i, who) in PEOPLE.iter().enumerate() {
        for (j, what) in THINGS.iter().enumerate() {
            let list = [
                format!("[“Well, {what},”] {{{who}}} <said>."),
                format!("{{{who}}} <told> reporters [that {what}]."),
                format!("<According to> {{{who}}}, [{what}]."),
                "The council met on Friday and the sun was out.".to_string(),
                "They walked to Harrow, and then the rain began.".to_string(),
            ];
            lines.push(list[(i + j) % 5].clone());
            lines.push(list[(i + j + 2) % 5].clone());
        }
    }
    let text: Vec<String> = lines.chunks(4).map(|it| it.join("\n")).collect();
    gold::marked(&text.join("\n\n"))
}

fn options(seed: u64) -> Options {
    Options {
        seed,
        rounds: 8,
        rate: 0.2,
        keep: [3000, 500],
        folds: 3,
        repeat: 0,
        seeds: 2,
        ..Options::default()
    }
}

#[track_caller]
fn check(bytes: &[u8], text: &str, source: &str, cue: &str, content: &str) {
    let weights = Weights::new(bytes).expect("a weights file");
    let article = Article {
        id: String::new(),
        text: text.to_string(),
        attributions: Vec::new(),
    };
    let read = reading(&weights, &article);
    let words = |spans: &[crate::span::Span]| {
        spans
            .iter()
            .map(|it| it.of(text))
            .collect::<Vec<_>>()
            .join(" … ")
    };
    let found: Vec<_> = read
        .iter()
        .map(|it| [words(&it.source), words(&it.cue), words(&it.content)])
        .collect();
    assert_eq!(found, [[source, cue, content].map(str::to_string)]);
}

#[test]
fn a_toy_set_is_learnt() {
    let bytes = weights(&toy_set(), &options(1), &mut |_| ());
    check(
        &bytes,
        "“Well, the dam is safe,” Mr. Vey said.",
        "Mr. Vey",
        "said",
        "“Well, the dam is safe,”",
    );
    check(
        &bytes,
        "According to Mr. Vey, the dam is safe.",
        "Mr. Vey",
        "According to",
        "the dam is safe",
    );
    let idle = Article {
        id: String::new(),
        text: "The council met on Monday.".to_string(),
        attributions: Vec::new(),
    };
    assert_eq!(reading(&Weights::new(&bytes).unwrap(), &idle), []);
}

#[test]
fn the_same_seed_gives_the_same_bytes() {
    let few: Vec<Article> = toy_set().into_iter().take(6).collect();
    let first = weights(&few, &options(7), &mut |_| ());
    assert!(first == weights(&few, &options(7), &mut |_| ()));
    assert!(first != weights(&few, &options(8), &mut |_| ()));
}

#[test]
fn a_line_that_is_no_article_is_named() {
    let error = gold::articles("{\"id\": \"a\", \"text\": \"b\"}\n{")
        .err()
        .expect("an error");
    assert!(error.starts_with("line 2: "), "{error}");
}

#[test]
fn a_file_of_articles_is_read() {
    let line = r#"{"id": "a", "text": "“Ça va,” Ms. Pell said.", "attributions":
        [{"source": [[9, 17]], "cue": [[18, 22]], "content": [[0, 8]]}]}"#;
    let article = &gold::articles(&line.replace('\n', " ")).unwrap()[0];
    assert_eq!(gold::lines(article)[0].labels, [7, 8, 8, 8, 8, 3, 4, 1, 0]);
}

#[test]
fn marked_lines_are_articles() {
    let articles = gold::marked("# a comment\n[“Ça va,”] {Ms. Pell} <said>.\n\nIt rained.\n");
    assert_eq!(articles.len(), 2);
    assert_eq!(articles[0].text, "“Ça va,” Ms. Pell said.\n");
    assert_eq!(
        gold::lines(&articles[0])[0].labels,
        [7, 8, 8, 8, 8, 3, 4, 1, 0]
    );
}
