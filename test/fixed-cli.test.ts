import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import { type AppPair, readTree, runScript, setUpApp } from './support/app.ts';
import { eslint, type LintRun, summarize } from './support/eslint.ts';

/** A configuration that does not say that the files are CommonJS: ESLint then parses them as modules. */
const carelessConfig = `
import toThread from 'eslint-plugin-to-thread';

export default [
  toThread.configs.recommended,
  {
    rules: {
      'to-thread/no-blocking-in-async': ['error', { runs: 'serial' }],
      'to-thread/no-blocking-lookup-in-async': ['error', { fix: 'safe', runs: 'serial' }],
    },
  },
];
`;

/** What `eslint --init` writes for a CommonJS project, and the plugin, which fixes lookups too. One command runs at a time. */
const eslintConfig = `
import { defineConfig } from 'eslint/config';
import toThread from 'eslint-plugin-to-thread';

export default defineConfig([
  { files: ['**/*.js'], languageOptions: { sourceType: 'commonjs' } },
  toThread.configs.recommended,
  {
    rules: {
      'to-thread/no-blocking-in-async': ['error', { runs: 'serial' }],
      'to-thread/no-blocking-lookup-in-async': ['error', { fix: 'safe', runs: 'serial' }],
    },
  },
]);
`;

/** What the tool is asked to do, and its exit code. In this order: the second build finds the files of the first. */
const commands: [name: string, args: string[], code: number][] = [
  ['builds pages', ['build', 'notes', '--out', 'out/html'], 0],
  ['keeps what is up to date', ['build', 'notes', '--out', 'out/html'], 0],
  ['cleans first', ['build', 'notes', '--out', 'out/html', '--clean'], 0],
  ['finds broken links', ['check', 'notes'], 1],
  ['finds no broken links', ['check', 'lib'], 0],
  ['counts', ['stats', 'notes'], 0],
  ['counts for machines', ['stats', 'notes', '--json'], 0],
  ['shows a note', ['show', 'notes', 'recipes/bread'], 0],
  ['packs', ['archive', 'notes', '--out', 'out/notes.gz'], 0],
  ['prints its version', ['--version'], 0],
  ['says which note is missing', ['show', 'notes', 'nope'], 3],
  ['says which folder is missing', ['build', 'nope', '--out', 'out/nope'], 3],
  ['says which target folder is missing', ['archive', 'notes', '--out', 'nowhere/notes.gz'], 3],
  ['refuses a file as target folder', ['build', 'notes', '--out', 'package.json'], 70],
  ['refuses an unknown command', ['frobnicate', 'notes'], 2],
  ['refuses an unknown option', ['stats', 'notes', '--frobnicate'], 2],
];

describe('a CommonJS command-line tool', () => {
  let app: AppPair;
  let before: LintRun;
  let careless: LintRun;
  let after: LintRun;

  beforeAll(async () => {
    app = await setUpApp({ app: 'cli', tarballs: inject('tarballs'), eslintConfig });
    before = await eslint(app.fixed, ['.']);
    await writeFile(join(app.fixed, 'careless.config.mjs'), carelessConfig);
    careless = await eslint(app.fixed, ['--config', 'careless.config.mjs', '--fix-dry-run', '.']);
    after = await eslint(app.fixed, ['--fix', '.']);
  });

  afterAll(() => app[Symbol.asyncDispose]());

  test('every blocking call that runs in async code is reported, and no other', () => {
    expect(before.code).toBe(1);
    expect(summarize(before.reports)).toEqual([
      'bin/notebook.js readFileSync',
      'lib/build.js fs.existsSync',
      'lib/build.js fs.statSync',
      'lib/build.js fs.statSync',
      'lib/build.js fs.rmSync',
      'lib/build.js fs.existsSync',
      'lib/build.js fs.mkdirSync',
      'lib/build.js fs.mkdirSync',
      'lib/build.js fs.copyFileSync',
      'lib/build.js fs.readFileSync',
      'lib/build.js fs.existsSync',
      'lib/build.js fs.mkdirSync',
      'lib/build.js fs.writeFileSync',
      'lib/build.js fs.writeFileSync',
      'lib/check.js readFileSync',
      'lib/check.js existsSync',
      'lib/report.js fs.statSync',
      'lib/report.js fs.readFileSync',
      'lib/report.js fs.readFileSync',
      'lib/report.js zlib.gzipSync',
      'lib/report.js fs.writeFileSync',
      'lib/report.js fs.renameSync',
      'lib/report.js fs.readFileSync',
      'lib/report.js fs.statSync',
    ]);
  });

  test('eslint --fix leaves nothing', () => {
    expect(after).toMatchObject({ code: 0, stderr: '', reports: [] });
  });

  test('the fix is the same when the configuration does not say that the files are CommonJS', async () => {
    expect(Object.keys(careless.outputs)).toEqual([
      'bin/notebook.js',
      'lib/build.js',
      'lib/check.js',
      'lib/report.js',
    ]);
    expect(await readTree(app.fixed)).toMatchObject(inLatin1(careless.outputs));
  });

  test('a second eslint --fix changes nothing', async () => {
    const once = await readTree(app.fixed);
    const again = await eslint(app.fixed, ['--fix', '.']);
    expect(again).toEqual({ ...after, outputs: {} });
    expect(await readTree(app.fixed)).toEqual(once);
  });

  test('shebang and directive stay first, and the import is a require', async () => {
    const entry = await readFile(join(app.fixed, 'bin/notebook.js'), 'utf8');
    expect(entry).toMatch(/^#!\/usr\/bin\/env node\n'use strict';\n/);
    expect(entry).toMatch(/require\(['"]to-thread['"]\)/);
    expect(entry).not.toMatch(/^import /m);
    // Synchronous functions and the top level keep their calls.
    expect(entry).toContain("JSON.parse(readFileSync(path.join(__dirname, '../package.json'), 'utf8'))");
    expect(await readFile(join(app.fixed, 'lib/notes.js'), 'utf8')).toBe(
      await readFile(join(app.original, 'lib/notes.js'), 'utf8'),
    );
  });

  describe('the fixed program does what the original does', () => {
    test.each(commands)('%s', async (_name, args, code) => {
      const [original, fixed] = await Promise.all([runTool(app.original, args), runTool(app.fixed, args)]);
      expect(original.outcome.code).toBe(code);
      expect(fixed).toEqual(original);
    });

    test('an archive in the making is not overwritten', async () => {
      const runs = await Promise.all(
        [app.original, app.fixed].map(async (folder) => {
          await mkdir(join(folder, 'out'), { recursive: true });
          await writeFile(join(folder, 'out/busy.gz.partial'), 'half');
          return runTool(folder, ['archive', 'notes', '--out', 'out/busy.gz']);
        }),
      );
      expect(runs[0]?.outcome.stderr).toContain('another archive is being written');
      expect(runs[1]).toEqual(runs[0]);
    });
  });
});

describe('the same tool, fixed with native twins', () => {
  let app: AppPair;
  let after: LintRun;

  beforeAll(async () => {
    const prefers = eslintConfig.replaceAll("runs: 'serial'", "runs: 'serial', prefer: 'native'");
    app = await setUpApp({ app: 'cli', tarballs: inject('tarballs'), eslintConfig: prefers });
    after = await eslint(app.fixed, ['--fix', '.']);
  });

  afterAll(() => app[Symbol.asyncDispose]());

  test('needs the runtime for `existsSync` alone, and is left as it is by a second run', async () => {
    const once = await readTree(app.fixed);
    const sources = Object.entries(once).filter(([name]) => /^(?:bin|lib)[\\/]/.test(name));
    const onThread = sources.flatMap(([, text]) =>
      [...text.matchAll(/\btoThread\(([\w.]+)/g)].map(([, name]) => name),
    );
    expect([...new Set(onThread)].sort()).toEqual(['existsSync', 'fs.existsSync']);
    const build = await readFile(join(app.fixed, 'lib/build.js'), 'utf8');
    expect(build).toContain('await fs.promises.readFile(');
    expect(await eslint(app.fixed, ['--fix', '.'])).toEqual({ ...after, outputs: {} });
    expect(await readTree(app.fixed)).toEqual(once);
  });

  test.each(commands)('%s', async (_name, args, code) => {
    const [original, fixed] = await Promise.all([runTool(app.original, args), runTool(app.fixed, args)]);
    expect(original.outcome.code).toBe(code);
    expect(fixed).toEqual(original);
  });
});

/** Texts as `readTree` gives them, a character for each byte. */
function inLatin1(texts: Readonly<Record<string, string>>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(texts).map(([name, text]) => [name, Buffer.from(text).toString('latin1')]),
  );
}

/** Runs the tool in its folder; gives the outcome and all that is in `out/` afterwards. */
function runTool(folder: string, args: readonly string[]) {
  return runScript(folder, { args: ['bin/notebook.js', ...args], writes: 'out' });
}
