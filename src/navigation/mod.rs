//! Finding one's way in a draft: what stands at a place, where it is brought in,
//! where else it stands, and what the draft is made of.
//!
//! All of it is asked for by hand and reads the story that is there; nothing in
//! here is worked out while somebody types.

pub mod completions;
pub mod folds;
pub mod highlights;
pub mod inlays;
pub mod keys;
pub mod names;
pub mod outline;
pub mod selections;
pub mod summary;

use std::path::PathBuf;

use crate::{document::Reading, paragraph::Form, span::Span, story::Meant};

/// Where something is brought in.
#[derive(Clone, Debug, PartialEq)]
pub enum Definition {
    /// In the draft itself.
    Draft(Span),
    /// In one of the desk's files.
    Desk(PathBuf, Span),
}

/// What the thing at `offset` is (its place there), and where it is brought in:
/// a citation key by its record, or by its own footnote; somebody by what the
/// desk itself knows of them, else by the first mention in full.
pub fn definition(reading: &Reading, offset: usize) -> Option<(Span, Definition)> {
    if let Some(key) = keys::at(reading, offset) {
        let name = key.of(&reading.text);
        let record = reading.desk.place(name);
        let definition = match record {
            Some((path, span)) => Definition::Desk(path.clone(), span),
            None => Definition::Draft(keys::footnote(&reading.text, name)?),
        };
        return Some((key, definition));
    }
    let here = reading.story.meant_at(offset)?;
    let name = &*reading.story.actors[here.actor].name;
    let name = ["the ", "The "]
        .iter()
        .find_map(|it| name.strip_prefix(it))
        .unwrap_or(name);
    let definition = match reading.desk.people.entry(name) {
        Some(entry) => Definition::Desk(entry.file.clone(), entry.span),
        None => Definition::Draft(first_in_full(reading, here.actor)),
    };
    Some((here.name, definition))
}

/// The places of what stands at `offset`, in order: all uses of a key in the
/// draft, or all mentions of somebody.
pub fn places(reading: &Reading, offset: usize) -> Option<Vec<Span>> {
    if let Some(key) = keys::at(reading, offset) {
        let key = key.of(&reading.text);
        return Some(keys::uses(&reading.text, reading.format, key));
    }
    let here = reading.story.meant_at(offset)?;
    Some(mentions(reading, here.actor).map(|it| it.name).collect())
}

/// The first mention by the fullest name, else the first of all.
fn first_in_full(reading: &Reading, actor: usize) -> Span {
    let name = &reading.story.actors[actor].name;
    let in_full = |it: &Meant| it.form == Form::Name && it.name.of(&reading.text) == name;
    mentions(reading, actor)
        .find(in_full)
        .or_else(|| mentions(reading, actor).next())
        .map(|it| it.name)
        .unwrap_or_default()
}

fn mentions(reading: &Reading, actor: usize) -> impl Iterator<Item = Meant> {
    reading.story.meant().filter(move |it| it.actor == actor)
}

#[cfg(test)]
mod tests;
