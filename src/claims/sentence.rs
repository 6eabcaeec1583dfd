//! What the words of one sentence weigh. It depends on the sentence's paragraph
//! alone; the rest of the draft adds its part in [`context`](super::context).

use super::{Reason, Scores, Sink, Sum};
use crate::{
    lexicon::words::{self, COMMON, FUNCTION},
    paragraph::{
        ActorKind, Attribution, Bound, CueKind, Figure, FigureKind, Form, Kind, Mention, Quotation,
        Signal, SignalKind,
    },
    span::Span,
    tagger::words::Word,
    tokens::tokens,
};

/// What has been read in a paragraph.
pub struct Read<'a> {
    pub kind: Kind,
    pub prose: &'a str,
    pub words: &'a [Word],
    pub quotations: &'a [Quotation],
    pub mentions: &'a [Mention],
    pub figures: &'a [Figure],
    pub signals: &'a [Signal],
    pub attributions: &'a [Attribution],
}

/// A sentence, weighed by itself.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Weighed {
    pub scores: Scores,
    pub traits: Traits,
}

/// What of a sentence tells what kind of draft it stands in.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Traits {
    /// Words outside quotation marks.
    pub words: usize,
    pub quoted: bool,
    pub figure: bool,
    pub signal: bool,
    pub judgement: bool,
    pub first_person: bool,
    pub second_person: bool,
}

/// Weighs each of `sentences`.
pub fn weighed(read: &Read, sentences: &[Span]) -> Vec<Weighed> {
    let weigh = |it: &Span| {
        let mut sum = Sum::default();
        let traits = features(read, *it, &mut sum);
        let scores = sum.scores;
        Weighed { scores, traits }
    };
    sentences.iter().map(weigh).collect()
}

/// Puts the features of `sentence` into `out`.
pub fn features(read: &Read, sentence: Span, out: &mut impl Sink) -> Traits {
    let mut traits = Traits::default();
    out.flag("bias");
    if read.kind != Kind::Prose {
        out.flag("no-prose");
    }
    wording(read, sentence, &mut traits, out);
    shape(read, sentence, &mut traits, out);
    signals(read, sentence, &mut traits, out);
    figures(read, sentence, &mut traits, out);
    mentions(read, sentence, out);
    traits
}

fn within<T>(list: &[T], sentence: Span, place: impl Fn(&T) -> Span) -> impl Iterator<Item = &T> {
    list.iter().filter(move |it| sentence.contains(place(it)))
}

/// What of it the writer says in their own voice.
fn own<'a, T>(
    read: &'a Read,
    list: &'a [T],
    sentence: Span,
    place: impl Fn(&T) -> Span + Copy + 'a,
) -> impl Iterator<Item = &'a T> {
    within(list, sentence, place).filter(move |it| !is_told(read, place(it)))
}

/// Whether somebody is quoted or reported with what stands at `span`.
fn is_told(read: &Read, span: Span) -> bool {
    let reports = |it: &&Attribution| {
        matches!(it.kind, CueKind::Speech | CueKind::Document) && !it.source.is_empty()
    };
    let reported = read.attributions.iter().filter(reports);
    let mut content = reported.flat_map(|it| &it.content);
    content.any(|it| it.contains(span)) || read.quotations.iter().any(|it| it.span.contains(span))
}

fn wording(read: &Read, sentence: Span, traits: &mut Traits, out: &mut impl Sink) {
    let start = read
        .words
        .partition_point(|it| it.span.start < sentence.start);
    let words = read.words[start..]
        .iter()
        .take_while(|it| it.span.end <= sentence.end)
        .filter(|it| !it.in_quotes() && !is_told(read, it.span));
    let mut capitals = 0;
    let mut lower = String::new();
    let mut before = String::new();
    for (i, word) in words.enumerate() {
        std::mem::swap(&mut before, &mut lower);
        lower.clear();
        let text = word.span.of(read.prose);
        let is_word = text.starts_with(|c: char| c.is_alphabetic() || c == '\'' || c == '’');
        if !is_word {
            if matches!(text, ":" | ";" | "—" | "–" | "--" | "(") {
                out.add("mark", text, "");
            }
            if text.starts_with(|c: char| c.is_ascii_digit()) {
                lower.push('#');
                pair(&before, &lower, out);
            }
            continue;
        }
        traits.words += 1;
        for c in text.chars() {
            match c {
                '’' => lower.push('\''),
                _ => lower.extend(c.to_lowercase()),
            }
        }
        let capital = text.starts_with(char::is_uppercase);
        capitals += usize::from(capital && i > 0);
        traits.first_person |= matches!(&*lower, "i" | "we" | "our" | "my" | "us") && text != "US";
        traits.second_person |= matches!(&*lower, "you" | "your");
        if word.company > 0 {
            let class = (word.company - 1) >> 4;
            out.add("class", itoa::Buffer::new().format(class), "");
        }
        let name = capital && (i > 0 || !words::kinds(&lower).0.has(COMMON.or(FUNCTION)));
        if name {
            lower.clear();
            continue;
        }
        out.add("word", &lower, "");
        out.add("stem", stem(&lower), "");
        pair(&before, &lower, out);
    }
    if capitals * 2 > traits.words {
        out.flag("capitals");
    }
    if traits.first_person {
        out.flag("first-person");
    }
    if traits.second_person {
        out.flag("second-person");
    }
}

/// Two words of which one follows the other; a number is `#`.
fn pair(before: &str, word: &str, out: &mut impl Sink) {
    if !before.is_empty() {
        out.add("pair", before, word);
    }
}

/// The word of `sentence` that asks most loudly for a source for `reason`, if any does.
pub fn telling(prose: &str, sentence: Span, reason: Reason) -> Option<Span> {
    const LOUD: i32 = 30;
    let words = tokens(prose).into_iter().map(|it| it.span);
    let own = words.filter(|it| sentence.contains(*it));
    let weight = |it: &Span| {
        let lower = it.of(prose).replace('’', "'").to_lowercase();
        let mut sum = Sum::default();
        sum.add("word", &lower, "");
        sum.add("stem", stem(&lower), "");
        sum.scores[0] + sum.scores[reason.column()]
    };
    let named =
        |it: &Span| it.start > sentence.start && it.of(prose).starts_with(char::is_uppercase);
    own.filter(|it| !named(it) && !words::kinds(it.of(prose)).0.has(FUNCTION))
        .map(|it| (it, weight(&it)))
        .filter(|it| LOUD <= it.1)
        .max_by_key(|it| it.1)
        .map(|it| it.0)
}

fn shape(read: &Read, sentence: Span, traits: &mut Traits, out: &mut impl Sink) {
    let size = match traits.words {
        0..=4 => "0",
        5..=8 => "5",
        9..=13 => "9",
        14..=19 => "14",
        20..=27 => "20",
        28..=37 => "28",
        _ => "38",
    };
    out.add("words", size, "");
    let quotations = read.quotations.iter().map(|it| it.span);
    let quoted: usize = quotations.map(|it| it.shared(sentence)).sum();
    traits.quoted = quoted > 0;
    match quoted * 10 / sentence.len().max(1) {
        _ if quoted == 0 => {}
        0..=2 => out.add("quoted", "some", ""),
        3..=6 => out.add("quoted", "half", ""),
        _ => out.add("quoted", "most", ""),
    }
    let text = sentence.of(read.prose).trim_end();
    if !text.ends_with(['.', '”', '"', '’', '\'', '!', '?', '…', ')']) {
        out.flag("no-stop");
    }
    if text.ends_with('?') {
        out.flag("question");
    }
}

fn signals(read: &Read, sentence: Span, traits: &mut Traits, out: &mut impl Sink) {
    let mut seen: Vec<SignalKind> = Vec::new();
    let mut again = false;
    for signal in own(read, read.signals, sentence, |it| it.span) {
        if seen.contains(&signal.kind) {
            again = true;
        } else {
            seen.push(signal.kind);
        }
    }
    let record = seen.contains(&SignalKind::PublicRecord);
    for kind in &seen {
        out.add("signal", name(*kind), "");
        if record {
            out.add("signal", name(*kind), "on-record");
        }
    }
    let asks = |it: &&SignalKind| {
        !matches!(
            it,
            SignalKind::PublicRecord | SignalKind::Counted | SignalKind::Placeholder
        )
    };
    let asking = seen.iter().filter(asks).count();
    match asking {
        0 => out.add("signals", "none", ""),
        1 => {}
        2 => out.add("signals", "two", ""),
        _ => {
            out.add("signals", "two", "");
            out.add("signals", "many", "");
        }
    }
    if again {
        out.add("signals", "again", "");
    }
    traits.signal = asking > 0;
    traits.judgement = seen.contains(&SignalKind::Judgement);
}

fn name(kind: SignalKind) -> &'static str {
    match kind {
        SignalKind::Superlative => "superlative",
        SignalKind::Hedge => "hedge",
        SignalKind::VagueSource => "vague",
        SignalKind::Judgement => "judgement",
        SignalKind::Prediction => "prediction",
        SignalKind::Cause => "cause",
        SignalKind::Motive => "motive",
        SignalKind::Allegation => "allegation",
        SignalKind::PublicRecord => "record",
        SignalKind::Counted => "counted",
        SignalKind::VagueDate => "vague-date",
        SignalKind::Initials => "initials",
        SignalKind::LongName => "long-name",
        SignalKind::Placeholder => "placeholder",
    }
}

fn figures(read: &Read, sentence: Span, traits: &mut Traits, out: &mut impl Sink) {
    let mut any = false;
    for figure in own(read, read.figures, sentence, |it| it.span) {
        traits.figure = true;
        let kind = match figure.kind {
            FigureKind::Count => "count",
            FigureKind::Money => "money",
            FigureKind::Percent | FigureKind::Ratio => "share",
            FigureKind::Duration => "duration",
            FigureKind::Age => "age",
            FigureKind::Ordinal => "ordinal",
            FigureKind::Date => "date",
            FigureKind::Time => "time",
            FigureKind::Measure => "measure",
        };
        out.add("figure", kind, "");
        if figure.bound != Bound::Exact {
            out.add("figure", kind, "bounded");
        }
        let counts = !matches!(
            figure.kind,
            FigureKind::Date | FigureKind::Time | FigureKind::Ordinal
        );
        if counts && any {
            out.flag("figures");
        }
        any |= counts;
        if figure.kind == FigureKind::Count {
            let size = match figure.value.unwrap_or_default() {
                it if it < 5.0 => "few",
                it if it < 20.0 => "some",
                it if it < 1000.0 => "many",
                _ => "thousands",
            };
            out.add("count", size, "");
        }
    }
}

fn mentions(read: &Read, sentence: Span, out: &mut impl Sink) {
    const OPENING: usize = 4; // bytes: behind "The " it is still the subject
    let mut first = true;
    for mention in within(read.mentions, sentence, |it| it.span) {
        let kind = match mention.kind {
            ActorKind::Person => "person",
            ActorKind::Organization => "body",
            ActorKind::Place => "place",
            ActorKind::Group => "group",
        };
        let form = match mention.form {
            Form::Name => "name",
            Form::Description => "description",
            Form::Pronoun => "pronoun",
        };
        out.add("actor", kind, form);
        if first && mention.span.start < sentence.start + OPENING {
            out.add("subject", kind, form);
        }
        first = false;
        if mention.role.is_some() {
            out.flag("actor-role");
        }
    }
    if first {
        out.flag("no-actor");
    }
}

/// A rough base form: "claims", "claimed" and "claiming" are "claim".
fn stem(word: &str) -> &str {
    let long = |it: &&str| 4 <= it.len() && it.is_ascii();
    ["ings", "ing", "ed", "es", "s", "e"]
        .iter()
        .find_map(|it| word.strip_suffix(it).filter(long))
        .unwrap_or(word)
}
