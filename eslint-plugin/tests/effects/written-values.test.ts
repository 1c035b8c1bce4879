import { testVerdicts } from '../support/verdicts.ts';
import type { Judged } from '../support/verdicts.ts';

const filled = (code: string): Judged => [code, 'fixed'];
const changed = (place: string, code: string): Judged => [code, ['interleaving', { place }]];
const func = (body: string) => `export async function f(x, y) { ${body} }`;

testVerdicts('a cache that each run would fill alike', [
  filled(`let text; ${func('if (!text) text = READ; return text;')}`),
  filled(`let text; ${func('if (!text) { const z = READ; text = z; } return text;')}`),
  filled(`let text; ${func('if (!text) { const z = READ; text = JSON.parse(z).a; } return text;')}`),
  filled(`let text; ${func('if (text === undefined) text = READ.trim(); return text;')}`),
  filled(`let text; ${func('text ??= READ; return text;')}`),
  filled(`let text; ${func('text ||= READ; return text;')}`),
  filled(`let text; ${func('return (text ??= READ);')}`),
  filled(`const all = {}; ${func('if (!all[x]) all[x] = READ; return all[x];')}`),
  filled(`const all = {}; ${func('return (all[x] ??= readFileSync(x, "utf8"));')}`),
  filled(`const all = new Map(); ${func('if (!all.has(x)) all.set(x, readFileSync(x, "utf8"));')}`),
  filled(
    `const all = new Map(); ${func('const known = all.get(x); if (known) return known; const z = READ; all.set(x, z); return z;')}`,
  ),
  filled('export class A { async f() { if (!this.text) this.text = READ; return this.text; } }'),
  filled('export class A { #text; async f() { return (this.#text ??= READ); } }'),
  filled(func('x.text ??= READ; return x.text;')),
]);

testVerdicts('a cache that somebody else empties or fills', [
  changed('text', `let text; ${func('text ??= READ; return text;')} export function set(v) { text = v; }`),
  changed(
    'text',
    `let text; ${func('if (!text) text = READ; return text;')} export function reset() { text = undefined; }`,
  ),
  changed('x.text', `${func('x.text ??= READ;')} export function set(x, v) { x.text = v; }`),
  changed(
    'all',
    `const all = new Map(); ${func('if (!all.has(x)) all.set(x, READ);')} export function drop(x) { all.delete(x); }`,
  ),
]);

testVerdicts('what is of a run, or a thing of its own', [
  changed('pool', `let pool; ${func('if (!pool) { const ca = READ; pool = new Pool(ca); } return pool;')}`),
  changed('pool', `let pool; ${func('if (!pool) pool = createPool(READ); return pool;')}`),
  changed('text', `let text; ${func('if (!text) { READ; text = x; } return text;')}`),
  changed('all', `const all = new Map(); ${func('if (!all.has(1)) all.set(1, x + READ);')}`),
  changed('all', `const all = {}; ${func('if (!all[x]) all[x] = [READ]; return all[x];')}`),
  changed('n', `let n = 0; ${func('const z = n; READ; n = z + 1;')}`),
  changed('n', `let n = 0; ${func('const z = n + 1; READ; n = z;')}`),
  changed('x.list', func('const next = [...x.list, y]; READ; x.list = next;')),
]);

testVerdicts('numbers that only grow or shrink', [
  filled(`let n = 0; ${func('READ; n++;')}`),
  filled(`let n = 0; ${func('READ; n += 1;')}`),
  filled(`let n = 0; ${func('n++; READ; n--;')}`),
  filled('export class A { async f() { this.n++; try { READ; } finally { this.n--; } } }'),
  changed('n', `let n = 0; ${func('if (n > 3) return; READ; n++;')}`),
  changed('n', `let n = 0; ${func('n++; READ; y(n);')}`),
  changed('n', `let n = 0; ${func('n = n + READ.length;')}`),
  [`let n = 0; ${func('READ; return n++;')}`, ['other order', { place: 'n' }]],
]);

testVerdicts('constants', [
  filled(`let n = 0; ${func('READ; n = 1;')}`),
  filled(`let n = 0; ${func('if (n) return; n = 1; READ;')}`),
  changed('n', `let n = 0; ${func('n = 1; READ; n = 0;')}`),
  changed('n', `let n = 0; ${func('if (n) return; n = 1; READ; n = 0;')}`),
  [`let last; ${func('READ; last = x;')}`, ['other order', { place: 'last' }]],
]);
