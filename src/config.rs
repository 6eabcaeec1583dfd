//! The settings of `copydesk.toml`. Every setting has a default, stands with it
//! in `config.toml`, and an error in one leaves the others in force.

#[derive(Clone, Debug, Default, PartialEq)]
pub struct Config {}
