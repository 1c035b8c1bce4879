import assert from 'node:assert/strict';
import { afterEach, describe, it } from 'mocha';
import { commands, lm, MarkdownString, workspace } from 'vscode';
import type { CodeLens, Hover, LanguageModelToolResult } from 'vscode';
import { BLOCKING } from './diagnostics.ts';
import { closeAll, fileUri, openFile, untilDiagnostics } from './editor.ts';

/** What a tool answers to a language model. */
async function answerOf(tool: string, input: object): Promise<string> {
  const { content }: LanguageModelToolResult = await lm.invokeTool(tool, {
    input,
    toolInvocationToken: undefined,
  });
  return content.map((part) => (part as { value?: unknown }).value).join('');
}

export function testExplanations(): void {
  describe('explanations', () => {
    afterEach(closeAll);

    it('are shown to who points at a call', async () => {
      const { document } = await openFile('pointed.ts', BLOCKING);
      await untilDiagnostics(document.uri, 1);
      const position = document.positionAt(BLOCKING.indexOf('readFileSync(') + 2);
      const hovers = await commands.executeCommand<Hover[]>(
        'vscode.executeHoverProvider',
        document.uri,
        position,
      );
      const texts = hovers.flatMap(({ contents }) =>
        contents.map((one) => (one instanceof MarkdownString ? one.value : '')),
      );
      assert.match(texts.join('\n'), /`fs\.readFileSync` blocks the event loop: the thread waits/);
      assert.match(texts.join('\n'), /`readFile` of `fs\/promises`/);
    });

    it('are above functions, where that is turned on', async () => {
      const settings = workspace.getConfiguration('toThread', fileUri());
      const { document } = await openFile('counted.ts', BLOCKING);
      await untilDiagnostics(document.uri, 1);
      const lenses = async (): Promise<(string | undefined)[]> =>
        (
          await commands.executeCommand<CodeLens[]>('vscode.executeCodeLensProvider', document.uri, 10)
        ).flatMap(({ command }) => ((command?.title ?? '').includes('blocking') ? [command?.title] : []));
      assert.deepEqual(await lenses(), []);
      await settings.update('codeLens', true);
      assert.deepEqual(await lenses(), ['1 blocking call']);
      await settings.update('codeLens', undefined);
      assert.deepEqual(await lenses(), []);
    });
  });

  describe('language models', () => {
    afterEach(closeAll);

    it('scan, explain and fix with the same engine', async () => {
      const uri = fileUri('installed/model/a.ts');
      await workspace.fs.writeFile(uri, Buffer.from(BLOCKING));
      const scanned = await answerOf('toThread_scan', { path: 'installed/model' });
      assert.match(scanned, /^1 problems in 1 files/);
      assert.match(scanned, /installed\/model\/a\.ts:4: `fs\.readFileSync` blocks the event loop/);
      const explained = await answerOf('toThread_explain', { path: 'installed/model/a.ts', line: 4 });
      assert.match(explained, /`readFile` of `fs\/promises`/);
      assert.match(explained, /toThread_fix moves this call/);
      assert.match(await answerOf('toThread_explain', { path: uri.fsPath, line: 1 }), /^No problems\.$/);
      assert.match(await answerOf('toThread_fix', { path: 'installed/model/a.ts' }), /^Fixed and saved\./);
      const saved = Buffer.from(await workspace.fs.readFile(uri)).toString();
      assert.match(saved, /await toThread\(readFileSync, path, 'utf8'\)/);
      assert.match(await answerOf('toThread_fix', { path: 'installed/model/a.ts' }), /^Nothing was fixed\./);
    });

    it('are told what a fix needs first', async () => {
      await workspace.fs.writeFile(fileUri('bare/package.json'), Buffer.from('{ "name": "bare" }'));
      await workspace.fs.writeFile(fileUri('bare/a.ts'), Buffer.from(BLOCKING));
      assert.match(await answerOf('toThread_fix', { path: 'bare/a.ts' }), /npm package to-thread/);
    });
  });
}
