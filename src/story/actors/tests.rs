use super::*;
use crate::story::{Format, Story};

/// Lists the actors with what each mention of them says.
#[track_caller]
fn check(text: &str, expected: &[&str]) {
    let story = Story::read(text, Format::Plain, &Story::default());
    let found = cast(&story.paragraphs, &Story::default());
    let shown: Vec<String> = found
        .actors
        .iter()
        .map(|it| {
            let mut places = [&it.mentions[..], &it.described].concat();
            places.sort();
            let mentions: Vec<&str> = places.iter().map(|it| it.of(text)).collect();
            format!("{}: {}", it.name, mentions.join(" | "))
        })
        .collect();
    assert_eq!(shown, expected);
}

#[test]
fn a_surname_is_the_one_who_bears_it() {
    check(
        "Pell wins vote\n\nMayor Anna Pell spoke. Pell left.",
        &["Anna Pell: Pell | Mayor Anna Pell | Pell"],
    );
}

#[test]
fn a_person_in_the_name_of_a_body_is_one_where_the_draft_has_them() {
    check(
        "Anna Pell wept. The Anna Pell Foundation met in the Otto Veld Museum.",
        &[
            "Anna Pell: Anna Pell | Anna Pell",
            "Anna Pell Foundation: Anna Pell Foundation",
            "Otto Veld Museum: Otto Veld Museum",
        ],
    );
    check(
        "Cleo Dahl Monday met Otto Veld.",
        &["Cleo Dahl: Cleo Dahl", "Otto Veld: Otto Veld"],
    );
}

#[test]
fn a_surname_with_its_particles_is_the_one_who_bears_it() {
    check(
        "Van der Veld wins\n\nJan van der Veld met Otto Veld. Mr. van der Veld left. Van der Veld smiled.",
        &[
            "Jan van der Veld: Van der Veld | Jan van der Veld | Mr. van der Veld | Van der Veld",
            "Otto Veld: Otto Veld",
        ],
    );
}

#[test]
fn two_titles_of_one_are_one() {
    check(
        "Deputy Prime Minister and Defense Minister Anna Pell spoke. Deputy Prime Minister Pell left. Defense Minister Pell stayed.",
        &[
            "Anna Pell: Defense Minister Anna Pell | Deputy Prime Minister Pell | Defense Minister Pell",
        ],
    );
    check(
        "Gen. Otto Orr left. Chief of Staff Orr came back.",
        &["Otto Orr: Gen. Otto Orr | Chief of Staff Orr"],
    );
}

#[test]
fn two_of_one_surname_stay_two() {
    check(
        "Anna Pell met Otto Pell. Ms. Pell left. Mr. Pell stayed.",
        &[
            "Anna Pell: Anna Pell | Ms. Pell",
            "Otto Pell: Otto Pell | Mr. Pell",
        ],
    );
}

#[test]
fn initials_stand_for_a_long_form() {
    check(
        "The Orrin Harbor Board (OHB) met. OHB agreed. The board rose.",
        &["Orrin Harbor Board: Orrin Harbor Board | OHB | OHB | The board"],
    );
    check(
        "Skerrow Line sank. Skerrow wept.",
        &["Skerrow Line: Skerrow Line | Skerrow"],
    );
    check(
        "The U.S. left. The United States returned.",
        &["United States: U.S. | United States"],
    );
}

#[test]
fn a_role_alone_where_one_bears_it() {
    check(
        "Defense Secretary Ilse Bakker left. The defense secretary smiled.",
        &["Ilse Bakker: Defense Secretary Ilse Bakker | The defense secretary"],
    );
    check(
        "Spokesman Jan Veld left. Spokesman Ed Orr stayed. The spokesman smiled.",
        &["Jan Veld: Spokesman Jan Veld", "Ed Orr: Spokesman Ed Orr"],
    );
}

#[test]
fn a_thing_in_the_plural_is_nobody() {
    check(
        "He loves Stelex. All Stelexs broke. Orr agreed.",
        &["Orr: Orr"],
    );
}

#[test]
fn a_storm_or_ship_is_nobody() {
    check(
        "Hurricane Ida hit Texas. Residents said Ida weakened.",
        &["Texas: Texas"],
    );
    check(
        "The tanker Orrin sank near the ferry Sea Rose. People saw Orrin. HMS Dart came, and Dart left.",
        &[],
    );
    check(
        "Ida Pell sailed on the ferry Pell. Crews said Pell sang.",
        &["Ida Pell: Ida Pell | Pell"],
    );
}

#[test]
fn the_initials_of_a_thing_are_nobody() {
    check(
        "Salt lack disorder (SLD) is rare. The effects of SLD are known.",
        &[],
    );
    check(
        "The salt makers union (SMU) met. Labels said SMU was new.",
        &["SMU: SMU | SMU"],
    );
}

#[test]
fn a_capital_that_only_opens_sentences_names_nobody() {
    check("Butane is rare. Trendy labels fell.", &[]);
    check(
        "Oduya is rare. Labels left Oduya.",
        &["Oduya: Oduya | Oduya"],
    );
    check("Oduya agreed.", &["Oduya: Oduya"]);
}

#[test]
fn slips_of_spelling_are_one() {
    check(
        "Otto Bauermann left. Ms. Baumerann did not. Mr. Bauerman did.",
        &[
            "Otto Bauermann: Otto Bauermann | Mr. Bauerman",
            "Baumerann: Ms. Baumerann",
        ],
    );
}

#[test]
fn pronouns_where_they_are_clear() {
    check(
        "Anna Pell met Otto Orr. She smiled. He left.",
        &["Anna Pell: Anna Pell | She", "Otto Orr: Otto Orr | He"],
    );
    check(
        "The dog bit Jan Veld near Otto Orr. He fell.",
        &["Jan Veld: Jan Veld", "Otto Orr: Otto Orr"],
    );
}

#[test]
fn who_is_quoted_is_not_whom_the_quotation_speaks_of() {
    check(
        "Otto Orr resigned. “Jan Veld lied to us,” he said.",
        &["Otto Orr: Otto Orr | he", "Jan Veld: Jan Veld"],
    );
}

#[test]
fn a_source_is_an_actor() {
    let text = "Council spokesman Jan Veld said no. Russia's defense ministry said yes.";
    let story = Story::read(text, Format::Plain, &Story::default());
    let cast = cast(&story.paragraphs, &Story::default());
    let who = |words: &str| {
        let start = text.find(words).unwrap();
        cast.actor_of(text, Span::new(start, start + words.len()))
            .map(|it| cast.actors[it].name.as_str())
    };
    assert_eq!(who("Council spokesman Jan Veld"), Some("Jan Veld"));
    assert_eq!(who("Russia"), Some("Russia"));
    assert_eq!(
        who("Russia's defense ministry"),
        Some("Russia's defense ministry")
    );
}

#[test]
fn a_cast_that_is_carried_on_is_the_one_that_is_read() {
    let before = "Mayor Anna Pell met Otto Orr of the Harbor Board.\n\nRain fell. She said the board would wait.\n\n“It is late,” Mr. Orr said.";
    let read = |text: &str, previous: &Story| Story::read(text, Format::Plain, previous);
    let story = read(before, &Story::default());
    for (old, new) in [
        ("Rain fell", "Some rain fell"),
        ("Rain fell. She", "She"),
        ("She said", "He said"),
        ("Otto Orr", "Olga Orr"),
        ("“It is late,” Mr. Orr said.", "It is late."),
        ("met", "and"),
    ] {
        let after = before.replace(old, new);
        let (carried, fresh) = (read(&after, &story), read(&after, &Story::default()));
        assert_eq!(carried.actors, fresh.actors, "{new}");
        assert_eq!(carried.mentions, fresh.mentions, "{new}");
    }
    let shifted = before.replace("It is late", "It is very late");
    let shifted = read(&shifted, &Story::default());
    assert!(carried::is_same_cast(
        &shifted.paragraphs,
        &story.paragraphs
    ));
}
