use serde_json::json;

use super::{names::named, *};
use crate::desk::people::written;

/// What is imported, as a pack, and what is left out.
fn imported(file: &Value) -> (String, Vec<String>) {
    let day = Day::parse("2031-06-01").unwrap();
    let it = entries(file, day).unwrap();
    (written(&it.entries), it.left_out)
}

#[test]
fn a_country_of_the_factbook() {
    let file = json!({
        "Introduction": { "Background": { "text": "<p>Old.</p>" } },
        "People and Society": { "Population": {
            "total": { "text": "5,300,123 (2030 est.)" }, "male": { "text": "2,600,000" }
        } },
        "Government": {
            "Country name": {
                "conventional long form": { "text": "Republic of Tarn" },
                "conventional short form": { "text": "Tarn (Tarnland)" }
            },
            "Executive branch": {
                "chief of state": { "text": "President Ana María PELL Veld (since 4 May 2029)<br><br><strong>note:</strong> also commander" },
                "head of government": { "text": "Prime Minister Capt. Otto van ORR (since March 2030); Deputy Prime Minister Jan VELD" }
            }
        },
        "Economy": {
            "Real GDP (purchasing power parity)": { "Real GDP (purchasing power parity) 2029": { "text": "$90 billion (2029 est.)" } },
            "GDP (official exchange rate)": { "text": "$41.2 billion (2029 est.)" }
        },
        "Military and Security": { "Military and security service personnel strengths": {
            "text": "information varies; estimated 10-12,000 active Armed Forces; 3,000 gendarmes (2030)"
        } }
    });
    let (pack, left_out) = imported(&file);
    assert_eq!(left_out, Vec::<String>::new());
    assert_eq!(
        pack,
        r#"
[[state]]
name = "Tarn"
also = ["Republic of Tarn"]
official = "Republic of Tarn"
population = 5300123
population-of = 2030
forces = [10000, 12000]
forces-of = 2030
gdp = 41200000000
gdp-of = 2029
as-of = 2031-06-01

[[person]]
name = "Ana María Pell Veld"
also = ["Ana María Pell"]
roles = [
  { title = "president", of = "Tarn", heads = ["state"], from = 2029-05-04, as-of = 2031-06-01 },
]

[[person]]
name = "Otto van Orr"
roles = [
  { title = "prime minister", of = "Tarn", heads = ["government"], from = "2030-03", as-of = 2031-06-01 },
]
"#
    );
}

#[test]
fn what_is_not_clear_is_left_out_and_said() {
    let file = json!({
        "Government": {
            "Country name": { "conventional short form": { "text": "Tarn" } },
            "Executive branch": {
                "chief of state": { "text": "President of the Tarnish League Ana PELL (since 4 May 2029)" },
                "head of government": { "text": "the council governs" }
            }
        },
        "Economy": { "GDP (official exchange rate)": { "text": "NA" } },
        "Military and Security": { "Military and security service personnel strengths": {
            "text": "approximately 900 police (2030)"
        } }
    });
    let (pack, left_out) = imported(&file);
    assert_eq!(pack, "\n[[state]]\nname = \"Tarn\"\nas-of = 2031-06-01\n");
    assert_eq!(left_out.len(), 2, "{left_out:?}");
    let ocean = json!({ "Geography": { "Area": { "text": "large" } } });
    assert_eq!(imported(&ocean), (String::new(), Vec::new()));
    let day = Day::parse("2031").unwrap();
    assert_eq!(entries(&json!({ "version": 3 }), day), None);
    assert_eq!(entries(&json!([3, 4]), day), None);
}

#[test]
fn one_who_heads_both_has_one_role() {
    let head = json!({ "text": "King OTTO III (since 2029)" });
    let file = json!({ "Government": {
        "Country name": { "conventional short form": { "text": "Tarn" } },
        "Executive branch": { "chief of state": head, "head of government": head }
    } });
    let (pack, _) = imported(&file);
    let role = r#"{ title = "king", of = "Tarn", heads = ["state", "government"], from = 2029"#;
    assert!(pack.contains(role), "{pack}");
    assert!(pack.contains("name = \"Otto III\""), "{pack}");
}

#[test]
fn names_are_told_from_offices() {
    let told = |text| named(text).map(|it| (it.office, it.name));
    let expected = |office: &str, name: &str| Some((office.to_owned(), name.to_owned()));
    assert_eq!(
        told("Prime Minister Ana O'NEILL"),
        expected("prime minister", "Ana O'Neill")
    );
    assert_eq!(
        told("President Otto VAN DER VELD, Jr."),
        expected("president", "Otto van der Veld Jr.")
    );
    assert_eq!(
        told("President VELD Jin Su"),
        expected("president", "Veld Jin Su")
    );
    assert_eq!(
        told("Acting President Jean-Paul \"Jip\" al-ORR"),
        expected("acting president", "Jean-Paul al-Orr")
    );
    assert_eq!(
        told("Governor Sir Otto ORR"),
        expected("governor", "Otto Orr")
    );
    assert_eq!(told("State Harbor President Ana PELL"), None);
    assert_eq!(told("President, Harbor Council, Ana PELL"), None);
    assert_eq!(told("Ana PELL"), None);
    assert_eq!(told("the council"), None);
}

#[test]
fn members_of_congress() {
    let file = json!([
        {
            "id": { "bioguide": "P000000" },
            "name": { "first": "Robert", "nickname": "Bob", "last": "Pell", "suffix": "Jr.", "official_full": "Robert Q. Pell Jr." },
            "bio": { "birthday": "1980-01-01", "gender": "M" },
            "terms": [
                { "type": "rep", "start": "2021-01-03", "end": "2023-01-03", "state": "VT", "district": 0, "party": "Democrat" },
                { "type": "rep", "start": "2023-01-03", "end": "2025-01-03", "state": "VT", "district": 0, "party": "Democrat" },
                { "type": "sen", "start": "2025-01-03", "end": "2099-01-03", "state": "VT", "class": 1, "party": "Independent" }
            ]
        },
        { "name": { "first": "Ana" }, "terms": [] }
    ]);
    let (pack, left_out) = imported(&file);
    assert_eq!(left_out, ["number 2 of the list: no name or no term"]);
    assert_eq!(
        pack,
        r#"
[[person]]
name = "Bob Pell"
also = ["Robert Pell", "Robert Q. Pell Jr.", "Bob Pell Jr."]
note = "Independent"
roles = [
  { title = "U.S. senator", of = "Vermont", from = 2025-01-03, as-of = 2031-06-01 },
  { title = "U.S. representative", of = "Vermont", from = 2021-01-03, until = 2025-01-03, as-of = 2031-06-01 },
]
"#
    );
}
