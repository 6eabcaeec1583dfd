//! The real binary over stdio, as an editor drives it.

#[allow(dead_code)] // What other tests use of it.
mod editor;
mod navigation;

use std::time::{Duration, Instant};

use editor::{Editor, wait_for};
use serde_json::{Value, json};

/// Marks are expected on "more than 4,100 homes" wherever that stands.
const CLAIM: &str = "The storm destroyed more than 4,100 homes in the valley.";

#[test]
fn marks_stand_at_the_right_place_in_every_encoding() {
    let draft = format!("# 🌊 After the storm\r\n\r\nIt was loud 👩‍👩‍👧 there.\r\n\r\n😀 {CLAIM}\r\n");
    let before = "😀 The storm destroyed ";
    for (encoding, start) in [
        ("utf-8", before.len()),
        ("utf-16", before.encode_utf16().count()),
        ("utf-32", before.chars().count()),
    ] {
        let mut editor =
            Editor::start_with(json!({ "general": { "positionEncodings": [encoding] } }));
        assert_eq!(editor.capabilities["positionEncoding"], encoding);
        editor.open("draft.md", &draft);
        let mark = mark(&editor.marks("draft.md", 1), "unattributed-figure");
        assert_eq!(
            mark["range"]["start"],
            json!({ "line": 4, "character": start }),
            "{encoding}"
        );
        assert_eq!(mark["source"], "copydesk");
        editor.leave();
    }
}

#[test]
fn a_bibliography_that_is_not_there_has_a_mark() {
    let mut editor = Editor::start();
    editor.open(
        "draft.md",
        "---\nbibliography: lost.bib\n---\n\nIt rained.\n",
    );
    let marks = editor.marks("draft.md", 1);
    assert_eq!(
        marks[0]["message"],
        "there is no such file; it is looked for beside the draft"
    );
    let place =
        json!({ "start": { "line": 1, "character": 14 }, "end": { "line": 1, "character": 22 } });
    assert_eq!(marks[0]["range"], place);
    editor.leave();
}

#[test]
fn marks_move_with_edits() {
    let mut editor = Editor::start();
    assert_eq!(editor.capabilities["positionEncoding"], "utf-16");
    editor.open("draft.md", &format!("It rained.\n\n😀 {CLAIM}\n"));
    let start = |marks: &Value| mark(marks, "unattributed-figure")["range"]["start"].clone();
    let first = start(&editor.marks("draft.md", 1));
    editor.insert("draft.md", 2, (2, 3), "😀 ");
    editor.insert("draft.md", 3, (0, 0), "Yes.\n\n");
    let moved = start(&editor.marks("draft.md", 3));
    assert_eq!(moved["line"], 4);
    assert_eq!(
        moved["character"].as_u64(),
        first["character"].as_u64().map(|it| it + 3)
    );
    editor.leave();
}

#[test]
fn a_new_mark_in_the_sentence_being_typed_waits_for_the_pause() {
    let mut editor = Editor::start();
    editor.open("draft.md", "It rained.\n\nThe storm destroyed homes.\n");
    assert!(!has(&editor.marks("draft.md", 1), "unattributed-figure"));
    editor.insert("draft.md", 2, (2, 20), "more than 4,100 ");
    let typed = Instant::now();
    assert!(!has(&editor.marks("draft.md", 2), "unattributed-figure"));
    assert!(has(&editor.marks("draft.md", 2), "unattributed-figure"));
    assert!(Duration::from_millis(250) < typed.elapsed());
    editor.leave();
}

#[test]
fn an_action_settles_its_mark() {
    let mut editor = Editor::start();
    let draft = format!("It rained.\n\n{CLAIM}\n");
    editor.open("draft.md", &draft);
    let mark = mark(&editor.marks("draft.md", 1), "unattributed-figure");
    let actions = editor.ask_at("textDocument/codeAction", "draft.md", mark["range"].clone());
    let placeholder = actions
        .as_array()
        .unwrap()
        .iter()
        .find(|it| it["edit"].to_string().contains("(TK source)"));
    let action = placeholder.unwrap_or_else(|| panic!("no placeholder in {actions:#}"));
    assert_eq!(action["kind"], "quickfix");
    assert_eq!(action["diagnostics"][0]["code"], mark["code"]);
    let change = &action["edit"]["documentChanges"][0];
    assert_eq!(change["textDocument"]["version"], 1);
    let edit = &change["edits"][0];
    editor.change(
        "draft.md",
        2,
        json!([{ "range": edit["range"], "text": edit["newText"] }]),
    );
    assert!(!has(&editor.marks("draft.md", 2), "unattributed-figure"));
    editor.leave();
}

#[test]
fn an_entry_for_a_mark_that_is_gone_is_taken_out_of_the_settings() {
    let mut editor = Editor::start();
    let ok = |words: &str| {
        format!("[[ok]]\nrule = 'superlative'\ntext = '{words}'\nreason = 'ours'\n\n")
    };
    let settings = format!(
        "{}{}[editor]\npause-ms = 0\n",
        ok("the oldest"),
        ok("a large port")
    );
    editor.write("copydesk.toml", &settings);
    editor.open("draft.md", "It is a large port, the mayor said.\n");
    let mark = mark(&editor.marks("draft.md", 1), "stale-ok");
    let actions = editor.ask_at("textDocument/codeAction", "draft.md", mark["range"].clone());
    let change = &actions[0]["edit"]["documentChanges"][0];
    assert_eq!(change["textDocument"]["uri"], editor.uri("copydesk.toml"));
    let place =
        json!({ "start": { "line": 5, "character": 0 }, "end": { "line": 10, "character": 0 } });
    assert_eq!(change["edits"], json!([{ "range": place, "newText": "" }]));
    editor.leave();
}

#[test]
fn actions_of_other_kinds_are_not_asked_for() {
    let mut editor = Editor::start();
    editor.open("draft.md", CLAIM);
    let range = mark(&editor.marks("draft.md", 1), "unattributed-figure")["range"].clone();
    let only = |editor: &mut Editor, kind: &str| {
        let params = json!({
            "textDocument": { "uri": editor.uri("draft.md") },
            "range": range,
            "context": { "diagnostics": [], "only": [kind] },
        });
        editor.ask("textDocument/codeAction", params)
    };
    assert_eq!(only(&mut editor, "source.organizeImports"), Value::Null);
    assert_ne!(only(&mut editor, "quickfix"), Value::Null);
    editor.leave();
}

#[test]
fn all_claims_are_cited_after_a_look_at_each() {
    const SOURCES: &str = "[[source]]\nid = 'log'\nkind = 'document'\ntitle = 'Port Log'\n";
    let draft = "The Port Log is the oldest in the country.\n\nThe dam is likely to fail, and the Port Log is the largest book.\n";
    let annotated =
        json!({ "workspaceEdit": { "documentChanges": true, "changeAnnotationSupport": {} } });
    let mut kinds = Vec::new();
    for (workspace, confirmed) in [(annotated, true), (json!({}), false)] {
        let mut editor = Editor::start_with(json!({ "workspace": workspace }));
        editor.write("sources.toml", SOURCES);
        editor.write("copydesk.toml", "citation.style = 'pandoc'\n");
        editor.open("draft.md", draft);
        editor.marks("draft.md", 1);
        let whole =
            json!({ "start": { "line": 0, "character": 0 }, "end": { "line": 9, "character": 0 } });
        let asked = |context: Value| json!({ "textDocument": { "uri": editor.uri("draft.md") }, "range": whole, "context": context });
        let (all, by_itself) = (
            asked(json!({ "diagnostics": [], "only": ["source"] })),
            asked(json!({ "diagnostics": [], "triggerKind": 2 })),
        );
        let actions = editor.ask("textDocument/codeAction", all);
        let [action] = &actions.as_array().unwrap()[..] else {
            panic!("{actions:#}");
        };
        assert_eq!(action["kind"], "source.citeAll");
        assert_eq!(
            action["title"],
            "Cite 2 claims that have one matching record each"
        );
        let edit = &action["edit"];
        let edits = match confirmed {
            true => &edit["documentChanges"][0]["edits"],
            false => &edit["changes"][editor.uri("draft.md")],
        };
        let mut edits = edits.as_array().unwrap().clone();
        assert_eq!(edit["changeAnnotations"].is_null(), !confirmed);
        for edit in edits.iter_mut().filter(|_| confirmed) {
            let annotation = edit["annotationId"].take();
            let annotation = &action["edit"]["changeAnnotations"][annotation.as_str().unwrap()];
            assert_eq!(annotation["needsConfirmation"], true);
            assert_eq!(annotation["label"], "Cite [@log]: Port Log");
        }
        for it in &mut edits {
            it["text"] = it["newText"].take();
        }
        edits.reverse();
        editor.change("draft.md", 2, json!(edits));
        assert_eq!(editor.marks("draft.md", 2), json!([]));
        let actions = editor.ask("textDocument/codeAction", by_itself);
        kinds.extend(
            actions
                .as_array()
                .unwrap()
                .iter()
                .map(|it| it["kind"].clone()),
        );
        editor.leave();
    }
    assert!(!kinds.contains(&json!("source.citeAll")) && !kinds.contains(&json!("refactor")));
}

#[test]
fn pointing_at_a_mark_says_what_it_is() {
    let mut editor = Editor::start();
    editor.open("draft.md", CLAIM);
    let at = mark(&editor.marks("draft.md", 1), "unattributed-figure")["range"]["start"].clone();
    let hover = editor.ask_at("textDocument/hover", "draft.md", at);
    assert!(
        !hover["contents"]["value"]
            .as_str()
            .unwrap_or_default()
            .is_empty(),
        "{hover}"
    );
    assert_eq!(hover["range"]["start"]["line"], 0);
    editor.leave();
}

#[test]
fn settings_are_read_again_when_they_change() {
    let mut editor = Editor::start();
    editor.open("draft.md", CLAIM);
    let plain = mark(&editor.marks("draft.md", 1), "unattributed-figure")["severity"].clone();
    assert_ne!(plain, 1);

    // Saved by another program, in an editor that tells.
    editor.write("copydesk.toml", "[rules]\nunattributed-figure = \"off\"\n");
    let changes = json!([{ "uri": editor.uri("copydesk.toml"), "type": 1 }]);
    editor.tell(
        "workspace/didChangeWatchedFiles",
        json!({ "changes": changes }),
    );
    assert!(!has(&editor.marks("draft.md", 1), "unattributed-figure"));

    // Open in the editor and not yet saved.
    editor.open(
        "copydesk.toml",
        "[rules]\nunattributed-figure = \"error\"\n",
    );
    assert_eq!(
        mark(&editor.marks("draft.md", 1), "unattributed-figure")["severity"],
        1
    );
    editor.insert("copydesk.toml", 2, (1, 22), "no ");
    let wrong = editor.marks_of_file("copydesk.toml");
    assert_eq!(wrong[0]["range"]["start"]["line"], 1);
    assert_eq!(
        mark(&editor.marks("draft.md", 1), "unattributed-figure")["severity"],
        plain
    );

    // Closed again: the file on disk counts.
    editor.close("copydesk.toml");
    assert_eq!(editor.marks_of_file("copydesk.toml"), json!([]));
    assert!(!has(&editor.marks("draft.md", 1), "unattributed-figure"));
    editor.leave();
}

#[test]
fn settings_are_read_again_in_editors_that_do_not_watch_files() {
    let mut editor = Editor::start();
    editor.open("draft.md", CLAIM);
    assert!(has(&editor.marks("draft.md", 1), "unattributed-figure"));
    editor.write("copydesk.toml", "[rules]\nunattributed-figure = \"off\"\n");
    wait_for(Duration::from_millis(2100));
    let start = json!({ "line": 0, "character": 0 });
    editor.ask_at("textDocument/hover", "draft.md", start);
    assert!(!has(&editor.marks("draft.md", 1), "unattributed-figure"));
    editor.leave();
}

#[test]
fn what_cannot_be_read_is_answered_and_the_next_message_too() {
    let mut editor = Editor::start();
    editor.send_bytes(b"Content-Length: 5\r\n\r\n{bad}");
    assert_eq!(editor.receive()["error"]["code"], -32700);
    editor.send_bytes(b"content-length: 2\r\n\r\n[]");
    assert_eq!(editor.receive()["error"]["code"], -32600);
    editor.open("draft.md", CLAIM);
    assert!(has(&editor.marks("draft.md", 1), "unattributed-figure"));
    editor.leave();
}

#[test]
fn exit_ends_the_process_while_stdin_is_open() {
    let mut editor = Editor::start();
    editor.tell("exit", Value::Null);
    assert_eq!(editor.exit_code(), Some(1));

    let mut editor = Editor::start();
    assert_eq!(editor.ask("shutdown", Value::Null), Value::Null);
    editor.tell("exit", Value::Null);
    assert_eq!(editor.exit_code(), Some(0));
}

#[test]
fn closing_stdin_ends_the_process() {
    let mut editor = Editor::start();
    editor.open("draft.md", CLAIM);
    editor.close_stdin();
    assert_eq!(editor.exit_code(), Some(1));
}

#[cfg(target_os = "linux")]
#[test]
fn the_end_of_the_editor_ends_the_process() {
    let mut other = std::process::Command::new("sleep")
        .arg("60")
        .spawn()
        .unwrap();
    let mut editor = Editor::start_as(other.id());
    wait_for(Duration::from_millis(2500));
    other.kill().unwrap();
    other.wait().unwrap();
    assert_eq!(editor.exit_code(), Some(1));
}

fn has(marks: &Value, rule: &str) -> bool {
    marks
        .as_array()
        .unwrap()
        .iter()
        .any(|it| it["code"] == rule)
}

/// The only mark of `rule`.
fn mark(marks: &Value, rule: &str) -> Value {
    let of_rule: Vec<&Value> = marks
        .as_array()
        .unwrap()
        .iter()
        .filter(|it| it["code"] == rule)
        .collect();
    assert_eq!(of_rule.len(), 1, "{marks:#}");
    of_rule[0].clone()
}
