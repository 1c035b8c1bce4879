import { symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { lint } from '../../support/eslint.ts';
import { temporaryFolder } from '../../support/folder.ts';

const text = "import fs from 'node:fs';\nexport const f = async () => fs.readFileSync('p');\n";

/** Whether the rule is sure that the runtime will be there. */
async function isFixed(folder: string, file: string, runtime?: string): Promise<boolean> {
  const result = await lint(text, { cwd: folder, file, fix: true, options: runtime ? { runtime } : {} });
  if (result.output !== undefined) {
    expect(result.messages).toEqual([]);
    return true;
  }
  const why = runtime?.startsWith('.')
    ? 'does not exist, seen from this file'
    : 'is not installed for this file';
  expect(result.messages[0]?.message).toContain(`\`${runtime ?? 'to-thread'}\` ${why}`);
  const offered = result.messages[0]?.suggestions?.map(({ messageId }) => messageId);
  expect(offered).toEqual(['useNative', 'wrapInToThread']);
  return false;
}

describe('the runtime', () => {
  it.each(['dependencies', 'devDependencies', 'peerDependencies', 'optionalDependencies'])(
    'is there when package.json names it in %s',
    async (list) => {
      const folder = temporaryFolder({
        'package.json': JSON.stringify({ [list]: { 'to-thread': '^1.0.0' } }),
        'src/app.mjs': text,
      });
      expect(await isFixed(folder, 'src/app.mjs')).toBe(true);
    },
  );

  it('is there when it is installed', async () => {
    const folder = temporaryFolder({
      'package.json': '{}',
      'node_modules/to-thread/package.json': '{ "name": "to-thread" }',
      'src/deep/app.mjs': text,
    });
    expect(await isFixed(folder, 'src/deep/app.mjs')).toBe(true);
  });

  it('is there when it is linked into node_modules', async () => {
    const folder = temporaryFolder({
      'elsewhere/package.json': '{ "name": "to-thread" }',
      'app/node_modules/': '',
      'app/app.mjs': text,
    });
    symlinkSync(join(folder, 'elsewhere'), join(folder, 'app/node_modules/to-thread'), 'junction');
    expect(await isFixed(folder, 'app/app.mjs')).toBe(true);
  });

  it('is there when the root of a monorepo has it', async () => {
    const folder = temporaryFolder({
      'package.json': '{ "workspaces": ["packages/*"], "devDependencies": { "to-thread": "*" } }',
      'packages/app/package.json': '{ "name": "app" }',
      'packages/app/src/app.mjs': text,
      'installed/node_modules/to-thread/package.json': '{}',
      'installed/packages/app/package.json': '{ "name": "app" }',
      'installed/packages/app/app.mjs': text,
    });
    expect(await isFixed(folder, 'packages/app/src/app.mjs')).toBe(true);
    expect(await isFixed(folder, 'installed/packages/app/app.mjs')).toBe(true);
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
    expect(await isFixed(folder, 'b/app.mjs')).toBe(false);
  });

  it('is looked for where a link to the file stands', async () => {
    const folder = temporaryFolder({
      'with/package.json': '{ "dependencies": { "to-thread": "*" } }',
      'without/app.mjs': text,
    });
    symlinkSync(join(folder, 'without/app.mjs'), join(folder, 'with/app.mjs'));
    expect(await isFixed(folder, 'with/app.mjs')).toBe(true);
    expect(await isFixed(folder, 'without/app.mjs')).toBe(false);
  });

  it.each(['/threads.js', '#threads', '@/threads', '~/threads', 'npm:threads'])(
    'is the affair of the project when it is %s',
    async (runtime) => {
      const folder = temporaryFolder({ 'package.json': '{}', 'app.mjs': text });
      expect(await isFixed(folder, 'app.mjs', runtime)).toBe(true);
    },
  );

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
