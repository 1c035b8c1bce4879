import { describe, expect, it } from 'vitest';
import { lint } from '../../support/eslint.ts';
import { firstSuggestions } from '../../support/suggestions.ts';

const imports = "import fs, { readFileSync, statSync } from 'node:fs';\n";
const runtime = "import { toThread } from 'to-thread';\n";

/** Code, and what it becomes; `READ` stands for a blocking call, and `MOVED` for what becomes of it. */
type Sample = [code: string, fixed: string, language?: 'ts'];

const fill = (text: string) =>
  text.replaceAll('READ', "readFileSync('p')").replaceAll('MOVED', "await toThread(readFileSync, 'p')");

function changed(title: string, samples: readonly Sample[]): void {
  describe(title, () => {
    it.each([...samples])('%s', async (code, fixed, language) => {
      const settings = { file: language === undefined ? 'file.js' : 'file.ts' };
      const offered = await firstSuggestions(imports + fill(code), settings);
      expect(offered).toEqual({ makeAsync: imports + runtime + fill(fixed) });
      // Nothing is left of what was reported.
      expect((await lint(offered['makeAsync'] ?? '', settings)).messages).toEqual([]);
    });
  });
}

function kept(title: string, samples: readonly (string | [code: string, language: 'jsx' | 'ts'])[]): void {
  describe(title, () => {
    const cases = samples.map((sample) => (typeof sample === 'string' ? ([sample, 'js'] as const) : sample));
    it.each(cases)('%s', async (code, language) => {
      const offered = await firstSuggestions(imports + fill(code), { file: `file.${language}` });
      expect(offered).toEqual({});
    });
  });
}

changed('functions that become async', [
  [
    'function a() { return READ; }\nasync function f() { return a(); }',
    'async function a() { return MOVED; }\nasync function f() { return await a(); }',
  ],
  [
    'async function f() { return a(); }\nfunction a() { return READ; }',
    'async function f() { return await a(); }\nasync function a() { return MOVED; }',
  ],
  [
    'const a = () => READ;\nexport const f = async () => a();',
    'const a = async () => MOVED;\nexport const f = async () => await a();',
  ],
  [
    'const a = p => readFileSync(p);\nasync function f(x) { return a(x); }',
    'const a = async p => await toThread(readFileSync, p);\nasync function f(x) { return await a(x); }',
  ],
  [
    'const a = function () { return READ; };\nasync function f() { return a(); }',
    'const a = async function () { return MOVED; };\nasync function f() { return await a(); }',
  ],
  [
    'const a = function b() { return READ; };\nasync function f() { return a(); }',
    'const a = async function b() { return MOVED; };\nasync function f() { return await a(); }',
  ],
  [
    'class A { #a() { return READ; } async f() { return this.#a(); } }',
    'class A { async #a() { return MOVED; } async f() { return await this.#a(); } }',
  ],
  [
    'class A { static #a() { return READ; } static async f() { return A.#a(); } }',
    'class A { static async #a() { return MOVED; } static async f() { return await A.#a(); } }',
  ],
  [
    'class A { #a = () => READ; async f() { return this.#a(); } }',
    'class A { #a = async () => MOVED; async f() { return await this.#a(); } }',
  ],
  [
    'async function f() { const a = () => READ; return a(); }',
    'async function f() { const a = async () => MOVED; return await a(); }',
  ],
  [
    'function a() { return READ; }\nasync function* f() { yield a(); }',
    'async function a() { return MOVED; }\nasync function* f() { yield await a(); }',
  ],
  [
    'function a() { try { return READ; } catch { return null; } }\nasync function f() { return a(); }',
    'async function a() { try { return MOVED; } catch { return null; } }\nasync function f() { return await a(); }',
  ],
  [
    'function a(x) { let n = 0; for (const p of x) n += statSync(p).size; return n; }\nasync function f(x) { return a(x); }',
    'async function a(x) { let n = 0; for (const p of x) n += (await toThread(statSync, p)).size; return n; }\nasync function f(x) { return await a(x); }',
  ],
  [
    '/* a */ function /* b */ a(/* c */) /* d */ { return READ; /* e */ }\nasync function f() { return a(/* f */); }',
    '/* a */ async function /* b */ a(/* c */) /* d */ { return MOVED; /* e */ }\nasync function f() { return await a(/* f */); }',
  ],
]);

changed('places that wait for them', [
  [
    'function a() { return READ; }\nasync function f() {\n  g()\n  a().h()\n}',
    'async function a() { return MOVED; }\nasync function f() {\n  g()\n  ;(await a()).h()\n}',
  ],
  [
    'function a() { return READ; }\nasync function f(x) { if (!a()) return a() ** 2; return x && a(); }',
    'async function a() { return MOVED; }\nasync function f(x) { if (!(await a())) return (await a()) ** 2; return x && await a(); }',
  ],
  [
    'function a() { return READ; }\nasync function f() { return await a(); }',
    'async function a() { return MOVED; }\nasync function f() { return await a(); }',
  ],
  [
    'function a() { return READ; }\nasync function f() { a(); }\nconst g = async () => { a(); };\nclass B { async h() { a(); } }',
    'async function a() { return MOVED; }\nasync function f() { await a(); }\nconst g = async () => { await a(); };\nclass B { async h() { await a(); } }',
  ],
  [
    'function a(p) { return readFileSync(p); }\nasync function f() { return a(a("q")); }',
    'async function a(p) { return await toThread(readFileSync, p); }\nasync function f() { return await a(await a("q")); }',
  ],
]);

changed('functions that take others along', [
  [
    'function a() { return READ; }\nfunction b() { return a(); }\nasync function f() { return b(); }',
    'async function a() { return MOVED; }\nasync function b() { return await a(); }\nasync function f() { return await b(); }',
  ],
  [
    'function a() { return READ; }\nfunction b() { return a(); }\nasync function f() { return a(); }\nasync function g() { return b(); }',
    'async function a() { return MOVED; }\nasync function b() { return await a(); }\nasync function f() { return await a(); }\nasync function g() { return await b(); }',
  ],
  [
    'function a(n) { return n ? a(n - 1) : READ; }\nasync function f() { return a(2); }',
    'async function a(n) { return n ? await a(n - 1) : MOVED; }\nasync function f() { return await a(2); }',
  ],
  [
    'function a(n) { return n ? b(n - 1) : READ; }\nfunction b(n) { return a(n); }\nasync function f() { return b(2); }',
    'async function a(n) { return n ? await b(n - 1) : MOVED; }\nasync function b(n) { return await a(n); }\nasync function f() { return await b(2); }',
  ],
  [
    'class A { #a() { return READ; } #b() { return this.#a(); } async f() { return this.#b(); } }',
    'class A { async #a() { return MOVED; } async #b() { return await this.#a(); } async f() { return await this.#b(); } }',
  ],
]);

changed('types', [
  [
    'function a(): Buffer { return READ; }\nasync function f() { return a(); }',
    'async function a(): Promise<Buffer> { return MOVED; }\nasync function f() { return await a(); }',
    'ts',
  ],
  [
    'const a = (): string | undefined => READ.toString();\nasync function f() { return a(); }',
    'const a = async (): Promise<string | undefined> => (MOVED).toString();\nasync function f() { return await a(); }',
    'ts',
  ],
  [
    'const a = <T,>(p: T): void => { READ; };\nasync function f() { return a<string>("p"); }',
    'const a = async <T,>(p: T): Promise<void> => { MOVED; };\nasync function f() { return await a<string>("p"); }',
    'ts',
  ],
  [
    'class A { static #a(this: void): Buffer { return READ; } async f() { return A.#a()!.length; } }',
    'class A { static async #a(this: void): Promise<Buffer> { return MOVED; } async f() { return (await A.#a())!.length; } }',
    'ts',
  ],
  [
    '/**\n * Reads.\n * @param {string} p\n * @returns {Buffer} All of it.\n */\nfunction a(p) { return readFileSync(p); }\nasync function f() { return a("p"); }',
    '/**\n * Reads.\n * @param {string} p\n * @returns {Promise<Buffer>} All of it.\n */\nasync function a(p) { return await toThread(readFileSync, p); }\nasync function f() { return await a("p"); }',
  ],
  [
    '/** @return {string[]} */\nconst a = () => [READ];\nasync function f() { return a(); }',
    '/** @return {Promise<string[]>} */\nconst a = async () => [MOVED];\nasync function f() { return await a(); }',
  ],
]);

kept('functions that others may call', [
  'export function a() { return READ; }\nasync function f() { return a(); }',
  'export default function a() { return READ; }\nasync function f() { return a(); }',
  'export const a = () => READ;\nasync function f() { return a(); }',
  'function a() { return READ; }\nexport { a };\nasync function f() { return a(); }',
  'function a() { return READ; }\nexport default a;\nasync function f() { return a(); }',
  'function a() { return READ; }\nmodule.exports = { a };\nasync function f() { return a(); }',
  'function a() { return READ; }\nasync function f(x) { x.map(y, a); return a(); }',
  'function a() { return READ; }\nasync function f(x) { x.on("a", a); return a(); }',
  'function a() { return READ; }\nasync function f() { return [a, a()]; }',
  'function a() { return READ; }\nconst b = a;\nasync function f() { return b(); }',
  'function a() { return READ; }\nasync function f() { a.n = 1; return a(); }',
  'function a() { return READ; }\nasync function f() { return a.call(this) + a(); }',
  'function a() { return READ; }\nasync function f() { new a(); return a(); }',
  'function a() { return READ; }\nasync function f() { a`x`; return a(); }',
  'let a = () => READ;\nasync function f() { return a(); }',
  'let a; a = () => READ;\nasync function f() { return a(); }',
  'const a = function b(n) { return n ? b() : READ; };\nasync function f() { return a(); }',
  'const o = { a() { return READ; } };\nasync function f() { return o.a(); }',
  'class A { a() { return READ; } async f() { return this.a(); } }',
  'class A { static a() { return READ; } async f() { return A.a(); } }',
  'class A { constructor() { READ; } }\nasync function f() { return new A(); }',
  'class A { a = READ; }\nasync function f() { return new A(); }',
  'class A { #a() { return READ; } b() { return this.#a; } async f() { return this.#a(); } }',
  'class A { #a = () => READ; b() { this.#a = 1; } async f() { return this.#a(); } }',
  'class A { #a() { return READ; } static b = (x) => #a in x; async f() { return this.#a(); } }',
  'class A { #a() { return READ; } b = class { #a() {} }; async f() { return this.#a(); } }',
  'class A { #a() { return READ; } async f() { return this.#a?.(); } }',
  'function a() { return READ; }\nasync function f() { return a?.(); }',
  '/** @blocking */\nfunction a() { return READ; }\nasync function f() { return a(); }',
  ['function A() { return READ; }\nasync function f() { A(); return <A />; }', 'jsx'],
  ['class A { private a() { return READ; } async f() { return this.a(); } }', 'ts'],
  ['class A { @log #a() { return READ; } async f() { return this.#a(); } }', 'ts'],
  ['function a() { return READ; }\ntype B = typeof a;\nasync function f() { return a(); }', 'ts'],
  ['function a() { return READ; }\ntype B = ReturnType<typeof a>;\nasync function f() { return a(); }', 'ts'],
  ['const a: () => Buffer = () => READ;\nasync function f() { return a(); }', 'ts'],
  ['function a() { return READ; }\nasync function f() { return (a as any)(); }', 'ts'],
  ['function a() { return READ; }\nasync function f() { return a!(); }', 'ts'],
  ['class A { #a: () => Buffer = () => READ; async f() { return this.#a(); } }', 'ts'],
]);

kept('functions that cannot be async', [
  'class A { get #a() { return READ; } #b() { return READ; } async f() { this.#a; return [this.#b(), this.#b]; } }',
  'function a(text = READ) { return text; }\nasync function f() { return a(); }',
  'function a(x) { return x.map(() => READ); }\nasync function f(x) { return a(x); }',
  'function a(x) { return x.map(readFileSync); }\nasync function f(x) { return a(x); }',
  'function a() { return (() => READ)(); }\nasync function f() { return a(); }',
  'function a() { return fs.opendirSync("p"); }\nasync function f() { return a(); }',
  'function a(b) { READ; return fs.readSync(1, b); }\nasync function f(b) { return a(b); }',
  'function a() { return fs?.readFileSync("p"); }\nasync function f() { return a(); }',
  'function a(read) { return (read ?? readFileSync)("p"); }\nasync function f() { return a(); }',
  'function a(options) { fs.cpSync("a", "b", options); }\nasync function f(x) { return a(x); }',
  '/** @type {() => Buffer} */\nconst a = () => READ;\nasync function f() { return a(); }',
  '/** @returns {{ a: Buffer }} */\nfunction a() { return { a: READ }; }\nasync function f() { return a(); }',
  '/** @returns {Promise<Buffer>} */\nfunction a() { return b(READ); }\nasync function f() { return a(); }',
  '/** @returns {x is Buffer} */\nfunction a(x) { return b(READ); }\nasync function f() { return a(); }',
  [
    'function a(x: unknown): x is string { return x === READ; }\nasync function f(x: unknown) { return a(x); }',
    'ts',
  ],
  [
    'function a(x: unknown): asserts x { if (x !== READ) throw x; }\nasync function f(x: unknown) { a(x); }',
    'ts',
  ],
  [
    'function a(x: unknown): asserts x is string { if (x !== READ) throw x; }\nasync function f(x: unknown) { a(x); }',
    'ts',
  ],
  ['function a(): never { throw READ; }\nasync function f() { a(); }', 'ts'],
  [
    'function a(): Promise<Buffer> { return Promise.resolve(READ); }\nasync function f() { return a(); }',
    'ts',
  ],
  [
    'function a(x: string): string;\nfunction a(x: number): number;\nfunction a(x: unknown) { READ; return x; }\nasync function f() { return a(1); }',
    'ts',
  ],
  [
    'class A { #a(x: string): string; #a(x: number): number; #a(x: any): any { READ; return x; } async f() { return this.#a(1); } }',
    'ts',
  ],
  ['abstract class A { protected a() { return READ; } async f() { return this.a(); } }', 'ts'],
  ['class A extends B { override a() { return READ; } async f() { return this.a(); } }', 'ts'],
  ['type Promise<T> = T;\nfunction a(): Buffer { return READ; }\nasync function f() { return a(); }', 'ts'],
]);

kept('callers that cannot wait', [
  'function a() { return READ; }\nasync function f() { return a(); }\nexport const b = a();',
  'function a() { return READ; }\nasync function f() { return a(); }\nexport function b() { return a(); }',
  'function a() { return READ; }\nasync function f() { return a(); }\nx.on("a", () => a());',
  'function a() { return READ; }\nasync function f(x) { return x.map((p) => a(p)); }',
  'function a() { return READ; }\nasync function f(x) { return x.then(() => a()); }',
  'function a() { return READ; }\nasync function f(x) { return [a(), () => a()]; }',
  'function a() { return READ; }\nasync function f(x = a()) {}',
  'function a() { return READ; }\nasync function f() { a(); }\nfunction* b() { yield a(); }',
  'function a() { return READ; }\nasync function f() { a(); }\nclass B { get b() { return a(); } }',
  'function a() { return READ; }\nasync function f() { a(); }\nclass B { constructor() { a(); } }',
  'function a() { return READ; }\nasync function f() { a(); class B { static b = a(); } }',
  'function a() { return READ; }\nasync function f() { a(); }\nconst o = { b() { return a(); } };',
  'function a() { READ; return g(); }\nasync function f() { return a().then(h); }',
  'function a() { READ; return g(); }\nasync function f() { return a().finally(h); }',
  'function a() { return READ; }\nfunction b() { return a() + fs.readSync(1, c); }\nasync function f() { return b(); }',
  'function a() { return READ; }\nfunction b() { return a(); }\nasync function f() { return a(); }\nexport { b };',
]);

kept('suspensions that may change what the program does', [
  'let n = 0;\nfunction a() { n = n + READ.length; }\nasync function f() { a(); }',
  'let busy;\nfunction a() { if (busy) return; READ; busy = true; }\nasync function f() { a(); }',
  'function a(p) { const t = readFileSync(p); fs.writeFileSync(p, t); }\nasync function f(x) { a(x); }',
  'function a(p) { return readFileSync(p); }\nfunction b(p, t) { fs.writeFileSync(p, t); }\nexport async function f(p) { const t = a(p); b(p, t); }',
  'function a(p) { return readFileSync(p); }\nfunction b(p) { const t = a(p); fs.writeFileSync(p, t); }\nexport async function f(p) { b(p); }',
  "function a() { return READ; }\nfunction b(t) { fs.writeFileSync('p', t); }\nexport async function f() { b(a() + 1); }",
  'function a(x) { READ; x.on("a", g); }\nasync function f(x) { a(x); }',
  'function a() { return READ; }\nasync function f(x) { x.n += a(); }',
  'function a() { return READ; }\nasync function f(x) { a(); x.on("a", g); }',
  'function a() { return READ; }\nclass B { async f() { if (this.n) return; a(); this.n = 1; } }',
  'let busy;\nfunction a() { return READ; }\nfunction b() { if (busy) return; a(); busy = true; }\nasync function f() { b(); }',
]);

describe('the suggestion', () => {
  const code = `${imports}function a() { return readFileSync('p'); }\nfunction b() { return a(); }\nconst c = () => b();\nasync function f() { return c(); }\nasync function g() { return a(); }\n`;

  it('names the functions that change', async () => {
    const { messages } = await lint(code);
    expect(messages.map(({ suggestions }) => suggestions?.map(({ desc }) => desc))).toEqual([
      ['Make `a`, `b` and `c` async, and put `await` before every call.'],
      ['Make `a`, `b` and `c` async, and put `await` before every call.'],
    ]);
  });

  it('is the same at every call', async () => {
    const { messages } = await lint(code);
    const [first, second] = messages.map(({ suggestions }) => suggestions?.map(({ fix }) => fix));
    expect(first).toHaveLength(1);
    expect(second).toEqual(first);
  });

  it('is not made where fixing is off', async () => {
    const { messages } = await lint(code, { options: { fix: 'off' } });
    expect(messages.flatMap(({ suggestions = [] }) => suggestions)).toEqual([]);
  });

  it('is not made for more functions than anybody looks through', async () => {
    const chain = Array.from(
      { length: 40 },
      (_, index) => `function g${index + 1}() { return g${index}(); }`,
    );
    const long = `${imports}function g0() { return readFileSync('p'); }\n${chain.join('\n')}\nasync function f() { return g40(); }`;
    expect(await firstSuggestions(long)).toEqual({});
  });

  it('requires the runtime in CommonJS', async () => {
    const text =
      "const fs = require('fs');\nfunction a() { return fs.readFileSync('p'); }\nexports.f = async () => a();\n";
    expect(await firstSuggestions(text, { file: 'file.cjs', sourceType: 'commonjs' })).toEqual({
      makeAsync:
        "const fs = require('fs');\nconst { toThread } = require('to-thread');\nasync function a() { return await toThread(fs.readFileSync, 'p'); }\nexports.f = async () => await a();\n",
    });
  });

  it.each([
    'if (on) { function a() { return fs.readFileSync("p"); } }\nexports.f = async () => a();',
    'exports.f = async () => { if (on) function a() { return fs.readFileSync("p"); } return a(); };',
    'exports.f = async () => { b: function a() { return fs.readFileSync("p"); } return a(); };',
    'exports.f = async () => { { function a() { return fs.readFileSync("p"); } a(); } };',
  ])('is not made for a function that sloppy code declares outside of its block: %s', async (code) => {
    const text = `const fs = require('fs');\n${code}\n`;
    const { messages } = await lint(text, { file: 'file.cjs', sourceType: 'commonjs' });
    expect(messages.filter(({ fatal }) => fatal)).toEqual([]);
    expect(messages.flatMap(({ suggestions = [] }) => suggestions)).toEqual([]);
  });

  it('is made for a function in a block of strict code', async () => {
    const text = `${imports}export async function f() { { function a() { return readFileSync('p'); } a(); } }\n`;
    expect(Object.keys(await firstSuggestions(text))).toEqual(['makeAsync']);
  });

  it('is not made where a variable is called await', async () => {
    const text =
      "const fs = require('fs');\nfunction a(await) { return fs.readFileSync(await); }\nexports.f = async () => a();\n";
    expect(await firstSuggestions(text, { file: 'file.cjs', sourceType: 'commonjs' })).toEqual({});
  });
});
