/** Compilers for old targets put helpers around functions. What of them can go to a worker does. */
import { cp } from 'node:fs/promises';
import { resolve } from 'node:path';
import process from 'node:process';
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import { removeFolder, temporaryFolder } from '../support/app.ts';
import { install } from '../support/npm.ts';
import { run } from '../support/program.ts';

const ALL_SAME = {
  rest: 'same',
  awaited: 'same',
  spread: 'same',
  objectSpread: 'same',
  destructured: 'same',
  iterated: 'same',
  classes: 'same',
  template: 'same',
  generated: 'same',
  asyncIterated: 'same',
  declared: 'same',
  // A variable that no compiler has put there.
  capturing: 'offset',
};

describe('a program that is compiled for an old target', () => {
  let folder: string;

  beforeAll(async () => {
    folder = await temporaryFolder('compilers');
    await cp(resolve(import.meta.dirname, '../apps/compilers'), folder, { recursive: true });
    const typescript = ['typescript@5', 'tslib'];
    const babel = ['core', 'preset-env', 'runtime', 'plugin-transform-runtime'].map(
      (name) => `@babel/${name}`,
    );
    const swc = ['@swc/core', '@swc/helpers'];
    await install(folder, [inject('tarballs').runtime, ...typescript, ...babel, ...swc]);
  });

  afterAll(() => removeFolder(folder));

  test.each<[compiler: string, exceptions: Partial<typeof ALL_SAME>]>([
    ['typescript-es2015', {}],
    ['typescript-es2015-tslib', {}],
    ['typescript-es2015-module', {}],
    // What this holds is made where it is defined.
    ['typescript-es5', { classes: '__extends' }],
    ['typescript-es5-tslib', {}],
    ['babel', {}],
    ['babel-runtime', {}],
    ['swc', {}],
    ['swc-helpers', {}],
  ])('by %s', async (compiler, exceptions) => {
    const { stdout, stderr } = await run(process.execPath, ['compile.js', compiler], { cwd: folder });
    expect(stderr).toBe('');
    expect(JSON.parse(stdout)).toEqual({ ...ALL_SAME, ...exceptions });
  });
});
