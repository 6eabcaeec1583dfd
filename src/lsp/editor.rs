//! What the editor at the other end can do.

use std::path::PathBuf;

use tower_lsp::lsp_types::{InitializeParams, MarkupKind, ResourceOperationKind, Url};

use super::convert::Encoding;

#[derive(Debug, Default)]
pub struct Editor {
    pub encoding: Encoding,
    /// Shows other places that matter to a mark.
    pub shows_related: bool,
    /// Links a mark to the page of its rule.
    pub links_rules: bool,
    /// Shows Markdown when pointing at a word.
    pub shows_markdown: bool,
    /// Takes code actions that are more than the name of a command.
    pub takes_actions: bool,
    /// Takes edits with the version of the draft that they are for.
    pub takes_versions: bool,
    pub creates_files: bool,
    /// Asks the writer about edits that are marked so.
    pub asks_about_edits: bool,
    /// Goes to a definition and marks what it was asked about.
    pub links_definitions: bool,
    /// Shows symbols inside symbols.
    pub nests_symbols: bool,
    /// Asks what is renamed before it asks for the new name.
    pub prepares_renames: bool,
    /// Shows words when pointing at a link.
    pub describes_links: bool,
    /// Shows Markdown beside a word that it offers.
    pub describes_completions: bool,
    /// Tells when a file changes on disk.
    pub watches_files: bool,
    /// Can be told to ask anew for lenses, hints and colours.
    pub refreshes: Refreshes,
    /// Can be asked for settings.
    pub has_settings: bool,
    pub process: Option<u32>,
}

/// What of a draft an editor asks for anew when it is told that it is another.
#[derive(Debug, Default)]
pub struct Refreshes {
    pub lenses: bool,
    pub hints: bool,
    pub tokens: bool,
}

impl Editor {
    pub fn new(params: &InitializeParams) -> Editor {
        let general = params.capabilities.general.as_ref();
        let workspace = params.capabilities.workspace.as_ref();
        let text = params.capabilities.text_document.as_ref();
        let marks = text.and_then(|it| it.publish_diagnostics.as_ref());
        let hovers = text.and_then(|it| it.hover.as_ref()?.content_format.as_deref());
        let actions = text.and_then(|it| it.code_action.as_ref());
        let definitions = text.and_then(|it| it.definition.as_ref());
        let symbols = text.and_then(|it| it.document_symbol.as_ref());
        let renames = text.and_then(|it| it.rename.as_ref());
        let links = text.and_then(|it| it.document_link.as_ref());
        let completions = text.and_then(|it| it.completion.as_ref()?.completion_item.as_ref());
        let described = completions.and_then(|it| it.documentation_format.as_deref());
        let edits = workspace.and_then(|it| it.workspace_edit.as_ref());
        let operations = edits
            .and_then(|it| it.resource_operations.as_deref())
            .unwrap_or_default();
        let watches = workspace.and_then(|it| it.did_change_watched_files.as_ref());
        let lenses = workspace.and_then(|it| it.code_lens.as_ref()?.refresh_support);
        let hints = workspace.and_then(|it| it.inlay_hint.as_ref()?.refresh_support);
        let tokens = workspace.and_then(|it| it.semantic_tokens.as_ref()?.refresh_support);
        let encodings = general.and_then(|it| it.position_encodings.as_deref());
        Editor {
            encoding: Encoding::agreed(encodings.unwrap_or_default()),
            shows_related: marks.and_then(|it| it.related_information) == Some(true),
            links_rules: marks.and_then(|it| it.code_description_support) == Some(true),
            shows_markdown: hovers.is_some_and(|it| it.contains(&MarkupKind::Markdown)),
            takes_actions: actions.is_some_and(|it| it.code_action_literal_support.is_some()),
            takes_versions: edits.and_then(|it| it.document_changes) == Some(true),
            creates_files: operations.contains(&ResourceOperationKind::Create),
            asks_about_edits: edits.is_some_and(|it| it.change_annotation_support.is_some()),
            links_definitions: definitions.and_then(|it| it.link_support) == Some(true),
            nests_symbols: symbols.and_then(|it| it.hierarchical_document_symbol_support)
                == Some(true),
            prepares_renames: renames.and_then(|it| it.prepare_support) == Some(true),
            describes_links: links.and_then(|it| it.tooltip_support) == Some(true),
            describes_completions: described.is_some_and(|it| it.contains(&MarkupKind::Markdown)),
            watches_files: watches.and_then(|it| it.dynamic_registration) == Some(true),
            refreshes: Refreshes {
                lenses: lenses == Some(true),
                hints: hints == Some(true),
                tokens: tokens == Some(true),
            },
            has_settings: workspace.and_then(|it| it.configuration) == Some(true),
            process: params.process_id,
        }
    }
}

/// The folders that are open in the editor.
pub fn roots(params: &InitializeParams) -> Vec<PathBuf> {
    let path = |it: &Url| {
        (it.scheme() == "file")
            .then(|| it.to_file_path().ok())
            .flatten()
    };
    let folders = params.workspace_folders.iter().flatten().map(|it| &it.uri);
    let folders: Vec<PathBuf> = folders.filter_map(path).collect();
    if !folders.is_empty() {
        return folders;
    }
    params.root_uri.iter().filter_map(path).collect()
}
