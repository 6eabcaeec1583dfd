//! The words of a source, made ready to be found again: each with its place,
//! all places of each.
//!
//! Left out: what stands in brackets (stage directions, times), who is speaking
//! ("WELLER:"), and what people say while they think ("uh").

use std::{
    path::PathBuf,
    sync::{Arc, OnceLock},
};

use rustc_hash::FxHashMap;

use crate::span::Span;

#[derive(Debug, Default)]
pub struct Transcript {
    /// `None` where it is only what the record itself quotes.
    pub path: Option<PathBuf>,
    /// All of the file.
    pub text: String,
    /// What of it is the transcript.
    pub body: Span,
    index: OnceLock<Index>,
}

/// The words in their order.
#[derive(Debug, Default)]
pub struct Index {
    pub words: Vec<Word>,
    pub places: FxHashMap<Arc<str>, Vec<u32>>,
    /// From which word on who speaks.
    pub speakers: Vec<(usize, Box<str>)>,
}

#[derive(Clone, Debug, PartialEq)]
pub struct Word {
    pub span: Span,
    /// In lower case, with straight apostrophes and plain numbers; shared by all
    /// places of the word.
    pub plain: Arc<str>,
}

impl Transcript {
    pub fn new(path: Option<PathBuf>, text: String, body: Span) -> Transcript {
        Transcript {
            path,
            text,
            body,
            index: OnceLock::new(),
        }
    }

    /// Made when it is first asked for.
    pub fn index(&self) -> &Index {
        self.index.get_or_init(|| index(&self.text, self.body))
    }

    /// Who says the word, where the transcript has speakers.
    pub fn speaker(&self, word: usize) -> Option<&str> {
        let speakers = &self.index().speakers;
        let i = speakers.partition_point(|(from, _)| *from <= word);
        Some(&speakers[i.checked_sub(1)?].1)
    }
}

impl PartialEq for Transcript {
    fn eq(&self, other: &Transcript) -> bool {
        (&self.path, self.body, &self.text) == (&other.path, other.body, &other.text)
    }
}

fn index(text: &str, body: Span) -> Index {
    let mut index = Index::default();
    let mut forms = Forms::default();
    let mut known: FxHashMap<&str, Option<usize>> = FxHashMap::default();
    let mut at = body.start;
    for line in body.of(text).split_inclusive('\n') {
        let mut start = at;
        if let Some(label) = label(line) {
            index
                .speakers
                .push((index.words.len(), label.trim().into()));
            start += label.len();
        }
        let spoken = Span::new(start, at + line.len());
        for span in words(text, spoken) {
            // Most words have been seen before, written just so.
            let written = known.entry(span.of(text));
            let form = written.or_insert_with_key(|it| forms.add(plain(it)));
            let Some(form) = *form else {
                continue;
            };
            let (plain, places) = &mut forms.list[form];
            places.push(index.words.len() as u32);
            let plain = Arc::clone(plain);
            index.words.push(Word { span, plain });
        }
        at += line.len();
    }
    index.places = forms.list.into_iter().collect();
    index
}

/// Each word once, with its places.
#[derive(Default)]
struct Forms {
    list: Vec<(Arc<str>, Vec<u32>)>,
    by_word: FxHashMap<Arc<str>, usize>,
}

impl Forms {
    /// The index of the word; `None` for one that says nothing.
    fn add(&mut self, plain: String) -> Option<usize> {
        const FILLERS: [&str; 5] = ["uh", "um", "er", "erm", "hmm"];
        if FILLERS.contains(&&*plain) {
            return None;
        }
        if let Some(known) = self.by_word.get(&*plain) {
            return Some(*known);
        }
        let plain: Arc<str> = plain.into();
        self.by_word.insert(Arc::clone(&plain), self.list.len());
        self.list.push((plain, Vec::new()));
        Some(self.list.len() - 1)
    }
}

/// Who speaks, where a line begins with that: "MS. WELLER:", "**Q:**".
fn label(line: &str) -> Option<&str> {
    let at = line.find(':')?;
    let label = &line[..at];
    let bare = label.trim_matches(|c: char| c.is_whitespace() || "*_".contains(c));
    let is_name = |it: &str| it.starts_with(|c: char| c.is_uppercase() || c.is_ascii_digit());
    let short = bare.split_whitespace().count() <= 4 && bare.len() <= 40;
    (short && !bare.is_empty() && bare.split_whitespace().all(is_name)).then_some(label)
}

/// The words in `span` of `text`, without those in brackets.
fn words(text: &str, span: Span) -> Vec<Span> {
    let mut list = Vec::new();
    let (mut at, mut outside) = (span.start, true);
    while at < span.end {
        let rest = &text[at..span.end];
        let c = rest.chars().next().unwrap_or(' ');
        match c {
            '[' => outside = false,
            ']' => outside = true,
            _ => (),
        }
        let len = word_len(rest);
        if 0 < len && outside {
            list.push(Span::new(at, at + len));
        }
        at += len.max(c.len_utf8());
    }
    list
}

/// The word at `span`.
pub fn word(text: &str, span: Span) -> Word {
    Word {
        span,
        plain: plain(span.of(text)).into(),
    }
}

/// How many bytes at the start of `text` are a word; 0 where none begins there.
/// "Forty-one" is one.
pub fn word_len(text: &str) -> usize {
    let len = run_len(text);
    let behind = text[len..].strip_prefix('-').map(|it| &it[..run_len(it)]);
    let joined = behind.filter(|it| compound(&text[..len], it).is_some());
    len + joined.map_or(0, |it| 1 + it.len())
}

/// 41 for "forty" and "one".
fn compound(tens: &str, units: &str) -> Option<u32> {
    let number = |word: &str| {
        let lower = word.to_lowercase();
        let found = NUMBERS.iter().find(|(it, _)| *it == lower);
        found.map(|it| it.1).or((lower == "one").then_some(1))
    };
    let (tens, units) = (number(tens)?, number(units)?);
    (20 <= tens && units < 10).then_some(tens + units)
}

fn run_len(text: &str) -> usize {
    if text.starts_with('%') {
        return 1;
    }
    let letters = text.bytes().take_while(u8::is_ascii_alphanumeric).count();
    let next = text.as_bytes().get(letters);
    if next.is_none_or(|it| it.is_ascii() && !b"'.,".contains(it)) {
        return letters;
    }
    let mut chars = text.char_indices().peekable();
    let (mut end, mut digit) = (0, false);
    while let Some((at, c)) = chars.next() {
        let next = chars.peek().map(|(_, it)| *it);
        let joins = match c {
            '\'' | '’' => 0 < end && next.is_some_and(char::is_alphanumeric),
            '.' | ',' => digit && next.is_some_and(|it| it.is_ascii_digit()),
            _ => false,
        };
        if !c.is_alphanumeric() && !joins {
            break;
        }
        digit = c.is_ascii_digit();
        end = at + c.len_utf8();
    }
    end
}

fn plain(word: &str) -> String {
    if word == "%" {
        return "percent".to_owned();
    }
    let lower = word.to_lowercase().replace('’', "'");
    if lower.starts_with(|c: char| c.is_ascii_digit()) {
        return lower.replace(',', "");
    }
    if let Some(number) = lower.split_once('-').and_then(|(a, b)| compound(a, b)) {
        return number.to_string();
    }
    match NUMBERS.iter().find(|(it, _)| *it == lower) {
        Some((_, number)) => number.to_string(),
        None => lower,
    }
}

/// "one" is as often no number.
const NUMBERS: &[(&str, u32)] = &[
    ("two", 2),
    ("three", 3),
    ("four", 4),
    ("five", 5),
    ("six", 6),
    ("seven", 7),
    ("eight", 8),
    ("nine", 9),
    ("ten", 10),
    ("eleven", 11),
    ("twelve", 12),
    ("thirteen", 13),
    ("fourteen", 14),
    ("fifteen", 15),
    ("sixteen", 16),
    ("seventeen", 17),
    ("eighteen", 18),
    ("nineteen", 19),
    ("twenty", 20),
    ("thirty", 30),
    ("forty", 40),
    ("fifty", 50),
    ("sixty", 60),
    ("seventy", 70),
    ("eighty", 80),
    ("ninety", 90),
];
