//! Which files of a folder are drafts.

use std::{
    fs, io,
    path::{Path, PathBuf},
};

use crate::{desk_files, story::Format};

/// The drafts in `folder` and below it, with the folder that each list is of;
/// `Err` for one that cannot be read. Hidden files and folders are left out.
pub fn below(folder: &Path) -> impl Iterator<Item = io::Result<(PathBuf, Vec<PathBuf>)>> + use<> {
    let mut folders = vec![folder.to_owned()];
    std::iter::from_fn(move || {
        let folder = folders.pop()?;
        let drafts = in_folder(&folder, &mut folders);
        Some(drafts.map(|it| (folder, it)))
    })
}

/// How the text in a file of that name is written.
pub fn format(path: &Path) -> Format {
    match path.extension().and_then(|it| it.to_str()) {
        Some("txt" | "text") => Format::Plain,
        _ => Format::Markdown,
    }
}

fn in_folder(folder: &Path, folders: &mut Vec<PathBuf>) -> io::Result<Vec<PathBuf>> {
    let mut drafts = Vec::new();
    for entry in fs::read_dir(folder)? {
        let entry = entry?;
        let (path, kind) = (entry.path(), entry.file_type()?);
        let hidden = entry.file_name().to_string_lossy().starts_with('.');
        let draft = path
            .extension()
            .is_some_and(|it| it == "md" || it == "markdown" || it == "txt");
        if hidden {
            continue;
        }
        if kind.is_dir() {
            folders.push(path);
        } else if draft && !desk_files::is_desk_file(&path) {
            drafts.push(path);
        }
    }
    Ok(drafts)
}
