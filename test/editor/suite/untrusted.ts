import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { DiagnosticSeverity, workspace } from 'vscode';
import { BLOCKING } from './diagnostics.ts';
import { fileUri, lightBulb, openFile, untilDiagnostics } from './editor.ts';
import { runMocha } from './mocha.ts';

export async function run(): Promise<void> {
  await runMocha(() => {
    describe('an untrusted workspace', () => {
      it('gets the rule of the extension, and no code of the project runs', async () => {
        assert.equal(workspace.isTrusted, false);
        const { document } = await openFile('project/load.js', BLOCKING.replace(': string', ''));
        const [diagnostic] = await untilDiagnostics(document.uri, 1);
        // A warning of the extension's own, not the error that the project's configuration asks for.
        assert.equal(diagnostic?.severity, DiagnosticSeverity.Warning);
        await assert.rejects(async () => workspace.fs.stat(fileUri('project/eslint-config-ran.txt')));
      });

      it('is not offered an installation', async () => {
        const { document } = await openFile('fresh/a.ts', BLOCKING);
        await untilDiagnostics(document.uri, 1);
        const actions = await lightBulb(document, 'readFileSync(', 'quickfix');
        assert.deepEqual(
          actions.filter(({ title }) => title.startsWith('Install')),
          [],
        );
        assert.ok(actions.some(({ title }) => title.includes('worker thread')));
      });
    });
  });
}
