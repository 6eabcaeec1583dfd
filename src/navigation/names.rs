//! Giving somebody another name: the full name, the surname and the possessive
//! forms together. Words between quotation marks are the speaker's, so a name in
//! them is changed only where the writer says so.

use super::mentions;
use crate::{
    document::Reading,
    lexicon::words::{self, PARTICLE},
    paragraph::{ActorKind, Form},
    span::{Edit, Span},
    story::{Actor, actors::names_something},
};

/// What a renaming does to the draft.
#[derive(Debug, Default, PartialEq)]
pub struct Renaming {
    /// In the order of the draft.
    pub edits: Vec<Edit>,
    /// The same in quotations, for the writer to decide on.
    pub quoted: Vec<Edit>,
    /// Forms that the new name has no match for.
    pub left: Vec<Span>,
}

/// The name at `offset` and the full name of its bearer, as the house spells it
/// where it does: what one may want to change it to. Nobody is renamed by a
/// pronoun or a description.
pub fn name_at(reading: &Reading, offset: usize) -> Option<(Span, &str)> {
    let here = reading.story.meant_at(offset)?;
    let named = here.form == Form::Name && here.name.touches(offset);
    let name = &*reading.story.actors[here.actor].name;
    let house = reading.desk.people.entry(name).filter(|it| !it.is_packed);
    named.then(|| (here.name, house.map_or(name, |it| &*it.name)))
}

/// Gives the bearer of the name at `offset` the full name `new`.
pub fn renaming(reading: &Reading, offset: usize, new: &str) -> Option<Renaming> {
    name_at(reading, offset)?;
    let here = reading.story.meant_at(offset)?;
    let (actor, new) = (&reading.story.actors[here.actor], squeezed(new));
    let mut renaming = Renaming::default();
    for it in mentions(reading, here.actor).filter(|it| it.form == Form::Name) {
        let words = squeezed(it.name.of(&reading.text));
        let form = form(actor, &words, &new);
        let quoted = reading.story.quotation_around(it.name).is_some();
        let mut sentences = reading.story.sentences.iter();
        let opens = sentences.any(|sentence| sentence.span.start == it.name.start);
        let form = if opens { form.map(capitalised) } else { form };
        // The Anna Pell Foundation does not change its name.
        let form = form.filter(|_| !names_something(&reading.text[it.name.end..]));
        let edit = form.map(|form| edit(&reading.text, it.name, form));
        match edit {
            Some(edit) if quoted => renaming.quoted.push(edit),
            Some(edit) => renaming.edits.push(edit),
            None => renaming.left.push(it.name),
        }
    }
    Some(renaming)
}

/// What becomes of a mention `words` of `actor` where the full name is `new`.
fn form(actor: &Actor, words: &str, new: &str) -> Option<String> {
    let old = &*actor.name;
    if words == old {
        return Some(new.to_owned());
    }
    if actor.kind == ActorKind::Person {
        let given = |name: &str| name.split(' ').next().map(str::to_owned);
        let is_surname = words.eq_ignore_ascii_case(surname(old));
        return if words.contains(' ') && !is_surname {
            Some(new.to_owned())
        } else if given(old).as_deref() == Some(words) {
            given(new)
        } else {
            Some(surname(new).to_owned())
        };
    }
    let capitals = words.bytes().all(|it| it.is_ascii_uppercase());
    if capitals && words == initials(old) {
        return Some(initials(new));
    }
    // "Skerrow" for "Skerrow Line"
    let begins = old.strip_prefix(words)?.starts_with(' ');
    let count = words.split(' ').count();
    let opening: Vec<&str> = new.split(' ').take(count).collect();
    begins.then(|| opening.join(" "))
}

/// The new name with the possessive mark that goes with it: "Pell's", "Hayes'".
fn edit(text: &str, name: Span, form: String) -> Edit {
    let behind = &text[name.end..];
    let Some(mark) = behind.chars().next().filter(|it| matches!(it, '\'' | '’')) else {
        return Edit {
            span: name,
            text: form,
        };
    };
    let rest = &behind[mark.len_utf8()..];
    let ends_here = |it: &str| !it.starts_with(char::is_alphanumeric);
    let with_s = rest.strip_prefix('s').is_some_and(ends_here);
    let old_in_s = name.of(text).ends_with('s');
    let bare = old_in_s && ends_here(rest);
    let new_in_s = form.ends_with('s');
    let end = name.end + mark.len_utf8();
    if bare && !new_in_s {
        let (span, text) = (Span::new(name.start, end), format!("{form}{mark}s"));
        return Edit { span, text };
    }
    if with_s && new_in_s && !old_in_s {
        let (span, text) = (Span::new(name.start, end + 1), format!("{form}{mark}"));
        return Edit { span, text };
    }
    Edit {
        span: name,
        text: form,
    }
}

/// The last word with the particles before it: "van der Berg"; no "Jr." behind it.
fn surname(name: &str) -> &str {
    let behind = [" Jr.", " Jr", " Sr.", " Sr", " II", " III", " IV"];
    let ending = behind.iter().find(|it| name.ends_with(**it));
    let name = ending.map_or(name, |it| &name[..name.len() - it.len()]);
    let name = name.trim_end_matches(',');
    let mut start = name.rfind(' ').map_or(0, |it| it + 1);
    while let Some((before, word)) = name[..start].trim_end().rsplit_once(' ')
        && words::kinds(word).0.has(PARTICLE)
    {
        start = before.len() + 1;
    }
    &name[start..]
}

fn initials(name: &str) -> String {
    let words = name.split([' ', '-']);
    words
        .filter_map(|it| it.chars().next())
        .filter(|it| it.is_uppercase())
        .collect()
}

fn capitalised(mut name: String) -> String {
    if let Some(first) = name.get_mut(..1) {
        first.make_ascii_uppercase();
    }
    name
}

fn squeezed(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}
