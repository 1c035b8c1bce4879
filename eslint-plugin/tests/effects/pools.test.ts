import { testVerdicts } from '../support/verdicts.ts';

/** Runs of `one` that are begun in a loop, so many at a time. */
const pool = (turn: string, one = 'return READ;', wait = 'await Promise.all(running);') =>
  `async function one(x) { ${one} } export async function f(list) { const running = new Set(); for (const x of list) { ${turn} } ${wait} }`;

const STARTED = 'const p = one(x).finally(() => running.delete(p)); running.add(p);';

testVerdicts('runs that take themselves out of a set when they are done', [
  [pool(STARTED), 'fixed'],
  [pool(`while (running.size > 3) await Promise.race(running); ${STARTED}`), 'fixed'],
  [pool(`if (running.size > 3) await Promise.any(running); ${STARTED}`), 'fixed'],
  [pool(STARTED, 'await x.before; return READ;'), 'fixed'],
  [pool(STARTED, 'READ; console.log(x);', 'await Promise.allSettled(running);'), 'fixed'],
  // It may be settled before it is put there.
  [
    pool('const p = one(x).finally(() => running.delete(p)); await null; running.add(p);'),
    ['unawaited', { place: 'running' }],
  ],
  // Somebody looks how many there are.
  [pool(`${STARTED} await null; console.log(running.size);`), ['unawaited', { place: 'running' }]],
  [pool('const p = one(x).then(() => running.add(1)); running.add(p);'), ['begun', { place: 'running' }]],
  // The loop waits, and nobody for those that are begun.
  [pool(`READ; ${STARTED}`, 'await fetch(x);'), ['late handling', { promise: 'p' }]],
]);

testVerdicts('a set of promises that is made after the call', [
  [
    'export async function f(list) { fs.mkdirSync("out", { recursive: true }); const running = new Set(); for (const x of list) { const p = list.work(x).finally(() => running.delete(p)); running.add(p); } await Promise.all(running); }',
    'fixed',
  ],
  [
    'export async function f(list) { READ; await Promise.all(list); }',
    ['late handling', { promise: 'list' }],
  ],
  [
    'export class A { async f() { READ; await Promise.all(this.jobs); } }',
    ['late handling', { promise: 'this.jobs' }],
  ],
]);

testVerdicts('runs that are awaited together', [
  [
    'const stats = { n: 0 }; async function one(x) { const z = READ; stats.n += z.length; } async function main(list) { await Promise.all(list.map(one)); console.log(stats.n); } main(["a", "b"]);',
    'fixed',
  ],
  // What follows when all are over belongs to the run of who waits for them.
  [
    'const stats = { n: 0 }; async function one(x) { const z = READ; stats.n += z.length; } export async function main(list) { stats.n = 0; await Promise.all(list.map(one)); return stats.n; }',
    ['interleaving', { place: 'stats.n' }],
  ],
  [
    'const stats = { n: 0 }; async function one(x) { READ; stats.n = stats.n + 1; } export async function main(list) { stats.n = 0; await Promise.all(list.map(one)); return stats.n; }',
    ['interleaving', { place: 'stats.n' }],
  ],
]);

testVerdicts('what is told when the first of several runs fails', [
  [
    'export async function f(x) { const sum = { n: 0 }; try { await Promise.all(x.map(async (a) => { readFileSync(a); sum.n++; })); } catch { return sum.n; } }',
    ['other order', { place: 'sum.n' }],
  ],
  [
    'export async function f(x) { const sum = { n: 0 }; try { await Promise.all(x.map(async (a) => { readFileSync(a); sum.n++; })); } catch { return 0; } return sum.n; }',
    'fixed',
  ],
]);
