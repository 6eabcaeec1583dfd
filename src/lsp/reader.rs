//! The one thread that reads drafts. It takes the newest text of the draft that
//! was edited last, so bursts of edits coalesce by themselves; it keeps what it
//! read where requests find it, and publishes the marks.

use std::{
    collections::{HashMap, HashSet},
    panic::{AssertUnwindSafe, catch_unwind},
    sync::Arc,
    time::{Duration, Instant},
};

use tower_lsp::lsp_types::{PublishDiagnosticsParams, Url};

use super::{
    answers,
    desks::Desks,
    drafts::{Draft, Drafts, Move, Read, Serial, Task, Version},
    editor::Editor,
    marks::Marks,
    outbox::Outbox,
};
use crate::{desk::Desk, desk_files::DeskFile, document::Reading, story::Format};

/// How a draft is read: [`Reading::new`], except in tests.
pub type ReadDraft = fn(String, Format, Arc<Desk>, &Reading) -> Reading;

pub struct Reader {
    drafts: Arc<Drafts>,
    outbox: Outbox,
    read_draft: ReadDraft,
    desks: Desks,
    shown: HashMap<Url, Shown>,
    /// The desk's files that have marks.
    reported: HashSet<Url>,
}

/// What the editor shows of a draft.
#[derive(Default)]
struct Shown {
    marks: Marks,
    /// When the marks that are held back are due.
    due: Option<Instant>,
}

/// A draft as it was when the reader turned to it.
struct Snapshot {
    text: ropey::Rope,
    number: i32,
    format: Format,
    edited: Serial,
    asked: Serial,
    edited_at: Instant,
    caret: Option<usize>,
    /// The edits since it was last read.
    moves: Vec<Move>,
    look: bool,
    last: Read,
    editor: Arc<Editor>,
}

impl Reader {
    pub fn new(drafts: Arc<Drafts>, outbox: Outbox, read_draft: ReadDraft) -> Reader {
        let (desks, shown, reported) = Default::default();
        Reader {
            drafts,
            outbox,
            read_draft,
            desks,
            shown,
            reported,
        }
    }

    pub fn run(mut self) {
        self.warm_up();
        loop {
            let due = self.shown.values().filter_map(|it| it.due).min();
            match self.drafts.next(due) {
                Task::Read(uri) => self.read(&uri),
                Task::Forget(uri) => self.forget(uri),
                Task::Desk => self.look_at_desks(),
                Task::Time => self.show_held(),
                Task::End => return,
            }
        }
    }

    fn read(&mut self, uri: &Url) {
        let Some(draft) = self.snapshot(uri) else {
            // Closed meanwhile, or one of the desk's own files.
            return self.look_at_desks();
        };
        let desk = match self.desks.known(uri) {
            Some(known) if !draft.look => known,
            _ => {
                let (desk, files) =
                    self.desks
                        .look(uri, &draft.text.to_string(), &self.drafts.desk_files());
                self.report(files, &draft.editor);
                if let Some(draft) = self.drafts.lock().open.get_mut(uri) {
                    draft.desk_seen = Some(Instant::now());
                }
                desk
            }
        };
        if let Some(last) = &draft.last.version
            && last.serial == draft.edited
            && Arc::ptr_eq(&last.reading.desk, &desk)
        {
            return self.keep(uri, draft.asked, Some(Arc::clone(last)));
        }
        let read_draft = self.read_draft;
        let before = draft.last.version.clone();
        let reading = catch_unwind(AssertUnwindSafe(|| {
            let nothing = Reading::default();
            let previous = before.as_ref().map_or(&nothing, |it| &it.reading);
            read_draft(draft.text.to_string(), draft.format, desk, previous)
        }));
        // Where the reading failed, the hook that `serve` sets has logged it.
        let Ok(reading) = reading else {
            return self.keep(uri, draft.asked, before);
        };
        let version = Version {
            serial: draft.edited,
            number: draft.number,
            reading,
        };
        let version = Arc::new(version);
        self.keep(uri, draft.asked, Some(Arc::clone(&version)));
        self.publish(uri, &draft, &version);
        let desk = before.map(|it| Arc::clone(&it.reading.desk));
        if desk.is_some_and(|it| !Arc::ptr_eq(&it, &version.reading.desk)) {
            self.drafts.new_desk.notify_one();
        }
    }

    fn keep(&self, uri: &Url, serial: Serial, version: Option<Arc<Version>>) {
        if let Some(draft) = self.drafts.lock().open.get(uri) {
            draft.read(Read { serial, version });
        }
    }

    /// Publishes the marks of `version`, which is a reading of `draft`.
    fn publish(&mut self, uri: &Url, draft: &Snapshot, version: &Version) {
        let reading = &version.reading;
        let pause = Duration::from_millis(reading.desk.config.editor.pause_ms);
        let due = draft.edited_at + pause;
        let caret = draft.caret.filter(|_| Instant::now() < due);
        let shown = self.shown.entry(uri.clone()).or_default();
        let findings = shown
            .marks
            .shown(reading, version.serial, &draft.moves, caret);
        shown.due = shown.marks.held.then_some(due);
        let diagnostics = answers::diagnostics(uri, reading, &findings, &draft.editor);
        let version = Some(version.number);
        self.outbox.publish(&PublishDiagnosticsParams {
            uri: uri.clone(),
            diagnostics,
            version,
        });
    }

    /// Publishes the marks whose pause has come.
    fn show_held(&mut self) {
        let now = Instant::now();
        let due = |it: &Shown| it.due.is_some_and(|it| it <= now);
        let drafts: Vec<Url> = self
            .shown
            .iter()
            .filter(|it| due(it.1))
            .map(|it| it.0.clone())
            .collect();
        for uri in drafts {
            if let Some(shown) = self.shown.get_mut(&uri) {
                shown.due = None;
            }
            // Where the writer typed on meanwhile, the newer text is about to be read.
            if let Some(draft) = self.snapshot(&uri)
                && let Some(version) = &draft.last.version
                && version.serial == draft.edited
            {
                self.publish(&uri, &draft, version);
            }
        }
    }

    fn forget(&mut self, uri: Url) {
        // It may have been opened again meanwhile.
        if self.drafts.lock().open.contains_key(&uri) {
            self.shown.remove(&uri);
            return;
        }
        if self.shown.remove(&uri).is_some() {
            let nothing = PublishDiagnosticsParams {
                uri,
                diagnostics: Vec::new(),
                version: None,
            };
            self.outbox.publish(&nothing);
        }
    }

    /// Looks at the desk's files of every open draft, and reads those drafts
    /// again whose desk is another now.
    fn look_at_desks(&mut self) {
        let (drafts, editor): (Vec<(Url, String)>, Arc<Editor>) = {
            let state = self.drafts.lock();
            self.desks.settings = state.settings.clone();
            self.desks.roots = state.roots.clone();
            let drafts = state.open.iter().filter(|it| it.1.format.is_some());
            (
                drafts
                    .map(|it| (it.0.clone(), it.1.text.to_string()))
                    .collect(),
                Arc::clone(&state.editor),
            )
        };
        let open = self.drafts.desk_files();
        for (uri, text) in drafts {
            let before = self.desks.known(&uri);
            let (desk, files) = self.desks.look(&uri, &text, &open);
            self.report(files, &editor);
            if before.is_none_or(|it| !Arc::ptr_eq(&it, &desk)) {
                self.read(&uri);
            }
        }
    }

    /// Publishes what is wrong in the desk's files.
    fn report(&mut self, files: Vec<DeskFile>, editor: &Editor) {
        if !files.is_empty() {
            self.outbox.withhold(self.desks.withheld());
        }
        for file in files {
            let Ok(uri) = Url::from_file_path(&file.path) else {
                continue;
            };
            let diagnostics = answers::problems(&file, editor);
            let had = if diagnostics.is_empty() {
                self.reported.remove(&uri)
            } else {
                !self.reported.insert(uri.clone())
            };
            if had || !diagnostics.is_empty() {
                let marks = PublishDiagnosticsParams {
                    uri,
                    diagnostics,
                    version: None,
                };
                self.outbox.publish(&marks);
            }
        }
    }

    /// Has everything built that is built when it is first used, so that the
    /// first draft need not wait for it.
    fn warm_up(&self) {
        let draft = "“It rained for 3 days,” the Lund council's Ilse Brandt said on Monday.\n";
        let read_draft = self.read_draft;
        let _ = catch_unwind(|| {
            read_draft(
                draft.to_owned(),
                Format::Markdown,
                Arc::default(),
                &Reading::default(),
            )
        });
    }

    /// `None` where no such draft is open.
    fn snapshot(&self, uri: &Url) -> Option<Snapshot> {
        let state = self.drafts.lock();
        let draft: &Draft = state.open.get(uri)?;
        let last = draft.last();
        Some(Snapshot {
            text: draft.text.clone(),
            number: draft.version,
            format: draft.format?,
            edited: draft.edited,
            asked: draft.asked,
            edited_at: draft.edited_at,
            caret: draft.caret,
            moves: draft.moves_since(last.version.as_ref().map_or(0, |it| it.serial)),
            look: draft.desk_is_old(),
            last,
            editor: Arc::clone(&state.editor),
        })
    }
}
