//! The desk's files beside the open drafts, as they are now. A file that is open
//! in the editor counts as it is there, saved or not, and what the editor sets
//! goes before what the files set.

use std::{
    collections::{HashMap, HashSet},
    path::{Path, PathBuf},
    sync::Arc,
};

use jiff::civil::Date;
use serde_json::Value;
use tower_lsp::lsp_types::Url;

use crate::{
    config::{STYLES, Style},
    desk::{Desk, Withheld},
    desk_files::{self, DeskFile, Files, For, Loaded, Stamp},
    sources,
    span::Span,
};

/// What an editor can set.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Settings {
    pub pause_ms: Option<u64>,
    pub citation_style: Option<Style>,
}

impl Settings {
    /// Reads what editors send, with or without a section `copydesk` round it.
    /// What is not understood is left alone.
    pub fn new(sent: &Value) -> Settings {
        let section = sent.get("copydesk").unwrap_or(sent);
        let style = section.get("citation-style").and_then(Value::as_str);
        Settings {
            pause_ms: section.get("pause-ms").and_then(Value::as_u64),
            citation_style: style
                .and_then(|name| STYLES.iter().find(|it| it.0 == name))
                .map(|it| it.1),
        }
    }
}

/// The texts of the desk's files that are open in the editor.
pub type Open = HashMap<PathBuf, String>;

#[derive(Default)]
pub struct Desks {
    /// The folders that are open in the editor.
    pub roots: Vec<PathBuf>,
    pub settings: Settings,
    known: HashMap<Whose, Known>,
    /// The drafts that have a desk of their own.
    own: HashSet<Url>,
}

/// Drafts of one folder share a desk, except those that name sources themselves.
#[derive(Clone, PartialEq, Eq, Hash)]
enum Whose {
    /// `None` where there is none.
    Folder(Option<PathBuf>),
    Draft(Url),
}

struct Known {
    desk: Arc<Desk>,
    /// What was read for it.
    files: Vec<PathBuf>,
    /// What it named beside that.
    named: Vec<PathBuf>,
    seen: Seen,
}

/// All that the desk depends on.
#[derive(PartialEq)]
struct Seen {
    stamp: Stamp,
    open: Open,
    settings: Settings,
    /// The front matter of a draft with a desk of its own.
    front: String,
    today: Date,
}

impl Desks {
    /// The desk of `draft` as it was when last looked at.
    pub fn known(&self, draft: &Url) -> Option<Arc<Desk>> {
        let known = self.known.get(&self.whose(draft));
        known.map(|it| Arc::clone(&it.desk))
    }

    /// The desk of `draft`, which says `text`, as it is now, and the files that
    /// were read anew. A desk that has not changed is the same `Arc` as before.
    pub fn look(&mut self, draft: &Url, text: &str, open: &Open) -> (Arc<Desk>, Vec<DeskFile>) {
        let front = sources::matter(text).map_or("", |it| it.0.of(text));
        let own = ["bibliography:", "references:"]
            .iter()
            .any(|it| front.contains(it));
        if own {
            self.own.insert(draft.clone());
        } else {
            self.own.remove(draft);
        }
        let whose = self.whose(draft);
        let folder = folder(draft, &self.roots);
        let root = folder.as_deref().and_then(|it| root_of(&self.roots, it));
        let before = self.known.get(&whose);
        let named = before.map_or(&[][..], |it| &it.named);
        let stamp = |named: &[PathBuf]| {
            let stamp = folder
                .as_deref()
                .map(|it| desk_files::stamp(it, root, named));
            stamp.unwrap_or_default()
        };
        let seen = |named: &[PathBuf]| Seen {
            stamp: stamp(named),
            open: open.clone(),
            settings: self.settings.clone(),
            front: if own { front.to_owned() } else { String::new() },
            today: desk_files::today(),
        };
        if let Some(before) = before.filter(|it| it.seen == seen(named)) {
            return (Arc::clone(&before.desk), Vec::new());
        }
        let read = |path: &Path| match open.get(path) {
            Some(text) => Some(Ok(text.clone())),
            None => desk_files::on_disk(path),
        };
        let files = Files {
            read: &read,
            list: &desk_files::listed,
        };
        let path = draft.to_file_path().ok().filter(|_| own);
        let loaded = folder.as_deref().map(|folder| {
            let draft = path.as_deref().map(|it| (it, text));
            desk_files::load_with(
                For {
                    folder,
                    root,
                    draft,
                },
                &files,
            )
        });
        let mut loaded: Loaded = loaded.unwrap_or_default();
        let named = loaded.named_files();
        let seen = seen(&named);
        loaded.add_hints();
        self.settings.apply(&mut loaded.desk);
        let files: Vec<PathBuf> = loaded.files.iter().map(|it| it.path.clone()).collect();
        let mut desk = Arc::new(loaded.desk);
        if let Some(before) = before {
            if before.desk == desk {
                desk = Arc::clone(&before.desk);
            }
            // What was wrong in a file that is gone is wrong no more.
            let gone = before
                .files
                .iter()
                .filter(|it| !files.contains(it))
                .cloned();
            let gone = gone.map(|path| DeskFile {
                path,
                text: String::new(),
                problems: Vec::new(),
                hints: Vec::new(),
            });
            loaded.files.extend(gone);
        }
        let known = Known {
            desk: Arc::clone(&desk),
            files,
            named,
            seen,
        };
        self.known.insert(whose, known);
        (desk, loaded.files)
    }

    fn whose(&self, draft: &Url) -> Whose {
        match self.own.get(draft) {
            Some(draft) => Whose::Draft(draft.clone()),
            None => Whose::Folder(folder(draft, &self.roots)),
        }
    }

    /// The names that must not be printed, of all desks.
    pub fn withheld(&self) -> Vec<Withheld> {
        let desks = self.known.values();
        desks.map(|it| it.desk.records.withheld().clone()).collect()
    }
}

impl Settings {
    fn apply(&self, desk: &mut Desk) {
        if let Some(pause) = self.pause_ms {
            desk.config.editor.pause_ms = pause;
        }
        if let Some(style) = self.citation_style {
            desk.config.citation.style = style;
        }
    }
}

/// Whether `uri` is one of the desk's files.
pub fn is_desk_file(uri: &Url) -> bool {
    desk_files::is_desk_file(Path::new(uri.path()))
}

/// The folder that `draft` is in; for one that is in none yet, the first open one.
pub fn folder(draft: &Url, roots: &[PathBuf]) -> Option<PathBuf> {
    let path = (draft.scheme() == "file")
        .then(|| draft.to_file_path().ok())
        .flatten();
    match path {
        Some(path) => path.parent().map(Path::to_owned),
        None => roots.first().cloned(),
    }
}

/// The one of `roots` that `folder` is in.
pub fn root_of<'a>(roots: &'a [PathBuf], folder: &Path) -> Option<&'a Path> {
    let around = roots.iter().filter(|it| folder.starts_with(it));
    around
        .max_by_key(|it| it.as_os_str().len())
        .map(PathBuf::as_path)
}

/// The end of `text`, as a place to write at.
pub fn end(text: &str) -> Span {
    Span::new(text.len(), text.len())
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn editors_send_settings_with_and_without_their_section() {
        let settings = Settings {
            pause_ms: Some(50),
            citation_style: Some(Style::Footnote),
        };
        let sent =
            json!({ "pause-ms": 50, "citation-style": "footnote", "trace": { "server": "off" } });
        assert_eq!(Settings::new(&sent), settings);
        assert_eq!(Settings::new(&json!({ "copydesk": sent })), settings);
        for odd in [
            json!(null),
            json!([]),
            json!({ "copydesk": 3, "pause-ms": "long" }),
        ] {
            assert_eq!(Settings::new(&odd), Settings::default());
        }
    }
}
