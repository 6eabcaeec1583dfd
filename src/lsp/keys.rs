//! A record's key in the file of the record and in all the drafts that cite it,
//! open or on disk.

use std::{
    path::{Path, PathBuf},
    time::{Duration, Instant},
};

use tower_lsp::lsp_types::{Location, Position, Range, TextEdit, Url};

use super::{
    asked::Asked,
    convert::{self, Positions},
    desks::{self, Open},
    drafts::Drafts,
    editor::Editor,
    edits::FileEdits,
};
use crate::{
    desk::{Desk, Withheld},
    desk_files::{self, Files, For},
    draft_files,
    navigation::keys,
    sources::{self, Record},
    span::Span,
};

/// How long drafts on disk are searched for a key. Longer than any folder of
/// drafts takes; a whole disk can take longer.
const SEARCH: Duration = Duration::from_secs(20);

/// A record's key.
pub struct Key {
    pub key: String,
    /// The file of the record.
    pub file: PathBuf,
}

/// A text that has the key, and where.
struct Uses {
    uri: Url,
    version: Option<i32>,
    text: String,
    spans: Vec<Span>,
}

/// The key that was asked about, if there is a record of it.
pub fn recorded(asked: &Asked) -> Option<Key> {
    let reading = asked.reading();
    let key = keys::at(reading, asked.span.start)?.of(&reading.text);
    let (file, _) = reading.desk.place(key)?;
    Some(Key {
        key: key.to_owned(),
        file: file.clone(),
    })
}

/// The key of the record at a place in one of the desk's files that is open in
/// the editor, and its range there.
pub fn in_file(drafts: &Drafts, uri: &Url, position: Position) -> Option<(Key, Range)> {
    let file = uri.to_file_path().ok()?;
    let (text, offset, encoding) = {
        let state = drafts.lock();
        let open = state.open.get(uri).filter(|it| it.format.is_none())?;
        let encoding = state.editor.encoding;
        let offset = convert::offset(&open.text, position, encoding);
        (open.text.to_string(), offset, encoding)
    };
    let records = records(&file, &text);
    let record = records.into_iter().find(|it| it.span.touches(offset))?;
    let span = inner(&text, &record)?;
    let range = Positions::new(&text, encoding, [span]).range(span);
    let key = Key {
        key: record.id,
        file,
    };
    Some((key, range))
}

/// Where a key stands.
pub struct Found {
    pub locations: Vec<Location>,
    /// Why that may not be all.
    pub warning: Option<String>,
}

/// `declared`: the record itself too.
pub fn found(drafts: &Drafts, editor: &Editor, key: &Key, declared: bool) -> Found {
    let record = declared.then(|| record(drafts, key)).flatten();
    let (uses, all) = uses(drafts, key);
    let mut locations = Vec::new();
    for it in record.into_iter().chain(uses) {
        let positions = Positions::new(&it.text, editor.encoding, it.spans.iter().copied());
        let location = |span: &Span| Location::new(it.uri.clone(), positions.range(*span));
        locations.extend(it.spans.iter().map(location));
    }
    let warning = (!all).then(|| too_many(key));
    Found { locations, warning }
}

fn too_many(key: &Key) -> String {
    let folder = key.file.parent().unwrap_or(&key.file);
    format!(
        "not all drafts below {} were searched: there are too many files",
        folder.display()
    )
}

/// The edits that give the record the key `new`, in its file and in all drafts.
pub fn edits(
    drafts: &Drafts,
    editor: &Editor,
    key: &Key,
    new: &str,
) -> Result<Vec<FileEdits>, String> {
    check(new)?;
    let record = record(drafts, key)
        .filter(|_| key.file.extension().is_none_or(|it| it != "bib"))
        .ok_or("copydesk does not write the file of this record; change its key there")?;
    let records = records(&key.file, &record.text);
    if records.iter().any(|it| it.id == new) {
        return Err(format!("another record has the key {new}"));
    }
    if !Withheld::new(&records).breaches(new).is_empty() {
        return Err("this key gives a source away: it will stand in the draft".to_owned());
    }
    let (uses, all) = uses(drafts, key);
    if !all {
        return Err(too_many(key));
    }
    let mut files = vec![record];
    for it in uses {
        // A draft can hold the record itself.
        match files.iter_mut().find(|file| file.uri == it.uri) {
            Some(file) => file.spans.extend(it.spans),
            None => files.push(it),
        }
    }
    let edited = |it: Uses| {
        let positions = Positions::new(&it.text, editor.encoding, it.spans.iter().copied());
        let edit = |span: &Span| TextEdit::new(positions.range(*span), new.to_owned());
        FileEdits {
            uri: it.uri,
            version: it.version,
            is_new: false,
            edits: it.spans.iter().map(edit).collect(),
            quoted: Vec::new(),
        }
    };
    Ok(files.into_iter().map(edited).collect())
}

/// Whether a record can have the key `new`.
pub fn check(new: &str) -> Result<(), String> {
    if sources::is_key(new) {
        return Ok(());
    }
    Err("a key has letters, digits and any of - _ . : / inside it, no spaces".to_owned())
}

/// The key in the file of its record.
fn record(drafts: &Drafts, key: &Key) -> Option<Uses> {
    let uri = Url::from_file_path(&key.file).ok()?;
    let text = drafts.text(&uri)?;
    let records = records(&key.file, &text);
    let record = records.iter().find(|it| it.id == key.key)?;
    let spans = vec![inner(&text, record)?];
    let version = drafts.lock().open.get(&uri).map(|it| it.version);
    Some(Uses {
        uri,
        version,
        text,
        spans,
    })
}

/// The records in one of the desk's files or in the front matter of a draft.
fn records(file: &Path, text: &str) -> Vec<Record> {
    if desk_files::is_desk_file(file) {
        sources::read(&file.to_string_lossy(), text).0
    } else {
        sources::front(text).records
    }
}

/// The drafts in reach of the record that cite it, and whether that is all of them.
fn uses(drafts: &Drafts, key: &Key) -> (Vec<Uses>, bool) {
    let mut found: Vec<(Option<PathBuf>, Uses)> = Vec::new();
    let mut open: Vec<PathBuf> = Vec::new();
    let roots = {
        let state = drafts.lock();
        for (uri, draft) in &state.open {
            let path = uri.to_file_path().ok();
            open.extend(path);
            let Some(format) = draft.format else {
                continue;
            };
            let text = draft.text.to_string();
            let uses = Uses {
                uri: uri.clone(),
                version: Some(draft.version),
                spans: keys::uses(&text, format, &key.key),
                text,
            };
            found.push((desks::folder(uri, &state.roots), uses));
        }
        state.roots.clone()
    };
    let end = Instant::now() + SEARCH;
    let below = key.file.parent().map(draft_files::below);
    let folders = below.into_iter().flatten();
    let mut all = true;
    let in_time = folders.take_while(|_| {
        all = Instant::now() < end;
        all
    });
    for path in in_time.flatten().flat_map(|it| it.1) {
        if open.contains(&path) {
            continue;
        }
        let (Ok(uri), Some(Ok(text))) = (Url::from_file_path(&path), desk_files::on_disk(&path))
        else {
            continue;
        };
        let spans = keys::uses(&text, draft_files::format(&path), &key.key);
        let uses = Uses {
            uri,
            version: None,
            text,
            spans,
        };
        found.push((path.parent().map(Path::to_owned), uses));
    }
    found.retain(|it| !it.1.spans.is_empty());
    // A nearer record of that key is another one.
    let open = drafts.desk_files();
    found.retain(|(folder, uses)| {
        let path = uses.uri.to_file_path().ok();
        let folder = folder.as_deref();
        folder.is_some_and(|folder| {
            let draft = path.as_deref().map(|it| (it, &*uses.text));
            let root = desks::root_of(&roots, folder);
            let desk = desk(
                &open,
                For {
                    folder,
                    root,
                    draft,
                },
            );
            desk.place(&key.key).is_some_and(|it| *it.0 == key.file)
        })
    });
    let mut uses: Vec<Uses> = found.into_iter().map(|it| it.1).collect();
    uses.sort_by(|a, b| a.uri.cmp(&b.uri));
    (uses, all)
}

/// The desk of a draft with the desk's files as the editor has them.
fn desk(open: &Open, draft: For) -> Desk {
    let read = |path: &Path| match open.get(path) {
        Some(text) => Some(Ok(text.clone())),
        None => desk_files::on_disk(path),
    };
    let files = Files {
        read: &read,
        list: &desk_files::listed,
    };
    desk_files::load_with(draft, &files).desk
}

/// The key of a record without its quotation marks.
fn inner(text: &str, record: &Record) -> Option<Span> {
    let start = record.span.start + record.span.of(text).find(&record.id)?;
    Some(Span::new(start, start + record.id.len()))
}
