import assert from 'node:assert/strict';
import { afterEach, describe, it } from 'mocha';
import { workspace } from 'vscode';
import { closeAll, fileUri, lightBulb, openFile, pick, untilDiagnostics } from './editor.ts';

const TWO = `import { readdirSync, readFileSync } from 'node:fs';

export async function load(path: string) {
  if (!readdirSync('.').includes(path)) return undefined;
  return readFileSync(path, 'utf8');
}

export const other = async (path: string) => readFileSync(path);
`;

const FIXED = `import { readdirSync, readFileSync } from 'node:fs';
import { toThread } from 'to-thread';

export async function load(path: string) {
  if (!(await toThread(readdirSync, '.')).includes(path)) return undefined;
  return await toThread(readFileSync, path, 'utf8');
}

export const other = async (path: string) => await toThread(readFileSync, path);
`;

export function testFixes(): void {
  describe('the light bulb', () => {
    afterEach(closeAll);

    it('runs a call on a worker thread', async () => {
      const { document } = await openFile('installed/one.ts', TWO);
      await untilDiagnostics(document.uri, 3);
      const actions = await lightBulb(document, "readdirSync('.'", 'quickfix');
      assert.equal(actions.filter(({ isPreferred }) => isPreferred === true).length, 1);
      await pick(actions, /^Run fs\.readdirSync on a worker thread/);
      assert.ok(document.getText().includes("!(await toThread(readdirSync, '.')).includes(path)"));
      await untilDiagnostics(document.uri, 2);
    });

    it('fixes a function', async () => {
      const { document } = await openFile('installed/function.ts', TWO);
      await untilDiagnostics(document.uri, 3);
      await pick(await lightBulb(document, "readdirSync('.'", 'quickfix'), /in load$/);
      await untilDiagnostics(document.uri, 1);
    });

    it('fixes a file, to the same bytes as ESLint', async () => {
      const { document } = await openFile('installed/file.ts', TWO);
      await untilDiagnostics(document.uri, 3);
      await pick(await lightBulb(document, "readdirSync('.'", 'quickfix'), /in this file$/);
      assert.equal(document.getText(), FIXED);
      await untilDiagnostics(document.uri, 0);
    });

    it('turns the rule off for a line, and for a file', async () => {
      const { document } = await openFile('installed/disabled.ts', TWO);
      await untilDiagnostics(document.uri, 3);
      await pick(await lightBulb(document, "readdirSync('.'", 'quickfix'), /for this line$/);
      await untilDiagnostics(document.uri, 2);
      await pick(await lightBulb(document, 'readFileSync(path)', 'quickfix'), /for the entire file$/);
      await untilDiagnostics(document.uri, 0);
    });
  });

  describe('saving', () => {
    afterEach(closeAll);

    it('fixes everything when it is set so', async () => {
      const settings = workspace.getConfiguration('editor', fileUri());
      await settings.update('codeActionsOnSave', { 'source.fixAll.toThread': 'explicit' });
      const editor = await openFile('installed/saved.ts', TWO);
      await untilDiagnostics(editor.document.uri, 3);
      await editor.edit((edit) => {
        edit.insert(editor.document.positionAt(0), '// Changed.\n');
      });
      assert.ok(await editor.document.save());
      assert.equal(editor.document.getText(), `// Changed.\n${FIXED}`);
      assert.equal(
        Buffer.from(await workspace.fs.readFile(editor.document.uri)).toString(),
        `// Changed.\n${FIXED}`,
      );
      await settings.update('codeActionsOnSave', undefined);
    });

    it('fixes nothing otherwise', async () => {
      const editor = await openFile('installed/not-saved.ts', TWO);
      await untilDiagnostics(editor.document.uri, 3);
      await editor.edit((edit) => {
        edit.insert(editor.document.positionAt(0), '// Changed.\n');
      });
      await editor.document.save();
      assert.equal(editor.document.getText(), `// Changed.\n${TWO}`);
    });
  });
}
