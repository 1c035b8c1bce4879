import { testVerdicts } from '../support/verdicts.ts';

const ADD = 'export async function add(file) { const n = fs.readFileSync(file).length;';

testVerdicts('methods that are called by another name', [
  [
    `export const log = []; const push = log.push.bind(log); ${ADD} push(n); }`,
    ['other order', { place: 'log' }],
  ],
  [
    `const ids = []; const add1 = Array.prototype.push.bind(ids); ${ADD} return add1(n); }`,
    ['other order', { place: 'ids' }],
  ],
  [`export const log = []; ${ADD} Reflect.apply(log.push, log, [n]); }`, ['other order', { place: 'log' }]],
  [`export const log = []; ${ADD} log.push.call(log, n); }`, ['other order', { place: 'log' }]],
  [
    `export const log = []; ${ADD} Array.prototype.push.apply(log, [n]); }`,
    ['other order', { place: 'log' }],
  ],
  // A list of the run's own has one order.
  [`${ADD} const list = []; const push = list.push.bind(list); push(n); return list; }`, 'fixed'],
]);

testVerdicts('functions that wait in a list', [
  [
    `const waiters = []; export const next = () => { const { promise, resolve } = Promise.withResolvers(); waiters.push(resolve); return promise; }; ${ADD} waiters.shift()?.(n); }`,
    ['other order', { place: 'waiters' }],
  ],
]);

const SEQUENCE = 'import { Sequence } from "./sequence.js"; ';

testVerdicts('what an instance of an imported class gives one after the other', [
  [
    `${SEQUENCE}const sequence = new Sequence(); ${ADD} return [sequence.next(), n]; }`,
    ['other order', { place: 'sequence' }],
  ],
  [
    `${SEQUENCE}export class A { #ports = new Sequence(); async f(file) { const n = fs.readFileSync(file); const port = this.#ports.allocate(); return [port, n]; } }`,
    ['other order', { place: 'this.#ports' }],
  ],
  // The number is taken before, the run has counted for itself, or nothing is taken.
  [
    `${SEQUENCE}const sequence = new Sequence(); export async function f() { const n = sequence.next(); const text = READ; return n + 1 + text; }`,
    'fixed',
  ],
  [`${SEQUENCE}${ADD} const sequence = new Sequence(); return [sequence.next(), n]; }`, 'fixed'],
  [`${SEQUENCE}const sequence = new Sequence(); ${ADD} return [sequence.describe(), n]; }`, 'fixed'],
]);
