import { testRule } from '../../support/rule-tester.ts';
import type { Reported } from '../../support/rule-tester.ts';

const fs = "import fs, { readFileSync } from 'node:fs';\n";

function bound(code: string): Reported {
  return { code: `${fs}${code}`, output: null, reports: [{ reason: ['borrowed'] }] };
}

function helper(code: string, place = "async function 'f'", path = 'load → fs.readFileSync'): Reported {
  return { code: `${fs}${code}`, output: null, reports: [{ path, source: 'line 2', place }] };
}

const load = 'function load(path) { return readFileSync(path); }\n';
const method = 'class A { load(path) { return readFileSync(path); }\n';

testRule('blocking functions that `bind` gives', {
  reported: [
    bound("const read = fs.readFileSync.bind(fs);\nasync function f() { return «read('p')»; }"),
    bound("const read = readFileSync.bind(null, 'p');\nasync function f() { return «read()»; }"),
    bound("const read = readFileSync.bind(...fs);\nasync function f() { return «read('p')»; }"),
    bound("const read = readFileSync.bind(fs).bind(null, 'p');\nasync function f() { return «read()»; }"),
    bound("const read = fs['readFileSync']['bind'](fs);\nasync function f() { return «read('p')»; }"),
    bound("let read;\nread = readFileSync.bind(fs);\nasync function f() { return «read('p')»; }"),
    bound(
      "const { readFileSync: read } = fs, other = read.bind(fs);\nasync function f() { return «other('p')»; }",
    ),
    bound("async function f() { return «fs.readFileSync.bind(fs)('p')»; }"),
    bound("async function f() { return «fs.readFileSync.bind(fs).call(null, 'p')»; }"),
    bound("const read = readFileSync.bind(fs);\nasync function f() { return «read.apply(null, ['p'])»; }"),
    {
      name: 'that are handed on',
      code: `${fs}async function f(paths) { return paths.map(«readFileSync.bind(fs)»); }`,
      output: null,
      reports: [{ callback: true, reason: ['reference'] }],
    },
    {
      name: 'that a promise runs',
      code: `${fs}const read = readFileSync.bind(null, 'p');\nasync function f(ready) { return ready.then(«read»); }`,
      output: null,
      reports: [{ callback: true, place: 'a promise', reason: ['reference'] }],
    },
    {
      name: 'that block with these arguments',
      options: { cheap: true },
      code: "import { randomBytes } from 'node:crypto';\nconst token = randomBytes.bind(null, 16);\nasync function f() { return «token()»; }",
      output: null,
      reports: [{ name: 'crypto.randomBytes', reason: ['borrowed'] }],
    },
    {
      name: 'in a sequence of calls on one path',
      code: `${fs}const read = readFileSync.bind(fs);\nasync function f(p) { const a = «read(p)»; «fs.writeFileSync(p, a)»; }`,
      output: null,
      reports: [
        { reason: ['borrowed'] },
        {
          name: 'fs.writeFileSync',
          reason: [
            'interleaving',
            {
              place: 'p',
              before: 'read on line 3',
              after: 'changed here',
              who: 'another run of the function',
            },
          ],
          suggestion: `import fs, { readFileSync } from 'node:fs';\nimport { toThread } from 'to-thread';\nconst read = readFileSync.bind(fs);\nasync function f(p) { const a = read(p); await toThread(fs.writeFileSync, p, a); }`,
        },
      ],
    },
  ],
  silent: [
    `${fs}const read = fs.readFileSync.bind(fs);\nfunction f() { return read('p'); }`,
    `${fs}async function f() { return fs.readFileSync.bind(fs); }`,
    `${fs}async function f() { setTimeout(readFileSync.bind(fs, 'p')); }`,
    `${fs}const read = fs.readFile.bind(fs);\nasync function f(g) { read('p', g); }`,
    `${fs}let read = fs.readFileSync.bind(fs);\nread = mock;\nasync function f() { read('p'); }`,
    `${fs}const read = fs.bind(readFileSync);\nasync function f() { read('p'); }`,
    `${fs}const read = bind(fs.readFileSync);\nasync function f() { read('p'); }`,
    `${fs}const { call } = fs.readFileSync.bind(fs);\nasync function f() { call('p'); }`,
    "import { randomBytes } from 'node:crypto';\nconst token = randomBytes.bind(null, 16, () => {});\nasync function f() { return token(); }",
    "import { toThread } from 'to-thread';\nimport { readFileSync } from 'node:fs';\nasync function f() { await toThread.bind(null, () => readFileSync('p'))(); }",
  ],
});

testRule('helpers that `bind` gives', {
  reported: [
    helper(`${load}const h = load.bind(this);\nasync function f() { return «h('p')»; }`),
    helper(`${load}const h = load.bind(null, 'p');\nasync function f() { return «h()»; }`),
    helper(`${load}async function f() { return «load.bind(null)('p')»; }`),
    helper(`${load}async function f(paths) { return paths.map(«load.bind(null)»); }`),
    helper(
      `${load}async function f(ready) { return ready.then(«load.bind(null)»); }`,
      'the callback of a promise',
    ),
    helper(`${method}async f(paths) { return paths.map(«this.load.bind(this)»); } }`, "async method 'f'"),
    helper(
      `${method}async f() { const read = this.load.bind(this); return «read('p')»; } }`,
      "async method 'f'",
    ),
    helper(
      `${method}async f() { const load = this.load.bind(this); return «load('p')»; } }`,
      "async method 'f'",
    ),
    helper(
      `${method}constructor() { this.load = this.load.bind(this); }\nasync f() { return «this.load('p')»; } }`,
      "async method 'f'",
    ),
    {
      name: 'through another helper',
      ...helper(
        `${load}const h = load.bind(null, 'p');\nconst size = () => h().length;\nasync function f() { return «size()»; }`,
        "async function 'f'",
        'size → load → fs.readFileSync',
      ),
    },
  ],
  silent: [
    `${fs}${load}const h = load.bind(null);\nfunction f() { return h('p'); }`,
    `${fs}${load}async function f() { return load.bind(null); }`,
    `${fs}${load}async function f(server) { server.on('end', load.bind(null)); setTimeout(load.bind(null)); }`,
    `${fs}${method}async f(load) { const read = load.bind(this); return read('p'); } }`,
    `${fs}class A { load = this.load.bind(this); async f() { this.load(); readFileSync; } }`,
  ],
});
