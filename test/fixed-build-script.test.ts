import { readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import { type AppPair, readTree, runScript, setUpApp } from './support/app.ts';
import { eslint, type LintRun, summarize, summarizeReasons } from './support/eslint.ts';

/** A build runs its functions one at a time, and the configuration says so. */
const eslintConfig = `
import toThread from 'eslint-plugin-to-thread';

export default [
  toThread.configs.recommended,
  { rules: { 'to-thread/no-blocking-in-async': ['error', { runs: 'serial' }] } },
];
`;

describe('an ESM build script', () => {
  let app: AppPair;
  let before: LintRun;
  let after: LintRun;

  beforeAll(async () => {
    app = await setUpApp({ app: 'build-script', tarballs: inject('tarballs'), eslintConfig });
    before = await eslint(app.fixed, ['.']);
    after = await eslint(app.fixed, ['--fix', '.']);
  });

  afterAll(() => app[Symbol.asyncDispose]());

  test('every blocking call that runs in async code is reported, and no other', () => {
    expect(before.code).toBe(1);
    expect(summarize(before.reports)).toEqual([
      'build.mjs walk → fs.readdirSync',
      'build.mjs fs.readFileSync',
      'build.mjs fs.mkdirSync',
      'build.mjs fs.copyFileSync',
      'build.mjs fs.writeFileSync',
      'build.mjs fs.readdirSync',
      'build.mjs execFileSync',
      'build.mjs fs.writeFileSync',
      'build.mjs fs.unlinkSync',
      'build.mjs fs.readFileSync',
      'build.mjs brotliCompressSync',
      'build.mjs gzipSync',
      'build.mjs fs.writeFileSync',
      'build.mjs walk',
      'build.mjs fs.statSync',
      'build.mjs fs.readFileSync',
      'build.mjs fs.writeFileSync',
      'build.mjs spawnSync',
      'build.mjs fs.existsSync',
      'build.mjs fs.rmSync',
      'build.mjs fs.mkdirSync',
      'build.mjs walk',
      'steps/verify.mjs existsSync',
      'steps/verify.mjs brotliDecompressSync',
      'steps/verify.mjs gunzipSync',
    ]);
  });

  // What is left makes `eslint --fix` exit with 1. Lookups are left as the configuration has it.
  test('eslint --fix leaves a helper that blocks and lookups', () => {
    expect(after.code).toBe(1);
    expect(after.stderr).toBe('');
    expect(summarizeReasons(after.reports)).toEqual([
      ['build.mjs walk → fs.readdirSync', undefined],
      ['build.mjs walk', undefined],
      ['build.mjs fs.statSync', undefined],
      ['build.mjs fs.existsSync', undefined],
      ['build.mjs walk', undefined],
      ['steps/verify.mjs existsSync', undefined],
    ]);
  });

  test('a second eslint --fix changes nothing', async () => {
    const once = await readTree(app.fixed);
    const again = await eslint(app.fixed, ['--fix', '.']);
    expect(again).toEqual({ ...after, outputs: {} });
    expect(await readTree(app.fixed)).toEqual(once);
  });

  test('each fixed module imports toThread once, and a module without async code stays as it was', async () => {
    for (const file of ['build.mjs', 'steps/verify.mjs']) {
      const text = await readFile(join(app.fixed, file), 'utf8');
      expect(text.match(/^import .*['"]to-thread['"];?$/gm)).toHaveLength(1);
    }
    expect(await readFile(join(app.fixed, 'steps/render.mjs'), 'utf8')).toBe(
      await readFile(join(app.original, 'steps/render.mjs'), 'utf8'),
    );
  });

  describe('the fixed program does what the original does', () => {
    test('builds the same files, with the same output', async () => {
      const [original, fixed] = await both(build);
      expect(original?.outcome).toMatchObject({ code: 0, stderr: '' });
      expect(Object.keys(original?.files ?? {})).toContain('dist/manifest.json');
      expect(fixed).toEqual(original);
    });

    test('a step that fails ends it with the exit code and the words of the step', async () => {
      const [original, fixed] = await both(async (folder) => {
        await writeFile(join(folder, 'src/broken.html'), '<p>{{ nope }}</p>');
        const result = await build(folder);
        await rm(join(folder, 'src/broken.html'));
        return result;
      });
      expect(original?.outcome).toMatchObject({ code: 1 });
      expect(original?.outcome.stderr).toContain('a step failed with exit code 4');
      expect(original?.files).not.toHaveProperty(['dist/values.json']);
      expect(fixed).toEqual(original);
    });

    test('a check that fails ends it with what the check printed', async () => {
      const [original, fixed] = await both(async (folder) => {
        await writeFile(join(folder, 'src/dangling.html'), '<a href="gone.html">gone</a>');
        const result = await build(folder);
        await rm(join(folder, 'src/dangling.html'));
        return result;
      });
      expect(original?.outcome).toMatchObject({ code: 1, stdout: '1 problems\n' });
      expect(original?.outcome.stderr).toContain('dangling.html: gone.html is missing');
      expect(fixed).toEqual(original);
    });

    test('a missing folder ends it with the same error', async () => {
      const [original, fixed] = await both(async (folder) => {
        await rename(join(folder, 'src'), join(folder, 'gone'));
        const result = await build(folder);
        await rename(join(folder, 'gone'), join(folder, 'src'));
        return result;
      });
      expect(original?.outcome.stderr).toContain('ENOENT');
      expect(fixed).toEqual(original);
    });
  });

  /** Does the same to the original and the fixed copy, at the same time. */
  function both<Result>(action: (folder: string) => Promise<Result>): Promise<Result[]> {
    return Promise.all([app.original, app.fixed].map(action));
  }
});

/** Runs the script; gives its outcome and the files it wrote. */
function build(folder: string) {
  return runScript(folder, { args: ['build.mjs'], writes: 'dist' });
}
