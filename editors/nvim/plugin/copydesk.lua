-- The desk's own files are toml, and copydesk's besides: no other toml file starts it.
vim.filetype.add({ filename = { ['copydesk.toml'] = 'toml.copydesk', ['sources.toml'] = 'toml.copydesk' } })

vim.api.nvim_create_user_command('CopydeskRestart', function() require('copydesk').restart() end, { desc = 'Restart copydesk' })

vim.api.nvim_create_user_command('Copydesk', function(command)
  if command.fargs[1] == 'sheet' then return require('copydesk').sheet(command.fargs[2]) end
  vim.notify('copydesk: :Copydesk sheet [FILE]', vim.log.levels.ERROR)
end, { nargs = '+', desc = 'Write the fact-check sheet of this draft', complete = function(_, line)
  return line:match('^%S+%s+%S*$') and { 'sheet' } or {}
end })
