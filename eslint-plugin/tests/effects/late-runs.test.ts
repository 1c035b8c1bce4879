import { testVerdicts } from '../support/verdicts.ts';
import type { Judged } from '../support/verdicts.ts';

/** A function whose runs another one begins. */
const program = (body: string) =>
  `const read = async (x) => readFileSync(x, 'utf8'); export async function f(x, y) { ${body} }`;

const late = (body: string, promise: string): Judged => [program(body), ['late handling', { promise }]];

const inTime = (body: string): Judged => [program(body), 'fixed'];

testVerdicts('runs that are begun together and handled one after the other', [
  late('const p = read(x), q = read(y); const a = await p; return [a, await q.catch(y)];', 'q'),
  late('const both = [read(x), read(y)]; await both[0]; return both[1];', 'both'),
  late('const parts = { a: read(x), b: read(y) }; await parts.a; try { await parts.b; } catch {}', 'parts'),
  late('const jobs = x.map(read); for (const job of jobs) await job;', 'jobs'),
  late('const jobs = x.map(async (a) => read(a)); for (const job of jobs) await job.catch(y);', 'jobs'),
  late('const jobs = []; for (const a of x) jobs.push(read(a)); for (const job of jobs) await job;', 'jobs'),
  late('const jobs = new Set(x.map(read)); for (const job of jobs) try { await job; } catch {}', 'jobs'),
  late(
    'const jobs = new Map(); for (const a of x) jobs.set(a, read(a)); for (const a of x) await jobs.get(a);',
    'jobs',
  ),
  late(
    'let next = read(x[0]); for (const a of y) { const p = next; next = read(a); try { await p; } catch {} }',
    'next',
  ),
  late('for await (const a of x.map((b) => read(b))) console.log(a);', 'read(b)'),
  late('return x.map(read).reduce(async (sum, p) => (await sum) + (await p), y);', 'x.map(read)'),
  late('const p = read(x); await read(y); return p;', 'p'),
  late('const jobs = []; for (const a of x) jobs[a] = read(a); for (const a of x) await jobs[a];', 'read(a)'),
  [
    'const read = async (x) => readFileSync(x); export class A { a = read("a"); b = read("b"); async f() { await this.a; return this.b; } }',
    ['late handling', { promise: 'read("b")' }],
  ],
  [
    'const read = async (x) => readFileSync(x); export class A { constructor(x) { this.a = read(x); this.b = read(x); } async f() { await this.a; return this.b; } }',
    ['late handling', { promise: 'read(x)' }],
  ],
]);

testVerdicts('runs that are handled in the tick in which they begin', [
  inTime('return await Promise.all(x.map(read));'),
  inTime('const p = read(x); return await p;'),
  inTime('const p = read(x); y(); return p;'),
  inTime('const [a, b] = await Promise.all([read(x), read(y)]); return [await a, await b];'),
  inTime('const p = read(x), q = read(y); return Promise.allSettled([p, q]);'),
  inTime('const p = read(x), q = read(y); q.catch(() => 0); return [await p, await q];'),
  inTime('const p = read(x), q = read(y); const all = Promise.all([p, q]); await p; return all;'),
  inTime('const jobs = x.map(read); const all = await Promise.all(jobs); for (const a of all) await y(a);'),
  inTime('const jobs = x.map((a) => read(a).catch(() => 0)); for (const job of jobs) await job;'),
  inTime(
    'const jobs = x.map(read); for (const job of jobs) job.catch(y); for (const job of jobs) await job;',
  ),
  inTime('for (const a of x) { const p = read(a); await p; }'),
  inTime('const parts = { a: read(x), b: 1 }; await parts.a; return y(parts.b);'),
  // What takes its time has let it fail before.
  inTime('const p = read(x); await fetch(y); return p;'),
  // Nothing is read in a microtask.
  inTime('const p = read(x); await null; return p;'),
  [
    "const jobs = new Map(); const read = async (x) => readFileSync(x, 'utf8'); export async function f(x) { if (!jobs.has(x)) jobs.set(x, read(x)); return await jobs.get(x); }",
    'fixed',
  ],
  ["const read = async (x) => readFileSync(x, 'utf8'); read('a').catch(console.error);", 'fixed'],
]);

const JOBS = "import { settle } from './jobs.js'; ";
const handedOn = (body: string, promise: string): Judged => [
  JOBS + program(body),
  ['late handling', { promise }],
];
const seenTo = (body: string): Judged => [JOBS + program(body), 'fixed'];

testVerdicts('runs that are handed to somebody who may handle them one after the other', [
  handedOn('return settle(x.map(read));', 'x.map(read)'),
  handedOn('return settle([read(x), read(y)]);', 'read(x)'),
  handedOn('const p = read(x), q = read(y); return settle(p, q);', 'p'),
  handedOn('const jobs = []; for (const a of x) jobs.push(read(a)); return settle(...jobs);', 'jobs'),
  handedOn('const jobs = x.map((a) => read(a)); return y(jobs);', 'jobs'),
  [
    `import { Crew } from './jobs.js'; const crew = new Crew(); ${program('return crew.end({ a: read(x), b: read(y) });')}`,
    ['late handling', { promise: 'read(x)' }],
  ],
  [
    `const inTurn = async (jobs) => { for (const job of jobs) await job; }; ${program('const jobs = x.map(read); await inTurn(jobs);')}`,
    ['late handling', { promise: 'jobs' }],
  ],
  // One alone fails when it is looked at; who comes first sees to all; packages do at once.
  seenTo('return settle(read(x));'),
  seenTo('const p = read(x); return settle(p, y);'),
  seenTo('const jobs = x.map(read); const all = Promise.allSettled(jobs); settle(jobs); return all;'),
  seenTo('return settle(x.map((a) => read(a).catch(() => 0)));'),
  [`import settle from 'p-settle'; ${program('return settle(x.map(read));')}`, 'fixed'],
  [
    `const all = (jobs) => Promise.allSettled(jobs); ${program('const jobs = x.map(read); return await all(jobs);')}`,
    'fixed',
  ],
]);
