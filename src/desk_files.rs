//! Finding and reading the desk's files, for the command line and the editors:
//! the nearest `copydesk.toml`, every file of records upward from a draft, the
//! transcripts that records name, and what the draft's own front matter names.
//!
//! Upward ends at the root that is given, at the folder of a repository (`.git`),
//! or at the top of the file system, whichever comes first.

use std::{
    path::{Path, PathBuf},
    sync::Arc,
    time::SystemTime,
};

use jiff::civil::Date;
use rustc_hash::FxHashMap;

use crate::{
    config::{self, Config},
    desk::{Desk, Entry, people},
    draft_files,
    rules::{self, RecordFinding},
    sources::{self, Problem, Record, Transcript},
    span::Span,
};

pub const CONFIG_FILE: &str = "copydesk.toml";
pub const SOURCES_FILE: &str = "sources.toml";
pub const PEOPLE_FILE: &str = "people.toml";
pub const ORGS_FILE: &str = "orgs.toml";
/// Where source notes lie, below a folder of drafts.
pub const NOTES_FOLDER: &str = "sources";

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
    /// What the rules on records say, each at its place in the text.
    pub hints: Vec<(Span, RecordFinding)>,
}

/// Everything that says whether the desk's files are still the same: each place
/// where one is or could be, with its time and length.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Stamp(Vec<(PathBuf, Option<(SystemTime, u64)>)>);

/// A draft that has a desk: its folder, and what in it names more files.
#[derive(Clone, Copy)]
pub struct For<'a> {
    pub folder: &'a Path,
    /// Where to look no further upward.
    pub root: Option<&'a Path>,
    /// The draft itself: where it is and what it says.
    pub draft: Option<(&'a Path, &'a str)>,
}

/// The desk of a draft, read from disk.
pub fn load(draft: For) -> Loaded {
    load_with(
        draft,
        &Files {
            read: &on_disk,
            list: &listed,
        },
    )
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

/// The day it is here.
pub fn today() -> Date {
    jiff::Zoned::now().date()
}

/// The files in `folder`.
pub fn listed(folder: &Path) -> Vec<PathBuf> {
    let entries = std::fs::read_dir(folder).into_iter().flatten().flatten();
    entries.map(|it| it.path()).collect()
}

/// Where files come from: the disk, or an editor's unsaved texts before it.
pub struct Files<'a> {
    /// What a file holds: `None` where there is none, `Err` with a message where it cannot be read.
    pub read: &'a dyn Fn(&Path) -> Option<Result<String, String>>,
    pub list: &'a dyn Fn(&Path) -> Vec<PathBuf>,
}

/// Like [`load`], with the texts from `files`.
pub fn load_with(draft: For, files: &Files) -> Loaded {
    let mut loaded = Loaded::default();
    loaded.desk.today = Some(today());
    let mut lists: Vec<(PathBuf, Vec<Record>)> = Vec::new();
    if let Some((path, text)) = draft.draft {
        front_matter(path, text, &mut loaded, &mut lists, files);
    }
    let mut entries: Vec<Entry> = Vec::new();
    let front: Vec<PathBuf> = lists.iter().map(|it| it.0.clone()).collect();
    for folder in upward(draft.folder, draft.root) {
        if loaded.desk.config_file.is_none() {
            let path = folder.join(CONFIG_FILE);
            if let Some(text) = (files.read)(&path) {
                let (config, file) = read_config(path.clone(), text);
                loaded.desk.config = config;
                loaded.desk.config_file = Some(path);
                loaded.files.push(file);
            }
        }
        for name in [PEOPLE_FILE, ORGS_FILE] {
            let path = folder.join(name);
            let Some(text) = (files.read)(&path) else {
                continue;
            };
            let (list, file) = read_people(path.clone(), text);
            entries.extend(list);
            loaded.files.push(file);
            if name == PEOPLE_FILE {
                loaded.desk.people_file.get_or_insert(path);
            }
        }
        let mut here: FxHashMap<String, PathBuf> = FxHashMap::default();
        for path in sources_in(folder, files.list) {
            if front.contains(&path) {
                continue;
            }
            let Some(text) = (files.read)(&path) else {
                continue;
            };
            let (list, mut file) = read_sources(path.clone(), text);
            for record in &list {
                let name = |it: &Path| it.file_name().map(|it| it.display().to_string());
                if let Some(first) = here.get(&record.id).and_then(|it| name(it)) {
                    let message =
                        format!("{first} has a record with this key too; that one counts");
                    file.problems.push(Problem {
                        span: record.span,
                        message,
                    });
                } else {
                    here.insert(record.id.clone(), path.clone());
                }
            }
            loaded.files.push(file);
            lists.push((path, list));
        }
    }
    for path in packs(&loaded.desk, files.list) {
        if let Some(text) = (files.read)(&path) {
            let (mut list, file) = read_people(path, text);
            list.iter_mut().for_each(|it| it.is_packed = true);
            entries.extend(list);
            loaded.files.push(file);
        }
    }
    loaded.desk.people = entries.into();
    merge(lists, &mut loaded.desk);
    transcripts(&mut loaded, files);
    loaded
}

/// The files of entries in the folder that the settings name.
fn packs(desk: &Desk, list: &dyn Fn(&Path) -> Vec<PathBuf>) -> Vec<PathBuf> {
    let mut found = packs_folder(desk).map_or(Vec::new(), |it| list(&it));
    found.retain(|it| ends_with(it, ".toml") || ends_with(it, ".csv"));
    found.sort();
    found
}

fn packs_folder(desk: &Desk) -> Option<PathBuf> {
    let packs = desk.config.knowledge.packs.as_ref()?;
    Some(desk.config_file.as_ref()?.parent()?.join(packs))
}

/// What the front matter of the draft at `path` brings.
fn front_matter(
    path: &Path,
    text: &str,
    loaded: &mut Loaded,
    lists: &mut Vec<(PathBuf, Vec<Record>)>,
    files: &Files,
) {
    let front = sources::front(text);
    loaded.desk.front_problems = front.problems;
    if !front.records.is_empty() {
        lists.push((path.to_owned(), front.records));
    }
    for (name, span) in front.bibliographies {
        let named = path.parent().unwrap_or(path).join(&name);
        match (files.read)(&named) {
            Some(text) => {
                let (list, file) = read_sources(named.clone(), text);
                loaded.files.push(file);
                lists.push((named, list));
            }
            None => loaded.desk.front_problems.push(Problem {
                span,
                message: "there is no such file; it is looked for beside the draft".to_owned(),
            }),
        }
    }
}

/// Puts the records of all files together; where two have the same key, the nearer one's counts.
fn merge(nearest_first: Vec<(PathBuf, Vec<Record>)>, desk: &mut Desk) {
    let mut seen = rustc_hash::FxHashSet::default();
    let mut merged = Vec::new();
    for (file, (path, records)) in nearest_first.into_iter().enumerate() {
        for record in records {
            if seen.insert(record.id.clone()) {
                merged.push(record);
                desk.origins.push(file);
            }
        }
        desk.sources_files.push(path);
    }
    desk.records = merged.into();
}

/// Reads the transcripts that records name or hold, and what records quote themselves.
fn transcripts(loaded: &mut Loaded, files: &Files) {
    let desk = &mut loaded.desk;
    let places = loaded.files.iter().enumerate();
    let places: FxHashMap<PathBuf, usize> = places.map(|(i, it)| (it.path.clone(), i)).collect();
    for (i, record) in desk.records.iter().enumerate() {
        let origin = &desk.sources_files[desk.origins[i]];
        let own = places.get(origin).map(|i| &mut loaded.files[*i]);
        let transcript = if let Some(named) = &record.file {
            let path = origin.parent().unwrap_or(origin).join(&named.path);
            match (files.read)(&path) {
                Some(Ok(text)) => {
                    let all = Span::new(0, text.len());
                    Transcript::new(Some(path), text, all)
                }
                other => {
                    let missing = "there is no such file; it is looked for beside this one";
                    let why = other.map_or(missing.to_owned(), |it| it.err().unwrap_or_default());
                    let span = named.place;
                    if let Some(file) = own {
                        file.problems.push(Problem { span, message: why });
                    }
                    continue;
                }
            }
        } else if let (Some(body), Some(file)) = (record.body, own) {
            Transcript::new(Some(file.path.clone()), file.text.clone(), body)
        } else if !record.quotes.is_empty() {
            let texts: Vec<&str> = record.quotes.iter().map(|it| &*it.text).collect();
            let text = texts.join("\n\n");
            let all = Span::new(0, text.len());
            Transcript::new(None, text, all)
        } else {
            continue;
        };
        desk.transcripts.insert(i, Arc::new(transcript));
    }
    for file in &mut loaded.files {
        file.problems.sort_by_key(|it| it.span);
    }
}

/// The files of records that stand in `folder`, in the order in which they count.
fn sources_in(folder: &Path, list: &dyn Fn(&Path) -> Vec<PathBuf>) -> Vec<PathBuf> {
    let sorted = |folder: &Path, wanted: fn(&Path) -> bool| {
        let mut found: Vec<PathBuf> = list(folder).into_iter().filter(|it| wanted(it)).collect();
        found.sort();
        found
    };
    let mut found = vec![folder.join(SOURCES_FILE)];
    let mut others = sorted(folder, is_bibliography);
    // BibTeX knows less of a source than CSL does.
    others.sort_by_key(|it| it.extension().is_some_and(|it| it == "bib"));
    found.extend(others);
    found.extend(sorted(&folder.join(NOTES_FOLDER), |it| {
        ends_with(it, ".md")
    }));
    found
}

/// Whether the name alone says that the file has records in CSL-JSON or BibTeX.
fn is_bibliography(path: &Path) -> bool {
    ends_with(path, ".csl.json")
        || ends_with(path, ".bib")
        || path.file_name().is_some_and(|it| it == "references.json")
}

fn ends_with(path: &Path, end: &str) -> bool {
    let name = path.file_name().and_then(|it| it.to_str());
    name.is_some_and(|it| it.ends_with(end) && !it.starts_with('.'))
}

/// Whether `path` is one of the desk's files, by its name and folder.
pub fn is_desk_file(path: &Path) -> bool {
    let named = |it: &str| path.file_name().is_some_and(|name| name == it);
    let folder = path.parent().and_then(Path::file_name);
    [CONFIG_FILE, SOURCES_FILE, PEOPLE_FILE, ORGS_FILE]
        .into_iter()
        .any(named)
        || is_bibliography(path)
        || (folder.is_some_and(|it| it == NOTES_FOLDER) && ends_with(path, ".md"))
}

/// The desk's files as they are on disk now; a later one that is unequal says
/// that they have changed. `more`: files that the last reading of the desk found.
pub fn stamp(folder: &Path, root: Option<&Path>, more: &[PathBuf]) -> Stamp {
    let mut seen = Vec::new();
    let state = |path: PathBuf| {
        let state = std::fs::metadata(&path)
            .ok()
            .map(|it| (it.modified().unwrap_or(SystemTime::UNIX_EPOCH), it.len()));
        (path, state)
    };
    for folder in upward(folder, root) {
        let ours = [CONFIG_FILE, PEOPLE_FILE, ORGS_FILE];
        seen.extend(ours.map(|it| state(folder.join(it))));
        seen.extend(sources_in(folder, &listed).into_iter().map(state));
    }
    seen.extend(more.iter().cloned().map(state));
    Stamp(seen)
}

impl Loaded {
    /// Puts what the rules on records say into the files.
    pub fn add_hints(&mut self) {
        let desk = &self.desk;
        for found in rules::check_records(desk, &drafts_on_disk(desk)) {
            let path = &desk.sources_files[desk.origins[found.record]];
            let span = desk.records[found.record].span;
            if let Some(file) = self.files.iter_mut().find(|it| it.path == *path) {
                file.hints.push((span, found));
            }
        }
    }

    /// The files that this desk is made from beside those that [`stamp`] finds
    /// by itself, also those that are missing.
    pub fn named_files(&self) -> Vec<PathBuf> {
        let desk = &self.desk;
        let of_record = |(i, it): (usize, &Record)| {
            let folder = desk.sources_files[desk.origins[i]].parent()?;
            Some(folder.join(&it.file.as_ref()?.path))
        };
        let transcripts = desk.records.iter().enumerate().filter_map(of_record);
        let folder = packs_folder(desk);
        let in_packs = |it: &&DeskFile| it.path.parent() == folder.as_deref();
        let packs = self.files.iter().filter(in_packs).map(|it| it.path.clone());
        let packs = packs.chain(folder.clone());
        transcripts
            .chain(desk.sources_files.iter().cloned())
            .chain(packs)
            .collect()
    }
}

/// The drafts beside and below the desk's own files of records, as they were
/// saved; none where there are too many to look at.
pub fn drafts_on_disk(desk: &Desk) -> Vec<String> {
    const MOST: usize = 300;
    let own = desk
        .sources_files
        .iter()
        .filter(|it| it.ends_with(SOURCES_FILE));
    let folders = own.filter_map(|it| it.parent());
    let mut drafts = Vec::new();
    for (_, paths) in folders.flat_map(draft_files::below).take(MOST).flatten() {
        drafts.extend(paths.iter().filter_map(|it| on_disk(it)?.ok()));
        if MOST < drafts.len() {
            return Vec::new();
        }
    }
    drafts
}

/// Where new source records for the drafts in `folder` go: the nearest `sources.toml`, else one beside the draft.
pub fn sources_file(desk: &Desk, folder: &Path) -> PathBuf {
    let ours = desk
        .sources_files
        .iter()
        .find(|it| it.ends_with(SOURCES_FILE));
    ours.cloned().unwrap_or_else(|| folder.join(SOURCES_FILE))
}

/// Where new people for the drafts in `folder` go.
pub fn people_file(desk: &Desk, folder: &Path) -> PathBuf {
    desk.people_file
        .clone()
        .unwrap_or_else(|| folder.join(PEOPLE_FILE))
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
                    hints: Vec::new(),
                },
            )
        }
        Err(message) => (Config::default(), unreadable(path, message)),
    }
}

fn read_people(path: PathBuf, text: Result<String, String>) -> (Vec<Entry>, DeskFile) {
    match text {
        Ok(text) => {
            let (mut entries, problems) = if ends_with(&path, ".csv") {
                people::parse_csv(&text)
            } else {
                people::parse(&text)
            };
            for it in &mut entries {
                it.file.clone_from(&path);
            }
            let file = DeskFile {
                path,
                text,
                problems,
                hints: Vec::new(),
            };
            (entries, file)
        }
        Err(message) => (Vec::new(), unreadable(path, message)),
    }
}

fn read_sources(path: PathBuf, text: Result<String, String>) -> (Vec<sources::Record>, DeskFile) {
    match text {
        Ok(text) => {
            let name = path.to_string_lossy();
            let (records, problems) = sources::read(&name, &text);
            (
                records,
                DeskFile {
                    path,
                    text,
                    problems,
                    hints: Vec::new(),
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
        hints: Vec::new(),
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
        loaded_from(FILES, folder, root, None)
    }

    fn loaded_from(
        files: &[(&str, &str)],
        folder: &str,
        root: Option<&str>,
        draft: Option<(&str, &str)>,
    ) -> Loaded {
        let read = |path: &Path| {
            let found = files.iter().find(|(it, _)| path == Path::new(it));
            found.map(|(_, text)| Ok(text.to_string()))
        };
        let list = |folder: &Path| {
            let paths = files.iter().map(|it| PathBuf::from(it.0));
            paths.filter(|it| it.parent() == Some(folder)).collect()
        };
        let wanted = For {
            folder: Path::new(folder),
            root: root.map(Path::new),
            draft: draft.map(|(path, text)| (Path::new(path), text)),
        };
        load_with(
            wanted,
            &Files {
                read: &read,
                list: &list,
            },
        )
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
    fn the_people_of_a_nearer_file_count_before_those_of_packs() {
        let files = [
            ("/desk/copydesk.toml", "[knowledge]\npacks = 'packs'"),
            (
                "/desk/people.toml",
                "[[person]]\nname = 'Ilse Bakker'\nnote = 'ours'",
            ),
            (
                "/desk/packs/tarn.toml",
                "[[person]]\nname = 'Ilse Bakker'\nroles = [{ title = 'mayor' }]\n[[person]]\nname = 'Otto Orr'\nnot = 1",
            ),
        ];
        let loaded = loaded_from(&files, "/desk", None, None);
        let people = &loaded.desk.people;
        let note = |name| people.entry(name).map(|it| it.note.as_deref());
        assert_eq!(note("Ilse Bakker"), Some(Some("ours")));
        assert_eq!(note("Otto Orr"), Some(None));
        assert_eq!(&*loaded.desk.terms("Ilse Bakker")[0].office, "mayor");
        let pack = Path::new("/desk/packs/tarn.toml");
        let read = loaded.files.iter().find(|it| it.path == pack).unwrap();
        assert_eq!(
            read.problems[0].message,
            "no such field; did you mean `note`?"
        );
        assert!(loaded.named_files().iter().any(|it| it == pack));
    }

    #[test]
    fn nothing_above_the_root() {
        let Loaded { desk, .. } = loaded("/desk/coast", Some("/desk/coast"));
        assert_eq!(desk.records.len(), 1);
        assert_eq!(desk.sources_files.len(), 1);
    }

    #[test]
    fn a_file_that_cannot_be_read_is_said_in_its_place() {
        let read = |path: &Path| {
            (path == Path::new("/x/sources.toml"))
                .then(|| Err("this file is not UTF-8".to_string()))
        };
        let wanted = For {
            folder: Path::new("/x"),
            root: None,
            draft: None,
        };
        let files = Files {
            read: &read,
            list: &|_| Vec::new(),
        };
        let Loaded { desk, files } = load_with(wanted, &files);
        assert_eq!(desk.sources_files, [Path::new("/x/sources.toml")]);
        assert_eq!(files[0].problems[0].message, "this file is not UTF-8");
    }

    #[test]
    fn records_of_every_notation_the_nearest_first() {
        let files = &[
            (
                "/desk/sources.toml",
                "[[source]]\nid = 'far'\nkind = 'wire'\npublisher = 'Coast Wire'\n",
            ),
            (
                "/desk/coast/harbor.csl.json",
                r#"[{ "id": "log", "type": "report", "title": "Harbor Log" }]"#,
            ),
            (
                "/desk/coast/references.json",
                r#"[{ "id": "far", "type": "report", "title": "Nearer" }]"#,
            ),
            (
                "/desk/coast/tide.bib",
                "@book{tide, title = {Tides}}\n@book{log, title = {Log}}\n",
            ),
            ("/desk/coast/named.bib", "@book{named, title = {Named}}\n"),
            (
                "/desk/coast/sources/weller.md",
                "---\nkind: interview\nwho: { name: Dana Weller }\n---\nWe counted 41 ships.\n",
            ),
            ("/desk/coast/sources/readme.md", "How we keep notes.\n"),
        ];
        let draft = "---\nbibliography: [named.bib, lost.bib]\nreferences:\n- id: own\n  type: report\n  title: Own\n---\nText.\n";
        let Loaded { desk, files } = loaded_from(
            files,
            "/desk/coast",
            Some("/desk"),
            Some(("/desk/coast/a.md", draft)),
        );
        let seen: Vec<(&str, String)> = desk
            .records
            .iter()
            .zip(&desk.origins)
            .map(|(it, file)| {
                let file = desk.sources_files[*file].file_name().unwrap();
                (it.id.as_str(), file.display().to_string())
            })
            .collect();
        let expected = [
            ("own", "a.md"),
            ("named", "named.bib"),
            ("log", "harbor.csl.json"),
            ("far", "references.json"),
            ("tide", "tide.bib"),
            ("weller", "weller.md"),
        ];
        let expected = expected.map(|(key, file)| (key, file.to_owned()));
        assert_eq!(seen, expected);
        let problems: Vec<&str> = files
            .iter()
            .flat_map(|it| &it.problems)
            .chain(&desk.front_problems)
            .map(|it| it.message.as_str())
            .collect();
        assert_eq!(
            problems,
            [
                "harbor.csl.json has a record with this key too; that one counts",
                "there is no such file; it is looked for beside the draft",
            ]
        );
        let weller = desk.records.position("weller").unwrap();
        let transcript = &desk.transcripts[&weller];
        assert_eq!(
            transcript.body.of(&transcript.text),
            "We counted 41 ships.\n"
        );
    }

    #[test]
    fn a_transcript_that_is_not_there_is_said_at_its_name() {
        let text =
            "[[source]]\nid = 'a'\nkind = 'wire'\npublisher = 'Near'\nfile = 'notes/a.txt'\n";
        let Loaded { files, .. } = loaded_from(&[("/d/sources.toml", text)], "/d", None, None);
        let problem = &files[0].problems[0];
        assert_eq!(problem.span.of(text), "'notes/a.txt'");
    }

    #[test]
    fn a_change_on_disk_shows_in_the_stamp() {
        let folder = std::env::temp_dir().join(format!("copydesk-stamp-{}", std::process::id()));
        std::fs::create_dir_all(&folder).unwrap();
        let before = stamp(&folder, Some(&folder), &[]);
        assert_eq!(before, stamp(&folder, Some(&folder), &[]));
        std::fs::write(
            folder.join(SOURCES_FILE),
            "[[source]]\nid = 'a'\nkind = 'wire'\ntitle = 'A'",
        )
        .unwrap();
        assert_ne!(before, stamp(&folder, Some(&folder), &[]));
        let wanted = For {
            folder: &folder,
            root: Some(&folder),
            draft: None,
        };
        assert_eq!(load(wanted).desk.records.len(), 1);
        std::fs::remove_dir_all(&folder).unwrap();
    }
}
