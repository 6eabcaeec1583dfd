//! One method per message: note what it is about, ask, convert the answer.
//!
//! tower-lsp polls handlers first in the order in which messages arrive. So
//! what a handler does before its first `.await` happens in that order, and the
//! handlers that change a draft have none. None awaits the editor either: an
//! editor that never answers must not be able to stop the server.

use std::{sync::Arc, time::Duration};

use serde_json::Value;
use tower_lsp::{
    Client, LanguageServer,
    jsonrpc::{Error, Result},
    lsp_types::*,
};

use super::{
    answers, convert,
    desks::{self, Settings},
    drafts::{Drafts, Question, Version},
    editor::{self, Editor},
    fixes,
};
use crate::{
    desk_files::{CONFIG_FILE, NOTES_FOLDER, SOURCES_FILE},
    span::Span,
    story::Format,
};

/// How long an answer of the editor is waited for.
const PATIENCE: Duration = Duration::from_secs(5);

pub struct Server {
    client: Client,
    drafts: Arc<Drafts>,
}

impl Server {
    pub fn new(client: Client, drafts: Arc<Drafts>) -> Server {
        Server { client, drafts }
    }

    fn editor(&self) -> Arc<Editor> {
        Arc::clone(&self.drafts.lock().editor)
    }

    fn question(&self, uri: &Url, range: Range) -> Option<Question> {
        self.drafts.question(uri, |text, encoding| {
            let start = convert::offset(text, range.start, encoding);
            Span::new(start, convert::offset(text, range.end, encoding).max(start))
        })
    }

    async fn answer(&self, question: Option<Question>) -> Option<(Arc<Version>, Span)> {
        self.drafts.answer(question?).await
    }
}

#[tower_lsp::async_trait]
impl LanguageServer for Server {
    async fn initialize(&self, params: InitializeParams) -> Result<InitializeResult> {
        let editor = Editor::new(&params);
        let capabilities = capabilities(&editor);
        let settings = params.initialization_options.as_ref().map(Settings::new);
        self.drafts
            .start(editor, editor::roots(&params), settings.unwrap_or_default());
        let version = Some(env!("CARGO_PKG_VERSION").to_owned());
        let server_info = Some(ServerInfo {
            name: "copydesk".to_owned(),
            version,
        });
        Ok(InitializeResult {
            capabilities,
            server_info,
        })
    }

    async fn initialized(&self, _: InitializedParams) {
        let editor = self.editor();
        if editor.watches_files {
            let client = self.client.clone();
            tokio::spawn(tokio::time::timeout(PATIENCE, async move {
                if let Err(error) = client.register_capability(vec![watch_desk_files()]).await {
                    tracing::warn!(code = %error.code, "the editor does not watch files");
                }
            }));
        }
        // What came with `initialize` is not overruled by an editor that answers with nothing.
        if self.drafts.lock().settings == Settings::default() {
            ask_settings(&self.client, &self.drafts, &editor);
        }
    }

    async fn shutdown(&self) -> Result<()> {
        Ok(())
    }

    async fn did_open(&self, params: DidOpenTextDocumentParams) {
        let TextDocumentItem {
            uri,
            language_id,
            version,
            text,
        } = params.text_document;
        let format = format(&uri, &language_id);
        self.drafts.open(uri, &text, version, format);
    }

    async fn did_change(&self, params: DidChangeTextDocumentParams) {
        let VersionedTextDocumentIdentifier { uri, version } = params.text_document;
        self.drafts.edit(uri, version, params.content_changes);
    }

    async fn did_close(&self, params: DidCloseTextDocumentParams) {
        self.drafts.close(&params.text_document.uri);
    }

    async fn did_save(&self, _: DidSaveTextDocumentParams) {
        self.drafts.ask_desk();
    }

    async fn did_change_watched_files(&self, _: DidChangeWatchedFilesParams) {
        self.drafts.ask_desk();
    }

    async fn did_change_configuration(&self, params: DidChangeConfigurationParams) {
        match params.settings {
            // The editor wants to be asked.
            Value::Null => ask_settings(&self.client, &self.drafts, &self.editor()),
            settings => self.drafts.set(Settings::new(&settings)),
        }
    }

    async fn did_change_workspace_folders(&self, params: DidChangeWorkspaceFoldersParams) {
        self.drafts.change_roots(&params.event);
    }

    async fn hover(&self, params: HoverParams) -> Result<Option<Hover>> {
        let TextDocumentPositionParams {
            text_document,
            position,
        } = params.text_document_position_params;
        let question = self.question(&text_document.uri, Range::new(position, position));
        let Some((version, at)) = self.answer(question).await else {
            return Ok(None);
        };
        let editor = self.editor();
        beside(move || answers::hover(&version, at.start, &editor)).await
    }

    async fn code_action(&self, params: CodeActionParams) -> Result<Option<CodeActionResponse>> {
        let CodeActionParams {
            text_document,
            range,
            context,
            ..
        } = params;
        let question = self.question(&text_document.uri, range);
        let editor = self.editor();
        if !editor.takes_actions || !fixes::wanted(&context) {
            return Ok(None);
        }
        let Some((version, span)) = self.answer(question).await else {
            return Ok(None);
        };
        let drafts = Arc::clone(&self.drafts);
        let uri = text_document.uri;
        beside(move || Some(fixes::actions(&uri, &version, span, &editor, &drafts))).await
    }
}

/// Does work that may take a while where it holds up no message.
async fn beside<T: Send + 'static>(work: impl FnOnce() -> T + Send + 'static) -> Result<T> {
    tokio::task::spawn_blocking(work)
        .await
        .map_err(|_| Error::internal_error())
}

fn capabilities(editor: &Editor) -> ServerCapabilities {
    let sync = TextDocumentSyncOptions {
        open_close: Some(true),
        change: Some(TextDocumentSyncKind::INCREMENTAL),
        save: Some(true.into()),
        ..TextDocumentSyncOptions::default()
    };
    ServerCapabilities {
        position_encoding: Some(editor.encoding.kind()),
        text_document_sync: Some(sync.into()),
        hover_provider: Some(true.into()),
        code_action_provider: Some(CodeActionProviderCapability::Options(CodeActionOptions {
            code_action_kinds: Some(vec![CodeActionKind::QUICKFIX]),
            ..CodeActionOptions::default()
        })),
        workspace: Some(WorkspaceServerCapabilities {
            workspace_folders: Some(WorkspaceFoldersServerCapabilities {
                supported: Some(true),
                change_notifications: Some(OneOf::Left(true)),
            }),
            file_operations: None,
        }),
        ..ServerCapabilities::default()
    }
}

/// `None` for what is not a draft.
fn format(uri: &Url, language: &str) -> Option<Format> {
    if desks::is_desk_file(uri) {
        return None;
    }
    match language {
        "markdown" | "pandoc" | "quarto" | "rmd" | "vimwiki" => Some(Format::Markdown),
        "plaintext" | "text" => Some(Format::Plain),
        _ if uri.path().ends_with(".txt") => Some(Format::Plain),
        _ => Some(Format::Markdown),
    }
}

fn watch_desk_files() -> Registration {
    let notes = format!("{NOTES_FOLDER}/*.md");
    let others = [notes.as_str(), "*.csl.json", "references.json", "*.bib"];
    let files = [CONFIG_FILE, SOURCES_FILE].into_iter().chain(others);
    let watchers: Vec<FileSystemWatcher> = files
        .map(|it| FileSystemWatcher {
            glob_pattern: GlobPattern::String(format!("**/{it}")),
            kind: None,
        })
        .collect();
    let options = DidChangeWatchedFilesRegistrationOptions { watchers };
    Registration {
        id: "desk-files".to_owned(),
        method: "workspace/didChangeWatchedFiles".to_owned(),
        register_options: serde_json::to_value(options).ok(),
    }
}

/// Asks the editor for its settings, without waiting for them here.
fn ask_settings(client: &Client, drafts: &Arc<Drafts>, editor: &Editor) {
    if !editor.has_settings {
        return;
    }
    let (client, drafts) = (client.clone(), Arc::clone(drafts));
    tokio::spawn(tokio::time::timeout(PATIENCE, async move {
        let section = Some("copydesk".to_owned());
        let items = vec![ConfigurationItem {
            scope_uri: None,
            section,
        }];
        if let Ok(sent) = client.configuration(items).await
            && let Some(sent) = sent.first().filter(|it| it.is_object())
        {
            drafts.set(Settings::new(sent));
        }
    }));
}
