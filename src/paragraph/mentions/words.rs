//! The words of a paragraph with what capitals and lists say of each.

use std::borrow::Cow;

use crate::{
    knowledge::{self, Known},
    lexicon::words::{self as list, Kinds},
    span::Span,
    tokens::Token,
};

#[derive(Clone, Copy, Debug)]
pub struct Word<'a> {
    pub text: &'a str,
    pub span: Span,
    /// What the lists hold on the word as it stands.
    pub own: Kinds,
    /// What they hold on it in lower case.
    pub low: Kinds,
    pub shape: Shape,
    /// A sentence, quotation or bracket begins here, or all of the sentence has
    /// capitals: one here says nothing.
    pub opens: bool,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Shape {
    /// "Oduya", "McKay", "A".
    Capital,
    /// "NATO", "U.S.", "K.C."
    Capitals,
    Lower,
    Number,
    Mark,
}

/// How the capitals of a sentence are to be read.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Style {
    Running,
    /// "Council Approves Stadium After Long Fight".
    Title,
    /// "COUNCIL APPROVES STADIUM".
    Shout,
}

impl Word<'_> {
    pub fn is_capital(&self) -> bool {
        matches!(self.shape, Shape::Capital | Shape::Capitals)
    }

    pub fn is_lower(&self) -> bool {
        self.shape == Shape::Lower
    }

    pub fn is_genitive(&self) -> bool {
        matches!(self.text, "'s" | "’s" | "'" | "’" | "'S" | "’S")
    }
}

/// The words of the sentence `tokens`, in order.
pub fn words<'a>(prose: &'a str, tokens: &[Token]) -> Vec<Word<'a>> {
    let mut words: Vec<Word> = tokens
        .iter()
        .map(|it| {
            let text = it.span.of(prose);
            let (own, low) = list::kinds(text);
            Word {
                text,
                span: it.span,
                own,
                low,
                shape: shape(text),
                opens: false,
            }
        })
        .collect();
    let style = style(&words);
    let mut opens = true;
    for word in &mut words {
        if word.shape == Shape::Mark {
            opens |= matches!(
                word.text,
                "“" | "\"" | "(" | "[" | "‘" | ":" | "«" | "„" | "•" | "/" | "..."
            );
            // A straight mark that closes.
            if word.text == "\"" && word.span.start > 0 {
                let before = prose[..word.span.start].chars().next_back();
                let after = prose[word.span.end..].chars().next();
                let closes = before.is_some_and(|it| !it.is_whitespace())
                    && after.is_none_or(|it| !it.is_alphanumeric());
                opens &= !closes;
            }
            continue;
        }
        word.opens = opens || style != Style::Running;
        let unlisted = word.low == Kinds::default() && word.own == Kinds::default();
        if word.opens && word.is_capital() && unlisted && is_common(prose, word.text) {
            word.low = list::COMMON;
        }
        opens = false;
    }
    quieten_titles(&mut words);
    if style == Style::Shout {
        quieten(&mut words);
    }
    words
}

/// What the tables know of the words `of`, and only of all of them.
pub fn known(prose: &str, of: &[Word]) -> Option<Known> {
    let (first, last) = (of.first()?, of.last()?);
    let text = &prose[first.span.start..last.span.end];
    let text = single_spaced(text);
    knowledge::known(&text).or_else(|| {
        // "NORTH KOREA" in a line of capitals
        let shouted = text.len() > 4 && !text.contains(|c: char| c.is_lowercase() || c == '.');
        shouted
            .then(|| {
                knowledge::known(
                    &text
                        .split(' ')
                        .map(title_case)
                        .collect::<Vec<_>>()
                        .join(" "),
                )
            })
            .flatten()
    })
}

/// The longest known name that begins at `at`, and how many words it has.
pub fn known_at(prose: &str, words: &[Word], at: usize) -> Option<(Known, usize)> {
    let word = words[at].text;
    let longest = match knowledge::longest(word) {
        0 if word.len() > 4 && words[at].opens && !word.contains(char::is_lowercase) => {
            knowledge::longest(&title_case(word))
        }
        longest => longest,
    };
    // "D.R. Congo" counts two words by spaces, "Poor's" is one and has two tokens.
    let most = if longest == 0 { 0 } else { longest + 1 };
    (1..=most.min(words.len() - at))
        .rev()
        .find_map(|n| Some((known(prose, &words[at..at + n])?, n)))
}

pub fn single_spaced(text: &str) -> Cow<'_, str> {
    let odd = |c: char| c.is_whitespace() && c != ' ';
    let curly = text.contains('’');
    if !text.contains(odd) && !text.contains("  ") && !curly {
        return Cow::Borrowed(text);
    }
    let spaced: Vec<&str> = text.split_whitespace().collect();
    Cow::Owned(spaced.join(" ").replace('’', "'"))
}

fn shape(text: &str) -> Shape {
    let mut chars = text.chars();
    let first = chars.next().unwrap_or(' ');
    if first.is_numeric() {
        return Shape::Number;
    }
    if !first.is_alphabetic() {
        return Shape::Mark;
    }
    if !first.is_uppercase() {
        // "eBay", "al-Qaida"
        return Shape::Lower;
    }
    let letters = || text.chars().filter(|it| it.is_alphabetic());
    if letters().count() > 1 && letters().all(char::is_uppercase) {
        return Shape::Capitals;
    }
    Shape::Capital
}

/// Whether the paragraph or the lists have the word in lower case, in some form.
fn is_common(prose: &str, text: &str) -> bool {
    if let Some((_, last)) = text.rsplit_once('-') {
        // "Pan-democrat", but not "Chung-tai"
        return last.starts_with(char::is_lowercase) && list::kinds(last).0 != Kinds::default();
    }
    if is_inflected(text) {
        return true;
    }
    let lower = text.to_lowercase();
    let whole = |(at, it): (usize, &str)| {
        let edge = |c: Option<char>| !c.is_some_and(char::is_alphanumeric);
        edge(prose[..at].chars().next_back()) && edge(prose[at + it.len()..].chars().next())
    };
    prose.match_indices(&lower).any(whole)
}

/// "Approves", "Flooding": a form of a common word.
fn is_inflected(text: &str) -> bool {
    let text = text.to_lowercase();
    let common = |stem: String| list::kinds(&stem).0.has(list::COMMON);
    ["s", "es", "d", "ed", "ing", "er", "ers", "ly", "ies"]
        .iter()
        .filter_map(|end| text.strip_suffix(end))
        .filter(|stem| stem.len() > 2)
        .any(|stem| {
            let mut back = stem.chars().rev();
            let last = back.next();
            let doubled = last == back.next();
            ["", "e", "y", "d", "ed"]
                .iter()
                .any(|end| common(format!("{stem}{end}")))
                || doubled
                    && common(
                        stem.chars()
                            .rev()
                            .skip(1)
                            .collect::<Vec<_>>()
                            .iter()
                            .rev()
                            .collect(),
                    )
        })
}

fn style(words: &[Word]) -> Style {
    if words.last().is_some_and(|it| it.text == ".") {
        return Style::Running;
    }
    let mut long = 0;
    let mut capital = 0;
    let mut shouted = 0;
    for word in words {
        if word.text.len() < 4 || word.shape == Shape::Mark || word.shape == Shape::Number {
            continue;
        }
        if word.is_lower() && !word.low.has(list::FUNCTION) {
            return Style::Running;
        }
        long += 1;
        capital += usize::from(word.is_capital());
        shouted += usize::from(word.shape == Shape::Capitals);
    }
    let words_only = || {
        words
            .iter()
            .filter(|it| it.shape != Shape::Mark && it.shape != Shape::Number)
    };
    let all = words_only().count() > 1 && words_only().all(|it| it.shape == Shape::Capitals);
    if long >= 3 && shouted * 10 >= long * 8 || all && long > 0 {
        return Style::Shout;
    }
    // Names alone ("Wu Chi-wai of the Civic Party") are no headline.
    let common = words
        .iter()
        .filter(|it| {
            it.is_capital() && it.text.len() >= 4 && !it.own.has(list::TITLE.or(list::GIVEN))
        })
        .filter(|it| {
            it.low.has(list::COMMON.or(list::ACTING).or(list::FUNCTION)) && !it.low.has(list::BODY)
        })
        .count();
    if long >= 4 && capital * 10 >= long * 8 && common * 10 >= long * 4 {
        Style::Title
    } else {
        Style::Running
    }
}

/// “Letters and Prints from the Harbor”: in the title of a work no capital is a
/// sign of a name, unless a given name begins there.
fn quieten_titles(words: &mut [Word]) {
    let mut at = 0;
    while at < words.len() {
        let close = match words[at].text {
            "“" => "”",
            "\"" => "\"",
            _ => {
                at += 1;
                continue;
            }
        };
        let Some(length) = words[at + 1..].iter().position(|it| it.text == close) else {
            return;
        };
        let inside = &mut words[at + 1..at + 1 + length];
        at += length + 2;
        let long = || {
            inside
                .iter()
                .filter(|it| it.shape != Shape::Mark && it.text.len() > 3)
        };
        let speech = inside
            .last()
            .is_some_and(|it| matches!(it.text, "," | "." | "!"));
        let title = long().all(|it| it.is_capital() || it.shape == Shape::Number);
        if speech || !title || inside.iter().filter(|it| it.is_capital()).count() < 2 {
            continue;
        }
        let mut named = false;
        for word in inside {
            let given = word.own.has(list::GIVEN) && !word.low.has(list::COMMON);
            let known = knowledge::known(word.text).is_some();
            named = given || named && word.is_capital() && !word.low.has(list::COMMON);
            if word.is_capital() && !named && !known {
                word.shape = Shape::Lower;
            }
        }
    }
}

/// In a line of capitals only what a list knows as a name keeps its capital.
fn quieten(words: &mut [Word]) {
    for at in 0..words.len() {
        if words[at].shape != Shape::Capitals {
            continue;
        }
        let title = title_case(words[at].text);
        let name = knowledge::known(words[at].text).is_some()
            || list::kinds(&title).0.has(list::GIVEN) && !words[at].low.has(list::COMMON)
            || knowledge::known(&title).is_some();
        let second = at > 0
            && words[at - 1].shape == Shape::Capital
            && list::kinds(&title_case(words[at - 1].text))
                .0
                .has(list::GIVEN)
            && !words[at].low.has(list::COMMON);
        words[at].shape = match (name, second) {
            (true, _) if title.len() > 4 => Shape::Capital,
            (true, _) => Shape::Capitals,
            (_, true) => Shape::Capital,
            _ => Shape::Lower,
        };
    }
}

fn title_case(word: &str) -> String {
    let mut chars = word.chars();
    let first = chars.next().into_iter();
    first.chain(chars.flat_map(char::to_lowercase)).collect()
}
