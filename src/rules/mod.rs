//! The rules. Each has a file with its code and, next to it, a page that says
//! what it finds and why; the examples on the page are its tests.
//!
//! To add one: write both files, name the module below and put its `RULE` into [`ALL`].

mod anonymous_no_reason;
mod attribution_lapsed;
mod duplicate_source;
mod figure_conflict;
mod hedge_without_source;
mod inconsistent_name;
mod late_speaker;
mod loaded_verb;
mod misquotation;
pub mod offices;
mod outdated_role;
mod placeholder;
pub mod precision;
mod records;
mod relative_date;
mod second_hand;
mod single_source;
mod source_terms_breached;
mod stale_ok;
mod superlative;
mod surname_before_full_name;
mod unarchived_link;
mod unattributed_claim;
mod unattributed_figure;
mod unattributed_quote;
mod unexplained_initials;
mod unresolved_citation;
mod unsourced_lead;
mod unused_source;
mod vague_source;

use std::path::PathBuf;

use rustc_hash::{FxHashMap, FxHashSet};
use serde::Serialize;

pub use self::records::{RecordFinding, check_records};
pub use crate::config::Severity;
use crate::{
    config::{Profile, Switch},
    desk::Desk,
    paragraph::{CueKind, Kind, NoteKind, Signal, SignalKind},
    span::{Edit, Span},
    story::{Attribution, Sentence, Status, Story},
};

/// Every rule, in the order in which the documentation lists them. Of two
/// sourcing marks in one sentence the rule that stands first here is shown.
pub static ALL: &[&Rule] = &[
    &unattributed_quote::RULE,
    &hedge_without_source::RULE,
    &vague_source::RULE,
    &anonymous_no_reason::RULE,
    &second_hand::RULE,
    &unattributed_figure::RULE,
    &superlative::RULE,
    &unattributed_claim::RULE,
    &attribution_lapsed::RULE,
    &unsourced_lead::RULE,
    &single_source::RULE,
    &late_speaker::RULE,
    &source_terms_breached::RULE,
    &misquotation::RULE,
    &unresolved_citation::RULE,
    &unused_source::RULE,
    &duplicate_source::RULE,
    &unarchived_link::RULE,
    &inconsistent_name::RULE,
    &surname_before_full_name::RULE,
    &unexplained_initials::RULE,
    &loaded_verb::RULE,
    &relative_date::RULE,
    &outdated_role::RULE,
    &figure_conflict::RULE,
    &placeholder::RULE,
    // Looks at what all the others have found.
    &stale_ok::RULE,
];

/// The rules that run only where the settings name them.
const ON_REQUEST: &[&str] = &["single-source"];

pub struct Rule {
    /// The name a writer uses to switch the rule off, such as `unattributed-claim`.
    pub name: &'static str,
    pub family: Family,
    /// The severity where a check gives none of its own and the settings none.
    pub severity: Severity,
    /// The rule's page, in Markdown.
    pub docs: &'static str,
    check: fn(&Draft, &mut Findings),
}

/// What a rule looks at.
pub struct Draft<'a> {
    pub text: &'a str,
    pub story: &'a Story,
    pub desk: &'a Desk,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(rename_all = "lowercase")]
pub enum Family {
    Sourcing,
    Quotation,
    Citation,
    Figures,
    Naming,
    Style,
}

/// Something a rule has to say about a place in the draft.
#[derive(Clone, Debug, PartialEq)]
pub struct Finding {
    pub rule: &'static str,
    pub family: Family,
    pub severity: Severity,
    pub span: Span,
    /// One line, without a full stop: what is missing and what would settle it.
    pub message: String,
    /// Other places that matter, each with what it is.
    pub related: Vec<(Span, String)>,
    /// Places in other files that matter.
    pub elsewhere: Vec<Elsewhere>,
    /// What the rule itself offers; citations are offered by [`actions`](crate::actions).
    pub fixes: Vec<Fix>,
}

/// A place in one of the desk's files.
#[derive(Clone, Debug, PartialEq)]
pub struct Elsewhere {
    pub file: PathBuf,
    pub span: Span,
    pub message: String,
}

/// A change to the draft that a writer can accept.
#[derive(Clone, Debug, PartialEq)]
pub struct Fix {
    pub title: String,
    /// Sorted, apart.
    pub edits: Vec<Edit>,
}

/// The rule of that name.
pub fn named(name: &str) -> Option<&'static Rule> {
    ALL.iter().copied().find(|it| it.name == name)
}

/// Runs every rule that the settings leave on; findings in the order of the
/// text, without those that the draft or the desk has acknowledged.
pub fn check(text: &str, story: &Story, desk: &Desk) -> Vec<Finding> {
    let draft = Draft { text, story, desk };
    let oks = oks(&draft);
    let mut list = found(&draft);
    list.retain(|it| !oks.iter().any(|ok| ok.holds(&draft, it)));
    one_a_sentence(story, &mut list);
    let quiet = desk.config.profile == Profile::Quiet;
    let loud = |it: &Finding| {
        !quiet || Severity::Warning <= it.severity || desk.config.rules.contains_key(it.rule)
    };
    list.retain(|it| loud(it));
    list.sort_by(|a, b| (a.span, a.rule).cmp(&(b.span, b.rule)));
    list
}

/// What is acknowledged, in the order of the text, each with the reason given for it.
pub fn acknowledged(text: &str, story: &Story, desk: &Desk) -> Vec<(Finding, String)> {
    let draft = Draft { text, story, desk };
    let oks = oks(&draft);
    let reason = |it: Finding| {
        let ok = oks.iter().find(|ok| ok.holds(&draft, &it))?;
        Some((it, ok.reason.to_owned()))
    };
    let mut list: Vec<_> = found(&draft).into_iter().filter_map(reason).collect();
    list.sort_by(|(a, _), (b, _)| (a.span, a.rule).cmp(&(b.span, b.rule)));
    list
}

/// All findings, in the order of [`ALL`].
fn found(draft: &Draft) -> Vec<Finding> {
    let mut findings = Findings {
        rule: ALL[0],
        list: Vec::new(),
    };
    for rule in ALL.iter().filter(|it| it.is_on(draft.desk)) {
        findings.rule = rule;
        (rule.check)(draft, &mut findings);
    }
    let mut list = findings.list;
    for finding in &mut list {
        finding.severity = weighed(finding, draft.story);
        finding.severity = severity(finding, draft.desk);
    }
    list
}

/// From this chance on, marks are right nine times in ten.
const SURE: f32 = 0.9;
/// From this chance on, marks are right more often than not.
pub const LIKELY: f32 = 0.34;

/// The rules of the family `sourcing` that are as loud as they say, whatever the
/// chance that an editor would ask.
const PLAIN: &[&str] = &["hedge-without-source", "anonymous-no-reason"];

/// No mark about a source is louder than the chance that an editor asks for one.
fn weighed(finding: &Finding, story: &Story) -> Severity {
    let plain = finding.family != Family::Sourcing
        || finding.severity == Severity::Hint
        || PLAIN.contains(&finding.rule);
    if plain {
        return finding.severity;
    }
    let around = story.sentences.get(story.sentences_in(finding.span));
    let doubts = around.into_iter().flatten().filter_map(|it| it.doubt);
    match doubts.map(|it| it.chance).fold(0., f32::max) {
        it if SURE <= it => Severity::Warning,
        it if LIKELY <= it => Severity::Information,
        _ => Severity::Hint,
    }
}

fn severity(finding: &Finding, desk: &Desk) -> Severity {
    match desk.config.rules.get(finding.rule) {
        _ if is_unalterable(finding.rule) => finding.severity,
        Some(Switch::At(severity)) => *severity,
        _ if desk.config.profile == Profile::Strict => finding.severity.max(Severity::Warning),
        _ => finding.severity,
    }
}

/// Whether settings say nothing about the rule, nor an `ok` that does not name it.
fn is_unalterable(rule: &str) -> bool {
    rule == source_terms_breached::RULE.name
}

/// Leaves one sourcing mark to each sentence, that of the first rule in [`ALL`], in
/// whose order the list is; the others go into what is related to it.
fn one_a_sentence(story: &Story, list: &mut Vec<Finding>) {
    let mut shown: FxHashMap<usize, usize> = FxHashMap::default();
    let mut kept: Vec<Finding> = Vec::with_capacity(list.len());
    for finding in list.drain(..) {
        let sentences = story.sentences_in(finding.span);
        if finding.family == Family::Sourcing && !sentences.is_empty() {
            if let Some(&first) = shown.get(&sentences.start) {
                kept[first].related.push((finding.span, finding.message));
                continue;
            }
            shown.insert(sentences.start, kept.len());
        }
        kept.push(finding);
    }
    *list = kept;
}

/// A word of the writer that a mark is fine.
struct Ok<'a> {
    /// Empty for every rule.
    rule: &'a str,
    reason: &'a str,
    place: OkPlace<'a>,
}

enum OkPlace<'a> {
    /// A comment in the draft: its own place, and what it speaks of.
    Comment { comment: Span, scope: Span },
    /// An entry in `copydesk.toml`: words of the draft.
    Words(&'a str),
}

/// The comments of the draft and the entries of the desk.
fn oks<'a>(draft: &Draft<'a>) -> Vec<Ok<'a>> {
    let story = draft.story;
    let comments = story.notes.iter().filter_map(|note| {
        let NoteKind::Ok { rule, reason } = &note.kind else {
            return None;
        };
        let (comment, scope) = (note.span, story.scope(note));
        let place = OkPlace::Comment { comment, scope };
        Some(Ok {
            rule,
            reason,
            place,
        })
    });
    let entries = draft.desk.config.ok.iter().filter_map(|it| {
        let words = Some(it.text.trim()).filter(|it| !it.is_empty())?;
        Some(Ok {
            rule: &it.rule,
            reason: &it.reason,
            place: OkPlace::Words(words),
        })
    });
    comments.chain(entries).collect()
}

impl Ok<'_> {
    fn holds(&self, draft: &Draft, finding: &Finding) -> bool {
        let blanket = self.rule.is_empty() && !is_unalterable(finding.rule);
        if !blanket && self.rule != finding.rule {
            return false;
        }
        match self.place {
            OkPlace::Comment { scope, .. } => finding.span.overlaps(scope),
            OkPlace::Words(words) => {
                let around = draft.story.sentences_in(finding.span);
                let around = draft.story.sentences.get(around).into_iter().flatten();
                let place = around.fold(finding.span, |a, b| {
                    Span::new(a.start.min(b.span.start), a.end.max(b.span.end))
                });
                place.of(draft.text).contains(words)
            }
        }
    }
}

/// Where a rule puts what it finds.
pub struct Findings {
    rule: &'static Rule,
    list: Vec<Finding>,
}

impl Findings {
    fn add(&mut self, span: Span, message: impl Into<String>) -> &mut Finding {
        let Rule {
            name,
            family,
            severity,
            ..
        } = *self.rule;
        let (message, related, elsewhere, fixes) = (message.into(), vec![], vec![], vec![]);
        self.list.push(Finding {
            rule: name,
            family,
            severity,
            span,
            message,
            related,
            elsewhere,
            fixes,
        });
        self.list.last_mut().expect("just pushed")
    }

    /// Where the sentences begin of which the rules before have something to say.
    fn marked(&self, story: &Story) -> FxHashSet<usize> {
        let sentences = self.list.iter().flat_map(|it| story.sentences_in(it.span));
        sentences.map(|it| story.sentences[it].span.start).collect()
    }
}

impl<'a> Draft<'a> {
    /// Where the first long paragraph begins: headlines and standfirsts, which are
    /// shorter, may end in a stop.
    fn body(&self) -> usize {
        const FEWEST_WORDS: usize = 20;
        let long = |it: &str| FEWEST_WORDS <= it.split_whitespace().count();
        let mut paragraphs = self.story.paragraphs.iter();
        let first = paragraphs.find(|(_, it)| it.kind == Kind::Prose && long(&it.prose));
        first.map_or(0, |(at, _)| *at)
    }

    /// The sentences in which the writer may say something in their own voice.
    fn uncited(&self) -> impl Iterator<Item = &'a Sentence> {
        let voiced = |it: &&Sentence| !matches!(it.read, Status::Carried | Status::None);
        self.story
            .sentences
            .iter()
            .filter(|it| !it.cited)
            .filter(voiced)
    }

    /// Whether what the sentence says at `place` is the writer's own: no source has
    /// been named for it, nor is it on the public record.
    fn is_own(&self, sentence: &Sentence, place: Span) -> bool {
        let mut attributions = sentence
            .attributions
            .iter()
            .map(|it| &self.story.attributions[*it]);
        !attributions.any(|it| self.covers(it, place)) && !self.on_record(sentence, place)
    }

    /// Whether `attribution` gives a source for what stands at `place`. Somebody's
    /// wish or belief vouches for nothing but itself.
    fn covers(&self, attribution: &Attribution, place: Span) -> bool {
        let told = matches!(attribution.kind, CueKind::Speech | CueKind::Document);
        let inside = attribution.content.iter().any(|it| it.contains(place));
        !attribution.source.is_empty() && (told || inside)
    }

    /// Whether what the sentence says at `place` is on the public record. What a
    /// clause says by the way (", who was elected in 2020,") vouches for itself alone.
    fn on_record(&self, sentence: &Sentence, place: Span) -> bool {
        self.signals(sentence.span, SignalKind::PublicRecord)
            .any(|it| aside(self.text, sentence.span, it.span).is_none_or(|it| it.contains(place)))
    }

    /// The signals of `kind` in `span` that are the writer's own words, not quoted ones.
    fn signals(&self, span: Span, kind: SignalKind) -> impl Iterator<Item = &'a Signal> {
        let story = self.story;
        story
            .signals_in(span)
            .iter()
            .filter(move |it| it.kind == kind && story.quotation_around(it.span).is_none())
    }
}

impl Rule {
    /// Whether it runs where the settings do not speak of it.
    pub fn is_on_by_default(&self) -> bool {
        !ON_REQUEST.contains(&self.name)
    }

    fn is_on(&self, desk: &Desk) -> bool {
        match desk.config.rules.get(self.name) {
            _ if is_unalterable(self.name) => true,
            Some(switch) => *switch != Switch::Off,
            None => self.is_on_by_default(),
        }
    }

    /// Where its page can be read.
    pub fn address(&self) -> String {
        const PAGES: &str = "https://github.com/copydesk/copydesk/blob/main/src/rules";
        format!("{PAGES}/{}.md", self.name.replace('-', "_"))
    }

    /// What it marks, in one sentence: the first paragraph of its page, on one line.
    pub fn summary(&self) -> String {
        let paragraphs = self.docs.split("\n\n").map(str::trim);
        let first = paragraphs
            .into_iter()
            .find(|it| !it.is_empty() && !it.starts_with('#'));
        first
            .unwrap_or(self.name)
            .split_whitespace()
            .collect::<Vec<_>>()
            .join(" ")
    }
}

/// The relative clause of `sentence` that `place` stands in.
fn aside(text: &str, sentence: Span, place: Span) -> Option<Span> {
    const OPENERS: [&str; 5] = [", who ", ", which ", ", whose ", ", where ", ", when "];
    let before = Span::new(sentence.start, place.start).of(text);
    let start = before.rfind(',')?;
    OPENERS
        .iter()
        .find(|it| before[start..].starts_with(**it))?;
    let behind = Span::new(place.end, sentence.end).of(text);
    let end = behind.find(',').map_or(sentence.end, |it| place.end + it);
    Some(Span::new(sentence.start + start, end))
}
