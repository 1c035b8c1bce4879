import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { commands, DiagnosticSeverity, Uri, workspace } from 'vscode';
import { BLOCKING } from './diagnostics.ts';
import { diagnosticsOf, openUri, untilDiagnostics } from './editor.ts';
import { runMocha } from './mocha.ts';

const SCRIPT = BLOCKING.replace(': string', '');

export async function run(): Promise<void> {
  await runMocha(() => {
    describe('a workspace of several folders', () => {
      it('has settings and ESLint configurations for each folder', async () => {
        const plain = await openUri(inFolder('installed', 'load.js'), SCRIPT);
        const configured = await openUri(inFolder('project', 'load.js'), SCRIPT);
        const quiet = await openUri(inFolder('quiet', 'load.js'), SCRIPT);
        const [warning] = await untilDiagnostics(plain.document.uri, 1);
        const [error] = await untilDiagnostics(configured.document.uri, 1);
        assert.equal(warning?.severity, DiagnosticSeverity.Warning);
        assert.equal(error?.severity, DiagnosticSeverity.Error);
        assert.deepEqual(diagnosticsOf(quiet.document.uri), []);

        // What holds for one folder can be changed without a word to the others.
        await workspace.getConfiguration('toThread', quiet.document.uri).update('enable', true);
        await untilDiagnostics(quiet.document.uri, 1);
        await workspace.getConfiguration('toThread', quiet.document.uri).update('enable', false);
        await untilDiagnostics(quiet.document.uri, 0);
      });

      it('is scanned as a whole, but for the folder that is turned off', async () => {
        for (const folder of ['installed', 'project', 'quiet']) {
          await workspace.fs.writeFile(inFolder(folder, 'scanned.js'), Buffer.from(SCRIPT));
        }
        await commands.executeCommand('toThread.scanWorkspace');
        await untilDiagnostics(inFolder('installed', 'scanned.js'), 1);
        await untilDiagnostics(inFolder('project', 'scanned.js'), 1);
        assert.deepEqual(diagnosticsOf(inFolder('quiet', 'scanned.js')), []);
      });
    });
  });
}

function inFolder(name: string, file: string): Uri {
  const folder = workspace.workspaceFolders?.find((one) => one.name === name);
  if (!folder) throw new Error(`there is no folder ${name}`);
  return Uri.joinPath(folder.uri, file);
}
