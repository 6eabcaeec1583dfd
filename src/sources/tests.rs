use super::*;
use crate::fields::testing::drawn;

const GOOD: &str = r#"
[[source]]
id = "weller-2024"
kind = "briefing"
who = { name = "Dana Weller", role = "harbor master", org = "Port of Tarn" }
terms = "on-record"
date = 2024-10-23
quotes = [{ text = "We counted 41 ships.", at = "12:30" }]

[[source]]
id = "S7"
kind = "interview"
who = { name = "Ruth Abelsen", role = "deputy clerk" }
terms = "background"
as = "a harbor official"
note = "Abelsen asked for a call back"
"#;

#[test]
fn a_record_is_read() {
    let (records, problems) = parse(GOOD);
    assert_eq!(problems, []);
    let weller = &records[0];
    assert_eq!(weller.printable_name(), Some("Dana Weller"));
    assert_eq!(
        weller.printable_line(),
        "Dana Weller, harbor master, Port of Tarn"
    );
    assert_eq!(weller.date.unwrap().to_string(), "2024-10-23");
    assert_eq!(weller.quotes[0].at.as_deref(), Some("12:30"));
    assert_eq!(weller.span.of(GOOD), "\"weller-2024\"");
}

#[test]
fn a_name_that_is_not_on_the_record_does_not_leave() {
    for terms in [
        "background",
        "not-for-attribution",
        "deep-background",
        "off-record",
    ] {
        let text = GOOD.replace("terms = \"background\"", &format!("terms = \"{terms}\""));
        let (records, problems) = parse(&text);
        let record = &records[1];
        assert_eq!(record.printable_name(), None);
        assert_eq!(record.names_for_matching_only()[0], Some("Ruth Abelsen"));
        let printed = format!(
            "{record:?} {record:#?} {:?} {:?} {:?} {} {problems:?}",
            record.who,
            record.printable_role(),
            record.printable_description(),
            record.printable_line()
        );
        assert!(
            !printed.contains("Abelsen") && !printed.contains("deputy"),
            "{printed}"
        );
        let described = ["background", "not-for-attribution"].contains(&terms);
        assert_eq!(record.printable_description().is_some(), described);
    }
}

#[test]
fn terms_that_cannot_be_read_keep_the_name_in() {
    let spoilt = [
        GOOD.replace("terms = \"background\"", "terms = \"backgroud\""),
        GOOD.replace("terms = \"background\"", "term = \"background\""),
        GOOD.replace("terms = \"background\"", "terms = background"),
        GOOD.replace("terms = \"background\"", "terms \"background\""),
        GOOD.replace("terms = \"background\"\n", "")
            .replace("as = \"a harbor", "sa = \"a harbor"),
        GOOD.replace("terms = \"background\"\n", ""),
    ];
    for (i, text) in spoilt.iter().enumerate() {
        let (records, problems) = parse(text);
        if i == 4 {
            // Nothing is left that says so: the misspelt field is reported at least.
            assert_eq!(problems.len(), 1);
            continue;
        }
        let record = records.iter().find(|it| it.id == "S7").unwrap();
        assert!(record.confidential(), "{text}");
        assert!(!problems.is_empty());
        assert!(!format!("{problems:?}").contains("Abelsen"));
    }
}

#[test]
fn what_is_wrong_is_said_at_its_place_and_costs_nothing_else() {
    let text = r#"
[[source]]
id = "count"
kind = "dataset"
publisher = "Port of Tarn"
date = "2023-02-29"

[[source]]
id = "count"
kind = "dataset"
publisher = "Somebody else"

[[source]]
kind = "interview"
who = { name = "Ib Lund", rol = "pilot" }

[[source]]
id = "lund"
kind = "intervew"
who = { name = "Ib Lund" }
terms = "background"
as = "a pilot"

[[source]]
id = "two words"
kind = "wire"
publisher = "Coast Wire"

[[source]]
id = "empty"

[[sources]]
id = "x"
"#;
    let (records, problems) = parse(text);
    let keys: Vec<&str> = records.iter().map(|it| it.id.as_str()).collect();
    assert_eq!(keys, ["count", "lund", "empty"]);
    assert_eq!(records[0].publisher.as_deref(), Some("Port of Tarn"));
    assert_eq!(
        drawn(text, &problems),
        "\
6: [\"2023-02-29\"] `date` is a day, such as 2024-10-23
9: [\"count\"] a second record with this key; the one in line 3 counts
13: [[[source]]] `id` is missing: the key by which the draft cites the record
15: [rol] no such field of `who`; did you mean `role`?
18: [\"lund\"] this key gives the source away: it will stand in the draft
19: [\"intervew\"] this is none of interview, briefing, statement, document, court, dataset, \
wire, article, broadcast, post, observation, archive; did you mean `interview`?
25: [\"two words\"] a key has letters, digits and any of - _ . : / inside it, no spaces
29: [[[source]]] nothing to name it by: give `who`, `title` or `publisher`
29: [[[source]]] `kind` is missing: interview, document, wire, …
32: [sources] no such table: each record stands under `[[source]]`; did you mean `source`?
"
    );
}

#[test]
fn the_template_holds_when_its_comments_are_taken_away() {
    assert_eq!(parse(TEMPLATE), (vec![], vec![]));
    let text: String = TEMPLATE
        .lines()
        .map(|line| {
            line.strip_prefix('#')
                .filter(|it| !it.starts_with(' '))
                .unwrap_or(line)
        })
        .flat_map(|line| [line, "\n"])
        .collect();
    let (records, problems) = parse(&text);
    assert_eq!((records.len(), drawn(&text, &problems).as_str()), (3, ""));
}

#[test]
fn a_bracket_left_open_costs_its_own_record() {
    let text = "\
[[source]]
id = 'a'
kind = 'wire'
publisher = 'Coast Wire'

[[source]]
id = 'b'
kind = 'interview'
who = { name = Ruth Abelsen, role = 'clerk
as = 'a clerk'

[[source]]
id = 'c'
kind = 'wire'
publisher = 'Coast Wire'
";
    let (records, problems) = parse(text);
    let keys: Vec<&str> = records.iter().map(|it| it.id.as_str()).collect();
    assert_eq!(keys, ["a", "b", "c"]);
    assert!(records[1].confidential());
    assert_eq!(records[2].span.of(text), "'c'");
    let lines: Vec<usize> = problems
        .iter()
        .map(|it| 1 + text[..it.span.start].matches('\n').count())
        .collect();
    assert!(lines.iter().all(|it| (6..=12).contains(it)), "{problems:?}");
    assert!(lines.windows(2).all(|it| it[0] < it[1]), "{problems:?}");
    assert!(!format!("{problems:?}").contains("Abelsen"));
}

/// The records, a line each: key, kind, date, and what may be printed.
fn listed(records: &[Record]) -> String {
    let line = |it: &Record| {
        let date = it.date.map_or("-".to_owned(), |it| it.to_string());
        format!(
            "{} {} {date} {}\n",
            it.id,
            it.kind.word(),
            it.printable_line()
        )
    };
    records.iter().map(line).collect()
}

#[test]
fn csl_json_is_read_and_our_fields_under_custom() {
    let text = r#"[
  { "id": "kord-2024", "type": "article-newspaper", "title": "The \"Tarn\" floods",
    "author": [{ "given": "Ines", "family": "Kord" }, { "literal": "Tarn Desk" }],
    "container-title": "Carrow Post", "issued": { "date-parts": [[2024, 3]] },
    "URL": "https://post.example/floods", "titel": "x" },
  { "id": "S7", "type": "interview", "author": [{ "given": "Ruth", "family": "Abelsen" }],
    "issued": { "date-parts": [[2024, 13, 1]] },
    "custom": { "terms": "background", "as": "a harbor official", "flie": "x" } },
  { "id": "kord-2024", "type": "book", "title": "Twice" }
]"#;
    let (records, problems) = read("a.csl.json", text);
    assert_eq!(
        listed(&records),
        "kord-2024 article 2024-03 Ines Kord, The \"Tarn\" floods, Carrow Post\nS7 interview - a harbor official\n"
    );
    assert_eq!(records[0].printable_others(), ["Tarn Desk"]);
    assert_eq!(
        drawn(text, &problems),
        "\
5: [titel] no such field of CSL; did you mean `title`?; our own stand under `custom`
7: [{ \"date-parts\": [[2024, 13, 1]] }] `issued` has no day: {\"date-parts\": [[2024, 10, 23]]}
8: [flie] no such field of a source; did you mean `file`?
9: [\"kord-2024\"] a second record with this key; the one in line 2 counts
"
    );
}

#[test]
fn a_comma_left_out_in_json_costs_its_own_record() {
    let text = "[\n  {\n    \"id\": \"a\",\n    \"title\": \"A\"\n  },\n  {\n    \"id\": \"b\"\n    \"title\": \"B\"\n  },\n  {\n    \"id\": \"c\",\n    \"title\": \"C\",\n    \"type\": \"report\"\n  }\n]\n";
    let (records, problems) = read("references.json", text);
    let keys: Vec<&str> = records.iter().map(|it| it.id.as_str()).collect();
    assert_eq!(keys, ["a", "c"]);
    assert_eq!(records[1].span.of(text), "\"c\"");
    let json: Vec<&Problem> = problems
        .iter()
        .filter(|it| it.message.starts_with("not JSON"))
        .collect();
    assert_eq!(json.len(), 1);
    assert_eq!(1 + text[..json[0].span.start].matches('\n').count(), 8);
}

#[test]
fn bibtex_is_read_and_an_entry_left_open_costs_itself() {
    let text = "\
@string{post = {Carrow Post}}
@article{kord-2024, author = {Kord, Ines and Brandt, Pia}, title = {The {Tarn} floods},
  journal = post, date = {2024-03-09}, url = {https://post.example/a_b}}
@book{open, title = {Never closed}
@report{log, institution = {Port of Tarn}, title = {Log}, year = 2023, month = feb}
@misc{late, title = {Late}, date = {2024-31-12}}
";
    let (records, problems) = read("tarn.bib", text);
    assert_eq!(
        listed(&records),
        "\
kord-2024 article 2024-03-09 Ines Kord, The Tarn floods, Carrow Post
log document 2023-02 Log, Port of Tarn
late document - Late
"
    );
    assert_eq!(records[0].printable_url(), Some("https://post.example/a_b"));
    assert_eq!(records[1].span.of(text), "log");
    assert_eq!(
        drawn(text, &problems),
        "\
4: [] not BibTeX: expected comma
6: [{2024-31-12}] `date` is a day, such as 2024-10-23
"
    );
}

#[test]
fn a_source_note_is_a_record_with_its_transcript() {
    let text = "---\nkind: interview\nwho: { name: Dana Weller, rol: harbor master }\ndate: 2024-10-23\n---\nQ: How many?\nWELLER: We counted 41 ships.\n";
    let (records, problems) = read("/desk/sources/weller.md", text);
    assert_eq!(
        listed(&records),
        "weller interview 2024-10-23 Dana Weller\n"
    );
    assert_eq!(
        records[0].body.unwrap().of(text),
        "Q: How many?\nWELLER: We counted 41 ships.\n"
    );
    assert_eq!(
        drawn(text, &problems),
        "3: [rol] no such field of `who`; did you mean `role`?\n"
    );
    assert_eq!(
        read("/desk/sources/readme.md", "# How we keep notes\n"),
        (vec![], vec![])
    );
}

#[test]
fn a_draft_brings_records_in_its_front_matter() {
    let text = "---\r\ntitle: Über alles\r\nbibliography: tarn.bib\r\nreferences:\r\n- id: log\r\n  type: report\r\n  title: Harbor Log\r\n  issued: 2024-02\r\n---\r\nText.\r\n";
    let front = front(text);
    assert_eq!(front.problems, []);
    assert_eq!(front.bibliographies[0].0, "tarn.bib");
    assert_eq!(front.bibliographies[0].1.of(text), "tarn.bib");
    assert_eq!(listed(&front.records), "log document 2024-02 Harbor Log\n");
    assert_eq!(front.records[0].span.of(text), "log");
}

#[test]
fn what_is_exported_is_read_back() {
    let (records, _) = parse(GOOD);
    let json = csl_json(records.iter()).to_string();
    assert!(!json.contains("Abelsen") && !json.contains("deputy") && !json.contains("call back"));
    let (again, problems) = read("a.csl.json", &json);
    assert_eq!(problems, []);
    assert_eq!(
        listed(&again),
        "weller-2024 briefing 2024-10-23 Dana Weller, harbor master, briefing, harbor master, Port of Tarn\nS7 interview - a harbor official\n"
    );
    assert!(again[1].confidential());
}

fn compared(said: &str, quoted: &str) -> String {
    let source = Transcript::new(None, said.to_owned(), crate::span::Span::new(0, said.len()));
    let Some(found) = found(quoted, crate::span::Span::new(0, quoted.len()), &source) else {
        return "not there".to_owned();
    };
    let change =
        |it: &Change| format!("{:?} [{}] for [{}]", it.kind, it.ours.of(quoted), it.theirs);
    let changes: Vec<String> = found.changes.iter().map(change).collect();
    if changes.is_empty() {
        format!("verbatim: {}", found.place.of(&source.text))
    } else {
        changes.join("; ")
    }
}

#[test]
fn a_quotation_is_compared_word_by_word() {
    let said = "Q: So?\nWELLER: Well, uh, we counted 41 ships [coughs] in the harbor that day. We did not \
expect any of them. The fleet is, frankly, a disgrace to the province.\nLUND: It would be a mistake to go on.\n";
    let pairs = [
        (
            "We counted forty-one ships",
            "verbatim: we counted 41 ships",
        ),
        (
            "we counted 41 ships in the harbor that day",
            "verbatim: we counted 41 ships [coughs] in the harbor that day",
        ),
        (
            "We counted 41 ships … The fleet is — frankly — a disgrace",
            "verbatim: we counted 41 ships [coughs] in the harbor that day. We did not expect any of them. The fleet is, frankly, a disgrace",
        ),
        (
            "We counted 44 ships in the harbor that day.",
            "Number [44] for [41]",
        ),
        ("We did expect any of them", "Negation [] for [not]"),
        (
            "The fleet is a disgrace to the province",
            "Word [] for [frankly]",
        ),
        (
            "The fleet is, frankly, a real disgrace to the region",
            "Word [real] for []; Word [region] for [province]",
        ),
        (
            "[Nobody] counted 41 ships in the harbor",
            "verbatim: counted 41 ships [coughs] in the harbor",
        ),
        (
            "[I]t would be a mistake to go on",
            "verbatim: It would be a mistake to go on",
        ),
        ("I never said a word about it", "not there"),
    ];
    let mut wrong = String::new();
    for (quoted, expected) in pairs {
        let got = compared(said, quoted);
        if got != expected {
            wrong.push_str(&format!("{quoted}\n  {got}\n  not {expected}\n"));
        }
    }
    assert!(wrong.is_empty(), "{wrong}");
}

/// In a debug build, where it takes many times as long as it may.
#[test]
fn a_long_transcript_is_compared_at_once() {
    let mut said: String = (0..100_000)
        .map(|i| {
            format!(
                "{} ",
                ["harbor", "ship", "crew", "tide", "the"][(i * 7 + i / 11) % 5]
            )
        })
        .collect();
    said.push_str("we did not expect any of them.");
    let source = Transcript::new(None, said.clone(), crate::span::Span::new(0, said.len()));
    let quoted = "we did expect any of them";
    let all = crate::span::Span::new(0, quoted.len());
    source.index();
    let start = std::time::Instant::now();
    assert_eq!(
        found(quoted, all, &source).unwrap().changes[0].kind,
        Departure::Negation
    );
    assert!(start.elapsed().as_millis() < 20, "{:?}", start.elapsed());
}
