//! The pages of the rules, in a terminal.

use std::process::ExitCode;

use crate::rules;

pub fn explain(rule: Option<&str>) -> ExitCode {
    let Some(name) = rule else {
        let width = rules::ALL.iter().map(|it| it.name.len()).max().unwrap_or(0);
        let lines = rules::ALL
            .iter()
            .map(|it| format!("{:width$}  {}\n", it.name, it.summary()));
        return super::print(&lines.collect::<String>());
    };
    if let Some(rule) = rules::named(name) {
        return super::print(rule.docs);
    }
    let nearest = rules::ALL
        .iter()
        .min_by_key(|it| strsim::damerau_levenshtein(it.name, name));
    let nearest = nearest.map_or(String::new(), |it| format!("; did you mean {}?", it.name));
    super::complain(&format!(
        "no rule is called {name}{nearest} (copydesk explain lists them)"
    ))
}
