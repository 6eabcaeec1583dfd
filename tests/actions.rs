//! Every action on every mark of the example drafts settles its mark, changes
//! nothing but what it says, and leaves quotations alone.

use std::{fs, path::Path, sync::Arc};

use copydesk::{
    actions::{DeskFile, actions},
    config,
    desk::Desk,
    document::Reading,
    rules, sources,
    span::{Edit, Span},
    story::Format,
};

#[test]
fn actions_on_the_example_drafts_settle_their_marks() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/drafts");
    let records = fs::read_to_string(folder.join("sources.toml")).unwrap();
    let mut judged = 0;
    let mut failures = Vec::new();
    for entry in fs::read_dir(&folder).unwrap() {
        let path = entry.unwrap().path();
        let format = match path.extension().and_then(|it| it.to_str()) {
            Some("md") => Format::Markdown,
            Some("txt") => Format::Plain,
            _ => continue,
        };
        let text = fs::read_to_string(&path).unwrap();
        for text in [text.replace('\n', "\r\n"), text] {
            let before = read(&text, format, "", &records, &Reading::default());
            for (i, finding) in before.findings.iter().enumerate() {
                for action in actions(&before, finding.span) {
                    if !action.findings.contains(&i) {
                        continue;
                    }
                    let of = |file| -> String {
                        let edits = action.desk_edits.iter().filter(|it| it.file == file);
                        edits.map(|it| it.text.as_str()).collect()
                    };
                    let after = applied(&text, &action.edits);
                    let sources = format!("{records}{}", of(DeskFile::Sources));
                    let after = read(&after, format, &of(DeskFile::Config), &sources, &before);
                    judged += 1;
                    let place = moved(finding.span, &action.edits);
                    let same =
                        |it: &&rules::Finding| it.rule == finding.rule && it.span.overlaps(place);
                    if after.findings.iter().any(|it| same(&it)) {
                        let line = 1 + text[..finding.span.start].matches('\n').count();
                        let name = path.file_name().unwrap().to_string_lossy();
                        failures.push(format!("{name}:{line} {}: {}", finding.rule, action.title));
                    }
                    if quotations(&before) != quotations(&after) {
                        failures.push(format!("a quotation changed: {action:?}"));
                    }
                }
            }
        }
    }
    assert!(100 < judged, "{judged}");
    assert!(
        failures.is_empty(),
        "{} of {judged}:\n{}",
        failures.len(),
        failures.join("\n")
    );
}

fn read(text: &str, format: Format, config: &str, sources: &str, previous: &Reading) -> Reading {
    let names: Vec<&'static str> = rules::ALL.iter().map(|it| it.name).collect();
    let records = sources::parse(sources).0;
    let desk = Desk {
        config: config::parse(config, &names).0,
        origins: vec![0; records.len()],
        records: records.into(),
        sources_files: vec!["sources.toml".into()],
        ..Desk::default()
    };
    Reading::new(text.to_owned(), format, Arc::new(desk), previous)
}

fn quotations(reading: &Reading) -> Vec<&str> {
    reading
        .story
        .quotations
        .iter()
        .map(|it| it.span.of(&reading.text))
        .collect()
}

fn applied(text: &str, edits: &[Edit]) -> String {
    let mut changed = text.to_owned();
    for edit in edits.iter().rev() {
        changed.replace_range(edit.span.start..edit.span.end, &edit.text);
    }
    changed
}

/// Where `span` is after `edits`; what is inserted at its edges stays outside.
fn moved(span: Span, edits: &[Edit]) -> Span {
    let by = |at: usize| -> isize {
        let before = edits
            .iter()
            .filter(|it| it.span.end <= at && it.span.start < span.end);
        before
            .map(|it| it.text.len() as isize - it.span.len() as isize)
            .sum()
    };
    Span::new(
        span.start.checked_add_signed(by(span.start)).unwrap(),
        span.end.checked_add_signed(by(span.end)).unwrap(),
    )
}
