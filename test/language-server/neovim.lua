-- Drives the language server from a headless Neovim, and prints what a person would see and wait for.
-- Arguments: the program, the folder of a project, a file in it.

local program, folder, file = unpack(vim.v.argv, #vim.v.argv - 2)

local function fail(text)
  io.stderr:write(text .. '\n')
  vim.cmd('cquit 1')
end

local function milliseconds(work)
  local start = vim.loop.hrtime()
  work()
  return string.format('%.0f ms', (vim.loop.hrtime() - start) / 1e6)
end

local function wait(what, condition)
  if not vim.wait(20000, condition, 2) then fail('waited in vain for ' .. what) end
end

local function problems()
  return vim.diagnostic.get(0)
end

local function report(name, figure)
  io.stdout:write(string.format('%-52s %s\n', name, figure))
end

vim.cmd('edit ' .. file)
local client
local started = milliseconds(function()
  client = vim.lsp.start_client({
    name = 'to-thread',
    cmd = { 'node', program, '--stdio' },
    root_dir = folder,
    init_options = { trusted = true },
  })
  vim.lsp.buf_attach_client(0, client)
  wait('problems', function() return #problems() > 0 end)
end)
report('started, and the problems of the first file shown', started)
for _, problem in ipairs(problems()) do
  report(string.format('  line %d: %s', problem.lnum + 1, problem.code), problem.source)
end

local before = #problems()
local line = vim.api.nvim_buf_line_count(0)
local checked = milliseconds(function()
  vim.api.nvim_buf_set_lines(0, line, line, false, { 'export const more = async () => readFileSync("b");' })
  wait('the problem of a new line', function() return #problems() == before + 1 end)
end)
report('a new line checked, with the pause for typing', checked)

local first = problems()[1]
local params = vim.lsp.util.make_given_range_params({ first.lnum + 1, first.col }, { first.lnum + 1, first.col }, 0)
params.context = { diagnostics = {} }
local actions
local asked = milliseconds(function()
  local answers = vim.lsp.buf_request_sync(0, 'textDocument/codeAction', params, 10000)
  actions = answers and answers[client] and answers[client].result
end)
if not actions or #actions == 0 then fail('there are no code actions') end
report('code actions of the first problem', asked)
for _, action in ipairs(actions) do
  if action.command then fail('an action with a command that Neovim cannot run: ' .. action.title) end
  report('  ' .. action.title, action.edit and 'edit' or 'resolved')
end

local all
for _, action in ipairs(actions) do
  if action.title:find('in this file') then all = action end
end
if not all then fail('there is no action for the whole file') end
local fixed = milliseconds(function()
  if not all.edit then
    local answers = vim.lsp.buf_request_sync(0, 'codeAction/resolve', all, 10000)
    all = answers[client].result
  end
  vim.lsp.util.apply_workspace_edit(all.edit, 'utf-16')
  wait('the problems to go', function() return #problems() == 0 end)
end)
report('all fixed, and no problem left', fixed)
io.stdout:write(table.concat(vim.api.nvim_buf_get_lines(0, 0, -1, false), '\n') .. '\n')

local rss = vim.fn.system({ 'ps', '-o', 'rss=', '-C', 'node', '--ppid', tostring(vim.fn.getpid()) })
report('memory of the server', string.format('%.0f MB', tonumber(rss:match('%d+') or '0') / 1024))
vim.lsp.stop_client(client)
wait('the server to end', function() return vim.lsp.client_is_stopped(client) end)
vim.cmd('quitall!')
