use super::*;
use crate::{desk::Desk, story::Format};

/// `draft` with the cursor as ‸; `expected` is the whole hover.
#[track_caller]
fn check(draft: &str, expected: &str) {
    let offset = draft.find('‸').expect("a cursor");
    let text = draft.replace('‸', "");
    let reading = Reading::new(
        text,
        Format::Plain,
        Desk::default().into(),
        &Reading::default(),
    );
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
        "**Oslo** · place\nfirst in line 1\n1 mention\ncapital of Norway (table of 2026-01)",
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

#[test]
fn nothing_to_say() {
    check("The rain fe‸ll.", "");
}
