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
};
const CAPTURED = 'ERR_CAPTURED_VARIABLE';
const REFUSED = 'ERR_UNSUPPORTED_FUNCTION';

/** What is beside helpers, such as a cache of templates or a list of names, is a variable like others. */
const ES5 = { template: CAPTURED };
const BABEL = {
  rest: CAPTURED,
  awaited: REFUSED,
  template: CAPTURED,
  generated: CAPTURED,
  asyncIterated: REFUSED,
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
    ['typescript-es5', { ...ES5, classes: CAPTURED }],
    ['typescript-es5-tslib', ES5],
    ['babel', { ...BABEL, classes: CAPTURED }],
    ['babel-runtime', BABEL],
    ['swc', { classes: CAPTURED, template: CAPTURED, asyncIterated: CAPTURED }],
    ['swc-helpers', { template: CAPTURED }],
  ])('by %s', async (compiler, exceptions) => {
    const { stdout, stderr } = await run(process.execPath, ['compile.js', compiler], { cwd: folder });
    expect(stderr).toBe('');
    expect(JSON.parse(stdout)).toEqual({ ...ALL_SAME, ...exceptions });
  });
});
