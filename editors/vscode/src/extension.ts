// Starts copydesk for drafts and for the desk's own files, and keeps it in step with the settings.
// Everything a reporter sees comes from the server; the client library shows it.

import { execFile } from "node:child_process";
import * as fs from "node:fs";
import * as os from "node:os";
import * as path from "node:path";
import * as vscode from "vscode";
import {
  CloseAction, DidChangeConfigurationNotification, ErrorAction, LanguageClient, RevealOutputChannelOn,
  type ErrorHandler, type LanguageClientOptions,
} from "vscode-languageclient/node";

/** Our settings, by the names under which the server knows them. */
const SETTINGS = { "pause-ms": "pauseMs", "citation-style": "citationStyle" };

/** So many ends in so many milliseconds, and copydesk is not started once more. */
const CRASHES = 4, WITHIN_MS = 180_000;

let client: LanguageClient | undefined;
let output: vscode.LogOutputChannel;
/** Starts and stops follow each other, however fast a writer changes the settings. */
let turn: Promise<void> = Promise.resolve();

/** Keeps the library's own words for the output channel; what a writer is told comes from {@link tell}. */
class Client extends LanguageClient {
  override error(message: string, data?: unknown): void {
    super.error(message, data, false);
  }
}

export async function activate(context: vscode.ExtensionContext): Promise<void> {
  output = vscode.window.createOutputChannel("copydesk", { log: true });
  const again = () => inTurn(async () => { await stop(); await start(context); });
  context.subscriptions.push(
    output,
    vscode.commands.registerCommand("copydesk.restart", again),
    vscode.commands.registerCommand("copydesk.sheet", () => sheet(context)),
    vscode.commands.registerCommand("copydesk.showOutput", () => output.show()),
    vscode.workspace.onDidChangeConfiguration((change) => {
      if (change.affectsConfiguration("copydesk.path") || change.affectsConfiguration("copydesk.logLevel")) return again();
      if (change.affectsConfiguration("copydesk") && client?.isRunning()) {
        return client.sendNotification(DidChangeConfigurationNotification.type, { settings: { copydesk: settings() } });
      }
    }),
  );
  await inTurn(() => start(context));
}

export function deactivate(): Promise<void> {
  return inTurn(stop);
}

function inTurn(step: () => Promise<void>): Promise<void> {
  return turn = turn.then(step, step);
}

async function start(context: vscode.ExtensionContext): Promise<void> {
  const program = findProgram(context);
  if (!program) return;
  let started = false;
  const level = vscode.workspace.getConfiguration("copydesk").get<string>("logLevel", "warn");
  const options: LanguageClientOptions = {
    // A file that VS Code has no language for is "plaintext" too, so for those the name counts.
    documentSelector: [
      { scheme: "file", language: "markdown" },
      { scheme: "untitled", language: "markdown" },
      { scheme: "file", language: "plaintext", pattern: "**/*.{txt,text}" },
      { scheme: "untitled", language: "plaintext" },
      { scheme: "file", pattern: "**/{copydesk,sources}.toml" },
      { scheme: "file", pattern: "**/{*.csl.json,references.json,*.bib}" },
    ],
    initializationOptions: settings(),
    // The server asks for the section "copydesk"; the client library would answer in our names.
    middleware: { workspace: { configuration: (asked) => asked.items.map(settings) } },
    outputChannel: output,
    revealOutputChannelOn: RevealOutputChannelOn.Never,
    initializationFailedHandler: () => false,
    errorHandler: errorHandler(program, () => started),
  };
  client = new Client("copydesk", "copydesk", { command: program, args: ["lsp", "--log-level", level] }, options);
  try {
    await client.start();
    started = true;
  } catch (error) {
    output.error(`${program}: ${error}`);
    tell(`copydesk could not be started from ${program}. Its output says why.`);
  }
}

async function stop(): Promise<void> {
  const stopped = client;
  client = undefined;
  // One that never started, or that does not answer, cannot be stopped; it is let go.
  await stopped?.dispose(2000).catch(() => undefined);
}

/** What the writer has set in VS Code; the rest is left to `copydesk.toml`. */
function settings(): Record<string, unknown> {
  const set = vscode.workspace.getConfiguration("copydesk");
  return Object.fromEntries(Object.entries(SETTINGS).map(([server, ours]) => [server, set.get(ours)]).filter(([, value]) => value !== null));
}

/** Writes the fact-check sheet of the draft, as it is in the editor, where the writer says, and opens it in a browser. */
async function sheet(context: vscode.ExtensionContext): Promise<void> {
  const draft = vscode.window.activeTextEditor?.document;
  const program = findProgram(context);
  if (!draft || !program) return;
  const saved = draft.uri.scheme === "file";
  const folder = saved ? path.dirname(draft.uri.fsPath) : vscode.workspace.workspaceFolders?.[0]?.uri.fsPath ?? os.homedir();
  const name = saved ? path.parse(draft.uri.fsPath).name : "draft";
  const file = await vscode.window.showSaveDialog({
    defaultUri: vscode.Uri.file(path.join(folder, `${name}.sheet.html`)), filters: { "Fact-check sheet": ["html"] },
  });
  if (!file) return;
  const page = await new Promise<string | undefined>((done) => {
    const child = execFile(program, ["sheet", "-"], { cwd: folder, maxBuffer: 1 << 28 }, (error, out, said) => {
      if (error) tell(`The sheet could not be made: ${said.trim() || error.message}`);
      done(error ? undefined : out);
    });
    child.stdin?.end(draft.getText());
  });
  if (page === undefined) return;
  await vscode.workspace.fs.writeFile(file, Buffer.from(page));
  await vscode.env.openExternal(file);
}

/** The setting, else the program inside the extension, else the first on `PATH`. Says so if there is none. */
function findProgram(context: vscode.ExtensionContext): string | undefined {
  const name = process.platform === "win32" ? "copydesk.exe" : "copydesk";
  const set = vscode.workspace.getConfiguration("copydesk").get<string>("path", "").trim().replace(/^~(?=[/\\])/, os.homedir());
  if (set) {
    if (isFile(set)) return set;
    tell(`copydesk.path is ${set}, and there is no such file.`);
    return undefined;
  }
  const folders = (process.env.PATH ?? "").split(path.delimiter).filter(path.isAbsolute);
  const places = [context.asAbsolutePath(path.join("bin", name)), ...folders.map((folder) => path.join(folder, name))];
  const found = places.find(isFile);
  if (!found) tell("The copydesk program was not found. Install it with “cargo install --path .” in its own folder, or set copydesk.path.");
  return found;
}

function isFile(file: string): boolean {
  return fs.statSync(file, { throwIfNoEntry: false })?.isFile() ?? false;
}

/** Starts a server that has ended once more, unless it never ran or keeps ending. */
function errorHandler(program: string, started: () => boolean): ErrorHandler {
  const ends: number[] = [];
  return {
    error: () => ({ action: ErrorAction.Continue, handled: true }),
    closed: () => {
      if (!started()) return { action: CloseAction.DoNotRestart, handled: true };
      ends.push(Date.now());
      const recent = ends.filter((end) => end > Date.now() - WITHIN_MS);
      if (recent.length < CRASHES) return { action: CloseAction.Restart, handled: true };
      tell(`copydesk (${program}) has ended ${recent.length} times in a short while and is not started again.`);
      return { action: CloseAction.DoNotRestart, handled: true };
    },
  };
}

/** An error with what a writer can do about it. Nobody waits for the answer. */
function tell(message: string): void {
  output.error(message);
  const answers: Record<string, () => unknown> = {
    "Restart": () => vscode.commands.executeCommand("copydesk.restart"),
    "Open Settings": () => vscode.commands.executeCommand("workbench.action.openSettings", "copydesk"),
    "Show Output": () => output.show(),
  };
  void vscode.window.showErrorMessage(message, ...Object.keys(answers)).then((answer) => answer && answers[answer]());
}
