use super::*;
use crate::fields::testing::drawn;

const RULES: &[&str] = &[
    "unattributed-claim",
    "superlative",
    "vague-source",
    "single-source",
];

#[test]
fn the_default_file_is_the_default() {
    assert_eq!(parse(DEFAULTS, RULES), (Config::default(), vec![]));
}

#[test]
fn every_line_of_the_default_file_holds_when_its_comment_is_taken_away() {
    let text: String = DEFAULTS
        .lines()
        .map(|line| {
            line.strip_prefix("#")
                .filter(|it| !it.starts_with(' '))
                .unwrap_or(line)
        })
        .flat_map(|line| [line, "\n"])
        .collect();
    let (config, problems) = parse(&text, RULES);
    assert_eq!(problems, [], "{text}");
    assert!(!config.rules.is_empty() && !config.ok.is_empty());
}

#[test]
fn an_error_in_one_setting_leaves_the_others_in_force() {
    let text = "\
profil = 'strict'
fail-level = 'hint'
[rules]
superlative = 'loud'
unatributed-claim = 'off'
vague-source = 'off'
[editor]
pause-ms = 'long'
inlay-hints = 'yes'
semantic-tokens = true
[house]
initials = ['RFL', 7]
[[ok]]
rule = 'superlativ'
text = 'the largest'
reason = 'measured'
[[ok]]
rule = 'superlative'
";
    let (config, problems) = parse(text, RULES);
    assert_eq!(config.profile, Profile::Default);
    assert_eq!(config.fail_level, Severity::Hint);
    assert_eq!(
        config.rules,
        BTreeMap::from([("vague-source".to_string(), Switch::Off)])
    );
    assert_eq!(config.editor.pause_ms, 300);
    assert!(!config.editor.inlay_hints && config.editor.semantic_tokens);
    assert_eq!(config.house.initials, ["RFL"]);
    assert_eq!(config.ok.len(), 1);
    assert_eq!(
        drawn(text, &problems),
        "\
1: [profil] no such setting; did you mean `profile`?
4: ['loud'] this is none of off, hint, information, warning, error, on
5: [unatributed-claim] no such rule; did you mean `unattributed-claim`?
8: ['long'] `pause-ms` is a whole number
9: ['yes'] `inlay-hints` is true or false
12: [7] `initials` is a list of texts
14: ['superlativ'] no such rule; did you mean `superlative`?
17: [[[ok]]] an `[[ok]]` has a `rule`, the `text` it is on, and a `reason`
"
    );
}

#[test]
fn what_is_not_toml_costs_its_own_line() {
    let text = "fail-level = \n[editor]\npause-ms = 500\n";
    let (config, problems) = parse(text, RULES);
    assert_eq!(config.editor.pause_ms, 500);
    assert_eq!(problems.len(), 1);
    assert!(problems[0].message.starts_with("not TOML"), "{problems:?}");
}

#[test]
fn the_schema_is_in_step() {
    let schema = schemars::schema_for!(Config);
    let fresh = serde_json::to_string_pretty(&schema).unwrap() + "\n";
    if fresh != SCHEMA {
        let file = concat!(env!("CARGO_MANIFEST_DIR"), "/src/config.schema.json");
        std::fs::write(file, fresh).unwrap();
        panic!("src/config.schema.json was stale and has been written anew; look at the diff");
    }
}

#[test]
fn what_the_schema_allows_is_known_here() {
    let schema: serde_json::Value = serde_json::from_str(SCHEMA).unwrap();
    let keys = |table: &serde_json::Value| -> Vec<String> {
        table["properties"]
            .as_object()
            .unwrap()
            .keys()
            .cloned()
            .collect()
    };
    for key in keys(&schema) {
        let (_, problems) = parse(&format!("{key} = 1979-05-27"), RULES);
        assert_eq!(problems.len(), 1);
        assert!(
            !problems[0].message.starts_with("no such"),
            "{key}: {problems:?}"
        );
    }
    for (table, definition) in [
        ("citation", "Citation"),
        ("editor", "Editor"),
        ("house", "House"),
    ] {
        for key in keys(&schema["$defs"][definition]) {
            let (_, problems) = parse(&format!("{table}.{key} = 1979-05-27"), RULES);
            assert!(
                !problems[0].message.starts_with("no such"),
                "{key}: {problems:?}"
            );
        }
    }
    let words = |schema: &serde_json::Value| {
        let listed = schema.to_string();
        STYLES
            .iter()
            .all(|(word, _)| listed.contains(&format!("\"{word}\"")))
    };
    assert!(words(&schema["$defs"]["Style"]));
}
