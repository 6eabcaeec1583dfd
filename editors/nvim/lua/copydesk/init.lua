local M = {}

--- Starts copydesk for drafts and for the desk's own files, now and whenever one is opened.
--- opts: what vim.lsp.ClientConfig takes, laid over lsp/copydesk.lua; for instance
---   { cmd = { '/opt/copydesk', 'lsp' }, init_options = { ['citation-style'] = 'footnote' } }
function M.setup(opts)
  if vim.lsp.config then -- 0.11 and newer
    vim.lsp.config('copydesk', opts or {})
    vim.lsp.enable('copydesk')
    return
  end
  local config = vim.tbl_deep_extend('force', M.defaults(), opts or {}, { name = 'copydesk' })
  local function start(buffer)
    if vim.bo[buffer].buftype ~= '' or not vim.tbl_contains(config.filetypes, vim.bo[buffer].filetype) then return end
    local root = vim.fs.root(buffer, config.root_markers)
    vim.lsp.start(vim.tbl_extend('force', config, { root_dir = config.root_dir or root }), { bufnr = buffer })
  end
  vim.api.nvim_create_autocmd('FileType', {
    group = vim.api.nvim_create_augroup('copydesk', {}),
    pattern = config.filetypes,
    callback = function(event) start(event.buf) end,
  })
  vim.iter(vim.api.nvim_list_bufs()):filter(vim.api.nvim_buf_is_loaded):each(start)
end

--- The configuration that the plugin ships with.
function M.defaults()
  local here = debug.getinfo(1, 'S').source:sub(2)
  return dofile(vim.fs.joinpath(vim.fs.dirname(here), '../../lsp/copydesk.lua'))
end

--- Ends a client. Neovim 0.10 goes on asking a server that is on its way out, and
--- would show that it refuses: what comes from it now is of no use to anybody.
local function stop(client)
  local ignore = function() return vim.NIL end
  client.handlers = setmetatable({}, { __index = function() return ignore end })
  if vim.fn.has('nvim-0.11') == 1 then client:stop() else client.stop() end
  vim.wait(3000, function() return vim.lsp.get_client_by_id(client.id) == nil end, 20)
end

--- Ends copydesk and starts it anew for the files that it had.
function M.restart()
  local clients = vim.lsp.get_clients({ name = 'copydesk' })
  if #clients == 0 then vim.notify('copydesk is not running; see :checkhealth copydesk', vim.log.levels.WARN) end
  for _, client in ipairs(clients) do
    local buffers, config = vim.tbl_keys(client.attached_buffers), client.config
    stop(client)
    for _, buffer in ipairs(buffers) do vim.lsp.start(config, { bufnr = buffer }) end
  end
end

--- Writes the fact-check sheet of the current draft, as it is in the buffer, to
--- file (default: beside the draft) and opens it in a browser.
function M.sheet(file)
  local draft = vim.api.nvim_buf_get_name(0)
  file = vim.fn.fnamemodify(file or (vim.fn.fnamemodify(draft, ':r') .. '.sheet.html'), ':p')
  local client = vim.lsp.get_clients({ name = 'copydesk' })[1]
  local program = client and client.config.cmd[1] or 'copydesk'
  local text = table.concat(vim.api.nvim_buf_get_lines(0, 0, -1, true), '\n') .. '\n'
  local made = vim.system({ program, 'sheet', '-' }, { stdin = text, cwd = vim.fs.dirname(draft) }):wait()
  if made.code ~= 0 then return vim.notify(vim.trim(made.stderr), vim.log.levels.ERROR) end
  local out = assert(io.open(file, 'wb'))
  out:write(made.stdout)
  out:close()
  vim.notify('Wrote ' .. file)
  vim.ui.open(file)
end

return M
