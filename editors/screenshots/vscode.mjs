// A picture of a draft in VS Code, with its marks and the citations that are offered.
//   node vscode.mjs FOLDER

import path from 'node:path';
import { inWorkbench, until } from '../test/vscode/workbench.mjs';
import { click, editorOf, marksIn, vsix } from '../test/vscode/draft.mjs';

const settings = { 'workbench.activityBar.location': 'hidden', 'workbench.sideBar.visible': false, 'breadcrumbs.enabled': false,
  'workbench.layoutControl.enabled': false, 'window.commandCenter': false, 'editor.fontSize': 15, 'editor.folding': false,
  'editor.renderLineHighlight': 'none' };

await inWorkbench({
  fixture: path.join(import.meta.dirname, '../test/fixture'), out: path.resolve(process.argv[2]), vsix: vsix(), settings,
  size: { width: 1080, height: 600 }, scale: 1.5,
}, async ({ page, drafts, open, shot }) => {
  await open({ openFile: path.join(drafts, 'ferry.md') });
  const editor = await editorOf(page);
  await until('marks are drawn', () => marksIn(editor).count());
  await page.keyboard.press('Control+b'); // the side bar
  await until('the citations are offered', async () => {
    await click(page, editor, '40,000 passengers');
    await page.keyboard.press('Control+.');
    return page.locator('.action-widget .monaco-list-row', { hasText: 'according to' }).first().waitFor({ timeout: 4000 }).then(() => true, () => false);
  });
  await page.waitForTimeout(500);
  await shot('vscode');
});
