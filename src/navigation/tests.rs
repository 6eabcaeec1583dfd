use super::{outline::Entry, *};
use crate::{
    desk::{Desk, people},
    sources,
    story::Format,
};

const RECORDS: &str = "\
[[source]]
id = 'harbor-log'
kind = 'document'
title = 'Log of the Port of Tarn'
[[source]]
id = 'S7'
kind = 'interview'
who = { name = 'Ida Brook' }
terms = 'background'
as = 'a harbor official'
[[source]]
id = 'gone'
kind = 'interview'
who = { name = 'Ida Brook' }
terms = 'off-record'
";

const PEOPLE: &str = "[[person]]\nname = 'Cleo Dahl'\nnever-print = ['Cleo Dal']\n";

/// `draft` without its cursor ‸, read, and where that was.
fn read(draft: &str) -> (Reading, usize) {
    let (records, problems) = sources::parse(RECORDS);
    assert_eq!(problems, []);
    let (mut people, _) = people::parse(PEOPLE);
    people[0].file = "/desk/people.toml".into();
    let desk = Desk {
        people: people.into(),
        origins: vec![0; records.len()],
        sources_files: vec!["/desk/sources.toml".into()],
        records: records.into(),
        ..Desk::default()
    };
    let offset = draft.find('‸').unwrap_or(0);
    let (text, desk) = (draft.replace('‸', ""), desk.into());
    let reading = Reading::new(text, Format::Markdown, desk, &Reading::default());
    (reading, offset)
}

/// The text with « » round each place.
fn drawn(text: &str, places: impl IntoIterator<Item = Span>) -> String {
    let mut res = text.to_owned();
    let mut places: Vec<Span> = places.into_iter().collect();
    places.sort();
    for it in places.iter().rev() {
        res.insert(it.end, '»');
        res.insert(it.start, '«');
    }
    res
}

#[track_caller]
fn check_definition(draft: &str, expected: &str) {
    let (reading, offset) = read(draft);
    let shown = match definition(&reading, offset) {
        Some((_, Definition::Draft(span))) => drawn(&reading.text, [span]),
        Some((_, Definition::Desk(path, span))) => {
            let text = if path.ends_with("people.toml") {
                PEOPLE
            } else {
                RECORDS
            };
            format!("{} {}", path.display(), span.of(text))
        }
        None => String::new(),
    };
    assert_eq!(shown, expected);
}

#[track_caller]
fn check_places(draft: &str, expected: &str) {
    let (reading, offset) = read(draft);
    let found = places(&reading, offset).unwrap_or_default();
    assert_eq!(drawn(&reading.text, found), expected);
}

#[test]
fn somebody_is_brought_in_by_the_first_full_name() {
    check_definition(
        "# Pell wins vote\n\nMayor Anna Pell spoke. P‸ell left.",
        "# Pell wins vote\n\nMayor «Anna Pell» spoke. Pell left.",
    );
    check_definition(
        "Mayor Anna Pell spoke. She‸ left.",
        "Mayor «Anna Pell» spoke. She left.",
    );
    check_definition("‸Pell spoke. Pell left.", "«Pell» spoke. Pell left.");
    check_definition("Rain fe‸ll.", "");
    check_definition(
        "Pilot Cleo Dahl spoke. Da‸hl left.",
        "/desk/people.toml 'Cleo Dahl'",
    );
}

#[test]
fn a_key_is_brought_in_by_its_record_or_its_footnote() {
    check_definition(
        "Rents fell [@harbor‸-log].",
        "/desk/sources.toml 'harbor-log'",
    );
    check_definition("Rents fell.[^S‸7]", "/desk/sources.toml 'S7'");
    check_definition(
        "Rents fell.[^n‸1]\n\n[^n1]: Our own count.",
        "Rents fell.[^n1]\n\n[^«n1»]: Our own count.",
    );
    check_definition("Rents fell.[^n‸1]", "");
}

#[test]
fn all_mentions_of_somebody() {
    check_places(
        "Mayor Anna Pell met Otto Orr. The mayor smiled. “Pe‸ll won,” Orr said.",
        "Mayor «Anna Pell» met Otto Orr. «The mayor» smiled. “«Pell» won,” Orr said.",
    );
}

#[test]
fn all_uses_of_a_key() {
    check_places(
        "A [@harbor-log; see @S7].\n\n<!-- src: harbor‸-log -->\n\nB.[^harbor-log]\n\n[^harbor-log]: The log.",
        "A [@«harbor-log»; see @S7].\n\n<!-- src: «harbor-log» -->\n\nB.[^«harbor-log»]\n\n[^«harbor-log»]: The log.",
    );
    check_places(
        "It is in `[@harbor]`, not [@harbor‸-log].",
        "It is in `[@harbor]`, not [@«harbor-log»].",
    );
}

#[track_caller]
fn check_renamed(draft: &str, new: &str, expected: &str, left: &[&str]) {
    let (reading, offset) = read(draft);
    let renaming = names::renaming(&reading, offset, new).unwrap_or_default();
    let mut text = reading.text.clone();
    for it in renaming.edits.iter().rev() {
        text.replace_range(it.span.start..it.span.end, &it.text);
    }
    assert_eq!(text, expected);
    let quoted = renaming.quoted.iter().map(|it| it.span);
    let shown = quoted.chain(renaming.left).map(|it| it.of(&reading.text));
    assert_eq!(shown.collect::<Vec<_>>(), left);
}

#[test]
fn a_new_name_for_somebody_changes_each_of_its_forms() {
    check_renamed(
        "Mayor Anna Pell spoke. “I won,” Ms. Pell said. Pe‸ll’s rival wept. She left.",
        "Anne Vell",
        "Mayor Anne Vell spoke. “I won,” Ms. Vell said. Vell’s rival wept. She left.",
        &[],
    );
    check_renamed(
        "Anna Pe‸ll spoke. Pell left. It was Pell who won.",
        "Anna de Wit",
        "Anna de Wit spoke. De Wit left. It was de Wit who won.",
        &[],
    );
    check_renamed(
        "Jan van der Be‸rg Jr. spoke. Berg left, and Van der Berg slept.",
        "Jan Orr",
        "Jan Orr spoke. Orr left, and Orr slept.",
        &[],
    );
    check_renamed(
        "Anna Pe‸ll left the Anna Pell Foundation.",
        "Anna Vell",
        "Anna Vell left the Anna Pell Foundation.",
        &["Anna Pell"],
    );
    check_renamed(
        "The Orrin H‸arbor Board (OHB) met. OHB agreed.",
        "Orrin Port Council",
        "The Orrin Port Council (OPC) met. OPC agreed.",
        &[],
    );
}

#[test]
fn the_mark_of_the_possessive_goes_with_the_name() {
    check_renamed(
        "Anna Pe‸ll's plan failed. Pell's rival won.",
        "Anna Hayes",
        "Anna Hayes' plan failed. Hayes' rival won.",
        &[],
    );
    check_renamed(
        "Anna Ha‸yes’ plan failed. Hayes’ rival won.",
        "Anna Pell",
        "Anna Pell’s plan failed. Pell’s rival won.",
        &[],
    );
}

#[test]
fn what_is_quoted_keeps_its_names() {
    check_renamed(
        "Mayor Anna P‸ell spoke. “Pell lied,” said Otto Orr. Pell left.",
        "Anna Vell",
        "Mayor Anna Vell spoke. “Pell lied,” said Otto Orr. Vell left.",
        &["Pell"],
    );
}

#[test]
fn nobody_is_renamed_by_a_pronoun_or_a_role() {
    for draft in [
        "Mayor Anna Pell spoke. Sh‸e left.",
        "Ma‸yor Anna Pell spoke.",
        "Mayor Anna Pell spoke. The may‸or left.",
    ] {
        let (reading, offset) = read(draft);
        assert_eq!(names::name_at(&reading, offset), None, "{draft}");
    }
}

#[test]
fn the_spelling_of_the_house_is_proposed() {
    let (reading, offset) = read("Mayor Cleo Da‸l spoke.");
    assert_eq!(names::name_at(&reading, offset).unwrap().1, "Cleo Dahl");
}

#[track_caller]
fn check_completed(draft: &str, expected: &str) {
    let (reading, offset) = read(draft);
    let shown = completions::completion(&reading, offset).map(|it| {
        let keys: Vec<&str> = it.records.iter().map(|it| &*it.id).collect();
        format!("{} {}", drawn(&reading.text, [it.span]), keys.join(" "))
    });
    assert_eq!(shown.unwrap_or_default(), expected);
}

#[test]
fn keys_are_offered_where_one_is_written() {
    check_completed("Rents fell [@‸", "Rents fell [@«» harbor-log S7");
    check_completed("Rents fell [@ha‸r].", "Rents fell [@«har»]. harbor-log S7");
    check_completed(
        "Rents fell [see @S7; @‸].",
        "Rents fell [see @S7; @«»]. harbor-log S7",
    );
    check_completed("Rents fell.[^ha‸", "Rents fell.[^«ha» harbor-log S7");
}

#[test]
fn no_keys_are_offered_elsewhere() {
    for draft in [
        "Write to desk@‸",
        "Write to [desk@‸",
        "Ask @‸",
        "It is 2^‸",
        "It is [x^‸",
        "Rents [fell] @‸",
        "Rents [fell\n@‸",
    ] {
        check_completed(draft, "");
    }
}

#[test]
fn the_outline_of_a_draft() {
    let (reading, _) = read(
        "# Rents fall\n\nMayor Anna Pell said rents fell 9%. The plan failed because of greed. She said it would rain.\n\nSome experts said no.",
    );
    fn shown(entries: &[Entry], depth: usize) -> String {
        let line = |it: &Entry| {
            let detail = if it.detail.is_empty() {
                String::new()
            } else {
                format!(" ({})", it.detail)
            };
            let line = format!("{}{}{detail}\n", "  ".repeat(depth), it.name);
            line + &shown(&it.children, depth + 1)
        };
        entries.iter().map(line).collect()
    }
    assert_eq!(
        shown(&outline::outline(&reading), 0),
        "\
Sources (2)
  Anna Pell (Mayor)
    rents fell 9%
    it would rain
  Some experts
    no
Unattributed (1)
  The plan failed because of greed.
Figures (1)
  9% (Anna Pell)
Headings (1)
  Rents fall
"
    );
}

#[test]
fn every_entry_holds_its_children_and_its_goal() {
    fn check(entry: &Entry) {
        assert!(entry.span.contains(entry.goal), "{entry:?}");
        for child in &entry.children {
            assert!(entry.span.contains(child.span), "{entry:?}");
            check(child);
        }
    }
    let (reading, _) = read(
        "“It rained,” said Anna Pell.\n\nRain fell.\n\nOtto Orr said 3 men left. Pell said no.",
    );
    outline::outline(&reading).iter().for_each(check);
}

#[test]
fn a_draft_in_one_line() {
    let line = |draft| summary::summary(&read(draft).0).map(|it| it.1);
    assert_eq!(
        line(
            "# Rents fall\n\nMayor Anna Pell said rents fell. She said no. Some experts said yes."
        )
        .unwrap(),
        "3 statements, 2 sources, 1 unnamed; 1 mark"
    );
    assert_eq!(
        line("The company said no. The nurse said yes.").unwrap(),
        "2 statements, 2 sources, 1 unnamed; 0 marks"
    );
    assert_eq!(
        line("Rain fell.").unwrap(),
        "0 statements, 0 sources; 0 marks"
    );
    assert_eq!(line(""), None);
}

#[test]
fn what_the_text_leaves_to_the_reader() {
    check_inlays(
        "Mayor Anna Pell said no. She left, and she said yes.",
        "Mayor Anna Pell said no. She left, and she (→ Pell) said yes.",
    );
    check_inlays(
        "---\ndate: 2026-02-03\n---\n\nIt rained on Monday and on Feb. 1, 2026.",
        "---\ndate: 2026-02-03\n---\n\nIt rained on Monday (= Feb. 2, 2026) and on Feb. 1, 2026.",
    );
    check_inlays("It rained on Monday.", "It rained on Monday.");
}

#[track_caller]
fn check_inlays(draft: &str, expected: &str) {
    let (reading, _) = read(draft);
    let all = Span::new(0, reading.text.len());
    let mut text = reading.text.clone();
    for it in inlays::inlays(&reading, all).iter().rev() {
        text.insert_str(it.offset, &format!(" ({})", it.text));
    }
    assert_eq!(text, expected);
}

#[test]
fn what_can_be_folded() {
    let (reading, _) =
        read("# A\n\nRain fell.\n\n## B\n\nSnow fell.\n\n# C\n\n<!--\nlater\n-->\n\nHail fell.");
    let folded: Vec<&str> = folds::folds(&reading)
        .iter()
        .map(|it| it.span.of(&reading.text))
        .filter(|it| it.contains('\n'))
        .collect();
    assert_eq!(
        folded,
        [
            "A\n\nRain fell.\n\n## B\n\nSnow fell.",
            "B\n\nSnow fell.",
            "C\n\n<!--\nlater\n-->\n\nHail fell.",
            "<!--\nlater\n-->",
        ]
    );
}

#[test]
fn a_selection_grows() {
    let (reading, offset) = read("Rain fell. “Snow fe‸ll,” Mayor Anna Pell said.\n\nHail fell.");
    let grown = selections::selections(&reading, offset);
    let grown: Vec<&str> = grown.iter().map(|it| it.of(&reading.text)).collect();
    assert_eq!(
        grown,
        [
            "Snow fell,",
            "“Snow fell,”",
            "“Snow fell,” Mayor Anna Pell said.",
            "Rain fell. “Snow fell,” Mayor Anna Pell said.",
            &reading.text,
        ]
    );
}

#[test]
fn colours_stand_apart() {
    let (reading, _) = read("“Rents fell 9% here,” Mayor Anna Pell said.");
    let all = Span::new(0, reading.text.len());
    let shown: Vec<String> = highlights::highlights(&reading, all)
        .iter()
        .map(|(span, colour)| format!("{colour:?} {}", span.of(&reading.text)))
        .collect();
    assert_eq!(
        shown,
        [
            "Quotation “Rents fell ",
            "Figure 9%",
            "Quotation  here,”",
            "Source Mayor Anna Pell",
            "Cue said",
        ]
    );
}
