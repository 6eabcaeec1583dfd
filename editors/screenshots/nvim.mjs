// Draws a screen that tmux has kept with its colours.
//   node nvim.mjs SCREEN.ansi PICTURE.png

import { createRequire } from 'node:module';
import fs from 'node:fs';
import path from 'node:path';

const { chromium } = createRequire(path.join(process.env.VSCODE_FOLDER, 'x.js'))('playwright-core');
const [screen, picture] = process.argv.slice(2);
const BASE = { fg: '#e0e2ea', bg: '#14161b' };
const SIXTEEN = ['#07080d', '#ffc0b9', '#b3f6c0', '#fce094', '#a6dbff', '#ffcaff', '#8cf8f7', '#eef1f8',
  '#4f5258', '#ffc0b9', '#b3f6c0', '#fce094', '#a6dbff', '#ffcaff', '#8cf8f7', '#eef1f8'];

let look = {};
const rows = fs.readFileSync(screen, 'utf8').trimEnd().split('\n').map((line) => {
  let row = '';
  for (const part of line.split(/(\x1b\[[\d;:]*m)/)) {
    const codes = /^\x1b\[([\d;:]*)m$/.exec(part);
    if (codes) read(codes[1].split(/[;:]/).map(Number));
    else if (part) row += `<span style="${style()}">${part.replace(/[&<>]/g, (c) => `&#${c.codePointAt(0)};`)}</span>`;
  }
  return `<div>${row || ' '}</div>`;
});

const browser = await chromium.launch({ executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium', args: ['--no-sandbox'] });
const page = await browser.newPage({ deviceScaleFactor: 1.5 });
await page.setContent(`<body style="margin:0"><pre style="display:inline-block;margin:0;padding:12px 14px;font:14px/20px 'DejaVu Sans Mono',monospace;
  color:${BASE.fg};background:${BASE.bg}">${rows.join('')}</pre>`);
await page.locator('pre').screenshot({ path: picture });
await browser.close();

/** Takes up one sequence of "select graphic rendition". */
function read(codes) {
  for (let i = 0; i < codes.length; i++) {
    const code = codes[i];
    if (code === 0) look = {};
    else if (code === 1) look.bold = true;
    else if (code === 3) look.italic = true;
    else if (code === 4) look.line = true;
    else if (code === 7) look.reverse = true;
    else if (code === 22) look.bold = false;
    else if (code === 23) look.italic = false;
    else if (code === 24) look.line = false;
    else if (code === 27) look.reverse = false;
    else if (code >= 30 && code <= 37) look.fg = SIXTEEN[code - 30];
    else if (code >= 40 && code <= 47) look.bg = SIXTEEN[code - 40];
    else if (code >= 90 && code <= 97) look.fg = SIXTEEN[code - 82];
    else if (code === 39) look.fg = undefined;
    else if (code === 49) look.bg = undefined;
    else if (code === 59) look.under = undefined;
    else if ([38, 48, 58].includes(code)) {
      const name = { 38: 'fg', 48: 'bg', 58: 'under' }[code];
      if (codes[i + 1] === 2) { look[name] = `rgb(${codes.slice(i + 2, i + 5)})`; i += 4; }
      else { look[name] = SIXTEEN[codes[i + 2]]; i += 2; }
    }
  }
}

function style() {
  let [fg, bg] = [look.fg ?? BASE.fg, look.bg ?? BASE.bg];
  if (look.reverse) [fg, bg] = [bg, fg];
  return [`color:${fg}`, `background:${bg}`, look.bold && 'font-weight:bold', look.italic && 'font-style:italic',
    look.line && `text-decoration:underline wavy ${look.under ?? fg} 1px;text-underline-offset:3px`].filter(Boolean).join(';');
}
