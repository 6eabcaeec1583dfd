//! Taking paragraphs over from the reading before cannot be noticed: after any
//! edits a draft reads as a new one with the same text would.

use std::sync::Arc;

use copydesk::{desk::Desk, document::Reading, story::Format};

#[test]
fn editing_equals_reading_afresh() {
    let pieces = [
        "Prices rose 3%. ",
        "\n\n",
        "“It fell,” Ana Reyes said.",
        "“",
        "”",
        "\"",
        "é",
        "🦭",
        "- ",
        "# ",
        "> ",
        "\r\n",
        "Rents fell 2% in May.",
        "",
        "\n",
        "x",
        "[@log]",
        "<!-- copydesk: ok superlative: counted -->",
        "It is the largest port. ",
        "He added: “And so on.",
        "```\n",
        "---\n",
        "[^1]",
        "[a link](https://x.example)",
        "**",
        "| a | b |\n|---|---|\n",
        "\u{2028}",
    ];
    let mut seed = 7_u64;
    let mut random = |n: usize| {
        seed = seed
            .wrapping_mul(6364136223846793005)
            .wrapping_add(1442695040888963407);
        (seed >> 33) as usize % n
    };
    let desk = Arc::new(Desk::default());
    for format in [Format::Markdown, Format::Plain] {
        let mut text = String::new();
        let mut reading = Reading::default();
        for _ in 0..1500 {
            let boundary = |mut at: usize| {
                while !text.is_char_boundary(at) {
                    at -= 1;
                }
                at
            };
            let start = boundary(random(text.len() + 1));
            let end = boundary((start + random(24)).min(text.len())).max(start);
            text.replace_range(start..end, pieces[random(pieces.len())]);
            reading = Reading::new(text.clone(), format, Arc::clone(&desk), &reading);
            let fresh = Reading::new(text.clone(), format, Arc::clone(&desk), &Reading::default());
            assert_eq!(reading.story, fresh.story, "{text:?}");
            assert_eq!(reading.findings, fresh.findings, "{text:?}");
        }
    }
}
