import { testRule } from '../../support/rule-tester.ts';
import type { Reported } from '../../support/rule-tester.ts';

const fs = "import fs, { readFileSync } from 'node:fs';\n";

function borrowed(code: string): Reported {
  return { code: `${fs}${code}`, output: null, reports: [{ reason: ['borrowed'] }] };
}

testRule('functions that are called by way of their own methods', {
  reported: [
    borrowed("async function f() { return «fs.readFileSync.call(fs, 'p')»; }"),
    borrowed("async function f() { return «fs.readFileSync.apply(fs, ['p'])»; }"),
    borrowed('async function f(...paths) { return «readFileSync.apply(null, paths)»; }'),
    borrowed('async function f(...paths) { return «readFileSync.call(...paths)»; }'),
    borrowed("const { call } = fs;\nasync function f() { return «readFileSync['call'](fs, 'p')»; }"),
    {
      code: `${fs}async function f() { return «(0, fs.readFileSync)('p')»; }`,
      output: `import fs, { readFileSync } from 'node:fs';\nimport { toThread } from 'to-thread';\nasync function f() { return await toThread((0, fs.readFileSync), 'p'); }`,
      reports: [{}],
    },
    {
      code: `${fs}async function f() { return Reflect.apply(«fs.readFileSync», fs, ['p']); }`,
      output: null,
      reports: [{ callback: true, reason: ['reference'] }],
    },
    {
      code: "import crypto from 'node:crypto';\nasync function f() { return «crypto.pbkdf2Sync.call(crypto, 'a', 'b', 1, 2, 'c')»; }",
      output: null,
      reports: [{ name: 'crypto.pbkdf2Sync', reason: ['borrowed'] }],
    },
    {
      name: 'unless `call` is a function of its own',
      options: { additional: [{ module: 'rpc', export: 'call', crosses: true }] },
      code: "import rpc from 'rpc';\nasync function f() { return «rpc.call('p')»; }",
      output: `import rpc from 'rpc';\nimport { toThread } from 'to-thread';\nasync function f() { return await toThread(rpc.call, 'p'); }`,
      reports: [{ name: 'rpc.call' }],
    },
    {
      name: 'in a callback',
      code: `${fs}async function f(paths) { return paths.map((path) => «fs.readFileSync.call(fs, path)»); }`,
      output: null,
      reports: [{ callback: true, reason: ['callback body'] }],
    },
    {
      name: 'of the file',
      code: `${fs}function load() { return readFileSync('p'); }\nasync function f() { return «load.call(this)»; }`,
      output: null,
      reports: [{ path: 'load → fs.readFileSync', source: 'line 2' }],
    },
    {
      name: 'in a function of the file, which is no help when it is async',
      code: `${fs}function load() { return fs.readFileSync.call(fs, 'p'); }\nasync function f() { return «load()»; }`,
      output: null,
      reports: [{ path: 'load → fs.readFileSync', source: 'line 2' }],
    },
    {
      name: 'that are methods',
      code: `${fs}class A { load() { return readFileSync('p'); }\nasync f() { return «this.load.apply(this, [])»; } }`,
      output: null,
      reports: [{ path: 'load → fs.readFileSync', source: 'line 2', place: "async method 'f'" }],
    },
  ],
  silent: [
    `${fs}async function f(readFileSync) { return readFileSync.call(fs, 'p'); }`,
    `${fs}async function f() { return fs.readFileSync.call; }`,
    `${fs}async function f() { return fs.readFile.call(fs, 'p', () => {}); }`,
    `${fs}function f() { return fs.readFileSync.call(fs, 'p'); }`,
    "import crypto from 'node:crypto';\nasync function f(g) { return crypto.pbkdf2.apply(crypto, g); }",
    "import crypto from 'node:crypto';\nasync function f(args) { return crypto.randomBytes.apply(crypto, args); }",
  ],
});
