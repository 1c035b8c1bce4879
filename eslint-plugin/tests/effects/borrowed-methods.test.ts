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
  [
    `export const log = []; const { apply } = Reflect; ${ADD} apply(log.push, log, [n]); }`,
    ['other order', { place: 'log' }],
  ],
  [
    `export const log = []; const put = (...lines) => Reflect.apply(log.push, log, lines); ${ADD} put(n); }`,
    ['other order', { place: 'log' }],
  ],
  [
    `export const log = []; ${ADD} Function.prototype.apply.call(log.push, log, [n]); }`,
    ['other order', { place: 'log' }],
  ],
  [
    `export const last = new Map(); const put = (...entry) => last.set(...entry); ${ADD} put('n', n); }`,
    ['other order', { place: 'last' }],
  ],
  [`const state = {}; ${ADD} Object.assign(state, { n }); }`, ['other order', { place: 'state' }]],
  // Each run would assign the same.
  [
    `const state = {}; export async function add() { const n = READ; Object.assign(state, { n: 1 }); return n; }`,
    'fixed',
  ],
  // A list of the run's own has one order.
  [`${ADD} const list = []; const push = list.push.bind(list); push(n); return list; }`, 'fixed'],
]);

testVerdicts('functions of the file that are called by way of others', [
  [
    `let sum = 0; const get = () => sum; const set = (n) => { sum = n; }; export async function add(file) { const was = get.call(null); const n = fs.readFileSync(file).length; set.call(null, was + n); }`,
    ['interleaving', { place: 'sum' }],
  ],
  [
    `export const log = []; const put = (n) => { log.push(n); }; ${ADD} Reflect.apply(put, undefined, [n]); }`,
    ['other order', { place: 'log' }],
  ],
  [
    `let depth = 0; function nested(work, ...args) { depth += 1; try { return work.apply(null, args); } finally { depth -= 1; } } const read1 = async (file) => { const text = readFileSync(file, 'utf8'); return text + depth; }; export const f = (file) => nested(read1, file);`,
    ['interleaving', { place: 'depth' }],
  ],
  // What is called `Reflect` there is another thing.
  [
    `import { Reflect } from 'some-package'; export const log = []; const put = (n) => { log.push(n); }; ${ADD} return Reflect.apply(put, undefined, [n]); }`,
    'fixed',
  ],
  // The list that is given is the run's own.
  [
    `const put = (list, ...items) => Reflect.apply(list.push, list, items); ${ADD} const list = []; put(list, n); return list; }`,
    'fixed',
  ],
]);

const WATCH = 'export const watch = (view) => {';
const OPEN = "return async (file) => { const text = fs.readFileSync(file, 'utf8');";

testVerdicts('what helpers hand over of what they are given', [
  [
    `${WATCH} const show = (...parts) => view.show(...parts); ${OPEN} show(text, file); }; };`,
    ['other order', { place: 'view' }],
  ],
  [
    `${WATCH} function show() { return view.show.apply(view, arguments); } ${OPEN} show(text); }; };`,
    ['other order', { place: 'view.show' }],
  ],
  [
    `${WATCH} const put = (text) => view.show(text); const show = (text) => { put(text); }; ${OPEN} show(text); }; };`,
    ['other order', { place: 'view' }],
  ],
  [
    `import { show } from './view.js'; const present = (text) => show(text); export async function open(file) { const text = fs.readFileSync(file, 'utf8'); present(text); }`,
    ['other order', { place: 'show' }],
  ],
  [
    `export class View { constructor(show) { this.show = show; } tell(text) { this.show(text); } async open(file) { const text = fs.readFileSync(file, 'utf8'); this.tell(text); } }`,
    ['other order', { place: 'this.show' }],
  ],
  // What was read is not handed over, goes to a response of the run's own, is waited for, or printed.
  [`${WATCH} const show = (text) => view.show(text); ${OPEN} show(file); return text; }; };`, 'fixed'],
  [
    `const send = (res, text) => { res.end(text); }; export const page = async (req, res) => { const text = READ; send(res, text); };`,
    'fixed',
  ],
  [`${WATCH} const show = (text) => view.show(text); ${OPEN} await show(text); }; };`, 'fixed'],
  [
    `import { write } from './out.js'; const log = (text) => write(text); export async function open(file) { const text = fs.readFileSync(file, 'utf8'); log(text); }`,
    'fixed',
  ],
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
