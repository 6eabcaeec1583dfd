// Runs inside VS Code's extension host, with the real `vscode` API. A rejection is a failure.

const assert = require('node:assert');
const fs = require('node:fs');
const path = require('node:path');
const vscode = require('vscode');

exports.run = async () => {
  console.log('VS Code', vscode.version, 'node', process.version);
  const folder = vscode.workspace.workspaceFolders[0].uri.fsPath;
  const uri = vscode.Uri.file(path.join(folder, 'ferry.md'));
  const draft = await vscode.workspace.openTextDocument(uri);
  await vscode.window.showTextDocument(draft);

  // A mark appears, where it should, with its rule and where to read about it.
  const figure = await until('the figure is marked', () => mark(uri, 'unattributed-figure'));
  assert.equal(draft.getText(figure.range), 'more than 40,000 passengers');
  assert.equal(figure.source, 'copydesk');
  const quoted = draft.getText().indexOf('Nineteen');
  assert.ok(!marks(uri).some((m) => m.range.contains(draft.positionAt(quoted))), 'a quotation with a speaker is not marked');
  assert.ok(vscode.extensions.getExtension('copydesk.copydesk').isActive);

  // Hovers answer, on an actor and on a figure.
  const onActor = await hover(draft, 'Teller said', /chief executive/);
  console.log('hover on an actor:', onActor.replace(/\n+/g, ' | '));
  const onFigure = await hover(draft, '£2.6 million', /2\.6|2,600,000/);
  console.log('hover on a figure:', onFigure.replace(/\n+/g, ' | '));

  await findTheWay(draft);
  await citeElsewhere(draft);

  // A citation is inserted, and what it was for is gone.
  const cite = await action(draft, figure, (a) => a.edit && /according to/i.test(a.title));
  console.log('action:', cite.title);
  assert.ok(await vscode.workspace.applyEdit(cite.edit));
  await until('the mark is gone', () => !mark(uri, 'unattributed-figure'));
  assert.match(draft.getText(), /40,000 passengers[^.]*according to the Skerra Transport Survey|According to the Skerra Transport Survey/);
  await vscode.commands.executeCommand('undo');
  await until('undone, the mark is back', () => mark(uri, 'unattributed-figure'));

  // The writer's own settings reach the server at once.
  const own = vscode.workspace.getConfiguration('copydesk');
  await own.update('citationStyle', 'footnote', vscode.ConfigurationTarget.Global);
  await action(draft, mark(uri, 'unattributed-figure'), (a, i) => i === 0 && /footnote|\[\^/i.test(a.title), 'a footnote is offered first');
  await own.update('citationStyle', undefined, vscode.ConfigurationTarget.Global);

  // So do those of the desk; an error in them is shown in them.
  const settings = path.join(folder, 'copydesk.toml');
  fs.writeFileSync(settings, '[rules]\nunattributed-figure = "off"\n');
  await until('the rule is off', () => !mark(uri, 'unattributed-figure'));
  fs.writeFileSync(settings, '[rules]\nunattributed-figure = "perhaps"\n');
  await until('the error stands in copydesk.toml', () => marks(vscode.Uri.file(settings)).some((m) => m.range.start.line === 1));
  fs.rmSync(settings);
  await until('without copydesk.toml the rule is on', () => mark(uri, 'unattributed-figure'));

  // A draft without a file; places are counted as VS Code counts them.
  const loose = await vscode.workspace.openTextDocument({ language: 'markdown', content: '🚢🚢 The port has 12 piers. It lost 4,300 sailings last year.\r\n' });
  const inLoose = await until('a draft without a file is read', () => mark(loose.uri, 'unattributed-figure'));
  console.log('marked in it:', marks(loose.uri).map((m) => loose.getText(m.range)).join(' | '));
  assert.ok(marks(loose.uri).some((m) => loose.getText(m.range) === '4,300 sailings'), loose.getText(inLoose.range));

  // Other text is left alone.
  fs.writeFileSync(path.join(folder, 'build.sh.in'), 'The port lost 4,300 sailings.\n');
  const other = await vscode.workspace.openTextDocument(path.join(folder, 'build.sh.in'));
  assert.equal(other.languageId, 'plaintext');

  // Restarted, it goes on.
  await vscode.commands.executeCommand('copydesk.restart');
  await until('marks after a restart', () => mark(uri, 'unattributed-figure'));
  assert.equal(marks(other.uri).length, 0);

  // Killed, it comes back by itself.
  for (const child of children()) {
    if (/copydesk[\0]lsp/.test(fs.readFileSync(`/proc/${child}/cmdline`, 'utf8'))) process.kill(child, 'SIGKILL');
  }
  const line = draft.lineCount - 1;
  const edit = new vscode.WorkspaceEdit();
  edit.insert(uri, new vscode.Position(line, 0), '\nThe port lost 4,300 sailings last year.\n');
  await new Promise((resolve) => setTimeout(resolve, 1500));
  await vscode.workspace.applyEdit(edit);
  await until('marks after the program was killed', () => marks(uri).filter((m) => code(m) === 'unattributed-figure').length === 2);

  // A path that leads nowhere costs the marks, not the editor, and setting it right brings them back.
  await own.update('path', '/nowhere/copydesk', vscode.ConfigurationTarget.Global);
  await until('no marks without a program', () => marks(uri).length === 0);
  await own.update('path', undefined, vscode.ConfigurationTarget.Global);
  await until('marks once the path is right again', () => mark(uri, 'unattributed-figure'));
  console.log('all held');
};

// Names, citation keys and the outline: where they lead, and what a new name changes.
async function findTheWay(draft) {
  const at = (words, more = 1) => draft.positionAt(draft.getText().indexOf(words) + more);
  const ask = (what, ...about) => vscode.commands.executeCommand(`vscode.${what}`, draft.uri, ...about);
  const target = (it) => ({ uri: it.targetUri ?? it.uri, range: it.targetSelectionRange ?? it.targetRange ?? it.range });

  const [first] = await until('a definition of “Teller”', async () => (await ask('executeDefinitionProvider', at('Teller said'))).map(target));
  assert.equal(draft.getText(first.range), 'Ana Teller');
  const all = await ask('executeReferenceProvider', at('Teller said'));
  assert.deepEqual(all.map((it) => draft.getText(it.range)), ['Ana Teller', 'Teller']);

  const asked = await ask('prepareRename', at('Teller said'));
  assert.equal(asked.placeholder, 'Ana Teller');
  assert.ok(await vscode.workspace.applyEdit(await ask('executeDocumentRenameProvider', at('Teller said'), 'Ana Kessler')));
  assert.match(draft.getText(), /said Ana Kessler, the chief executive[^]*\nKessler said the cut/);
  assert.doesNotMatch(draft.getText(), /Teller/);
  await vscode.commands.executeCommand('undo');
  assert.match(draft.getText(), /\nTeller said/);

  const outline = await ask('executeDocumentSymbolProvider');
  const sources = outline.find((it) => it.name === 'Sources');
  console.log('sources:', sources.children.map((it) => it.name).join(' | '));
  assert.ok(sources.children.some((it) => it.name === 'Ana Teller' && it.children.length === 2));
  const found = await vscode.commands.executeCommand('vscode.executeWorkspaceSymbolProvider', 'oxley');
  assert.ok(found.some((it) => it.name === 'Bram Oxley'));
  const [lens] = await until('a line over the headline', async () => (await ask('executeCodeLensProvider', 9)).filter((it) => /statements/.test(it.command?.title)));
  console.log('over the headline:', lens.command.title);

  // A key is offered where one is being written, and leads to its record.
  const end = draft.lineAt(draft.lineCount - 1).range.end;
  const insert = new vscode.WorkspaceEdit();
  insert.insert(draft.uri, end, '\nThe boats are old [@fer\n');
  await vscode.workspace.applyEdit(insert);
  const key = await until('a key is offered', async () => {
    const list = await ask('executeCompletionItemProvider', at('[@fer', 5), '@');
    return list.items.find((it) => it.label === 'ferry-count-2025');
  });
  const chosen = new vscode.WorkspaceEdit();
  chosen.replace(draft.uri, key.range.replacing ?? key.range, `${key.insertText ?? key.label}]`);
  await vscode.workspace.applyEdit(chosen);
  assert.match(draft.getText(), /old \[@ferry-count-2025\]/);
  const [record] = await until('its record', async () => (await ask('executeDefinitionProvider', at('[@ferry', 4))).map(target));
  assert.equal(path.basename(record.uri.fsPath), 'sources.toml');
  await hover(draft, '@ferry-count-2025', /on the record/);
  await draft.save();
  const renamed = await ask('executeDocumentRenameProvider', at('[@ferry', 4), 'skerra-count');
  assert.ok(await vscode.workspace.applyEdit(renamed));
  assert.match(draft.getText(), /old \[@skerra-count\]/);
  const records = await vscode.workspace.openTextDocument(record.uri);
  assert.match(records.getText(), /id = "skerra-count"/);
  assert.ok(await vscode.workspace.applyEdit(await until('the key can have its old name again', async () => {
    const back = await ask('executeDocumentRenameProvider', at('[@skerra', 4), 'ferry-count-2025').then((it) => it, () => undefined);
    return back?.size === 2 && back;
  })));
  await records.save();
  const gone = new vscode.WorkspaceEdit();
  gone.delete(draft.uri, new vscode.Range(end, draft.lineAt(draft.lineCount - 1).range.end));
  await vscode.workspace.applyEdit(gone);
  await draft.save();
  assert.doesNotMatch(draft.getText(), /boats are old/);
}

// A footnote for a mark, a citation where there is no mark, and all at once.
async function citeElsewhere(draft) {
  const before = draft.getText();
  const undo = () => vscode.commands.executeCommand('undo');
  const figure = () => mark(draft.uri, 'unattributed-figure');

  const footnote = await action(draft, await until('the figure is marked', figure), (a) => /^Footnote \[\^ferry-count-2025\]/.test(a.title));
  assert.ok(await vscode.workspace.applyEdit(footnote.edit));
  assert.match(draft.getText(), /since 2021\.\[\^ferry-count-2025\]\n[^]*\n\n\[\^ferry-count-2025\]: Skerra Transport Survey[^\n]*\n*$/);
  await until('its mark is gone', () => !figure());
  await undo();
  assert.equal(draft.getText(), before);

  const ask = (range, kind) => vscode.commands.executeCommand('vscode.executeCodeActionProvider', draft.uri, range, kind);
  const at = draft.positionAt(before.indexOf('We will take this'));
  const added = await until('a citation where there is no mark', async () => (await ask(new vscode.Range(at, at), 'refactor')).find((a) => /^Cite \[@oxley/.test(a.title)));
  assert.ok(await vscode.workspace.applyEdit(added.edit));
  assert.match(draft.getText(), /to the minister\.” \[@oxley-2025-11-11\]/);
  await undo();

  const all = await until('all at once', async () => (await ask(new vscode.Range(0, 0, 0, 0), 'source')).find((a) => a.kind.value === 'source.citeAll'));
  console.log('action:', all.title);
  assert.ok(await vscode.workspace.applyEdit(all.edit));
  assert.match(draft.getText(), /since 2021, according to the Skerra Transport Survey\./);
  await undo();
  assert.equal(draft.getText(), before);
  await until('the figure is marked again', figure);
}

const children = () => fs.readdirSync('/proc').filter((name) => /^\d+$/.test(name)).map(Number).filter((id) => {
  try { return new RegExp(`^PPid:\\s+${process.pid}$`, 'm').test(fs.readFileSync(`/proc/${id}/status`, 'utf8')); } catch { return false; }
});

const code = (mark) => (typeof mark.code === 'object' ? mark.code.value : mark.code);
const marks = (uri) => vscode.languages.getDiagnostics(uri);
const mark = (uri, rule) => marks(uri).find((m) => code(m) === rule);

async function until(what, ask) {
  const end = Date.now() + 20_000;
  for (;;) {
    const answer = await ask();
    if (answer) return answer;
    if (Date.now() > end) throw new Error(`never: ${what}`);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

// Both ask again: while its window is still starting, VS Code may answer without us.
function hover(draft, words, wanted) {
  const at = draft.positionAt(draft.getText().indexOf(words) + 1);
  return until(`a hover on “${words}”`, async () => {
    const hovers = await vscode.commands.executeCommand('vscode.executeHoverProvider', draft.uri, at);
    const text = hovers.flatMap((h) => h.contents).map((c) => c.value ?? c).join('\n');
    return wanted.test(text) && text;
  });
}

function action(draft, mark, wanted, what = 'an action that fits') {
  let offered = '';
  return until(what, async () => {
    const actions = await vscode.commands.executeCommand('vscode.executeCodeActionProvider', draft.uri, mark.range);
    const titles = actions.map((a) => a.title).join(' | ');
    if (titles !== offered) console.log('offered:', offered = titles);
    return actions.find(wanted);
  });
}
