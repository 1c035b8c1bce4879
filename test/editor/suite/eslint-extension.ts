import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { extensions, languages, workspace } from 'vscode';
import type { Uri } from 'vscode';
import { BLOCKING } from './diagnostics.ts';
import { fileUri, openFile, until, untilDiagnostics } from './editor.ts';
import { runMocha } from './mocha.ts';

/** Our stand-in shows nothing; the real extension does. */
const STAND_IN_VERSION = '0.0.0';

export async function run(): Promise<void> {
  await runMocha(() => {
    describe('next to the ESLint extension', () => {
      it('leaves the problems to it that it shows, and shows those that it cannot', async () => {
        const eslint = extensions.getExtension<unknown>('dbaeumer.vscode-eslint');
        assert.ok(eslint);
        const { version } = eslint.packageJSON as { version: string };
        const settings = workspace.getConfiguration('eslint', fileUri());
        // The real one looks for ESLint in the folder that is open, unless it is told where a package begins.
        if (version !== STAND_IN_VERSION) await settings.update('workingDirectories', ['./project']);
        const configured = await openFile('project/load.js', BLOCKING.replace(': string', ''));
        const plain = await openFile('plain.ts', BLOCKING);
        await untilDiagnostics(plain.document.uri, 1);
        // With the other extension turned off, ours shows them; the count can only be reached by changing.
        await settings.update('enable', false);
        await untilDiagnostics(configured.document.uri, 1);
        await settings.update('enable', undefined);
        await untilDiagnostics(configured.document.uri, 0);
        assert.equal((await untilDiagnostics(plain.document.uri, 1)).length, 1);

        if (version === STAND_IN_VERSION) return;
        await until(languages.onDidChangeDiagnostics, () => reportsOf(configured.document.uri).length > 0);
        assert.deepEqual(
          reportsOf(configured.document.uri).map(({ source }) => source),
          ['eslint'],
        );
      });
    });
  });
}

/** Whoever shows them. */
function reportsOf(uri: Uri): { readonly source?: string | undefined }[] {
  return languages.getDiagnostics(uri).filter(({ message }) => message.includes('blocks the event loop'));
}
