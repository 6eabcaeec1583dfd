//! One record, and what of it may be printed.

use std::fmt;

use crate::span::Span;

/// Where something is from: a person who spoke, a document, a report of others.
#[derive(Clone, PartialEq)]
pub struct Record {
    /// The key it is cited by.
    pub id: String,
    pub kind: Kind,
    /// Private, because on other terms than on the record nothing of it may be printed.
    pub(super) who: Who,
    pub terms: Terms,
    /// How a source who is not named is described, as agreed.
    pub description: Option<String>,
    /// Why the source is not named.
    pub reason: Option<String>,
    pub date: Option<Date>,
    pub title: Option<String>,
    pub publisher: Option<String>,
    pub url: Option<String>,
    /// Where a copy of the page at `url` is kept.
    pub archived: Option<String>,
    pub accessed: Option<Date>,
    /// Page, paragraph or minute.
    pub at: Option<String>,
    /// The transcript, relative to the file of the record.
    pub file: Option<FileOfRecord>,
    /// The transcript that stands in the record's own file.
    pub body: Option<Span>,
    pub quotes: Vec<Quote>,
    /// Through whom it reached us: "Harbor News", "the ministry's website".
    pub via: Option<String>,
    pub note: Option<String>,
    /// The place of the key in the file of the record.
    pub span: Span,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Kind {
    Interview,
    Briefing,
    Statement,
    Document,
    Court,
    Dataset,
    Wire,
    Article,
    Broadcast,
    Post,
    Observation,
    Archive,
}

/// On which terms a source spoke, from the freest to the strictest.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Terms {
    OnRecord,
    /// Used with the agreed description.
    Background,
    NotForAttribution,
    /// Used, but not ascribed to anybody.
    DeepBackground,
    /// Not used.
    OffRecord,
}

/// Words of the source, and where in it they stand.
#[derive(Clone, Debug, PartialEq)]
pub struct Quote {
    pub text: String,
    pub at: Option<String>,
}

/// A file that a record names.
#[derive(Clone, Debug, PartialEq)]
pub struct FileOfRecord {
    /// Relative to the file of the record.
    pub path: String,
    /// Where the record names it.
    pub place: Span,
}

/// Who the source is. Its debug form says nothing of it.
#[derive(Clone, Default, PartialEq)]
pub struct Who {
    pub(super) name: Option<String>,
    pub(super) role: Option<String>,
    pub(super) org: Option<String>,
    pub(super) email: Option<String>,
    /// The names of those who wrote it together with `name`.
    pub(super) others: Vec<String>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Date {
    pub year: u16,
    /// 0 where only the year is known.
    pub month: u8,
    /// 0 where only the month is known.
    pub day: u8,
}

impl Record {
    /// Whether who it is must stay among us.
    pub fn confidential(&self) -> bool {
        self.terms != Terms::OnRecord
    }

    /// The record where its file is a part, from `by` on, of another text.
    pub fn shifted(mut self, by: usize) -> Record {
        self.span = self.span.shifted(by);
        self.body = self.body.map(|it| it.shifted(by));
        if let Some(file) = &mut self.file {
            file.place = file.place.shifted(by);
        }
        self
    }

    /// The source's name, if the source is on the record.
    pub fn printable_name(&self) -> Option<&str> {
        self.who.name.as_deref().filter(|_| !self.confidential())
    }

    pub fn printable_role(&self) -> Option<&str> {
        self.who.role.as_deref().filter(|_| !self.confidential())
    }

    /// Those who wrote it together with the one who is named.
    pub fn printable_others(&self) -> &[String] {
        if self.confidential() {
            &[]
        } else {
            &self.who.others
        }
    }

    pub fn printable_org(&self) -> Option<&str> {
        self.who.org.as_deref().filter(|_| !self.confidential())
    }

    /// The agreed description, on terms that allow one.
    pub fn printable_description(&self) -> Option<&str> {
        let terms = matches!(self.terms, Terms::Background | Terms::NotForAttribution);
        self.description.as_deref().filter(|_| terms)
    }

    pub fn printable_url(&self) -> Option<&str> {
        self.url.as_deref().filter(|_| !self.confidential())
    }

    /// The record in a line, for lists that a writer chooses from: name and
    /// role, description or title, whatever its terms allow.
    pub fn printable_line(&self) -> String {
        if self.confidential() {
            return self
                .printable_description()
                .unwrap_or(self.terms.words())
                .to_string();
        }
        let who = &self.who;
        let parts = [&who.name, &who.role, &who.org, &self.title, &self.publisher];
        let mut line: Vec<&str> = Vec::new();
        for part in parts.into_iter().flatten() {
            if !line.contains(&part.as_str()) {
                line.push(part);
            }
        }
        if line.is_empty() {
            self.id.clone()
        } else {
            line.join(", ")
        }
    }

    /// The real name, role, organisation and address, whatever the terms: to
    /// compare a draft with, never to print, log or export.
    pub fn names_for_matching_only(&self) -> [Option<&str>; 4] {
        let who = &self.who;
        [&who.name, &who.role, &who.org, &who.email].map(|it| it.as_deref())
    }
}

impl Kind {
    pub const ALL: &[(&str, Kind)] = &[
        ("interview", Kind::Interview),
        ("briefing", Kind::Briefing),
        ("statement", Kind::Statement),
        ("document", Kind::Document),
        ("court", Kind::Court),
        ("dataset", Kind::Dataset),
        ("wire", Kind::Wire),
        ("article", Kind::Article),
        ("broadcast", Kind::Broadcast),
        ("post", Kind::Post),
        ("observation", Kind::Observation),
        ("archive", Kind::Archive),
    ];

    pub fn word(self) -> &'static str {
        Kind::ALL
            .iter()
            .find(|(_, it)| *it == self)
            .map_or("", |(word, _)| word)
    }
}

impl Terms {
    pub const ALL: &[(&str, Terms)] = &[
        ("on-record", Terms::OnRecord),
        ("background", Terms::Background),
        ("not-for-attribution", Terms::NotForAttribution),
        ("deep-background", Terms::DeepBackground),
        ("off-record", Terms::OffRecord),
    ];

    /// As `sources.toml` has it.
    pub fn word(self) -> &'static str {
        Terms::ALL
            .iter()
            .find(|(_, it)| *it == self)
            .map_or("", |(word, _)| word)
    }

    /// As a writer says it.
    pub fn words(self) -> &'static str {
        match self {
            Terms::OnRecord => "on the record",
            Terms::Background => "on background",
            Terms::NotForAttribution => "not for attribution",
            Terms::DeepBackground => "on deep background",
            Terms::OffRecord => "off the record",
        }
    }
}

impl Date {
    /// Reads "2024-10-23"; `None` where there is no such day.
    pub fn parse(text: &str) -> Option<Date> {
        let mut parts = text.split('-');
        let (year, month, day) = (parts.next()?, parts.next()?, parts.next()?);
        if parts.next().is_some() || (year.len(), month.len(), day.len()) != (4, 2, 2) {
            return None;
        }
        let date = Date {
            year: year.parse().ok()?,
            month: month.parse().ok()?,
            day: day.parse().ok()?,
        };
        date.exists().then_some(date)
    }

    /// A year, a month or a day; `None` where there is none such.
    pub fn of(year: u16, month: u8, day: u8) -> Option<Date> {
        let date = Date { year, month, day };
        let month_only = day == 0 && month <= 12;
        (month_only || date.exists()).then_some(date)
    }

    fn exists(self) -> bool {
        let leap = self.year.is_multiple_of(4)
            && (!self.year.is_multiple_of(100) || self.year.is_multiple_of(400));
        let days = match self.month {
            2 => 28 + u8::from(leap),
            4 | 6 | 9 | 11 => 30,
            1..=12 => 31,
            _ => return false,
        };
        (1..=days).contains(&self.day)
    }
}

impl fmt::Display for Date {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        match (self.month, self.day) {
            (0, _) => write!(f, "{:04}", self.year),
            (month, 0) => write!(f, "{:04}-{month:02}", self.year),
            (month, day) => write!(f, "{:04}-{month:02}-{day:02}", self.year),
        }
    }
}

impl Who {
    /// With what `other` knows besides.
    pub(super) fn or(self, other: Who) -> Who {
        Who {
            name: self.name.or(other.name),
            role: self.role.or(other.role),
            org: self.org.or(other.org),
            email: self.email.or(other.email),
            others: [self.others, other.others].concat(),
        }
    }
}

impl fmt::Debug for Who {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        f.write_str("Who(withheld)")
    }
}

/// Says no more than what may be printed: notes, quotations and file names can hold a name too.
impl fmt::Debug for Record {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        f.debug_struct("Record")
            .field("id", &self.id)
            .field("kind", &self.kind)
            .field("terms", &self.terms)
            .field("line", &self.printable_line())
            .finish_non_exhaustive()
    }
}
