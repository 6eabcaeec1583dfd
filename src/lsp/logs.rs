//! Logs say what happened, never what a draft says.

use std::{collections::HashSet, fs, io, panic, sync::Mutex};

use tracing_subscriber::{
    filter::Targets, fmt::Layer, layer::SubscriberExt, util::SubscriberInitExt,
};

use super::Options;

/// Sends logs to where `options` say.
pub fn start(options: &Options) -> io::Result<()> {
    // Not tower-lsp's own: they repeat whole messages.
    let ours = Targets::new().with_target("copydesk", options.log_level);
    let registry = tracing_subscriber::registry().with(ours);
    match &options.log_file {
        Some(path) => {
            let file = fs::OpenOptions::new()
                .create(true)
                .append(true)
                .open(path)?;
            let layer = Layer::new().with_ansi(false).with_writer(Mutex::new(file));
            let _ = registry.with(layer).try_init();
        }
        None => {
            let _ = registry
                .with(Layer::new().with_ansi(false).with_writer(io::stderr))
                .try_init();
        }
    }
    panic::set_hook(Box::new(log_panic));
    Ok(())
}

/// Logs where a panic happened, each place once. What it says may quote a draft.
fn log_panic(panic: &panic::PanicHookInfo) {
    static LOGGED: Mutex<Option<HashSet<String>>> = Mutex::new(None);
    let place = panic
        .location()
        .map(ToString::to_string)
        .unwrap_or_default();
    let mut logged = LOGGED
        .lock()
        .unwrap_or_else(std::sync::PoisonError::into_inner);
    if logged.get_or_insert_default().insert(place.clone()) {
        tracing::error!(place, "a reading failed; the one before it stays");
    }
}
