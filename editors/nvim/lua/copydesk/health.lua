-- :checkhealth copydesk
local M = {}

function M.check()
  local health = vim.health
  health.start('copydesk')

  if vim.fn.has('nvim-0.10') == 0 then
    health.error('Neovim is older than 0.10')
    return
  end
  health.ok('Neovim ' .. tostring(vim.version()))

  local config = vim.lsp.config and vim.lsp.config.copydesk or require('copydesk').defaults()
  local clients = vim.lsp.get_clients({ name = 'copydesk' })
  local cmd = clients[1] and clients[1].config.cmd or config.cmd
  if type(cmd) ~= 'table' then
    health.info('copydesk is started by a function of your own')
  elseif vim.fn.executable(cmd[1]) == 0 then
    health.error(('`%s` is not a program that can be started'):format(cmd[1]), {
      'Install it with `cargo install --path .` in the folder of copydesk',
      "Or name it: require('copydesk').setup({ cmd = { '/path/to/copydesk', 'lsp' } })",
    })
  else
    local version = vim.fn.system({ cmd[1], '--version' })
    if vim.v.shell_error == 0 then
      health.ok(('`%s` is %s'):format(vim.fn.exepath(cmd[1]), vim.trim(version)))
    else
      health.error(('`%s --version` failed: %s'):format(cmd[1], vim.trim(version)))
    end
  end

  if vim.lsp.is_enabled and not vim.lsp.is_enabled('copydesk') then
    health.warn('copydesk is not switched on', { "Add to your init.lua: vim.lsp.enable('copydesk')" })
  end
  if #clients == 0 then
    health.info('No draft is open that copydesk reads (filetypes ' .. table.concat(config.filetypes, ', ') .. ')')
  end
  for _, client in ipairs(clients) do
    local buffers = vim.tbl_count(client.attached_buffers)
    health.ok(('Running for %d file%s under %s, positions in %s'):format(
      buffers, buffers == 1 and '' or 's', client.root_dir or client.config.root_dir or 'no root', client.offset_encoding))
  end

  local shown = vim.diagnostic.config()
  if not (shown.virtual_text or shown.virtual_lines) then
    health.info('Marks are underlined only. To read them beside the line: vim.diagnostic.config({ virtual_text = true })')
  end
end

return M
