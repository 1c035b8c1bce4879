import { commands, languages, tasks, Uri, window, workspace } from 'vscode';
import type { Diagnostic, TextDocument } from 'vscode';
import { lightBulb, fileUri, diagnosticsOf, untilDiagnostics, pick, closeAll, api } from '../suite/editor.ts';
import type { Tally } from '../../support/tally.ts';
import { MARK } from '../suite/mark.ts';
import { TALLY } from './tally-line.ts';

/** What a person can do in VS Code for the Web, in a folder that is nowhere on disk. */

const BLOCKING = `import { readFileSync } from 'node:fs';

export async function load(path: string) {
  return readFileSync(path, 'utf8');
}
`;

const FIXED = `import { readFileSync } from 'node:fs';
import { toThread } from 'to-thread';

export async function load(path: string) {
  return await toThread(readFileSync, path, 'utf8');
}
`;

/** Each in its turn, in one window. */
const TESTS: Readonly<Record<string, () => Promise<void>>> = {
  async 'blocking calls are underlined, and moved by the light bulb'() {
    const document = await opened('src/load.ts', BLOCKING);
    const [problem] = await untilDiagnostics(document.uri, 1);
    same(problem && document.getText(problem.range).startsWith('readFileSync'), true);
    await pick(await lightBulb(document, 'readFileSync(path', 'quickfix'), /on a worker thread/);
    same(document.getText(), FIXED);
    await untilDiagnostics(document.uri, 0);
    await document.save();
    same((await api()).notice(), undefined);
  },

  async 'a package without the runtime is told so, and offered nothing that cannot be done'() {
    await write('plain/package.json', '{ "name": "plain" }');
    const document = await opened('plain/load.ts', BLOCKING);
    await untilDiagnostics(document.uri, 1);
    const titles = (await lightBulb(document, 'readFileSync(path', 'quickfix')).map(({ title }) => title);
    same(
      titles.filter((title) => title.startsWith('Install')),
      [],
    );
  },

  async 'nothing is installed, whoever asks for it'() {
    let started = 0;
    const subscription = tasks.onDidStartTask(() => started++);
    same(await commands.executeCommand('toThread.installRuntime', fileUri('plain', 'load.ts')), undefined);
    subscription.dispose();
    same([started, tasks.taskExecutions.length], [0, 0]);
  },

  async 'components are checked'() {
    const document = await opened(
      'src/page.html',
      `<script type="module">\n${BLOCKING}</script>\n<p>text</p>\n`,
    );
    await untilDiagnostics(document.uri, 1);
  },

  async 'files of other places than the workspace are checked'() {
    await workspace.fs.writeFile(Uri.parse('memory:/elsewhere/load.js'), encoded(plain(BLOCKING)));
    const document = await workspace.openTextDocument(Uri.parse('memory:/elsewhere/load.js'));
    await window.showTextDocument(document, { preview: false });
    await untilDiagnostics(document.uri, 1);
  },

  async 'the server is started anew'() {
    const document = await opened('src/again.ts', BLOCKING);
    await untilDiagnostics(document.uri, 1);
    await commands.executeCommand('toThread.restartServer');
    await untilDiagnostics(document.uri, 0);
    await untilDiagnostics(document.uri, 1);
  },

  async 'documents are checked that were never saved'() {
    const document = await workspace.openTextDocument({ language: 'typescript', content: BLOCKING });
    await window.showTextDocument(document);
    await untilDiagnostics(document.uri, 1);
  },

  async 'the whole workspace is scanned'() {
    await write('src/deep/load.ts', BLOCKING);
    await write('dist/load.js', BLOCKING);
    await write('.gitignore', 'dist/\n');
    await closeAll();
    await commands.executeCommand('toThread.scanWorkspace');
    await untilDiagnostics(fileUri('src/deep/load.ts'), 1);
    same(diagnosticsIn('dist').length, 0);
  },
};

export async function run(): Promise<void> {
  await write('package.json', '{ "private": true, "type": "module", "dependencies": { "to-thread": "*" } }');
  let [passed, failed] = [0, 0];
  const notes: string[] = [];
  for (const [name, test] of Object.entries(TESTS)) {
    try {
      await inTime(test());
      passed++;
      print(`  ✔ ${name}`);
    } catch (error) {
      failed++;
      notes.push(`${name}: ${String(error)}`);
      print(`  ✘ ${name}: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`);
    }
  }
  const tally: Tally = { passed, failed, skipped: 0, notes };
  print(`${TALLY}${JSON.stringify(tally)}`);
  if (failed > 0) throw new Error(`${failed} tests failed`);
}

const TIME = 90_000;

async function inTime(test: Promise<void>): Promise<void> {
  const late = new Promise<never>((_, reject) => {
    setTimeout(() => {
      reject(new Error(`not done after ${TIME / 1000} s`));
    }, TIME);
  });
  await Promise.race([test, late]);
}

async function write(name: string, text: string): Promise<void> {
  await workspace.fs.writeFile(fileUri(...name.split('/')), encoded(text));
}

function encoded(text: string): Uint8Array {
  return new TextEncoder().encode(text);
}

/** The same code as JavaScript. */
function plain(code: string): string {
  return code.replace(': string', '');
}

async function opened(name: string, text: string): Promise<TextDocument> {
  await write(name, text);
  const document = await workspace.openTextDocument(fileUri(...name.split('/')));
  await window.showTextDocument(document, { preview: false });
  return document;
}

function diagnosticsIn(folder: string): [Uri, Diagnostic[]][] {
  const { path } = fileUri(folder);
  return languages
    .getDiagnostics()
    .filter(([uri]) => uri.path.startsWith(`${path}/`) && diagnosticsOf(uri).length > 0);
}

function same(actual: unknown, expected: unknown): void {
  const [one, other] = [JSON.stringify(actual), JSON.stringify(expected)];
  if (one !== other) throw new Error(`${one} is not ${other}`);
}

function print(text: string): void {
  console.log(MARK + text);
}
