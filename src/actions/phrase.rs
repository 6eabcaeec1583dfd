//! A citation in the words of the text: `…, Weller said.`, `…, according to the
//! Port of Tarn.`, or, where the sentence ends in a quotation, in front of it.

use std::sync::LazyLock;

use rustc_hash::FxHashMap;

use super::{Offer, Place, article::with_article, places::inside, styles::insert};
use crate::{
    document::Reading,
    lexicon,
    paragraph::Kind,
    sources::{self, Record},
    span::{Edit, Span},
};

/// The first wording that settles the mark; `None` where there is none, where
/// the record's terms give no words for it, or a phrase has no place.
pub fn offer(
    reading: &Reading,
    place: &Place,
    record: &Record,
    settles: &dyn Fn(&[Edit]) -> bool,
) -> Option<Offer> {
    if place.kind == Kind::Heading {
        return None;
    }
    let source = source(reading, place, record)?;
    let wordings = [source.said(), source.according_to()];
    wordings
        .into_iter()
        .filter_map(|it| worded(reading, place, it))
        .find(|(_, edits)| settles(edits))
}

/// The same words for behind a sentence, in front of one, and in front of a quotation.
struct Wording {
    behind: String,
    before_words: String,
    before_quotation: String,
}

fn worded(reading: &Reading, place: &Place, wording: Wording) -> Option<Offer> {
    if !place.closed {
        let phrase = cell(place, wording.behind);
        let (at, text) = match place.stop {
            Some(stop) => (stop, phrase.clone()),
            None if place.ended => (place.end, format!("{phrase}.")),
            None => (place.end, phrase.clone()),
        };
        return Some((format!("Add “{phrase}”"), vec![insert(at, text)]));
    }
    if inside(&reading.story, place.start).is_some() {
        return None;
    }
    let phrase = match place.first_word {
        Some(_) => wording.before_words,
        None => wording.before_quotation,
    };
    let phrase = cell(place, phrase);
    let mut edits = vec![insert(place.start, format!("{phrase} "))];
    edits.extend(place.first_word.and_then(|it| lowered(&reading.text, it)));
    if let [first, second] = &edits[..]
        && first.span.start == second.span.start
    {
        let text = format!("{}{}", first.text, second.text);
        edits = vec![Edit {
            span: second.span,
            text,
        }];
    }
    Some((format!("Begin with “{phrase}”"), edits))
}

/// Whom the words go to.
enum Source {
    /// Known to the reader: "Weller"; or described: "a harbor official".
    Known(String),
    /// With role: "Dana Weller, harbor master of the Port of Tarn".
    New(String),
    /// A document or an institution: "the Port of Tarn".
    Thing(String),
}

impl Source {
    /// As one speaks of people; of a document only "according to".
    fn said(&self) -> Wording {
        let before = format!("According to {},", self.words());
        match self {
            Source::Known(who) => Wording {
                behind: format!(", {who} said"),
                before_words: before,
                before_quotation: format!("{} said:", capital(who)),
            },
            Source::New(who) => Wording {
                behind: format!(", said {who}"),
                before_words: before,
                before_quotation: format!("{}, said:", capital(who)),
            },
            Source::Thing(_) => self.according_to(),
        }
    }

    fn according_to(&self) -> Wording {
        let words = self.words();
        Wording {
            behind: format!(", according to {words}"),
            before_words: format!("According to {words},"),
            before_quotation: format!("According to {words}:"),
        }
    }

    fn words(&self) -> &str {
        match self {
            Source::Known(words) | Source::New(words) | Source::Thing(words) => words,
        }
    }
}

fn source(reading: &Reading, place: &Place, record: &Record) -> Option<Source> {
    if record.confidential() {
        return record
            .printable_description()
            .map(|it| Source::Known(one_line(it)));
    }
    let title = record.title.as_deref();
    let org = record.printable_org();
    let publisher = record.publisher.as_deref();
    use sources::Kind::*;
    let things = match record.kind {
        Observation => return None,
        Document | Court | Dataset | Archive => [title, org, publisher],
        Wire | Article | Broadcast | Post => [publisher, org, title],
        Interview | Briefing | Statement => [None, None, None],
    };
    let thing = things.into_iter().flatten().next();
    if let (None, Some(name)) = (thing, record.printable_name()) {
        return Some(person(reading, place, record, &one_line(name)));
    }
    let thing = thing.or(org).or(publisher).or(title)?;
    Some(Source::Thing(with_article(reading, &one_line(thing))))
}

fn person(reading: &Reading, place: &Place, record: &Record, name: &str) -> Source {
    let text = &reading.text;
    if text[..place.start].contains(name) || text[place.start..place.end].contains(name) {
        return Source::Known(surname(name).to_string());
    }
    let role = record.printable_role().map(one_line);
    let org = record
        .printable_org()
        .map(|it| with_article(reading, &one_line(it)));
    match (role, org) {
        (Some(role), Some(org)) if !names(&role, &org) => {
            let last = role.split_whitespace().last().unwrap_or("").to_lowercase();
            let link = ROLE_OF.get(last.as_str()).unwrap_or(&"of");
            Source::New(format!("{name}, {role} {link} {org}"))
        }
        (Some(role), _) => Source::New(format!("{name}, {role}")),
        (None, Some(org)) => Source::New(format!("{name} of {org}")),
        (None, None) => Source::Known(name.to_string()),
    }
}

/// Whether the role says the organisation already.
fn names(role: &str, org: &str) -> bool {
    role.to_lowercase()
        .contains(org.trim_start_matches("the ").to_lowercase().as_str())
}

fn surname(name: &str) -> &str {
    const SUFFIXES: [&str; 6] = ["Jr.", "Sr.", "Jr", "Sr", "II", "III"];
    let mut words = name
        .split([' ', ','])
        .filter(|it| !it.is_empty() && !SUFFIXES.contains(it));
    words.next_back().unwrap_or(name)
}

/// The first letter of a sentence that no longer stands first.
fn lowered(text: &str, word: Span) -> Option<Edit> {
    let word_text = word.of(text);
    let bare = word_text.trim_end_matches(|c: char| !c.is_alphanumeric());
    let first = bare.chars().next().filter(|it| it.is_uppercase())?;
    let lower = bare.to_lowercase();
    let elsewhere = || {
        let all = text.split(|c: char| !c.is_alphanumeric() && c != '’' && c != '\'');
        all.into_iter().any(|it| it == lower)
    };
    if bare == "I" || !(OPENERS.contains(&lower.as_str()) || elsewhere()) {
        return None;
    }
    let span = Span::new(word.start, word.start + first.len_utf8());
    Some(Edit {
        span,
        text: first.to_lowercase().collect(),
    })
}

/// In a table a bar would end the cell.
fn cell(place: &Place, phrase: String) -> String {
    if place.kind == Kind::TableCell {
        phrase.replace('|', "\\|")
    } else {
        phrase
    }
}

fn capital(words: &str) -> String {
    let mut chars = words.chars();
    let first: String = chars
        .next()
        .into_iter()
        .flat_map(char::to_uppercase)
        .collect();
    first + chars.as_str()
}

fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

static OPENERS: LazyLock<Vec<&str>> =
    LazyLock::new(|| lexicon::entries(include_str!("../lexicon/sentence_openers.txt")).collect());

static ROLE_OF: LazyLock<FxHashMap<&str, &str>> = LazyLock::new(|| {
    lexicon::entries(include_str!("../lexicon/role_of.txt"))
        .filter_map(|it| it.split_once(' '))
        .collect()
});
