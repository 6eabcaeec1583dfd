//! The settings of `copydesk.toml`. Every setting has a default, stands with it
//! in `config.toml`, and an error in one leaves the others in force.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::{
    fields::{self, Fields, Problem},
    span::Span,
};

/// The commented default settings, as `copydesk init` writes them.
pub const DEFAULTS: &str = include_str!("config.toml");

/// The JSON schema of the settings, for editors that complete and check TOML by one.
pub const SCHEMA: &str = include_str!("config.schema.json");

/// The settings of copydesk, for the drafts beside and below this file.
#[derive(Clone, Debug, PartialEq)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[cfg_attr(
    test,
    schemars(rename_all = "kebab-case", default, deny_unknown_fields)
)]
pub struct Config {
    /// Which rules are on and how loud they are, before `[rules]` changes single ones.
    pub profile: Profile,
    /// `copydesk check` exits with 1 if it finds anything this severe or more.
    pub fail_level: Severity,
    /// Single rules: a severity, "off", or "on" for the rule's own severity.
    pub rules: BTreeMap<String, Switch>,
    /// How a source is cited.
    pub citation: Citation,
    /// What an editor shows while a draft is being written.
    pub editor: Editor,
    /// What this newsroom takes as known.
    pub house: House,
    /// What this newsroom knows beyond its own people.
    pub knowledge: Knowledge,
    /// Marks that have been looked at and are accepted.
    pub ok: Vec<Acknowledgement>,
}

impl Default for Config {
    fn default() -> Config {
        Config {
            profile: Profile::Default,
            fail_level: Severity::Warning,
            rules: BTreeMap::new(),
            citation: Citation::default(),
            editor: Editor::default(),
            house: House::default(),
            knowledge: Knowledge::default(),
            ok: Vec::new(),
        }
    }
}

/// Which rules are on and how loud they are.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[cfg_attr(test, schemars(rename_all = "kebab-case"))]
pub enum Profile {
    /// Every rule with its own severity.
    #[default]
    Default,
    /// Everything counts: hints and information become warnings.
    Strict,
    /// Warnings and errors only.
    Quiet,
}

/// Ordered from the least to the most severe.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(rename_all = "lowercase")]
pub enum Severity {
    Hint,
    Information,
    Warning,
    Error,
}

/// What `[rules]` says of a rule.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[cfg_attr(test, schemars(rename_all = "lowercase"))]
pub enum Switch {
    Off,
    /// With the rule's own severity, also where the profile leaves it out.
    On,
    #[cfg_attr(test, schemars(untagged))]
    At(Severity),
}

/// How a source is cited.
#[derive(Clone, Debug, PartialEq)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[cfg_attr(
    test,
    schemars(rename_all = "kebab-case", default, deny_unknown_fields)
)]
pub struct Citation {
    /// The style that is offered first.
    pub style: Style,
    /// The styles that are offered at all.
    pub styles: Vec<Style>,
}

impl Default for Citation {
    fn default() -> Citation {
        Citation {
            style: Style::Phrase,
            styles: STYLES.iter().map(|(_, style)| *style).collect(),
        }
    }
}

/// How a citation is written into a draft.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[cfg_attr(test, schemars(rename_all = "kebab-case"))]
pub enum Style {
    /// `…, according to the harbor office.` or `…, Weller said.`
    Phrase,
    /// `… [@harbor-report].`
    Pandoc,
    /// `….[^harbor-report]`, with its text at the end of the draft.
    Footnote,
    /// `[some words](https://…)`
    Link,
    /// `<!-- src: harbor-report -->`
    Comment,
    /// A question to the desk: `{==some words==}{>>source?<<}`
    Query,
    /// `(TK source)`
    Placeholder,
}

/// What an editor shows while a draft is being written.
#[derive(Clone, Debug, PartialEq)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[cfg_attr(
    test,
    schemars(rename_all = "kebab-case", default, deny_unknown_fields)
)]
pub struct Editor {
    /// How long, in milliseconds, a new mark in the sentence being typed waits for a pause.
    pub pause_ms: u64,
    /// Whether the text says behind a "she said" who that is and behind "Wednesday" the day.
    pub inlay_hints: bool,
    /// Whether sources, cues, quotations and figures have colours.
    pub semantic_tokens: bool,
}

impl Default for Editor {
    fn default() -> Editor {
        Editor {
            pause_ms: 300,
            inlay_hints: false,
            semantic_tokens: false,
        }
    }
}

/// What this newsroom takes as known.
#[derive(Clone, Debug, Default, PartialEq)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[cfg_attr(
    test,
    schemars(rename_all = "kebab-case", default, deny_unknown_fields)
)]
pub struct House {
    /// Initials that need no explanation, beside NATO, U.S., FBI and the like.
    pub initials: Vec<String>,
    /// People known by one name.
    pub one_name: Vec<String>,
    /// Words that stand for something still to come, beside TK and XXX.
    pub placeholders: Vec<String>,
}

/// What this newsroom knows beyond its own people.
#[derive(Clone, Debug, Default, PartialEq)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[cfg_attr(
    test,
    schemars(rename_all = "kebab-case", default, deny_unknown_fields)
)]
pub struct Knowledge {
    /// A folder of TOML files in the form of people.toml, or of CSV files, relative to this file.
    pub packs: Option<String>,
}

/// A mark that has been looked at and is accepted.
#[derive(Clone, Debug, PartialEq)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[cfg_attr(test, schemars(rename_all = "kebab-case", deny_unknown_fields))]
pub struct Acknowledgement {
    /// The rule whose mark it is.
    pub rule: String,
    /// Words of the draft that the mark is on.
    pub text: String,
    /// Why it may stay.
    pub reason: String,
    /// Where it has lines of its own in the file, their place and what they say.
    #[cfg_attr(test, schemars(skip))]
    pub lines: Option<(Span, String)>,
}

pub const PROFILES: &[(&str, Profile)] = &[
    ("default", Profile::Default),
    ("strict", Profile::Strict),
    ("quiet", Profile::Quiet),
];

pub const SEVERITIES: &[(&str, Severity)] = &[
    ("hint", Severity::Hint),
    ("information", Severity::Information),
    ("warning", Severity::Warning),
    ("error", Severity::Error),
];

pub const STYLES: &[(&str, Style)] = &[
    ("phrase", Style::Phrase),
    ("pandoc", Style::Pandoc),
    ("footnote", Style::Footnote),
    ("link", Style::Link),
    ("comment", Style::Comment),
    ("query", Style::Query),
    ("placeholder", Style::Placeholder),
];

const SWITCHES: &[(&str, Switch)] = &[
    ("off", Switch::Off),
    ("hint", Switch::At(Severity::Hint)),
    ("information", Switch::At(Severity::Information)),
    ("warning", Switch::At(Severity::Warning)),
    ("error", Switch::At(Severity::Error)),
    ("on", Switch::On),
];

/// Reads the text of a `copydesk.toml`. `rules` are the names that `[rules]`
/// and `[[ok]]` may hold; a name that is none of them is a problem.
pub fn parse(text: &str, rules: &[&'static str]) -> (Config, Vec<Problem>) {
    let (document, mut problems) = fields::document(text);
    let mut config = Config::default();
    let mut top = Fields::new(&document);
    if let Some(profile) = top.choice("profile", PROFILES) {
        config.profile = profile;
    }
    if let Some(severity) = top.choice("fail-level", SEVERITIES) {
        config.fail_level = severity;
    }
    if let Some((table, _)) = top.table("rules") {
        let mut fields = Fields::new(table);
        for &rule in rules {
            if let Some(switch) = fields.choice(rule, SWITCHES) {
                config.rules.insert(rule.to_string(), switch);
            }
        }
        problems.extend(fields.finish("rule"));
    }
    if let Some((table, _)) = top.table("citation") {
        let mut fields = Fields::new(table);
        if let Some(style) = fields.choice("style", STYLES) {
            config.citation.style = style;
        }
        if let Some(styles) = fields.choices("styles", STYLES) {
            config.citation.styles = styles;
        }
        problems.extend(fields.finish("setting"));
    }
    if let Some((table, _)) = top.table("editor") {
        let mut fields = Fields::new(table);
        if let Some((pause, _)) = fields.number("pause-ms") {
            config.editor.pause_ms = pause;
        }
        if let Some(shown) = fields.flag("inlay-hints") {
            config.editor.inlay_hints = shown;
        }
        if let Some(shown) = fields.flag("semantic-tokens") {
            config.editor.semantic_tokens = shown;
        }
        problems.extend(fields.finish("setting"));
    }
    if let Some((table, _)) = top.table("house") {
        let mut fields = Fields::new(table);
        let words = |list: Option<Vec<(String, _)>>| {
            list.unwrap_or_default()
                .into_iter()
                .map(|(word, _)| word)
                .collect()
        };
        config.house = House {
            initials: words(fields.texts("initials")),
            one_name: words(fields.texts("one-name")),
            placeholders: words(fields.texts("placeholders")),
        };
        problems.extend(fields.finish("setting"));
    }
    if let Some((table, _)) = top.table("knowledge") {
        let mut fields = Fields::new(table);
        config.knowledge.packs = fields.text("packs").map(|it| it.0);
        problems.extend(fields.finish("setting"));
    }
    for (table, place) in top.tables("ok") {
        let mut fields = Fields::new(table);
        let (rule, words, reason) = (
            fields.text("rule"),
            fields.text("text"),
            fields.text("reason"),
        );
        match (rule, words, reason) {
            (Some((rule, at)), Some((words, _)), Some((reason, _))) => {
                if !rules.contains(&rule.as_str()) {
                    let hint = fields::did_you_mean(&rule, rules.iter().copied());
                    fields.report(at, format!("no such rule{hint}"));
                }
                config.ok.push(Acknowledgement {
                    rule,
                    text: words,
                    reason,
                    lines: lines(text, place),
                });
            }
            _ => fields.report(
                place,
                "an `[[ok]]` has a `rule`, the `text` it is on, and a `reason`",
            ),
        }
        problems.extend(fields.finish("setting"));
    }
    problems.extend(top.finish("setting"));
    (config, fields::in_order(text, problems))
}

/// The lines of the `[[ok]]` at `place`, up to the next table.
fn lines(text: &str, place: Span) -> Option<(Span, String)> {
    let start = text[..place.start].rfind('\n').map_or(0, |it| it + 1);
    let mut end = start;
    for (i, line) in text[start..].split_inclusive('\n').enumerate() {
        let heads = line.trim_start().starts_with('[');
        if 0 < i && heads {
            break;
        }
        // A text of several lines may hold anything.
        if heads != (i == 0) || line.contains("\"\"\"") || line.contains("'''") {
            return None;
        }
        end += line.len();
    }
    Some((Span::new(start, end), text[start..end].to_owned()))
}

#[cfg(test)]
mod tests;
