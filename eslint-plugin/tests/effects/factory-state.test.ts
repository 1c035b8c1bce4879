import { testVerdicts } from '../support/verdicts.ts';

const SIGNAL = 'import { createSignal } from "./signal.js"; ';

testVerdicts('functions that one factory of the project has given', [
  [
    `${SIGNAL}const [total, setTotal] = createSignal(0); export async function add() { const before = total(); const n = READ.length; setTotal(before + n); }`,
    ['interleaving of two', { first: 'total', last: 'setTotal' }],
  ],
  [
    'const { createQueue } = require("./queue.js"); const { head, drop } = createQueue(); export async function work() { const job = head(); if (!job) return; READ; drop(); return job + 1; }',
    ['interleaving of two', { first: 'head', last: 'drop' }],
  ],
  // Both only tell.
  [
    `${SIGNAL}const { first, second } = createSignal(0); export async function f() { const a = first(); const b = READ; return a + b + second(); }`,
    'fixed',
  ],
  [
    'import { createLogger } from "./log.js"; const { info, debug } = createLogger(); export async function f() { info("a"); const b = READ; debug("b"); return b; }',
    'fixed',
  ],
  // Two factories, a package, and what the run has made for itself.
  [
    `${SIGNAL}const [one] = createSignal(0); const [, setOther] = createSignal(0); export async function f() { const a = one(); READ; setOther(a + 1); }`,
    'fixed',
  ],
  [
    'import { create } from "some-package"; const { ask, format } = create(); export async function f() { const a = ask(); READ; format(a + 1); }',
    'fixed',
  ],
  [
    `${SIGNAL}export async function f() { const [total, setTotal] = createSignal(0); const before = total(); READ; setTotal(before + 1); }`,
    'fixed',
  ],
]);

testVerdicts('one function that gives a value and takes it', [
  [
    'import score from "./score.js"; export async function f() { const before = score(); const n = READ.length; return score(before + n); }',
    ['interleaving of two', { first: 'score', last: 'score' }],
  ],
  // It was not asked before, or is another function.
  [
    'import score from "./score.js"; export async function f(x) { const before = score(x); const n = READ.length; return score(before + n); }',
    'fixed',
  ],
  [
    'import { size, scale } from "./score.js"; export async function f() { const n = size(); const m = READ.length; return scale(n + m); }',
    'fixed',
  ],
]);
