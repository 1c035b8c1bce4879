import { testVerdicts } from '../support/verdicts.ts';
import type { Judged } from '../support/verdicts.ts';

const together = (code: string, place = 'n'): Judged => [code, ['interleaving', { place }]];
const apart = (code: string): Judged => [code, 'fixed'];

/** An async function that reads, and one that runs it between a look and a change. */
const around = (body: string) =>
  `let n = 0; async function load() { return READ; } export async function f(x, y) { ${body} }`;

testVerdicts('what callers have done before, and do next', [
  together(around('y(n); await load(); n = 1;')),
  together(around('y(n); const z = await load(); n = 1;')),
  together(around('y(n); x(await load()); n = 1;')),
  together(around('if (n) return; await load(); n = 1;')),
  together(around('for (const a of x) { y(n); await load(); n = 1; }')),
  apart(around('await load(); y(n); n = 1;')),
  apart(around('y(n); await x(); await load(); n = 1;')),
  apart(around('y(n); await load(); await x(); n = 1;')),
  together(
    'let n = 0; async function load() { n = 1; return READ; } export async function f(y) { await load(); y(n); }',
  ),
  together(
    'let n = 0; async function load() { READ; n = 1; } export async function f(y) { y(n); await load(); }',
  ),
  apart(
    'let n = 0; async function load() { await null; READ; } export async function f(x) { await x(); n = 1; await load(); }',
  ),
  together(
    'export class A { async load() { READ; } async f(y) { y(this.n); await this.load(); this.n = 1; } }',
    'this.n',
  ),
  together(
    'let n = 0; const load = async () => READ; export const f = async (y) => { y(n); await load(); n = 1; };',
  ),
  together(
    'let n = 0; async function a() { READ; } async function b() { await a(); } export async function f(y) { y(n); await b(); n = 1; }',
  ),
]);

testVerdicts('what functions that are called do', [
  together('let n = 0; function set() { n = 1; } export async function f(y) { y(n); READ; set(); }'),
  together(
    'let n = 0; async function set() { n = 1; await null; } export async function f(y) { y(n); READ; await set(); }',
  ),
  apart(
    'let n = 0; async function set(x) { await x(); n = 1; } export async function f(y) { y(n); READ; await set(y); }',
  ),
  together(
    'let n = 0; async function get(x) { await x(); return n; } export async function f(y) { y(await get(y)); READ; n = 1; }',
  ),
  apart(
    'let n = 0; async function get(x) { await x(n); return 1; } export async function f(y) { await get(y); READ; n = 1; }',
  ),
  together(
    'let n = 0; class A { constructor() { n = 1; } } export async function f(y) { y(n); READ; new A(); }',
  ),
  together('let n = 0; export async function f(y) { [1].map(() => y(n)); READ; n = 1; }'),
]);

testVerdicts('callers that do not wait', [
  [
    'let config; async function init() { config = READ; } export function use() { return config; } init(); use();',
    ['unawaited', { place: 'config', line: '3', later: 'on line 3' }],
  ],
  [
    'let config; async function init() { config = READ; } init(); console.log(config);',
    ['unawaited', { place: 'config' }],
  ],
  ['let config; async function init() { config = READ; } await init(); console.log(config);', 'fixed'],
  [
    'async function done() { READ; } export function f() { done(); process.exit(1); }',
    ['unawaited exit', { line: '3', exit: '3' }],
  ],
  ['async function done() { READ; } export async function f() { await done(); process.exit(1); }', 'fixed'],
  ['async function done() { READ; } export function f() { void done(); process.exitCode = 1; }', 'fixed'],
  [
    'export class A { constructor() { this.init(); this.text.trim(); } async init() { this.text = READ; } }',
    ['unawaited', { place: 'this.text' }],
  ],
]);

/** State that a wrapper sets around the call of what it was given. */
const scoped = (wrapper: string, use: string) => `let n = 0; ${wrapper} ${use}`;
const SETTING = '{ n = 1; const result = run(); n = 0; return result; }';
const WRAPPER = `const scoped = (run) => () => ${SETTING};`;

testVerdicts('functions that call what they were given later', [
  [scoped(WRAPPER, 'export const f = scoped(async () => { READ; return n; });'), ['unawaited']],
  [scoped(WRAPPER, 'async function g() { READ; return n; } export const f = scoped(g);'), ['unawaited']],
  [scoped(WRAPPER, 'export class A { f = scoped(async () => { READ; return n; }); }'), ['unawaited']],
  [
    scoped(
      'function as(fn) { const run = fn.bind(null); n = 1; const result = run(); n = 0; return result; }',
      'export const f = () => as(async () => { READ; return n; });',
    ),
    ['unawaited'],
  ],
  [scoped(WRAPPER, 'export const f = scoped(async (x) => { READ; return x; });'), 'fixed'],
]);

testVerdicts('answers to those that do not wait', [
  ["x.on('ask', async (q) => { q.answer = READ; });", ['unawaited', { place: 'q.answer' }]],
  ["x.once('ask', async ({ to }) => { to.push(READ); });", ['unawaited', { place: 'to' }]],
  ["x.addEventListener('ask', { async handleEvent(q) { q.answer = READ; } });", ['unawaited']],
  ["subscribe('ask', async (q) => { q.answer = READ; }); export function subscribe() {}", ['unawaited']],
  ["x.on('ask', async (q) => { q.isAsked = true; READ; });", 'fixed'],
  ["x.on('ask', async (q) => { await q.start(); q.answer = READ; });", 'fixed'],
  ["x.on('request', async (req, res) => { res.body = READ; });", 'fixed'],
  [
    "export function f(x) { let n; x.on('a', async () => { n = READ; }); x.on('b', (y) => y(n)); }",
    ['unawaited', { place: 'n' }],
  ],
  [
    "const all = new Map(); all.set('a', async (x) => { x.n = READ; }); export const f = (x) => { all.get('a')(x); return x.n; };",
    ['unawaited', { place: 'x.n' }],
  ],
  [
    "const all = new Map(); all.set('a', async (x) => { x.n = READ; }); export const f = async (x) => { await all.get('a')(x); return x.n; };",
    'fixed',
  ],
  [
    'export function f(x) { visit(x, async (node) => { node.n = READ; }); return x; }',
    ['unawaited', { place: 'node.n' }],
  ],
  ['export async function f(x) { await visit(x, async (node) => { node.n = READ; }); return x; }', 'fixed'],
  ...[
    'for (const one of Object.values(all)) one(x);',
    'for (const [, one] of Object.entries(all)) one(x).catch(report);',
    'Object.values(all).forEach((one) => one(x));',
    'void Promise.all(Object.values(all).map((one) => one(x)));',
    'const runs = Object.values(all).map((one) => { return one(x); });',
  ].map((begun): Judged => [
    `const all = { async a(x) { x.n = READ; } }; export function f(x) { ${begun} return x.n; }`,
    ['unawaited', { place: 'x.n' }],
  ]),
  [
    'const all = { async a(x) { x.n = READ; } }; export async function f(x) { for (const one of Object.values(all)) await one(x); return x.n; }',
    'fixed',
  ],
  [
    "export function f($) { $('img').each(async (i, one) => { $(one).attr('src', READ); }); return $.html(); }",
    ['unawaited', { place: '$(one).attr' }],
  ],
  ["export function f(app) { app.addHook('a', async (one) => { one.n = READ; }); return app; }", 'fixed'],
]);

testVerdicts('runs that are begun in order', [
  [
    'const all = []; export async function f(x) { READ; all.push(x); }',
    ['other order', { place: 'all', line: '3' }],
  ],
  ['const all = []; export async function f(x) { all.push(READ); }', ['other order', { place: 'all' }]],
  ['let n = 0; export async function f() { READ; return n++; }', ['other order', { place: 'n' }]],
  ['let last; export async function f(x) { READ; last = x; }', ['other order', { place: 'last' }]],
  ['let n = 0; export async function f() { READ; n++; }', 'fixed'],
  ['let n = 0; export async function f() { READ; n = 1; }', 'fixed'],
  ['const all = []; export async function f(x) { all.push(x); READ; }', 'fixed'],
  ['let last; async function f(x) { READ; last = x; } await f(1);', 'fixed'],
  [
    "socket.on('message', async (text) => { READ; all.push(text); }); const all = [];",
    ['other order', { place: 'all' }],
  ],
]);
