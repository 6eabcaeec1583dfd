//! Everything on its way to the editor. One thread writes it out, so that an
//! editor that is slow to read never holds up the reading of drafts. Of the
//! marks of a draft only the newest wait here: those that an editor did not
//! come to read are of no use to it any more.
//!
//! Here, and not at each answer, the names of confidential sources are masked:
//! whatever is said to the editor comes by.

use std::{
    collections::VecDeque,
    io::{self, Write},
    pin::Pin,
    sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError},
    task::{Context, Poll, Waker},
    thread,
    time::Duration,
};

use serde::Serialize;
use serde_json::Value;
use tokio::io::AsyncWrite;
use tower_lsp::lsp_types::{PublishDiagnosticsParams, Url};

use crate::desk::Withheld;

/// How many bytes of answers may wait before no more questions are taken.
const FULL: usize = 8 << 20;

/// A handle to it; all clones write to the same editor.
#[derive(Clone)]
pub struct Outbox(Arc<Shared>);

struct Shared {
    queue: Mutex<Queue>,
    changed: Condvar,
    withheld: Mutex<Vec<Withheld>>,
}

#[derive(Default)]
struct Queue {
    /// Whole messages with their headers; one of tower-lsp's may hold several.
    messages: VecDeque<(Option<Url>, Vec<u8>)>,
    bytes: usize,
    writing: bool,
    /// The editor reads no more.
    broken: bool,
    /// Who waits for room.
    waker: Option<Waker>,
}

impl Outbox {
    /// Starts the thread that writes to `out`.
    pub fn new(out: impl Write + Send + 'static) -> Outbox {
        let queue = Mutex::new(Queue::default());
        let res = Outbox(Arc::new(Shared {
            queue,
            changed: Condvar::new(),
            withheld: Mutex::default(),
        }));
        let shared = Arc::clone(&res.0);
        thread::Builder::new()
            .name("outbox".to_owned())
            .spawn(move || write(&shared, out))
            .expect("a thread can be started");
        res
    }

    /// Sends a draft's marks, in the place of those that still wait.
    pub fn publish(&self, marks: &PublishDiagnosticsParams) {
        #[derive(Serialize)]
        struct Message<'a> {
            jsonrpc: &'static str,
            method: &'static str,
            params: &'a PublishDiagnosticsParams,
        }
        let method = "textDocument/publishDiagnostics";
        let message = self.0.masked(frame(&Message {
            jsonrpc: "2.0",
            method,
            params: marks,
        }));
        let mut queue = self.0.lock();
        let older = queue
            .messages
            .iter()
            .position(|it| it.0.as_ref() == Some(&marks.uri));
        if let Some((_, older)) = older.and_then(|i| queue.messages.remove(i)) {
            queue.bytes -= older.len();
        }
        queue.push(Some(marks.uri.clone()), message);
        drop(queue);
        self.0.changed.notify_all();
    }

    /// Sends any other message.
    pub fn send(&self, message: &impl Serialize) {
        let message = self.0.masked(frame(message));
        self.0.lock().push(None, message);
        self.0.changed.notify_all();
    }

    /// Has these names masked in all that is sent from here on.
    pub fn withhold(&self, names: Vec<Withheld>) {
        *self
            .0
            .withheld
            .lock()
            .unwrap_or_else(PoisonError::into_inner) = names;
    }

    /// Waits until all is written, but no longer than `limit`.
    pub fn flush(&self, limit: Duration) {
        let waits = |it: &mut Queue| (it.writing || !it.messages.is_empty()) && !it.broken;
        let _ = self
            .0
            .changed
            .wait_timeout_while(self.0.lock(), limit, waits);
    }
}

impl Shared {
    fn lock(&self) -> MutexGuard<'_, Queue> {
        self.queue.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Shared {
    /// `messages`, each with its headers, without the names that are withheld.
    fn masked(&self, messages: Vec<u8>) -> Vec<u8> {
        let withheld = self.withheld.lock().unwrap_or_else(PoisonError::into_inner);
        let text = str::from_utf8(&messages).unwrap_or_default();
        if !withheld.iter().any(|it| it.may_stand_in(text)) {
            return messages;
        }
        let (mut rest, mut res) = (&messages[..], Vec::new());
        while let Some((body, behind)) = first_body(rest) {
            let Ok(mut message) = serde_json::from_slice::<Value>(body) else {
                break;
            };
            for names in withheld.iter() {
                names.mask(&mut message, &KEPT);
            }
            res.extend(frame(&message));
            rest = behind;
        }
        res
    }
}

/// What names a file, becomes a part of the draft or is a word of the protocol;
/// masked, it would do harm.
const KEPT: [&str; 13] = [
    "uri",
    "targetUri",
    "oldUri",
    "newUri",
    "target",
    "href",
    "newText",
    "method",
    "jsonrpc",
    "id",
    "kind",
    "code",
    "source",
];

/// The body of the first message, and what stands behind it.
fn first_body(messages: &[u8]) -> Option<(&[u8], &[u8])> {
    let headers = messages.windows(4).position(|it| it == b"\r\n\r\n")?;
    let text = str::from_utf8(&messages[..headers]).ok()?;
    let len = text
        .lines()
        .find_map(|it| it.strip_prefix("Content-Length: "))?;
    let (start, len) = (headers + 4, len.trim().parse::<usize>().ok()?);
    let end = (start + len).min(messages.len());
    Some((&messages[start..end], &messages[end..]))
}

impl Queue {
    fn push(&mut self, marks_of: Option<Url>, message: Vec<u8>) {
        self.bytes += message.len();
        self.messages.push_back((marks_of, message));
    }
}

fn frame(message: &impl Serialize) -> Vec<u8> {
    let body = serde_json::to_vec(message).expect("our messages are JSON");
    let mut res = format!("Content-Length: {}\r\n\r\n", body.len()).into_bytes();
    res.extend_from_slice(&body);
    res
}

fn write(shared: &Shared, mut out: impl Write) {
    let mut queue = shared.lock();
    loop {
        let Some((_, message)) = queue.messages.pop_front() else {
            queue = shared
                .changed
                .wait(queue)
                .unwrap_or_else(PoisonError::into_inner);
            continue;
        };
        queue.writing = true;
        drop(queue);
        let written = out.write_all(&message).and_then(|()| out.flush());
        queue = shared.lock();
        queue.writing = false;
        queue.bytes -= message.len();
        queue.broken = written.is_err();
        if let Some(waker) = queue.waker.take() {
            waker.wake();
        }
        shared.changed.notify_all();
        if queue.broken {
            return;
        }
    }
}

/// tower-lsp's way in. It hands over whole messages, because all that it has to
/// write is taken at once; so marks never come between the parts of an answer.
impl AsyncWrite for Outbox {
    fn poll_write(
        self: Pin<&mut Self>,
        cx: &mut Context<'_>,
        bytes: &[u8],
    ) -> Poll<io::Result<usize>> {
        let message = self.0.masked(bytes.to_vec());
        let mut queue = self.0.lock();
        if queue.broken {
            return Poll::Ready(Err(io::ErrorKind::BrokenPipe.into()));
        }
        if FULL < queue.bytes {
            queue.waker = Some(cx.waker().clone());
            return Poll::Pending;
        }
        queue.push(None, message);
        drop(queue);
        self.0.changed.notify_all();
        Poll::Ready(Ok(bytes.len()))
    }

    fn poll_flush(self: Pin<&mut Self>, _: &mut Context<'_>) -> Poll<io::Result<()>> {
        Poll::Ready(Ok(()))
    }

    fn poll_shutdown(self: Pin<&mut Self>, _: &mut Context<'_>) -> Poll<io::Result<()>> {
        Poll::Ready(Ok(()))
    }
}

#[cfg(test)]
mod tests {
    use std::sync::mpsc;

    use super::*;

    /// Takes a write only when told to.
    struct Slow(mpsc::Receiver<()>, mpsc::Sender<Vec<u8>>);

    impl Write for Slow {
        fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
            self.0.recv().map_err(|_| io::ErrorKind::BrokenPipe)?;
            let _ = self.1.send(bytes.to_vec());
            Ok(bytes.len())
        }

        fn flush(&mut self) -> io::Result<()> {
            Ok(())
        }
    }

    #[test]
    fn a_slow_editor_gets_the_newest_marks_of_each_draft_only() {
        let (go, gate) = mpsc::channel();
        let (tell, written) = mpsc::channel();
        let outbox = Outbox::new(Slow(gate, tell));
        let marks = |draft: &str, version| {
            let uri = Url::parse(&format!("file:///{draft}.md")).unwrap();
            PublishDiagnosticsParams {
                uri,
                diagnostics: Vec::new(),
                version: Some(version),
            }
        };
        outbox.send(&"first");
        while !outbox.0.lock().writing {
            thread::yield_now();
        }
        (1..=1000).for_each(|version| outbox.publish(&marks("a", version)));
        outbox.publish(&marks("b", 7));
        (0..3).for_each(|_| go.send(()).unwrap());
        outbox.flush(Duration::from_secs(10));

        let written: Vec<String> = written
            .try_iter()
            .map(|it| String::from_utf8(it).unwrap())
            .collect();
        assert_eq!(written.len(), 3);
        assert!(written[1].contains("a.md") && written[1].contains("\"version\":1000"));
        assert!(written[2].contains("b.md") && written[2].contains("\"version\":7"));
    }
}
