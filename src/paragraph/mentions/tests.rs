use super::*;
use crate::{sentences::sentences_of, tokens::tokens};

/// Draws each mention under the text: names with `n`, people, organisations,
/// places and groups told apart by `P`, `O`, `L`, `G` in front of the list.
#[track_caller]
fn check(prose: &str, expected: &str) {
    let tokens = tokens(prose);
    let (found, _) = mentions(prose, &tokens, &sentences_of(prose, &tokens));
    let list: Vec<String> = found.iter().map(|it| shown(prose, it)).collect();
    assert_eq!(list.join(" | "), expected, "in {prose}");
}

fn shown(prose: &str, mention: &Mention) -> String {
    let kind = match mention.kind {
        ActorKind::Person => "person",
        ActorKind::Organization => "organization",
        ActorKind::Place => "place",
        ActorKind::Group => "group",
    };
    let form = match mention.form {
        Form::Name => "",
        Form::Description => "~",
        Form::Pronoun => "@",
    };
    let role = mention
        .role
        .map_or(String::new(), |it| format!(" <{}>", it.of(prose)));
    format!("{form}{}:{kind}{role}", mention.name.of(prose))
}

#[test]
fn a_title_before_a_name_is_its_role() {
    check(
        "Finance Minister Ilse Bakker left.",
        "Ilse Bakker:person <Finance Minister>",
    );
    check(
        "Dr. Hakim Odell and Gov. Ana Ruiz met.",
        "Hakim Odell:person <Dr.> | Ana Ruiz:person <Gov.>",
    );
    check(
        "U.S. Secretary of State Harlan Voss met them.",
        "Harlan Voss:person <U.S. Secretary of State> | U.S.:place | @them:group",
    );
    check(
        "Harbor Commission spokesman Jan Veld said so.",
        "Jan Veld:person <Harbor Commission spokesman> | Harbor Commission:organization",
    );
    check(
        "North Korean leader Kim Jong Un waved.",
        "Kim Jong Un:person <North Korean leader>",
    );
}

#[test]
fn a_role_behind_a_name() {
    check(
        "Maria Oduya, the council's finance director, said no.",
        "Maria Oduya:person <the council's finance director> | ~the council:organization",
    );
    check(
        "Jan Veld, 42, a nurse at the clinic, agreed.",
        "Jan Veld:person <a nurse at the clinic> | ~the clinic:organization",
    );
    check(
        "The prosecutor, Ana Ruiz, rose.",
        "Ana Ruiz:person <The prosecutor>",
    );
}

#[test]
fn what_a_person_belongs_to() {
    check(
        "Otto Orr\u{a0}of the Orrin Harbor Board left.",
        "Otto Orr:person <of the Orrin Harbor Board> | Orrin Harbor Board:organization",
    );
    check(
        "Otto Orr of the Harbor Board left.",
        "Otto Orr:person <of the Harbor Board> | Harbor Board:organization",
    );
    check(
        "The Harbor Cup began. Hurricane Oda passed Malta.",
        "Malta:place",
    );
}

#[test]
fn a_capital_at_the_start_is_no_name() {
    check("Yesterday rain fell.", "");
    check("Heavy rain fell. Nobody spoke.", "");
    check("Oduya spoke.", "Oduya:person");
    check("Brown said nothing.", "Brown:person");
    check("Meanwhile Oduya spoke.", "Oduya:person");
    check("“Nobody spoke,” Oduya said.", "Oduya:person");
}

#[test]
fn bodies_and_places_by_their_nouns() {
    check(
        "The Orrin Water Board met.",
        "Orrin Water Board:organization",
    );
    check(
        "A fire at Ashdown University",
        "Ashdown University:organization",
    );
    check(
        "They left the Ministry of Foreign Affairs.",
        "@They:group | Ministry of Foreign Affairs:organization",
    );
    check(
        "The head of the Harbor Council Otto Orr left.",
        "~The head:person | Harbor Council:organization | Otto Orr:person",
    );
    check(
        "The State of Texas sued.",
        "State of Texas:place | Texas:place",
    );
    check("Belmor Inc. fell.", "Belmor Inc.:organization");
    check(
        "It crossed the Orrin River.",
        "@It:organization | Orrin River:place",
    );
    check(
        "The Food and Drug Administration agreed.",
        "Food and Drug Administration:organization",
    );
    check(
        "The Securities and Shipping Commission met",
        "Securities and Shipping Commission:organization",
    );
}

#[test]
fn a_city_with_its_state() {
    check(
        "They met in Orrin Falls, Ohio, on Monday.",
        "@They:group | Orrin Falls:place <Ohio> | Ohio:place",
    );
    check(
        "It flew to Cairo, Chile and Peru.",
        "@It:organization | Cairo:place | Chile:place | Peru:place",
    );
    check(
        "The Orrin Malta Board met.",
        "Orrin Malta Board:organization | Malta:place",
    );
}

#[test]
fn nouns_before_a_name_tell_what_it_is() {
    check(
        "the newspaper El Qorro and the village Orsk",
        "El Qorro:organization | Orsk:place",
    );
    check(
        "He stayed in Santa Orr near Villa Sol.",
        "@He:person | Santa Orr:place | Villa Sol:place",
    );
    check(
        "The Seafarers’ Union met on Chapel Row.",
        "Seafarers’ Union:organization | Chapel Row:place",
    );
    check("By Otto Orr, Court Reporter", "Otto Orr:person");
}

#[test]
fn known_names() {
    check(
        "Russia's army left Kyiv.",
        "~Russia's army:organization | Russia:place | Kyiv:place",
    );
    check(
        "The U.S. said NATO agreed.",
        "U.S.:place | NATO:organization",
    );
    check(
        "Danish farmers met Danes.",
        "~Danish farmers:group | Danes:group",
    );
}

#[test]
fn the_calendar_names_nobody() {
    check(
        "On Monday Oduya flew in from Paris.",
        "Oduya:person | Paris:place",
    );
    check("It fell in March and May.", "@It:organization");
    check("Mrs. May said no.", "May:person <Mrs.>");
}

#[test]
fn initials_and_particles() {
    check(
        "J. R. Pell and Ana de la Cruz met.",
        "J. R. Pell:person | Ana de la Cruz:person",
    );
    check("Bashir al-Masri spoke.", "Bashir al-Masri:person");
}

#[test]
fn those_without_a_name() {
    check(
        "U.S. officials met the two men.",
        "~U.S. officials:group | U.S.:place | ~the two men:group",
    );
    check(
        "The defense secretary told the company.",
        "~The defense secretary:person | ~the company:organization",
    );
    check("The Prime Minister agreed.", "~The Prime Minister:person");
}

#[test]
fn headlines() {
    check("COUNCIL REJECTS STADIUM AS RUSSIA WATCHES", "RUSSIA:place");
    check(
        "Council Approves New Stadium After Long Fight With Oduya",
        "Oduya:person",
    );
}

#[test]
fn labels_parties_and_numbered_things_are_no_names() {
    check("Image: Jo Hart.", "Jo Hart:person");
    check(
        "Here Sen. Ana Pell (R-Texas) left.",
        "Ana Pell:person <Sen.>",
    );
    check("We met at Launch Pad 39A.", "");
}
