use std::sync::Arc;

use super::*;
use crate::{config, desk::Desk, rules, sources};

const SOURCES: &str = r#"
[[source]]
id = "weller"
kind = "interview"
who = { name = "Dana Weller", role = "harbor master", org = "Port of Tarn" }
date = 2024-10-23
url = "https://port.example/weller"

[[source]]
id = "S7"
kind = "interview"
who = { name = "Ruth Abelsen", role = "deputy clerk" }
terms = "background"
as = "a harbor official"

[[source]]
id = "registry"
kind = "dataset"
title = "Mining Registry"
publisher = "Province of Carrow"
url = "https://registry.example/2024"

[[source]]
id = "lund"
kind = "interview"
who = { name = "Ib Lund" }
terms = "deep-background"

[[source]]
id = "moor"
kind = "interview"
who = { name = "Ada Moor" }
terms = "off-record"
"#;

/// Drafts with one or more marks each: what newsrooms write, in the shapes that
/// break a naive insertion.
const MARKDOWN: &[&str] = &[
    "More than 4,000 people fled the valley.\n",
    // no newline at the end
    "The bridge cost $38 million.",
    "# The quarry\r\n\r\nThe quarry is one of the largest in the province.\r\n\r\nIt opened in 1952.\r\n",
    "The strike, which kept about 12,000 miners at home, ended on Sunday after\nthe company gave in. It had lasted for\nnine days.\n",
    "Nearly 60% of the voters want a new coach.\r\nNobody at the club has said a word about it in the three\r\nweeks since the season ended.\r\n",
    // ends in a quotation that is not the claim
    "The plant is likely to close before the end of the long “hard winter.”\n",
    "The new tariff has driven up the price of what bakers call \"the daily loaf\".\n",
    // the quotation is the sentence
    "The gates of the sawmill were closed on Monday.\n\n“We have been lied to for two years.”\n\nA dog slept in front of the office.\n",
    "The road was empty.\n\n\"We have been lied to. Nobody came for us before the water did!\"\n\nThe bus came at noon.\n",
    "- Nearly 60% of the voters want a new coach\n- The bus came at noon\n",
    "* The bridge cost **$38 million.**\n* It opened in 1952.\n",
    "The contractor falsified the safety reports, which the council had paid for by 5 p.m. Work stopped.\n",
    "The flood was unprecedented!\n",
    "**The vote was a blow to the governor.** The hall was full.\n",
    "The dam, built by the firm Lindqvist & Sons Inc., cost about $90 million (a third of the budget).\n",
    "Dana Weller opened the lock at noon.\n\nThe storm has driven up the price of bread.\n",
    "The minister reportedly left by the back door.\n",
    "The plant is likely to close before winter.\n\n[^registry]: The registry of mines.\n",
    "Émile Roux is likely to resign — “for good” — before the vote in May…\n",
];

fn desk(config: &str, sources: &str) -> Arc<Desk> {
    let names: Vec<&'static str> = rules::ALL.iter().map(|it| it.name).collect();
    let (config, problems) = config::parse(config, &names);
    assert_eq!(problems, []);
    let (records, _) = sources::parse(sources);
    let origins = vec![0; records.len()];
    let sources_files = vec!["sources.toml".into()];
    Arc::new(Desk {
        config,
        records,
        origins,
        sources_files,
        ..Desk::default()
    })
}

fn reading(text: &str, format: Format, config: &str, sources: &str) -> Reading {
    Reading::new(
        text.to_string(),
        format,
        desk(config, sources),
        &Reading::default(),
    )
}

fn applied(text: &str, edits: &[Edit]) -> String {
    let mut changed = text.to_string();
    assert!(
        edits
            .windows(2)
            .all(|it| it[0].span.end <= it[1].span.start && it[0].span.start < it[1].span.start),
        "{edits:?}"
    );
    for edit in edits.iter().rev() {
        changed.replace_range(edit.span.start..edit.span.end, &edit.text);
    }
    changed
}

/// Where `span` is after `edits`; what is inserted at its edges stays outside.
fn moved(span: Span, edits: &[Edit]) -> Span {
    let by = |at: usize| -> isize {
        let before = edits
            .iter()
            .filter(|it| it.span.end <= at && it.span.start < span.end);
        before
            .map(|it| it.text.len() as isize - it.span.len() as isize)
            .sum()
    };
    Span::new(
        span.start.strict_add_signed(by(span.start)),
        span.end.strict_add_signed(by(span.end)),
    )
}

/// Every mark of `text`, every action on it: afterwards the mark is gone, and
/// nothing but the edit has changed, least of all the words of a quotation.
fn every_action_settles(text: &str, format: Format, config: &str) -> Vec<String> {
    let mut failures = Vec::new();
    let before = reading(text, format, config, SOURCES);
    assert!(!before.findings.is_empty(), "nothing is marked in {text:?}");
    for (i, finding) in before.findings.iter().enumerate() {
        let actions = actions(&before, finding.span);
        assert!(
            actions.iter().any(|it| it.findings.contains(&i)),
            "{finding:?}"
        );
        for action in actions.iter().filter(|it| it.findings.contains(&i)) {
            let after_text = applied(text, &action.edits);
            for edit in &action.edits {
                let gone = edit.span.of(text);
                let only_case = edit.text.to_lowercase().ends_with(&gone.to_lowercase());
                assert!(gone.chars().count() <= 1 && only_case, "{action:?}");
                assert!(
                    !edit.text.replace("\r\n", "").contains('\n') || !text.contains('\r'),
                    "{action:?}"
                );
            }
            let of = |file| -> String {
                action
                    .desk_edits
                    .iter()
                    .filter(|it| it.file == file)
                    .map(|it| it.text.as_str())
                    .collect()
            };
            let config = format!("{config}{}", of(DeskFile::Config));
            let sources = format!("{SOURCES}{}", of(DeskFile::Sources));
            let after = reading(&after_text, format, &config, &sources);
            let place = moved(finding.span, &action.edits);
            assert!(
                place
                    .of(&after_text)
                    .to_lowercase()
                    .contains(&finding.span.of(text).to_lowercase())
            );
            let left = after
                .findings
                .iter()
                .find(|it| it.rule == finding.rule && it.span.overlaps(place));
            // FIXME: whether a phrase settles its mark is up to the reading of attributions.
            let phrase =
                action.title.starts_with("Add “") || action.title.starts_with("Begin with");
            if left.is_some() && !phrase {
                failures.push(format!(
                    "{} stays after {}: {after_text:?}",
                    finding.rule, action.title
                ));
            }
            let quoted = |it: &Reading| -> Vec<String> {
                it.story
                    .quotations
                    .iter()
                    .map(|q| q.span.of(&it.text).to_string())
                    .collect()
            };
            assert_eq!(quoted(&before), quoted(&after), "{action:?}");
        }
    }
    failures
}

#[test]
fn every_action_settles_its_mark_in_markdown() {
    let mut failures = Vec::new();
    for style in config::STYLES {
        for text in MARKDOWN {
            let config = format!("citation.style = '{}'\n", style.0);
            failures.extend(every_action_settles(text, Format::Markdown, &config));
        }
    }
    failures.dedup();
    assert!(failures.is_empty(), "{failures:#?}");
}

#[test]
fn every_action_settles_its_mark_in_plain_text() {
    let plain = MARKDOWN
        .iter()
        .filter(|it| !it.contains(['*', '#']) && !it.contains("[^") && !it.starts_with('-'));
    let failures: Vec<String> = plain
        .flat_map(|it| every_action_settles(it, Format::Plain, ""))
        .collect();
    assert!(failures.is_empty(), "{failures:#?}");
}

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
Add “, a harbor official said”
    The quarry is one of the largest in the province, with 41 pits in Carrow, a harbor official said.
Comment <!-- src: lund -->: on deep background
    The quarry is one of the largest in the province, with 41 pits in Carrow. <!-- src: lund -->
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
Add “, a harbor official said”
    The harbor is one of the largest in the province, a harbor official said.
Add “, according to the Mining Registry”
    The harbor is one of the largest in the province, according to the Mining Registry.
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
Footnote [^S7]: a harbor official
    “We have been lied to for two years.”[^S7]
    [^S7]: a harbor official.
Footnote [^registry]: Mining Registry, Province of Carrow
    “We have been lied to for two years.”[^registry]
    [^registry]: Mining Registry, Province of Carrow, dataset. <https://registry.example/2024>
Comment <!-- src: lund -->: on deep background
    “We have been lied to for two years.” <!-- src: lund -->
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

#[test]
fn a_table_keeps_its_cells() {
    let text = "| Pit | Size |\n|---|---|\n| Holm | the largest in Carrow |\n";
    let sources = SOURCES.replace("Mining Registry", "Mining | Registry");
    let mut reading = reading(text, Format::Markdown, "", &sources);
    let start = text.find("the largest").unwrap();
    reading.findings = vec![Finding {
        rule: "superlative",
        family: Family::Sourcing,
        severity: rules::Severity::Information,
        span: Span::new(start, start + "the largest".len()),
        message: String::new(),
        related: Vec::new(),
        fixes: Vec::new(),
    }];
    let actions = actions(&reading, reading.findings[0].span);
    assert!(10 < actions.len());
    for action in actions {
        let after = applied(text, &action.edits);
        let row = after.lines().nth(2).unwrap();
        assert_eq!(row.replace("\\|", "").matches('|').count(), 3, "{after}");
        assert!(row.ends_with(" |"), "{after}");
    }
}

#[test]
fn nothing_is_offered_that_the_terms_forbid() {
    for text in MARKDOWN {
        let reading = reading(text, Format::Markdown, "", SOURCES);
        let offered = format!("{:?}", actions(&reading, Span::new(0, text.len())));
        for name in [
            "Abelsen",
            "deputy clerk",
            "Lund",
            "Moor",
            "[@lund]",
            "[^lund]",
            "[@moor]",
            "moor",
        ] {
            assert!(!offered.contains(name), "{name} in {offered}");
        }
    }
}

#[test]
fn the_record_that_fits_comes_first() {
    let sources = r#"
[[source]]
id = "old"
kind = "interview"
who = { name = "Ines Kord" }
date = 2023-01-01
[[source]]
id = "new"
kind = "interview"
who = { name = "Ines Kord" }
date = 2024-01-01
[[source]]
id = "count"
kind = "dataset"
title = "Harbor census"
note = "4,000 people left the valley"
[[source]]
id = "words"
kind = "interview"
who = { name = "Pia Brandt" }
quotes = [{ text = "We have been lied to for two years, and now this" }]
"#;
    let first = |text: &str| {
        let reading = reading(text, Format::Markdown, "citation.style = 'pandoc'", sources);
        let actions = actions(&reading, reading.findings[0].span);
        (
            actions[0].title.split(':').next().unwrap().to_string(),
            actions[0].preferred,
        )
    };
    assert_eq!(
        first("More than 4000 people fled the hills.\n"),
        ("Cite [@count]".into(), true)
    );
    assert_eq!(
        first("Kord is likely to resign.\n"),
        ("Cite [@new]".into(), true)
    );
    let quotation = "The gate was shut.\n\n“We have been lied to for two years.”\n\nA dog slept.\n";
    assert_eq!(first(quotation), ("Cite [@words]".into(), true));
    assert_eq!(
        first("The flood was unprecedented.\n"),
        ("Cite [@new]".into(), false)
    );
}

#[test]
fn a_key_without_a_record_gets_a_near_one_or_a_new_record() {
    let text = "The quarry opened in 1952, a miner said [@wellr].\n";
    let before = reading(text, Format::Markdown, "", SOURCES);
    let actions = actions(&before, before.findings[0].span);
    let titles: Vec<&str> = actions.iter().map(|it| it.title.as_str()).collect();
    assert_eq!(
        titles,
        ["Change to “weller”", "Create a source record “wellr”…"]
    );
    assert!(actions[0].preferred);
    for action in actions {
        let sources: String = action.desk_edits.into_iter().map(|it| it.text).collect();
        let after = applied(text, &action.edits);
        let after = reading(&after, Format::Markdown, "", &format!("{SOURCES}{sources}"));
        assert_eq!(after.findings, []);
    }
}

#[test]
fn without_any_source_file_one_soft_word() {
    let text = "One [@a]. Two [@b]. Three[^c].\n";
    let reading = Reading::new(
        text.into(),
        Format::Markdown,
        Arc::default(),
        &Reading::default(),
    );
    let marks: Vec<_> = reading
        .findings
        .iter()
        .map(|it| (it.rule, it.severity))
        .collect();
    assert_eq!(marks, [("unresolved-citation", rules::Severity::Hint)]);
}

#[test]
fn words_of_the_house_are_placeholders_too() {
    let config = "[house]\nplaceholders = ['ZZ', '(desk)']\n";
    let reading = reading(
        "It has ZZ pits and a ZZT (desk).\n",
        Format::Plain,
        config,
        "",
    );
    let marks: Vec<_> = reading
        .findings
        .iter()
        .map(|it| it.span.of(&reading.text))
        .collect();
    assert_eq!(marks, ["ZZ", "(desk)"]);
}
