//! Citing all at once, and what is offered where no rule has a mark.

use super::*;

const DRAFT: &str = "\
The quarry of the Mining Registry is one of the largest in the province. It opened in 1952.

Dana Weller runs the lock. The lock that Weller runs is likely to close.

The bridge cost $38 million.

The lock which Dana Weller opened is the oldest in the Province of Carrow.

“We have been lied to for two years.”
";

/// The draft with every citation, under the title.
fn cited(text: &str, config: &str) -> (String, String) {
    let reading = reading(text, Format::Markdown, config, SOURCES);
    let all = everywhere(&reading).expect("something to cite");
    let mut after = text.to_owned();
    for (edit, citation) in all.edits.iter().rev() {
        after.replace_range(edit.span.start..edit.span.end, &edit.text);
        assert!(*citation < all.citations.len());
    }
    (all.title, after)
}

#[test]
fn every_claim_that_one_record_matches_is_cited() {
    let (title, after) = cited(DRAFT, "citation.style = 'footnote'\n");
    assert_eq!(
        title,
        "Cite 2 claims that have one matching record each (left: 1 with several, 2 with none)"
    );
    let expected = DRAFT
        .replace("in the province. ", "in the province.[^registry] ")
        .replace("likely to close.", "likely to close.[^weller]");
    let notes = "\n[^registry]: Mining Registry, Province of Carrow, dataset. <https://registry.example/2024>\n\
                 [^weller]: Dana Weller, harbor master, Port of Tarn, interview, 2024-10-23. <https://port.example/weller>\n";
    assert_eq!(after, format!("{expected}{notes}"));
}

#[test]
fn a_name_is_given_in_full_only_once() {
    let text = "The lock of the Port of Tarn is likely to close.\n\nThe quay of the Port of Tarn is the oldest on the coast.\n";
    let (title, after) = cited(text, "");
    assert_eq!(title, "Cite 2 claims that have one matching record each");
    assert_eq!(
        after,
        "The lock of the Port of Tarn is likely to close, said Dana Weller, harbor master of the Port of Tarn.\n\n\
         The quay of the Port of Tarn is the oldest on the coast, Weller said.\n"
    );
}

#[test]
fn nothing_is_offered_where_no_claim_has_one_record() {
    let text = "The bridge cost $38 million.\n";
    let reading = reading(text, Format::Markdown, "", SOURCES);
    assert_eq!(everywhere(&reading), None);
}

const COURIER: &str = r#"
[[source]]
id = "courier"
kind = "article"
publisher = "Tarn Courier"
url = "https://courier.example/ferries"
[[source]]
id = "budget"
kind = "document"
title = "Budget of Tarn"
note = "$38 million for the ferries"
[[source]]
id = "holm"
kind = "interview"
who = { name = "Ida Holm" }
[[source]]
id = "clerk"
kind = "interview"
who = { name = "Ruth Abelsen" }
terms = "off-record"
note = "the ferries cost $38 million"
"#;

/// The titles of what is offered at `words`, where nothing is marked, and the first line made.
fn offered(text: &str, words: &str, format: Format) -> (Vec<String>, String) {
    let reading = reading(text, format, "", COURIER);
    let at = text.find(words).unwrap();
    let span = Span::new(at, at);
    assert!(
        actions(&reading, span)
            .iter()
            .all(|it| it.findings.is_empty())
    );
    let additions = additions(&reading, span);
    let first = additions.first().map(|it| applied(text, &it.edits));
    let titles = additions.into_iter().map(|it| it.title).collect();
    (titles, first.unwrap_or_default())
}

#[test]
fn an_attribution_in_words_can_have_a_citation_too() {
    let text = "The ferries had sailed in fog for years, according to the Tarn Courier.\n";
    let (titles, first) = offered(text, "sailed", Format::Markdown);
    assert_eq!(
        titles,
        [
            "Cite [@courier]: Tarn Courier",
            "Footnote [^courier]: Tarn Courier",
            "Link to courier: Tarn Courier",
            "Comment <!-- src: courier -->: Tarn Courier",
        ]
    );
    assert_eq!(
        first,
        "The ferries had sailed in fog for years, according to the Tarn Courier [@courier].\n"
    );
    // Nothing but words can stand in a plain text, and these it has.
    assert_eq!(offered(text, "sailed", Format::Plain).0, [""; 0]);
    let cited = text.replace("Courier.", "Courier [@courier].");
    assert_eq!(offered(&cited, "sailed", Format::Markdown).0, [""; 0]);
}

#[test]
fn a_pronoun_stands_for_a_record_too() {
    let text = "“It rains,” said Ida Holm, a pilot. She added that the ferries were old.\n";
    let titles = offered(text, "She", Format::Markdown).0;
    assert_eq!(titles[0], "Cite [@holm]: Ida Holm");
}

#[test]
fn a_figure_without_a_mark_can_have_a_citation() {
    let text = "The town announced that it would give more than $38 million to the ferries.\n";
    for format in [Format::Markdown, Format::Plain] {
        let (titles, _) = offered(text, "$38", format);
        let of_budget = |it: &&String| it.contains("udget");
        assert!(titles.first().as_ref().is_some_and(of_budget), "{titles:?}");
        assert!(titles.iter().all(|it| !it.contains("clerk")), "{titles:?}");
    }
}
