//! What a writer sees: the titles, in their order, and the lines that they make.

use super::*;

/// The actions on the first mark of `text`, each with the lines that it makes.
fn drawn(text: &str, format: Format, config: &str) -> String {
    let reading = reading(text, format, config, SOURCES);
    let mut drawn = String::new();
    for action in actions(&reading, reading.findings[0].span) {
        let preferred = if action.preferred { "* " } else { "" };
        let after = applied(text, &action.edits);
        drawn.push_str(&format!("{preferred}{}\n", action.title));
        let new = after
            .lines()
            .filter(|it| !it.is_empty() && !text.lines().any(|old| old == *it));
        drawn.extend(new.map(|it| format!("    {it}\n")));
        for edit in &action.desk_edits {
            drawn.extend(
                edit.text
                    .trim()
                    .lines()
                    .map(|it| format!("    {:?} {it}\n", edit.file)),
            );
        }
    }
    drawn
}

#[test]
fn what_is_offered() {
    let text = "The quarry is one of the largest in the province, with 41 pits in Carrow.\n";
    assert_eq!(
        drawn(text, Format::Markdown, ""),
        "\
* Add “, according to the Mining Registry”
    The quarry is one of the largest in the province, with 41 pits in Carrow, according to the Mining Registry.
Cite [@registry]: Mining Registry, Province of Carrow
    The quarry is one of the largest in the province, with 41 pits in Carrow [@registry].
Footnote [^registry]: Mining Registry, Province of Carrow
    The quarry is one of the largest in the province, with 41 pits in Carrow.[^registry]
    [^registry]: Mining Registry, Province of Carrow, dataset. <https://registry.example/2024>
Link to registry: Mining Registry, Province of Carrow
    The quarry is [one of the largest](https://registry.example/2024) in the province, with 41 pits in Carrow.
Comment <!-- src: registry -->: Mining Registry, Province of Carrow
    The quarry is one of the largest in the province, with 41 pits in Carrow. <!-- src: registry -->
Add “, said Dana Weller, harbor master of the Port of Tarn”
    The quarry is one of the largest in the province, with 41 pits in Carrow, said Dana Weller, harbor master of the Port of Tarn.
Add “, an official at the port said”
    The quarry is one of the largest in the province, with 41 pits in Carrow, an official at the port said.
Ask the desk: {>>source?<<}
    The quarry is {==one of the largest==}{>>source?<<} in the province, with 41 pits in Carrow.
Leave (TK source)
    The quarry is one of the largest in the province, with 41 pits in Carrow (TK source).
Accept superlative: checked
    The quarry is one of the largest in the province, with 41 pits in Carrow. <!-- copydesk: ok superlative: checked -->
Create a source record “source-1”…
    The quarry is one of the largest in the province, with 41 pits in Carrow. <!-- src: source-1 -->
    Sources [[source]]
    Sources id = \"source-1\"
    Sources kind = \"interview\"
    Sources who = { name = \"\", role = \"\", org = \"\" }
    Sources terms = \"on-record\"
"
    );
}

#[test]
fn what_is_offered_in_plain_text() {
    let text = "The harbor is one of the largest in the province.\n";
    assert_eq!(
        drawn(text, Format::Plain, ""),
        "\
Add “, said Dana Weller, harbor master of the Port of Tarn”
    The harbor is one of the largest in the province, said Dana Weller, harbor master of the Port of Tarn.
Add “, according to the Mining Registry”
    The harbor is one of the largest in the province, according to the Mining Registry.
Add “, an official at the port said”
    The harbor is one of the largest in the province, an official at the port said.
Leave (TK source)
    The harbor is one of the largest in the province (TK source).
Accept superlative: checked
    Config [[ok]]
    Config rule = \"superlative\"
    Config text = \"one of the largest\"
    Config reason = \"checked\"
Create a source record “source-1”…
    Sources [[source]]
    Sources id = \"source-1\"
    Sources kind = \"interview\"
    Sources who = { name = \"\", role = \"\", org = \"\" }
    Sources terms = \"on-record\"
"
    );
}

#[test]
fn what_is_offered_for_a_quotation() {
    let text = "The gates were closed.\n\n“We have been lied to for two years.”\n\nA dog slept.\n";
    assert_eq!(
        drawn(text, Format::Markdown, "citation.style = 'footnote'\n"),
        "\
Footnote [^weller]: Dana Weller, harbor master, Port of Tarn
    “We have been lied to for two years.”[^weller]
    [^weller]: Dana Weller, harbor master, Port of Tarn, interview, 2024-10-23. <https://port.example/weller>
Begin with “Dana Weller, harbor master of the Port of Tarn, said:”
    Dana Weller, harbor master of the Port of Tarn, said: “We have been lied to for two years.”
Cite [@weller]: Dana Weller, harbor master, Port of Tarn
    “We have been lied to for two years.” [@weller]
Link to weller: Dana Weller, harbor master, Port of Tarn
    [“We have been lied to for two years.”](https://port.example/weller)
Comment <!-- src: weller -->: Dana Weller, harbor master, Port of Tarn
    “We have been lied to for two years.” <!-- src: weller -->
Footnote [^S7]: an official at the port
    “We have been lied to for two years.”[^S7]
    [^S7]: an official at the port.
Footnote [^registry]: Mining Registry, Province of Carrow
    “We have been lied to for two years.”[^registry]
    [^registry]: Mining Registry, Province of Carrow, dataset. <https://registry.example/2024>
Ask the desk: {>>source?<<}
    {==“We have been lied to for two years.”==}{>>source?<<}
Leave (TK source)
    “We have been lied to for two years.” (TK source)
Accept unattributed-quote: checked
    “We have been lied to for two years.” <!-- copydesk: ok unattributed-quote: checked -->
Create a source record “source-1”…
    “We have been lied to for two years.” <!-- src: source-1 -->
    Sources [[source]]
    Sources id = \"source-1\"
    Sources kind = \"interview\"
    Sources who = { name = \"\", role = \"\", org = \"\" }
    Sources terms = \"on-record\"
    Sources quotes = [{ text = \"We have been lied to for two years.\" }]
"
    );
}
