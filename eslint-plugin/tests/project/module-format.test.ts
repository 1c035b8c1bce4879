import { describe, expect, it } from 'vitest';
import { hasTopLevelAwait, moduleFormat } from '../../src/project/module-format.ts';
import { parse } from '../support/parse.ts';

describe('the module format', () => {
  it.each([
    ['a.vue', 'f()', 'module', 'esm'],
    ['a.md', 'f()', 'module', 'esm'],
    ['a', 'f()', 'module', 'esm'],
    ['a.JS', "import 'b'", 'module', 'esm'],
    ['a.Cjs', 'f()', 'module', 'commonjs'],
    ['a.ts', 'f()', 'script', 'script'],
    ['a.ts', 'f()', 'commonjs', 'commonjs'],
    ['a.ts', 'export = f', 'module', 'commonjs'],
    ['a.ts', "import a = require('a')", 'module', 'commonjs'],
    ['a.ts', "import type { A } from 'a'; import b = require('b')", 'module', 'commonjs'],
    ['a.ts', "import type { A } from 'a'; require('b')", 'module', 'commonjs'],
    ['a.cts', "import type { A } from 'a'; export type B = A; export interface C {}", 'module', 'commonjs'],
    ['a.cts', "import { type A } from 'a'", 'module', 'esm'],
    ['a.ts', "import type { A } from 'a'", 'module', 'esm'],
    ['a.ts', "import type a = require('a')", 'module', 'esm'],
    ['a.ts', 'import a = A.a', 'module', 'esm'],
    ['a.ts', "import a = require('a'); import b from 'b'", 'module', 'esm'],
    ['a.mts', "import a = require('a')", 'module', 'esm'],
    ['a.ts', 'typeof require', 'module', 'commonjs'],
    ['a.ts', 'require; let require', 'module', 'esm'],
    ['a.mjs', "require('a')", 'module', 'esm'],
  ] as const)('of %s with %j, read as %s, is %s', (file, text, sourceType, format) => {
    expect(moduleFormat(parse(text, sourceType), file, sourceType)).toBe(format);
  });
});

describe('top-level await', () => {
  it.each([
    ['await a', true],
    ['const a = await b', true],
    ['if (a) { await b }', true],
    ['for await (const a of b);', true],
    ['await using a = b', true],
    ['class A { [await b]() {} }', true],
    ['async () => await a', false],
    ['async () => { for await (const a of b); }', false],
    ['async () => { await using a = b }', false],
    ['a.await', false],
    ["'await'", false],
    ['/* await a */', false],
    ['({ await: 1 })', false],
  ])('in %j: %s', (text, expected) => {
    expect(hasTopLevelAwait(parse(text))).toBe(expected);
  });
});
