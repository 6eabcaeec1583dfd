// Runs extension-host/index.js in VS Code's real extension host, against the extension's own folder.
//   node extension-host.mjs OUT

import fs from 'node:fs';
import path from 'node:path';
import { check, inWorkbench, say } from './workbench.mjs';

const here = import.meta.dirname, out = path.resolve(process.argv[2]);
// What VS Code itself says while the test runs.
const NOISE = /authentication provider|a socket|connection token|AccountPolicyGate|AgentHost|reconnection-grace|Service Worker|builtin extensions cache|DefaultAccount|chat-stt|workbench contribution|net::ERR_|ChatSessionStore|additional builtin extensions/;

await inWorkbench({ fixture: path.join(here, '../fixture'), out }, async ({ page, open, shot }) => {
  const all = fs.createWriteStream(path.join(out, 'extension-host.log'));
  await page.exposeFunction('codeAutomationLog', (type, words) => {
    const line = `[${type}] ${words.join(' ')}`;
    all.write(line + '\n');
    if (!NOISE.test(line)) say(line);
  });
  const ended = new Promise((resolve) => page.exposeFunction('codeAutomationExit', resolve));
  await open({ extensionDevelopmentPath: path.join(here, '../../vscode'), extensionTestsPath: path.join(here, 'extension-host') });
  const code = await Promise.race([ended, new Promise((resolve) => setTimeout(resolve, 120_000, 'too late'))]);
  await shot('extension-host');
  check(code === 0, `the tests in the extension host end with ${code}`);
});
