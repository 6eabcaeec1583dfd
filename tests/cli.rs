//! The command line, through the real binary.

use std::{
    fs,
    io::Write,
    path::{Path, PathBuf},
    process::{Command, Output, Stdio},
};

const DRAFT: &str = "# Ferry\n\nThe strike reportedly cost the company $9 million. “We were let down,” said Ana Reyes, a welder.\n";
const CLEAN: &str = "The company lost $9 million, according to Ana Reyes, its finance chief.\n";

#[test]
fn exit_codes_say_what_was_found() {
    let folder = folder("exit");
    let (draft, clean) = (write(&folder, "a.md", DRAFT), write(&folder, "b.md", CLEAN));
    assert_eq!(run(&["check", &draft]).status.code(), Some(1));
    assert_eq!(
        run(&["check", "--fail-level", "error", &draft])
            .status
            .code(),
        Some(0)
    );
    assert_eq!(run(&["check", &clean]).status.code(), Some(0));
    assert_eq!(run(&["check", "no-such-file.md"]).status.code(), Some(2));
    assert_eq!(run(&["check"]).status.code(), Some(2));
    assert_eq!(
        run(&["check", "--format", "xml", &clean]).status.code(),
        Some(2)
    );
}

#[test]
fn a_bibliography_that_is_not_there_is_said_at_its_name() {
    let folder = folder("bibliography");
    let draft = write(
        &folder,
        "a.md",
        "---\nbibliography: lost.bib\n---\n\nIt rained.\n",
    );
    let output = run(&["check", &draft]);
    assert_eq!(output.status.code(), Some(2));
    let error = String::from_utf8(output.stderr).unwrap();
    let expected = "a.md:2:15: there is no such file; it is looked for beside the draft\n";
    assert!(error.ends_with(expected), "{error}");
}

#[test]
fn text_shows_the_line_with_carets_and_a_summary() {
    let folder = folder("text");
    let draft = write(&folder, "a.md", DRAFT);
    let shown = stdout(&run(&["check", &draft]));
    let expected = "a.md:3:12 warning[hedge-without-source] “reportedly” names nobody; say whose account this is\n  |\n3 | The strike reportedly cost the company $9 million. “We were let down,” said Ana Reyes, a welder.\n  |            ^^^^^^^^^^\n";
    assert!(shown.contains(expected), "{shown}");
    assert!(shown.ends_with("\n1 warning in 1 draft\n"), "{shown}");
}

#[test]
fn a_folder_means_its_drafts_and_a_dash_standard_input() {
    let folder = folder("folder");
    fs::create_dir(folder.join("part")).unwrap();
    write(&folder, "part/a.markdown", DRAFT);
    write(&folder, "b.txt", DRAFT);
    write(&folder, "c.rst", DRAFT);
    write(&folder, ".hidden.md", DRAFT);
    let shown = stdout(&run(&["check", folder.to_str().unwrap()]));
    assert!(shown.ends_with("\n2 warnings in 2 drafts\n"), "{shown}");
    let output = run_with(&["check", "-"], DRAFT.as_bytes());
    assert_eq!(output.status.code(), Some(1));
    assert!(stdout(&output).starts_with("<stdin>:3:12 warning"));
}

#[test]
fn other_programs_can_read_the_findings() {
    let folder = folder("formats");
    let draft = write(&folder, "a.md", DRAFT);
    let json: serde_json::Value =
        serde_json::from_slice(&run(&["check", "--format", "json", &draft]).stdout).unwrap();
    let finding = &json["files"][0]["findings"][0];
    assert_eq!(
        (
            &finding["rule"],
            &finding["place"]["line"],
            &finding["place"]["text"]
        ),
        (
            &"hedge-without-source".into(),
            &3.into(),
            &"reportedly".into()
        )
    );
    let sarif: serde_json::Value =
        serde_json::from_slice(&run(&["check", "--format", "sarif", &draft]).stdout).unwrap();
    let region = &sarif["runs"][0]["results"][0]["locations"][0]["physicalLocation"]["region"];
    assert_eq!(
        (
            &region["startLine"],
            &region["startColumn"],
            &region["endColumn"]
        ),
        (&3.into(), &12.into(), &22.into())
    );
    let github = stdout(&run(&["check", "--format", "github", &draft]));
    assert!(github.starts_with("::warning file="), "{github}");
    assert!(
        github.contains(",line=3,col=12,title=hedge-without-source::“reportedly” names"),
        "{github}"
    );
}

#[test]
fn silenced_marks_are_listed_with_their_reasons() {
    let folder = folder("ok");
    let text = "The strike cost $9 million. <!-- copydesk: ok unattributed-figure: our count -->\n";
    let draft = write(&folder, "a.md", text);
    assert_eq!(
        stdout(&run(&["check", &draft])),
        "Nothing found in 1 draft\n"
    );
    let shown = stdout(&run(&["check", "--show-ok", &draft]));
    assert!(
        shown.contains("a.md:1:17 ok[unattributed-figure] our count\n"),
        "{shown}"
    );
    let json = stdout(&run(&["check", "--show-ok", "--format", "json", &draft]));
    let json: serde_json::Value = serde_json::from_str(&json).unwrap();
    assert_eq!(json["files"][0]["ok"][0]["reason"], "our count");
}

#[test]
fn inspect_prints_an_object_a_line_in_code_points() {
    let folder = folder("inspect");
    let draft = write(&folder, "a.txt", "É. The 🦭 cost $9 million.\n");
    let shown = stdout(&run(&["inspect", &draft, &draft]));
    let lines: Vec<serde_json::Value> = shown
        .lines()
        .map(|it| serde_json::from_str(it).unwrap())
        .collect();
    assert_eq!(lines.len(), 2);
    let figure = &lines[0]["figures"][0];
    assert_eq!(
        (&figure["value"], &figure["kind"], &figure["bound"]),
        (&9e6.into(), &"money".into(), &"exact".into())
    );
    assert_eq!(figure["span"], serde_json::json!([14, 24]));
    let schema: serde_json::Value =
        serde_json::from_slice(&run(&["inspect", "--schema"]).stdout).unwrap();
    let known = schema["properties"].as_object().unwrap();
    assert!(
        lines[0]
            .as_object()
            .unwrap()
            .keys()
            .all(|it| known.contains_key(it))
    );
}

#[test]
fn settings_hold_and_errors_in_them_are_said_with_their_place() {
    let folder = folder("settings");
    let draft = write(&folder, "a.md", DRAFT);
    write(
        &folder,
        "copydesk.toml",
        "[rules]\nhedge-without-source = \"off\"\n",
    );
    assert_eq!(run(&["check", &draft]).status.code(), Some(0));
    write(
        &folder,
        "copydesk.toml",
        "[rules]\nhedge-without-source = \"loud\"\n",
    );
    let output = run(&["check", &draft]);
    let said = String::from_utf8_lossy(&output.stderr).into_owned();
    assert_eq!(output.status.code(), Some(2), "{said}");
    assert!(said.contains("copydesk.toml:2:"), "{said}");
}

#[test]
fn init_writes_files_that_hold_and_keeps_what_is_there() {
    let folder = folder("init");
    assert_eq!(
        run(&["init", folder.to_str().unwrap()]).status.code(),
        Some(0)
    );
    let draft = write(&folder, "a.md", CLEAN);
    assert_eq!(run(&["check", &draft]).status.code(), Some(0));
    write(&folder, "copydesk.toml", "# ours\n");
    assert_eq!(
        run(&["init", folder.to_str().unwrap()]).status.code(),
        Some(0)
    );
    assert_eq!(
        fs::read_to_string(folder.join("copydesk.toml")).unwrap(),
        "# ours\n"
    );
}

#[test]
fn public_files_become_a_pack_that_is_read() {
    let folder = folder("import");
    fs::create_dir_all(folder.join("book/north")).unwrap();
    fs::create_dir(folder.join("packs")).unwrap();
    let tarn = r#"{ "Government": {
        "Country name": { "conventional short form": { "text": "Tarn" } },
        "Executive branch": { "head of government": { "text": "Prime Minister Ana PELL (since 4 May 2029)" } }
    } }"#;
    write(&folder, "book/north/ta.json", tarn);
    write(&folder, "book/odd.json", "{ \"version\": 3 }");
    let book = folder.join("book");
    let import = [
        "knowledge",
        "import",
        "--as-of",
        "2031-06",
        book.to_str().unwrap(),
    ];
    let output = run(&import);
    let said = String::from_utf8_lossy(&output.stderr).into_owned();
    assert_eq!(output.status.code(), Some(2), "{said}");
    assert!(said.contains("odd.json: neither a country"), "{said}");
    let pack = stdout(&output);
    assert!(pack.contains("as-of = \"2031-06\""), "{pack}");

    write(&folder, "packs/tarn.toml", &pack);
    write(
        &folder,
        "packs/more.csv",
        "name,title,until\nOtto Orr,harbor minister,2030-01-01\n,mayor,\n",
    );
    write(
        &folder,
        "copydesk.toml",
        "[knowledge]\npacks = \"packs\"\n[rules]\noutdated-role = \"warning\"\n",
    );
    let text = "---\ndate: 2031-06-01\n---\nHarbor Minister Otto Orr left.\n";
    let draft = write(&folder, "a.md", text);
    let output = run(&["check", &draft]);
    assert!(
        stdout(&output).contains("this role ended Jan. 1, 2030"),
        "{output:?}"
    );
    let said = String::from_utf8_lossy(&output.stderr).into_owned();
    assert!(said.contains("more.csv:3:1"), "{said}");
}

#[test]
fn what_must_not_go_out_is_held_back_and_taken_out() {
    let folder = folder("publish");
    write(
        &folder,
        "sources.toml",
        "[[source]]\nid = \"log\"\nkind = \"document\"\ntitle = \"Log\"\ndate = 2026-02-01\n",
    );
    let text = "The ferry was late, the log says [@log]. <!-- check -->\n";
    let draft = write(&folder, "a.md", text);
    let publish = ["check", "--profile", "publish"];
    let held = run(&[&publish[..], &[draft.as_str()]].concat());
    assert_eq!(held.status.code(), Some(1));
    assert!(stdout(&held).contains("error[comment-left-in] a comment; take it out"));
    let cleaned = stdout(&run(&["clean", &draft]));
    assert_eq!(cleaned, "The ferry was late, the log says.\n");
    let clean = write(&folder, "b.md", &cleaned);
    assert_eq!(
        run(&[&publish[..], &[clean.as_str()]].concat())
            .status
            .code(),
        Some(0)
    );

    let open = write(&folder, "c.md", "The {==ferry==}{>>which?<<} was late.\n");
    let refused = run(&["clean", &open]);
    assert_eq!(
        (refused.status.code(), stdout(&refused).as_str()),
        (Some(1), "")
    );
    let said = String::from_utf8_lossy(&refused.stderr).into_owned();
    assert!(
        said.contains("c.md:1:16 error[open-query] a query to the desk; settle it"),
        "{said}"
    );

    let exported: serde_json::Value =
        serde_json::from_str(&stdout(&run(&["export", &draft]))).unwrap();
    assert_eq!(exported[0]["id"], "log");
    assert_eq!(
        exported[0]["issued"]["date-parts"][0],
        serde_json::json!([2026, 2, 1])
    );
}

#[test]
fn the_sheet_has_every_statement_once() {
    let folder = folder("sheet");
    let draft = write(&folder, "a.md", DRAFT);
    let csv = stdout(&run(&["sheet", "--format", "csv", &draft]));
    let lines: Vec<&str> = csv.lines().collect();
    assert_eq!(lines.len(), 3);
    assert_eq!(
        lines[1],
        "\"3\",\"The strike reportedly cost the company $9 million.\",\"\",\"\",\"\",\"$9 million\",\"vague\",\"hedge-without-source\",,,"
    );
    assert!(lines[2].contains("\"Ana Reyes\""), "{csv}");
    let page = stdout(&run(&["sheet", &draft]));
    assert_eq!(page.matches("<tr data-status").count(), 2);
    assert!(!page.contains("{{"));
    assert!(
        !page.contains(" src=") && !page.contains("http"),
        "the page stands alone"
    );
}

#[test]
fn explain_prints_pages_and_knows_what_was_meant() {
    assert!(stdout(&run(&["explain", "superlative"])).starts_with("# superlative\n"));
    assert!(stdout(&run(&["explain"])).contains("unattributed-quote  "));
    let output = run(&["explain", "superlatives"]);
    assert_eq!(output.status.code(), Some(2));
    assert!(String::from_utf8_lossy(&output.stderr).contains("did you mean superlative?"));
}

#[test]
fn bytes_that_are_no_text_are_an_error_with_a_line() {
    let output = run_with(&["check", "-"], b"One.\nTw\xff\n");
    assert_eq!(output.status.code(), Some(2));
    assert!(String::from_utf8_lossy(&output.stderr).contains("not UTF-8 (line 2)"));
}

fn run(arguments: &[&str]) -> Output {
    run_with(arguments, b"")
}

fn run_with(arguments: &[&str], stdin: &[u8]) -> Output {
    let mut child = Command::new(env!("CARGO_BIN_EXE_copydesk"))
        .args(arguments)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    // Fails where the program does not read its input, which is fine.
    let _ = child.stdin.take().unwrap().write_all(stdin);
    child.wait_with_output().unwrap()
}

fn stdout(output: &Output) -> String {
    String::from_utf8(output.stdout.clone()).unwrap()
}

/// An empty folder, with a mark that it is the root of a repository.
fn folder(name: &str) -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
    let _ = fs::remove_dir_all(&folder);
    fs::create_dir_all(folder.join(".git")).unwrap();
    folder
}

fn write(folder: &Path, name: &str, text: &str) -> String {
    let path = folder.join(name);
    fs::write(&path, text).unwrap();
    path.to_str().unwrap().to_owned()
}
