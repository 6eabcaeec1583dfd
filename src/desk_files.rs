//! Finding and reading the desk's files, for the command line and the editors:
//! the nearest `copydesk.toml` and every `sources.toml` upward from a draft.
//!
//! Upward ends at the root that is given, at the folder of a repository (`.git`),
//! or at the top of the file system, whichever comes first.

use std::{
    path::{Path, PathBuf},
    time::SystemTime,
};

use crate::{
    config::{self, Config},
    desk::Desk,
    rules,
    sources::{self, Problem},
    span::Span,
};

pub const CONFIG_FILE: &str = "copydesk.toml";
pub const SOURCES_FILE: &str = "sources.toml";

/// A desk, and what its files are like.
#[derive(Debug, Default)]
pub struct Loaded {
    pub desk: Desk,
    /// The files that were read, those without problems too (so that old marks in them can go).
    pub files: Vec<DeskFile>,
}

/// One of the desk's files, as it was read. Its text can hold names that must
/// not be shown, so its debug form leaves it out.
pub struct DeskFile {
    pub path: PathBuf,
    pub text: String,
    /// In the order of the text.
    pub problems: Vec<Problem>,
}

/// Everything that says whether the desk's files are still the same: each place
/// where one is or could be, with its time and length.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Stamp(Vec<(PathBuf, Option<(SystemTime, u64)>)>);

/// The desk of the drafts in `folder`, read from disk.
pub fn load(folder: &Path, root: Option<&Path>) -> Loaded {
    load_with(folder, root, &on_disk)
}

/// What the file at `path` holds on disk.
pub fn on_disk(path: &Path) -> Option<Result<String, String>> {
    match std::fs::read(path) {
        Ok(bytes) => {
            Some(String::from_utf8(bytes).map_err(|_| "this file is not UTF-8".to_string()))
        }
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => None,
        Err(error) => Some(Err(format!("this file cannot be read: {}", error.kind()))),
    }
}

/// What a file holds: `None` where there is none, `Err` with a message where it cannot be read.
pub type Read<'a> = &'a dyn Fn(&Path) -> Option<Result<String, String>>;

/// Like [`load`], with the texts from `read`, so that an editor's unsaved ones can count.
pub fn load_with(folder: &Path, root: Option<&Path>, read: Read) -> Loaded {
    let mut loaded = Loaded::default();
    let mut records = Vec::new();
    for folder in upward(folder, root) {
        if loaded.desk.config_file.is_none() {
            let path = folder.join(CONFIG_FILE);
            if let Some(text) = read(&path) {
                let (config, file) = read_config(path.clone(), text);
                loaded.desk.config = config;
                loaded.desk.config_file = Some(path);
                loaded.files.push(file);
            }
        }
        let path = folder.join(SOURCES_FILE);
        if let Some(text) = read(&path) {
            let (list, file) = read_sources(path.clone(), text);
            records.push(list);
            loaded.desk.sources_files.push(path);
            loaded.files.push(file);
        }
    }
    (loaded.desk.origins, loaded.desk.records) = sources::merge(records).into_iter().unzip();
    loaded
}

/// The desk's files as they are on disk now; a later one that is unequal says
/// that they have changed.
pub fn stamp(folder: &Path, root: Option<&Path>) -> Stamp {
    let mut seen = Vec::new();
    for folder in upward(folder, root) {
        for name in [CONFIG_FILE, SOURCES_FILE] {
            let path = folder.join(name);
            let state = std::fs::metadata(&path)
                .ok()
                .map(|it| (it.modified().unwrap_or(SystemTime::UNIX_EPOCH), it.len()));
            seen.push((path, state));
        }
    }
    Stamp(seen)
}

/// Where new source records for the drafts in `folder` go: the nearest file there is, else one beside the draft.
pub fn sources_file(desk: &Desk, folder: &Path) -> PathBuf {
    desk.sources_files
        .first()
        .cloned()
        .unwrap_or_else(|| folder.join(SOURCES_FILE))
}

/// Where new settings for the drafts in `folder` go.
pub fn config_file(desk: &Desk, folder: &Path) -> PathBuf {
    desk.config_file
        .clone()
        .unwrap_or_else(|| folder.join(CONFIG_FILE))
}

fn upward<'a>(folder: &'a Path, root: Option<&'a Path>) -> Vec<&'a Path> {
    let mut folders = Vec::new();
    for folder in folder.ancestors().filter(|it| !it.as_os_str().is_empty()) {
        folders.push(folder);
        if root == Some(folder) || folder.join(".git").exists() {
            break;
        }
    }
    folders
}

fn read_config(path: PathBuf, text: Result<String, String>) -> (Config, DeskFile) {
    let names: Vec<&'static str> = rules::ALL.iter().map(|it| it.name).collect();
    match text {
        Ok(text) => {
            let (config, problems) = config::parse(&text, &names);
            (
                config,
                DeskFile {
                    path,
                    text,
                    problems,
                },
            )
        }
        Err(message) => (Config::default(), unreadable(path, message)),
    }
}

fn read_sources(path: PathBuf, text: Result<String, String>) -> (Vec<sources::Record>, DeskFile) {
    match text {
        Ok(text) => {
            let (records, problems) = sources::parse(&text);
            (
                records,
                DeskFile {
                    path,
                    text,
                    problems,
                },
            )
        }
        Err(message) => (Vec::new(), unreadable(path, message)),
    }
}

fn unreadable(path: PathBuf, message: String) -> DeskFile {
    let problems = vec![Problem {
        span: Span::new(0, 0),
        message,
    }];
    DeskFile {
        path,
        text: String::new(),
        problems,
    }
}

impl std::fmt::Debug for DeskFile {
    fn fmt(&self, f: &mut std::fmt::Formatter) -> std::fmt::Result {
        f.debug_struct("DeskFile")
            .field("path", &self.path)
            .field("problems", &self.problems)
            .finish_non_exhaustive()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const FILES: &[(&str, &str)] = &[
        ("/desk/copydesk.toml", "fail-level = 'hint'"),
        (
            "/desk/sources.toml",
            "[[source]]\nid = 'a'\nkind = 'wire'\npublisher = 'Far'\n[[source]]\nid = 'b'\nkind = 'wire'\npublisher = 'Far'",
        ),
        (
            "/desk/coast/copydesk.toml",
            "fail-level = 'error'\nfial-level = 1",
        ),
        (
            "/desk/coast/sources.toml",
            "[[source]]\nid = 'a'\nkind = 'wire'\npublisher = 'Near'",
        ),
    ];

    fn loaded(folder: &str, root: Option<&str>) -> Loaded {
        load_with(Path::new(folder), root.map(Path::new), &|path| {
            FILES
                .iter()
                .find(|(it, _)| path == Path::new(it))
                .map(|(_, text)| Ok(text.to_string()))
        })
    }

    #[test]
    fn the_nearest_settings_and_all_the_records() {
        let Loaded { desk, files } = loaded("/desk/coast/ships", None);
        assert_eq!(desk.config.fail_level, config::Severity::Error);
        assert_eq!(
            desk.config_file.as_deref(),
            Some(Path::new("/desk/coast/copydesk.toml"))
        );
        let near = desk.place("a").unwrap();
        assert_eq!(
            near,
            (
                &PathBuf::from("/desk/coast/sources.toml"),
                Span::new(16, 19)
            )
        );
        assert_eq!(desk.place("b").unwrap().0, Path::new("/desk/sources.toml"));
        let marked: Vec<usize> = files.iter().map(|it| it.problems.len()).collect();
        assert_eq!(marked, [1, 0, 0]);
    }

    #[test]
    fn nothing_above_the_root() {
        let Loaded { desk, .. } = loaded("/desk/coast", Some("/desk/coast"));
        assert_eq!(desk.records.len(), 1);
        assert_eq!(desk.sources_files.len(), 1);
    }

    #[test]
    fn a_file_that_cannot_be_read_is_said_in_its_place() {
        let Loaded { desk, files } = load_with(Path::new("/x"), None, &|path| {
            (path == Path::new("/x/sources.toml"))
                .then(|| Err("this file is not UTF-8".to_string()))
        });
        assert_eq!(desk.sources_files, [Path::new("/x/sources.toml")]);
        assert_eq!(files[0].problems[0].message, "this file is not UTF-8");
    }

    #[test]
    fn a_change_on_disk_shows_in_the_stamp() {
        let folder = std::env::temp_dir().join(format!("copydesk-stamp-{}", std::process::id()));
        std::fs::create_dir_all(&folder).unwrap();
        let before = stamp(&folder, Some(&folder));
        assert_eq!(before, stamp(&folder, Some(&folder)));
        std::fs::write(
            folder.join(SOURCES_FILE),
            "[[source]]\nid = 'a'\nkind = 'wire'\ntitle = 'A'",
        )
        .unwrap();
        assert_ne!(before, stamp(&folder, Some(&folder)));
        assert_eq!(load(&folder, Some(&folder)).desk.records.len(), 1);
        std::fs::remove_dir_all(&folder).unwrap();
    }
}
