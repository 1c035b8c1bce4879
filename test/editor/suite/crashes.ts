import assert from 'node:assert/strict';
import process from 'node:process';
import { describe, it } from 'mocha';
import { commands, languages } from 'vscode';
import { BLOCKING } from './diagnostics.ts';
import { api, diagnosticsOf, openFile, until, untilDiagnostics } from './editor.ts';
import { runMocha } from './mocha.ts';
import { serverProcesses } from './server.ts';

const RESTARTS = 4;

export async function run(): Promise<void> {
  await runMocha(() => {
    describe('a language server that keeps crashing', () => {
      it('is started again a few times, stays down then, and says so; by hand it starts again', async () => {
        const { document } = await openFile('crash.ts', BLOCKING);
        const { notice } = await api();
        for (let crash = 0; crash <= RESTARTS; crash++) {
          await untilDiagnostics(document.uri, 1);
          assert.equal(notice(), undefined);
          const [pid] = await serverProcesses();
          assert.ok(pid !== undefined);
          process.kill(pid, 'SIGKILL');
          await until(languages.onDidChangeDiagnostics, () => diagnosticsOf(document.uri).length === 0);
        }
        assert.match(notice() ?? '', /keeps crashing/);
        assert.deepEqual(await serverProcesses(), []);
        assert.equal(document.getText(), BLOCKING);

        await commands.executeCommand('toThread.restartServer');
        await untilDiagnostics(document.uri, 1);
        assert.equal(notice(), undefined);
      });
    });
  });
}
