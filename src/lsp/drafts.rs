//! The open drafts as the editor has them, and what waits to be read. Handlers
//! write in here and never wait; the reader takes out the newest.

use std::{
    collections::{HashMap, VecDeque},
    path::PathBuf,
    sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError},
    time::{Duration, Instant},
};

use ropey::Rope;
use tokio::sync::{Notify, watch};
use tower_lsp::lsp_types::{
    TextDocumentContentChangeEvent, Url, WorkspaceFolder, WorkspaceFoldersChangeEvent,
};

use super::{
    convert::{self, Encoding},
    desks::{self, Open, Settings},
    editor::Editor,
};
use crate::{
    desk_files,
    document::Reading,
    span::{Edit, Span},
    story::Format,
};

/// How long what the desk's files say is believed without looking again.
const DESK_AGE: Duration = Duration::from_secs(2);

/// How many edits are remembered to move old places along; more have never
/// come between two readings, and then a place is only less exact.
const REMEMBERED: usize = 4096;

#[derive(Default)]
pub struct Drafts {
    state: Mutex<State>,
    changed: Condvar,
    /// Told when drafts were read anew for another desk.
    pub new_desk: Notify,
}

/// Counts what happens to drafts: every edit and every question about the desk
/// has a number higher than the one before.
pub type Serial = u64;

#[derive(Default)]
pub struct State {
    pub open: HashMap<Url, Draft>,
    /// What the editor says about settings.
    pub settings: Settings,
    /// The folders that are open in the editor.
    pub roots: Vec<PathBuf>,
    pub editor: Arc<Editor>,
    /// Somebody said that the desk's files or settings changed.
    desk_asked: bool,
    /// Drafts to read, the most recently edited last.
    waiting: Vec<Url>,
    closed: Vec<Url>,
    ended: bool,
    serial: Serial,
}

pub struct Draft {
    pub text: Rope,
    pub version: i32,
    /// `None` for one of the desk's own files that is open in the editor.
    pub format: Option<Format>,
    /// Of the newest text.
    pub edited: Serial,
    /// Of the newest text or the newest look at the desk that was asked for.
    pub asked: Serial,
    pub edited_at: Instant,
    /// The byte behind the last edit, if what was edited is a part of the draft.
    pub caret: Option<usize>,
    /// The last edits, oldest first.
    moves: VecDeque<Move>,
    /// When the desk's files were last looked at for this draft.
    pub desk_seen: Option<Instant>,
    read: watch::Sender<Read>,
}

/// What an edit does to the places behind it.
#[derive(Clone, Copy, Debug)]
pub struct Move {
    pub serial: Serial,
    pub span: Span,
    /// Of the new text, in bytes.
    pub len: usize,
}

impl Move {
    /// Where `span` is after the edit; what it replaced shrinks onto its end.
    pub fn moved(&self, span: Span) -> Span {
        let moved = |it: usize| {
            if it <= self.span.start {
                it
            } else {
                self.span.start + self.len + it.saturating_sub(self.span.end)
            }
        };
        Span::new(moved(span.start), moved(span.end))
    }
}

/// How far the reader has come with a draft.
#[derive(Clone, Default)]
pub struct Read {
    /// Everything up to here has been seen, if perhaps in vain.
    pub serial: Serial,
    pub version: Option<Arc<Version>>,
}

/// A version of a draft, read.
pub struct Version {
    pub serial: Serial,
    /// The editor's number for it.
    pub number: i32,
    pub reading: Reading,
}

/// What the reader has to do next.
pub enum Task {
    Read(Url),
    /// A draft is no longer open.
    Forget(Url),
    /// Look at all the desk's files.
    Desk,
    /// The time given has come.
    Time,
    End,
}

impl Drafts {
    pub fn lock(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    pub fn open(&self, uri: Url, text: &str, version: i32, format: Option<Format>) {
        let mut state = self.lock();
        let serial = state.next_serial();
        let draft = Draft {
            text: Rope::from_str(text),
            version,
            format,
            edited: serial,
            asked: serial,
            edited_at: Instant::now(),
            caret: None,
            moves: VecDeque::new(),
            desk_seen: None,
            read: watch::Sender::default(),
        };
        state.open.insert(uri.clone(), draft);
        self.touched(&mut state, uri);
    }

    /// Applies `changes` in order, each to the text that the ones before it left.
    pub fn edit(&self, uri: Url, version: i32, changes: Vec<TextDocumentContentChangeEvent>) {
        let mut state = self.lock();
        let (serial, encoding) = (state.next_serial(), state.editor.encoding);
        let Some(draft) = state.open.get_mut(&uri) else {
            return;
        };
        for change in changes {
            let whole = change.range.is_none();
            draft.apply(convert::edit(&draft.text, change, encoding), serial);
            if whole {
                draft.caret = None;
            }
        }
        draft.version = version;
        draft.edited = serial;
        draft.asked = serial;
        draft.edited_at = Instant::now();
        self.touched(&mut state, uri);
    }

    pub fn close(&self, uri: &Url) {
        let mut state = self.lock();
        let Some(draft) = state.open.remove(uri) else {
            return;
        };
        state.waiting.retain(|it| it != uri);
        state.closed.push(uri.clone());
        state.desk_asked |= draft.format.is_none();
        self.changed.notify_one();
    }

    /// Has the desk's files looked at again.
    pub fn ask_desk(&self) {
        self.lock().desk_asked = true;
        self.changed.notify_one();
    }

    /// The editor introduces itself.
    pub fn start(&self, editor: Editor, roots: Vec<PathBuf>, settings: Settings) {
        let mut state = self.lock();
        state.editor = Arc::new(editor);
        state.roots = roots;
        state.settings = settings;
        state.desk_asked = true;
        self.changed.notify_one();
    }

    pub fn set(&self, settings: Settings) {
        let mut state = self.lock();
        if state.settings != settings {
            state.settings = settings;
            state.desk_asked = true;
            self.changed.notify_one();
        }
    }

    pub fn change_roots(&self, change: &WorkspaceFoldersChangeEvent) {
        let path = |it: &WorkspaceFolder| it.uri.to_file_path().ok();
        let removed: Vec<PathBuf> = change.removed.iter().filter_map(path).collect();
        let mut state = self.lock();
        state.roots.retain(|it| !removed.contains(it));
        state.roots.extend(change.added.iter().filter_map(path));
        state.desk_asked = true;
        self.changed.notify_one();
    }

    pub fn end(&self) {
        self.lock().ended = true;
        self.changed.notify_one();
    }

    /// The text of a file as the editor has it, else as it is on disk.
    pub fn text(&self, uri: &Url) -> Option<String> {
        if let Some(open) = self.lock().open.get(uri) {
            return Some(open.text.to_string());
        }
        desk_files::on_disk(&uri.to_file_path().ok()?)?.ok()
    }

    /// The texts of the desk's files that are open in the editor.
    pub fn desk_files(&self) -> Open {
        let state = self.lock();
        let files = state
            .open
            .iter()
            .filter(|it| it.1.format.is_none() && desks::is_desk_file(it.0));
        files
            .filter_map(|(uri, it)| Some((uri.to_file_path().ok()?, it.text.to_string())))
            .collect()
    }

    /// Notes the place that a request is about in the text that the editor has
    /// now. `None` where the draft is not open.
    pub fn question(
        &self,
        uri: &Url,
        span: impl FnOnce(&Rope, Encoding) -> Span,
    ) -> Option<Question> {
        let mut state = self.lock();
        let (serial, encoding) = (state.next_serial(), state.editor.encoding);
        let draft = state.open.get_mut(uri)?;
        draft.format?;
        let span = span(&draft.text, encoding);
        let mut res = Question {
            uri: uri.clone(),
            span,
            asked: draft.asked,
            edited: draft.edited,
            read: draft.read.subscribe(),
        };
        if draft.desk_is_old() {
            draft.asked = serial;
            res.asked = serial;
            self.touched(&mut state, uri.clone());
        }
        Some(res)
    }

    /// Waits for a question's version to be read; then that version or the
    /// newest, and where the place is in it.
    pub async fn answer(&self, mut question: Question) -> Option<(Arc<Version>, Span)> {
        let asked = question.asked;
        // Fails where the draft is closed before it was read.
        let version = question
            .read
            .wait_for(|it| asked <= it.serial)
            .await
            .ok()?
            .version
            .clone()?;
        if version.serial < question.edited {
            return None;
        }
        let state = self.lock();
        let since = state.open.get(&question.uri)?.moves_since(question.edited);
        let since = since.iter().take_while(|it| it.serial <= version.serial);
        let span = since.fold(question.span, |span, it| it.moved(span));
        let len = version.reading.text.len();
        Some((
            Arc::clone(&version),
            Span::new(span.start.min(len), span.end.min(len)),
        ))
    }

    /// Waits for something to do, but not beyond `time`.
    pub fn next(&self, time: Option<Instant>) -> Task {
        let mut state = self.lock();
        loop {
            if state.ended {
                return Task::End;
            }
            if let Some(uri) = state.closed.pop() {
                return Task::Forget(uri);
            }
            if std::mem::take(&mut state.desk_asked) {
                return Task::Desk;
            }
            if let Some(uri) = state.waiting.pop() {
                return Task::Read(uri);
            }
            let Some(time) = time else {
                state = self
                    .changed
                    .wait(state)
                    .unwrap_or_else(PoisonError::into_inner);
                continue;
            };
            let left = time.saturating_duration_since(Instant::now());
            if left.is_zero() {
                return Task::Time;
            }
            let waited = self.changed.wait_timeout(state, left);
            state = waited.unwrap_or_else(PoisonError::into_inner).0;
        }
    }

    fn touched(&self, state: &mut State, uri: Url) {
        state.waiting.retain(|it| *it != uri);
        state.waiting.push(uri);
        self.changed.notify_one();
    }
}

impl State {
    fn next_serial(&mut self) -> Serial {
        self.serial += 1;
        self.serial
    }
}

impl Draft {
    /// Lets requests have what was read.
    pub fn read(&self, read: Read) {
        self.read.send_replace(read);
    }

    /// Whether the desk's files have to be looked at again.
    pub fn desk_is_old(&self) -> bool {
        self.desk_seen.is_none_or(|it| DESK_AGE < it.elapsed())
    }

    /// What was read last.
    pub fn last(&self) -> Read {
        self.read.borrow().clone()
    }

    /// The edits that came after `serial`, oldest first.
    pub fn moves_since(&self, serial: Serial) -> Vec<Move> {
        let older = self.moves.partition_point(|it| it.serial <= serial);
        self.moves.range(older..).copied().collect()
    }

    fn apply(&mut self, edit: Edit, serial: Serial) {
        let Edit { span, text } = edit;
        let start = self.text.byte_to_char(span.start);
        let end = self.text.byte_to_char(span.end);
        self.text.remove(start..end);
        self.text.insert(start, &text);
        self.caret = Some(span.start + text.len());
        if self.moves.len() == REMEMBERED {
            self.moves.pop_front();
        }
        self.moves.push_back(Move {
            serial,
            span,
            len: text.len(),
        });
    }
}

/// A place that a request is about, and what has to be read before it can be answered.
pub struct Question {
    uri: Url,
    span: Span,
    asked: Serial,
    edited: Serial,
    read: watch::Receiver<Read>,
}
