//! The language server. Only this module knows the protocol and async code.
//!
//! A message comes in through [`frames`], is handled in [`server`], which keeps
//! the text in [`drafts`]; the thread of [`reader`] reads it there and sends
//! marks out through [`outbox`].

mod answers;
mod asked;
mod capabilities;
mod completions;
mod convert;
mod desks;
mod drafts;
mod editor;
mod edits;
mod fixes;
mod frames;
mod keys;
mod lifeline;
mod logs;
mod marks;
mod outbox;
mod overlays;
mod places;
mod reader;
mod renames;
mod server;
mod symbols;

use std::{
    fs::File,
    io::{self, Write},
    path::PathBuf,
    process::ExitCode,
    sync::Arc,
    thread,
    time::Duration,
};

use tokio::io::AsyncRead;
use tower_lsp::LspService;
use tracing::level_filters::LevelFilter;

pub use reader::ReadDraft;

use self::{
    drafts::Drafts, frames::Frames, lifeline::Lifeline, outbox::Outbox, reader::Reader,
    server::Server,
};
use crate::document::Reading;

/// How the server is started.
#[derive(Clone, Debug)]
pub struct Options {
    pub log_level: LevelFilter,
    /// Where logs go instead of stderr.
    pub log_file: Option<PathBuf>,
}

/// Serves one editor over stdin and stdout until it says `exit`, closes stdin,
/// or is gone. Succeeds if the editor asked for a shutdown before.
pub fn serve(options: &Options) -> ExitCode {
    if let Err(error) = logs::start(options) {
        eprintln!("copydesk: the log file cannot be written: {error}");
        return ExitCode::from(2);
    }
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_time()
        .build();
    let (runtime, stdout) = match (runtime, stdout()) {
        (Ok(runtime), Ok(stdout)) => (runtime, stdout),
        (Err(error), _) | (_, Err(error)) => {
            eprintln!("copydesk: the server cannot start: {error}");
            return ExitCode::from(2);
        }
    };
    let code = runtime.block_on(serve_over(tokio::io::stdin(), stdout, Reading::new));
    // The thread that reads stdin cannot be ended.
    runtime.shutdown_background();
    ExitCode::from(code)
}

/// Serves the editor that writes to `stdin` and reads from `stdout`. Gives 0
/// if it asked for a shutdown before it left, else 1.
pub async fn serve_over(
    stdin: impl AsyncRead + Unpin,
    stdout: impl Write + Send + 'static,
    read_draft: ReadDraft,
) -> u8 {
    let outbox = Outbox::new(stdout);
    let drafts = Arc::<Drafts>::default();
    let reader = Reader::new(Arc::clone(&drafts), outbox.clone(), read_draft);
    let reader = thread::Builder::new()
        .name("reader".to_owned())
        .spawn(|| reader.run());

    let (service, socket) = {
        let drafts = Arc::clone(&drafts);
        LspService::new(|client| Server::new(client, drafts))
    };
    let (service, lifeline) = Lifeline::new(service, Arc::clone(&drafts));
    let server = tower_lsp::Server::new(Frames::new(stdin, outbox.clone()), outbox.clone(), socket)
        // Requests wait for a reading; there must be room for edits beside them.
        .concurrency_level(256);
    tokio::pin! {
        let served = server.serve(service);
    }
    tokio::select! {
        () = &mut served => (),
        () = lifeline.end() => {
            // tower-lsp does not end while stdin is open. Answers are on their way.
            let _ = tokio::time::timeout(Duration::from_millis(10), served).await;
        }
    }
    drafts.end();
    outbox.flush(Duration::from_millis(500));
    // Where no thread could be started, nothing was read.
    drop(reader);
    lifeline.code()
}

/// Standard output without the buffer that Rust has before it, which would send
/// the headers of a message on their own.
fn stdout() -> io::Result<File> {
    #[cfg(unix)]
    use std::os::fd::AsFd;
    #[cfg(windows)]
    use std::os::windows::io::AsHandle;
    #[cfg(unix)]
    let stdout = io::stdout().as_fd().try_clone_to_owned()?;
    #[cfg(windows)]
    let stdout = io::stdout().as_handle().try_clone_to_owned()?;
    Ok(File::from(stdout))
}
