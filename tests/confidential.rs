//! A draft full of the names of sources who are not on the record: no command
//! and no answer of the server has any of them.

#[allow(dead_code)] // What other tests use of it.
mod editor;

use std::{
    fs,
    path::{Path, PathBuf},
    process::Command,
};

use editor::Editor;
use serde_json::{Value, json};

const SOURCES: &str = r#"
[[source]]
id = "S7"
kind = "interview"
who = { name = "Runa Thistlewick", role = "deputy clerk", org = "Port of Tarn", email = "skipper7@tarn.example" }
terms = "background"
as = "a harbor official"
note = "Thistlewick wants to be called back"
quotes = [{ text = "Runa Thistlewick never counted 41 ships in the harbor." }]

[[source]]
id = "S8"
kind = "interview"
who = { name = "Émile Skarvik-Ødegård" }
terms = "deep-background"

[[source]]
id = "S9"
kind = "interview"
who = { name = "Ib Quillfeather", rol = "pilot" }
terms = "off-record"

[[source]]
id = "weller"
kind = "interview"
who = { name = "Dana Weller", role = "harbor master", org = "Port of Tarn" }
date = 2026-02-03
"#;

const DRAFT: &str = "---\ntitle: What Thistlewick saw\n---\n\n# RUNA THISTLEWICK’S harbor\n\n\
The port is the largest in Tarn, Runa Thistlewick said [@S7]. Thistlewick counted 44 ships, and thistlewick's \
brother, Ib Quillfeather, left.\n\n“Runa Thistlewick counted 44 ships in the harbor,” Runa Thistlewick said [@S7].\n\n\
- [QUILLFEATHER](https://quillfeather.example/log) is likely to resign\n\n\
Critics say Émile Skarvik-Ødegård, or ÉMILE SKARVIK-ØDEGÅRD, knew [@thistlewick]. TK Quillfeather.\n\n\
<!-- copydesk: ok superlative: thistlewick said so -->\nWrite to runa.thistlewick@tarn.example or skipper7@tarn.example. {==Thistlewick==}{>>quillfeather?<<}\n";

/// In lower case.
const NAMES: [&str; 4] = ["thistlewick", "skarvik", "quillfeather", "skipper7"];

fn holds_none(what: &str, output: &str) {
    let lower = output.to_lowercase();
    for name in NAMES {
        let at = lower.find(name);
        assert!(at.is_none(), "{name} in {what}:\n{output}");
    }
}

#[test]
fn no_command_prints_a_name() {
    let folder = folder();
    let run = |arguments: &[&str]| {
        let output = Command::new(env!("CARGO_BIN_EXE_copydesk"))
            .args(arguments)
            .current_dir(&folder)
            .output()
            .unwrap();
        let (out, error) = (output.stdout, output.stderr);
        String::from_utf8_lossy(&[out, error].concat()).into_owned()
    };
    let commands: &[&[&str]] = &[
        &["check", "a.md"],
        &["check", ".", "--format", "json"],
        &["check", "a.md", "--format", "github"],
        &["check", "a.md", "--format", "sarif"],
        &["check", "a.md", "--profile", "publish"],
        &["inspect", "a.md"],
        &["sheet", "a.md"],
        &["sheet", "a.md", "--format", "csv"],
        &["sheet", "a.md", "--format", "json"],
        &["clean", "a.md"],
        &["clean", "a.md", "--drop-queries"],
        &["export", "a.md"],
        &["explain"],
        &["init"],
    ];
    for arguments in commands {
        let output = run(arguments);
        assert!(!output.is_empty(), "{arguments:?} says nothing");
        holds_none(&arguments.join(" "), &output);
    }
    let shown = run(&["check", "--show-confidential", "a.md"]);
    assert!(shown.contains("Runa Thistlewick"), "{shown}");
}

#[test]
fn no_answer_of_the_server_holds_a_name() {
    let mut editor = Editor::start();
    editor.write("sources.toml", SOURCES);
    editor.open("a.md", DRAFT);
    let marks = editor.marks("a.md", 1);
    assert!(marks.to_string().contains("source-terms-breached"));
    holds_none("the marks", &marks.to_string());
    let problems = editor.marks_of_file("sources.toml");
    assert!(problems.to_string().contains("rol"), "{problems}");
    holds_none("the marks of sources.toml", &problems.to_string());

    let capabilities = editor.capabilities.clone();
    let whole =
        json!({ "start": { "line": 0, "character": 0 }, "end": { "line": 99, "character": 0 } });
    let actions = editor.ask_at("textDocument/codeAction", "a.md", whole);
    assert!(!actions.as_array().unwrap().is_empty());
    holds_none("the actions", &actions.to_string());
    let at_positions = [
        ("hoverProvider", "textDocument/hover"),
        ("definitionProvider", "textDocument/definition"),
        ("completionProvider", "textDocument/completion"),
        (
            "documentHighlightProvider",
            "textDocument/documentHighlight",
        ),
    ];
    for (line, text) in DRAFT.lines().enumerate() {
        for character in (0..text.encode_utf16().count()).step_by(4) {
            for (_, method) in at_positions.iter().filter(|it| has(&capabilities, it.0)) {
                let place = json!({ "line": line, "character": character });
                let answer = editor.ask_at(method, "a.md", place);
                holds_none(method, &answer.to_string());
            }
        }
    }
    let of_documents = [
        ("documentSymbolProvider", "textDocument/documentSymbol"),
        ("codeLensProvider", "textDocument/codeLens"),
        ("documentLinkProvider", "textDocument/documentLink"),
        ("foldingRangeProvider", "textDocument/foldingRange"),
    ];
    for (_, method) in of_documents.iter().filter(|it| has(&capabilities, it.0)) {
        let params = json!({ "textDocument": { "uri": editor.uri("a.md") } });
        let answer = editor.ask(method, params);
        let mut shown = answer.to_string();
        // A link leads where the draft says.
        shown = shown.replace("https://quillfeather.example", "");
        holds_none(method, &shown);
    }
    if has(&capabilities, "workspaceSymbolProvider") {
        let answer = editor.ask("workspace/symbol", json!({ "query": "" }));
        holds_none("workspace/symbol", &answer.to_string());
    }
    editor.leave();
}

fn has(capabilities: &Value, provider: &str) -> bool {
    !matches!(capabilities[provider], Value::Null | Value::Bool(false))
}

/// A folder with the draft and its records, the root of a repository.
fn folder() -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("confidential");
    let _ = fs::remove_dir_all(&folder);
    fs::create_dir_all(folder.join(".git")).unwrap();
    fs::write(folder.join("sources.toml"), SOURCES).unwrap();
    fs::write(folder.join("a.md"), DRAFT).unwrap();
    folder
}
