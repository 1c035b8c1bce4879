import { symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { lint } from '../../support/eslint.ts';
import { temporaryFolder } from '../../support/folder.ts';

const text = "import fs from 'node:fs';\nexport const f = async () => fs.readFileSync('p');\n";

/**
 * Whether the rule is sure that the runtime will be there.
 *
 * @param missing what the report says of the runtime where it is not: without it, that `package.json` has to name it
 */
async function isFixed(folder: string, file: string, runtime?: string, missing?: string): Promise<boolean> {
  const result = await lint(text, { cwd: folder, file, fix: true, options: runtime ? { runtime } : {} });
  if (result.output !== undefined) {
    expect(result.messages).toEqual([]);
    return true;
  }
  const why = runtime?.startsWith('.')
    ? 'does not exist, seen from this file'
    : `is ${missing ?? 'not among the dependencies of `package.json` (add it with your package manager)'}`;
  expect(result.messages[0]?.message).toContain(`\`${runtime ?? 'to-thread'}\` ${why}`);
  const offered = result.messages[0]?.suggestions?.map(({ messageId }) => messageId);
  expect(offered).toEqual(['useNative', 'wrapInToThread']);
  return false;
}

describe('the runtime', () => {
  it.each(['dependencies', 'peerDependencies', 'optionalDependencies'])(
    'is there when package.json names it in %s',
    async (list) => {
      const folder = temporaryFolder({
        'package.json': JSON.stringify({ [list]: { 'to-thread': '^1.0.0' } }),
        'src/app.mjs': text,
      });
      expect(await isFixed(folder, 'src/app.mjs')).toBe(true);
    },
  );

  it.each(['{ "name": "app"', '{ "private": true', '{ "type": "module"'])(
    'is missing outside development when package.json is %s, and names it in devDependencies',
    async (start) => {
      const folder = temporaryFolder({
        'package.json': `${start}, "devDependencies": { "to-thread": "*" } }`,
        'node_modules/to-thread/package.json': '{ "name": "to-thread" }',
        'src/app.mjs': text,
      });
      const missing = 'only among the `devDependencies` of `package.json`';
      expect(await isFixed(folder, 'src/app.mjs', undefined, missing)).toBe(false);
    },
  );

  it('is there for development and elsewhere', async () => {
    const folder = temporaryFolder({
      'package.json': '{ "devDependencies": { "to-thread": "1" }, "peerDependencies": { "to-thread": "1" } }',
      'src/app.mjs': text,
    });
    expect(await isFixed(folder, 'src/app.mjs')).toBe(true);
  });

  it.each([
    ['hoisted from another package', { 'node_modules/to-thread/package.json': '{ "name": "to-thread" }' }],
    [
      'a dependency of the root',
      { 'package.json': '{ "name": "root", "dependencies": { "to-thread": "*" } }' },
    ],
    [
      'one for the development of the root',
      { 'package.json': '{ "devDependencies": { "to-thread": "*" } }' },
    ],
    ['the name of the root', { 'package.json': '{ "name": "to-thread", "private": true }' }],
    [
      'named by a folder within the package',
      { 'packages/api/other/package.json': '{ "dependencies": { "to-thread": "*" } }' },
    ],
  ])(
    'is missing in a package that may be published when it is %s',
    async (_, files: Record<string, string>) => {
      const folder = temporaryFolder({
        'packages/web/package.json': '{ "name": "web", "dependencies": { "to-thread": "*" } }',
        'packages/api/package.json': '{ "name": "api" }',
        'packages/api/src/app.mjs': text,
        ...files,
      });
      const missing = 'not among the dependencies of `packages/api/package.json`';
      expect(await isFixed(folder, 'packages/api/src/app.mjs', undefined, missing)).toBe(false);
    },
  );

  it('is there for a private package when the root of the monorepo has it', async () => {
    const folder = temporaryFolder({
      'package.json': '{ "private": true, "dependencies": { "to-thread": "*" } }',
      'packages/app/package.json': '{ "name": "app", "private": true }',
      'packages/app/src/app.mjs': text,
      'packages/published/package.json': '{ "name": "published", "private": "true" }',
      'packages/published/app.mjs': text,
    });
    expect(await isFixed(folder, 'packages/app/src/app.mjs')).toBe(true);
    const missing = 'not among the dependencies of `packages/published/package.json`';
    expect(await isFixed(folder, 'packages/published/app.mjs', undefined, missing)).toBe(false);
  });

  it('is missing for a private package when the root has it for development only', async () => {
    const folder = temporaryFolder({
      'package.json': '{ "private": true, "devDependencies": { "to-thread": "*" } }',
      'app/package.json': '{ "private": true }',
      'app/app.mjs': text,
    });
    const missing = 'not among the dependencies of `app/package.json`';
    expect(await isFixed(folder, 'app/app.mjs', undefined, missing)).toBe(false);
  });

  it.each(['{ "type": "module" }', '{}', '{ "sideEffects": false, "type": "commonjs" }'])(
    'is asked for by the package, not by a file for one folder: %s',
    async (marker) => {
      const folder = temporaryFolder({
        'package.json': '{ "name": "app", "dependencies": { "to-thread": "*" } }',
        'src/package.json': marker,
        'src/app.mjs': text,
      });
      expect(await isFixed(folder, 'src/app.mjs')).toBe(true);
    },
  );

  it('is looked for in node_modules where there is no package.json', async () => {
    const folder = temporaryFolder({
      'with/node_modules/to-thread/package.json': '{ "name": "to-thread" }',
      'with/src/deep/app.mjs': text,
      'linked/node_modules/': '',
      'linked/app.mjs': text,
      'without/app.mjs': text,
    });
    symlinkSync(
      join(folder, 'with/node_modules/to-thread'),
      join(folder, 'linked/node_modules/to-thread'),
      'junction',
    );
    expect(await isFixed(folder, 'with/src/deep/app.mjs')).toBe(true);
    expect(await isFixed(folder, 'linked/app.mjs')).toBe(true);
    expect(await isFixed(folder, 'without/app.mjs', undefined, 'not installed for this file')).toBe(false);
  });

  it('is there in its own package', async () => {
    const folder = temporaryFolder({ 'package.json': '{ "name": "to-thread" }', 'app.mjs': text });
    expect(await isFixed(folder, 'app.mjs')).toBe(true);
  });

  it('is taken to be there for a file that is not on disk', async () => {
    const folder = temporaryFolder({ 'package.json': '{}' });
    expect(await isFixed(folder, 'untitled.mjs')).toBe(true);
  });

  it('is missing when nothing names it', async () => {
    const folder = temporaryFolder({
      'package.json': '{ "dependencies": { "to-thread-not": "*" } }',
      'node_modules/to-thread/': '',
      'app.mjs': text,
    });
    expect(await isFixed(folder, 'app.mjs')).toBe(false);
  });

  it('is missing when only a sibling has it', async () => {
    const folder = temporaryFolder({
      'a/package.json': '{ "dependencies": { "to-thread": "*" } }',
      'b/package.json': '{}',
      'b/app.mjs': text,
    });
    const missing = 'not among the dependencies of `b/package.json`';
    expect(await isFixed(folder, 'b/app.mjs', undefined, missing)).toBe(false);
  });

  it('is looked for where a link to the file stands', async () => {
    const folder = temporaryFolder({
      'with/package.json': '{ "dependencies": { "to-thread": "*" } }',
      'without/app.mjs': text,
    });
    symlinkSync(join(folder, 'without/app.mjs'), join(folder, 'with/app.mjs'));
    expect(await isFixed(folder, 'with/app.mjs')).toBe(true);
    expect(await isFixed(folder, 'without/app.mjs', undefined, 'not installed for this file')).toBe(false);
  });

  it.each(['/threads.js', '@/threads', '~/threads', 'npm:threads'])(
    'is the affair of the project when it is %s',
    async (runtime) => {
      const folder = temporaryFolder({ 'package.json': '{}', 'app.mjs': text });
      expect(await isFixed(folder, 'app.mjs', runtime)).toBe(true);
    },
  );

  it.each([
    ['app.mjs', '#threads', true],
    ['app.mjs', '#lib/threads.js', true],
    ['app.mjs', '#lib/', false],
    ['app.mjs', '#thread', false],
    ['app.mjs', '#other', false],
    // Node asks the nearest package.json, whatever that is about.
    ['deep/app.mjs', '#other', true],
    ['deep/app.mjs', '#threads', false],
  ])('among the imports of a package: %s finds %s: %s', async (file, runtime, isThere) => {
    const folder = temporaryFolder({
      'package.json': '{ "imports": { "#threads": "./threads.js", "#lib/*": "./lib/*" } }',
      'app.mjs': text,
      'deep/package.json': '{ "type": "module", "imports": { "#other": "./other.js" } }',
      'deep/app.mjs': text,
    });
    const manifest = file.replace('app.mjs', 'package.json');
    const missing = `not among the \`imports\` of \`${manifest}\` (add it there)`;
    expect(await isFixed(folder, file, runtime, missing)).toBe(isThere);
  });

  it.each([
    ['src/app.mjs', './threads.js', true],
    ['src/app.mjs', './threads', true],
    ['src/app.mjs', './compiled.js', true],
    ['src/app.mjs', './folder', true],
    ['src/app.mjs', './nothing.js', false],
    ['src/deep/app.mjs', './threads.js', false],
    ['src/deep/app.mjs', '../threads.js', true],
    ['src/deep/app.mjs', '../../nowhere/threads.js', false],
    // A module does not find `toThread` in itself.
    ['src/app.mjs', './app.mjs', false],
  ])('in a file of its own: %s finds %s: %s', async (file, runtime, isThere) => {
    const folder = temporaryFolder({
      'package.json': '{}',
      'src/app.mjs': text,
      'src/threads.js': '',
      'src/compiled.ts': '',
      'src/folder/index.js': '',
      'src/deep/app.mjs': text,
    });
    expect(await isFixed(folder, file, runtime)).toBe(isThere);
  });

  it.each([
    ['@scope/threads', true],
    ['@scope/threads/deep.js', true],
    ['@scope/others', false],
    ['threads/deep.js', true],
    ['thread', false],
  ])('can be %s', async (runtime, isThere) => {
    const folder = temporaryFolder({
      'package.json': '{ "dependencies": { "@scope/threads": "*", "threads": "*" } }',
      'app.mjs': text,
    });
    expect(await isFixed(folder, 'app.mjs', runtime)).toBe(isThere);
  });
});
