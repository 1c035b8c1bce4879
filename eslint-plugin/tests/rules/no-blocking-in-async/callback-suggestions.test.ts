import fs from 'node:fs';
import { tmpdir } from 'node:os';
import { describe, expect, it } from 'vitest';
import type { LintSettings } from '../../support/eslint.ts';
import { lint } from '../../support/eslint.ts';
import { firstSuggestions } from '../../support/suggestions.ts';

const imports = "import fs, { existsSync, readFileSync, rmSync } from 'node:fs';\n";
const runtime = "import { toThread } from 'to-thread';\n";

/** Statements of an async function `f`, and what each suggestion makes of them. */
type Sample = [statements: string, offered: Readonly<Record<string, string>>, language?: 'ts'];

const READ = 'readFileSync(p)';
const MOVED = 'await toThread(readFileSync, p)';

function inFunction(statements: string): string {
  return `async function f(x, y, ...list) {\n  ${statements}\n}\n`;
}

async function check(code: string, offered: Readonly<Record<string, string>>, settings: LintSettings = {}) {
  const actual = await firstSuggestions(imports + code, settings);
  const expected = Object.fromEntries(
    Object.entries(offered).map(([id, text]) => [id, imports + runtime + text]),
  );
  expect(actual).toEqual(expected);
  for (const text of Object.values(actual)) {
    const { messages } = await lint(text, settings);
    expect(messages.filter(({ fatal }) => fatal)).toEqual([]);
  }
}

/** Tests statements in which `READ` stands for a blocking call, and `MOVED` for what becomes of it. */
function samples(title: string, all: readonly Sample[]): void {
  const fill = (text: string) => inFunction(text.replaceAll('READ', READ).replaceAll('MOVED', MOVED));
  describe(title, () => {
    it.each([...all])('%s', async (statements, offered, language) => {
      const expected = Object.fromEntries(Object.entries(offered).map(([id, text]) => [id, fill(text)]));
      await check(fill(statements), expected, language === undefined ? {} : { file: 'file.ts' });
    });
  });
}

const all = (text: string) => ({ awaitAll: text });
const loop = (text: string) => ({ useForOf: text });
const once = (text: string) => ({ makeCallbackAsync: text });

samples('callbacks of map', [
  ['return list.map((p) => READ);', all('return await Promise.all(list.map(async (p) => MOVED));')],
  ['return list.map(p => READ);', all('return await Promise.all(list.map(async p => MOVED));')],
  [
    'return list.map((p, i) => READ + i);',
    all('return await Promise.all(list.map(async (p, i) => MOVED + i));'),
  ],
  [
    'return list.map((p) => { return READ; });',
    all('return await Promise.all(list.map(async (p) => { return MOVED; }));'),
  ],
  [
    'return list.map(function (p) { return READ; });',
    all('return await Promise.all(list.map(async function (p) { return MOVED; }));'),
  ],
  ['return list.map(function (p) { return this.g(READ); }, this);', {}],
  [
    'return list.map((p) => [READ, fs.statSync(p)]);',
    all('return await Promise.all(list.map(async (p) => [MOVED, await toThread(fs.statSync, p)]));'),
  ],
  [
    'return list.map((p) => READ).join();',
    all('return (await Promise.all(list.map(async (p) => MOVED))).join();'),
  ],
  ['return [...list.map((p) => READ)];', all('return [...await Promise.all(list.map(async (p) => MOVED))];')],
  ['return[p].map((p) => READ);', all('return await Promise.all([p].map(async (p) => MOVED));')],
  [
    'y()\n  list.map((p) => READ).join()',
    all('y()\n  ;(await Promise.all(list.map(async (p) => MOVED))).join()'),
  ],
  ['return await list.map((p) => READ);', all('return await Promise.all(list.map(async (p) => MOVED));')],
  [
    'return await Promise.all(list.map((p) => READ));',
    all('return await Promise.all(list.map(async (p) => MOVED));'),
  ],
  ['return Promise.all(list.map((p) => READ));', all('return Promise.all(list.map(async (p) => MOVED));')],
  ['return Array.from(x, (p) => READ);', all('return await Promise.all(Array.from(x, async (p) => MOVED));')],
  [
    'return Object.keys(x).map((p) => READ);',
    all('return await Promise.all(Object.keys(x).map(async (p) => MOVED));'),
  ],
  [
    'return list.map((p) => { try { return READ; } catch { return null; } });',
    all('return await Promise.all(list.map(async (p) => { try { return MOVED; } catch { return null; } }));'),
  ],
  [
    'return list.map(/* a */ (p) /* b */ => /* c */ READ /* d */);',
    all('return await Promise.all(list.map(/* a */ async (p) /* b */ => /* c */ MOVED /* d */));'),
  ],
  [
    'return list.map((p): Buffer => READ);',
    all('return await Promise.all(list.map(async (p): Promise<Buffer> => MOVED));'),
    'ts',
  ],
  [
    'list.map((p) => { READ; });',
    {
      ...all('await Promise.all(list.map(async (p) => { MOVED; }));'),
      ...loop('for (const p of list) { MOVED; }'),
    },
  ],
]);

samples('callbacks of map that have to stay', [
  ['return list?.map((p) => READ);', {}],
  ['return list.map?.((p) => READ);', {}],
  ["return list['map']((p) => READ);", {}],
  ['return x.values().map((p) => READ);', {}],
  ['return list.map((p, i, a = READ) => a);', {}],
  ['return list.map((p) => fs.readSync(p, y));', {}],
  ['return list.map((p) => [READ, fs.opendirSync(p)]);', {}],
  ['return list.map((p) => fs.cpSync(p, y, { filter: () => true }));', {}],
  ['return list.map((p) => fs?.readFileSync(p));', {}],
  ['if (y.busy) return; return list.map((p) => { p.on("a", READ); y.on("b"); });', {}],
  ['this.n = this.n + list.map((p) => READ).length;', {}],
  ['const all = Promise.all(list.map((p) => READ)); y(); return all;', {}],
  ['const Promise = y; return list.map((p) => READ);', {}],
  ['return list.map((p) => y.map((q) => READ));', {}],
  ['return list.map((p) => [READ, ...y.map(readFileSync)]);', {}],
  ['return list.map<Buffer>((p) => READ);', {}, 'ts'],
  ['return list.map((p): p is string => !!READ);', {}, 'ts'],
  ['return list.map((p): never => { throw READ; });', {}, 'ts'],
]);

samples('methods whose callbacks have to stay', [
  ...['every', 'filter', 'find', 'findIndex', 'findLast', 'flatMap', 'some', 'sort'].map((method): Sample => [
    `return x.${method}((p) => READ);`,
    {},
  ]),
  ['return x.reduce((all, p) => all + READ, 0);', {}],
  ['return y.replace(/a/, (p) => READ);', {}],
  ['return new Promise((resolve) => resolve(READ));', {}],
  ['return JSON.parse(y, (p) => READ);', {}],
]);

samples('loops', [
  ['list.forEach((p) => READ);', loop('for (const p of list) {\n    MOVED;\n  }')],
  ['list.forEach((p) => READ)', loop('for (const p of list) {\n    MOVED\n  }')],
  ['list.forEach(p => (READ));', loop('for (const p of list) {\n    (MOVED);\n  }')],
  ['if (y) list.forEach((p) => READ);', loop('if (y) for (const p of list) { MOVED; }')],
  [
    'if (y) list.forEach((p) => READ);\n  else y();',
    loop('if (y) for (const p of list) { MOVED; }\n  else y();'),
  ],
  ['list.forEach((p) => { READ; });', loop('for (const p of list) { MOVED; }')],
  [
    'list.forEach((p) => { /* a */ READ; // b\n  });',
    loop('for (const p of list) { /* a */ MOVED; // b\n  }'),
  ],
  ['list.forEach(function (p) { READ; });', loop('for (const p of list) { MOVED; }')],
  ['list.forEach(function each(p) { READ; });', loop('for (const p of list) { MOVED; }')],
  [
    'list.forEach(({ p, q: [r] }) => { console.log(r, READ); });',
    loop('for (const { p, q: [r] } of list) { console.log(r, MOVED); }'),
  ],
  ['list.forEach(([p]) => { READ; });', loop('for (const [p] of list) { MOVED; }')],
  [
    'list.forEach((p, i) => { console.log(i, READ); });',
    loop('for (const [i, p] of list.entries()) { console.log(i, MOVED); }'),
  ],
  ['list.forEach((p) => { p += 1; READ; });', loop('for (let p of list) { p += 1; MOVED; }')],
  [
    'list.forEach((p) => { let q = READ; q += y; });',
    loop('for (const p of list) { let q = MOVED; q += y; }'),
  ],
  ['list.forEach((p: string) => { READ; });', loop('for (const p of list) { MOVED; }'), 'ts'],
  [
    'list.forEach((p: string, i: number): void => { y(i, READ); });',
    loop('for (const [i, p] of list.entries()) { y(i, MOVED); }'),
    'ts',
  ],
  [
    'let n = 0; list.forEach((p) => { n += READ.length; });',
    loop('let n = 0; for (const p of list) { n += (MOVED).length; }'),
  ],
  [
    'const t = { n: 0 }; list.forEach((p) => { t.n += READ.length; }); return t;',
    loop('const t = { n: 0 }; for (const p of list) { t.n += (MOVED).length; } return t;'),
  ],
  [
    'const seen = new Set(); list.forEach((p) => { if (seen.has(p)) return; READ; seen.add(p); });',
    loop('const seen = new Set(); for (const p of list) { if (seen.has(p)) continue; MOVED; seen.add(p); }'),
  ],
  [
    'list\n    .filter(Boolean)\n    .forEach((p) => {\n      READ;\n    });',
    loop('for (const p of list\n    .filter(Boolean)) {\n      MOVED;\n    }'),
  ],
  [
    'list.filter((p) => p.a).forEach((p) => { READ; });',
    loop('for (const p of list.filter((p) => p.a)) { MOVED; }'),
  ],
]);

samples('what is looped over', [
  ['[x, y].forEach((p) => { READ; });', loop('for (const p of [x, y]) { MOVED; }')],
  ['y()\n  ;[x].forEach((p) => { READ; })', loop('y()\n  ;for (const p of [x]) { MOVED; }')],
  ['Object.keys(x).forEach((p) => { READ; });', loop('for (const p of Object.keys(x)) { MOVED; }')],
  ['y.split(",").forEach((p) => { READ; });', loop('for (const p of y.split(",")) { MOVED; }')],
  ['new Set(y).forEach((p) => { READ; });', loop('for (const p of new Set(y)) { MOVED; }')],
  ['y.values().forEach((p) => { READ; });', loop('for (const p of y.values()) { MOVED; }')],
  ['x.pop(); x.forEach((p) => { READ; });', {}],
  ['if (x.length) x.forEach((p) => { READ; });', {}],
  ['const z = [y]; z.forEach((p) => { READ; });', loop('const z = [y]; for (const p of z) { MOVED; }')],
  [
    'const z = [...y].map(x); z.forEach((p) => { READ; });',
    loop('const z = [...y].map(x); for (const p of z) { MOVED; }'),
  ],
  [
    'const z = await Promise.all(y); z.forEach((p) => { READ; });',
    loop('const z = await Promise.all(y); for (const p of z) { MOVED; }'),
  ],
  [
    'const z: readonly string[] = y; z.forEach((p) => { READ; });',
    loop('const z: readonly string[] = y; for (const p of z) { MOVED; }'),
    'ts',
  ],
  [
    '(y as Set<string>).forEach((p) => { READ; });',
    loop('for (const p of (y as Set<string>)) { MOVED; }'),
    'ts',
  ],
  ['x.forEach((p) => { READ; });', {}],
  ['this.x.forEach((p) => { READ; });', {}],
  ['const z = y.map(x); z.forEach((p) => { READ; });', {}],
  [
    'const z = new Map(y); z.forEach((p) => { READ; });',
    loop('const z = new Map(y); for (const p of z.values()) { MOVED; }'),
  ],
  [
    'const z: Map<string, string> = y; z.forEach((p) => { READ; });',
    loop('const z: Map<string, string> = y; for (const p of z.values()) { MOVED; }'),
    'ts',
  ],
  [
    'const z = new URLSearchParams(y); z.forEach((p, key) => { console.log(key, READ); });',
    loop(
      'const z = new URLSearchParams(y); for (const [key, p] of z.entries()) { console.log(key, MOVED); }',
    ),
  ],
  ['let z = []; z = y; z.forEach((p) => { READ; });', {}],
  ['x.forEach((p, key) => { y(key, READ); });', {}],
]);

samples('what changes while it is looped over', [
  ['const z = [y]; z.forEach((p) => { READ; z.push(p); });', {}],
  ['const z = [y]; z.forEach((p) => { READ; z[9] = p; });', {}],
  ['const z = [y]; z.length = 9; z.forEach((p) => { READ; });', {}],
  ['const z = [y, x]; delete z[0]; z.forEach((p) => { READ; });', {}],
  ['const z = [y]; x.on("a", () => z.push(y)); z.forEach((p) => { READ; });', {}],
  ['const z = new Set(y); x.on("a", () => z.add(y)); z.forEach((p) => { READ; });', {}],
  ['[x, , y].forEach((p) => { READ; });', {}],
  ['const z = [x, , y]; z.forEach((p) => { READ; });', {}],
  ['new Array(3).forEach((p) => { READ; });', {}],
  ['const z = Array(3); z.forEach((p) => { READ; });', {}],
  [
    'const z = new Set(y); z.forEach((p) => { READ; z.add(y); });',
    loop('const z = new Set(y); for (const p of z) { MOVED; z.add(y); }'),
  ],
  [
    'const z = []; z.push(x, y); z.forEach((p) => { READ; });',
    loop('const z = []; z.push(x, y); for (const p of z) { MOVED; }'),
  ],
  [
    'const z = [x]; z.forEach((p) => { READ; y(z.length); });',
    loop('const z = [x]; for (const p of z) { MOVED; y(z.length); }'),
  ],
]);

function mapped(list: string, head = '', language?: 'ts'): Sample {
  const before = `${head}return ${list}.map((p) => READ);`;
  const after = all(`${head}return await Promise.all(${list}.map(async (p) => MOVED));`);
  return language ? [before, after, language] : [before, after];
}

samples('what is shown to be an array', [
  mapped('[x, y]'),
  mapped('Object.keys(x)'),
  mapped('y.split(",")'),
  mapped('y.split(",").filter(Boolean).sort().slice(1)'),
  mapped('(await fs.promises.readdir(x))'),
  mapped('(x ?? [])'),
  mapped('(x ? [x] : [])'),
  mapped('process.argv.slice(2)'),
  mapped('z', 'const z = await Promise.all(y); '),
  mapped('z', 'let z = []; if (y) z = [x]; '),
  mapped('x', 'if (!Array.isArray(x)) return; '),
  mapped('x', 'x.flat(); '),
  mapped('z', 'const z: readonly string[] = y; ', 'ts'),
  mapped('(y as string[])', '', 'ts'),
]);

samples('what is not shown to be an array', [
  ['return x.map((p) => READ);', {}],
  ['return this.x.map((p) => READ);', {}],
  ['return new Uint8Array(x).map((p) => READ);', {}],
  ['return new Uint8Array(x).slice(1).map((p) => READ);', {}],
  ['return Buffer.concat(x).map((p) => READ);', {}],
  ['return fs.createReadStream(x).map((p) => READ);', {}],
  ['return x.filter(y).map((p) => READ);', {}],
  ['return new Files(x).map((p) => READ);', {}],
  ['const z = new Files(x); z.push(y); return z.map((p) => READ);', {}],
  ['let z = [x]; z = y; return z.map((p) => READ);', {}],
  ['const z: Files = y; return z.map((p) => READ);', {}, 'ts'],
  ['class Array {} return new Array(x).map((p) => READ);', {}],
  ['return x.map(existsSync);', {}],
]);

samples('types that follow from the callback', [
  ['return new Map(list.map((p) => [p, READ]));', {}, 'ts'],
  ['return new Map<string, Buffer>(list.map((p) => { return [p, READ]; }));', {}, 'ts'],
  ['return new Map(list.map((p) => (y ? [p, READ] : [x, null])));', {}, 'ts'],
  ['return y(list.map((p) => ({ kind: "file", text: READ })));', {}, 'ts'],
  ['const z: "a"[] = list.map((p) => { READ; return "a"; });', {}, 'ts'],
  [
    'return new Map(list.map((p) => [p, READ] as const));',
    all('return new Map(await Promise.all(list.map(async (p) => [p, MOVED] as const)));'),
    'ts',
  ],
  [
    'return new Set(list.map((p) => ({ p, text: READ })));',
    all('return new Set(await Promise.all(list.map(async (p) => ({ p, text: MOVED }))));'),
    'ts',
  ],
  [
    'const z = list.map((p) => [p, READ]);',
    all('const z = await Promise.all(list.map(async (p) => [p, MOVED]));'),
    'ts',
  ],
  [
    'return new Map(list.map((p) => [p, READ]));',
    all('return new Map(await Promise.all(list.map(async (p) => [p, MOVED])));'),
  ],
]);

samples('the end of a turn', [
  [
    'list.forEach((p) => { if (y) return; READ; });',
    loop('for (const p of list) { if (y) continue; MOVED; }'),
  ],
  [
    'list.forEach((p) => { if (y) { return } READ; });',
    loop('for (const p of list) { if (y) { continue } MOVED; }'),
  ],
  [
    'list.forEach((p) => { if (y) return y(); READ; });',
    loop('for (const p of list) { if (y) { y(); continue; } MOVED; }'),
  ],
  [
    'list.forEach((p) => { if (y) return READ\n    y() });',
    loop('for (const p of list) { if (y) { MOVED; continue; }\n    y() }'),
  ],
  ['list.forEach((p) => { return READ; });', loop('for (const p of list) { MOVED; }')],
  [
    'list.forEach((p) => { switch (y) { case 1: return; default: READ; } });',
    loop('for (const p of list) { switch (y) { case 1: continue; default: MOVED; } }'),
  ],
  [
    'list.forEach((p) => { try { return; } finally { y(); } READ; });',
    loop('for (const p of list) { try { continue; } finally { y(); } MOVED; }'),
  ],
  [
    'list.forEach((p) => { y(() => { return 1; }); READ; });',
    loop('for (const p of list) { y(() => { return 1; }); MOVED; }'),
  ],
  ['list.forEach((p) => { for (const q of p) if (q) return; READ; });', {}],
  ['list.forEach((p) => { while (y()) { return; } READ; });', {}],
  ['list.forEach((p) => { if (y) return { y }; READ; });', {}],
  ['list.forEach((p) => { if (y) return function () {}; READ; });', {}],
  ['list.forEach((p) => { if (y) return /* a */ y(); READ; });', {}],
]);

samples('callbacks that are no body of a loop', [
  ['return list.forEach((p) => READ);', {}],
  ['const z = list.forEach((p) => READ);', {}],
  ['y(list.forEach((p) => READ));', {}],
  ['list?.forEach((p) => { READ; });', {}],
  ['list.forEach((p) => { READ; }, this);', {}],
  ['list.forEach(function (p) { this.y(READ); });', {}],
  ['list.forEach(function (p) { arguments[1](READ); });', {}],
  ['list.forEach(function (p) { new.target; READ; });', {}],
  ['list.forEach(function each(p) { READ; each.n = 1; });', {}],
  ['list.forEach(() => { READ; });', {}],
  ['list.forEach((p, i, all) => { READ; });', {}],
  ['list.forEach((...p) => { READ; });', {}],
  ['list.forEach((p = y) => { READ; });', {}],
  ['list.forEach((p, i = 1) => { READ; });', {}],
  ['list.forEach(({ p = READ }) => { y(p); });', {}],
  ['list.forEach((p) => { var q = READ; });', {}],
  ['list.forEach((p) => { if (y) { var q = READ; } });', {}],
  ['list.forEach((p) => { READ; function q() {} });', {}],
  ["list.forEach((p) => { 'use strict'; READ; });", {}],
  ['list.forEach((list) => { READ; });', {}],
  ['list.filter((q) => q !== p).forEach((p) => { READ; });', {}],
  ['y.values().forEach((p, i) => { READ; });', {}],
  ['list.forEach(/* a */ (p) => { READ; });', {}],
  ['list.forEach((p) => { READ; } /* a */);', {}],
  ['list.forEach(((p) => { READ; }));', {}],
  ['(list.forEach((p) => { READ; }));', {}],
  ['list.forEach((p) => { y.n += READ; });', {}],
  ['list.forEach((p) => { y(READ); x.on("data", y); });', {}],
  ['list.forEach((p) => { READ; p.on("data", y); });', {}],
  ['list.forEach((p) => { const t = readFileSync(p); fs.writeFileSync(p, t); });', {}],
  ['y(p); let n = 0; x(() => { n = 1; }); list.forEach((p) => { n += READ; });', {}],
  ['if (this.q.length) { this.q.forEach((p) => { READ; }); this.q.length = 0; }', {}],
  ['list.forEach(<T,>(p: T) => { READ; });', {}, 'ts'],
  ['list.forEach((p?) => { READ; });', {}, 'ts'],
]);

samples('operands and clean-up around the callbacks of map', [
  [
    'return y.n + list.map((p) => READ).length;',
    all('return y.n + (await Promise.all(list.map(async (p) => MOVED))).length;'),
  ],
  [
    'try { y(); } finally { list.map((p) => READ); }',
    {
      ...all('try { y(); } finally { await Promise.all(list.map(async (p) => MOVED)); }'),
      ...loop('try { y(); } finally { for (const p of list) { MOVED; } }'),
    },
  ],
]);

samples('callbacks of promises', [
  ['return x.then((p) => READ);', once('return x.then(async (p) => MOVED);')],
  ['return x.catch((p) => READ);', once('return x.catch(async (p) => MOVED);')],
  [
    'return x.finally(() => { rmSync(y); });',
    once('return x.finally(async () => { await toThread(rmSync, y); });'),
  ],
  ['return x.then(y, (p) => READ);', once('return x.then(y, async (p) => MOVED);')],
  ['return x?.then((p) => READ);', once('return x?.then(async (p) => MOVED);')],
  [
    'return x.then(function (p) { return READ; });',
    once('return x.then(async function (p) { return MOVED; });'),
  ],
  ['return x.then((p): Buffer => READ);', once('return x.then(async (p): Promise<Buffer> => MOVED);'), 'ts'],
  [
    'return x.then(readFileSync);',
    once('return x.then(async (value) => await toThread(readFileSync, value));'),
  ],
  [
    'return x.then(y, fs.rmSync);',
    once('return x.then(y, async (value) => await toThread(fs.rmSync, value));'),
  ],
  [
    'const value = 1; return x.catch(rmSync);',
    once('const value = 1; return x.catch(async (result) => await toThread(rmSync, result));'),
  ],
  ['return x.finally(fs.globSync);', once('return x.finally(async () => await toThread(fs.globSync));')],
  ['let n = 0; return x.then((p) => { n += READ; });', {}],
  ['return x.then((p) => { READ; p.on("a", y); });', {}],
  ['return x.then((p) => p.map(() => READ));', {}],
  ['return x.then(y, y, () => READ);', {}],
  ['return x.then(fs.opendirSync);', {}],
]);

samples('functions called where they are written', [
  ['const p = x; return (() => READ)();', once('const p = x; return await (async () => MOVED)();')],
  [
    'const p = x; return (() => READ)().length;',
    once('const p = x; return (await (async () => MOVED)()).length;'),
  ],
  ['const p = x; (function () { READ; })();', once('const p = x; await (async function () { MOVED; })();')],
  ['const p = x; (function () { READ; }());', once('const p = x; (await async function () { MOVED; }());')],
  ['const p = x; !function () { READ; }();', once('const p = x; !(await async function () { MOVED; }());')],
  [
    'const p = x; let n = 0; (() => { n += READ; })();',
    once('const p = x; let n = 0; await (async () => { n += MOVED; })();'),
  ],
  [
    'const p = x; return y.n + (() => READ)();',
    once('const p = x; return y.n + await (async () => MOVED)();'),
  ],
  ['const p = x; return (() => READ)().then(y);', {}],
  ['const p = x; (() => { y.n += READ; })();', {}],
  ['const p = x; (function () { READ; }).call(this);', {}],
  ['const p = x; return (() => (() => READ)())();', {}],
]);

samples('functions handed on by their names', [
  [
    'return list.map(existsSync);',
    all('return await Promise.all(list.map((path) => toThread(existsSync, path)));'),
  ],
  [
    'return list.map(fs.statSync);',
    all('return await Promise.all(list.map((path) => toThread(fs.statSync, path)));'),
  ],
  [
    'return Array.from(x, existsSync);',
    all('return await Promise.all(Array.from(x, (path) => toThread(existsSync, path)));'),
  ],
  [
    'const path = y; return list.map(existsSync);',
    all('const path = y; return await Promise.all(list.map((file) => toThread(existsSync, file)));'),
  ],
  ['return list.map(readFileSync);', {}],
  ['x.forEach(fs.unlinkSync);', {}],
  ['return x.filter(existsSync);', {}],
  ['return list.map((y.e ?? existsSync));', {}],
  ['return list.map((p) => p.map(existsSync));', {}],
]);

describe('the functions of which only the first argument matters', () => {
  it('do the same with the index and the array that an array passes', () => {
    const folder = fs.mkdtempSync(`${fs.realpathSync(tmpdir())}/to-thread-callbacks-`);
    const path = `${folder}/file`;
    const passed = (value: unknown) => [value, 0, [value]] as const;
    type Loose = (...args: readonly unknown[]) => unknown;
    try {
      fs.writeFileSync(path, 'text');
      expect((fs.existsSync as Loose)(...passed(path))).toBe(true);
      expect((fs.existsSync as Loose)(...passed(`${path}2`))).toBe(false);
      for (const stat of [fs.statSync, fs.lstatSync] as Loose[]) {
        expect(stat(...passed(path))).toEqual(stat(path));
        expect(() => stat(...passed(`${path}2`))).toThrow('ENOENT');
      }
      const fd = fs.openSync(path, 'r');
      (fs.closeSync as Loose)(...passed(fd));
      expect(() => fs.fstatSync(fd)).toThrow('EBADF');
      (fs.unlinkSync as Loose)(...passed(path));
      expect(fs.readdirSync(folder)).toEqual([]);
    } finally {
      fs.rmSync(folder, { recursive: true });
    }
  });
});

describe('where suggestions are written', () => {
  it('takes over tabs and the line ends of Windows', async () => {
    const inFile = (statements: string, more = '') =>
      `${imports}${more}async function f(...list) {\n${statements}\n}\n`.replaceAll('\n', '\r\n');
    expect(await firstSuggestions(inFile('\tlist.forEach((p) => readFileSync(p));'))).toEqual({
      useForOf: inFile('\tfor (const p of list) {\n\t\tawait toThread(readFileSync, p);\n\t}', runtime),
    });
  });

  it('needs no import where there is one', async () => {
    const code = `${imports}${runtime}async function f(...list) { return list.map((p) => readFileSync(p)); }\n`;
    expect(await firstSuggestions(code)).toEqual({
      awaitAll: `${imports}${runtime}async function f(...list) { return await Promise.all(list.map(async (p) => await toThread(readFileSync, p))); }\n`,
    });
  });

  it('gives every blocking call of a callback the same suggestion', async () => {
    const { messages } = await lint(
      `${imports}async function f(...list) { return list.map((p) => [readFileSync(p), existsSync(p)]); }\n`,
    );
    expect(messages).toHaveLength(2);
    const [first, second] = messages.map(({ suggestions: offered }) => offered?.map(({ fix }) => fix));
    expect(first).toEqual(second);
    expect(first).toHaveLength(1);
  });

  it.each([
    ['/** @param {string[]} x */\nexport async function f(x)', true],
    [
      '/**\n * Reads.\n * @param {number} n\n * @param {Array<string>} [x=[]] all\n */\nasync function f(n, x)',
      true,
    ],
    ['/** @param {readonly string[]} x */\nexport const f = async (x) =>', true],
    ['async function f(x = [])', true],
    ['/** @param {Uint8Array} x */\nasync function f(x)', false],
    ['/** @param {string[]} xs */\nasync function f(x)', false],
    ['// string[] x\nasync function f(x)', false],
  ])('goes by what is said of a parameter: %s', async (head, isArray) => {
    const offered = await firstSuggestions(`${imports}${head} { return x.map((p) => readFileSync(p)); }\n`);
    expect(Object.keys(offered)).toEqual(isArray ? ['awaitAll'] : []);
  });

  it('has none in a script', async () => {
    const code = 'async function f(x) { list.map((p) => Atomics.wait(p, 0, 0)); }';
    expect(await firstSuggestions(code, { sourceType: 'script' })).toEqual({});
  });

  it('keeps a yield in a generator around the loop', async () => {
    await check('async function* f(...list) { list.forEach((p) => { readFileSync(p); }); yield 1; }\n', {
      useForOf:
        'async function* f(...list) { for (const p of list) { await toThread(readFileSync, p); } yield 1; }\n',
    });
  });
});
