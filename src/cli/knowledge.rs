//! `copydesk knowledge import`: public files that the user has, as a pack.

use std::{
    fs,
    path::{Path, PathBuf},
    process::ExitCode,
};

use serde_json::Value;

use crate::{
    desk::people::{Entry, import, written},
    knowledge::Day,
};

/// Prints a pack of what is in the files and folders at `paths`. Without `as_of`,
/// what a file says counts as true on the day on which it was last changed.
pub fn import(paths: &[PathBuf], as_of: Option<Day>) -> ExitCode {
    let mut entries: Vec<Entry> = Vec::new();
    let mut failed = false;
    for path in paths {
        let files = if path.is_dir() {
            below(path)
        } else {
            vec![path.clone()]
        };
        if files.is_empty() {
            failed = true;
            super::complain(&format!("{}: no .json file in it", path.display()));
        }
        for file in files {
            match read(&file, as_of) {
                Ok(found) => {
                    for it in found.left_out {
                        super::complain(&format!("{}: left out {it}", file.display()));
                    }
                    entries.extend(found.entries);
                }
                Err(error) => {
                    failed = true;
                    super::complain(&format!("{}: {error}", file.display()));
                }
            }
        }
    }
    if !entries.is_empty() {
        let head = "# Made by `copydesk knowledge import`; a file for the folder that\n# `[knowledge] packs` names in copydesk.toml.\n";
        super::print(&format!("{head}{}", written(&entries)));
    }
    ExitCode::from(if failed { super::COULD_NOT_RUN } else { 0 })
}

fn read(file: &Path, as_of: Option<Day>) -> Result<import::Imported, String> {
    let text = fs::read_to_string(file).map_err(|it| it.to_string())?;
    let json: Value = serde_json::from_str(&text).map_err(|it| format!("not JSON: {it}"))?;
    let changed = || {
        let time = fs::metadata(file).and_then(|it| it.modified()).ok()?;
        let time = jiff::Timestamp::try_from(time).ok()?;
        Some(Day::from(
            time.to_zoned(jiff::tz::TimeZone::system()).date(),
        ))
    };
    let as_of = as_of.or_else(changed);
    let as_of = as_of.ok_or("its date is not known; say it with --as-of")?;
    import::entries(&json, as_of).ok_or_else(|| {
        "neither a country of the World Factbook nor a list of legislators".to_owned()
    })
}

/// The JSON files in `folder` and below it, in order.
fn below(folder: &Path) -> Vec<PathBuf> {
    let mut files = Vec::new();
    let mut folders = vec![folder.to_owned()];
    while let Some(folder) = folders.pop() {
        for path in crate::desk_files::listed(&folder) {
            let hidden = path
                .file_name()
                .is_some_and(|it| it.to_string_lossy().starts_with('.'));
            if hidden {
                continue;
            }
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|it| it == "json") {
                files.push(path);
            }
        }
    }
    files.sort();
    files
}
