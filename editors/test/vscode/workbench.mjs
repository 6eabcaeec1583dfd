// A real VS Code: its server and extension host on this machine, its workbench in headless Chromium.
// The environment names the folder that install-vscode made (VSCODE_FOLDER). Nothing outside this machine is reached.

import { spawn, execFileSync } from 'node:child_process';
import { createRequire } from 'node:module';
import fs from 'node:fs';
import net from 'node:net';
import os from 'node:os';
import path from 'node:path';

const folder = process.env.VSCODE_FOLDER;
const { chromium } = createRequire(path.join(folder, 'x.js'))('playwright-core');
const PATIENCE = Number(process.env.PATIENCE_MS ?? 60_000);
const started = Date.now();
let held = 0;

export const say = (text) => console.log(`${((Date.now() - started) / 1000).toFixed(1).padStart(6)}s ${text}`);

export function check(value, what) {
  say(`${value ? 'ok  ' : 'FAIL'} ${what}`);
  if (!value) throw new Error(what);
  held++;
  return value;
}

/** Asks until the answer is something, and checks that it was. */
export async function until(what, ask) {
  const end = Date.now() + PATIENCE;
  let answer;
  while (Date.now() < end && !(answer = await ask())) await new Promise((resolve) => setTimeout(resolve, 100));
  return check(answer, what);
}

/**
 * Runs `journey({ page, drafts, open, shot })` in a new VS Code and ends the process: 0 if all held, else 1.
 * The folder `fixture` is copied first; `drafts` is the copy and the workspace. `open(payload, trusted)` shows the workbench,
 * `shot(name)` keeps a picture in `out`.
 */
export async function inWorkbench({ fixture, out, vsix = [], settings = {}, size = { width: 1280, height: 800 }, scale = 1 }, journey) {
  fs.mkdirSync(out, { recursive: true });
  const work = fs.mkdtempSync(path.join(os.tmpdir(), 'copydesk-vscode-'));
  const drafts = path.join(work, 'drafts'), data = path.join(work, 'data');
  fs.cpSync(fixture, drafts, { recursive: true });
  for (const part of ['User', 'Machine']) {
    fs.mkdirSync(path.join(data, part), { recursive: true });
    fs.writeFileSync(path.join(data, part, 'settings.json'), JSON.stringify({ ...QUIET, ...settings }));
  }
  const env = { ...process.env, EXTENSIONS_GALLERY: '{}', HOME: work, XDG_CONFIG_HOME: path.join(work, 'config'), XDG_DATA_HOME: path.join(work, 'share'), XDG_CACHE_HOME: path.join(work, 'cache') };
  for (const name of ['VSCODE_IPC_HOOK_CLI', 'PASSWORD', 'NODE_OPTIONS']) delete env[name];
  const entry = [path.join(folder, 'vscode/out/server-main.js'), '--server-data-dir', work, '--user-data-dir', data,
    '--extensions-dir', path.join(work, 'extensions'), '--accept-server-license-terms', '--telemetry-level', 'off'];
  const port = await freePort();
  let server, browser, page, failure;
  const shot = (name) => page.screenshot({ path: path.join(out, `${name}.png`) });
  try {
    for (const file of vsix) execFileSync(process.execPath, [...entry, '--install-extension', file, '--force'], { env, stdio: 'pipe' });
    const log = fs.openSync(path.join(out, 'server.log'), 'w');
    // The driver's flag makes a built VS Code look at extensionDevelopmentPath and extensionTestsPath.
    server = spawn(process.execPath, [...entry, '--host', '127.0.0.1', '--port', String(port), '--without-connection-token',
      '--disable-workspace-trust', '--enable-smoke-test-driver'], { env, stdio: ['ignore', log, log], detached: true });
    await until('the server listens', () => fetch(`http://127.0.0.1:${port}/version`).then((answer) => answer.ok, () => false));
    browser = await chromium.launchPersistentContext(path.join(work, 'chromium'), {
      executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium', headless: true, viewport: size, deviceScaleFactor: scale,
      args: ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking',
        '--disable-component-update', '--disable-sync', '--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1'],
    });
    page = browser.pages()[0] ?? await browser.newPage();
    const consoleLog = fs.createWriteStream(path.join(out, 'console.log'));
    page.on('console', (message) => consoleLog.write(`[${message.type()}] ${message.text()}\n`));
    page.on('pageerror', (error) => consoleLog.write(`[pageerror] ${error}\n`));
    const remote = (file) => `vscode-remote://127.0.0.1:${port}${file}`;
    const open = (payload) => page.goto(`http://127.0.0.1:${port}/?folder=${drafts}&payload=${encodeURIComponent(JSON.stringify(
      [['skipWelcome', 'true'], ...Object.entries(payload).map(([name, file]) => [name, remote(file)])]))}`);
    await journey({ page, drafts, open, shot });
  } catch (error) {
    failure = error;
    console.error(`FAILED: ${String(error.stderr ?? '').slice(-2000) || error.message.slice(0, 2000)}`);
    if (page) await shot('failed').catch(() => {});
  }
  await browser?.close().catch(() => {});
  if (server) await end(server);
  const logs = path.join(data, 'logs');
  if (fs.existsSync(logs)) fs.cpSync(logs, path.join(out, 'logs'), { recursive: true, force: true });
  fs.rmSync(work, { recursive: true, force: true, maxRetries: 3 });
  say(failure ? 'FAILED' : `${held} checks held`);
  process.exit(failure ? 1 : 0);
}

const QUIET = {
  'workbench.startupEditor': 'none', 'telemetry.telemetryLevel': 'off', 'update.mode': 'none', 'extensions.autoUpdate': false,
  'extensions.autoCheckUpdates': false, 'security.workspace.trust.enabled': false, 'chat.disableAIFeatures': true,
  'chat.commandCenter.enabled': false, 'workbench.secondarySideBar.defaultVisibility': 'hidden', 'workbench.tips.enabled': false,
  'workbench.enableExperiments': false, 'git.enabled': false, 'files.autoSave': 'off', 'editor.hover.delay': 100,
  'window.confirmBeforeClose': 'never', 'editor.wordWrap': 'on', 'editor.minimap.enabled': false,
};

function freePort() {
  return new Promise((resolve) => {
    const socket = net.createServer().listen(0, '127.0.0.1', () => { const { port } = socket.address(); socket.close(() => resolve(port)); });
  });
}

/** Ends the server and what it started. */
async function end(server) {
  try { process.kill(-server.pid, 'SIGTERM'); } catch {}
  const ended = new Promise((resolve) => (server.exitCode === null ? server.once('exit', resolve) : resolve()));
  await Promise.race([ended, new Promise((resolve) => setTimeout(resolve, 5000))]);
  try { process.kill(-server.pid, 'SIGKILL'); } catch {}
}
