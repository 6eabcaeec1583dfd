use super::*;

const HOVER: &str = r#"{"jsonrpc":"2.0","id":7,"method":"textDocument/hover","params":{}}"#;

#[test]
fn messages_come_through_whatever_pieces_they_come_in() {
    let bytes = [
        frame(HOVER),
        frame(r#"{"jsonrpc":"2.0","method":"exit"}"#),
        frame(HOVER),
    ]
    .concat();
    for size in [1, 2, 3, 7, 50, 1000] {
        let mut incoming = Incoming::default();
        let mut found = Vec::new();
        for piece in bytes.chunks(size) {
            incoming.bytes.extend_from_slice(piece);
            found.extend(std::iter::from_fn(|| incoming.next()));
        }
        assert_eq!(found.len(), 3, "in pieces of {size}");
        assert_eq!(found[2], Ok(HOVER.into()));
    }
}

#[test]
fn header_names_are_read_in_any_case() {
    let message = format!(
        "content-TYPE: application/vscode-jsonrpc; charset=utf-8\r\ncontent-length:{}\r\n\r\n{HOVER}",
        HOVER.len()
    );
    assert_eq!(read(message.as_bytes()), [Ok(HOVER.into())]);
}

#[test]
fn a_request_may_say_that_it_has_no_parameters() {
    let sent = r#"{"jsonrpc":"2.0","id":4,"method":"shutdown","params":null}"#;
    let [Ok(read)] = &read(&frame(sent))[..] else {
        panic!()
    };
    let read: Value = serde_json::from_slice(read).unwrap();
    assert_eq!(
        read,
        json!({ "jsonrpc": "2.0", "id": 4, "method": "shutdown" })
    );
}

#[test]
fn what_cannot_be_read_is_answered_and_left_out() {
    assert_eq!(codes(&frame(r#"{"jsonrpc":"2.0","method":bad}"#)), [-32700]);
    assert_eq!(codes(&frame("")), [-32700]);
    assert_eq!(
        codes(b"Content-Length: 12\r\n\r\n\"\xff\xfe invalid\""),
        [-32700]
    );
    let deep = format!(
        "{{\"jsonrpc\":\"2.0\",\"method\":\"x\",\"params\":{}{}}}",
        "[".repeat(500),
        "]".repeat(500)
    );
    assert_eq!(codes(&frame(&deep)), [-32700]);
    assert_eq!(codes(&frame(&format!("[{HOVER}]"))), [-32600]);
    assert_eq!(codes(&frame("{}")), [-32600]);
}

#[test]
fn the_error_names_the_request_where_there_is_one() {
    let [Err(error)] = &read(&frame(r#"{"jsonrpc":"1.0","id":"a-1","method":"x"}"#))[..] else {
        panic!()
    };
    assert_eq!((error.code, &error.id), (-32600, &json!("a-1")));
}

#[test]
fn after_garbage_the_next_message_is_found() {
    let then = |garbage: &[u8]| {
        let all = read(&[garbage, &frame(HOVER)].concat());
        assert_eq!(
            all.last(),
            Some(&Ok(HOVER.into())),
            "{}",
            String::from_utf8_lossy(garbage)
        );
        assert_eq!(all.len(), 2, "one error for one piece of garbage");
    };
    then(b"hello\r\n\r\n");
    then(b"Content-Length: -5\r\n\r\n{}");
    then(b"Content-Length: 99999999999\r\n\r\n{}");
    then(b"Content-Length: 184467440737095516150\r\n\r\n{}");
    then(
        &[
            b"Content-Length: 1073741824\r\n\r\n".as_slice(),
            &[b' '; 100_000],
        ]
        .concat(),
    );
    then(b"Content-Length: 2\r\n\r\n{]");
}

#[test]
fn an_announced_length_takes_no_memory() {
    let mut incoming = Incoming {
        bytes: b"Content-Length: 67000000\r\n\r\n{".to_vec(),
        ..Incoming::default()
    };
    assert_eq!(incoming.next(), None);
    assert!(incoming.bytes.capacity() <= READ_AT_ONCE * 2);
}

#[test]
fn half_an_emoji_keeps_its_length() {
    let mended = |json: &str| {
        let mut json = json.as_bytes().to_vec();
        let res = mend_surrogates(&mut json);
        (res, String::from_utf8(json).unwrap())
    };
    assert_eq!(
        mended(r#""a \ud83d b""#),
        (true, r#""a \ufffd b""#.to_owned())
    );
    assert_eq!(
        mended(r#""\ude00\ud83d""#),
        (true, r#""\ufffd\ufffd""#.to_owned())
    );
    for whole in [
        r#""\ud83d\ude00""#,
        r#""\\ud83d""#,
        r#""é \n \u00e9""#,
        r#""\u"#,
        r#""\"#,
    ] {
        assert_eq!(mended(whole), (false, whole.to_owned()));
    }
    let insert = frame(r#"{"jsonrpc":"2.0","method":"x","params":{"text":"\ud83d"}}"#);
    assert_eq!(
        read(&insert),
        [Ok(
            r#"{"jsonrpc":"2.0","method":"x","params":{"text":"\ufffd"}}"#.into()
        )]
    );
}

fn frame(body: &str) -> Vec<u8> {
    format!("Content-Length: {}\r\n\r\n{body}", body.len()).into_bytes()
}

/// All that comes of `bytes`.
fn read(bytes: &[u8]) -> Vec<Result<Vec<u8>, Malformed>> {
    let mut incoming = Incoming::default();
    let mut found = Vec::new();
    for piece in bytes.chunks(4096) {
        incoming.bytes.extend_from_slice(piece);
        found.extend(std::iter::from_fn(|| incoming.next()));
    }
    found
}

/// The codes of the errors in `bytes`, which holds nothing else.
fn codes(bytes: &[u8]) -> Vec<i64> {
    read(bytes)
        .into_iter()
        .map(|it| it.unwrap_err().code)
        .collect()
}
