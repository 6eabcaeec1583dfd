//! The three files of a desk, with comments to start from.

use std::{fs, io::Write, path::Path, process::ExitCode};

use crate::{config, desk::people, sources};

/// Writes `copydesk.toml`, `sources.toml` and `people.toml` where they do not stand yet.
pub fn init(folder: &Path) -> ExitCode {
    let mut failed = false;
    for (name, text) in [
        ("copydesk.toml", config::DEFAULTS),
        ("sources.toml", sources::TEMPLATE),
        ("people.toml", people::TEMPLATE),
    ] {
        let path = folder.join(name);
        let written =
            fs::File::create_new(&path).and_then(|mut file| file.write_all(text.as_bytes()));
        match written {
            Ok(()) => {
                super::print(&format!("Wrote {}\n", path.display()));
            }
            Err(error) if error.kind() == std::io::ErrorKind::AlreadyExists => {
                super::print(&format!(
                    "{} is there already; left as it is\n",
                    path.display()
                ));
            }
            Err(error) => {
                failed = true;
                super::complain(&format!("{}: {error}", path.display()));
            }
        }
    }
    ExitCode::from(if failed { super::COULD_NOT_RUN } else { 0 })
}
