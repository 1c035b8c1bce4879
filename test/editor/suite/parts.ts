import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { after, afterEach, before, describe, it } from 'mocha';
import { commands, extensions, workspace } from 'vscode';
import type { Uri } from 'vscode';
import { BLOCKING } from './diagnostics.ts';
import { closeAll, fileUri, openFile, openUri } from './editor.ts';

interface ScanResult {
  readonly files: number;
  readonly problems: number;
}

/** What is used of the API of VS Code's Git extension here. */
interface GitExtension {
  readonly getAPI: (version: 1) => { readonly openRepository: (root: Uri) => Promise<unknown> };
}

const git = (...args: string[]): Promise<unknown> =>
  promisify(execFile)('git', args, { cwd: fileUri('repository').fsPath });

async function write(name: string, text: string): Promise<void> {
  await workspace.fs.writeFile(fileUri(name), Buffer.from(text));
}

export function testParts(): void {
  describe('Scan Folder and Scan Package', () => {
    before(async () => {
      await write('parts/one/package.json', '{ "name": "one" }');
      await write('parts/one/src/a.ts', BLOCKING);
      await write('parts/one/src/b.ts', BLOCKING);
      await write('parts/one/test/c.ts', BLOCKING);
      await write('parts/two/package.json', '{ "name": "two" }');
      await write('parts/two/d.ts', BLOCKING);
    });
    afterEach(closeAll);

    it('look at the folder that is clicked', async () => {
      const result = await commands.executeCommand<ScanResult>('toThread.scanFolder', fileUri('parts/one'));
      assert.deepEqual([result.files, result.problems], [3, 3]);
    });

    it('look at the folder of the file in front', async () => {
      await openFile('parts/one/src/a.ts', BLOCKING);
      const result = await commands.executeCommand<ScanResult>('toThread.scanFolder');
      assert.deepEqual([result.files, result.problems], [2, 2]);
    });

    it('look at the package of the file in front', async () => {
      await openFile('parts/one/src/a.ts', BLOCKING);
      const result = await commands.executeCommand<ScanResult>('toThread.scanPackage');
      assert.deepEqual([result.files, result.problems], [3, 3]);
    });
  });

  describe('Scan Changed Files', () => {
    const settings = workspace.getConfiguration('git');

    before(async () => {
      await settings.update('enabled', true);
      await write('repository/same.ts', BLOCKING);
      await write('repository/changed.ts', BLOCKING);
      await write('repository/gone.ts', BLOCKING);
      await git('init', '--quiet');
      await git('add', '--all');
      const author = ['-c', 'user.name=test', '-c', 'user.email=test@example.org'];
      await git(...author, 'commit', '--quiet', '--message', 'Begin');
    });
    after(async () => {
      await settings.update('enabled', undefined);
    });
    afterEach(closeAll);

    it('looks at what differs from the last commit, and at what is new', async () => {
      await openUri(fileUri('repository/changed.ts'), `${BLOCKING}// Changed.\n`);
      await write('repository/new.ts', BLOCKING);
      await write('repository/notes.md', BLOCKING);
      await workspace.fs.delete(fileUri('repository/gone.ts'));
      const extension = extensions.getExtension<GitExtension>('vscode.git');
      const exported = await extension?.activate();
      await exported?.getAPI(1).openRepository(fileUri('repository'));
      const result = await commands.executeCommand<ScanResult>('toThread.scanChangedFiles');
      assert.deepEqual([result.files, result.problems], [2, 2]);
    });
  });
}
