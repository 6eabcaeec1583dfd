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
fn the_nearer_record_counts() {
    let near = parse("[[source]]\nid = 'a'\nkind = 'wire'\npublisher = 'Near'").0;
    let far = parse("[[source]]\nid = 'a'\nkind = 'wire'\npublisher = 'Far'\n[[source]]\nid = 'b'\nkind = 'wire'\npublisher = 'Far'").0;
    let merged = merge(vec![near, far]);
    let seen: Vec<_> = merged
        .iter()
        .map(|(file, it)| (*file, it.id.as_str(), it.publisher.as_deref()))
        .collect();
    assert_eq!(seen, [(0, "a", Some("Near")), (1, "b", Some("Far"))]);
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
