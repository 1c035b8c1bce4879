import { testRule } from '../../support/rule-tester.ts';

const imported = "import fs, { readFileSync } from 'node:fs';\n";

testRule('names that mean something else', {
  silent: [
    ...[
      "async function f(readFileSync) { readFileSync('p'); }",
      "async function f({ readFileSync }) { readFileSync('p'); }",
      "async function f([readFileSync] = []) { readFileSync('p'); }",
      "async function f(...readFileSync) { readFileSync('p'); }",
      "async function f(fs) { fs.readFileSync('p'); }",
      "async function f() { const readFileSync = mock; readFileSync('p'); }",
      "async function f() { { let fs = mock; fs.readFileSync('p'); } }",
      "async function f() { fs.readFileSync('p'); var fs; }",
      "async function f() { readFileSync('p'); function readFileSync() {} }",
      "const g = async function readFileSync() { readFileSync('p'); };",
      "async function f() { class readFileSync {} readFileSync('p'); }",
      "async function f() { class fs { static readFileSync() {} } fs.readFileSync('p'); }",
      "const A = class fs { static async m() { fs.readFileSync('p'); } };",
      "async function f() { try { g(); } catch (fs) { fs.readFileSync('p'); } }",
      "async function f() { try { g(); } catch ({ readFileSync }) { readFileSync('p'); } }",
      "async function f() { for (const fs of mocks) fs.readFileSync('p'); }",
      "async function f() { for (let fs = mock; ; ) fs.readFileSync('p'); }",
      "async function f() { for (const fs in mocks) fs.readFileSync('p'); }",
      "async function f() { for await (const fs of mocks) fs.readFileSync('p'); }",
      "async function f(x) { switch (x) { case 1: let fs = mock; default: fs.readFileSync('p'); } }",
      "function g(fs) { return async () => fs.readFileSync('p'); }",
      "function g() { const fs = mock; { return async () => { { fs.readFileSync('p'); } }; } }",
      "class A { static { const fs = mock; (async () => fs.readFileSync('p'))(); } }",
      "async function f() { using fs = mock(); fs.readFileSync('p'); }",
    ].map((code) => imported + code),
    ...[
      "async function f() { enum fs { readFileSync } (fs as any).readFileSync('p'); }",
      "namespace N { const fs = mock; export async function f() { fs.readFileSync('p'); } }",
      "class A { constructor(readonly fs: Mock) {} async m() { this.fs.readFileSync('p'); } }",
    ].map((code) => ({ code: imported + code, typescript: true as const })),
    "function readFileSync() {}\nasync function f() { readFileSync('p'); }",
    "const fs = { readFileSync() {} };\nasync function f() { fs.readFileSync('p'); }",
    "class A { readFileSync() {} async m() { this.readFileSync('p'); } }",
    "class A { #readFileSync() {} async m() { this.#readFileSync('p'); } }",
    "class A extends B { async m() { super.readFileSync('p'); } }",
    "async function f() { return this.fs.readFileSync('p'); }",
    "async function f() { return wrap(fs).readFileSync('p'); }",
    "import { fs } from './platform.js';\nasync function f() { fs.readFileSync('p'); }",
    "export { readFileSync } from 'node:fs';\nasync function f() { readFileSync('p'); }",
    "// fs.readFileSync('p')\nasync function f() { return \"fs.readFileSync('p')\"; }",
  ],
  reported: [
    {
      name: 'the name is free again outside of the block',
      code: `${imported}async function f() { { const fs = mock; fs.readFileSync('p'); } «fs.readFileSync('p')»; }`,
      output: `${imported}import { toThread } from 'to-thread';\nasync function f() { { const fs = mock; fs.readFileSync('p'); } await toThread(fs.readFileSync, 'p'); }`,
    },
    {
      name: 'a property of that name is no binding',
      code: `${imported}async function f() { return { readFileSync: «readFileSync('p')» }; }`,
      output: `${imported}import { toThread } from 'to-thread';\nasync function f() { return { readFileSync: await toThread(readFileSync, 'p') }; }`,
    },
  ],
});
