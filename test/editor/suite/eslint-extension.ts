import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { workspace } from 'vscode';
import { BLOCKING } from './diagnostics.ts';
import { fileUri, openFile, untilDiagnostics } from './editor.ts';
import { runMocha } from './mocha.ts';

export async function run(): Promise<void> {
  await runMocha(() => {
    describe('next to the ESLint extension', () => {
      it('leaves the problems to it that it shows, and shows those that it cannot', async () => {
        const settings = workspace.getConfiguration('eslint', fileUri());
        const configured = await openFile('project/load.js', BLOCKING.replace(': string', ''));
        const plain = await openFile('plain.ts', BLOCKING);
        await untilDiagnostics(plain.document.uri, 1);
        // With the other extension turned off, ours shows them; the count can only be reached by changing.
        await settings.update('enable', false);
        await untilDiagnostics(configured.document.uri, 1);
        await settings.update('enable', undefined);
        await untilDiagnostics(configured.document.uri, 0);
        assert.equal((await untilDiagnostics(plain.document.uri, 1)).length, 1);
      });
    });
  });
}
