import { testVerdicts } from '../support/verdicts.ts';
import type { Judged } from '../support/verdicts.ts';

const func = (body: string) => `export async function f(p, q, x) { ${body} }`;

/** Calls on one path, with nobody in between before. */
const together = (body: string, place = 'p'): Judged => [func(body), ['interleaving', { place }]];

const apart = (body: string): Judged => [func(body), 'fixed'];

testVerdicts('calls on one path that belong together', [
  together('const z = readFileSync(p); writeFileSync(p, z + x);'),
  together('if (x) { const z = readFileSync(p); x(z); } writeFileSync(p, x);'),
  together('try { x(readFileSync(p)); } catch {} fs.truncateSync(p);'),
  together('writeFileSync(p, x); x(); fs.unlinkSync(p);'),
  together('writeFileSync(p, x); return readFileSync(p);'),
  together('fs.copyFileSync(p, q); fs.renameSync(q, x);', 'q'),
  together('fs.copyFileSync(p, q); writeFileSync(p, x);'),
  together('if (x(existsSync(p))) fs.mkdirSync(p);'),
  together('if (x(existsSync(p))) writeFileSync(p, x);'),
  together('if (!existsSync(p)) writeFileSync(p, x);'),
  together('if (existsSync(p)) fs.unlinkSync(p);'),
  together('if (existsSync(p)) fs.rmSync(p, { recursive: false });'),
  together('if (existsSync(p)) fs.rmSync(p, { recursive: true });'),
  together('try { fs.accessSync(p); fs.renameSync(p, q); } catch {}'),
  together('x(fs.statSync(p)); fs.rmSync(p);'),
  together('fs.rmSync(p); writeFileSync(p, x);'),
  together('writeFileSync(p, readFileSync(p) + x);'),
  [
    func('writeFileSync(`${p}.tmp`, x); fs.renameSync(`${p}.tmp`, p);'),
    ['interleaving', { place: '`${p}.tmp`' }],
  ],
  [
    func('const z = readFileSync(p); fs.rmSync(q); writeFileSync(p, z);'),
    ['interleaving', { before: 'read here', after: 'changed on line 3' }],
    ['interleaving', { before: 'read', after: 'changed on line 3' }],
    ['interleaving', { before: 'read on line 3', after: 'changed here' }],
  ],
]);

testVerdicts('calls that do not belong together', [
  apart('writeFileSync(q, x);'),
  apart('appendFileSync(q, x);'),
  apart('x(readFileSync(p)); writeFileSync(q, x);'),
  apart('x(readFileSync(p)); x(readFileSync(p));'),
  apart('x(existsSync(p)); x(existsSync(p));'),
  apart('if (existsSync(p)) x(readFileSync(p));'),
  apart('if (x(existsSync(q))) fs.mkdirSync(p);'),
  apart('if (!existsSync(p)) fs.mkdirSync(p, { recursive: true });'),
  apart('if (existsSync(p)) fs.rmSync(p, { force: true });'),
  apart('if (existsSync(p)) fs.rmSync(p, { recursive: true, force: true });'),
  apart("writeFileSync(p, 'nothing');"),
  apart('const z = readFileSync(p); await x(); writeFileSync(p, z + x);'),
]);

testVerdicts('a file is read where somebody takes it away', [
  [
    `${func('if (existsSync(p)) x(readFileSync(p));')} export async function g(p) { fs.unlinkSync(p); }`,
    ['interleaving', { who: '`g`' }],
    ['interleaving', { who: '`g`' }],
    ['half done', { who: '`f`' }],
  ],
]);

const ONCE = 'async function f(p) { const z = readFileSync(p); writeFileSync(p, z + p); }';

testVerdicts('a sequence in a function that runs once, or more often', [
  [`${ONCE} await f(1);`, 'fixed'],
  [`${ONCE} f(1).catch(console.error);`, 'fixed'],
  [`${ONCE} f(1); f(2);`, ['interleaving']],
  [`${ONCE} for (const x of y) await f(x);`, ['interleaving']],
  [`${ONCE} export { f };`, ['interleaving']],
]);

testVerdicts('helpers that stay where they are', [
  [
    `export function load(p) { return readFileSync(p); } ${func('const z = load(p); writeFileSync(p, z);')}`,
    ['interleaving', { place: 'p', before: 'read on line 3', after: 'changed here' }],
  ],
  [
    `export function load(p = 'a') { return readFileSync(p); } ${func('const z = load(p); writeFileSync(p, z);')}`,
    ['interleaving', { place: 'p' }],
  ],
  [
    `export function load(p) { return readFileSync(p); } ${func('const z = load(x.a); writeFileSync(x.a, z);')}`,
    ['interleaving of two', { first: 'p', last: 'x.a' }],
  ],
  [
    `const FILE = 'a'; export function load() { return readFileSync(FILE); } ${func('const z = load(); writeFileSync(FILE, z);')}`,
    ['interleaving', { place: 'FILE', who: 'another run of the function' }],
  ],
  [
    'export class C { load() { return readFileSync(this.p); } async f() { const z = this.load(); writeFileSync(this.p, z); } }',
    ['interleaving', { place: 'this.p', who: 'another run of the function' }],
  ],
  [
    `export function load(p) { return readFileSync(p); } ${func('const z = load(p); writeFileSync(q, z);')}`,
    'fixed',
  ],
  [
    `const FILE = 'a'; export function load() { return readFileSync(FILE); } ${func('const z = load(); writeFileSync(p, z);')}`,
    'fixed',
  ],
  [
    `const FILE = 'a'; export function load() { return readFileSync(FILE); } ${func('writeFileSync(FILE, x);')}`,
    ['half done', { path: 'FILE', who: '`load`', line: '3' }],
  ],
]);

const HAS = 'const has = (file) => existsSync(file);';

testVerdicts('what a helper is asked, and gives the answer to', [
  // The folder may be there, the file may be gone.
  [`${HAS} export async function f(d) { if (!has(d)) fs.mkdirSync(d, { recursive: true }); }`, 'fixed'],
  [`${HAS} export async function f(p) { if (has(p)) fs.rmSync(p, { force: true }); }`, 'fixed'],
  [
    'function isMissing(d) { return !existsSync(d); } export async function f(d) { if (isMissing(d)) fs.mkdirSync(d, { recursive: true }); }',
    'fixed',
  ],
  [
    'export class Log { constructor(d) { this.d = d; } get isThere() { return existsSync(this.d); } async open() { if (!this.isThere) fs.mkdirSync(this.d, { recursive: true }); } }',
    'fixed',
  ],
  // The answer tells something else, too, or is another one.
  [
    `${HAS} export async function f(d) { if (has(d)) return false; fs.mkdirSync(d, { recursive: true }); return true; }`,
    ['interleaving of two'],
  ],
  [
    `${HAS} export async function f(d) { const was = has(d); if (!has(d)) fs.mkdirSync(d, { recursive: true }); return was; }`,
    ['interleaving of two'],
  ],
  [
    `${HAS} export async function f(d) { if (has(d)) fs.mkdirSync(d, { recursive: true }); }`,
    ['interleaving of two'],
  ],
  [
    'let n = 0; const has = (file) => { n += 1; return existsSync(file); }; export async function f(d) { if (!has(d)) fs.mkdirSync(d, { recursive: true }); }',
    ['interleaving of two'],
  ],
  // Who is the second to come takes the first one's place.
  [
    `${HAS} export async function f(p, text) { if (has(p)) return false; fs.writeFileSync(p, text); return true; }`,
    ['interleaving of two'],
  ],
]);

testVerdicts('paths that a helper gives', [
  [
    "const has = (n) => existsSync('data/' + n); const fileOf = (n) => path.join('data', n); export async function f(n) { if (has(n)) return false; fs.writeFileSync(fileOf(n), 'me'); return true; }",
    ['interleaving of two'],
  ],
  [
    'const freeName = () => { let n = 0; while (existsSync(String(n))) n++; return String(n); }; export async function f(text) { const name = freeName(); fs.writeFileSync(name, text); return name; }',
    ['interleaving of two'],
  ],
  // Two files.
  [
    "const fileOf = (n) => path.join('data', n); export async function f(a, b) { const text = readFileSync(fileOf(a), 'utf8'); writeFileSync(fileOf(b), text); }",
    'fixed',
  ],
  // No two runs have the same.
  [
    "import { randomUUID } from 'node:crypto'; const temporary = () => path.join('tmp', randomUUID()); export async function f(text) { const file = temporary(); writeFileSync(file, text); return readFileSync(file, 'utf8') + text; }",
    'fixed',
  ],
]);
