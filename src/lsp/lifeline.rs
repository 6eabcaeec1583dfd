//! When to end: the editor said `exit`, or it is gone without a word. (That it
//! closed stdin, tower-lsp notices.)

use std::{
    path::Path,
    sync::{
        Arc,
        atomic::{AtomicBool, Ordering},
    },
    task::{Context, Poll},
    time::Duration,
};

use tokio::sync::Notify;
use tower_lsp::{
    ExitedError,
    jsonrpc::{Request, Response},
};
use tower_service::Service;

use super::drafts::Drafts;

/// How often it is looked whether the editor is still there.
const PULSE: Duration = Duration::from_secs(2);

/// Passes every message on to `service`, and sees those that end the server.
pub struct Watched<S> {
    service: S,
    seen: Arc<Seen>,
}

pub struct Lifeline {
    seen: Arc<Seen>,
    drafts: Arc<Drafts>,
}

#[derive(Default)]
struct Seen {
    shutdown: AtomicBool,
    exit: Notify,
}

impl Lifeline {
    pub fn new<S>(service: S, drafts: Arc<Drafts>) -> (Watched<S>, Lifeline) {
        let seen = Arc::<Seen>::default();
        (
            Watched {
                service,
                seen: Arc::clone(&seen),
            },
            Lifeline { seen, drafts },
        )
    }

    /// Waits until it is time to end.
    pub async fn end(&self) {
        tokio::select! {
            () = self.seen.exit.notified() => (),
            () = self.editor_gone() => tracing::warn!("the editor is gone"),
        }
    }

    /// What the process ends with.
    pub fn code(&self) -> u8 {
        u8::from(!self.seen.shutdown.load(Ordering::SeqCst))
    }

    async fn editor_gone(&self) {
        let process = loop {
            tokio::time::sleep(PULSE).await;
            if let Some(process) = self.drafts.lock().editor.process {
                break process;
            }
        };
        // An editor in another container has a number that means nothing here.
        if !alive(process) {
            return std::future::pending().await;
        }
        while alive(process) {
            tokio::time::sleep(PULSE).await;
        }
    }
}

/// Whether there is such a process, where the system shows that in a file; else
/// whether it is the one that started this.
fn alive(process: u32) -> bool {
    if Path::new("/proc/self").exists() {
        return Path::new(&format!("/proc/{process}")).exists();
    }
    #[cfg(unix)]
    return std::os::unix::process::parent_id() == process;
    #[cfg(not(unix))]
    return true;
}

impl<S> Service<Request> for Watched<S>
where
    S: Service<Request, Response = Option<Response>, Error = ExitedError>,
{
    type Response = S::Response;
    type Error = S::Error;
    type Future = S::Future;

    fn poll_ready(&mut self, cx: &mut Context<'_>) -> Poll<Result<(), S::Error>> {
        self.service.poll_ready(cx)
    }

    fn call(&mut self, request: Request) -> S::Future {
        match request.method() {
            "shutdown" => self.seen.shutdown.store(true, Ordering::SeqCst),
            "exit" => self.seen.exit.notify_one(),
            _ => (),
        }
        self.service.call(request)
    }
}
