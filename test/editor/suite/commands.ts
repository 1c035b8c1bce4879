import assert from 'node:assert/strict';
import { setTimeout } from 'node:timers/promises';
import { afterEach, describe, it } from 'mocha';
import { commands, languages, window, workspace } from 'vscode';
import type { Uri } from 'vscode';
import { BLOCKING } from './diagnostics.ts';
import {
  closeAll,
  diagnosticsOf,
  fileUri,
  lightBulb,
  openFile,
  pick,
  until,
  untilDiagnostics,
} from './editor.ts';
import { passedOn } from './mocha.ts';

/** What is made of `BLOCKING`. */
const FIXED = `import { readFileSync } from 'node:fs';
import { toThread } from 'to-thread';

export async function handler(path: string) {
  return await toThread(readFileSync, path, 'utf8');
}
`;

interface ScanResult {
  readonly files: number;
  readonly problems: number;
}

/** Presses Apply in the refactor preview until there is one, which no event tells of. */
async function applyPreview(done: Thenable<unknown>): Promise<void> {
  const end = Promise.resolve(done).then(() => 'done');
  while ((await Promise.race([end, setTimeout(200)])) !== 'done') {
    await commands.executeCommand('refactorPreview.apply');
  }
}

/** Notes how many of our diagnostics a file has, at each change. */
function collect(uri: Uri): () => number[] {
  const counts: number[] = [0];
  const subscription = languages.onDidChangeDiagnostics(() => counts.push(diagnosticsOf(uri).length));
  return () => {
    subscription.dispose();
    return counts;
  };
}

export function testCommands(): void {
  describe('Scan Workspace', () => {
    afterEach(closeAll);

    it('leaves the problems of files that are not open in the Problems view', async () => {
      await workspace.fs.writeFile(fileUri('scanned/a.ts'), Buffer.from(BLOCKING));
      await workspace.fs.writeFile(fileUri('scanned/ignored/b.ts'), Buffer.from(BLOCKING));
      await workspace.fs.writeFile(fileUri('scanned/.gitignore'), Buffer.from('ignored\n'));
      const result = await commands.executeCommand<ScanResult>('toThread.scanWorkspace');
      assert.ok(result.files > 0 && result.problems > 0);
      await untilDiagnostics(fileUri('scanned/a.ts'), 1);
      assert.deepEqual(diagnosticsOf(fileUri('scanned/ignored/b.ts')), []);
    });

    it('shows a problem once when its file is opened, and again when it is closed', async () => {
      const uri = fileUri('scanned/a.ts');
      await commands.executeCommand('toThread.scanWorkspace');
      await untilDiagnostics(uri, 1);
      const twice = collect(uri);
      // As a click in the Problems view does; a document opened by an extension outlives its editor.
      await commands.executeCommand('vscode.open', uri);
      await until(
        languages.onDidChangeDiagnostics,
        () => window.activeTextEditor?.document.uri.path === uri.path,
      );
      await untilDiagnostics(uri, 1);
      const closed = until(workspace.onDidCloseTextDocument, (document) => document?.uri.path === uri.path);
      await closeAll();
      await closed;
      await untilDiagnostics(uri, 1);
      assert.ok(Math.max(...twice()) <= 1, `the problem was shown ${Math.max(...twice())} times at once`);
    });

    it('forgets the problems of a file that is deleted', async () => {
      const uri = fileUri('scanned/gone.ts');
      // The editor tells nobody of a file that comes and goes within a moment.
      const watcher = workspace.createFileSystemWatcher('**/gone.ts');
      const noticed = until(watcher.onDidCreate, (created) => created?.path === uri.path);
      await workspace.fs.writeFile(uri, Buffer.from(BLOCKING));
      await noticed;
      watcher.dispose();
      await commands.executeCommand('toThread.scanWorkspace');
      await untilDiagnostics(uri, 1);
      await workspace.fs.delete(uri);
      await untilDiagnostics(uri, 0);
    });
  });

  describe('Fix All in Workspace', () => {
    afterEach(closeAll);

    it('never applies edits to a text they were not made for', async () => {
      const editor = await openFile('installed/typed.ts', BLOCKING);
      const { document } = editor;
      await untilDiagnostics(document.uri, 1);
      const typed = '// One.\n// Two.\n';
      const fixing = commands.executeCommand<number>('toThread.fixWorkspace');
      await editor.edit((edit) => {
        edit.insert(document.positionAt(0), typed);
      });
      await applyPreview(fixing);
      // Whoever types once the preview is there has the editor refuse it.
      assert.ok([typed + FIXED, typed + BLOCKING].includes(document.getText()), document.getText());
      if (document.getText() === typed + BLOCKING)
        await applyPreview(commands.executeCommand<number>('toThread.fixWorkspace'));
      assert.equal(document.getText(), typed + FIXED);
    });

    it('takes back what scans have left, when Clear Results is run', async () => {
      const uri = fileUri('scanned/cleared.ts');
      await workspace.fs.writeFile(uri, Buffer.from(BLOCKING));
      await commands.executeCommand('toThread.scanWorkspace');
      await untilDiagnostics(uri, 1);
      await commands.executeCommand('toThread.clearResults');
      await untilDiagnostics(uri, 0);
    });
  });

  describe('Install Runtime', () => {
    afterEach(closeAll);

    it('installs the runtime with the package manager of the project, and the fixes become safe', async () => {
      await workspace.fs.writeFile(fileUri('fresh/package.json'), Buffer.from('{ "private": true }\n'));
      await workspace.fs.writeFile(
        fileUri('fresh/package-lock.json'),
        Buffer.from('{ "lockfileVersion": 3, "packages": {} }\n'),
      );
      await workspace.fs.writeFile(
        fileUri('fresh/.npmrc'),
        Buffer.from(`registry=${passedOn('TO_THREAD_REGISTRY')}\n`),
      );
      const { document } = await openFile('fresh/a.ts', BLOCKING);
      const [before] = await untilDiagnostics(document.uri, 1);
      assert.match(before?.message ?? '', /`to-thread` is not among the dependencies/);
      const actions = await lightBulb(document, 'readFileSync(', 'quickfix');
      // VS Code may ask again while the menu is open, and gives up the arguments of the older commands.
      const install = actions.find(({ title }) => title === 'Install to-thread in this project');
      assert.deepEqual(install?.command?.arguments ?? [], []);
      await pick(actions, /^Install to-thread in this project$/);
      await until(languages.onDidChangeDiagnostics, () =>
        diagnosticsOf(document.uri).every(
          ({ message }) => !message.includes('is not among the dependencies'),
        ),
      );
      const manifest = JSON.parse(
        Buffer.from(await workspace.fs.readFile(fileUri('fresh/package.json'))).toString(),
      ) as { dependencies: Record<string, string> };
      assert.ok('to-thread' in manifest.dependencies);
      await workspace.fs.stat(fileUri('fresh/node_modules/to-thread/package.json'));
      assert.equal(
        await commands.executeCommand('toThread.installRuntime', document.uri),
        'already installed',
      );
    });
  });
}
