import { testVerdicts } from '../support/verdicts.ts';
import type { Judged } from '../support/verdicts.ts';

/** A look at `x.n`, or at what it holds, before the call, and something after it. */
const func = (look: string, after: string) =>
  `export async function f(x, y) { if (${look}) return; READ; ${after} }`;

const change = (after: string, look = 'x.n'): Judged => [func(look, after), ['interleaving']];
const changeOfTwo = (after: string, look: string): Judged => [func(look, after), ['interleaving of two']];
const none = (after: string, look = 'x.n'): Judged => [func(look, after), 'fixed'];

testVerdicts('ways to change a property', [
  change('x.n = 1;'),
  change("x['n'] = 1;"),
  change('x.n++;'),
  change('x.n ||= 1;'),
  change('x.n **= 2;'),
  change('delete x.n;'),
  change('[x.n] = [1];'),
  change('({ n: x.n } = { n: 1 });'),
  change('({ n: x.n = 1 } = {});'),
  change('[...x.n] = y;'),
  change('for (x.n of [1]) y();'),
  change('for (x.n in y) y();'),
  changeOfTwo('Object.assign(x, { n: 1 });', 'x.n'),
  none('x.m = 1;'),
  none('x.n.m;'),
  none('y(x.n);'),
]);

testVerdicts('ways to change a collection', [
  ...['push(1)', 'pop()', 'shift()', 'unshift(1)', 'sort()', 'reverse()', 'splice(0)', 'fill(0)'].map(
    (method) => changeOfTwo(`x.n.${method};`, 'x.n.length'),
  ),
  ...['add(1)', 'set(1, 2)', 'delete(1)'].map((method) => change(`x.n.${method};`, 'x.n.has(1)')),
  change('x.n.length = 0;', 'x.n.length'),
  changeOfTwo('x.n.clear();', 'x.n.size'),
  changeOfTwo('x.n = [];', 'x.n.length'),
  ...['map(y)', 'filter(Boolean)', 'slice(1)', 'join()', 'includes(1)', 'at(0)', 'toSorted()'].map((method) =>
    none(`x.n.${method};`, 'x.n.length'),
  ),
]);

testVerdicts('objects that hide what they hold', [
  ...[
    ['const z = Buffer.alloc(9);', 'z.write(x);', 'z.toString();'],
    ['const z = new Date();', 'z.setHours(x);', 'z.getTime();'],
    ["const z = crypto.createHash('md5');", 'z.update(x);', 'z.digest();'],
    ['const z = /a/g;', 'z.test(x);', 'z.exec(x);'],
    ['const z = connect();', "z.exec('BEGIN');", "z.exec('COMMIT');"],
    ['function* ids() { yield 1; } const z = ids();', 'z.next();', 'z.next();'],
  ].map(([declared = '', before = '', after = '']): Judged => [
    `${declared} export async function f(x) { ${before} READ; return ${after} }`,
    ['interleaving', { place: 'z' }],
  ]),
  [
    "export async function f(db) { db.exec('BEGIN'); READ; db.exec('COMMIT'); }",
    ['interleaving', { place: 'db' }],
  ],
  [
    "export class A { async f() { this.db.exec('BEGIN'); READ; this.db.exec('COMMIT'); } }",
    ['interleaving', { place: 'this.db' }],
  ],
]);

testVerdicts('what belongs to one request', [
  [
    "export async function f(request, reply) { reply.header('a', 'b'); const t = READ; reply.send(t); }",
    'fixed',
  ],
  ['export async function f(req, res) { if (res.headersSent) return; const t = READ; res.end(t); }', 'fixed'],
]);

testVerdicts('callbacks that run in place, or later', [
  [
    'let n = 0; export async function f(x) { [1].forEach(() => { if (n) x(); }); READ; n = 1; }',
    ['interleaving'],
  ],
  [
    'let n = 0; export async function f(x) { if (n) return; READ; [1].forEach(() => { n = 1; }); }',
    ['interleaving'],
  ],
  ['let n = 0; export async function f(x) { if (n) return; READ; setTimeout(() => { n = 1; }); }', 'fixed'],
  ['let n = 0; export async function f(x) { n = 1; READ; setTimeout(() => { n = 0; }); }', 'fixed'],
]);
