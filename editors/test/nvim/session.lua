-- A reporter's session in a headless Neovim (0.10 or newer) with our plugin. Ends with 0 if all held, else 1.
--   COPYDESK=/path/to/copydesk nvim --clean --headless -c 'luafile session.lua'
local held = 0

local function check(value, what)
  io.stdout:write((value and 'ok   ' or 'FAIL ') .. what .. '\n')
  if not value then error(what, 0) end
  held = held + 1
  return value
end

local function wait_until(what, ask)
  local answer
  vim.wait(15000, function() answer = ask() return answer and true or false end, 20)
  return check(answer, what)
end

local function say(text) io.stdout:write('     ' .. text:gsub('\n+', ' | ') .. '\n') end

local function mark(buffer, rule)
  return vim.iter(vim.diagnostic.get(buffer)):find(function(m) return m.code == rule end)
end

local function marked(m)
  return vim.api.nvim_buf_get_text(m.bufnr, m.lnum, m.col, m.end_lnum, m.end_col, {})[1]
end

local function text(buffer) return table.concat(vim.api.nvim_buf_get_lines(buffer, 0, -1, true), '\n') end

--- The text of the window that opens when one points at some words of the draft.
local function hover(words)
  vim.fn.cursor(1, 1)
  check(vim.fn.search('\\V' .. words, 'cW') > 0, words .. ' is in the draft')
  vim.lsp.buf.hover()
  local window
  local shown = wait_until('a hover opens on ' .. words, function()
    for _, w in ipairs(vim.api.nvim_list_wins()) do
      if vim.api.nvim_win_get_config(w).relative ~= '' then window = w return text(vim.api.nvim_win_get_buf(w)) end
    end
  end)
  vim.api.nvim_win_close(window, true)
  say(shown)
  return shown
end

--- Puts the cursor into some words of the draft.
local function point_at(words)
  vim.fn.cursor(1, 1)
  check(vim.fn.search('\\V' .. words, 'cW') > 0, words .. ' is in the draft')
end

--- Names, citation keys and the outline: where they lead, and what a new name changes.
local function find_the_way(draft)
  point_at('Teller said')
  vim.lsp.buf.definition()
  wait_until('the definition of “Teller” is “Ana Teller”', function()
    return vim.fn.getline('.'):sub(vim.fn.col('.')):find('^Ana Teller, the chief')
  end)

  point_at('Teller said')
  vim.lsp.buf.rename('Ana Kessler')
  wait_until('she has a new name in full', function() return text(draft):find('said Ana Kessler, the chief') end)
  check(text(draft):find('\nKessler said the cut'), 'and by her surname')
  check(not text(draft):find('Teller'), 'and nowhere the old one')
  vim.cmd('silent undo')

  local listed
  vim.lsp.buf.document_symbol({ on_list = function(list) listed = list.items end })
  wait_until('the outline has her among the sources', function()
    return listed and vim.iter(listed):any(function(it) return it.text:find('Ana Teller') end)
  end)
  local found
  vim.lsp.buf.workspace_symbol('oxley', { on_list = function(list) found = list.items end })
  wait_until('the folder has Bram Oxley', function()
    return found and vim.iter(found):any(function(it) return it.text:find('Bram Oxley') end)
  end)

  local last = vim.api.nvim_buf_line_count(draft)
  vim.api.nvim_buf_set_lines(draft, last, last, true, { '', 'The boats are old [@fer]' })
  vim.o.virtualedit = 'onemore' -- so that the cursor can stand behind the last letter, as it does while one types
  vim.api.nvim_win_set_cursor(0, { last + 2, 23 })
  local client = vim.lsp.get_clients({ bufnr = draft, name = 'copydesk' })[1]
  local place = vim.lsp.util.make_position_params(0, client.offset_encoding)
  local answer = vim.lsp.buf_request_sync(draft, 'textDocument/completion', place, 5000)[client.id]
  local item = check(answer.result.items[1], 'a key is offered behind “[@fer”')
  check(item.label == 'ferry-count-2025', 'it is ' .. item.label)
  vim.lsp.util.apply_text_edits({ item.textEdit }, draft, client.offset_encoding)
  check(text(draft):find('old %[@ferry%-count%-2025%]$'), 'chosen, it stands in the draft')
  point_at('ferry-count-2025')
  check(hover('ferry-count-2025'):find('on the record'), 'the hover says on which terms its record is')
  vim.cmd.write({ mods = { silent = true } })
  vim.lsp.buf.definition()
  wait_until('its definition is its record', function()
    return vim.fs.basename(vim.api.nvim_buf_get_name(0)) == 'sources.toml' and vim.fn.getline('.'):find('ferry%-count%-2025')
  end)
  local records = vim.api.nvim_get_current_buf()
  vim.cmd.buffer(draft)
  point_at('ferry-count-2025')
  vim.lsp.buf.rename('skerra-count')
  wait_until('the key has a new name in the draft', function() return text(draft):find('old %[@skerra%-count%]$') end)
  check(text(records):find('id = "skerra%-count"'), 'and in the file of its record')
  for _, buffer in ipairs({ records, draft }) do
    vim.api.nvim_buf_call(buffer, function() vim.cmd('silent undo') end)
  end
  check(text(records):find('id = "ferry%-count%-2025"'), 'undone, it has the old one')
  vim.api.nvim_buf_set_lines(draft, last, -1, true, {})
end

--- Takes the first action whose title fits, among those of some kinds.
local function take(pattern, only)
  local before, taken = vim.api.nvim_buf_get_changedtick(0), nil
  vim.lsp.buf.code_action({ apply = true, context = { only = only }, filter = function(a)
    if not taken and a.title:find(pattern) then taken = a.title end
    return a.title == taken
  end })
  wait_until('an action is taken: ' .. pattern, function() return vim.api.nvim_buf_get_changedtick(0) ~= before end)
  say(taken)
end

--- A footnote for a mark, a citation where there is no mark, and all at once.
local function cite(draft, figure)
  local before = vim.api.nvim_buf_get_lines(draft, 0, -1, true)
  local function restore() vim.api.nvim_buf_set_lines(draft, 0, -1, true, before) end
  vim.api.nvim_win_set_cursor(0, { figure.lnum + 1, figure.col })
  take('^Footnote %[%^ferry%-count%-2025%]')
  check(text(draft):find('since 2021%.%[%^ferry%-count%-2025%]'), 'the footnote stands behind the full stop')
  check(text(draft):find('\n\n%[%^ferry%-count%-2025%]: Skerra Transport Survey[^\n]*\n*$'), 'its text at the end')
  wait_until('its mark is gone', function() return not mark(draft, 'unattributed-figure') end)
  restore()

  point_at('We will take this')
  take('^Cite %[@oxley%-2025%-11%-11%]', { 'refactor' })
  check(text(draft):find('He added: “We will take this to the minister.” %[@oxley%-2025%-11%-11%]'), 'a quotation with a speaker can be cited')
  restore()

  take('^Cite %d claims? that', { 'source' })
  check(text(draft):find('since 2021, according to the Skerra Transport Survey%.'), 'every claim that one record matches is cited')
  restore()
end

local function main()
  local here = vim.fs.dirname(debug.getinfo(1, 'S').source:sub(2))
  local folder = vim.fn.tempname()
  vim.fn.mkdir(folder, 'p')
  for _, name in ipairs({ 'ferry.md', 'sources.toml' }) do
    vim.fn.writefile(vim.fn.readfile(here .. '/../fixture/' .. name, 'b'), folder .. '/' .. name, 'b')
  end

  vim.opt.runtimepath:prepend(here .. '/../../nvim')
  vim.cmd('runtime! plugin/copydesk.lua')
  vim.cmd('filetype plugin on')
  require('copydesk').setup({ cmd = { vim.env.COPYDESK, 'lsp' } })

  vim.cmd.edit(folder .. '/ferry.md')
  local draft = vim.api.nvim_get_current_buf()
  local client = wait_until('copydesk runs for the draft', function()
    local c = vim.lsp.get_clients({ bufnr = draft, name = 'copydesk' })[1]
    return c and c.initialized and c
  end)
  say(('Neovim %s, positions in %s'):format(tostring(vim.version()), client.offset_encoding))
  check(client.offset_encoding == (vim.fn.has('nvim-0.11') == 1 and 'utf-8' or 'utf-16'), 'positions are counted as this Neovim likes it')

  local figure = wait_until('the figure is marked', function() return mark(draft, 'unattributed-figure') end)
  check(marked(figure) == 'more than 40,000 passengers', 'the mark is on “' .. marked(figure) .. '”')
  check(figure.source == 'copydesk', 'it says whose it is')
  check(hover('Teller said'):find('chief executive'), 'the hover says who she is')
  check(hover('2.6 million'):find('2.6 million') , 'the hover says what the figure is')

  find_the_way(draft)
  figure = wait_until('the figure is marked still', function() return mark(draft, 'unattributed-figure') end)

  cite(draft, figure)
  figure = wait_until('the figure is marked again', function() return mark(draft, 'unattributed-figure') end)

  -- The first offer that cites the survey in words.
  vim.api.nvim_win_set_cursor(0, { figure.lnum + 1, figure.col })
  local before, offered, taken = vim.api.nvim_buf_get_changedtick(draft), {}, nil
  vim.lsp.buf.code_action({ apply = true, filter = function(a)
    offered[#offered + 1] = a.title
    if not taken and a.title:find('[Aa]ccording to the Skerra') then taken = a.title end
    return a.title == taken
  end })
  wait_until('a citation is inserted', function() return vim.api.nvim_buf_get_changedtick(draft) ~= before end)
  say('offered: ' .. table.concat(offered, '; '))
  wait_until('its mark is gone', function() return not mark(draft, 'unattributed-figure') end)
  vim.cmd('silent write')
  local saved = table.concat(vim.fn.readfile(folder .. '/ferry.md'), '\n')
  check(saved:find('[Aa]ccording to the Skerra Transport Survey'), 'the saved file has the citation')

  -- Neovim watches no files on Linux; the settings count all the same, at the latest when the draft is saved.
  vim.fn.writefile({ '[rules]', 'superlative = "off"' }, folder .. '/copydesk.toml')
  check(mark(draft, 'superlative'), 'a superlative is marked')
  vim.api.nvim_buf_set_lines(draft, -1, -1, true, { '', 'The port lost 4,300 sailings last year.' })
  vim.cmd('silent write')
  wait_until('copydesk.toml switches the rule off', function() return not mark(draft, 'superlative') end)

  -- The settings themselves are marked when they are wrong.
  vim.cmd.edit(folder .. '/copydesk.toml')
  check(vim.bo.filetype == 'toml.copydesk', 'copydesk.toml has a filetype of its own')
  vim.api.nvim_buf_set_lines(0, 1, 2, true, { 'superlative = "perhaps"' })
  wait_until('an error in copydesk.toml is marked in it', function() return vim.diagnostic.get(0)[1] end)
  say(vim.diagnostic.get(0)[1].message)
  vim.cmd.edit({ bang = true })
  vim.cmd.buffer(draft)

  local opened
  vim.ui.open = function(file) opened = file end
  vim.cmd.Copydesk('sheet')
  local sheet = io.open(opened or '', 'r')
  check(sheet and sheet:read('a'):find('<tr data-status="unattributed">', 1, true), 'the fact-check sheet is written and opened')
  sheet:close()

  -- Neovim asks on its own behalf too: here while the server is on its way out.
  vim.schedule(function()
    vim.lsp.buf_request(draft, 'textDocument/documentSymbol', { textDocument = vim.lsp.util.make_text_document_params(draft) })
  end)
  vim.cmd.CopydeskRestart()
  wait_until('restarted, it marks again', function()
    local now = vim.lsp.get_clients({ name = 'copydesk' })[1]
    return now and now.id ~= client.id and mark(draft, 'unattributed-figure')
  end)
  vim.cmd('checkhealth copydesk')
  check(text(0):find('Running for %d file'), ':checkhealth says that it runs')
  check(not text(0):find('ERROR'), ':checkhealth finds no error')

  client = vim.lsp.get_clients({ name = 'copydesk' })[1]
  if vim.fn.has('nvim-0.11') == 1 then client:stop() else client.stop() end
  wait_until('the server stops', function() return #vim.lsp.get_clients() == 0 end)
  vim.fn.delete(folder, 'rf')
end

local ok, problem = xpcall(main, function(e) return type(e) == 'string' and not e:find('^%S+:%d+:') and e or debug.traceback(e) end)
io.stdout:write(ok and ('%d checks held\n'):format(held) or ('FAILED: %s\n'):format(tostring(problem)))
vim.cmd(ok and 'qall!' or 'cquit 1')
