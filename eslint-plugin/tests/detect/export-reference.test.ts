import { describe, expect, it } from 'vitest';
import { resolveExport } from '../../src/detect/export-reference.ts';
import { parse } from '../support/parse.ts';

/** Everything that the last statement's expression is looked up as, and whether it certainly is the last of them. */
function lookUp(text: string, known: (name: string) => boolean = () => true) {
  const sourceCode = parse(text);
  const statement = sourceCode.ast.body.at(-1);
  if (statement?.type !== 'ExpressionStatement')
    throw new Error('The last statement has to be an expression.');
  const found = resolveExport(
    statement.expression,
    (module, path) => {
      const name = [module, ...path].join(' ');
      return known(name) ? name : undefined;
    },
    sourceCode,
  );
  return found && { ...found };
}

describe('the export that an expression refers to', () => {
  it.each([
    ["import a from 'm'; a", 'm default'],
    ["import { a } from 'm'; a", 'm a'],
    ["import { a as b } from 'm'; b.c.d", 'm a c d'],
    ["import { default as b } from 'm'; b", 'm default'],
    ["import { 'a b' as c } from 'm'; c", 'm a b'],
    ["import * as a from 'm'; a", 'm'],
    ['await require("m")', 'm'],
    ['const [a] = require("m"); a', 'm 0'],
    ['const p = import("m"); const m = await p; m.a', 'm a'],
    ['const m = await import("m").then((all) => all.default); m.a', 'm default a'],
    ['const [m, n] = await Promise.all([import("m"), import("n")]); n.a', 'n a'],
    ['const load = () => import("m"); (await load()).a', 'm a'],
    ['async function load() { return import("m"); } const { a } = await load(); a', 'm a'],
    ['import m from "m"; const get = () => m; get().a', 'm default a'],
    ['import m from "m"; const tools = { m }; tools.m.a', 'm default a'],
    ['import m from "m"; const tools = { deep: { n: m.a } }; tools.deep.n', 'm default a'],
    ['import * as m from "m"; const tools = { ...m, b: 1 }; tools.a', 'm a'],
    ['import { A } from "m"; class B extends A {} new B().a', 'm A new() a'],
    ["import * as a from 'node:m'; a.b", 'm b'],
    ["import a = require('m'); a.b", 'm b'],
    ["require('m')", 'm'],
    ["require('m').a", 'm a'],
    ["require('node:m').a().b", 'm a () b'],
    ["new (require('m'))()", 'm new()'],
    ["new (require('m').A)().b", 'm A new() b'],
    ["new (require('m').A)().b().c", 'm A new() b () c'],
    ["const a = new (require('m').A)(), { b } = a; b", 'm A new() b'],
    ["const { a: { b: c } } = require('m'); c.d", 'm a b d'],
    ["const { a, ...rest } = require('m'); rest.b", 'm b'],
    ["const { ['a']: b } = require('m'); b", 'm a'],
    ["const { a = 1 } = require('m'); require('n')", 'n'],
    ["(await import('m')).a", 'm a'],
    ["const k = 'a'; require('m')[k]", 'm a'],
    ["require('m')[`a`]", 'm a'],
    ["require('m')[0]", 'm 0'],
    ["require('m')?.a!.b", 'm a b'],
    ["(require('m') as any).a", 'm a'],
    ["(require('m') satisfies any).a", 'm a'],
    ["(<any>require('m')).a", 'm a'],
    ["require('m').a<string>", 'm a'],
    ["(0, require('m')).a", 'm a'],
    ['Atomics.wait', 'globalThis Atomics wait'],
    ['globalThis.Atomics.wait', 'globalThis Atomics wait'],
    ['globalThis', 'globalThis'],
    ['a', 'globalThis a'],
  ])('%s is %s', (text, name) => {
    expect(lookUp(text)).toEqual({ value: name, certain: true });
  });

  it.each([
    "import type a from 'm'; a",
    "import { type a } from 'm'; a",
    "import type a = require('m'); a",
    'import a = N.b; a',
    'let a; a',
    'const { [b()]: a } = require("m"); a',
    'for (const a of require("m")); a',
    'function a() {} a',
    'class a {} a',
    'enum a {} a',
    'var a = require("m"); var a = require("m"); a',
    'let a = require("m"); a++; a',
    'let a = require("m"); a = function () {}; a',
    'this.a',
    '1',
    'require(a)',
    'require(...a)',
    '`a`',
    'a`b`',
    '{}; (() => {})',
    'require("m")[a()]',
    'class A { static #a; static { A.#a; } } A.b',
    'import m from "m"; const tools = { m }; tools.m = other; tools.m.a',
    'import m from "m"; const tools = { m: 1, ...other }; tools.m.a',
    'import m from "m"; const tools = { [name]: m }; tools.m.a',
    'import m from "m"; const tools = { get m() { return m; } }; tools.m.a',
    'import m from "m"; const f = (io = m) => io; f.a',
    'const p = import("m"); p.a',
    'async function load() { return import("m"); } load().a',
    'const [m, n] = Promise.all([import("m"), import("n")]); n.a',
  ])('%s is none', (text) => {
    expect(lookUp(text, (name) => name.startsWith('m'))).toBeUndefined();
  });

  it.each([
    ["a ?? require('m')", 'm'],
    ["a ? require('m') : b", 'm'],
    ["a ? b : require('m')", 'm'],
    ["let a = require('m'); a = require('m').m; a", 'm'],
  ])('%s is perhaps %s', (text, name) => {
    expect(lookUp(text, (found) => found.startsWith('m'))).toEqual({ value: name, certain: false });
  });

  it.each([
    ["a && require('m')", 'm'],
    ["require('m') ?? require('m')", 'm'],
    ["a ? require('m') : require('node:m')", 'm'],
    ["let a; a ??= require('m'); a", 'm'],
  ])('%s certainly is %s', (text, name) => {
    expect(lookUp(text, (found) => found.startsWith('m'))).toEqual({ value: name, certain: true });
  });

  it('ends with bindings that go round', () => {
    expect(lookUp('const a = b, b = c, c = a; a')).toBeUndefined();
    expect(lookUp('let a = a || a; a = a ?? a; a')).toBeUndefined();
    expect(lookUp('const f = f("m"); f("m")')).toBeUndefined();
  });
});
