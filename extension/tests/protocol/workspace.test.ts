import { chmod, rm } from 'node:fs/promises';
import { CancellationTokenSource, FileChangeType } from 'vscode-languageserver';
import type { PublishDiagnosticsParams } from 'vscode-languageserver';
import { TextDocument } from 'vscode-languageserver-textdocument';
import { describe, expect, it } from 'vitest';
import { digestOf } from '../../src/shared/digest.ts';
import { LanguageClient } from '../support/language-client.ts';
import { workspace } from '../support/workspace.ts';

const BLOCKING = "import { readFileSync } from 'node:fs';\nexport const f = async () => readFileSync('a');\n";
const FIXED =
  "import { readFileSync } from 'node:fs';\nimport { toThread } from 'to-thread';\nexport const f = async () => await toThread(readFileSync, 'a');\n";
const PROGRESS = { workDoneToken: 'progress' };

/** Gathers all that is published. */
function published(client: LanguageClient): Map<string, number> {
  const problems = new Map<string, number>();
  client.events.on('published', ({ uri, diagnostics }) => problems.set(uri, diagnostics.length));
  return problems;
}

describe('scanning the workspace', () => {
  it('leaves bundles alone, by their size, their lines and their names', async () => {
    await using files = await workspace({
      'a.ts': BLOCKING,
      'large.js': BLOCKING + '// A line of forty-three characters or so.\n'.repeat(50_000),
      'long-lines.js': `${BLOCKING}export const text = '${'x'.repeat(20_000)}';\n`,
      'app.bundle.js': BLOCKING,
      '.yarn/releases/yarn.cjs': BLOCKING,
      'vendor/lib.js': BLOCKING,
    });
    await using client = await LanguageClient.start({ folders: [files.uri] });
    const problems = published(client);
    await client.request('toThread/scanWorkspace', PROGRESS);
    expect([...problems].filter(([, count]) => count > 0)).toEqual([[files.uriOf('a.ts'), 1]]);
    const status = client.next('status');
    await client.open(files.uriOf('long-lines.js'), `${BLOCKING}//${'x'.repeat(20_000)}`);
    expect(await client.diagnostics(files.uriOf('long-lines.js'))).toEqual([]);
    expect((await status)[0]).toMatchObject({ silence: 'too large', problems: 0 });
    await client.settingsChanged({ maxLineLength: 30_000 });
    expect(await client.diagnostics(files.uriOf('long-lines.js'))).toHaveLength(1);
  });

  it('looks at a folder alone, with all that holds for the workspace around it', async () => {
    await using files = await workspace({
      '.gitignore': 'part/ignored/\n',
      'a.ts': BLOCKING,
      'part/b.ts': BLOCKING,
      'part/deep/c.ts': BLOCKING,
      'part/ignored/d.ts': BLOCKING,
      'part/excluded/e.ts': BLOCKING,
      'particular/f.ts': BLOCKING,
    });
    await using client = await LanguageClient.start({
      folders: [files.uri],
      settings: { exclude: ['part/excluded'] },
    });
    const problems = published(client);
    await client.request('toThread/scanWorkspace', { ...PROGRESS, within: files.uriOf('part') });
    expect([...problems.keys()].sort()).toEqual([files.uriOf('part/b.ts'), files.uriOf('part/deep/c.ts')]);
  });

  it('looks at single files alone, if they can be checked', async () => {
    await using files = await workspace({
      'a.ts': BLOCKING,
      'b.ts': BLOCKING,
      'c.md': BLOCKING,
      'node_modules/d.js': BLOCKING,
    });
    await using client = await LanguageClient.start({ folders: [files.uri] });
    const problems = published(client);
    const changed = ['b.ts', 'c.md', 'node_modules/d.js'].map((name) => files.uriOf(name));
    const result = await client.request('toThread/scanWorkspace', { ...PROGRESS, files: changed });
    expect(result).toMatchObject({ problems: 1, failed: 0 });
    expect([...problems].filter(([, count]) => count > 0)).toEqual([[files.uriOf('b.ts'), 1]]);
  });

  it('finds the problems of components and pages', async () => {
    const script = `<script type="module">\n${BLOCKING}</script>\n<p>text</p>\n`;
    await using files = await workspace({
      'package.json': '{ "private": true, "dependencies": { "to-thread": "*" } }',
      'a.vue': script,
      'b.svelte': script,
      'c/d.html': script,
    });
    await using client = await LanguageClient.start({ folders: [files.uri] });
    const problems = published(client);
    expect(await client.request('toThread/scanWorkspace', PROGRESS)).toMatchObject({ files: 3, problems: 3 });
    expect([...problems.keys()].sort()).toEqual(['a.vue', 'b.svelte', 'c/d.html'].map((f) => files.uriOf(f)));
    const { files: fixed } = await client.request('toThread/fixWorkspace', PROGRESS);
    expect(
      fixed.map(({ uri, edits }) =>
        TextDocument.applyEdits(
          TextDocument.create(uri, '', 0, script),
          [...edits].map(({ range, newText }) => ({ range, newText })),
        ),
      ),
    ).toEqual(Array.from({ length: 3 }, () => script.replace(BLOCKING, FIXED)));
  });

  it('finds the problems of all files, and skips what nobody wrote', async () => {
    await using files = await workspace({
      'src/a.ts': BLOCKING,
      'src/deep/b.mjs': BLOCKING,
      'src/fine.ts': 'export const x = 1;\n',
      'src/bom.ts': `\uFEFF${BLOCKING}`,
      '.storybook/main.ts': BLOCKING,
      'node_modules/x/index.js': BLOCKING,
      'dist/out.js': BLOCKING,
      'src/vendor.min.js': BLOCKING,
      'notes.txt': BLOCKING,
      '.gitignore': 'dist\n',
    });
    await using client = await LanguageClient.start({ folders: [files.uri] });
    const problems = published(client);
    const result = await client.request('toThread/scanWorkspace', PROGRESS);
    expect(result).toEqual({ files: 5, filesWithProblems: 4, problems: 4, failed: 0, cancelled: false });
    expect(problems).toEqual(
      new Map([
        [files.uriOf('.storybook/main.ts'), 1],
        [files.uriOf('src/a.ts'), 1],
        [files.uriOf('src/bom.ts'), 1],
        [files.uriOf('src/deep/b.mjs'), 1],
        [files.uriOf('src/fine.ts'), 0],
      ]),
    );
  });

  it('looks at every folder of the workspace, or at those that are asked for', async () => {
    await using one = await workspace({ 'a.ts': BLOCKING });
    await using two = await workspace({ 'b.ts': BLOCKING });
    await using client = await LanguageClient.start({ folders: [one.uri, two.uri] });
    expect(await client.request('toThread/scanWorkspace', PROGRESS)).toMatchObject({ problems: 2 });
    const problems = published(client);
    await client.request('toThread/scanWorkspace', { ...PROGRESS, folders: [two.uri] });
    expect([...problems.keys()]).toEqual([two.uriOf('b.ts')]);
  });

  it('shows how far it has got, and stops when it is cancelled', async () => {
    const many = Object.fromEntries(Array.from({ length: 300 }, (_, i) => [`src/${i}.ts`, BLOCKING]));
    await using files = await workspace(many);
    await using client = await LanguageClient.start({ folders: [files.uri] });
    const cancellation = new CancellationTokenSource();
    client.events.once('progress', () => {
      cancellation.cancel();
    });
    const result = await client.request('toThread/scanWorkspace', PROGRESS, cancellation.token);
    expect(result.cancelled).toBe(true);
    expect(result.files).toBeLessThan(300);
  });

  it('answers other requests meanwhile', async () => {
    const many = Object.fromEntries(Array.from({ length: 200 }, (_, i) => [`src/${i}.ts`, BLOCKING]));
    await using files = await workspace(many);
    await using client = await LanguageClient.start({ folders: [files.uri] });
    await client.open('untitled:a', BLOCKING);
    const started = client.next('progress');
    let finished = false;
    const scan = client.request('toThread/scanWorkspace', PROGRESS).then(() => (finished = true));
    await started;
    expect(await client.diagnostics('untitled:a')).toHaveLength(1);
    expect(finished).toBe(false);
    await scan;
  });

  it('carries on past files that cannot be read or parsed, and logs them', async () => {
    await using files = await workspace({
      'a.ts': BLOCKING,
      'broken.ts': `${BLOCKING}export const x = ;\n`,
      'locked.ts': BLOCKING,
    });
    await chmod(files.path('locked.ts'), 0o000);
    await using client = await LanguageClient.start({ folders: [files.uri] });
    const result = await client.request('toThread/scanWorkspace', PROGRESS);
    expect(client.log.join('\n')).toMatch(
      /broken\.ts was not checked: 3:17 Parsing error: Expression expected/,
    );
    // The superuser can read everything.
    const locked = process.getuid?.() === 0 ? 0 : 1;
    expect(result).toMatchObject({ failed: 1 + locked, problems: 2 - locked });
    expect(client.toasts).toEqual([]);
  });

  it('leaves open files to the editor, and takes them back when they are closed', async () => {
    await using files = await workspace({ 'a.ts': BLOCKING });
    await using client = await LanguageClient.start({ folders: [files.uri] });
    const uri = files.uriOf('a.ts');
    const at = (count: number) => (params: PublishDiagnosticsParams) =>
      params.uri === uri && params.diagnostics.length === count;
    const found = client.next('published', at(1));
    await client.request('toThread/scanWorkspace', PROGRESS);
    await found;

    const cleared = client.next('published', at(0));
    await client.open(uri, BLOCKING);
    await cleared;
    expect(await client.diagnostics(uri)).toHaveLength(1);

    const back = client.next('published', at(1));
    await client.close(uri);
    await back;
  });

  it('keeps up with files that change or go on disk', async () => {
    await using files = await workspace({ 'a.ts': BLOCKING, 'b.ts': BLOCKING });
    await using client = await LanguageClient.start({ folders: [files.uri] });
    await client.request('toThread/scanWorkspace', PROGRESS);
    for (const [name, change] of [
      ['a.ts', () => files.write({ 'a.ts': FIXED })],
      ['b.ts', () => rm(files.path('b.ts'))],
    ] as const) {
      await change();
      const cleared = client.next('published', ({ uri }) => uri === files.uriOf(name));
      await client.filesChanged(FileChangeType.Changed, files.uriOf(name));
      expect((await cleared)[0].diagnostics).toEqual([]);
    }
    expect(client.toasts).toEqual([]);
  });

  it('shows the problems of a file that comes back', async () => {
    await using files = await workspace({ 'a.ts': BLOCKING });
    await using client = await LanguageClient.start({ folders: [files.uri] });
    const uri = files.uriOf('a.ts');
    await client.request('toThread/scanWorkspace', PROGRESS);
    const steps = [
      [FileChangeType.Deleted, () => rm(files.path('a.ts')), 0],
      [FileChangeType.Created, () => files.write({ 'a.ts': BLOCKING }), 1],
    ] as const;
    for (const [type, change, count] of steps) {
      await change();
      const shown = client.next('published');
      await client.filesChanged(type, uri);
      expect((await shown)[0].diagnostics).toHaveLength(count);
    }
  });

  it('shows nothing of a file that goes while it is checked', async () => {
    await using files = await workspace({ 'a.ts': BLOCKING });
    await using client = await LanguageClient.start({ folders: [files.uri] });
    const uri = files.uriOf('a.ts');
    await client.request('toThread/scanWorkspace', PROGRESS);
    await client.settingsChanged({});
    let answer = (): void => undefined;
    client.busy = new Promise((resolve) => {
      answer = resolve;
    });
    const read = client.next('asked');
    await client.filesChanged(FileChangeType.Changed, uri);
    await read;
    await rm(files.path('a.ts'));
    const cleared = client.next('published');
    await client.filesChanged(FileChangeType.Deleted, uri);
    expect((await cleared)[0].diagnostics).toEqual([]);
    const problems = published(client);
    answer();
    await client.open('untitled:a', BLOCKING);
    await client.pull('untitled:a');
    expect(problems.size).toBe(0);
  });

  it('forgets the files of a folder that is deleted or renamed', async () => {
    await using files = await workspace({
      'src/a.ts': BLOCKING,
      'src/deep/b.ts': BLOCKING,
      'src2.ts': BLOCKING,
    });
    await using client = await LanguageClient.start({ folders: [files.uri] });
    await client.request('toThread/scanWorkspace', PROGRESS);
    await rm(files.path('src'), { recursive: true });
    const problems = published(client);
    await client.filesChanged(FileChangeType.Deleted, files.uriOf('src'));
    await expect.poll(() => problems.size).toBe(2);
    expect(problems).toEqual(
      new Map([
        [files.uriOf('src/a.ts'), 0],
        [files.uriOf('src/deep/b.ts'), 0],
      ]),
    );
  });

  it.each([
    ['turned off', { enable: false }],
    ['excluded', { exclude: ['src'] }],
  ])('takes back what is %s now', async (_name, settings) => {
    await using files = await workspace({ 'src/a.ts': BLOCKING, 'src/fine.ts': 'export const x = 1;\n' });
    await using client = await LanguageClient.start({ folders: [files.uri] });
    await client.request('toThread/scanWorkspace', PROGRESS);
    const cleared = client.next('published');
    await client.settingsChanged(settings);
    expect((await cleared)[0]).toMatchObject({ uri: files.uriOf('src/a.ts'), diagnostics: [] });
  });

  it('takes everything back when it is asked to', async () => {
    await using files = await workspace({
      'a.ts': BLOCKING,
      'b.ts': BLOCKING,
      'fine.ts': 'export const x = 1;\n',
    });
    await using client = await LanguageClient.start({ folders: [files.uri] });
    await client.request('toThread/scanWorkspace', PROGRESS);
    const problems = published(client);
    await client.notify('toThread/clearResults', {});
    await expect.poll(() => problems.size).toBe(2);
    expect([...problems.values()]).toEqual([0, 0]);
    // What was cleared does not come back by itself.
    await client.filesChanged(FileChangeType.Changed, files.uriOf('a.ts'));
    await client.open('untitled:a', BLOCKING);
    await client.pull('untitled:a');
    expect([...problems.values()]).toEqual([0, 0]);
  });

  it('says nothing of files that it has never looked at', async () => {
    await using files = await workspace({ 'a.ts': BLOCKING });
    await using client = await LanguageClient.start({ folders: [files.uri] });
    const problems = published(client);
    await client.filesChanged(FileChangeType.Changed, files.uriOf('a.ts'));
    await client.open('untitled:a', BLOCKING);
    await client.pull('untitled:a');
    expect(problems.size).toBe(0);
  });
});

describe('fixing the workspace', () => {
  it('gives the edits of all safe fixes, of the text in the editor where it is open', async () => {
    await using files = await workspace({
      'package.json': '{ "dependencies": { "to-thread": "*" } }',
      'a.ts': BLOCKING,
      'open.ts': BLOCKING,
      'unsafe.ts':
        "import { readFileSync } from 'node:fs';\nclass A { n = 0; async m() { this.n += readFileSync('a').length; } }\n",
      'fine.ts': 'export const x = 1;\n',
    });
    await using client = await LanguageClient.start({ folders: [files.uri] });
    await client.open(files.uriOf('open.ts'), `// Not saved yet.\n${BLOCKING}`);
    const { files: edited, cancelled } = await client.request('toThread/fixWorkspace', PROGRESS);
    expect(cancelled).toBe(false);
    const texts = edited.map(({ uri, edits }) => {
      const text = uri === files.uriOf('open.ts') ? `// Not saved yet.\n${BLOCKING}` : BLOCKING;
      return [uri, TextDocument.applyEdits(TextDocument.create(uri, '', 0, text), [...edits])];
    });
    expect(texts).toEqual([
      [files.uriOf('a.ts'), FIXED],
      [files.uriOf('open.ts'), `// Not saved yet.\n${FIXED}`],
    ]);
  });

  it('gives nothing when it is cancelled', async () => {
    const many = Object.fromEntries(Array.from({ length: 300 }, (_, i) => [`src/${i}.ts`, BLOCKING]));
    await using files = await workspace({ 'package.json': '{ "name": "to-thread" }', ...many });
    await using client = await LanguageClient.start({ folders: [files.uri] });
    const cancellation = new CancellationTokenSource();
    client.events.once('progress', () => {
      cancellation.cancel();
    });
    expect(await client.request('toThread/fixWorkspace', PROGRESS, cancellation.token)).toEqual({
      files: [],
      withoutRuntime: [],
      cancelled: true,
    });
  });

  it('says which text the edits are for, and looks at single files again', async () => {
    await using files = await workspace({
      'package.json': '{ "name": "to-thread" }',
      'a.ts': `\uFEFF${BLOCKING}`,
      'open.ts': BLOCKING,
    });
    await using client = await LanguageClient.start({ folders: [files.uri] });
    await client.open(files.uriOf('open.ts'), `// Typed.\n${BLOCKING}`);
    const digests = async (names?: readonly string[]): Promise<unknown> => {
      const only = names && { files: names.map((name) => files.uriOf(name)) };
      const { files: edited } = await client.request('toThread/fixWorkspace', { ...PROGRESS, ...only });
      return edited.map(({ uri, digest }) => [uri, digest]);
    };
    expect(await digests()).toEqual([
      [files.uriOf('a.ts'), await digestOf(BLOCKING)],
      [files.uriOf('open.ts'), await digestOf(`// Typed.\n${BLOCKING}`)],
    ]);
    await client.type(files.uriOf('open.ts'), `// Typed on.\n${BLOCKING}`);
    expect(await digests(['open.ts'])).toEqual([
      [files.uriOf('open.ts'), await digestOf(`// Typed on.\n${BLOCKING}`)],
    ]);
  });

  it('tells files that wait for the runtime from those that have nothing to fix', async () => {
    await using files = await workspace({
      'package.json': '{ "name": "app" }',
      'a.ts': BLOCKING,
      'fine.ts': 'export const x = 1;\n',
    });
    await using client = await LanguageClient.start({ folders: [files.uri] });
    expect(await client.request('toThread/fixWorkspace', PROGRESS)).toEqual({
      files: [],
      withoutRuntime: [files.uriOf('a.ts')],
      cancelled: false,
    });
  });
});
