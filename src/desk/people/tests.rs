use super::*;
use crate::{
    fields::{self, testing::drawn},
    knowledge::Day,
};

#[test]
fn an_entry_is_found_by_each_of_its_spellings() {
    let (entries, problems) = parse(
        "[[person]]\nname = 'Ilse Bakker'\nalso = ['Ilse Backer']\nroles = [{ title = 'mayor', until = 2030-05-01 }]\n[[org]]\nname = 'Harbor Board'\nwhat = 'port authority'",
    );
    assert_eq!(problems, []);
    let people = People::from(entries);
    let bakker = people.entry("Ilse Backer").unwrap();
    assert_eq!(bakker.name, "Ilse Bakker");
    assert_eq!(
        bakker.roles[0].until.map(Day::words).unwrap(),
        "May 1, 2030"
    );
    assert!(
        people
            .entry("Harbor Board")
            .is_some_and(|it| it.what.is_some())
    );
    assert_eq!(people.entry("Otto Orr"), None);
}

#[test]
fn what_is_wrong_is_said_in_its_place() {
    let text = "[[person]]\nname = 'A B'\nrole = 'x'\n[[person]]\nname = 'A B'\n[[org]]\nwhat = 3\n[[person]]\nname = 'C D'\nroles = [{ titel = 'x', from = 'soon' }]";
    let (entries, problems) = parse(text);
    let names: Vec<&str> = entries.iter().map(|it| &*it.name).collect();
    assert_eq!(names, ["A B", "C D"]);
    assert_eq!(
        drawn(text, &problems),
        "3: [role] no such field; did you mean `roles`?
4: [[[person]]] a second entry of this name; the one in line 1 counts
6: [[[org]]] `name` is missing: as your house spells it
7: [3] `what` is a text: write it in quotation marks
10: [{ titel = 'x', from = 'soon' }] a role has a `title`, such as \"harbor minister\"
10: [titel] no such field of a role; did you mean `title`?
10: ['soon'] `from` is a day, month or year: 2024-10-23, \"2024-10\", 2024
"
    );
}

#[test]
fn the_template_is_all_comments_and_right_without_them() {
    assert_eq!(parse(TEMPLATE), (Vec::new(), Vec::new()));
    let bare: String = TEMPLATE
        .lines()
        .map(|it| it.strip_prefix('#').unwrap_or(it))
        .filter(|it| !it.starts_with(' '))
        .map(|it| format!("{it}\n"))
        .collect();
    let (entries, problems) = parse(&bare);
    assert_eq!((entries.len(), problems), (2, Vec::new()));
}

const STATE: &str = "[[state]]
name = \"Tarn\"
also = [\"Tarnland\"]
official = \"Republic of Tarn\"
population = 5300000
population-of = 2025
forces = [10000, 12000]
forces-of = \"2025-06\"
gdp = 41000000000
gdp-of = 2024
as-of = 2026-02-04
";

#[test]
fn a_state_in_figures_is_found_by_each_of_its_names() {
    let (entries, problems) = parse(STATE);
    assert_eq!(problems, []);
    let people = People::from(entries);
    let tarn = people.country("Tarnland").unwrap();
    let forces = tarn.forces.unwrap();
    assert_eq!((forces.low, forces.high), (10_000.0, 12_000.0));
    assert_eq!(forces.of.words(), "June 2025");
    assert_eq!(people.country("Norland"), None);
}

#[test]
fn a_figure_of_no_year_is_not_used() {
    let text = "[[state]]\nname = 'Tarn'\npopulation = 5\ngdp = 0\ngdp-of = 2024\nforces = [3, 2]";
    let (entries, problems) = parse(text);
    let tarn = entries[0].country.as_ref().unwrap();
    assert_eq!((tarn.population, tarn.gdp, tarn.forces), (None, None, None));
    assert_eq!(
        drawn(text, &problems),
        "3: [5] say in `population-of` of which year this is; without it, it is not used
4: [0] `gdp` is a whole number, or two from low to high
6: [[3, 2]] `forces` is a whole number, or two from low to high
"
    );
}

#[test]
fn a_table_in_csv_says_the_same() {
    let text = "kind,name,also,pronouns,title,of,heads,from,until,population,population-of,as-of
,Ilse Bakker,Ilse Backer|I. Bakker,she,mayor,Tarn,,2020,2024-05,,,2026-02
,Ilse Bakker,,,president,Tarn,state|government,2024-06-01,,,,2026-02
state,Tarn,,,,,,,,5300000,2025,2026-02
";
    let (entries, problems) = parse_csv(text);
    assert_eq!(problems, []);
    let toml = "[[person]]
name = 'Ilse Bakker'
also = ['Ilse Backer', 'I. Bakker']
pronouns = 'she'
roles = [
{ title = 'mayor', of = 'Tarn', from = 2020, until = '2024-05', as-of = '2026-02' },
{ title = 'president', of = 'Tarn', heads = ['state', 'government'], from = 2024-06-01, as-of = '2026-02' },
]
[[state]]
name = 'Tarn'
population = 5300000
population-of = 2025
as-of = '2026-02'";
    let bare = |it: Entry| Entry {
        span: Span::default(),
        ..it
    };
    let entries: Vec<Entry> = entries.into_iter().map(bare).collect();
    let expected: Vec<Entry> = parse(toml).0.into_iter().map(bare).collect();
    assert_eq!(entries, expected);
}

#[test]
fn a_row_that_is_wrong_is_said_in_its_line_and_the_others_count() {
    let text = "name,kind,what,title,from,pronouns\nA B,persn,,,,\nC D,,,mayor,soon,she\nE F,org,board,,,they\n,,,,2020,\nC D,,,,,\n";
    let (entries, problems) = parse_csv(text);
    let names: Vec<&str> = entries.iter().map(|it| &*it.name).collect();
    assert_eq!(names, ["C D", "E F"]);
    assert_eq!(
        drawn(text, &problems),
        "2: [A B,persn,,,,] `kind` is person, org or state; did you mean `person`?
3: [C D,,,mayor,soon,she] `from` is a day, month or year: 2024-10-23, \"2024-10\", 2024
4: [E F,org,board,,,they] no such field
5: [,,,,2020,] a role has a `title`, such as \"harbor minister\"
5: [,,,,2020,] `name` is missing: as your house spells it
6: [C D,,,,,] a second row of this name without a role; line 3 counts
"
    );
}

#[test]
fn what_is_written_reads_the_same() {
    let people = "[[person]]
name = 'Ana \"Nan\" Weller'
also = ['A. Weller']
note = 'Not the poet.'
roles = [{ title = 'mayor', of = 'Tarn', heads = ['state'], from = 2020, until = \"2024-05\", as-of = 2026-02-04 }]
[[org]]
name = 'Harbor Board'
what = 'port authority'
";
    let (entries, problems) = parse(&format!("{people}{STATE}"));
    assert_eq!((entries.len(), problems), (3, Vec::new()));
    let text = written(&entries);
    let (again, problems) = parse(&text);
    assert_eq!(problems, []);
    let bare = |list: &[Entry]| -> Vec<Entry> {
        let bare = list.iter().cloned();
        bare.map(|it| Entry {
            span: Span::default(),
            ..it
        })
        .collect()
    };
    assert_eq!(bare(&again), bare(&entries), "{text}");
}

#[test]
fn the_schema_is_in_step() {
    let schema = schemars::schema_for!(schema::File);
    let fresh = serde_json::to_string_pretty(&schema).unwrap() + "\n";
    if fresh != SCHEMA {
        let file = concat!(env!("CARGO_MANIFEST_DIR"), "/src/desk/people/schema.json");
        std::fs::write(file, fresh).unwrap();
        panic!("src/desk/people/schema.json was stale and has been written anew; look at the diff");
    }
}

#[test]
fn what_the_schema_allows_is_known_here_and_nothing_else() {
    let schema: serde_json::Value = serde_json::from_str(SCHEMA).unwrap();
    for (table, definition) in [("person", "Person"), ("org", "Org"), ("state", "State")] {
        let fields = schema["$defs"][definition]["properties"]
            .as_object()
            .unwrap();
        for key in fields.keys() {
            let (_, problems) = parse(&format!("[[{table}]]\n{key} = true"));
            let unknown = |it: &fields::Problem| it.message.starts_with("no such");
            assert!(!problems.iter().any(unknown), "{table}: {key}");
        }
        let known: Vec<&str> = cells::COLUMNS
            .iter()
            .copied()
            .filter(|it| *it != "kind")
            .collect();
        for key in known.into_iter().chain(["roles"]) {
            let (_, problems) = parse(&format!("[[{table}]]\n{key} = true"));
            let unknown = problems.iter().any(|it| it.message.starts_with("no such"));
            assert_eq!(unknown, !fields.contains_key(key), "{table}: {key}");
        }
    }
}

#[test]
fn what_the_manual_shows_is_read() {
    let shown = |language: &str| {
        let manual = include_str!("README.md");
        let rest = manual.split_once(&format!("```{language}\n")).unwrap().1;
        rest.split_once("```").unwrap().0
    };
    let (entries, problems) = parse(shown("toml"));
    assert_eq!((entries.len(), problems), (3, Vec::new()));
    let (entries, problems) = parse_csv(shown("csv"));
    assert_eq!((entries.len(), problems), (2, Vec::new()));
    assert_eq!(entries[0].roles.len(), 2);
    let manual = include_str!("README.md");
    for column in cells::COLUMNS {
        assert!(manual.contains(&format!("`{column}`")), "{column}");
    }
}
