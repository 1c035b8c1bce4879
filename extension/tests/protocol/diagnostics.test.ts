import { FileChangeType } from 'vscode-languageserver';
import { describe, expect, it } from 'vitest';
import { LanguageClient } from '../support/language-client.ts';
import { workspace } from '../support/workspace.ts';

const HANDLER = `import { readFileSync } from 'node:fs';
export async function handler(path: string) {
  return readFileSync(path, 'utf8');
}
`;

describe('diagnostics', () => {
  it('underlines a blocking call with nothing installed or configured', async () => {
    await using files = await workspace({ 'handler.ts': HANDLER });
    await using client = await LanguageClient.start({ folders: [files.uri] });
    const uri = files.uriOf('handler.ts');
    await client.open(uri, HANDLER);
    const [diagnostic, ...others] = await client.diagnostics(uri);
    expect(others).toEqual([]);
    expect(diagnostic).toMatchObject({
      range: { start: { line: 2, character: 9 }, end: { line: 2, character: 21 } },
      severity: 2,
      source: 'to-thread',
      code: 'no-blocking-in-async',
      codeDescription: { href: expect.stringMatching(/^https:.*no-blocking-in-async\.md$/) as string },
    });
    expect(diagnostic?.message).toContain(
      "`fs.readFileSync` blocks the event loop in async function 'handler'",
    );
  });

  it.each([
    ['JavaScript', 'a.js', 'javascript', "import fs from 'fs';\nasync () => fs.readFileSync('a');\n"],
    [
      'CommonJS',
      'a.cjs',
      'javascript',
      "const fs = require('fs');\nexports.f = async () => fs.readFileSync('a');\n",
    ],
    [
      'a script with a shebang',
      'tool',
      'javascript',
      "#!/usr/bin/env node\nimport fs from 'fs';\nawait 0; async () => fs.readFileSync('a');\n",
    ],
    [
      'JSX',
      'a.jsx',
      'javascriptreact',
      "import fs from 'fs';\nasync () => <p>{fs.readFileSync('a').length}</p>;\n",
    ],
    [
      'TSX',
      'a.tsx',
      'typescriptreact',
      "import fs from 'fs';\nasync <T,>(x: T) => <p>{fs.readFileSync('a').length}</p>;\n",
    ],
    [
      'a TypeScript cast',
      'a.mts',
      'typescript',
      "import fs from 'fs';\nasync () => <number>fs.readFileSync('a').length;\n",
    ],
    [
      'decorators',
      'a.ts',
      'typescript',
      "import fs from 'fs';\n@dec class A { @dec async m() { fs.readFileSync('a'); } }\n",
    ],
    [
      'decorators in JavaScript',
      'a.js',
      'javascript',
      "import fs from 'fs';\n@dec class A { async m() { fs.readFileSync('a'); } }\n",
    ],
    [
      'Windows line breaks',
      'a.ts',
      'typescript',
      "import fs from 'fs';\r\nasync () => fs.readFileSync('a');\r\n",
    ],
  ])('checks %s', async (_, name, language, text) => {
    await using files = await workspace({ [name]: text });
    await using client = await LanguageClient.start({ folders: [files.uri] });
    const uri = files.uriOf(name);
    await client.open(uri, text, language);
    const [diagnostic, ...others] = await client.diagnostics(uri);
    expect(others).toEqual([]);
    const document = client.document(uri);
    expect(diagnostic && document.getText(diagnostic.range)).toBe('fs.readFileSync');
  });

  it.each([
    ['typescript', "import fs from 'fs';\nasync () => <number>fs.readFileSync('a').length;\n"],
    ['typescriptreact', "import fs from 'fs';\nasync () => <p>{fs.readFileSync('a').length}</p>;\n"],
    ['javascript', "import fs from 'fs';\nasync () => fs.readFileSync('a').length;\n"],
  ])('checks a %s document that was never saved', async (language, text) => {
    await using client = await LanguageClient.start();
    await client.open('untitled:Untitled-1', text, language);
    expect(await client.diagnostics('untitled:Untitled-1')).toHaveLength(1);
  });

  it('finds the place behind line breaks that the editor does not count as such', async () => {
    await using client = await LanguageClient.start();
    const text = "import fs from 'fs';\n/* \u2028 \u2029 */ async () => { fs.readFileSync('a'); };\n";
    await client.open('untitled:a', text);
    const [diagnostic] = await client.diagnostics('untitled:a');
    expect(diagnostic && client.document('untitled:a').getText(diagnostic.range)).toBe('fs.readFileSync');
  });

  it.each([
    ['synchronous code', "import fs from 'fs';\nfs.readFileSync('a');\n"],
    ['code without blocking calls', 'export const f = async () => 1;\n'],
    [
      'a shadowed name',
      "export async function f(fs: { readFileSync(p: string): void }) { fs.readFileSync('a'); }\n",
    ],
    ['an empty document', ''],
  ])('is silent about %s', async (_, text) => {
    await using client = await LanguageClient.start();
    await client.open('untitled:a', text);
    expect(await client.diagnostics('untitled:a')).toEqual([]);
  });

  it('does not parse a document that holds nothing to report', async () => {
    await using client = await LanguageClient.start();
    await client.open('untitled:a', 'export async function f( {');
    const status = client.next('status');
    expect(await client.diagnostics('untitled:a')).toEqual([]);
    // A parser would have found the syntax error.
    expect((await status)[0]).not.toHaveProperty('silence');
  });

  it('checks five megabytes where the settings let it', async () => {
    await using client = await LanguageClient.start({ settings: { maxFileSize: 6_000_000 } });
    const row = "  ['a generated table, as the data files of many projects have them', 3.14159],\n";
    const table = `const table = [\n${row.repeat(Math.ceil(5_000_000 / row.length))}];\n`;
    await client.open('untitled:a', `import fs from 'fs';\n${table}async () => fs.readFileSync('a');\n`);
    expect(await client.diagnostics('untitled:a')).toHaveLength(1);
    expect(client.toasts).toEqual([]);
  });

  it('answers for a document it does not know with nothing', async () => {
    await using client = await LanguageClient.start();
    expect(await client.diagnostics('file:///nowhere.ts')).toEqual([]);
  });

  it('says that nothing has changed instead of sending the same again', async () => {
    await using client = await LanguageClient.start();
    await client.open('untitled:a', HANDLER);
    const first = await client.pull('untitled:a');
    expect(await client.pull('untitled:a', first.resultId)).toEqual({
      kind: 'unchanged',
      resultId: first.resultId,
    });
    await client.type('untitled:a', `${HANDLER}\n`);
    expect(await client.pull('untitled:a', first.resultId)).toMatchObject({ kind: 'full' });
  });
});

describe('half-written code', () => {
  const broken = HANDLER.replace("'utf8');", "'utf8'");

  it('shows nothing for a document that is opened with a syntax error, and says why', async () => {
    await using client = await LanguageClient.start();
    await client.open('untitled:a', broken);
    const status = client.next('status');
    expect(await client.diagnostics('untitled:a')).toEqual([]);
    expect((await status)[0]).toMatchObject({ silence: 'syntax error', problems: 0 });
    expect(client.toasts).toEqual([]);
  });

  it('keeps the underlines while a line is being written', async () => {
    await using client = await LanguageClient.start();
    await client.open('untitled:a', HANDLER);
    const { resultId } = await client.pull('untitled:a');
    await client.type('untitled:a', broken);
    expect(await client.pull('untitled:a', resultId)).toEqual({ kind: 'unchanged', resultId });
    await client.type('untitled:a', HANDLER);
    expect(await client.pull('untitled:a', resultId)).toMatchObject({ kind: 'full', items: [{}] });
  });

  it('offers nothing for it', async () => {
    await using client = await LanguageClient.start();
    await client.open('untitled:a', broken);
    expect(await client.lightBulb('untitled:a', 'readFileSync(')).toEqual([]);
  });
});

describe('settings', () => {
  it.each([
    ['disabled', { enable: false }],
    ['excluded', { exclude: ['src/generated/**'] }],
    ['excluded', { exclude: ['**/*.gen.ts'] }],
  ] as const)('leaves a document alone that is %s', async (silence, settings) => {
    await using files = await workspace({ 'src/generated/a.gen.ts': HANDLER });
    await using client = await LanguageClient.start({ folders: [files.uri], settings });
    const uri = files.uriOf('src/generated/a.gen.ts');
    await client.open(uri, HANDLER);
    const status = client.next('status');
    expect(await client.diagnostics(uri)).toEqual([]);
    expect((await status)[0]).toMatchObject({ silence });
    expect(await client.lightBulb(uri, 'readFileSync(path')).toEqual([]);
  });

  it('leaves node_modules alone unless told otherwise', async () => {
    await using files = await workspace({ 'node_modules/x/a.ts': HANDLER });
    await using client = await LanguageClient.start({ folders: [files.uri] });
    await client.open(files.uriOf('node_modules/x/a.ts'), HANDLER);
    expect(await client.diagnostics(files.uriOf('node_modules/x/a.ts'))).toEqual([]);
  });

  it('holds patterns against the folder that a file lies in', async () => {
    await using files = await workspace({ 'app/lib/a.ts': HANDLER, 'lib/a.ts': HANDLER });
    await using client = await LanguageClient.start({
      folders: [files.uri, files.uriOf('app')],
      settings: { exclude: ['lib/**'] },
    });
    for (const name of ['app/lib/a.ts', 'lib/a.ts']) {
      await client.open(files.uriOf(name), HANDLER);
      expect(await client.diagnostics(files.uriOf(name))).toEqual([]);
    }
  });

  it('applies changed settings at once', async () => {
    await using client = await LanguageClient.start({ settings: { enable: false } });
    await client.open('untitled:a', HANDLER);
    const { resultId } = await client.pull('untitled:a');
    const refresh = client.next('refresh');
    await client.settingsChanged({ enable: true });
    await refresh;
    expect(await client.pull('untitled:a', resultId)).toMatchObject({ kind: 'full', items: [{}] });
  });
});

describe('the runtime', () => {
  const fixable = async (
    files: Awaited<ReturnType<typeof workspace>>,
    client: LanguageClient,
  ): Promise<boolean> => {
    const actions = await client.lightBulb(files.uriOf('handler.ts'), 'readFileSync(path');
    return actions.some(({ isPreferred }) => isPreferred);
  };

  it('is noticed when package.json names it', async () => {
    await using files = await workspace({ 'handler.ts': HANDLER, 'package.json': '{}' });
    await using client = await LanguageClient.start({ folders: [files.uri] });
    const uri = files.uriOf('handler.ts');
    await client.open(uri, HANDLER);
    const before = client.next('status');
    await client.pull(uri);
    expect((await before)[0]).toMatchObject({ runtime: 'missing', rule: 'bundled', problems: 1 });
    expect(await fixable(files, client)).toBe(false);

    await files.write({ 'package.json': '{ "dependencies": { "to-thread": "^0.1.0" } }' });
    // The rule remembers package.json for a moment: the second refresh is the one that counts.
    const refreshed = (async () => {
      await client.next('refresh');
      await client.next('refresh');
    })();
    await client.filesChanged(FileChangeType.Changed, files.uriOf('package.json'));
    await refreshed;
    const after = client.next('status');
    await client.pull(uri);
    expect((await after)[0]).toMatchObject({ runtime: 'declared' });
    expect(await fixable(files, client)).toBe(true);
  });

  it('is noticed when it is installed', async () => {
    await using files = await workspace({ 'handler.ts': HANDLER, 'package.json': '{}' });
    await using client = await LanguageClient.start({ folders: [files.uri] });
    const uri = files.uriOf('handler.ts');
    await client.open(uri, HANDLER);
    await client.pull(uri);
    await files.write({
      'package.json': '{ "dependencies": { "to-thread": "^0.1.0" } }',
      'node_modules/to-thread/package.json': '{ "name": "to-thread" }',
    });
    const refreshed = (async () => {
      await client.next('refresh');
      await client.next('refresh');
    })();
    await client.notify('toThread/projectChanged', {});
    await refreshed;
    const status = client.next('status');
    await client.pull(uri);
    expect((await status)[0]).toMatchObject({ runtime: 'installed' });
    expect(await fixable(files, client)).toBe(true);
  });

  it.each([
    ['missing', 'hoisted from another package', '{ "name": "api" }', false],
    ['missing', 'there for development only', '{ "devDependencies": { "to-thread": "*" } }', false],
    ['installed', 'a dependency of the root, for a private package', '{ "private": true }', true],
    ['installed', 'a peer dependency', '{ "peerDependencies": { "to-thread": "*" } }', true],
    [
      'installed',
      'asked for by the package, below which is a folder of modules',
      '{ "type": "module" }',
      true,
    ],
  ])('is %s when it is %s', async (runtime, _, manifest, isFixed) => {
    await using files = await workspace({
      'package.json': '{ "private": true, "dependencies": { "to-thread": "*" } }',
      'packages/api/package.json': manifest,
      'packages/api/handler.ts': HANDLER,
      'node_modules/to-thread/package.json': '{ "name": "to-thread" }',
    });
    await using client = await LanguageClient.start({ folders: [files.uri] });
    const uri = files.uriOf('packages/api/handler.ts');
    await client.open(uri, HANDLER);
    const status = client.next('status');
    const [diagnostic] = await client.diagnostics(uri);
    expect((await status)[0]).toMatchObject({ runtime });
    expect(JSON.stringify(diagnostic).includes('Not fixed automatically')).toBe(!isFixed);
  });
});
