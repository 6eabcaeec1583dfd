// A reporter's way through VS Code: the .vsix is installed, a draft opened; a mark, its hover, the Problems,
// a citation from the quick-fix menu, the saved file.
//   node journey.mjs OUT

import fs from 'node:fs';
import path from 'node:path';
import { check, inWorkbench, say, until } from './workbench.mjs';

const here = import.meta.dirname, extension = path.join(here, '../../vscode');
const vsix = fs.readdirSync(extension).filter((name) => name.endsWith('.vsix')).map((name) => path.join(extension, name));

await inWorkbench({ fixture: path.join(here, '../fixture'), out: path.resolve(process.argv[2]), vsix }, async ({ page, drafts, open, shot }) => {
  const file = path.join(drafts, 'ferry.md');
  await open({ openFile: file });
  const editor = page.locator('.editor-instance .monaco-editor').first();
  await editor.locator('.view-line').first().waitFor({ timeout: 60_000 });
  const waves = editor.locator('.squiggly-error, .squiggly-warning, .squiggly-info');
  await until('marks are drawn', () => waves.count());
  const before = await waves.count();
  await shot('1-marks');

  // The mouse rests on a name: who that is comes from the server alone.
  await until('the hover says who she is', async () => {
    await rest(page, editor, 'Teller said');
    return page.locator('.monaco-hover:visible', { hasText: 'chief executive' }).count();
  });
  say(`     ${flat(await page.locator('.monaco-hover:visible').first().innerText())}`);
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
  check(!(await page.locator('.notification-toast').count()), 'no complaint is shown');
});

function flat(text) {
  return text.replace(/\s*\n\s*/g, ' | ');
}

/** The middle of some words of the draft on the screen. */
async function place(editor, words) {
  return editor.evaluate((element, words) => {
    for (const line of element.querySelectorAll('.view-line')) {
      const texts = [], walker = document.createTreeWalker(line, NodeFilter.SHOW_TEXT);
      while (walker.nextNode()) texts.push(walker.currentNode);
      const whole = texts.map((t) => t.data).join('').replaceAll('\u00a0', ' '), begin = whole.indexOf(words);
      if (begin < 0) continue;
      const range = document.createRange();
      let passed = 0;
      for (const text of texts) {
        const [b, e] = [begin - passed, begin + words.length - passed];
        if (b >= 0 && b < text.length) range.setStart(text, b);
        if (e > 0 && e <= text.length) range.setEnd(text, e);
        passed += text.length;
      }
      const box = range.getClientRects()[0];
      return { x: box.x + Math.min(box.width / 2, 20), y: box.y + box.height / 2 };
    }
    return undefined;
  }, words);
}

async function rest(page, editor, words) {
  const at = check(await place(editor, words), `“${words}” is on the screen`);
  await page.mouse.move(at.x, at.y - 80);
  await page.mouse.move(at.x, at.y, { steps: 5 });
  await page.waitForTimeout(800);
}

async function click(page, editor, words) {
  const at = check(await place(editor, words), `“${words}” is on the screen`);
  await page.mouse.click(at.x, at.y);
  await page.waitForTimeout(300);
}
