import { describe, expect, it } from 'vitest';
import { lint } from '../../support/eslint.ts';

/** Modules and functions that code holds on to: in promises, fields, objects, parameters, and what its functions give. */

const reported = {
  'what a dynamic import gives to a callback': [
    `import('fs').then((fs) => fs.readFileSync('a'));`,
    `import('node:fs').then(({ readFileSync }) => { readFileSync('a'); });`,
    `import('fs').then(({ default: fs }) => fs.readFileSync('a'));`,
    `import('fs').then(async (fs) => { fs.readFileSync('a'); });`,
    `import('fs').then(function (fs) { const { readFileSync: read } = fs; read('a'); });`,
  ],
  'what a promise of a module comes to': [
    `async function f() { const fs = await import('fs').then((m) => m.default); fs.readFileSync('a'); }`,
    `const loading = import('fs'); async function f() { const fs = await loading; fs.readFileSync('a'); }`,
    `const loading = import('fs'); async function f() { (await loading).readFileSync('a'); }`,
    `const load = () => import('fs'); async function f() { const fs = await load(); fs.readFileSync('a'); }`,
    `async function load() { return await import('fs'); } async function f() { (await load()).readFileSync('a'); }`,
  ],
  'modules that are imported together': [
    `async function f() { const [fs, path] = await Promise.all([import('fs'), import('path')]); fs.readFileSync('a'); }`,
    `async function f() { const [, fs] = await Promise.all([import('path'), import('fs')]); fs.readFileSync('a'); }`,
    `async function f() { const [{ readFileSync }] = await Promise.all([import('fs')]); readFileSync('a'); }`,
    `async function f() { const all = await Promise.all([import('fs')]); all[0].readFileSync('a'); }`,
    `Promise.all([import('path'), import('fs')]).then(([path, fs]) => fs.readFileSync('a'));`,
  ],
  'a field of a class': [
    `import fs from 'fs'; class A { constructor() { this.fs = fs; } async f() { this.fs.readFileSync('a'); } }`,
    `import fs from 'fs'; class A { fs = fs; async f() { this.fs.readFileSync('a'); } }`,
    `import fs from 'fs'; class A { #fs = fs; async f() { this.#fs.readFileSync('a'); } }`,
    `import fs from 'fs'; class A { fs = fs; async f() { const { fs } = this; fs.readFileSync('a'); } }`,
    `import fs from 'fs'; class A { read = fs.readFileSync; async f() { this.read('a'); } }`,
    `import nodeFs from 'fs'; class A { constructor(fs = nodeFs) { this.fs = fs; } async f() { this.fs.readFileSync('a'); } }`,
  ],
  'an object': [
    `import fs from 'fs'; const tools = { fs }; async function f() { tools.fs.readFileSync('a'); }`,
    `import fs from 'fs'; const tools = { read: fs.readFileSync }; async function f() { tools.read('a'); }`,
    `import * as fs from 'fs'; const tools = { ...fs, x: 1 }; async function f() { tools.readFileSync('a'); }`,
    `const fs = require('fs'); const io = { deep: { ...fs } }; async function f() { io.deep.readFileSync('a'); }`,
    `import fs from 'fs'; const tools = { fs }; const { fs: io } = tools; async function f() { io.readFileSync('a'); }`,
  ],
  'what a parameter is without an argument': [
    `import fs from 'fs'; async function f(io = fs) { io.readFileSync('a'); }`,
    `import nodeFs from 'fs'; async function f({ fs = nodeFs } = {}) { fs.readFileSync('a'); }`,
    `import fs from 'fs'; const f = async (read = fs.readFileSync) => read('a');`,
    `import fs from 'fs'; class A { async f(path, io = fs) { io.readFileSync(path); } }`,
    `import fs from 'fs'; async function f(io = fs) { const { readFileSync } = io; readFileSync('a'); }`,
  ],
  'what functions of the file give': [
    `import fs from 'fs'; function make() { return (p) => fs.readFileSync(p); } const read = make(); async function f() { read('a'); }`,
    `import fs from 'fs'; const make = () => ({ read: (p) => fs.readFileSync(p) }); const r = make(); async function f() { r.read('a'); }`,
    `import fs from 'fs'; function make() { function read(p) { return fs.readFileSync(p); } return read; } async function f() { make()('a'); }`,
    `import fs from 'fs'; const get = () => fs; async function f() { get().readFileSync('a'); }`,
    `import fs from 'fs'; const make = (folder) => (p) => fs.readFileSync(folder + p); async function f() { const read = make('b'); read('a'); }`,
  ],
  'exports that the file uses itself': [
    `const fs = require('fs'); exports.read = function (p) { return fs.readFileSync(p); }; exports.f = async () => exports.read('a');`,
    `const fs = require('fs'); exports.read = (p) => fs.readFileSync(p); async function f() { exports.read('a'); }`,
    `const fs = require('fs'); module.exports.read = (p) => fs.readFileSync(p); async function f() { module.exports.read('a'); }`,
    `const fs = require('fs'); module.exports = { read(p) { return fs.readFileSync(p); } }; async function f() { module.exports.read('a'); }`,
    `const fs = require('fs'); module.exports = { read(p) { return fs.readFileSync(p); }, async f() { this.read('a'); } };`,
  ],
  'objects in fields and objects': [
    `import fs from 'fs'; class A { store = { load() { fs.readFileSync('a'); } }; async f() { this.store.load(); } }`,
    `import fs from 'fs'; class S { load() { fs.readFileSync('a'); } } class A { constructor() { this.s = new S(); } async f() { this.s.load(); } }`,
    `import fs from 'fs'; class S { load() { fs.readFileSync('a'); } } class A { #s = new S(); async f() { this.#s.load(); } }`,
    `import fs from 'fs'; const a = { deep: { load() { fs.readFileSync('a'); } } }; async function f() { a.deep.load(); }`,
    `import fs from 'fs'; class A { constructor() { this.load = () => fs.readFileSync('a'); } async f() { this.load(); } }`,
  ],
  'contexts that run a callback': [
    `import { AsyncLocalStorage } from 'async_hooks'; import fs from 'fs'; const s = new AsyncLocalStorage(); async function f() { s.run({}, () => fs.readFileSync('a')); }`,
    `import hooks from 'node:async_hooks'; import fs from 'fs'; const s = new hooks.AsyncLocalStorage(); async function f() { s.run({}, () => fs.readFileSync('a')); }`,
    `import { AsyncLocalStorage } from 'async_hooks'; import fs from 'fs'; const s = new AsyncLocalStorage(); async function f() { s.exit(() => { fs.readFileSync('a'); }); }`,
    `import { AsyncResource } from 'async_hooks'; import fs from 'fs'; const r = new AsyncResource('x'); async function f() { r.runInAsyncScope(() => { fs.readFileSync('a'); }); }`,
    `import { AsyncLocalStorage } from 'async_hooks'; import fs from 'fs'; class A { #s = new AsyncLocalStorage(); async f() { this.#s.run({}, () => fs.readFileSync('a')); } }`,
  ],
  'functions of the file that call what they are given': [
    `import fs from 'fs'; function twice(fn) { fn(); fn(); } async function f() { twice(() => fs.readFileSync('a')); }`,
    `import fs from 'fs'; const measure = (fn) => { const r = fn(); return r; }; async function f() { measure(() => fs.readFileSync('a')); }`,
    `import fs from 'fs'; async function retry(fn) { for (;;) { try { return await fn(); } catch {} } } async function f() { await retry(() => fs.readFileSync('a')); }`,
    `import fs from 'fs'; class A { locked(fn) { return fn(); } async f() { this.locked(() => fs.readFileSync('a')); } }`,
    `import fs from 'fs'; function twice(fn) { fn(); } function read() { fs.readFileSync('a'); } async function f() { twice(read); }`,
    `import fs from 'fs'; const each = (xs, fn) => xs.forEach((x) => fn(x)); async function f() { each([1], () => fs.readFileSync('a')); }`,
  ],
} as const;

const silent = [
  `import fs from 'fs'; function later(fn) { setTimeout(fn, 1); } async function f() { later(() => fs.readFileSync('a')); }`,
  `import fs from 'fs'; function on(fn) { return () => fn(); } async function f() { on(() => fs.readFileSync('a')); }`,
  `import fs from 'fs'; function on(fn) { fn = undefined; fn?.(); } async function f() { on(() => fs.readFileSync('a')); }`,
  `import fs from 'fs'; class A { fs = fs; constructor(x) { this.fs = x; } async f() { this.fs.readFileSync('a'); } }`,
  `import fs from 'fs'; class A { fs = fs; async f() { const that = { fs: {} }; that.fs.readFileSync('a'); } }`,
  `import fs from 'fs'; class A { fs = fs; g = { f: async function () { this.fs.readFileSync('a'); } }; }`,
  `import fs from 'fs'; const tools = { fs }; tools.fs = memory; async function f() { tools.fs.readFileSync('a'); }`,
  `import fs from 'fs'; const tools = { fs: memory, other: fs }; async function f() { tools.fs.readFileSync('a'); }`,
  `import fs from 'fs'; async function f(io = fs) { io = memory; io.readFileSync('a'); }`,
  `import fs from 'fs'; class S { run(x, fn) { queue.push(fn); } } const s = new S(); async function f() { s.run({}, () => fs.readFileSync('a')); }`,
  `async function f() { const [path, fs] = await Promise.all([import('fs'), import('path')]); fs.readFileSync('a'); }`,
  `const loading = import('fs'); async function f() { loading.readFileSync('a'); }`,
  `import fs from 'fs'; (function (exports) { exports.read = () => fs.readFileSync('a'); })({}); async function f(exports) { exports.read('a'); }`,
];

describe('what code holds on to', () => {
  for (const [title, codes] of Object.entries(reported)) {
    it.each(codes)(`${title}: %s`, async (code) => {
      const { messages } = await lint(code);
      expect(messages.map(({ message }) => message)).toEqual([
        expect.stringContaining('blocks the event loop'),
      ]);
    });
  }

  it('is seen in parameters that are fields', async () => {
    const code = `import nodeFs from 'fs'; class A { constructor(private fs = nodeFs) {} async f() { this.fs.readFileSync('a'); } }`;
    expect((await lint(code, { file: 'file.ts' })).messages).toHaveLength(1);
  });

  it.each(silent)('may be something else: %s', async (code) => {
    expect((await lint(code)).messages).toEqual([]);
  });

  it('is not moved to a thread where others may give it another value', async () => {
    for (const code of [
      ...reported['what a parameter is without an argument'],
      `import fs from 'fs'; export const tools = { fs }; export async function f() { tools.fs.readFileSync('a'); }`,
      `import fs from 'fs'; const tools = { fs }; mock(tools); export async function f() { tools.fs.readFileSync('a'); }`,
      `import fs from 'fs'; export class A { fs = fs; async f() { this.fs.readFileSync('a'); } }`,
    ]) {
      const { messages } = await lint(code);
      expect([code, messages.map(({ fix }) => fix)]).toEqual([code, [undefined]]);
    }
  });
});
