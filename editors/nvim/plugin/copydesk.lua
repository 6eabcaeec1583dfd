-- The desk's own files are toml, and copydesk's besides: no other toml file starts it.
vim.filetype.add({ filename = { ['copydesk.toml'] = 'toml.copydesk', ['sources.toml'] = 'toml.copydesk' } })

vim.api.nvim_create_user_command('CopydeskRestart', function() require('copydesk').restart() end, { desc = 'Restart copydesk' })
