import { CancellationTokenSource } from 'vscode-languageserver';
import { describe, expect, it } from 'vitest';
import { LanguageClient } from '../support/language-client.ts';
import { workspace } from '../support/workspace.ts';
import type { Workspace } from '../support/workspace.ts';

/** Files whose check does not end, and what goes on meanwhile. */

const BLOCKING = "import { readFileSync } from 'node:fs';\nexport const f = async () => readFileSync('a');\n";

/** A parser that does not come back from one kind of file, as it happens to real ones in generated code. */
const CONFIG = `import { createRequire } from 'node:module';
import toThread from 'eslint-plugin-to-thread';
const { parse } = createRequire(createRequire(import.meta.url).resolve('eslint'))('espree');
const parser = {
  parse(code, options) {
    while (code.includes('for' + ' ever'));
    return parse(code, options);
  },
};
export default [toThread.configs.recommended, { languageOptions: { parser } }];
`;

async function project(): Promise<Workspace> {
  const files = await workspace({
    'package.json': '{ "private": true, "type": "module", "dependencies": { "to-thread": "*" } }',
    'eslint.config.js': CONFIG,
    'src/a.js': BLOCKING,
    'src/b.js': `// for ever\n${BLOCKING}`,
    'src/c.js': BLOCKING,
  });
  await files.install('eslint', 'eslint-plugin-to-thread');
  return files;
}

describe('a file whose check does not end', () => {
  it('is left out and named, and all others are checked', async () => {
    await using files = await project();
    await using client = await LanguageClient.start({
      folders: [files.uri],
      settings: { trusted: true, maxCheckTime: 1 },
    });
    const scanned = await client.request('toThread/scanWorkspace', { workDoneToken: 'progress' });
    expect(scanned).toMatchObject({ problems: 2, filesWithProblems: 2, failed: 1, cancelled: false });
    expect(client.log.join('\n')).toContain('b.js was not checked: it takes longer than 1 s');
    const { files: fixed } = await client.request('toThread/fixWorkspace', { workDoneToken: 'progress' });
    expect(fixed.map(({ uri }) => uri)).toEqual([files.uriOf('src/a.js'), files.uriOf('src/c.js')]);
    expect(client.log.join('\n')).toContain('b.js was not fixed: it takes longer than 1 s');
  });

  it('keeps nobody from being answered, nor from giving up', async () => {
    await using files = await project();
    await using client = await LanguageClient.start({
      folders: [files.uri],
      // Nothing but the person ends it.
      settings: { trusted: true, maxCheckTime: 1_000_000 },
    });
    await client.open('untitled:a', BLOCKING);
    const cancellation = new CancellationTokenSource();
    const found = client.next('published', ({ diagnostics }) => diagnostics.length > 0);
    const scan = client.request('toThread/scanWorkspace', { workDoneToken: 'progress' }, cancellation.token);
    await found;
    expect(await client.diagnostics('untitled:a')).toHaveLength(1);
    cancellation.cancel();
    expect(await scan).toMatchObject({ cancelled: true });
  });
});
