-- What a person does with a report in Neovim, as far as it can be seen: findings, hover, quick fix, undo.
-- The file is open; the environment says how to start the server and where to write what was seen.
local id = vim.lsp.start_client({ name = 'gikaudit', cmd = { vim.env.PYTHON, '-m', 'gikaudit', 'server' }, root_dir = vim.fn.getcwd() })
vim.lsp.buf_attach_client(0, id)

local function findings(number)
  vim.wait(100000, function() return #vim.diagnostic.get(0) == number end, 50)
  local found = {}
  for _, one in ipairs(vim.diagnostic.get(0)) do
    local line = vim.api.nvim_buf_get_lines(0, one.lnum, one.lnum + 1, false)[1]
    table.insert(found, { message = one.message, text = line:sub(one.col + 1, one.end_col) })
  end
  return found
end

local seen = { opened = findings(2) }
local client = vim.lsp.get_client_by_id(id)
local first = vim.diagnostic.get(0)[1]
vim.api.nvim_win_set_cursor(0, { first.lnum + 1, first.col })
local place = vim.lsp.util.make_position_params(0, client.offset_encoding)
seen.hover = client.request_sync('textDocument/hover', place, 100000, 0).result.contents.value
local range = vim.lsp.util.make_range_params(0, client.offset_encoding)
range.context = { diagnostics = {} }
local action = client.request_sync('textDocument/codeAction', range, 100000, 0).result[1]
vim.lsp.util.apply_workspace_edit(action.edit, client.offset_encoding)
seen.corrected = findings(1)
seen.text = vim.api.nvim_buf_get_lines(0, 0, -1, false)
vim.cmd('undo')
seen.undone = findings(2)
vim.fn.writefile({ vim.fn.json_encode(seen) }, vim.env.SEEN)
vim.cmd('qall!')
