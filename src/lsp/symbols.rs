//! What drafts are made of: of one draft its outline, of all drafts their
//! actors and headings.

use std::{
    collections::HashMap,
    path::{Path, PathBuf},
    sync::{Arc, Mutex, PoisonError},
    time::{Duration, Instant, SystemTime},
};

use tower_lsp::lsp_types::{
    DocumentSymbol, DocumentSymbolResponse, Location, SymbolInformation, SymbolKind, Url,
};

use super::{
    asked::Asked,
    convert::{Encoding, Positions},
    desks,
    drafts::Drafts,
};
use crate::{
    desk::{Desk, Withheld},
    desk_files::{self, For},
    document::Reading,
    draft_files,
    navigation::outline::{self, Entry, EntryKind},
    paragraph::ActorKind,
    span::Span,
    story::Story,
};

/// A longer file is hardly a draft.
const LONGEST: u64 = 1 << 20;

/// How long drafts on disk are read; what is found until then is shown, and the
/// next question goes on from there.
const SEARCH: Duration = Duration::from_secs(2);

/// More symbols than this are a reason to type another letter.
const MOST: usize = 500;

pub fn of_draft(asked: &Asked) -> DocumentSymbolResponse {
    let outline = outline::outline(asked.reading());
    let mut spans = Vec::new();
    collect(&outline, &mut spans);
    let positions = asked.positions(spans);
    if asked.editor.nests_symbols {
        return DocumentSymbolResponse::Nested(nested(outline, &positions));
    }
    let mut list = Vec::new();
    for part in outline {
        for entry in part.children {
            let within = |entry: &Entry, container: &str| {
                let location = Location::new(asked.uri.clone(), positions.range(entry.goal));
                symbol(entry, location, Some(container.to_owned()))
            };
            list.push(within(&entry, &part.name));
            list.extend(entry.children.iter().map(|it| within(it, &entry.name)));
        }
    }
    DocumentSymbolResponse::Flat(list)
}

fn nested(entries: Vec<Entry>, positions: &Positions) -> Vec<DocumentSymbol> {
    let symbol = |it: Entry| {
        #[expect(deprecated, reason = "the field has to be given")]
        DocumentSymbol {
            range: positions.range(it.span),
            selection_range: positions.range(it.goal),
            kind: kind(it.kind),
            name: it.name,
            detail: Some(it.detail).filter(|it| !it.is_empty()),
            tags: None,
            deprecated: None,
            children: (!it.children.is_empty()).then(|| nested(it.children, positions)),
        }
    };
    entries.into_iter().map(symbol).collect()
}

fn collect(entries: &[Entry], spans: &mut Vec<Span>) {
    for it in entries {
        spans.extend([it.span, it.goal]);
        collect(&it.children, spans);
    }
}

/// What was found in the drafts on disk, kept while they stay as they are.
#[derive(Default)]
pub struct Library {
    read: Mutex<HashMap<PathBuf, (Stamp, Symbols)>>,
}

/// Of a file: when it was changed, and its length.
type Stamp = (Option<SystemTime>, u64);

type Symbols = Arc<Vec<SymbolInformation>>;

/// The actors and headings of the open drafts and of those in the open folders
/// whose names hold the letters of `query` in its order.
///
/// Files that a record names as its transcript are no drafts: they may hold the
/// name of somebody who must not be named.
pub fn of_folder(drafts: &Drafts, library: &Library, query: &str) -> Vec<SymbolInformation> {
    let (roots, encoding, open) = {
        let state = drafts.lock();
        let open: Vec<_> = state
            .open
            .iter()
            .map(|(uri, it)| (uri.clone(), it.last().version))
            .collect();
        (state.roots.clone(), state.editor.encoding, open)
    };
    let end = Instant::now() + SEARCH;
    let mut files: Vec<PathBuf> = Vec::new();
    let mut kept_back = KeptBack::default();
    for root in &roots {
        let folders = draft_files::below(root).take_while(|_| Instant::now() < end);
        for (folder, drafts) in folders.flatten() {
            let root = desks::root_of(&roots, &folder);
            let draft = None;
            kept_back.add(
                &desk_files::load(For {
                    folder: &folder,
                    root,
                    draft,
                })
                .desk,
            );
            files.extend(drafts);
        }
    }
    let mut found: Vec<SymbolInformation> = Vec::new();
    for (uri, version) in &open {
        let path = uri.to_file_path().ok();
        files.retain(|it| Some(it) != path.as_ref());
        if let Some(version) = version {
            kept_back.add(&version.reading.desk);
            found.extend(symbols(uri, &version.reading, encoding));
        }
    }
    files.retain(|it| !kept_back.is_transcript(it));
    for file in files.into_iter().take_while(|_| Instant::now() < end) {
        found.extend(library.symbols(file, encoding).iter().cloned());
    }
    found.retain(|it| !kept_back.holds(&it.name));
    let query = query.to_lowercase();
    found.retain(|it| holds_letters(&it.name, &query));
    found.truncate(MOST);
    found
}

/// What the desk's records say must not be shown.
#[derive(Default)]
struct KeptBack {
    names: Vec<Withheld>,
    transcripts: Vec<PathBuf>,
}

impl KeptBack {
    fn add(&mut self, desk: &Desk) {
        self.names.push(desk.records.withheld().clone());
        for (record, file) in desk.records.iter().zip(&desk.origins) {
            let folder = desk.sources_files[*file].parent();
            let transcript = folder.zip(record.file.as_ref());
            let transcript = transcript.map(|(it, file)| it.join(&file.path));
            self.transcripts
                .extend(transcript.and_then(|it| it.canonicalize().ok()));
        }
    }

    fn is_transcript(&self, file: &Path) -> bool {
        let is = |it: PathBuf| self.transcripts.contains(&it);
        !self.transcripts.is_empty() && file.canonicalize().is_ok_and(is)
    }

    fn holds(&self, name: &str) -> bool {
        self.names.iter().any(|it| !it.breaches(name).is_empty())
    }
}

impl Library {
    fn symbols(&self, file: PathBuf, encoding: Encoding) -> Symbols {
        let state = std::fs::metadata(&file);
        let stamp = state.map_or((None, 0), |it| (it.modified().ok(), it.len()));
        let mut read = self.read.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some((_, symbols)) = read.get(&file).filter(|it| it.0 == stamp) {
            return Arc::clone(symbols);
        }
        let text = (stamp.1 <= LONGEST).then(|| desk_files::on_disk(&file));
        let symbols = match (text.flatten(), Url::from_file_path(&file)) {
            (Some(Ok(text)), Ok(uri)) => {
                let story = Story::read(&text, draft_files::format(&file), &Story::default());
                let reading = Reading {
                    text,
                    story,
                    ..Reading::default()
                };
                symbols(&uri, &reading, encoding)
            }
            _ => Vec::new(),
        };
        let symbols = Arc::new(symbols);
        read.insert(file, (stamp, Arc::clone(&symbols)));
        symbols
    }
}

fn symbols(uri: &Url, reading: &Reading, encoding: Encoding) -> Vec<SymbolInformation> {
    let entries: Vec<Entry> = outline::actors(reading)
        .chain(outline::headings(reading))
        .collect();
    let positions = Positions::new(&reading.text, encoding, entries.iter().map(|it| it.goal));
    let container = uri.path_segments().and_then(|mut it| it.next_back());
    let symbols = entries.iter().map(|it| {
        let location = Location::new(uri.clone(), positions.range(it.goal));
        symbol(it, location, container.map(str::to_owned))
    });
    symbols.collect()
}

fn symbol(entry: &Entry, location: Location, container_name: Option<String>) -> SymbolInformation {
    #[expect(deprecated, reason = "the field has to be given")]
    SymbolInformation {
        name: entry.name.clone(),
        kind: kind(entry.kind),
        tags: None,
        deprecated: None,
        location,
        container_name,
    }
}

/// The protocol has no people; these have icons that can be told apart.
fn kind(kind: EntryKind) -> SymbolKind {
    match kind {
        EntryKind::Part => SymbolKind::NAMESPACE,
        EntryKind::Actor(ActorKind::Person) => SymbolKind::CLASS,
        EntryKind::Actor(ActorKind::Organization) => SymbolKind::MODULE,
        EntryKind::Actor(ActorKind::Place) => SymbolKind::CONSTANT,
        EntryKind::Actor(ActorKind::Group) => SymbolKind::ENUM,
        EntryKind::Unknown => SymbolKind::NULL,
        EntryKind::Statement => SymbolKind::STRING,
        EntryKind::Figure => SymbolKind::NUMBER,
        EntryKind::Heading => SymbolKind::KEY,
    }
}

/// Whether `query`, in lower case, can be made of `name` by leaving letters out.
fn holds_letters(name: &str, query: &str) -> bool {
    let name = name.to_lowercase();
    let mut letters = name.chars();
    query
        .chars()
        .filter(|it| !it.is_whitespace())
        .all(|wanted| letters.any(|it| it == wanted))
}
