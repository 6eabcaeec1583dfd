//! Footnotes among those that a draft has already.

use super::*;

/// Cites the registry as a footnote for the first mark of `text`.
#[track_caller]
fn check(text: &str, expected: &str) {
    let reading = reading(text, Format::Markdown, "", SOURCES);
    let actions = actions(&reading, reading.findings[0].span);
    let footnote = |it: &&Action| {
        it.title.starts_with("Footnote")
            && it.title.ends_with("Mining Registry, Province of Carrow")
    };
    let action = actions.iter().find(footnote).expect("a footnote");
    assert_eq!(applied(text, &action.edits), expected);
}

#[test]
fn the_text_of_a_footnote_stands_behind_that_of_the_one_before() {
    check(
        "The pit opened in 1952.[^holm]\n\nThe quarry in Carrow is the largest in the province. It burned.[^fire]\n\n\
         [^holm]: Holm.\n    At length.\n[^fire]: Fire.\n",
        "The pit opened in 1952.[^holm]\n\nThe quarry in Carrow is the largest in the province.[^registry] It burned.[^fire]\n\n\
         [^holm]: Holm.\n    At length.\n[^registry]: Mining Registry, Province of Carrow, dataset. <https://registry.example/2024>\n[^fire]: Fire.\n",
    );
    check(
        "The quarry in Carrow is the largest in the province. It burned.[^fire]\n\n[^fire]: Fire.",
        "The quarry in Carrow is the largest in the province.[^registry] It burned.[^fire]\n\n\
         [^registry]: Mining Registry, Province of Carrow, dataset. <https://registry.example/2024>\n[^fire]: Fire.",
    );
    check(
        "It burned.[^fire] The quarry in Carrow is the largest in the province.\r\n\r\n[^fire]: Fire.",
        "It burned.[^fire] The quarry in Carrow is the largest in the province.[^registry]\r\n\r\n\
         [^fire]: Fire.\r\n[^registry]: Mining Registry, Province of Carrow, dataset. <https://registry.example/2024>\r\n",
    );
}

#[test]
fn among_numbers_a_footnote_has_a_number() {
    check(
        "It opened in 1952.[^1] The quarry in Carrow is the largest in the province. It burned.[^2] It opened.[^1]\n\n\
         It was sold.[^3]\n\n[^1]: Holm.\n[^2]: Fire.\n[^3]: Sale.\n",
        "It opened in 1952.[^1] The quarry in Carrow is the largest in the province.[^2] It burned.[^3] It opened.[^1]\n\n\
         It was sold.[^4]\n\n[^1]: Holm.\n\
         [^2]: Mining Registry, Province of Carrow, dataset. <https://registry.example/2024> <!-- src: registry -->\n\
         [^3]: Fire.\n[^4]: Sale.\n",
    );
    check(
        "It opened in 1952.[^1] The quarry in Carrow is the largest in the province.\n\n[^1]: Holm.\n",
        "It opened in 1952.[^1] The quarry in Carrow is the largest in the province.[^2]\n\n[^1]: Holm.\n\
         [^2]: Mining Registry, Province of Carrow, dataset. <https://registry.example/2024> <!-- src: registry -->\n",
    );
}

#[test]
fn a_text_that_is_there_is_used_again() {
    check(
        "The quarry in Carrow is the largest in the province.\n\n[^registry]: The registry of mines.\n",
        "The quarry in Carrow is the largest in the province.[^registry]\n\n[^registry]: The registry of mines.\n",
    );
    check(
        "It opened.[^1] The quarry in Carrow is the largest in the province.\n\n[^1]: Mines, 2024. <!-- src: registry -->\n",
        "It opened.[^1] The quarry in Carrow is the largest in the province.[^1]\n\n[^1]: Mines, 2024. <!-- src: registry -->\n",
    );
}
