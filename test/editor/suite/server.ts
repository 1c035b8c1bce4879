import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import process from 'node:process';
import { promisify } from 'node:util';
import { afterEach, describe, it } from 'mocha';
import { commands, workspace } from 'vscode';
import { BLOCKING } from './diagnostics.ts';
import { closeAll, openFile, replaceAll, untilDiagnostics } from './editor.ts';

/** The language servers among the processes that the extension host has started, by process id. */
export async function serverProcesses(): Promise<number[]> {
  const { stdout } = await promisify(execFile)('ps', ['-A', '-o', 'pid=,ppid=,args=']);
  return stdout
    .split('\n')
    .map((line) => /^\s*(\d+)\s+(\d+)\s+(.*)$/.exec(line))
    .filter((match) => match?.[2] === String(process.pid) && /to-thread[^ ]*server\.cjs/.test(match[3] ?? ''))
    .map((match) => Number(match?.[1]));
}

export function testServer(): void {
  describe('the language server', () => {
    afterEach(closeAll);

    it('is a single process', async () => {
      assert.equal((await serverProcesses()).length, 1);
    });

    it('is started again when it crashes, and what was typed is safe', async () => {
      const editor = await openFile('crash.ts', BLOCKING);
      await untilDiagnostics(editor.document.uri, 1);
      const [pid] = await serverProcesses();
      assert.ok(pid !== undefined);
      process.kill(pid, 'SIGKILL');
      // Its diagnostics go with the server, and come back with the next one.
      await untilDiagnostics(editor.document.uri, 0);
      await replaceAll(editor, `${BLOCKING}\n// Typed meanwhile.\n`);
      await untilDiagnostics(editor.document.uri, 1);
      assert.ok(editor.document.getText().endsWith('// Typed meanwhile.\n'));
      assert.notDeepEqual(await serverProcesses(), [pid]);
    });

    it('can be restarted by hand', async () => {
      const { document } = await openFile('restart.ts', BLOCKING);
      await untilDiagnostics(document.uri, 1);
      const before = await serverProcesses();
      await commands.executeCommand('toThread.restartServer');
      await untilDiagnostics(document.uri, 1);
      const after = await serverProcesses();
      assert.equal(after.length, 1);
      assert.notDeepEqual(after, before);
    });

    it('can be restarted by hand when it hangs', async () => {
      const { document } = await openFile('hangs.ts', BLOCKING);
      await untilDiagnostics(document.uri, 1);
      const [pid] = await serverProcesses();
      assert.ok(pid !== undefined);
      process.kill(pid, 'SIGSTOP');
      await commands.executeCommand('toThread.restartServer');
      await untilDiagnostics(document.uri, 1);
      const after = (await serverProcesses()).filter((one) => one !== pid);
      assert.equal(after.length, 1);
    });

    it('takes a file that is deleted while it is open', async () => {
      const { document } = await openFile('deleted.ts', BLOCKING);
      await untilDiagnostics(document.uri, 1);
      await workspace.fs.delete(document.uri);
      const other = await openFile('after-deleted.ts', BLOCKING);
      await untilDiagnostics(other.document.uri, 1);
    });
  });
}
