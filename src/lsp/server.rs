//! One method per message: note what it is about, ask, convert the answer.
//!
//! tower-lsp polls handlers first in the order in which messages arrive. So
//! what a handler does before its first `.await` happens in that order, and the
//! handlers that change a draft have none. None awaits the editor either: an
//! editor that never answers must not be able to stop the server.

use std::{
    sync::{Arc, OnceLock},
    time::Duration,
};

use serde_json::Value;
use tokio::task::AbortHandle;
use tower_lsp::{
    Client, LanguageServer,
    jsonrpc::{Error, Result},
    lsp_types::*,
};

use super::{
    answers,
    asked::Asked,
    capabilities::{capabilities, watch_desk_files},
    completions, convert,
    desks::{self, Settings},
    drafts::{Drafts, Question},
    editor::{self, Editor},
    fixes::{self, Wanted},
    keys::{self, Key},
    overlays, places, renames,
    symbols::{self, Library},
};
use crate::{span::Span, story::Format};

/// How long an answer of the editor is waited for.
const PATIENCE: Duration = Duration::from_secs(5);

pub struct Server {
    client: Client,
    drafts: Arc<Drafts>,
    library: Arc<Library>,
    /// Asks the editor to draw anew, as long as the server runs.
    refreshing: OnceLock<AbortHandle>,
}

impl Server {
    pub fn new(client: Client, drafts: Arc<Drafts>) -> Server {
        Server {
            client,
            drafts,
            library: Arc::default(),
            refreshing: OnceLock::new(),
        }
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

    /// Answers a question about `range` of a draft once what the editor has is
    /// read. The place is noted at once, whenever the answer is waited for.
    fn ask<T: Send + 'static>(
        &self,
        uri: Url,
        range: Range,
        answer: impl FnOnce(&Asked) -> Option<T> + Send + 'static,
    ) -> impl Future<Output = Result<Option<T>>> + Send + 'static {
        let question = self.question(&uri, range);
        let (drafts, editor) = (Arc::clone(&self.drafts), self.editor());
        async move {
            let Some(question) = question else {
                return Ok(None);
            };
            let Some((version, span)) = drafts.answer(question).await else {
                return Ok(None);
            };
            let asked = Asked {
                uri,
                version,
                span,
                editor,
                drafts,
            };
            beside(move || answer(&asked)).await
        }
    }

    fn ask_at<T: Send + 'static>(
        &self,
        place: TextDocumentPositionParams,
        answer: impl FnOnce(&Asked) -> Option<T> + Send + 'static,
    ) -> impl Future<Output = Result<Option<T>>> + Send + 'static {
        let range = Range::new(place.position, place.position);
        self.ask(place.text_document.uri, range, answer)
    }

    /// Asks about the whole of a draft.
    fn ask_all<T: Send + 'static>(
        &self,
        draft: TextDocumentIdentifier,
        answer: impl FnOnce(&Asked) -> Option<T> + Send + 'static,
    ) -> impl Future<Output = Result<Option<T>>> + Send + 'static {
        let end = Position::new(u32::MAX, 0);
        self.ask(draft.uri, Range::new(Position::default(), end), answer)
    }

    /// Shows a message, without waiting for that here.
    fn tell(&self, kind: MessageType, message: Option<String>) {
        if let Some(message) = message {
            let client = self.client.clone();
            tokio::spawn(async move { client.show_message(kind, message).await });
        }
    }

    /// The key of the record at a place in a `sources.toml`.
    fn key_in_file(&self, place: &TextDocumentPositionParams) -> Option<(Key, Range)> {
        keys::in_file(&self.drafts, &place.text_document.uri, place.position)
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
        let refreshing = tokio::spawn(refresh(self.client.clone(), Arc::clone(&self.drafts)));
        let _ = self.refreshing.set(refreshing.abort_handle());
        // What came with `initialize` is not overruled by an editor that answers with nothing.
        if self.drafts.lock().settings == Settings::default() {
            ask_settings(&self.client, &self.drafts, &editor);
        }
    }

    async fn shutdown(&self) -> Result<()> {
        if let Some(refreshing) = self.refreshing.get() {
            refreshing.abort();
        }
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
        self.ask_at(params.text_document_position_params, |it| {
            answers::hover(&it.version, it.span.start, &it.editor)
        })
        .await
    }

    async fn completion(&self, params: CompletionParams) -> Result<Option<CompletionResponse>> {
        self.ask_at(params.text_document_position, |it| {
            completions::keys(it).map(CompletionResponse::List)
        })
        .await
    }

    async fn goto_definition(
        &self,
        params: GotoDefinitionParams,
    ) -> Result<Option<GotoDefinitionResponse>> {
        self.ask_at(params.text_document_position_params, places::definition)
            .await
    }

    async fn references(&self, params: ReferenceParams) -> Result<Option<Vec<Location>>> {
        let declared = params.context.include_declaration;
        let place = params.text_document_position;
        let found = if let Some((key, _)) = self.key_in_file(&place) {
            let (drafts, editor) = (Arc::clone(&self.drafts), self.editor());
            beside(move || Some(keys::found(&drafts, &editor, &key, declared))).await
        } else {
            self.ask_at(place, move |it| places::references(it, declared))
                .await
        };
        let Some(found) = found? else {
            return Ok(None);
        };
        self.tell(MessageType::WARNING, found.warning);
        Ok(Some(found.locations))
    }

    async fn document_highlight(
        &self,
        params: DocumentHighlightParams,
    ) -> Result<Option<Vec<DocumentHighlight>>> {
        self.ask_at(params.text_document_position_params, places::highlights)
            .await
    }

    async fn prepare_rename(
        &self,
        params: TextDocumentPositionParams,
    ) -> Result<Option<PrepareRenameResponse>> {
        if let Some((key, range)) = self.key_in_file(&params) {
            return Ok(Some(PrepareRenameResponse::RangeWithPlaceholder {
                range,
                placeholder: key.key,
            }));
        }
        self.ask_at(params, renames::prepared).await
    }

    async fn rename(&self, params: RenameParams) -> Result<Option<WorkspaceEdit>> {
        let (place, new) = (params.text_document_position, params.new_name);
        let renamed = if let Some((key, _)) = self.key_in_file(&place) {
            let (drafts, editor) = (Arc::clone(&self.drafts), self.editor());
            beside(move || renames::of_key(&drafts, &editor, &key, &new).map(Some)).await
        } else {
            let renamed = self.ask_at(place, move |it| renames::renamed(it, &new).transpose());
            renamed.await.map(Option::transpose)
        };
        let Some(renamed) = renamed?.map_err(Error::invalid_params)? else {
            return Ok(None);
        };
        self.tell(MessageType::INFO, renamed.message);
        Ok(renamed.edit)
    }

    async fn document_symbol(
        &self,
        params: DocumentSymbolParams,
    ) -> Result<Option<DocumentSymbolResponse>> {
        self.ask_all(params.text_document, |it| Some(symbols::of_draft(it)))
            .await
    }

    async fn symbol(
        &self,
        params: WorkspaceSymbolParams,
    ) -> Result<Option<Vec<SymbolInformation>>> {
        let (drafts, library) = (Arc::clone(&self.drafts), Arc::clone(&self.library));
        beside(move || Some(symbols::of_folder(&drafts, &library, &params.query))).await
    }

    async fn document_link(&self, params: DocumentLinkParams) -> Result<Option<Vec<DocumentLink>>> {
        self.ask_all(params.text_document, |it| Some(places::links(it)))
            .await
    }

    async fn code_lens(&self, params: CodeLensParams) -> Result<Option<Vec<CodeLens>>> {
        self.ask_all(params.text_document, |it| Some(overlays::lenses(it)))
            .await
    }

    async fn folding_range(&self, params: FoldingRangeParams) -> Result<Option<Vec<FoldingRange>>> {
        self.ask_all(params.text_document, |it| Some(places::folds(it)))
            .await
    }

    async fn selection_range(
        &self,
        params: SelectionRangeParams,
    ) -> Result<Option<Vec<SelectionRange>>> {
        let uri = params.text_document.uri;
        let asked = params.positions.into_iter().map(|it| {
            let range = Range::new(it, it);
            self.ask(uri.clone(), range, |it| Some(places::selection(it)))
        });
        let asked: Vec<_> = asked.collect();
        let mut selections = Vec::new();
        for it in asked {
            match it.await? {
                Some(it) => selections.push(it),
                None => return Ok(None),
            }
        }
        Ok(Some(selections))
    }

    async fn inlay_hint(&self, params: InlayHintParams) -> Result<Option<Vec<InlayHint>>> {
        let uri = params.text_document.uri;
        self.ask(uri, params.range, |it| Some(overlays::inlays(it)))
            .await
    }

    async fn semantic_tokens_full(
        &self,
        params: SemanticTokensParams,
    ) -> Result<Option<SemanticTokensResult>> {
        self.ask_all(params.text_document, |it| Some(overlays::tokens(it).into()))
            .await
    }

    async fn semantic_tokens_range(
        &self,
        params: SemanticTokensRangeParams,
    ) -> Result<Option<SemanticTokensRangeResult>> {
        let uri = params.text_document.uri;
        self.ask(uri, params.range, |it| Some(overlays::tokens(it).into()))
            .await
    }

    async fn code_action(&self, params: CodeActionParams) -> Result<Option<CodeActionResponse>> {
        let CodeActionParams {
            text_document,
            range,
            context,
            ..
        } = params;
        let wanted = Wanted::new(&context);
        if !self.editor().takes_actions || wanted.none() {
            return Ok(None);
        }
        self.ask(text_document.uri, range, move |it| {
            Some(fixes::actions(it, &wanted))
        })
        .await
    }
}

/// Does work that may take a while where it holds up no message.
async fn beside<T: Send + 'static>(work: impl FnOnce() -> T + Send + 'static) -> Result<T> {
    tokio::task::spawn_blocking(work)
        .await
        .map_err(|_| Error::internal_error())
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

/// Has the editor ask anew for what it draws over drafts whenever those were
/// read with another desk: it does so by itself only after an edit.
async fn refresh(client: Client, drafts: Arc<Drafts>) {
    let editor = Arc::clone(&drafts.lock().editor);
    let refreshes = &editor.refreshes;
    loop {
        drafts.new_desk.notified().await;
        // An editor that never answers must not keep the next from being told.
        if refreshes.lenses {
            let _ = tokio::time::timeout(PATIENCE, client.code_lens_refresh()).await;
        }
        if refreshes.hints {
            let _ = tokio::time::timeout(PATIENCE, client.inlay_hint_refresh()).await;
        }
        if refreshes.tokens {
            let _ = tokio::time::timeout(PATIENCE, client.semantic_tokens_refresh()).await;
        }
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
