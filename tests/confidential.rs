//! A draft full of the names of sources who are not on the record: no command
//! and no answer of the server has any of them.

#[allow(dead_code)] // What other tests use of it.
mod editor;

use std::{
    fs,
    path::{Path, PathBuf},
    process::Command,
    sync::atomic::{AtomicU32, Ordering},
};

use editor::Editor;
use serde_json::{Value, json};

const SOURCES: &str = r#"
[[source]]
id = "S7"
kind = "interview"
who = { name = "Runa Thistlewick", role = "deputy clerk", org = "Port of Tarn", email = "skip_per7@tarn.example" }
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
id = "zubrowski-call"
kind = "interview"
who = { name = "José Zúbrowski", email = "the.40.ferries@tarn.example" }
terms = "not-for-attribution"
as = "a ferry captain"

[[source]]
id = "S10"
kind = "interview"
who = { name = "Ada Uri" }
terms = "background"
as = "a pilot"

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
<!-- copydesk: ok superlative: thistlewick said so -->\n\
Write to runa.thistlewick@tarn.example or skip_per7@tarn.example. {==Thistlewick==}{>>quillfeather?<<}\n\n\
The Thistle\u{ad}wicks, Jose Zubrowski, Jose\u{301} Zu\u{301}browski, Zu\u{200b}browski and Jos\u{e9}\u{a0}Z\u{fa}browski counted\n\
Zubrowski's 90 boats at 9 a.m., #RunaThistlewick wrote to the.40.ferries@tarn.example. Emile Odegard, Emile Skarvik-Odegard and \
Emile Skarvik knew of 3,000 tons.\nThistlewick said she had counted the ships, the boats, the \
barges and the ferries of the harbor: Thistlewick said so.\n\n\
Ada Uri said the harbor was the oldest in Tarn. Uri counted 12 piers in the old harbor of the town, which the council had \
Quillfeather sell.\n";

/// In lower case and without accents.
const NAMES: [&str; 8] = [
    "thistlewick",
    "skarvik",
    "odegard",
    "quillfeather",
    "skip_per7",
    "zubrowski",
    "the.40.",
    "ada uri",
];

fn holds_none(what: &str, output: &str) {
    let plain = plain(output);
    for name in NAMES {
        let at = plain.find(name);
        assert!(at.is_none(), "{name} in {what}:\n{output}");
    }
}

/// As a reader sees it who does not look closely: without accents and what cannot be seen.
fn plain(text: &str) -> String {
    let unseen = |c: &char| !matches!(c, '\u{ad}' | '\u{200b}' | '\u{301}' | '\\');
    let lower = text.to_lowercase();
    let letter = |c| match c {
        'é' => 'e',
        'ú' => 'u',
        'ø' => 'o',
        'å' => 'a',
        '\u{a0}' => ' ',
        c => c,
    };
    lower.chars().filter(unseen).map(letter).collect()
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
        &["check", "a.md", "--show-ok"],
        &["check", ".", "--format", "json", "--show-ok"],
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
        &["completions", "bash"],
    ];
    for arguments in commands {
        let output = run(arguments);
        assert!(!output.is_empty(), "{arguments:?} says nothing");
        let given = arguments.join(" ");
        holds_none(&given, &output);
        // Only texts are masked, not what they are texts of.
        if given.contains("json") || given.starts_with("export") || given.starts_with("inspect") {
            let json = output.lines().filter(|it| !it.starts_with("copydesk: "));
            let json: String = json.collect();
            assert!(serde_json::from_str::<Value>(&json).is_ok(), "{json}");
        }
        if given.ends_with("sarif") {
            assert!(output.contains("\"uri\": \"a.md\""), "{output}");
        }
    }
    let shown = run(&["check", "--show-confidential", "a.md"]);
    assert!(shown.contains("Runa Thistlewick"), "{shown}");
}

/// Every spelling of a name in the draft is an error.
#[test]
fn every_name_in_the_draft_is_a_breach() {
    let folder = folder();
    let output = Command::new(env!("CARGO_BIN_EXE_copydesk"))
        .args(["check", "a.md", "--format", "json", "--show-confidential"])
        .current_dir(&folder)
        .output()
        .unwrap();
    let output: Value = serde_json::from_slice(&output.stdout).unwrap();
    let findings = output["files"][0]["findings"].as_array().unwrap();
    let breaches = findings
        .iter()
        .filter(|it| it["rule"] == "source-terms-breached")
        .map(|it| it["place"]["text"].as_str().unwrap());
    let mut left = DRAFT.to_owned();
    for it in breaches {
        left = left.replacen(it, "", 1);
    }
    holds_none("what the breaches leave", &left);
    assert!(!left.contains("Uri"), "{left}");
}

#[test]
fn no_answer_of_the_server_holds_a_name() {
    let log = Path::new(env!("CARGO_TARGET_TMPDIR")).join("confidential.log");
    let _ = fs::remove_file(&log);
    let mut editor = Editor::start_logging(&log);
    editor.write("sources.toml", SOURCES);
    editor.write(
        "copydesk.toml",
        "editor = { inlay-hints = true, semantic-tokens = true }\n",
    );
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
    let actions = editor.ask_at("textDocument/codeAction", "a.md", whole.clone());
    assert!(!actions.as_array().unwrap().is_empty());
    holds_none("the actions", &actions.to_string());
    let mut asked = vec!["codeActionProvider"];
    for (line, text) in DRAFT.lines().enumerate() {
        for character in (0..text.encode_utf16().count()).step_by(4) {
            let place = json!({ "line": line, "character": character });
            for (provider, method) in AT_POSITIONS {
                let answer = editor.ask_at(method, "a.md", place.clone());
                holds_none(method, &answer.to_string());
                asked.push(provider);
            }
            let params = json!({
                "textDocument": { "uri": editor.uri("a.md") }, "position": place,
                "context": { "includeDeclaration": true }, "newName": "Ida Thistlewick Brandt",
            });
            let answer = editor.ask("textDocument/references", params.clone());
            holds_none("textDocument/references", &answer.to_string());
            let answer = editor.answer("textDocument/rename", params);
            // What the writer types is the writer's.
            let shown = answer.to_string().replace("Ida Thistlewick Brandt", "");
            holds_none("textDocument/rename", &shown);
        }
    }
    asked.extend(["referencesProvider", "renameProvider"]);
    for (provider, method) in OF_DOCUMENTS {
        let params = json!({ "textDocument": { "uri": editor.uri("a.md") }, "range": whole, "positions": [{ "line": 6, "character": 9 }] });
        let answer = editor.ask(method, params);
        assert!(!answer.is_null(), "{method}");
        let mut shown = answer.to_string();
        // A link leads where the draft says.
        shown = shown.replace("https://quillfeather.example", "");
        holds_none(method, &shown);
        asked.push(provider);
    }
    for query in ["", "thistlewick"] {
        let answer = editor.ask("workspace/symbol", json!({ "query": query }));
        holds_none("workspace/symbol", &answer.to_string());
    }
    asked.push("workspaceSymbolProvider");
    for (provider, _) in capabilities.as_object().unwrap() {
        let known = !provider.ends_with("Provider") || asked.contains(&provider.as_str());
        assert!(known, "{provider} is not asked");
    }

    // Keys to choose from, in a draft that begins to cite.
    editor.open("b.md", "The port is old [@");
    let place = json!({ "line": 0, "character": 18 });
    let keys = editor.ask_at("textDocument/completion", "b.md", place);
    assert!(keys.to_string().contains("weller"), "{keys}");
    holds_none("the keys", &keys.to_string());
    for message in editor.other_messages() {
        holds_none("a message", &message.to_string());
    }
    editor.leave();
    holds_none("the log", &fs::read_to_string(&log).unwrap());
}

const AT_POSITIONS: [(&str, &str); 5] = [
    ("hoverProvider", "textDocument/hover"),
    ("definitionProvider", "textDocument/definition"),
    ("completionProvider", "textDocument/completion"),
    (
        "documentHighlightProvider",
        "textDocument/documentHighlight",
    ),
    ("renameProvider", "textDocument/prepareRename"),
];

const OF_DOCUMENTS: [(&str, &str); 8] = [
    ("documentSymbolProvider", "textDocument/documentSymbol"),
    ("codeLensProvider", "textDocument/codeLens"),
    ("documentLinkProvider", "textDocument/documentLink"),
    ("foldingRangeProvider", "textDocument/foldingRange"),
    ("selectionRangeProvider", "textDocument/selectionRange"),
    ("inlayHintProvider", "textDocument/inlayHint"),
    ("semanticTokensProvider", "textDocument/semanticTokens/full"),
    (
        "semanticTokensProvider",
        "textDocument/semanticTokens/range",
    ),
];

/// A folder with the draft and its records, the root of a repository.
fn folder() -> PathBuf {
    static COUNT: AtomicU32 = AtomicU32::new(0);
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!(
        "confidential-{}",
        COUNT.fetch_add(1, Ordering::SeqCst)
    ));
    let _ = fs::remove_dir_all(&folder);
    fs::create_dir_all(folder.join(".git")).unwrap();
    fs::write(folder.join("sources.toml"), SOURCES).unwrap();
    fs::write(folder.join("a.md"), DRAFT).unwrap();
    folder
}
