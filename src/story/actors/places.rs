//! A mention and what stands round it.

use std::sync::Arc;

use super::super::Actor;
use crate::{
    lexicon::words::{self, ACTING, BODY, EVENT, PLACE},
    paragraph::{ActorKind, Form, Kind, Mention, Paragraph},
    span::Span,
};

/// A mention with what is around it.
#[derive(Clone, Copy)]
pub struct Place<'a> {
    pub mention: &'a Mention,
    pub paragraph: &'a Paragraph,
    /// Of the paragraph in the draft.
    pub at: usize,
}

/// The mentions of the draft, in order.
pub fn places(paragraphs: &[(usize, Arc<Paragraph>)]) -> impl Iterator<Item = Place<'_>> {
    paragraphs
        .iter()
        .filter(|(_, it)| !matches!(it.kind, Kind::BlockQuote | Kind::Footnote))
        .flat_map(|(at, paragraph)| {
            paragraph.mentions.iter().map(|mention| Place {
                mention,
                paragraph,
                at: *at,
            })
        })
}

/// Whether what stands behind a person's name makes it that of a body, place or
/// work: "Foundation" behind "Anna Pell".
pub fn names_something(rest: &str) -> bool {
    let behind = rest.strip_prefix(' ').unwrap_or("").split(' ');
    let more = behind.take_while(|it| it.starts_with(char::is_uppercase));
    let noun = more.last().unwrap_or("");
    let noun = noun.trim_end_matches(|it: char| !it.is_alphanumeric());
    words::kinds(noun).1.has(EVENT.or(BODY).or(PLACE))
}

impl<'a> Place<'a> {
    /// The name as it is written.
    pub fn text(&self) -> &'a str {
        self.mention.name.of(&self.paragraph.prose)
    }

    pub fn role(&self) -> Option<&'a str> {
        Some(self.mention.role?.of(&self.paragraph.prose))
    }

    /// The mention in the draft, without "of the Harbor Board", which a source
    /// may leave out.
    pub fn head(&self) -> Span {
        Span::new(self.mention.span.start, self.mention.name.end).shifted(self.at)
    }

    /// Puts the mention down with the actor.
    pub fn note(&self, actor: &mut Actor) {
        let span = self.mention.span.shifted(self.at);
        match self.mention.form {
            Form::Description => actor.described.push(span),
            _ => actor.mentions.push(span),
        }
    }

    /// What stands behind the mention.
    pub fn rest(&self) -> &'a str {
        &self.paragraph.prose[self.mention.name.end..]
    }

    /// A person's name with more of a name behind it: "Anna Pell" in "Anna Pell Foundation".
    pub fn is_nested(&self) -> bool {
        self.mention.kind == ActorKind::Person
            && self.mention.span == self.mention.name
            && self.paragraph.kind != Kind::Heading
            && names_something(self.rest())
    }

    pub fn is_genitive(&self) -> bool {
        let rest = self.rest();
        rest.starts_with("'s") || rest.starts_with("’s")
    }

    /// Between quotation marks: the voice of a source, not the writer's.
    pub fn is_quoted(&self) -> bool {
        self.paragraph
            .quotations
            .iter()
            .any(|it| it.words.contains(self.mention.span))
    }

    /// Whether its sentence begins with it, so that its capital says nothing, and
    /// nothing behind it does either, as in "Oduya met".
    pub fn opens(&self) -> bool {
        let own = self.mention.span.start;
        let sentences = &self.paragraph.sentences;
        let i = sentences.partition_point(|it| it.end <= own);
        let start = sentences.get(i).map_or(0, |it| it.start.min(own));
        let mut behind = self.rest().split(|it: char| !it.is_alphanumeric());
        let next = behind.nth(1).unwrap_or("");
        let acts = words::kinds(next).0.has(ACTING) || next.ends_with("ed");
        !acts && !self.paragraph.prose[start..own].contains(char::is_alphanumeric)
    }

    /// Whether the sentence is about it, as far as its place tells: it stands at
    /// the start, behind a comma or a word that opens a clause.
    pub fn is_subject(&self) -> bool {
        let sentences = &self.paragraph.sentences;
        let own = self.mention.span.start;
        let i = sentences.partition_point(|it| it.end <= own);
        let start = sentences.get(i).map_or(0, |it| it.start.min(own));
        let before = self.paragraph.prose[start..own].trim_end();
        let last = before.rsplit([' ', '\n']).next().unwrap_or("");
        let article = before.eq_ignore_ascii_case("the");
        before.is_empty()
            || article
            || before.ends_with([',', '"', '”', '“', ':', ';', '—', '–', '('])
            || !before.contains(' ') && last.starts_with(char::is_uppercase)
            || matches!(
                last,
                "that"
                    | "when"
                    | "as"
                    | "because"
                    | "while"
                    | "if"
                    | "after"
                    | "before"
                    | "since"
                    | "but"
                    | "said"
            )
    }

    /// Named as the source of an attribution.
    pub fn speaks(&self) -> bool {
        let span = Span::new(self.mention.span.start, self.mention.name.end);
        self.paragraph
            .attributions
            .iter()
            .any(|it| it.source.iter().any(|it| it.contains(span)))
    }

    /// Which sentence of its paragraph it stands in.
    pub fn sentence(&self) -> usize {
        let own = self.mention.span.start;
        self.paragraph.sentences.partition_point(|it| it.end <= own)
    }

    /// For "OHB" in "Orrin Harbor Board (OHB)" the long form, as an index into
    /// the paragraph's mentions.
    pub fn long_form(&self) -> Option<usize> {
        let start = self.mention.name.start;
        if !self.paragraph.prose[..start].ends_with(" (") {
            return None;
        }
        let long = |it: &Mention| it.form == Form::Name && it.name.end + 2 == start;
        self.paragraph.mentions.iter().rposition(long)
    }

    /// "it is", "it seems": said of nothing.
    pub fn is_empty_it(&self) -> bool {
        let rest = self.rest().trim_start();
        let empty = [
            "is", "was", "'s", "’s", "seems", "appears", "would be", "will be", "remains",
        ];
        self.text().eq_ignore_ascii_case("it") && empty.iter().any(|it| rest.starts_with(it))
    }
}
