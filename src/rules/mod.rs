//! The rules. Each has a file with its code and, next to it, a page that says
//! what it finds and why; the examples on the page are its tests.
//!
//! To add one: write both files, name the module below and put its `RULE` into [`ALL`].

use serde::{Deserialize, Serialize};

pub use crate::config::Severity;
use crate::{
    desk::Desk,
    span::{Edit, Span},
    story::Story,
};

/// Every rule, in the order in which the documentation lists them.
pub static ALL: &[&Rule] = &[];

pub struct Rule {
    /// The name a writer uses to switch the rule off, such as `unattributed-claim`.
    pub name: &'static str,
    pub family: Family,
    /// The severity where a check gives none of its own and the settings none.
    pub severity: Severity,
    /// The rule's page, in Markdown.
    pub docs: &'static str,
    check: fn(&Story, &Desk, &mut Findings),
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
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
    /// What the rule itself offers; citations are offered by [`actions`](crate::actions).
    pub fixes: Vec<Fix>,
}

/// A change to the draft that a writer can accept.
#[derive(Clone, Debug, PartialEq)]
pub struct Fix {
    pub title: String,
    /// Sorted, apart.
    pub edits: Vec<Edit>,
}

/// Runs every rule that the settings leave on; findings in the order of the
/// text, without those that the draft or the desk has acknowledged.
pub fn check(_story: &Story, _desk: &Desk) -> Vec<Finding> {
    todo!()
}

/// Where a rule puts what it finds.
pub struct Findings {
    pub list: Vec<Finding>,
}
