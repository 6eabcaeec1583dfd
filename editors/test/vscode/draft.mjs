// A draft on the screen of VS Code: its marks, and its words as places for the mouse.

import fs from 'node:fs';
import path from 'node:path';
import { check } from './workbench.mjs';

/** The packaged extension: what package.sh made last. */
export function vsix() {
  const folder = path.join(import.meta.dirname, '../../vscode');
  return fs.readdirSync(folder).filter((name) => name.endsWith('.vsix')).map((name) => path.join(folder, name));
}

export async function editorOf(page) {
  const editor = page.locator('.editor-instance .monaco-editor').first();
  await editor.locator('.view-line').first().waitFor({ timeout: 60_000 });
  return editor;
}

export function marksIn(editor) {
  return editor.locator('.squiggly-error, .squiggly-warning, .squiggly-info');
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

/** Lets the mouse rest on some words; the hover with `wanted` in it, or nothing. */
export async function rest(page, editor, words, wanted) {
  const at = check(await place(editor, words), `“${words}” is on the screen`);
  const hover = page.locator('.monaco-hover:visible', { hasText: wanted });
  await page.mouse.move(at.x + 300, at.y + 150); // out of the way of a hover that is there still
  await page.mouse.move(at.x, at.y, { steps: 5 });
  return hover.first().waitFor({ timeout: 4000 }).then(() => hover.first(), () => undefined);
}

/** Puts the caret into some words. */
export async function click(page, editor, words) {
  const at = check(await place(editor, words), `“${words}” is on the screen`);
  await page.mouse.click(at.x, at.y);
  await page.waitForTimeout(300);
}
