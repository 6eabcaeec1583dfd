mod everywhere;
mod footnotes;
mod offered;

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
as = "an official at the port"

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
    "The new tariff has driven up the price of the \"daily loaf\".\n",
    // the quotation is the sentence
    "The gates of the sawmill were closed on Monday.\n\n“We have been lied to for two years.”\n\nA dog slept in front of the office.\n",
    "The road was empty.\n\n\"We have been lied to. Nobody came for us before the water did!\"\n\nThe bus came at noon.\n",
    "- Nearly 60% of the voters want a new coach\n- The bus came at noon\n",
    "* The bridge cost **$38 million.**\n* It opened in 1952.\n",
    "The new tariff has driven up the price of bread in the U.S.\n",
    "The flood was unprecedented!\n",
    "**The vote was a blow to the governor.** The hall was full.\n",
    "The dam, built by the firm Lindqvist & Sons Inc., cost about $90 million (a third of the budget).\n",
    "Dana Weller opened the lock at noon.\n\nThe storm has driven up the price of bread.\n",
    "The minister reportedly left by the back door.\n",
    "The plant is likely to close before winter.\n\n[^registry]: The registry of mines.\n",
    "1. The dam is likely to fail before the end of the year.\n2. It opened in 1952.\n",
    "Some 300 houses stood empty in the spring,\r\nand the school in the old part of the town was the oldest\r\nin the whole of the province.\r\n",
    "The flood in the old quarter was unprecedented; nobody on the quay had seen it come.\n",
    "> The minutes say nothing.\n\nThe plan is a blow to the town of Tarn.\n",
    "The mill is the oldest in the valley (it burned down twice).\n",
    "By 2030, the reservoir is likely to be empty.\n",
    "The new lock cost €12 million, twice as much as the old one.\n",
    "About 900 people work at the sawmill — a third of the town.\n",
    "## The bridge\n\nThe bridge cost $38 million.\n\n## The ferry\n\nThe ferry is the oldest on the coast.\n",
    "The drought has driven up the price of hay, and farmers in the north have begun to sell their herds.\n",
    "The company is likely to sell the yard “as it stands” before the summer, when its lease ends.\n",
    "Émile Roux is likely to resign — “for good” this time — before the vote in May…\n",
    "| Pit | Note |\r\n|---|---|\r\n| Holm | Critics say the pit is dangerous |\r\n| Vik | Experts say it will fail. |\r\n",
    "| Pit | Opened |\n|---|---|\n| Holm | 1952 |\n\n- It opened in 1952.\n- The pit\n  cost about $38 million and kept\n  900 people at work.\n  1. Nearly 60% of the voters want it closed.\n",
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
        records: records.into(),
        origins,
        sources_files,
        ..Desk::default()
    })
}

fn reading(text: &str, format: Format, config: &str, sources: &str) -> Reading {
    read_after(&Reading::default(), text, format, config, sources)
}

fn read_after(
    before: &Reading,
    text: &str,
    format: Format,
    config: &str,
    sources: &str,
) -> Reading {
    Reading::new(text.to_string(), format, desk(config, sources), before)
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
fn every_action_settles(text: &str, format: Format, configs: &[String]) -> Vec<String> {
    let mut failures = Vec::new();
    // What is offered in several styles is judged once.
    let mut judged: Vec<(usize, Vec<Edit>, Vec<DeskEdit>)> = Vec::new();
    let mut before = Reading::default();
    for config in configs {
        before = read_after(&before, text, format, config, SOURCES);
        assert!(!before.findings.is_empty(), "nothing is marked in {text:?}");
        for (i, finding) in before.findings.iter().enumerate() {
            let mut actions = actions(&before, finding.span);
            actions.retain(|it| it.findings.contains(&i));
            assert!(!actions.is_empty(), "{finding:?}");
            let phrased = |it: &Action| {
                it.title.starts_with("Add “, ") || it.title.starts_with("Begin with “")
            };
            let wordless = finding.rule == "vague-source" || !config.contains("phrase");
            assert!(
                wordless || actions.iter().any(phrased),
                "no words for {finding:?} of {text:?}"
            );
            for action in actions {
                let edits = (i, action.edits.clone(), action.desk_edits.clone());
                if !judged.contains(&edits) {
                    failures.extend(left(&before, finding, &action, config));
                    judged.push(edits);
                }
            }
        }
    }
    failures
}

/// What is left of `finding` after `action`, and what else is wrong with it.
fn left(before: &Reading, finding: &Finding, action: &Action, config: &str) -> Option<String> {
    let text = &before.text;
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
    let rows = |text: &str| {
        let rows = text.lines().filter(|it| it.starts_with('|'));
        rows.map(|it| it.matches('|').count()).collect::<Vec<_>>()
    };
    assert_eq!(rows(text), rows(&after_text), "{action:?}");
    let of = |file| -> String {
        let edits = action.desk_edits.iter().filter(|it| it.file == file);
        edits.map(|it| it.text.as_str()).collect()
    };
    let config = format!("{config}{}", of(DeskFile::Config));
    let sources = format!("{SOURCES}{}", of(DeskFile::Sources));
    let after = read_after(before, &after_text, before.format, &config, &sources);
    let place = moved(finding.span, &action.edits);
    assert!(
        place
            .of(&after_text)
            .to_lowercase()
            .contains(&finding.span.of(text).to_lowercase())
    );
    let quoted = |it: &Reading| -> Vec<String> {
        let quotations = it.story.quotations.iter();
        quotations
            .map(|q| q.span.of(&it.text).to_string())
            .collect()
    };
    assert_eq!(quoted(before), quoted(&after), "{action:?}");
    let mut same = after.findings.iter().filter(|it| it.rule == finding.rule);
    same.any(|it| it.span.overlaps(place)).then(|| {
        format!(
            "{} stays after {}: {after_text:?}",
            finding.rule, action.title
        )
    })
}

#[test]
fn every_action_settles_its_mark_in_markdown() {
    // Each style alone, so that every record is offered in it.
    let alone =
        |it: &(&str, Style)| format!("citation = {{ style = '{0}', styles = ['{0}'] }}\n", it.0);
    let configs: Vec<String> = config::STYLES.iter().map(alone).collect();
    let failures: Vec<String> = MARKDOWN
        .iter()
        .flat_map(|it| every_action_settles(it, Format::Markdown, &configs))
        .collect();
    assert!(failures.is_empty(), "{failures:#?}");
}

#[test]
fn every_action_settles_its_mark_in_plain_text() {
    let marked_up = |it: &str| it.contains(['*', '#', '|']) || it.contains("[^");
    let plain = MARKDOWN
        .iter()
        .filter(|it| !marked_up(it) && !it.starts_with('-'));
    let failures: Vec<String> = plain
        .flat_map(|it| {
            every_action_settles(
                it,
                Format::Plain,
                &["citation.style = 'phrase'\n".to_owned()],
            )
        })
        .collect();
    assert!(failures.is_empty(), "{failures:#?}");
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
        elsewhere: Vec::new(),
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
