//! The shape of the files, for editors that complete and check TOML by a schema.
//! What reads them is beside this; a test holds the two together.

#![allow(dead_code)]

use schemars::JsonSchema;

/// The people, organisations and states that a newsroom keeps itself.
#[derive(JsonSchema)]
#[schemars(
    title = "people.toml, orgs.toml and packs of copydesk",
    deny_unknown_fields
)]
pub struct File {
    #[schemars(default)]
    person: Vec<Person>,
    #[schemars(default)]
    org: Vec<Org>,
    #[schemars(default)]
    state: Vec<State>,
}

#[derive(JsonSchema)]
#[schemars(rename_all = "kebab-case", deny_unknown_fields)]
struct Person {
    /// As your house spells it.
    name: String,
    /// Other spellings to know them by.
    also: Option<Vec<String>>,
    /// Spellings that do not go into print.
    never_print: Option<Vec<String>>,
    /// "she", "they".
    pronouns: Option<String>,
    note: Option<String>,
    /// The one that counts most first.
    roles: Option<Vec<Role>>,
}

#[derive(JsonSchema)]
#[schemars(rename_all = "kebab-case", deny_unknown_fields)]
struct Role {
    /// Such as "harbor master".
    title: String,
    /// The state or organisation.
    of: Option<String>,
    /// What it is the head of.
    heads: Option<Vec<Head>>,
    from: Option<Day>,
    /// Left out for one who is in office.
    until: Option<Day>,
    /// When this was checked.
    as_of: Option<Day>,
}

#[derive(JsonSchema)]
#[schemars(rename_all = "kebab-case")]
enum Head {
    State,
    Government,
}

#[derive(JsonSchema)]
#[schemars(rename_all = "kebab-case", deny_unknown_fields)]
struct Org {
    /// As your house spells it.
    name: String,
    /// Other names to know it by.
    also: Option<Vec<String>>,
    /// Spellings that do not go into print.
    never_print: Option<Vec<String>>,
    /// What it is: "port authority".
    what: Option<String>,
    note: Option<String>,
}

#[derive(JsonSchema)]
#[schemars(rename_all = "kebab-case", deny_unknown_fields)]
struct State {
    /// As your house spells it.
    name: String,
    /// Other names to know it by.
    also: Option<Vec<String>>,
    /// Spellings that do not go into print.
    never_print: Option<Vec<String>>,
    note: Option<String>,
    official: Option<String>,
    population: Option<Number>,
    population_of: Option<Day>,
    /// Active members of its armed forces.
    forces: Option<Number>,
    forces_of: Option<Day>,
    /// U.S. dollars a year at official exchange rates.
    gdp: Option<Number>,
    gdp_of: Option<Day>,
    /// When this was checked.
    as_of: Option<Day>,
}

/// A whole number, or two from low to high.
#[derive(JsonSchema)]
#[schemars(untagged)]
enum Number {
    One(u64),
    Range([u64; 2]),
}

/// A day, month or year: 2024-10-23, "2024-10", 2024.
#[derive(JsonSchema)]
#[schemars(untagged)]
enum Day {
    Written(String),
    Year(u16),
}
