-- How Neovim starts copydesk. Read by vim.lsp.config (0.11 and newer) and, on 0.10, by lua/copydesk/init.lua.
return {
  cmd = { 'copydesk', 'lsp' },
  filetypes = { 'markdown', 'text', 'toml.copydesk' },
  root_markers = { 'copydesk.toml', 'sources.toml', '.git' },
  get_language_id = function(_, filetype)
    return ({ text = 'plaintext', ['toml.copydesk'] = 'toml' })[filetype] or filetype
  end,
}
