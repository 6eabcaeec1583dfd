//! The pages of the rules and the drafts in `tests/drafts/marked/` are tests: the
//! marks are taken out, all rules run, the marks are drawn again, and nothing may
//! differ. `UPDATE=1 cargo test` writes the marks anew; read the difference.

use std::{
    fs,
    path::{Path, PathBuf},
    sync::Arc,
};

use copydesk::{
    annotate::{annotate, strip},
    config,
    desk::Desk,
    desk_files,
    document::Reading,
    rules::{self, precision},
    sources,
    story::Format,
};

#[test]
fn pages_hold() {
    let pages = files("src/rules")
        .into_iter()
        .filter(|it| !it.ends_with("README.md"));
    compare(pages.collect(), |text, path| {
        sources_blocks(&blocks(text, &desk_of(path)))
    });
}

#[test]
fn drafts_hold() {
    let drafts = files("tests/drafts/marked");
    assert!(3 <= drafts.len());
    for path in &drafts {
        let clean = path
            .parent()
            .unwrap()
            .with_file_name(path.file_name().unwrap());
        let (clean, marked) = (
            fs::read_to_string(clean).unwrap(),
            fs::read_to_string(path).unwrap(),
        );
        assert_eq!(
            clean,
            strip(&marked),
            "{} is the same draft without its marks",
            path.display()
        );
    }
    compare(drafts, |text, path| {
        let format = if path.extension().is_some_and(|it| it == "txt") {
            Format::Plain
        } else {
            Format::Markdown
        };
        marked(&strip(text), format, &desk_of(path.parent().unwrap()))
    });
}

#[test]
fn every_rule_has_a_page_that_shows_it() {
    for rule in rules::ALL {
        assert!(
            rule.docs.starts_with(&format!("# {}\n", rule.name)),
            "the page of {} begins with its name",
            rule.name
        );
        assert!(
            rule.docs.contains(&format!("^ {}: ", rule.name)),
            "the page of {} shows a mark",
            rule.name
        );
    }
}

#[test]
fn the_table_of_rules_is_in_step() {
    let mut table = "# The rules\n\nEach page is also the rule's test, and says how often the rule was right where that was counted. Severities can be set in `copydesk.toml`.\n\n| rule | family | severity | what it marks |\n|---|---|---|---|\n".to_owned();
    let readme =
        fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("README.md")).unwrap();
    for rule in rules::ALL {
        let page = format!("{}.md", rule.name.replace('-', "_"));
        assert!(
            readme.contains(&format!("| [{}](src/rules/{page}) |", rule.name)),
            "README.md lists {}",
            rule.name
        );
        let (family, severity) = (
            serde_json::to_value(rule.family).unwrap(),
            serde_json::to_value(rule.severity).unwrap(),
        );
        let (family, severity) = (family.as_str().unwrap(), severity.as_str().unwrap());
        let severity = match rule.is_on_by_default() {
            true => severity.to_owned(),
            false => format!("off ({severity})"),
        };
        table.push_str(&format!(
            "| [{}]({page}) | {family} | {severity} | {} |\n",
            rule.name,
            rule.summary()
        ));
    }
    in_step("src/rules/README.md", &table);
}

#[test]
fn pages_tell_how_often_rules_are_right() {
    let mut stale = Vec::new();
    for rule in rules::ALL {
        let counts = counts(rule.name);
        let page = format!("src/rules/{}.md", rule.name.replace('-', "_"));
        if rewritten(&page, &precision::page(rule.docs, &counts)) {
            stale.push(page);
        }
    }
    assert!(stale.is_empty(), "{}", behind(&stale.join(", ")));
}

#[test]
fn no_rule_is_louder_than_it_is_right() {
    for rule in rules::ALL {
        for count in counts(rule.name) {
            let loudest = count.loudest().unwrap_or(count.severity);
            assert!(count.severity <= loudest, "{}: {}", rule.name, count.line());
        }
    }
}

/// What was counted of a rule, as the table has it.
fn counts(rule: &str) -> Vec<precision::Count> {
    let counts = precision::counts(include_str!("../src/rules/precision.toml")).unwrap();
    counts.into_iter().filter(|it| it.rule == rule).collect()
}

/// Rewrites a stale file and fails.
fn in_step(path: &str, wanted: &str) {
    assert!(!rewritten(path, wanted), "{}", behind(path));
}

/// Whether the file was stale, and is not any more.
fn rewritten(path: &str, wanted: &str) -> bool {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(path);
    let stale = !fs::read_to_string(&path).is_ok_and(|it| it == wanted);
    if stale {
        fs::write(&path, wanted).unwrap();
    }
    stale
}

fn behind(path: &str) -> String {
    format!("{path}: written anew, because it was behind; run the test again")
}

fn compare(paths: Vec<PathBuf>, wanted: impl Fn(&str, &Path) -> String) {
    let update = std::env::var_os("UPDATE").is_some();
    let mut differ = String::new();
    for path in paths {
        let text = fs::read_to_string(&path).unwrap();
        let wanted = wanted(&text, &path);
        if update {
            fs::write(&path, wanted).unwrap();
        } else if wanted != text {
            let name = path.file_name().unwrap().to_string_lossy().into_owned();
            differ.push_str(&format!("{name}\n{}", difference(&text, &wanted)));
        }
    }
    assert!(
        differ.is_empty(),
        "- as the file has it, + as it is read:\n{differ}"
    );
}

/// The lines that only one of two texts has, with the line of the draft above them.
fn difference(old: &str, new: &str) -> String {
    let marks = |text: &str| {
        let mut list = Vec::new();
        let mut line = "";
        for it in text.lines() {
            if it.trim_start().starts_with('^') {
                list.push((line.to_owned(), it.to_owned()))
            } else {
                line = it
            }
        }
        list
    };
    let (old, new) = (marks(old), marks(new));
    let only = |a: &[(String, String)], b: &[(String, String)], sign: &str| {
        let only = a.iter().filter(|it| !b.contains(it));
        only.map(|(line, mark)| format!("   {line}\n {sign} {mark}\n"))
            .collect::<String>()
    };
    only(&old, &new, "-") + &only(&new, &old, "+")
}

fn marked(text: &str, format: Format, desk: &Arc<Desk>) -> String {
    let reading = Reading::new(
        text.to_owned(),
        format,
        Arc::clone(desk),
        &Reading::default(),
    );
    let marks: Vec<_> = reading
        .findings
        .iter()
        .map(|it| (it.span, format!("{}: {}", it.rule, it.message)))
        .collect();
    annotate(text, &marks)
}

/// Redraws the marks of every ```` ```draft ```` block, read as Markdown. A
/// ```` ```toml ```` block is the `copydesk.toml` of the draft that follows.
fn blocks(page: &str, desk: &Arc<Desk>) -> String {
    let mut drawn = String::new();
    let mut settings = String::new();
    let mut block: Option<(&str, &str, String)> = None;
    for line in page.split_inclusive('\n') {
        match block.take() {
            Some((fence, "draft", text)) if line.trim_end() == fence => {
                let desk = with_settings(desk, &std::mem::take(&mut settings));
                drawn.push_str(&marked(&strip(&text), Format::Markdown, &desk));
                drawn.push_str(line);
            }
            Some((fence, _, text)) if line.trim_end() == fence => {
                settings = text;
                drawn.push_str(&settings);
                drawn.push_str(line);
            }
            Some((fence, kind, text)) => block = Some((fence, kind, text + line)),
            None => {
                drawn.push_str(line);
                let kind = line.trim_end().trim_start_matches('`');
                let fence = &line[..line.len() - line.trim_start_matches('`').len()];
                if 3 <= fence.len() && matches!(kind, "draft" | "toml") {
                    block = Some((fence, kind, String::new()));
                }
            }
        }
    }
    drawn
}

fn with_settings(desk: &Arc<Desk>, settings: &str) -> Arc<Desk> {
    let names: Vec<&str> = rules::ALL.iter().map(|it| it.name).collect();
    let (config, problems) = config::parse(settings, &names);
    assert!(problems.is_empty(), "{settings}");
    Arc::new(Desk {
        config,
        ..(**desk).clone()
    })
}

/// Redraws the marks of every ```` ```sources ```` block; the page's drafts are
/// those that can cite its records.
fn sources_blocks(page: &str) -> String {
    let inside = |kind: &str| {
        let fence = format!("```{kind}\n");
        let blocks = page.split(fence.as_str()).skip(1);
        let blocks = blocks.filter_map(|it| it.split_once("\n```").map(|it| format!("{}\n", it.0)));
        blocks.collect::<Vec<String>>()
    };
    let drafts: Vec<String> = inside("draft").iter().map(|it| strip(it)).collect();
    let mut drawn = page.to_owned();
    for block in inside("sources") {
        let text = strip(&block);
        let (records, problems) = sources::parse(&text);
        assert_eq!(problems, []);
        let desk = Desk {
            records: records.into(),
            ..Desk::default()
        };
        let found = rules::check_records(&desk, &drafts);
        let mark = |it: &rules::RecordFinding| {
            let place = desk.records[it.record].span;
            (place, format!("{}: {}", it.rule, it.message))
        };
        let marks: Vec<_> = found.iter().map(mark).collect();
        drawn = drawn.replace(&block, &annotate(&text, &marks));
    }
    drawn
}

/// With the records beside the file.
fn desk_of(path: &Path) -> Arc<Desk> {
    let folder = path.parent().unwrap();
    let root = Some(folder);
    let draft = None;
    let loaded = desk_files::load(desk_files::For {
        folder,
        root,
        draft,
    });
    Arc::new(loaded.desk)
}

fn files(folder: &str) -> Vec<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join(folder);
    let entries = fs::read_dir(folder).unwrap().map(|it| it.unwrap().path());
    let mut list: Vec<PathBuf> = entries
        .filter(|it| it.extension().is_some_and(|it| it == "md" || it == "txt"))
        .collect();
    list.sort();
    list
}
