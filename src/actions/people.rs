//! Taking somebody over into the desk's own list of people.

use super::{Action, DeskEdit, DeskFile};
use crate::{document::Reading, fields::toml::quoted, paragraph::ActorKind, span::Span};

/// Begins an entry for the person named at `span`, whom the desk does not have yet.
pub fn entry(reading: &Reading, span: Span) -> Option<Action> {
    let person = reading.story.actors.iter().find(|it| {
        let named = it.kind == ActorKind::Person && it.name.contains(' ');
        named && it.mentions.iter().any(|it| it.touches(span.start))
    })?;
    if reading.desk.people.entry(&person.name).is_some() {
        return None;
    }
    let role = person.description.as_deref().map_or(String::new(), |it| {
        format!("roles = [{{ title = {} }}]\n", quoted(it))
    });
    let text = format!("\n[[person]]\nname = {}\n{role}", quoted(&person.name));
    Some(Action {
        title: format!("Add {} to people.toml", person.name),
        edits: Vec::new(),
        desk_edits: vec![DeskEdit {
            file: DeskFile::People,
            text,
            gone: None,
        }],
        findings: Vec::new(),
        preferred: false,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        desk::{Desk, people},
        story::Format,
    };

    fn offered(people: &str) -> Option<Action> {
        let text = "Mayor Anna Pell left. Pell smiled.".to_owned();
        let desk = Desk {
            people: people::parse(people).0.into(),
            ..Desk::default()
        };
        let reading = Reading::new(text, Format::Plain, desk.into(), &Reading::default());
        entry(&reading, Span::new(23, 23))
    }

    #[test]
    fn what_is_added_is_an_entry() {
        let action = offered("").unwrap();
        assert_eq!(action.title, "Add Anna Pell to people.toml");
        let (entries, problems) = people::parse(&action.desk_edits[0].text);
        assert_eq!(problems, []);
        assert_eq!(entries[0].name, "Anna Pell");
        assert_eq!(&*entries[0].roles[0].office, "Mayor");
        assert_eq!(offered(&action.desk_edits[0].text), None);
    }
}
