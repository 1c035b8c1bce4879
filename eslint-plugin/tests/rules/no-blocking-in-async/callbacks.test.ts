import { testRule } from '../../support/rule-tester.ts';
import type { Reported } from '../../support/rule-tester.ts';

const imports = "import { readFileSync, statSync } from 'node:fs';\n";

/** Statements of an async function `f`, around a call `READ` in a callback that `f` runs. */
function inline(statements: string, options: { count?: number; typescript?: true } = {}): Reported {
  const { count = 1, typescript } = options;
  return {
    code: `${imports}async function f(x, y) { ${statements.replaceAll('READ', "«readFileSync('p')»")} }`,
    options: { fix: 'off' },
    output: null,
    reports: Array.from({ length: count }, () => ({ callback: true }) as const),
    ...(typescript && { typescript }),
  };
}

/** Statements of `f` that hand `READ`, the function itself, to somebody who calls it. */
function handed(statements: string): Reported {
  return {
    code: `${imports}async function f(x, y) { ${statements.replace('READ', '«readFileSync»')} }`,
    options: { fix: 'off' },
    output: null,
    reports: [{ callback: true }],
  };
}

/** A module in which a promise runs `READ`. */
function settled(code: string): Reported {
  const isCall = !code.includes('(READ)') && !code.includes(', READ)');
  return {
    code: imports + code.replace('READ', isCall ? "«readFileSync('p')»" : '«readFileSync»'),
    options: { fix: 'off' },
    output: null,
    reports: [{ callback: true, place: 'a promise' }],
  };
}

/** Statements of `f`, around calls that it does not run itself. */
function silent(statements: string): string {
  return `${imports}async function f(x, y) { ${statements.replaceAll('READ', "readFileSync('p')")} }`;
}

testRule('callbacks of array methods', {
  reported: [
    ...[
      'every',
      'filter',
      'find',
      'findIndex',
      'findLast',
      'findLastIndex',
      'flatMap',
      'forEach',
      'map',
      'some',
    ].map((method) => inline(`x.${method}((p) => READ);`)),
    inline('x.reduce((all, p) => all + READ, 0);'),
    inline('x.reduceRight((all, p) => all + READ, 0);'),
    inline('x.sort((a, b) => READ - READ);', { count: 2 }),
    inline('x.toSorted((a, b) => READ - READ);', { count: 2 }),
    inline('x.replace(/a/, () => READ);'),
    inline('x.replaceAll(/a/g, () => READ);'),
    inline('x.map((p) => { READ; });'),
    inline('x.map(function (p) { return READ; });'),
    inline('x.map(function named(p) { return READ; });'),
    inline('x.map(function (p) { return this.g(READ); }, this);'),
    inline('return x?.map((p) => READ);'),
    inline('return x.map?.((p) => READ);'),
    inline("return x['map']((p) => READ);"),
    inline('for (const z of x.filter(() => READ)) y(z);'),
    inline('return x.map((p) => y.map((q) => READ));'),
    inline('if (y) { try { x.map(() => READ); } catch {} }'),
    inline('return Promise.all(x.map(() => READ));'),
    inline('await Promise.all(x.map((p = READ) => p));'),
    inline('return x.map((() => READ) as any);', { typescript: true }),
    inline('return x.map((() => READ)!);', { typescript: true }),
    inline('return x.map((() => READ) satisfies unknown);', { typescript: true }),
  ],
  silent: [
    silent('return x.each(() => READ);'),
    silent('return map(() => READ);'),
    silent('return x[y](() => READ);'),
    silent('return x.map(() => () => READ);'),
    silent('return x.map(function* () { READ; });'),
    silent('return x.map(() => { setTimeout(() => READ, 10); });'),
    silent('return x.map({ read: () => READ });'),
    silent('return x.map([() => READ]);'),
    silent('return x.map(y(() => READ));'),
    `${imports}function f(x) { return x.map(() => readFileSync('p')); }`,
    `${imports}export const all = x.map(() => readFileSync('p'));`,
    {
      name: 'a pool that maps a list takes the list behind the function',
      code: silent('await x.map(() => READ, y);'),
    },
  ],
});

testRule('an async callback', {
  reported: [
    {
      code: `${imports}async function f(x) { await Promise.all(x.map(async (p) => «readFileSync(p)»)); }`,
      output: `${imports}import { toThread } from 'to-thread';\nasync function f(x) { await Promise.all(x.map(async (p) => await toThread(readFileSync, p))); }`,
      reports: [{ place: 'async arrow function' }],
    },
    {
      code: `${imports}function f(x) { x.forEach(async (p) => «readFileSync(p)»); }`,
      output: `${imports}import { toThread } from 'to-thread';\nfunction f(x) { x.forEach(async (p) => await toThread(readFileSync, p)); }`,
      reports: [{ place: 'async arrow function' }],
    },
  ],
});

testRule('callbacks of global functions', {
  reported: [
    inline('return new Promise((resolve) => resolve(READ));'),
    inline('return new Promise(function (resolve, reject) { try { resolve(READ); } catch { reject(); } });'),
    inline('await new globalThis.Promise((resolve) => resolve(READ));'),
    inline('return Promise.try(() => READ);'),
    inline('return Array.from(x, () => READ);'),
    inline('return Array.from({ length: 3 }, () => READ);'),
    inline('return globalThis.Array.from(x, () => READ);'),
    inline('return Uint8Array.from(x, () => READ);'),
    inline('return Object.groupBy(x, () => READ);'),
    inline('return Map.groupBy(x, () => READ);'),
    inline('return JSON.parse(x, () => READ);'),
    inline('return JSON.stringify(x, () => READ);'),
    inline('return Reflect.apply(() => READ, x, []);'),
  ],
  silent: [
    silent('class Promise {} return new Promise(() => READ);'),
    silent('const Array = y; return Array.from(x, () => READ);'),
    silent('return x.Array.from(y, () => READ);'),
    silent('return new Proxy(x, { get: () => READ });'),
    silent('return new Map([[1, () => READ]]);'),
    silent('return new x(() => READ);'),
    silent('return new FinalizationRegistry(() => READ);'),
    silent('return new Promise((resolve) => { x.on("end", () => resolve(READ)); });'),
    `${imports}import Promise from 'bluebird';\nasync function f() { return new Promise(() => readFileSync('p')); }`,
  ],
});

testRule('functions called where they are written', {
  reported: [
    inline('(() => READ)();'),
    inline('return (() => { return READ; })();'),
    inline('(function () { READ; })();'),
    inline('(function named() { READ; }());'),
    inline('(function () { READ; }).call(this);'),
    inline('(function () { READ; }).apply(this, []);'),
    inline('const text = (() => { try { return READ; } catch { return null; } })();'),
    inline('(() => (() => READ)())();'),
    inline('(() => x.map(() => READ))();'),
    inline('((p = READ) => p)();'),
    inline('((() => READ) as any)();', { typescript: true }),
  ],
  silent: [
    silent('return (function () { READ; }).bind(this);'),
    silent('return (() => () => READ)();'),
    silent('x((() => READ).name);'),
    silent('(function* () { READ; })();'),
  ],
});

testRule('callbacks of promises', {
  reported: [
    settled('async function f(x) { await x.then(() => READ); }'),
    settled('function f(x) { return x.then(() => READ); }'),
    settled('fetch("a").then((response) => READ);'),
    settled('function f(x) { return x.catch(() => READ); }'),
    settled('function f(x) { return x.finally(() => READ); }'),
    settled('function f(x) { return x.then(null, () => READ); }'),
    settled('function f(x) { return x?.then(() => READ); }'),
    settled('function f(x) { return x.then((all) => all.map(() => READ)); }'),
    settled('function f(x) { return () => x.then(() => READ); }'),
    settled('function f(x) { return x.then(READ); }'),
    settled('async function f(x) { return x.then(READ); }'),
    settled('x.then(y, READ);'),
  ],
  silent: [
    silent('return x.then(() => () => READ);'),
    silent('return x.next(() => READ);'),
    silent('return x.then({ then: () => READ });'),
    `${imports}const then = (x) => x;\nasync function f() { then(() => readFileSync('p')); }`,
  ],
});

testRule('functions handed on by name', {
  reported: [
    handed('return x.map(READ);'),
    handed('x.forEach(READ);'),
    handed('return x?.flatMap(READ);'),
    handed('return x.map(READ, this);'),
    handed('return Array.from(x, READ);'),
    handed('return x.reduce(READ, y);'),
    handed('return y.map((p) => x.map(READ));'),
    {
      code: "import fs from 'node:fs';\nasync function f(x) { return x.map(«fs.readFileSync»); }",
      output: null,
      reports: [{ callback: true, reason: ['reference'] }],
    },
    {
      code: "import * as fs from 'node:fs';\nconst read = fs.readFileSync;\nasync function f(x) { return x.map(«read»); }",
      output: null,
      reports: [{ callback: true, reason: ['reference'] }],
    },
    {
      sourceType: 'commonjs',
      filename: 'file.cjs',
      code: "const { existsSync: exists } = require('fs');\nexports.f = async (x) => x.filter(«exists»);",
      output: null,
      reports: [
        { callback: true, name: 'fs.existsSync', place: 'async arrow function', reason: ['reference'] },
      ],
    },
  ],
  silent: [
    silent('return x.map(y);'),
    silent('return y(readFileSync);'),
    silent('return y(x, readFileSync);'),
    silent('return { read: readFileSync };'),
    silent('return [readFileSync];'),
    silent('x.on("data", readFileSync);'),
    silent('setTimeout(readFileSync, 10, "p");'),
    silent('return Array.of(readFileSync);'),
    silent('x.read = readFileSync;'),
    `${imports}function f(x) { return x.map(readFileSync); }`,
    `${imports}export default [].map(readFileSync);`,
    {
      name: 'a function that also works with a callback, whose arguments are not seen',
      code: "import { randomBytes } from 'node:crypto';\nasync function f(x) { return x.map(randomBytes); }",
      options: { cheap: true },
    },
    {
      name: 'a pool that is given the function and a list',
      code: silent('await x.map(readFileSync, y);'),
    },
  ],
});

testRule('what runs later', {
  silent: [
    'setTimeout(() => READ, 10);',
    'setInterval(() => READ, 10);',
    'setImmediate(() => READ);',
    'queueMicrotask(() => READ);',
    'process.nextTick(() => READ);',
    'process.on("exit", () => READ);',
    'process.once("SIGINT", () => { READ; });',
    'x.on("data", () => READ);',
    'x.once("end", function () { READ; });',
    'x.addEventListener("click", () => READ);',
    'x.onclick = () => READ;',
    'return () => READ;',
    'return function () { READ; };',
    'return { read: () => READ, get text() { return READ; }, load() { READ; } };',
    'return [() => READ];',
    'return class { static load() { READ; } load = () => READ; };',
    'x.handlers.push(() => READ);',
    'const load = () => READ; return load;',
    'function load() { READ; } x.load = load;',
    'yield_(() => READ);',
    'x.set("a", () => READ);',
    'return memoize(() => READ);',
    'return x`${() => READ}`;',
    'export_ = () => READ;',
  ].map(silent),
});

testRule('callbacks: false', {
  silent: [
    'x.map(() => READ);',
    'return new Promise((resolve) => resolve(READ));',
    'x.then(() => READ);',
    'x.map(readFileSync);',
    'x.then(readFileSync);',
    'const load = () => READ; x.map(load); x.then(load); x.map(() => load());',
  ].map((statements) => ({ options: { callbacks: false }, code: silent(statements) })),
  reported: [
    {
      options: { callbacks: false, fix: 'off' },
      code: `${imports}function load() { return readFileSync('p'); }\nasync function f() { return «load()»; }`,
      output: null,
      reports: [{ path: 'load → fs.readFileSync', source: 'line 2' }],
    },
    {
      options: { callbacks: false },
      code: `${imports}async function f() { return «statSync('p')»; }`,
      output: `${imports}import { toThread } from 'to-thread';\nasync function f() { return await toThread(statSync, 'p'); }`,
      reports: [{ name: 'fs.statSync' }],
    },
  ],
});

testRule('topLevel and callbacks', {
  reported: [
    {
      options: { topLevel: true },
      code: `${imports}await 0;\nexport const all = x.map(() => «readFileSync('p')»);`,
      output: null,
      reports: [{ place: null, reason: ['callback body'] }],
    },
    {
      options: { topLevel: true },
      code: `${imports}function load() { return readFileSync('p'); }\nexport const all = await y(«load()»);`,
      output: null,
      reports: [
        {
          path: 'load → fs.readFileSync',
          source: 'line 2',
          place: 'the top-level code of an async module',
        },
      ],
    },
  ],
  silent: [
    { options: { topLevel: true }, code: `${imports}export const all = x.map(() => readFileSync('p'));` },
    `${imports}function load() { return readFileSync('p'); }\nexport const all = await y(load());`,
  ],
});
