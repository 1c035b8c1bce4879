import { testVerdicts } from '../support/verdicts.ts';
import type { Judged } from '../support/verdicts.ts';

/** A look before the call and a change after it that are of one place, named as the reader knows it. */
const one = (place: string, code: string): Judged => [code, ['interleaving', { place }]];

/** The same under two names. */
const named = (first: string, last: string, code: string): Judged => [
  code,
  ['interleaving of two', { first, last }],
];

const other = (code: string): Judged => [code, 'fixed'];

const func = (body: string, parameters = 'x, y') => `export async function f(${parameters}) { ${body} }`;
const method = (body: string, members = '') => `export class A { ${members} async f(x, y) { ${body} } }`;

testVerdicts('variables that other runs can reach', [
  one('n', `let n = 0; ${func('if (n) return; READ; n = 1;')}`),
  one('n', `export let n = 0; ${func('if (n) return; READ; n = 1;')}`),
  one('a.n', `const a = { n: 0 }; ${func('if (a.n) return; READ; a.n = 1;')}`),
  one('a.n', `const { a } = {}; ${func('if (a.n) return; READ; a.n = 1;')}`),
  one('a.n', `import a from './a.js'; ${func('if (a.n) return; READ; a.n = 1;')}`),
  one('a.n', `import { a } from './a.js'; ${func('if (a.n) return; READ; a.n = 1;')}`),
  one('a.b.n', `import * as a from './a.js'; ${func('if (a.b.n) return; READ; a.b.n = 1;')}`),
  one('globalThis.n', func('if (globalThis.n) return; READ; globalThis.n = 1;')),
  one('exports.n', func('if (exports.n) return; READ; exports.n = 1;')),
  one('n', 'export function g() { let n = 0; return async () => { if (n) return; READ; n = 1; }; }'),
  one('a.n', 'export function g(a) { return async () => { if (a.n) return; READ; a.n = 1; }; }'),
  other(`let n = 0; let m = 0; ${func('if (n) return; READ; m = 1;')}`),
  other(func('let n = 0; if (n) return; READ; n = 1;')),
  other(`let n = 0; ${func('let n = x; if (n) return; READ; n = 1;')}`),
]);

testVerdicts('what a function is given', [
  one('x.n', func('if (x.n) return; READ; x.n = 1;')),
  one('a.n', func('if (a.n) return; READ; a.n = 1;', '{ a }')),
  one('a.n', func('if (a.n) return; READ; a.n = 1;', '[a]')),
  one('a.n', func('if (a.n) return; READ; a.n = 1;', 'a = {}')),
  one('a.0.n', func('if (a[0].n) return; READ; a[0].n = 1;', '...a')),
  one('arguments.0.n', func('if (arguments[0].n) return; READ; arguments[0].n = 1;')),
  other(func('if (x.n) return; READ; x.m = 1;')),
  other(func('if (x.a.n) return; READ; x.b.n = 1;')),
]);

testVerdicts('other names for one place', [
  one('x.n', func('const a = x; if (a.n) return; READ; x.n = 1;')),
  one('x.b.n', func('const a = x.b; if (a.n) return; READ; x.b.n = 1;')),
  one('x.b.n', func('const { b } = x; if (b.n) return; READ; x.b.n = 1;')),
  one('x.b.c.n', func('const { b: { c } } = x; if (c.n) return; READ; x.b.c.n = 1;')),
  one('x.b.n', func('let a; a = x.b; if (a.n) return; READ; x.b.n = 1;')),
  one('x.c.n', func('const a = y ? x.b : x.c; if (a.n) return; READ; x.c.n = 1;')),
  one('x.b.n', func('const a = x.b ?? {}; if (a.n) return; READ; x.b.n = 1;')),
  one('x.b.n', func('const a = (y, x.b); if (a.n) return; READ; x.b.n = 1;')),
  one('x.b.n', func("const a = x['b']; if (a['n']) return; READ; x.b.n = 1;")),
  one('x.b.n', func('if (x?.b?.n) return; READ; x.b.n = 1;')),
  one('x.b.n', func('if (x!.b.n) return; READ; (x as any).b.n = 1;')),
  one('x.n', func('const { ...a } = x; if (a.n) return; READ; x.n = 1;')),
  one('y.n', func('let a = x; a = y; if (a.n) return; READ; y.n = 1;')),
  named('x.n', 'x.b.n', func('if (x[y].n) return; READ; x.b.n = 1;')),
]);

testVerdicts('objects that a run has made', [
  ...[
    'const a = { ...x };',
    'const a = [...x];',
    'const a = Object.assign({}, x);',
    'const a = structuredClone(x);',
    'const a = x.map((b) => b);',
    'const a = JSON.parse(x);',
    'const a = new URL(x);',
    'const a = make(); function make() { return { n: 0 }; }',
  ].map((making) => other(func(`${making} if (a.n) return; READ; a.n = 1;`))),
  other(func('const a = new Map(); if (a.has(x)) return; READ; a.set(x, y);')),
  other(func('const a = { n: 0 }; a.n += READ; y(a);')),
  other(func('const a = [0]; for (const z of x) { a[0] += READ; }')),
  one('x.a.n', func('const a = { n: 0 }; x.a = a; if (a.n) return; READ; a.n = 1;')),
]);

/** Lists that hold what another run may hold, too. */
const ALL = 'const all = new Map(); ';

testVerdicts('what is taken from a collection, or put into one', [
  ...[
    'const a = all.get(x);',
    'const a = all[x];',
    'const a = all.at(-1);',
    'const a = all.find((b) => b.id === x);',
    'const [a] = all;',
    'for (const a of all)',
    'for (const [, a] of all)',
    'for (const a of all.values())',
    'for (const a of all.slice())',
    'for (const a of all.filter((b) => b.on))',
    'const a = { n: 0 }; all.set(x, a);',
    'const a = { n: 0 }; all.push(a);',
    'const a = { n: 0 }; all[x] = a;',
  ].map((taken) => one('all.n', `${ALL}${func(`${taken} { if (a.n) return; READ; a.n = 1; }`)}`)),
  one(
    'all.n',
    `${ALL}${func('await Promise.all(all.map(async (a) => { if (a.n) return; READ; a.n = 1; }));')}`,
  ),
  named('all.n', 'all', `${ALL}${func('if (all.get(x).n) return; READ; all.get(x).n = 1;')}`),
  one('x.n', func('for (const a of x) { if (a.n) continue; READ; a.n = 1; }')),
]);

testVerdicts('this', [
  one('this.n', method('if (this.n) return; READ; this.n = 1;')),
  one('this.#n', method('if (this.#n) return; READ; this.#n = 1;', '#n;')),
  one('this.n', method("if (this['n']) return; READ; this.n = 1;")),
  one('this.n', method('const self = this; if (self.n) return; READ; this.n = 1;')),
  one('this.n', method('const { n } = this; if (n) return; READ; this.n = 1;')),
  one('this.state.n', method('const { state } = this; if (state.n) return; READ; this.state.n = 1;')),
  named('this', 'this.n', method('if (this[x]) return; READ; this.n = 1;')),
  one('this.n', method('const b = new A(); if (this.n) return; READ; b.n = 1;')),
  one('this.n', method('if (super.n) return; READ; this.n = 1;').replace('A {', 'A extends B {')),
  one('A.n', method('if (A.n) return; READ; A.n = 1;', 'static n;')),
  named('this.n', 'A.n', 'export class A { static async f() { if (this.n) return; READ; A.n = 1; } }'),
  one('this.n', 'export class A { f = async () => { if (this.n) return; READ; this.n = 1; }; }'),
  one('this.n', 'export const a = { n: 0, async f() { if (this.n) return; READ; this.n = 1; } };'),
  named('a.n', 'this.n', 'export const a = { n: 0, async f() { if (a.n) return; READ; this.n = 1; } };'),
  one(
    'this.n',
    'export function A() {} A.prototype.f = async function () { if (this.n) return; READ; this.n = 1; };',
  ),
  one('this', `const N = Symbol(); ${method('if (this[N]) return; READ; this[N] = 1;')}`),
  other(method('if (this.n) return; READ; this.m = 1;')),
  other(method('if (this.n) return; READ; A.n = 1;')),
]);

testVerdicts('functions of the file that look and change', [
  ...[
    ['const get = () => n; const set = (v) => { n = v; };', 'get()', 'set(1)'],
    ['function get() { return n; } function set(v) { n = v; }', 'get()', 'set(1)'],
    ['const a = { get() { return n; }, set(v) { n = v; } };', 'a.get()', 'a.set(1)'],
    ['class A { static get() { return n; } static set(v) { n = v; } }', 'A.get()', 'A.set(1)'],
    ['const a = { get n() { return n; }, set n(v) { n = v; } };', 'a.n', 'a.n = 1'],
  ].map(([declared = '', look = '', change = '']) =>
    one('n', `let n = 0; ${declared} ${func(`if (${look}) return; READ; ${change};`)}`),
  ),
  one(
    'x.n',
    `${func('if (busy(x)) return; READ; mark(x);')} function busy(a) { return a.n; } function mark(a) { a.n = 1; }`,
  ),
  one(
    'state.n',
    `const state = { n: 0 }; const current = () => state; ${func('const a = current(); if (a.n) return; READ; a.n = 1;')}`,
  ),
  one(
    'getAccount().n',
    `import { getAccount } from './a.js'; ${func('const a = getAccount(x); if (a.n) return; READ; a.n = 1;')}`,
  ),
]);
