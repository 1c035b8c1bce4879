import type * as FileSystem from 'node:fs';
import type * as Path from 'node:path';
import { expect, it, vi } from 'vitest';
import { enclosingPackages } from '../../src/project/package-json.ts';
import { moduleFormat } from '../../src/project/module-format.ts';
import { parse } from '../support/parse.ts';

/** Which files are looked for, as Node on Windows would name them. */
const read = vi.hoisted(() => [] as string[]);

// On Windows `node:path` is `node:path/win32`: what is put in its place here is the real thing.
vi.mock('node:path', async (importActual) => {
  const { win32 } = await importActual<typeof Path>();
  return { ...win32, default: win32 };
});
vi.mock('node:fs', async (importActual) => ({
  ...(await importActual<typeof FileSystem>()),
  statSync(path: string) {
    read.push(path);
    return path === 'C:\\app\\package.json' ? { mtimeNs: 1n, ctimeNs: 1n, size: 34n } : undefined;
  },
  readFileSync: () => '{ "name": "app", "type": "module" }',
}));

it('looks in every folder up to the root of the drive', () => {
  read.length = 0;
  const found = [...enclosingPackages('C:\\app\\src\\deep\\file.js')];
  expect(found).toMatchObject([{ folder: 'C:\\app', name: 'app' }]);
  expect(read).toEqual([
    'C:\\app\\src\\deep\\package.json',
    'C:\\app\\src\\package.json',
    'C:\\app\\package.json',
    'C:\\package.json',
  ]);
});

it('looks in every folder up to the share', () => {
  read.length = 0;
  expect([...enclosingPackages('\\\\server\\share\\app\\file.js')]).toEqual([]);
  expect(read).toEqual(['\\\\server\\share\\app\\package.json', '\\\\server\\share\\package.json']);
});

it.each([
  ['C:\\app\\file.js', 'esm'],
  ['C:/app/file.js', 'esm'],
  ['D:\\app\\file.js', 'esm'],
  ['C:\\app\\FILE.CJS', 'commonjs'],
  ['C:\\app\\FILE.MTS', 'esm'],
  ['C:\\app.mjs\\file.cjs', 'commonjs'],
])('takes %s for %s', (file, format) => {
  expect(moduleFormat(parse('f()'), file, 'module')).toBe(format);
});
