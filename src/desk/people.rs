//! The people and organisations that the desk keeps itself, in `people.toml`
//! and `orgs.toml`; either file can hold both. They go before our own tables.

use std::path::PathBuf;

use rustc_hash::FxHashMap;

use crate::{
    fields::{self, Fields, Form, Problem, Table},
    knowledge::{Day, Term},
    span::Span,
};

/// The commented `people.toml` that `copydesk init` writes.
pub const TEMPLATE: &str = include_str!("people.toml");

/// Somebody or something, as the house knows it.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Entry {
    /// As the house spells it.
    pub name: String,
    /// The place of the name in its file.
    pub span: Span,
    /// Which the one who reads the file knows.
    pub file: PathBuf,
    /// Other spellings by which it is known.
    pub also: Vec<String>,
    /// Spellings that the house does not print.
    pub never_print: Vec<String>,
    /// "she", "they".
    pub pronouns: Option<String>,
    pub note: Option<String>,
    /// What an organisation is: "harbor authority".
    pub what: Option<String>,
    pub roles: Vec<Term>,
}

/// The entries of all files within reach, nearest first.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct People {
    // Private, because the second follows from the first.
    list: Vec<Entry>,
    by_name: FxHashMap<String, usize>,
}

impl From<Vec<Entry>> for People {
    fn from(list: Vec<Entry>) -> People {
        let mut by_name = FxHashMap::default();
        for (i, it) in list.iter().enumerate() {
            for name in [&it.name]
                .into_iter()
                .chain(&it.also)
                .chain(&it.never_print)
            {
                by_name.entry(name.clone()).or_insert(i);
            }
        }
        People { list, by_name }
    }
}

impl People {
    /// The nearest entry with this name in any of its spellings.
    pub fn entry(&self, name: &str) -> Option<&Entry> {
        self.by_name.get(name).map(|it| &self.list[*it])
    }
}

/// The entries in `text`, in its order, and what is wrong in it.
pub fn parse(text: &str) -> (Vec<Entry>, Vec<Problem>) {
    let (document, mut problems) = fields::document(text);
    let mut top = Fields::new(&document);
    let mut entries: Vec<Entry> = Vec::new();
    let tables = ["person", "org"].map(|it| top.tables(it));
    problems.extend(top.finish("table: an entry stands under `[[person]]` or `[[org]]`"));
    let mut seen: FxHashMap<String, Span> = FxHashMap::default();
    for (is_org, (table, place)) in tables
        .into_iter()
        .zip([false, true])
        .flat_map(|(list, is_org)| list.into_iter().map(move |it| (is_org, it)))
    {
        let Some(entry) = entry(table, place, is_org, &mut problems) else {
            continue;
        };
        if let Some(first) = seen.get(&entry.name) {
            let line = 1 + text[..first.start].matches('\n').count();
            let message = format!("a second entry of this name; the one in line {line} counts");
            problems.push(Problem {
                span: place,
                message,
            });
            continue;
        }
        seen.insert(entry.name.clone(), place);
        entries.push(entry);
    }
    (entries, fields::in_order(text, problems))
}

fn entry(table: &Table, place: Span, is_org: bool, problems: &mut Vec<Problem>) -> Option<Entry> {
    let mut fields = Fields::new(table);
    let name = fields.text("name");
    let named = name.as_ref().map_or(place, |it| it.1);
    let name = name.map(|it| it.0);
    let text = |fields: &mut Fields, key| fields.text(key).map(|it| it.0);
    let texts = |fields: &mut Fields, key| -> Vec<String> {
        let list = fields.texts(key).unwrap_or_default();
        list.into_iter().map(|it| it.0).collect()
    };
    let mut entry = Entry {
        also: texts(&mut fields, "also"),
        never_print: texts(&mut fields, "never-print"),
        note: text(&mut fields, "note"),
        span: named,
        ..Entry::default()
    };
    if is_org {
        entry.what = text(&mut fields, "what");
    } else {
        entry.pronouns = text(&mut fields, "pronouns");
        let name = name.as_deref().unwrap_or_default();
        for (table, place) in fields.tables("roles") {
            let mut role = Fields::new(table);
            entry.roles.extend(term(&mut role, place, name));
            fields.problems.extend(role.finish("field of a role"));
        }
    }
    if name.as_deref().is_none_or(|it| it.trim().is_empty()) {
        fields.report(place, "`name` is missing: as your house spells it");
    }
    problems.extend(fields.finish("field"));
    entry.name = name.filter(|it| !it.trim().is_empty())?;
    Some(entry)
}

fn term(role: &mut Fields, place: Span, name: &str) -> Option<Term> {
    let office = role.text("title");
    let of = role.text("of").map_or(String::new(), |it| it.0);
    let [from, until, as_of] = ["from", "until", "as-of"].map(|it| day(role, it));
    if office.is_none() {
        role.report(place, "a role has a `title`, such as \"harbor minister\"");
    }
    Some(Term {
        name: name.into(),
        office: office?.0.into(),
        of: of.into(),
        heads_state: false,
        heads_government: false,
        from,
        until,
        as_of,
    })
}

fn day(role: &mut Fields, key: &'static str) -> Option<Day> {
    let value = role.value(key)?;
    let day = match &value.form {
        Form::Text(text) => Day::parse(text),
        Form::Number(year) => Day::parse(&year.to_string()),
        _ => None,
    };
    if day.is_none() {
        let message = format!("`{key}` is a day, month or year: 2024-10-23, \"2024-10\", 2024");
        role.report(value.span, message);
    }
    day
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::fields::testing::drawn;

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
}
