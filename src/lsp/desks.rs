//! The desk's files beside the open drafts, as they are now. A file that is open
//! in the editor counts as it is there, saved or not, and what the editor sets
//! goes before what the files set.

use std::{
    collections::HashMap,
    path::{Path, PathBuf},
    sync::Arc,
};

use serde_json::Value;
use tower_lsp::lsp_types::Url;

use crate::{
    config::{STYLES, Style},
    desk::Desk,
    desk_files::{self, CONFIG_FILE, DeskFile, SOURCES_FILE, Stamp},
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
    /// By the folder of the drafts; `None` where there is none.
    known: HashMap<Option<PathBuf>, Known>,
}

struct Known {
    desk: Arc<Desk>,
    /// What was read for it.
    files: Vec<PathBuf>,
    seen: Seen,
}

/// All that the desk depends on.
#[derive(PartialEq)]
struct Seen {
    stamp: Stamp,
    open: Open,
    settings: Settings,
}

impl Desks {
    /// The desk of `draft` as it was when last looked at.
    pub fn known(&self, draft: &Url) -> Option<Arc<Desk>> {
        self.known
            .get(&folder(draft, &self.roots))
            .map(|it| Arc::clone(&it.desk))
    }

    /// The desk of `draft` as it is now, and the files that were read anew. A
    /// desk that has not changed is the same `Arc` as before.
    pub fn look(&mut self, draft: &Url, open: &Open) -> (Arc<Desk>, Vec<DeskFile>) {
        let folder = folder(draft, &self.roots);
        let root = folder.as_deref().and_then(|it| self.root_of(it));
        let stamp = folder
            .as_deref()
            .map(|it| desk_files::stamp(it, root))
            .unwrap_or_default();
        let seen = Seen {
            stamp,
            open: open.clone(),
            settings: self.settings.clone(),
        };
        let before = self.known.get(&folder);
        if let Some(before) = before.filter(|it| it.seen == seen) {
            return (Arc::clone(&before.desk), Vec::new());
        }
        let read = |path: &Path| match open.get(path) {
            Some(text) => Some(Ok(text.clone())),
            None => desk_files::on_disk(path),
        };
        let loaded = folder
            .as_deref()
            .map(|it| desk_files::load_with(it, root, &read));
        let mut loaded = loaded.unwrap_or_default();
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
            });
            loaded.files.extend(gone);
        }
        self.known.insert(
            folder,
            Known {
                desk: Arc::clone(&desk),
                files,
                seen,
            },
        );
        (desk, loaded.files)
    }

    /// The open folder that `folder` is in.
    fn root_of(&self, folder: &Path) -> Option<&Path> {
        let around = self.roots.iter().filter(|it| folder.starts_with(it));
        around
            .max_by_key(|it| it.as_os_str().len())
            .map(PathBuf::as_path)
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
    let name = uri.path_segments().and_then(|mut it| it.next_back());
    matches!(name, Some(CONFIG_FILE | SOURCES_FILE))
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
