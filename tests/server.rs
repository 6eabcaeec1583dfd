//! The server over pipes in memory, with readings that tests put in.

use std::{
    io::{BufRead, BufReader, PipeReader, Read},
    sync::{
        Arc, Mutex,
        atomic::{AtomicBool, Ordering},
    },
    time::{Duration, Instant},
};

use copydesk::{desk::Desk, document::Reading, lsp, story::Format};
use serde_json::{Value, json};
use tokio::io::{AsyncWriteExt, DuplexStream};

/// Every edit is applied, in order, while the client answers none of our
/// requests and settings change all the time.
#[tokio::test]
async fn twenty_thousand_edits_arrive_in_order() {
    static LAST: Mutex<String> = Mutex::new(String::new());
    fn read(text: String, format: Format, desk: Arc<Desk>, _: &Reading) -> Reading {
        LAST.lock().unwrap().clone_from(&text);
        Reading {
            text,
            format,
            desk,
            ..Reading::default()
        }
    }
    let capabilities = json!({
        "workspace": { "configuration": true, "didChangeWatchedFiles": { "dynamicRegistration": true } },
    });
    let mut editor = Editor::start(read, capabilities).await;
    editor.open("").await;
    let edits = 20_000;
    let mut expected = String::new();
    for i in 0..edits {
        let letter = char::from(b'a' + (i % 26) as u8);
        // At the end, or at the start: an edit out of order cannot go unnoticed.
        let at = if i % 3 == 0 { 0 } else { expected.len() };
        expected.insert(at, letter);
        editor.insert(at, &letter.to_string(), i + 2).await;
        if i % 100 == 0 {
            editor
                .tell(
                    "workspace/didChangeConfiguration",
                    json!({ "settings": null }),
                )
                .await;
        }
    }
    editor.marks(edits + 1);
    let hover = editor
        .ask("textDocument/hover", json!({ "line": 0, "character": 0 }))
        .await;
    assert_eq!(hover, Value::Null);
    assert_eq!(*LAST.lock().unwrap(), expected);
}

#[tokio::test]
async fn a_panic_in_a_reading_costs_that_reading_only() {
    fn read(text: String, format: Format, desk: Arc<Desk>, previous: &Reading) -> Reading {
        assert!(
            !text.contains("panic"),
            "the reading that the test lets fail"
        );
        Reading::new(text, format, desk, previous)
    }
    let mut editor = Editor::start(read, json!({})).await;
    editor.open("It rained. ").await;
    editor.marks(1);
    editor.insert(11, "panic", 2).await;
    // A question about the version that could not be read is answered all the same.
    assert_eq!(
        editor
            .ask("textDocument/hover", json!({ "line": 0, "character": 3 }))
            .await,
        Value::Null
    );
    editor.insert(13, "x", 3).await;
    editor.marks(3);
}

#[tokio::test]
async fn a_burst_is_read_at_its_end_only() {
    static READ: Mutex<Vec<usize>> = Mutex::new(Vec::new());
    static SHUT: AtomicBool = AtomicBool::new(false);
    fn read(text: String, format: Format, desk: Arc<Desk>, _: &Reading) -> Reading {
        while SHUT.load(Ordering::SeqCst) {
            std::thread::sleep(Duration::from_millis(1));
        }
        READ.lock().unwrap().push(text.len());
        Reading {
            text,
            format,
            desk,
            ..Reading::default()
        }
    }
    let mut editor = Editor::start(read, json!({})).await;
    editor.open("").await;
    editor.marks(1);
    READ.lock().unwrap().clear();
    SHUT.store(true, Ordering::SeqCst);
    for version in 2..1002 {
        editor.insert(0, "x", version).await;
    }
    // Answered when all edits have been taken.
    editor.ask_for("no/such", json!({})).await;
    SHUT.store(false, Ordering::SeqCst);
    editor.marks(1001);
    let read = READ.lock().unwrap().clone();
    assert_eq!(read.last(), Some(&1000));
    assert!(read.len() <= 2, "{read:?}");
}

/// A slow reading holds up neither edits nor what does not need it.
#[tokio::test]
async fn questions_that_are_dropped_or_wait_hold_nothing_up() {
    fn read(text: String, format: Format, desk: Arc<Desk>, _: &Reading) -> Reading {
        std::thread::sleep(Duration::from_millis(if text.contains("slow") {
            1500
        } else {
            0
        }));
        Reading {
            text,
            format,
            desk,
            ..Reading::default()
        }
    }
    let mut editor = Editor::start(read, json!({})).await;
    editor.open("slow").await;
    let start = Instant::now();
    for id in 1000..1100 {
        let place = editor.place(json!({ "line": 0, "character": 0 }));
        editor
            .send(json!({ "id": id, "method": "textDocument/hover", "params": place }))
            .await;
    }
    for id in 1000..1100 {
        editor.tell("$/cancelRequest", json!({ "id": id })).await;
    }
    for _ in 0..100 {
        let answer = editor.next_that(|it| it["id"].is_i64());
        assert_eq!(answer["error"]["code"], -32800);
    }
    assert!(
        start.elapsed() < Duration::from_millis(1400),
        "{:?}",
        start.elapsed()
    );
    editor.insert(0, "x", 2).await;
    editor.marks(2);
}

struct Editor {
    to: DuplexStream,
    from: BufReader<PipeReader>,
    id: i64,
}

impl Editor {
    async fn start(read: lsp::ReadDraft, capabilities: Value) -> Editor {
        let (to, stdin) = tokio::io::duplex(1 << 20);
        let (from, stdout) = std::io::pipe().unwrap();
        // The test blocks its own thread while it waits for an answer.
        std::thread::spawn(move || {
            let runtime = tokio::runtime::Builder::new_current_thread()
                .enable_time()
                .build();
            runtime
                .unwrap()
                .block_on(lsp::serve_over(stdin, stdout, read))
        });
        let mut res = Editor {
            to,
            from: BufReader::new(from),
            id: 0,
        };
        res.ask_for("initialize", json!({ "capabilities": capabilities }))
            .await;
        res.tell("initialized", json!({})).await;
        res
    }

    async fn open(&mut self, text: &str) {
        let draft = json!({ "uri": DRAFT, "languageId": "markdown", "version": 1, "text": text });
        self.tell("textDocument/didOpen", json!({ "textDocument": draft }))
            .await;
    }

    async fn insert(&mut self, character: usize, text: &str, version: i32) {
        let at = json!({ "line": 0, "character": character });
        let change = json!({ "range": { "start": at, "end": at }, "text": text });
        let draft = json!({ "uri": DRAFT, "version": version });
        let params = json!({ "textDocument": draft, "contentChanges": [change] });
        self.tell("textDocument/didChange", params).await;
    }

    /// Waits for the marks of this version.
    fn marks(&mut self, version: i32) -> Value {
        self.next_that(|it| it["params"]["version"] == version)["params"]["diagnostics"].take()
    }

    fn place(&self, position: Value) -> Value {
        json!({ "textDocument": { "uri": DRAFT }, "position": position })
    }

    async fn ask(&mut self, method: &str, position: Value) -> Value {
        let place = self.place(position);
        self.ask_for(method, place).await
    }

    async fn ask_for(&mut self, method: &str, params: Value) -> Value {
        self.id += 1;
        let id = self.id;
        self.send(json!({ "id": id, "method": method, "params": params }))
            .await;
        self.next_that(|it| it["id"] == id && it.get("method").is_none())["result"].take()
    }

    async fn tell(&mut self, method: &str, params: Value) {
        self.send(json!({ "method": method, "params": params }))
            .await;
    }

    async fn send(&mut self, mut message: Value) {
        message["jsonrpc"] = json!("2.0");
        let body = message.to_string();
        let frame = format!("Content-Length: {}\r\n\r\n{body}", body.len());
        self.to.write_all(frame.as_bytes()).await.unwrap();
    }

    fn next_that(&mut self, wanted: impl Fn(&Value) -> bool) -> Value {
        loop {
            let message = self.receive();
            if wanted(&message) {
                return message;
            }
        }
    }

    fn receive(&mut self) -> Value {
        let mut len = 0;
        loop {
            let mut line = String::new();
            self.from.read_line(&mut line).unwrap();
            match line.trim_end().split_once(": ") {
                Some((_, value)) => len = value.parse().unwrap(),
                None => break,
            }
        }
        let mut body = vec![0; len];
        self.from.read_exact(&mut body).unwrap();
        serde_json::from_slice(&body).unwrap()
    }
}

const DRAFT: &str = "file:///nowhere/draft.md";
