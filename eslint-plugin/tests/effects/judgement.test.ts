import { testVerdicts } from '../support/verdicts.ts';
import type { Judged } from '../support/verdicts.ts';

const apart = (code: string): Judged => [code, 'fixed'];

const checked = (code: string, place: string, effect: string): Judged => [
  code,
  ['checked before', { place, effect }],
];

testVerdicts('what is looked at decides what is done after the call', [
  checked(
    'let ready; export async function f(send) { if (!ready) return; send(READ); } export function stop() { ready = false; }',
    'ready',
    'send',
  ),
  checked(
    'let ready; export async function f(send) { if (ready) send(READ); } export function stop() { ready = false; }',
    'ready',
    'send',
  ),
  checked(
    'let ready; export async function f(send) { ready && send(READ); } export function stop() { ready = false; }',
    'ready',
    'send',
  ),
  checked(
    'let ready; export async function f(send) { ready ? send(READ) : null; } export function stop() { ready = false; }',
    'ready',
    'send',
  ),
  [
    'let ready; export async function f(send) { while (ready) send(READ); } export function stop() { ready = false; }',
    ['interleaving', { place: 'ready', who: '`stop`' }],
  ],
  checked(
    'export class A { async f(send) { if (this.closed) return; send(READ); } close() { this.closed = true; } }',
    'this.closed',
    'send',
  ),
  checked(
    'export class A { async f() { if (this.closed) return; this.out.send(READ); } close() { this.closed = true; } }',
    'this.closed',
    'this.out.send',
  ),
  checked(
    'let closed; export async function f(req, res) { if (closed) return; const t = READ; res.end(t); } export function close() { closed = true; }',
    'closed',
    'res.end',
  ),
  checked('let n = 0; export async function f(x) { if (n) return; READ; x(() => { n = 1; }); }', 'n', 'x'),
  checked(
    'export async function f(signal, send) { if (signal.aborted) return; send(READ); }',
    'signal.aborted',
    'send',
  ),
  apart(
    'let ready; export async function f() { if (!ready) return; return READ; } export function stop() { ready = false; }',
  ),
  apart(
    'let ready; export async function f() { if (!ready) return; console.log(READ); } export function stop() { ready = false; }',
  ),
  apart('let ready; export async function f(send) { if (!ready) return; send(READ); }'),
  apart(
    'let ready; export async function f(send) { if (!ready) return; await send(); const t = READ; send(t); } export function stop() { ready = false; }',
  ),
  apart('export async function f(signal) { if (signal.aborted) return; return READ; }'),
]);

testVerdicts('what has to be there when others look', [
  [
    'let server; export async function f() { server = createServer(READ); } export function stop() { server.close(); }',
    ['missing yet', { place: 'server', who: '`stop`' }],
  ],
  [
    'let pool; export async function f() { pool = new Pool(READ); } export function stop() { pool.end(); }',
    ['missing yet', { place: 'pool', who: '`stop`' }],
  ],
  [
    'export class A { async f() { this.timer = setInterval(g, READ); } stop() { clearInterval(this.timer); } }',
    'fixed',
  ],
  [
    'let text; export async function f() { text = READ; } export function show() { console.log(text); }',
    'fixed',
  ],
]);

testVerdicts('what was set going before the call', [
  [
    'export async function f(x) { let n = 0; x(() => { n = 1; }); READ; return n; }',
    ['begun', { place: 'n', line: '3', later: '3' }],
  ],
  [
    'let n = 0; export async function f() { setTimeout(() => { n = 1; }); READ; return n; }',
    ['begun', { place: 'n' }],
  ],
  [
    'let n = 0; export async function f(x) { x.on("data", () => { n = 1; }); READ; return n; }',
    ['begun', { place: 'n' }],
  ],
  [
    'export async function f(x) { let n = 0; x(set); READ; n += 1; function set() { n = 1; } }',
    ['begun', { who: '`set`', place: 'n' }],
  ],
  [
    'let n = 0; async function set(x) { await x(); n = 1; } export async function f(x) { set(x); READ; return n; }',
    ['begun', { who: '`set`' }],
  ],
  [
    'let n = 0; async function set(x) { await x(); n = 1; } export async function f(x) { await set(x); READ; return n; }',
    ['interleaving', { place: 'n' }],
  ],
  ['export async function f(x) { let n = 0; x(() => { n = 1; }); READ; }', 'fixed'],
  ['export async function f(x) { let n = 0; READ; x(() => { n = 1; }); return n; }', 'fixed'],
  ['let n = 0; export async function f() { setTimeout(() => n); READ; return n; }', 'fixed'],
]);

testVerdicts('a file that others see half written', [
  [
    "export function load() { return fs.statSync('w'); } export async function f(w) { WRITE; }",
    ['half done', { path: "'w'", who: '`load`', line: '3' }],
  ],
  [
    "export function load() { return readFileSync('w'); } export async function f(w) { appendFileSync('w', w); }",
    ['half done', { who: '`load`' }],
  ],
  [
    "export async function load() { return readFileSync('w'); } export async function f(w) { WRITE; }",
    'fixed',
  ],
  ["export function load() { return readFileSync('v'); } export async function f(w) { WRITE; }", 'fixed'],
  ["export class A { constructor() { this.text = readFileSync('w'); } async f(w) { WRITE; } }", 'fixed'],
]);
