//! `copydesk check`: drafts in, findings out.

use std::{
    fs, io,
    path::{Path, PathBuf},
    process::ExitCode,
    sync::Arc,
};

use super::{Format, report};
use crate::{
    desk::Desk,
    desk_files::{self, DeskFile, Loaded},
    document::Reading,
    draft_files, publish,
    rules::{self, Severity},
    sources::Problem,
};

/// A draft that was read, under the name by which it was given.
pub struct Checked {
    pub name: String,
    pub reading: Reading,
}

pub fn check(
    paths: &[PathBuf],
    format: Format,
    show_ok: bool,
    fail_level: Option<Severity>,
    publish: bool,
) -> ExitCode {
    let mut failed = false;
    let mut files = Vec::new();
    for path in paths {
        match drafts(path) {
            Ok(found) => files.extend(found),
            Err(error) => {
                failed = true;
                super::complain(&format!("{}: {error}", path.display()));
            }
        }
    }
    files.sort();
    files.dedup();
    let mut checked = Vec::new();
    let mut findings = false;
    let mut seen: Vec<PathBuf> = Vec::new();
    let mut hinted: Vec<Vec<PathBuf>> = Vec::new();
    for path in files {
        match read(&path) {
            Ok((mut draft, desk_files)) => {
                if publish {
                    draft.reading.findings = publish::blockers(&draft.reading);
                }
                let level = fail_level.unwrap_or(draft.reading.desk.config.fail_level);
                findings |= draft.reading.findings.iter().any(|it| level <= it.severity);
                failed |= report_problems(&desk_files, &mut seen);
                failed |= report_front(&draft);
                findings |= !publish && report_hints(&draft.reading.desk, &mut hinted, level);
                checked.push(draft);
            }
            Err(error) => {
                failed = true;
                super::complain(&format!("{}: {error}", path.display()));
            }
        }
    }
    match format {
        Format::Text => report::text(&checked, show_ok),
        Format::Json => report::json(&checked, show_ok),
        Format::Github => report::github(&checked),
        Format::Sarif => report::sarif(&checked),
    };
    match (failed, findings) {
        (true, _) => ExitCode::from(super::COULD_NOT_RUN),
        (false, found) => ExitCode::from(u8::from(found)),
    }
}

/// Reads a draft, or standard input where the path is `-`, with the desk's files for it.
pub fn read(path: &Path) -> Result<(Checked, Vec<DeskFile>), String> {
    let stdin = path == Path::new("-");
    let bytes = if stdin {
        let mut bytes = Vec::new();
        io::Read::read_to_end(&mut io::stdin().lock(), &mut bytes).map(|_| bytes)
    } else {
        fs::read(path)
    };
    let bytes = bytes.map_err(|it| it.to_string())?;
    let text = String::from_utf8(bytes).map_err(|it| {
        let line = it.as_bytes()[..it.utf8_error().valid_up_to()]
            .iter()
            .filter(|it| **it == b'\n')
            .count()
            + 1;
        format!("not UTF-8 (line {line}); save it as UTF-8 and try again")
    })?;
    let whole = if stdin {
        std::env::current_dir()
    } else {
        std::path::absolute(path)
    };
    let whole = whole.map_err(|it| it.to_string())?;
    let folder = if stdin {
        &whole
    } else {
        whole.parent().unwrap_or(&whole)
    };
    let Loaded { desk, files } = desk_files::load(desk_files::For {
        folder,
        root: None,
        draft: (!stdin).then_some((&*whole, &*text)),
    });
    super::withhold(desk.records.withheld());
    let reading = Reading::new(
        text,
        draft_files::format(path),
        Arc::new(desk),
        &Reading::default(),
    );
    let name = if stdin {
        "<stdin>".to_owned()
    } else {
        path.display().to_string()
    };
    Ok((Checked { name, reading }, files))
}

/// The drafts that `path` means: itself, or those in the folder and below it.
fn drafts(path: &Path) -> io::Result<Vec<PathBuf>> {
    if path == Path::new("-") || !fs::metadata(path)?.is_dir() {
        return Ok(vec![path.to_owned()]);
    }
    let mut found = Vec::new();
    for folder in draft_files::below(path) {
        found.extend(folder?.1);
    }
    Ok(found)
}

/// Says what the rules on records have to say, once for each set of files;
/// whether any of it is as severe as `level`.
fn report_hints(desk: &Desk, hinted: &mut Vec<Vec<PathBuf>>, level: Severity) -> bool {
    if hinted.contains(&desk.sources_files) {
        return false;
    }
    hinted.push(desk.sources_files.clone());
    let drafts = desk_files::drafts_on_disk(desk);
    let mut any = false;
    for found in rules::check_records(desk, &drafts) {
        let file = &desk.sources_files[desk.origins[found.record]];
        let Some(Ok(text)) = desk_files::on_disk(file) else {
            continue;
        };
        let at = super::excerpt::excerpt(&text, desk.records[found.record].span);
        any |= level <= found.severity;
        super::complain(&format!(
            "{}:{}:{}: {}[{}] {}",
            file.display(),
            at.line,
            at.column,
            report::word(found.severity),
            found.rule,
            found.message
        ));
    }
    any
}

/// Says what is wrong in the draft's own front matter; whether anything was.
fn report_front(draft: &Checked) -> bool {
    let reading = &draft.reading;
    for problem in &reading.desk.front_problems {
        complain_at(&draft.name, &reading.text, problem);
    }
    !reading.desk.front_problems.is_empty()
}

fn complain_at(file: &str, text: &str, problem: &Problem) {
    let at = super::excerpt::excerpt(text, problem.span);
    super::complain(&format!(
        "{file}:{}:{}: {}",
        at.line, at.column, problem.message
    ));
}

/// Says what is wrong in the desk's files, once for each; whether anything was.
fn report_problems(files: &[DeskFile], seen: &mut Vec<PathBuf>) -> bool {
    let mut any = false;
    for file in files.iter().filter(|it| !it.problems.is_empty()) {
        any = true;
        if seen.contains(&file.path) {
            continue;
        }
        seen.push(file.path.clone());
        for problem in &file.problems {
            complain_at(&file.path.display().to_string(), &file.text, problem);
        }
    }
    any
}
