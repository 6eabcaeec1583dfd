//! Getting about in drafts.

use serde_json::{Value, json};

use crate::editor::Editor;

const DRAFT: &str = "# Pell wins 😀 vote\n\nMayor Anna Pell said rents fell 9%. 😀 Pell’s rival wept.\n\n“Pell lied,” said Otto Orr.\n\nShe said it rained [@log].\n";

const SOURCES: &str = "[[source]]\nid = 'log'\nkind = 'document'\ntitle = 'Port log'\nurl = 'https://example.org/log'\n\n[[source]]\nid = \"S7\"\nkind = 'interview'\nwho = { name = 'Ida Brook' }\nterms = 'background'\nas = 'a harbor official'\nfile = 'notes/s7.txt'\n";

fn start(encoding: &str) -> Editor {
    let text = json!({
        "definition": { "linkSupport": true },
        "documentSymbol": { "hierarchicalDocumentSymbolSupport": true },
        "rename": { "prepareSupport": true },
        "documentLink": { "tooltipSupport": true },
        "completion": { "completionItem": { "documentationFormat": ["markdown"] } },
        "hover": { "contentFormat": ["markdown"] },
    });
    let general = json!({ "positionEncodings": [encoding] });
    let mut editor = Editor::start_with(json!({ "general": general, "textDocument": text }));
    editor.write("sources.toml", SOURCES);
    editor.open("draft.md", DRAFT);
    editor
}

/// The position of the character behind the first `words` of the draft's line.
fn at(encoding: &str, line: usize, words: &str) -> Value {
    let text = DRAFT.lines().nth(line).unwrap();
    let before = &text[..text.find(words).unwrap() + words.len()];
    let character = match encoding {
        "utf-8" => before.len(),
        _ => before.encode_utf16().count(),
    };
    json!({ "line": line, "character": character })
}

/// The draft's text at a range.
fn of(encoding: &str, text: &str, range: &Value) -> String {
    let offset = |at: &Value| {
        let line = at["line"].as_u64().unwrap() as usize;
        let before: usize = text.split_inclusive('\n').take(line).map(str::len).sum();
        let wanted = at["character"].as_u64().unwrap() as usize;
        let mut units = 0;
        let bytes = text[before..].chars().take_while(|it| {
            let starts = units < wanted;
            units += if encoding == "utf-8" {
                it.len_utf8()
            } else {
                it.len_utf16()
            };
            starts
        });
        before + bytes.map(char::len_utf8).sum::<usize>()
    };
    text[offset(&range["start"])..offset(&range["end"])].to_owned()
}

/// The draft with the edits of a file made.
fn edited(encoding: &str, text: &str, edits: &Value) -> String {
    let mut text = text.to_owned();
    for edit in edits.as_array().unwrap().iter().rev() {
        let old = of(encoding, &text, &edit["range"]);
        let until =
            json!({ "start": { "line": 0, "character": 0 }, "end": edit["range"]["start"] });
        let start = of(encoding, &text, &until).len();
        text.replace_range(start..start + old.len(), edit["newText"].as_str().unwrap());
    }
    text
}

fn rename(editor: &mut Editor, file: &str, at: Value, new: &str) -> Value {
    let document = json!({ "uri": editor.uri(file) });
    let params = json!({ "textDocument": document, "position": at, "newName": new });
    editor.ask("textDocument/rename", params)
}

#[test]
fn definitions_references_and_highlights_in_every_encoding() {
    for encoding in ["utf-8", "utf-16"] {
        let mut editor = start(encoding);
        let here = at(encoding, 2, "😀 Pe");
        let link = &editor.ask_at("textDocument/definition", "draft.md", here.clone())[0];
        assert_eq!(
            of(encoding, DRAFT, &link["targetSelectionRange"]),
            "Anna Pell"
        );
        assert_eq!(of(encoding, DRAFT, &link["originSelectionRange"]), "Pell");

        let marked = editor.ask_at("textDocument/documentHighlight", "draft.md", here.clone());
        let marked = marked.as_array().unwrap().iter();
        let marked: Vec<String> = marked.map(|it| of(encoding, DRAFT, &it["range"])).collect();
        assert_eq!(marked, ["Pell", "Anna Pell", "Pell", "Pell", "She"]);

        let references = |editor: &mut Editor, declared: bool| {
            let document = json!({ "uri": editor.uri("draft.md") });
            let context = json!({ "includeDeclaration": declared });
            let params = json!({ "textDocument": document, "position": here, "context": context });
            editor
                .ask("textDocument/references", params)
                .as_array()
                .unwrap()
                .len()
        };
        assert_eq!(references(&mut editor, true), 5);
        assert_eq!(references(&mut editor, false), 4);
        editor.leave();
    }
}

#[test]
fn somebody_is_renamed_but_not_in_quotations() {
    for encoding in ["utf-8", "utf-16"] {
        let mut editor = start(encoding);
        let here = at(encoding, 2, "😀 Pe");
        let prepared = editor.ask_at("textDocument/prepareRename", "draft.md", here.clone());
        assert_eq!(prepared["placeholder"], "Anna Pell");
        assert_eq!(of(encoding, DRAFT, &prepared["range"]), "Pell");
        let edit = rename(&mut editor, "draft.md", here, "Anne Vell");
        let change = &edit["documentChanges"][0];
        assert_eq!(change["textDocument"]["version"], 1);
        assert_eq!(
            edited(encoding, DRAFT, &change["edits"]),
            DRAFT
                .replace("Anna Pell", "Anne Vell")
                .replace("Pell wins", "Vell wins")
                .replace("Pell’s", "Vell’s")
        );
        let said = editor.told("window/showMessage");
        assert_eq!(
            said["message"],
            "Left as written, in quotations or in another form: line 5"
        );
        let pronoun = at(encoding, 6, "Sh");
        let prepared = editor.ask_at("textDocument/prepareRename", "draft.md", pronoun);
        assert_eq!(prepared, Value::Null);
        editor.leave();
    }
}

#[test]
fn an_editor_that_can_ask_asks_about_names_in_quotations() {
    let mut editor = Editor::start_with(json!({
        "general": { "positionEncodings": ["utf-8"] },
        "workspace": { "workspaceEdit": { "documentChanges": true, "changeAnnotationSupport": {} } },
    }));
    editor.open("draft.md", DRAFT);
    let edit = rename(
        &mut editor,
        "draft.md",
        at("utf-8", 2, "😀 Pe"),
        "Anne Vell",
    );
    let edits = edit["documentChanges"][0]["edits"].as_array().unwrap();
    let (asked, done): (Vec<&Value>, Vec<&Value>) =
        edits.iter().partition(|it| it["annotationId"].is_string());
    assert_eq!(done.len(), 3);
    let place = &asked[0]["range"];
    assert_eq!(
        (asked.len(), of("utf-8", DRAFT, place)),
        (1, "Pell".to_owned())
    );
    assert_eq!(asked[0]["newText"], "Vell");
    let annotation = &edit["changeAnnotations"][asked[0]["annotationId"].as_str().unwrap()];
    assert_eq!(annotation["needsConfirmation"], true);
    editor.leave();
}

#[test]
fn a_key_leads_to_its_record_and_the_record_to_all_drafts() {
    let mut editor = start("utf-16");
    editor.write("other.md", "Ships left.[^log]\n\n[^log]: The log.\n");
    let key = at("utf-16", 6, "[@l");
    let link = &editor.ask_at("textDocument/definition", "draft.md", key.clone())[0];
    assert_eq!(link["targetUri"], editor.uri("sources.toml"));
    assert_eq!(
        of("utf-16", SOURCES, &link["targetSelectionRange"]),
        "'log'"
    );

    let hover = editor.ask_at("textDocument/hover", "draft.md", key.clone());
    assert!(hover.to_string().contains("Port log"), "{hover}");
    let document = json!({ "textDocument": { "uri": editor.uri("draft.md") } });
    let links = editor.ask("textDocument/documentLink", document);
    assert_eq!(links[0]["target"], "https://example.org/log");

    editor.open("sources.toml", SOURCES);
    let id = json!({ "line": 1, "character": 7 });
    for (file, place) in [("draft.md", key.clone()), ("sources.toml", id.clone())] {
        let params = json!({
            "textDocument": { "uri": editor.uri(file) },
            "position": place,
            "context": { "includeDeclaration": true },
        });
        let found = editor.ask("textDocument/references", params);
        let mut files: Vec<&str> = found
            .as_array()
            .unwrap()
            .iter()
            .map(|it| it["uri"].as_str().unwrap().rsplit('/').next().unwrap())
            .collect();
        files.sort();
        assert_eq!(files, ["draft.md", "other.md", "other.md", "sources.toml"]);
    }
    for (file, place) in [("draft.md", key), ("sources.toml", id)] {
        let edit = rename(&mut editor, file, place, "port-log");
        let mut changed: Vec<String> = Vec::new();
        for it in edit["documentChanges"].as_array().unwrap() {
            let text = match it["textDocument"]["uri"].as_str().unwrap() {
                uri if uri.ends_with("draft.md") => DRAFT,
                uri if uri.ends_with("sources.toml") => SOURCES,
                _ => "Ships left.[^log]\n\n[^log]: The log.\n",
            };
            changed.push(edited("utf-16", text, &it["edits"]));
        }
        changed.sort();
        let mut expected = [
            DRAFT.replace("[@log]", "[@port-log]"),
            "Ships left.[^port-log]\n\n[^port-log]: The log.\n".to_owned(),
            SOURCES.replace("'log'", "'port-log'"),
        ];
        expected.sort();
        assert_eq!(changed, expected);
    }
    editor.leave();
}

#[test]
fn a_key_that_cannot_be_is_refused() {
    let mut editor = start("utf-16");
    for (new, why) in [
        ("port log", "no spaces"),
        ("S7", "another record"),
        ("ida-brook", "gives a source away"),
    ] {
        let params = json!({
            "textDocument": { "uri": editor.uri("draft.md") },
            "position": at("utf-16", 6, "[@l"),
            "newName": new,
        });
        let refused = editor.refused("textDocument/rename", params);
        assert!(
            refused["message"].as_str().unwrap().contains(why),
            "{refused}"
        );
    }
    editor.leave();
}

#[test]
fn keys_are_completed_behind_their_mark() {
    let mut editor = start("utf-16");
    editor.insert("draft.md", 2, (2, 0), "Rain [@");
    let at = json!({ "line": 2, "character": 7 });
    let list = editor.ask_at("textDocument/completion", "draft.md", at.clone());
    let labels: Vec<&str> = list["items"]
        .as_array()
        .unwrap()
        .iter()
        .map(|it| it["label"].as_str().unwrap())
        .collect();
    assert_eq!(labels, ["log", "S7"]);
    assert_eq!(
        list["items"][0]["textEdit"]["range"],
        json!({ "start": at, "end": at })
    );
    assert_eq!(list["items"][1]["detail"], "a harbor official");
    assert_eq!(
        editor.capabilities["completionProvider"]["triggerCharacters"],
        json!(["@", "^"])
    );
    editor.insert("draft.md", 3, (2, 0), "x@");
    let behind = json!({ "line": 2, "character": 2 });
    assert_eq!(
        editor.ask_at("textDocument/completion", "draft.md", behind),
        Value::Null
    );
    editor.leave();
}

#[test]
fn a_draft_has_symbols_and_so_has_the_folder() {
    let mut editor = start("utf-16");
    let document = json!({ "textDocument": { "uri": editor.uri("draft.md") } });
    let outline = editor.ask("textDocument/documentSymbol", document);
    let names = |list: &Value| -> Vec<String> {
        list.as_array()
            .unwrap()
            .iter()
            .map(|it| it["name"].as_str().unwrap().to_owned())
            .collect()
    };
    assert_eq!(names(&outline)[0], "Sources");
    assert_eq!(names(&outline[0]["children"]), ["Anna Pell", "Otto Orr"]);
    assert_eq!(
        names(&outline[0]["children"][0]["children"]),
        ["rents fell 9%", "it rained"]
    );

    editor.write("other.md", "Treasurer Bo Lind said no.\n");
    editor.make_folder("notes");
    editor.write("notes/s7.txt", "Pilot Cleo Dahl called Ida Brook.\n");
    editor.write("leak.md", "Clerk Ida Brook left.\n");
    let mut found = |query: &str| names(&editor.ask("workspace/symbol", json!({ "query": query })));
    assert_eq!(found("lind"), ["Bo Lind"]);
    assert_eq!(found("apl"), ["Anna Pell"]);
    assert_eq!(found("Brook"), [""; 0]);
    assert_eq!(found("Dahl"), [""; 0]);
    editor.leave();
}

#[test]
fn editors_that_know_only_flat_symbols_and_plain_places_get_those() {
    let mut editor = Editor::start();
    editor.open("draft.md", DRAFT);
    let uri = json!(editor.uri("draft.md"));
    let document = json!({ "textDocument": { "uri": uri } });
    let symbols = editor.ask("textDocument/documentSymbol", document);
    assert_eq!(symbols[0]["containerName"], "Sources");
    assert_eq!(symbols[1]["containerName"], "Anna Pell");
    let here = at("utf-16", 2, "😀 Pe");
    let definition = editor.ask_at("textDocument/definition", "draft.md", here);
    assert_eq!(definition["uri"], uri);
    assert_eq!(editor.capabilities["renameProvider"], true);
    editor.leave();
}

#[test]
fn names_and_colours_are_drawn_where_they_are_asked_for() {
    let mut editor = start("utf-16");
    let all =
        json!({ "start": { "line": 0, "character": 0 }, "end": { "line": 9, "character": 0 } });
    let document = json!({ "uri": editor.uri("draft.md") });
    let params = json!({ "textDocument": document, "range": all });
    assert_eq!(
        editor.ask("textDocument/inlayHint", params.clone()),
        json!([])
    );
    assert_eq!(
        editor.ask("textDocument/semanticTokens/full", params.clone())["data"],
        json!([])
    );

    editor.open(
        "copydesk.toml",
        "[editor]\ninlay-hints = true\nsemantic-tokens = true\n",
    );
    editor.marks_of_file("draft.md");
    editor.close("draft.md");
    editor.open("draft.md", DRAFT);
    let hints = editor.ask("textDocument/inlayHint", params.clone());
    assert_eq!(hints[0]["label"], "→ Pell");
    assert_eq!(hints[0]["position"], json!({ "line": 6, "character": 3 }));
    let tokens = editor.ask("textDocument/semanticTokens/full", params.clone());
    // "Mayor Anna Pell" is a source, "said" a cue, "9%" a figure.
    assert_eq!(
        tokens["data"].as_array().unwrap()[..15],
        [2, 0, 15, 0, 0, 0, 16, 4, 1, 0, 0, 16, 2, 2, 0].map(|it| json!(it))
    );
    let lens = editor.ask("textDocument/codeLens", params);
    assert_eq!(lens[0]["range"]["start"]["line"], 0);
    let title = lens[0]["command"]["title"].as_str().unwrap();
    assert!(title.starts_with("3 statements, 2 sources; "), "{title}");
    editor.leave();
}

#[test]
fn what_is_drawn_over_a_draft_is_asked_for_anew_when_its_desk_changes() {
    let mut editor = Editor::start_with(json!({ "workspace": {
        "codeLens": { "refreshSupport": true },
        "inlayHint": { "refreshSupport": true },
    } }));
    editor.open("draft.md", DRAFT);
    editor.marks_of_file("draft.md");
    editor.open("copydesk.toml", "[editor]\ninlay-hints = true\n");
    editor.agree_to("workspace/codeLens/refresh");
    editor.agree_to("workspace/inlayHint/refresh");
    let document = json!({ "uri": editor.uri("draft.md") });
    editor.ask("textDocument/codeLens", json!({ "textDocument": document }));
    let others = editor.other_messages();
    let refreshed = |it: &Value| {
        it["method"]
            .as_str()
            .is_some_and(|it| it.ends_with("/refresh"))
    };
    assert!(!others.iter().any(refreshed), "{others:?}");
    editor.leave();
}

#[test]
fn parts_fold_and_selections_grow() {
    let mut editor = start("utf-16");
    let document = json!({ "uri": editor.uri("draft.md") });
    let folds = editor.ask(
        "textDocument/foldingRange",
        json!({ "textDocument": document }),
    );
    assert_eq!(
        (&folds[0]["startLine"], &folds[0]["endLine"]),
        (&json!(0), &json!(6))
    );
    let here = at("utf-16", 4, "“Pe");
    let params = json!({ "textDocument": document, "positions": [here, here] });
    let grown = editor.ask("textDocument/selectionRange", params);
    assert_eq!(grown[0], grown[1]);
    assert_eq!(of("utf-16", DRAFT, &grown[0]["range"]), "Pell");
    assert_eq!(
        of("utf-16", DRAFT, &grown[0]["parent"]["range"]),
        "Pell lied,"
    );
    editor.leave();
}

#[test]
fn odd_places_are_answered() {
    let mut editor = start("utf-16");
    editor.open("empty.md", "");
    for file in ["empty.md", "draft.md", "not-open.md", "sources.toml"] {
        for at in [
            json!({ "line": 0, "character": 0 }),
            json!({ "line": 99, "character": 99 }),
        ] {
            for method in [
                "definition",
                "documentHighlight",
                "completion",
                "prepareRename",
                "hover",
            ] {
                editor.ask_at(&format!("textDocument/{method}"), file, at.clone());
            }
            let uri = json!({ "uri": editor.uri(file) });
            let params = json!({ "textDocument": uri, "position": at, "positions": [at], "newName": "Bo Lind",
                "range": { "start": at, "end": at }, "context": { "includeDeclaration": true } });
            for method in [
                "references",
                "rename",
                "documentSymbol",
                "documentLink",
                "codeLens",
                "foldingRange",
                "selectionRange",
                "inlayHint",
                "semanticTokens/full",
                "semanticTokens/range",
            ] {
                editor.ask(&format!("textDocument/{method}"), params.clone());
            }
        }
    }
    assert_eq!(
        editor.ask("workspace/symbol", json!({ "query": "no such" })),
        json!([])
    );
    editor.leave();
}
