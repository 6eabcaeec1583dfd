//! A model learnt from an invented set of articles reads what it has not seen.

use super::*;

/// An article in which `[…]` is content, `{…}` its source and `<…>` its cue, one each a line.
fn article(id: usize, marked: &str) -> String {
    let mut text = String::new();
    let mut rows = Vec::new();
    for line in marked.lines() {
        let mut spans = [[0; 2]; 3];
        for c in line.chars() {
            let at = text.chars().count();
            match "{<[}>]".find(c) {
                Some(mark) if mark < 3 => spans[mark][0] = at,
                Some(mark) => spans[mark - 3][1] = at,
                None => text.push(c),
            }
        }
        text.push('\n');
        if spans[1][1] > 0 {
            let [source, cue, content] =
                spans.map(|it| if it[1] > it[0] { vec![it] } else { Vec::new() });
            rows.push(serde_json::json!({"source": source, "cue": cue, "content": content}));
        }
    }
    serde_json::json!({"id": format!("toy-{id}"), "text": text, "attributions": rows}).to_string()
}

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
    let jsonl: Vec<String> = lines
        .chunks(4)
        .enumerate()
        .map(|(id, lines)| article(id, &lines.join("\n")))
        .collect();
    gold::articles(&jsonl.join("\n")).expect("the toy set is in the form we ask for")
}

fn options(seed: u64) -> Options {
    Options {
        seed,
        rounds: 8,
        rate: 0.2,
        keep: [3000, 500],
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
fn annotated_letters_become_labels_of_words() {
    let article = article(0, "[“Ça va,”] {Ms. Pell} <said>.");
    let line = &gold::lines(&gold::articles(&article).unwrap()[0])[0];
    assert_eq!(line.labels, [7, 8, 8, 8, 8, 3, 4, 1, 0]);
}
