use super::*;
use crate::{desk::Desk, sources, story::Format};

/// `draft` with the cursor as ‸; `expected` is the whole hover.
#[track_caller]
fn check(draft: &str, expected: &str) {
    check_with(draft, Desk::default(), expected);
}

/// The same with what a desk brings.
#[track_caller]
fn check_with(draft: &str, desk: Desk, expected: &str) {
    let offset = draft.find('‸').expect("a cursor");
    let text = draft.replace('‸', "");
    let reading = Reading::new(text, Format::Plain, desk.into(), &Reading::default());
    let shown =
        hover(&reading, offset).map_or(String::new(), |it| it.markdown.replace("  \n", "\n"));
    assert_eq!(shown, expected);
}

#[test]
fn a_person() {
    check(
        "Harbor Minister Ilse Bakker said the quay was safe.\n\nB‸akker said ships would return, and she left.",
        "**Ilse Bakker** · person
Harbor Minister; introduced in line 1
3 mentions, also as “Bakker”

Source of 2 statements:

- line 1: the quay was safe
- line 3: ships would return, and she left",
    );
}

#[test]
fn a_capital() {
    check(
        "It was cold in Os‸lo.",
        "**Oslo** · place\nfirst in line 1\n1 mention\ncapital of Norway; here the city",
    );
}

#[test]
fn a_pronoun_that_could_be_two() {
    check(
        "The dog bit Jan Veld near Otto Orr. H‸e fell.",
        "**He**: the draft does not make clear who this is",
    );
}

#[test]
fn a_figure() {
    check(
        "Mayor Anna Pell said at least 3,00‸0 workers stayed away.\n\nSome 1,200 employees stayed away, said Otto Orr, the board's chairman.",
        "**at least 3,000 workers** · count
3,000 workers or more
according to Anna Pell, line 1

Of the same in this draft:

- line 3: Some 1,200 employees (Otto Orr)",
    );
}

/// As [`check`], in Markdown with the records of `sources`.
#[track_caller]
fn check_cited(sources: &str, draft: &str, expected: &str) {
    let offset = draft.find('‸').expect("a cursor");
    let (records, _) = sources::parse(sources);
    let desk = Desk {
        records: records.into(),
        ..Desk::default()
    };
    let (text, nothing) = (draft.replace('‸', ""), Reading::default());
    let reading = Reading::new(text, Format::Markdown, desk.into(), &nothing);
    let shown =
        hover(&reading, offset).map_or(String::new(), |it| it.markdown.replace("  \n", "\n"));
    assert_eq!(shown, expected);
}

#[test]
fn a_citation_key() {
    check_cited(
        "[[source]]
id = 'orr'
kind = 'interview'
who = { name = 'Otto Orr', role = 'chairman' }
date = 2026-02-03
url = 'https://example.org/orr'
quotes = [{ text = 'No boat will sail.', at = '02:10' }]",
        "No boat will sail [@or‸r].",
        "**Otto Orr, chairman**
interview · on the record · 2026-02-03
<https://example.org/orr>

> “No boat will sail.” (02:10)",
    );
}

#[test]
fn a_key_of_a_source_who_must_not_be_named() {
    check_cited(
        "[[source]]
id = 'S7'
kind = 'interview'
who = { name = 'Otto Orr', role = 'chairman', org = 'Harbor Board' }
terms = 'background'
as = 'a harbor official'
url = 'https://example.org/orr'
note = 'Orr asked twice'
quotes = [{ text = 'I, Orr, say no.' }]",
        "No boat will sail.[^S‸7]",
        "**a harbor official**\ninterview · on background",
    );
}

#[test]
fn the_same_thing_is_told_from_what_only_looks_like_it() {
    check(
        "Tarn sent 3,00‸0 soldiers, the king said. Some 900 troops left. Tarn has 40,000 active troops. About 600 troops were killed. Norwegian troops sent 5,000 Norwegian soldiers.",
        "**3,000 soldiers** · count
according to the king, line 1

Of the same in this draft:

- line 1: Some 900 troops (the king)
- line 1: 5,000 Norwegian soldiers (no source given)",
    );
}

#[test]
fn money_is_written_as_news_writes_it() {
    check(
        "The board paid about £2,6‸00,000 a year.",
        "**about £2,600,000 a year** · money
about £2.6 million a year (British pounds)
no source given
about £7,120 a day",
    );
}

#[test]
fn soldiers_beside_the_forces_of_their_state() {
    check(
        "OSLO, April 2, 2026 — The minister said 2,7‸00 Norwegian troops had left.",
        "**2,700 Norwegian troops** · count
according to The minister, line 1
for scale: as many as 10% of Norway’s 27,000 active troops (2025 estimate) — table of February 2026",
    );
}

const NORWAY: &str = "[[state]]
name = 'Norway'
population = 5000000
population-of = 2030
gdp = 500000000000
gdp-of = 2029
as-of = '2031-03'";

fn desk_with(people: &str) -> Desk {
    Desk {
        people: crate::desk::people::parse(people).0.into(),
        ..Desk::default()
    }
}

#[test]
fn people_beside_all_the_people_of_their_state() {
    check_with(
        "OSLO, April 2, 2031 — Some 40,00‸0 Norwegians left.",
        desk_with(NORWAY),
        "**Some 40,000 Norwegians** · count
about 40,000 Norwegians
no source given
for scale: about 0.8% of Norway’s 5 million people (2030) — table of March 2031",
    );
    check_with(
        "OSLO, April 2, 2031 — Some 40,00‸0 ships left.",
        desk_with(NORWAY),
        "**Some 40,000 ships** · count\nabout 40,000 ships\nno source given",
    );
}

#[test]
fn money_for_a_state_beside_what_it_makes_in_a_year() {
    check_with(
        "OSLO, April 2, 2031 — The bank lent $2 bill‸ion to Norway.",
        desk_with(NORWAY),
        "**$2 billion** · money
$2 billion (U.S. dollars)
no source given
for scale: about $400 for each of Norway’s 5 million people (2030) — table of March 2031
for scale: about 0.4% of Norway’s GDP of about $500 billion (2029) — table of March 2031",
    );
}

#[test]
fn what_a_pack_says_of_a_state_and_its_heads_goes_first() {
    let pack = "[[person]]
name = 'Ilse Bakker'
roles = [{ title = 'prime minister', of = 'Norway', heads = ['government'], from = 2030, as-of = '2031-03' }]";
    check_with(
        "OSLO, April 2, 2031 — It rained in Nor‸way.",
        desk_with(&format!("{NORWAY}\n{pack}")),
        "**Norway** · place
first in line 1
1 mention
capital Oslo; 5 million people (2030); GDP $500 billion (2029) — table of March 2031
Kingdom of Norway; 27,000 active troops (2025 estimate) — table of February 2026, 61 months old
king Harald V since Jan. 17, 1991; prime minister Ilse Bakker since 2030 (table of February 2026, 61 months old)
member of NATO",
    );
}

#[test]
fn a_point_in_a_duration() {
    check(
        "The strike is in its third w‸eek. The strike began on May 4, 2031.",
        "**third week** · point in a duration
2 full weeks have passed, the next is not yet over
by line 1 the strike began on May 4, 2031, so this week runs from May 18, 2031 into May 25, 2031",
    );
}

#[test]
fn a_day_is_told_from_that_of_the_story() {
    check(
        "ORRIN, April 9, 2031 — The ferry sank Mon‸day.",
        "**Monday** · date
Monday, April 7, 2031
told from the day of the story, April 9, 2031",
    );
    check("The ferry sank Mon‸day.", "");
}

#[test]
fn a_measure_in_other_units() {
    check(
        "The road is 120 k‸m long.",
        "**120 km** · measure
no source given
about 75 miles",
    );
}

#[test]
fn a_body_is_told_by_its_state() {
    check(
        "Kenya's National Intelligence Ser‸vice met.",
        "**National Intelligence Service** · organization
first in line 1
1 mention
intelligence service (Kenya) — table of December 2025",
    );
}

#[test]
fn who_speaks_for_whom_and_which_figures_are_whose() {
    let draft = "Harbor Board spokesman Jan Veld said 300 ships came. The Harbor Board met.";
    check(
        &draft.replace("Jan", "J‸an"),
        "**Jan Veld** · person
Harbor Board spokesman; introduced in line 1
1 mention
speaks for Harbor Board
Figures: 300 ships (line 1)

Source of 1 statement:

- line 1: 300 ships came",
    );
    check(
        &draft.replace("The Harbor B", "The Harbor B‸"),
        "**Harbor Board** · organization
first in line 1
2 mentions
spoken for by Jan Veld, line 1",
    );
}

#[test]
fn a_source_who_is_not_on_the_record_is_never_named() {
    let records = "[[source]]
id = 'v-1'
kind = 'interview'
who = { name = 'Jan Veld' }
[[source]]
id = 'S7'
kind = 'interview'
who = { name = 'Otto Orr' }
terms = 'background'
as = 'a harbor official'";
    let desk = || Desk {
        records: crate::sources::parse(records).0.into(),
        ..Desk::default()
    };
    let about = |draft: &str| {
        let offset = draft.find('‸').unwrap();
        let text = draft.replace('‸', "");
        let (desk, before) = (desk().into(), Reading::default());
        let reading = Reading::new(text, Format::Plain, desk, &before);
        hover(&reading, offset).unwrap().markdown
    };
    assert!(about("Jan V‸eld spoke.").contains("Source records: on the record (`v-1`)"));
    assert!(!about("Otto O‸rr spoke.").contains("S7"));
}

#[test]
fn what_the_house_says_goes_before_what_we_know() {
    let people = "[[person]]
name = 'Ilse Bakker'
never-print = ['Ilse Backer']
pronouns = 'she'
roles = [{ title = 'harbor minister', from = 2021, until = 2030-05-01 }]";
    let desk = desk_with(people);
    check_with(
        "TARN, April 9, 2031 — Harbor Minister Ilse Ba‸cker left.",
        desk,
        "**Ilse Backer** · person
Harbor Minister; introduced in line 1
1 mention
never print “Ilse Backer”; write Ilse Bakker
pronouns: she
harbor minister from 2021, to May 1, 2030, listed as Ilse Bakker — your desk’s files
check the role: it ended May 1, 2030; this story is of April 9, 2031",
    );
}

#[test]
fn a_source_that_goes_by_another() {
    check(
        "Mayor Anna Pell said that city engineers estimate there are 3,00‸0 cracks.",
        "**3,000 cracks** · count
according to Anna Pell, citing city engineers, line 1",
    );
}

#[test]
fn nothing_to_say() {
    check("The rain fe‸ll.", "");
}
