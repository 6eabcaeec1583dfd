// A reporter's way through VS Code: the .vsix is installed, a draft opened; a mark, its hover, the Problems,
// a citation from the quick-fix menu, the saved file, the preview of citing all at once, the fact-check sheet.
//   node journey.mjs OUT

import fs from 'node:fs';
import path from 'node:path';
import { check, inWorkbench, say, until } from './workbench.mjs';
import { click, editorOf, marksIn, rest, vsix } from './draft.mjs';

await inWorkbench({ fixture: path.join(import.meta.dirname, '../fixture'), out: path.resolve(process.argv[2]), vsix: vsix() }, async ({ page, drafts, open, shot }) => {
  const file = path.join(drafts, 'ferry.md');
  await open({ openFile: file });
  const editor = await editorOf(page), waves = marksIn(editor);
  await until('marks are drawn', () => waves.count());
  const before = await waves.count();
  await shot('1-marks');

  // The mouse rests on a name: who that is comes from the server alone.
  const hover = await until('the hover says who she is', () => rest(page, editor, 'Teller said', 'chief executive'));
  say(`     ${flat(await hover.innerText())}`);
  await page.waitForTimeout(300);
  await shot('2-hover');
  await page.keyboard.press('Escape');
  await page.mouse.move(640, 790);

  await page.keyboard.press('Control+Shift+m');
  const problem = page.locator('.markers-panel .monaco-list-row', { hasText: 'unattributed-figure' });
  await until('the Problems list it', () => problem.count());
  say(`     ${flat(await problem.first().innerText())}`);
  await shot('3-problems');
  await page.keyboard.press('Control+Shift+m');

  const offer = page.locator('.action-widget .monaco-list-row', { hasText: 'according to' });
  await until('the quick-fix menu offers a citation', async () => { // it closes when anything takes the focus
    await click(page, editor, '40,000 passengers');
    await page.keyboard.press('Control+.');
    return offer.first().waitFor({ timeout: 4000 }).then(() => true, () => false);
  });
  await shot('4-citations');
  for (let row = 0; row < 30; row++) {
    const chosen = page.locator('.action-widget .monaco-list-row.focused');
    if ((await chosen.count()) && (await chosen.first().innerText()).includes('according to')) break;
    await page.keyboard.press('ArrowDown');
  }
  await page.keyboard.press('Enter');
  await until('its mark is gone', async () => (await waves.count()) < before);
  await page.keyboard.press('Control+s');
  await until('the saved file has the citation', () => /according to the Skerra Transport Survey/i.test(fs.readFileSync(file, 'utf8')));
  await shot('5-cited');
  check(!(await page.locator('.codicon-bell-dot').count()), 'no complaint is shown'); // the driver's VS Code shows no toasts

  // What the extension does with it is its own affair, so the file is what counts.
  const sheet = path.join(drafts, 'ferry.sheet.html');
  await until('the command for the sheet asks where to write it', async () => {
    await click(page, editor, 'Teller said');
    await page.keyboard.press('F1');
    await page.keyboard.type('Write Fact-Check Sheet');
    await page.keyboard.press('Enter');
    return page.locator('.quick-input-widget', { hasText: 'OK' }).waitFor({ timeout: 4000 }).then(() => true, () => false);
  });
  await page.waitForTimeout(500);
  await page.keyboard.press('Enter');
  await until('the sheet is written', () => fs.existsSync(sheet) && /<tr data-status="attributed">/.test(fs.readFileSync(sheet, 'utf8')));
  await shot('6-sheet');
});

function flat(text) {
  return text.replace(/\s*\n\s*/g, ' | ');
}
