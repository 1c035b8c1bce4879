import { testVerdicts } from '../support/verdicts.ts';
import type { Judged } from '../support/verdicts.ts';

const hazards: readonly string[] = [
  'let n = 0; export async function f(x) { if (n) return; READ; n = 1; }',
  'export async function f(p) { const z = readFileSync(p); writeFileSync(p, z + 1); }',
  'const all = []; export async function f(x) { all.push(READ); }',
  'export class A { async f() { this.n = this.n + READ.length; } }',
];

/** What is a hazard however often functions run at once. */
const inOneRun: readonly Judged[] = [
  ['export async function f(x) { const z = fetch(x); READ; await z; }', ['late handling']],
  ["export async function f(x) { READ; x.on('data', g); }", ['late registration']],
  ["export async function f(x) { const z = spawn(x); READ; z.on('error', g); }", ['late listener']],
  ['let text; async function load() { text = READ; } load(); console.log(text);', ['unawaited']],
  ['export async function f(x) { let n = 0; x(() => { n = 1; }); READ; return n; }', ['begun']],
  ['export async function f(x, y) { if (x.aborted) return; y(READ); }', ['checked before']],
  ['export async function f(x, y) { x?.throwIfAborted(); y.push(READ); }', ['checked before']],
  [
    'export async function f({ signal, socket }) { if (signal?.aborted) return; socket.write(READ); }',
    ['checked before'],
  ],
  [
    'export async function f(x) { if (x.readyState !== 1) return; const z = READ; x.send(z); }',
    ['checked before'],
  ],
  ['export async function f(x, y) { if (x.aborted) return; return READ; }', 'fixed'],
  // What the run does by way of another function is its own doing.
  ["async function g() { process.chdir('x'); } async function f() { READ; await g(); } f();", 'fixed'],
];

testVerdicts(
  'functions that may run several times at once',
  hazards.map((code): Judged => [code, code.startsWith('const') ? ['other order'] : ['interleaving']]),
);

testVerdicts(
  'functions that never run twice at once',
  [...hazards.map((code): Judged => [code, 'fixed']), ...inOneRun],
  { runs: 'serial' },
);
