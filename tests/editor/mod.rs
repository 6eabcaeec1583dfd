//! An editor at the other end of the server's stdin and stdout.

use std::{
    fs,
    io::{BufRead, BufReader, Write},
    path::{Path, PathBuf},
    process::{Child, ChildStdin, Command, Stdio},
    sync::{
        atomic::{AtomicU32, Ordering},
        mpsc,
    },
    thread,
    time::{Duration, Instant},
};

use serde_json::{Value, json};

/// How long the server may take for anything.
const PATIENCE: Duration = Duration::from_secs(30);

pub struct Editor {
    server: Child,
    stdin: Option<ChildStdin>,
    messages: mpsc::Receiver<Value>,
    /// Messages that came while another was waited for.
    put_by: Vec<Value>,
    folder: PathBuf,
    id: i64,
    pub capabilities: Value,
}

impl Editor {
    pub fn start() -> Editor {
        Editor::start_with(json!({}))
    }

    /// An editor that can do this besides what all can.
    pub fn start_with(capabilities: Value) -> Editor {
        Editor::start_over(std::process::id(), capabilities, &[])
    }

    /// An editor whose server logs all that it can into a file.
    pub fn start_logging(log: &Path) -> Editor {
        let log = format!("--log-file={}", log.display());
        let arguments = ["--log-level=trace", &log];
        Editor::start_over(std::process::id(), json!({}), &arguments)
    }

    /// An editor that says that it is this process.
    pub fn start_as(process: u32) -> Editor {
        Editor::start_over(process, json!({}), &[])
    }

    fn start_over(process: u32, more: Value, arguments: &[&str]) -> Editor {
        static COUNT: AtomicU32 = AtomicU32::new(0);
        let name = format!(
            "copydesk-{}-{}",
            std::process::id(),
            COUNT.fetch_add(1, Ordering::SeqCst)
        );
        let folder = std::env::temp_dir().join(name);
        fs::create_dir_all(&folder).unwrap();
        let mut server = Command::new(env!("CARGO_BIN_EXE_copydesk"))
            .arg("lsp")
            .args(arguments)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        let (sender, messages) = mpsc::channel();
        let mut stdout = BufReader::new(server.stdout.take().unwrap());
        thread::spawn(move || while read(&mut stdout).is_some_and(|it| sender.send(it).is_ok()) {});
        let stdin = server.stdin.take();
        let mut res = Editor {
            server,
            stdin,
            messages,
            put_by: Vec::new(),
            folder,
            id: 0,
            capabilities: Value::Null,
        };
        let mut capabilities = json!({
            "workspace": { "workspaceEdit": { "documentChanges": true, "resourceOperations": ["create"] } },
            "textDocument": {
                "codeAction": { "codeActionLiteralSupport": { "codeActionKind": { "valueSet": ["quickfix"] } } },
                "hover": { "contentFormat": ["markdown"] },
                "publishDiagnostics": { "relatedInformation": true, "codeDescriptionSupport": true },
            },
        });
        for (key, value) in more.as_object().unwrap() {
            capabilities[key] = value.clone();
        }
        let root = res.uri("");
        let params = json!({ "processId": process, "rootUri": root, "capabilities": capabilities });
        res.capabilities = res.ask("initialize", params)["capabilities"].clone();
        res.tell("initialized", json!({}));
        res
    }

    pub fn uri(&self, file: &str) -> String {
        format!("file://{}", self.folder.join(file).display())
    }

    /// Writes a file into the editor's folder behind the editor's back.
    pub fn write(&self, file: &str, text: &str) {
        fs::write(self.folder.join(file), text).unwrap();
    }

    pub fn make_folder(&self, folder: &str) {
        fs::create_dir_all(self.folder.join(folder)).unwrap();
    }

    pub fn open(&mut self, file: &str, text: &str) {
        let document =
            json!({ "uri": self.uri(file), "languageId": "markdown", "version": 1, "text": text });
        self.tell("textDocument/didOpen", json!({ "textDocument": document }));
    }

    pub fn close(&mut self, file: &str) {
        let document = json!({ "uri": self.uri(file) });
        self.tell("textDocument/didClose", json!({ "textDocument": document }));
    }

    pub fn change(&mut self, file: &str, version: i32, changes: Value) {
        let document = json!({ "uri": self.uri(file), "version": version });
        let params = json!({ "textDocument": document, "contentChanges": changes });
        self.tell("textDocument/didChange", params);
    }

    /// Types `text` at a line and character.
    pub fn insert(&mut self, file: &str, version: i32, at: (u32, u32), text: &str) {
        let at = json!({ "line": at.0, "character": at.1 });
        let change = json!({ "range": { "start": at, "end": at }, "text": text });
        self.change(file, version, json!([change]));
    }

    /// The next marks that are published for this version of a draft.
    pub fn marks(&mut self, file: &str, version: i32) -> Value {
        self.published(file, |it| it["version"] == version)
    }

    /// The next marks that are published for one of the desk's files.
    pub fn marks_of_file(&mut self, file: &str) -> Value {
        self.published(file, |_| true)
    }

    fn published(&mut self, file: &str, wanted: impl Fn(&Value) -> bool) -> Value {
        let uri = self.uri(file);
        let message = self.next_that(|it| {
            it["method"] == "textDocument/publishDiagnostics"
                && it["params"]["uri"] == uri.as_str()
                && wanted(&it["params"])
        });
        message["params"]["diagnostics"].clone()
    }

    /// The answer to a question about a position or a range.
    pub fn ask_at(&mut self, method: &str, file: &str, place: Value) -> Value {
        let mut params = json!({ "textDocument": { "uri": self.uri(file) } });
        if place.get("start").is_some() {
            params["range"] = place;
            params["context"] = json!({ "diagnostics": [] });
        } else {
            params["position"] = place;
        }
        self.ask(method, params)
    }

    pub fn ask(&mut self, method: &str, params: Value) -> Value {
        let answer = self.answer(method, params);
        assert!(answer.get("error").is_none(), "{answer}");
        answer["result"].clone()
    }

    /// The error that answers a question.
    pub fn refused(&mut self, method: &str, params: Value) -> Value {
        self.answer(method, params)["error"].clone()
    }

    /// The whole message that answers a question.
    pub fn answer(&mut self, method: &str, params: Value) -> Value {
        self.id += 1;
        let id = self.id;
        self.send(json!({ "jsonrpc": "2.0", "id": id, "method": method, "params": params }));
        self.next_that(|it| it["id"] == id && it.get("method").is_none())
    }

    /// What the server tells by a notification of this kind.
    pub fn told(&mut self, method: &str) -> Value {
        self.next_that(|it| it["method"] == method)["params"].clone()
    }

    /// Answers a request of the server with nothing, which has to come.
    pub fn agree_to(&mut self, method: &str) {
        let asked = self.next_that(|it| it["method"] == method);
        self.send(json!({ "jsonrpc": "2.0", "id": asked["id"], "result": null }));
    }

    pub fn tell(&mut self, method: &str, params: Value) {
        self.send(json!({ "jsonrpc": "2.0", "method": method, "params": params }));
    }

    fn send(&mut self, mut message: Value) {
        if message["params"].is_null() {
            message.as_object_mut().unwrap().remove("params");
        }
        let body = message.to_string();
        self.send_bytes(format!("Content-Length: {}\r\n\r\n{body}", body.len()).as_bytes());
    }

    pub fn send_bytes(&mut self, bytes: &[u8]) {
        self.stdin.as_mut().unwrap().write_all(bytes).unwrap();
    }

    /// The next message, whatever it is.
    pub fn receive(&mut self) -> Value {
        self.next_that(|_| true)
    }

    fn next_that(&mut self, wanted: impl Fn(&Value) -> bool) -> Value {
        if let Some(i) = self.put_by.iter().position(&wanted) {
            return self.put_by.remove(i);
        }
        loop {
            let message = self
                .messages
                .recv_timeout(PATIENCE)
                .expect("the server says something");
            if wanted(&message) {
                return message;
            }
            self.put_by.push(message);
        }
    }

    /// All that the server has said unasked and nobody has looked at.
    pub fn other_messages(&self) -> Vec<Value> {
        let come = self.messages.try_iter();
        self.put_by.iter().cloned().chain(come).collect()
    }

    pub fn close_stdin(&mut self) {
        self.stdin = None;
    }

    /// What the server ends with by itself.
    pub fn exit_code(&mut self) -> Option<i32> {
        let end = Instant::now() + PATIENCE;
        while Instant::now() < end {
            if let Some(status) = self.server.try_wait().unwrap() {
                return status.code();
            }
            wait_for(Duration::from_millis(5));
        }
        None
    }

    /// Ends the session as an editor does.
    pub fn leave(mut self) {
        self.ask("shutdown", Value::Null);
        self.tell("exit", Value::Null);
        assert_eq!(self.exit_code(), Some(0));
    }
}

impl Drop for Editor {
    fn drop(&mut self) {
        let _ = self.server.kill();
        let _ = self.server.wait();
        let _ = fs::remove_dir_all(&self.folder);
    }
}

pub fn wait_for(time: Duration) {
    thread::sleep(time);
}

fn read(stdout: &mut impl BufRead) -> Option<Value> {
    let mut len = None;
    loop {
        let mut line = String::new();
        stdout.read_line(&mut line).ok()?;
        match line.trim_end().split_once(": ") {
            Some(("Content-Length", value)) => len = value.parse().ok(),
            Some(_) => (),
            None => break,
        }
    }
    let mut body = vec![0; len?];
    stdout.read_exact(&mut body).ok()?;
    serde_json::from_slice(&body).ok()
}
