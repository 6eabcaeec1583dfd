//! What comes from the editor, checked before tower-lsp sees it. tower-lsp ends
//! at the first message that it cannot read; here such a message is answered
//! with an error, left out, and the next one is looked for.

use std::{
    io,
    pin::Pin,
    task::{Context, Poll},
};

use serde::{Deserialize, Serialize};
use serde_json::{Value, json};
use tokio::io::{AsyncRead, ReadBuf};
use tower_lsp::jsonrpc::{Request, Response};

use super::outbox::Outbox;

/// The longest message that is read, in bytes.
const LONGEST: usize = 64 << 20;
/// How much is looked through for the end of the headers.
const LONGEST_HEADERS: usize = 8 << 10;
const READ_AT_ONCE: usize = 64 << 10;

/// Reads `editor`, and gives whole messages that tower-lsp can read.
pub struct Frames<R> {
    editor: R,
    outbox: Outbox,
    incoming: Incoming,
    /// Checked messages with their headers, and how much of them is taken.
    checked: Vec<u8>,
    taken: usize,
}

impl<R> Frames<R> {
    /// Errors are answered through `outbox`.
    pub fn new(editor: R, outbox: Outbox) -> Frames<R> {
        Frames {
            editor,
            outbox,
            incoming: Incoming::default(),
            checked: Vec::new(),
            taken: 0,
        }
    }
}

impl<R: AsyncRead + Unpin> AsyncRead for Frames<R> {
    fn poll_read(
        self: Pin<&mut Self>,
        cx: &mut Context<'_>,
        buf: &mut ReadBuf<'_>,
    ) -> Poll<io::Result<()>> {
        let this = self.get_mut();
        while this.taken == this.checked.len() {
            this.checked.clear();
            this.taken = 0;
            while let Some(message) = this.incoming.next() {
                match message {
                    Ok(body) => {
                        let header = format!("Content-Length: {}\r\n\r\n", body.len());
                        this.checked.extend_from_slice(header.as_bytes());
                        this.checked.extend_from_slice(&body);
                    }
                    Err(error) => this.outbox.send(&error.answer()),
                }
                if READ_AT_ONCE < this.checked.len() {
                    break;
                }
            }
            if this.checked.is_empty() {
                let mut bytes = [0; READ_AT_ONCE];
                let mut read = ReadBuf::new(&mut bytes);
                match Pin::new(&mut this.editor).poll_read(cx, &mut read) {
                    Poll::Ready(Ok(())) if !read.filled().is_empty() => {
                        this.incoming.bytes.extend_from_slice(read.filled());
                    }
                    other => return other,
                }
            }
        }
        let next = &this.checked[this.taken..];
        let next = &next[..next.len().min(buf.remaining())];
        buf.put_slice(next);
        this.taken += next.len();
        if this.taken == this.checked.len() && READ_AT_ONCE * 4 < this.checked.capacity() {
            (this.checked, this.taken) = (Vec::new(), 0);
        }
        Poll::Ready(Ok(()))
    }
}

/// Bytes as they came. What a header announces is never taken on trust: memory
/// grows with what was sent.
#[derive(Default)]
struct Incoming {
    bytes: Vec<u8>,
    /// Up to here `bytes` is dealt with.
    done: usize,
    /// The length of the message at `done`, where its headers are read.
    body: Option<usize>,
    /// Garbage was found and reported; the next headers are looked for.
    lost: bool,
}

impl Incoming {
    /// The next whole message, or what is wrong with it.
    fn next(&mut self) -> Option<Result<Vec<u8>, Malformed>> {
        loop {
            let rest = &self.bytes[self.done..];
            if let Some(len) = self.body {
                let body = rest.get(..len);
                let res = body.map(checked);
                if res.is_some() {
                    self.done += len;
                    self.body = None;
                } else {
                    self.forget_what_is_done();
                }
                return res;
            }
            let Some(len) = rest.windows(4).position(|it| it == b"\r\n\r\n") else {
                let lost = LONGEST_HEADERS < rest.len();
                if lost {
                    self.done = self.bytes.len() - LONGEST_HEADERS / 2;
                }
                self.forget_what_is_done();
                return if lost { self.report_once() } else { None };
            };
            self.body = content_length(&rest[..len]);
            self.done += len + 4;
            match self.body {
                Some(_) => self.lost = false,
                None => match self.report_once() {
                    None => continue,
                    error => return error,
                },
            }
        }
    }

    fn report_once(&mut self) -> Option<Result<Vec<u8>, Malformed>> {
        let known = std::mem::replace(&mut self.lost, true);
        (!known).then(|| Err(Malformed::not_json()))
    }

    fn forget_what_is_done(&mut self) {
        self.bytes.drain(..self.done);
        self.done = 0;
        if self.bytes.len() < READ_AT_ONCE {
            self.bytes.shrink_to(READ_AT_ONCE * 2);
        }
    }
}

/// The length that `headers` announce, if it is one that we read. Garbage may
/// stand before the name, where an earlier message was cut short.
fn content_length(headers: &[u8]) -> Option<usize> {
    const NAME: &[u8] = b"content-length:";
    let at = headers
        .windows(NAME.len())
        .rposition(|it| it.eq_ignore_ascii_case(NAME))?;
    let value = headers[at + NAME.len()..].split(|it| *it == b'\r').next()?;
    let value = std::str::from_utf8(value).ok()?.trim().parse().ok()?;
    (value <= LONGEST).then_some(value)
}

/// Why a message is answered with an error.
#[derive(Debug, PartialEq)]
struct Malformed {
    code: i64,
    message: &'static str,
    /// The id of the request, where it has one.
    id: Value,
}

impl Malformed {
    fn not_json() -> Malformed {
        Malformed {
            code: -32700,
            message: "Parse error",
            id: Value::Null,
        }
    }

    fn answer(self) -> impl Serialize {
        let Malformed { code, message, id } = self;
        json!({ "jsonrpc": "2.0", "error": { "code": code, "message": message }, "id": id })
    }
}

/// `body`, if tower-lsp can read it.
fn checked(body: &[u8]) -> Result<Vec<u8>, Malformed> {
    /// What tower-lsp reads a message as.
    #[derive(Deserialize)]
    #[serde(untagged)]
    enum Message {
        Response(#[allow(unused)] Response),
        Request(Request),
    }
    let mut body = body.to_vec();
    match serde_json::from_slice::<Message>(&body) {
        Ok(Message::Request(request)) if request.params() == Some(&Value::Null) => {
            return Ok(without_params(request));
        }
        Ok(_) => return Ok(body),
        Err(error) if error.is_data() => (),
        // Of an emoji cut in two, some editors send half.
        Err(_) if mend_surrogates(&mut body) => match serde_json::from_slice::<Message>(&body) {
            Ok(_) => return Ok(body),
            Err(error) if error.is_data() => (),
            Err(_) => return Err(Malformed::not_json()),
        },
        Err(_) => return Err(Malformed::not_json()),
    }
    let mut message: Value = serde_json::from_slice(&body).unwrap_or_default();
    let id = message
        .get_mut("id")
        .map(Value::take)
        .filter(|it| it.is_string() || it.is_number());
    Err(Malformed {
        code: -32600,
        message: "Invalid Request",
        id: id.unwrap_or_default(),
    })
}

/// `shutdown` with `"params": null`, as Emacs 28 sends it, which tower-lsp refuses.
fn without_params(request: Request) -> Vec<u8> {
    let (method, id, _) = request.into_parts();
    let request = Request::build(method);
    let request = match id {
        Some(id) => request.id(id).finish(),
        None => request.finish(),
    };
    serde_json::to_vec(&request).unwrap_or_default()
}

/// Replaces `\ud83d` and the like, which stand for half a character where they
/// stand alone, by `\ufffd`, which is as long in UTF-16. Says whether there were any.
fn mend_surrogates(json: &mut [u8]) -> bool {
    let unit = |json: &[u8], at: usize| {
        let digits = json.get(at..at + 6)?.strip_prefix(b"\\u")?;
        u16::from_str_radix(std::str::from_utf8(digits).ok()?, 16).ok()
    };
    let mut mended = false;
    let mut at = 0;
    while at < json.len() {
        let high = match json[at] {
            b'\\' => unit(json, at),
            _ => {
                at += 1;
                continue;
            }
        };
        match (high, unit(json, at + 6)) {
            (Some(0xD800..=0xDBFF), Some(0xDC00..=0xDFFF)) => at += 12,
            (Some(0xD800..=0xDFFF), _) => {
                json[at + 2..at + 6].copy_from_slice(b"fffd");
                mended = true;
                at += 6;
            }
            (Some(_), _) => at += 6,
            (None, _) => at += 2,
        }
    }
    mended
}

#[cfg(test)]
mod tests;
