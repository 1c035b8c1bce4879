import assert from 'node:assert/strict';
import { afterEach, describe, it } from 'mocha';
import { DiagnosticSeverity, extensions, languages, window, workspace } from 'vscode';
import { closeAll, diagnosticsOf, fileUri, openFile, replaceAll, until, untilDiagnostics } from './editor.ts';

export const BLOCKING = `import { readFileSync } from 'node:fs';

export async function handler(path: string) {
  return readFileSync(path, 'utf8');
}
`;

export function testDiagnostics(): void {
  describe('the installed extension', () => {
    it('is the one that was packed', () => {
      const extension = extensions.getExtension('to-thread.to-thread-vscode');
      assert.ok(extension, 'the extension is not installed');
      assert.match(extension.extensionPath, /to-thread\.to-thread-vscode-\d/);
    });
  });

  describe('blocking calls', () => {
    afterEach(closeAll);

    it('are underlined when a file is opened', async () => {
      const { document } = await openFile('opened.ts', BLOCKING);
      const [diagnostic] = await untilDiagnostics(document.uri, 1);
      assert.ok(diagnostic);
      assert.equal(document.getText(diagnostic.range), 'readFileSync');
      assert.match(diagnostic.message, /blocks the event loop in async function 'handler'/);
      assert.ok(typeof diagnostic.code === 'object');
      assert.equal(diagnostic.code.value, 'no-blocking-in-async');
      assert.match(diagnostic.code.target.toString(), /^https:.*no-blocking-in-async\.md$/);
    });

    it('are underlined while one types, and in a document that was never saved', async () => {
      const document = await workspace.openTextDocument({ language: 'javascript', content: '' });
      const editor = await window.showTextDocument(document);
      await editor.edit((edit) => {
        edit.insert(document.positionAt(0), "import fs from 'fs';\nasync () => fs.readFileSync('a');\n");
      });
      await untilDiagnostics(document.uri, 1);
      await replaceAll(editor, 'async () => 1;\n');
      await untilDiagnostics(document.uri, 0);
    });

    it('are not underlined in a folder where the extension is turned off', async () => {
      const settings = workspace.getConfiguration('toThread', fileUri());
      const { document } = await openFile('off.ts', BLOCKING);
      await untilDiagnostics(document.uri, 1);
      await settings.update('enable', false);
      await untilDiagnostics(document.uri, 0);
      await settings.update('enable', undefined);
      await untilDiagnostics(document.uri, 1);
    });

    it('are underlined on save only, where that is set', async () => {
      const settings = workspace.getConfiguration('toThread', fileUri());
      await settings.update('run', 'onSave');
      const editor = await openFile('on-save.ts', 'export {};\n');
      const other = await openFile('witness.ts', BLOCKING);
      await untilDiagnostics(other.document.uri, 1);
      await window.showTextDocument(editor.document);
      await replaceAll(editor, BLOCKING);
      // A question about the witness is asked after the one that must not be asked, and answered in order.
      await settings.update('exclude', ['witness.ts']);
      await untilDiagnostics(other.document.uri, 0);
      await settings.update('exclude', undefined);
      await settings.update('run', undefined);
      await editor.document.save();
      await untilDiagnostics(editor.document.uri, 1);
    });

    it('follow the ESLint configuration of the project', async () => {
      const { document } = await openFile('project/load.js', BLOCKING.replace(': string', ''));
      await until(languages.onDidChangeDiagnostics, () => {
        const [diagnostic] = diagnosticsOf(document.uri);
        // Errors, as the configuration has them; the rule of the extension gives warnings.
        return diagnostic?.severity === DiagnosticSeverity.Error;
      });
    });
  });
}
