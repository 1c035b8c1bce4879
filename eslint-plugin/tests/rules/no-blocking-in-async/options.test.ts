import { testRule } from '../../support/rule-tester.ts';

const fs = "import fs from 'node:fs';\n";
const use = "async function f() { return «fs.readFileSync('p')»; }";
const helper = "import { toThread } from 'to-thread';\n";
const fixed = "async function f() { return await toThread(fs.readFileSync, 'p'); }";
const stale = 'async function f(x) { if (x.n) return; «fs.readFileSync(x.p)»; x.n = 1; }';
const staleFixed = 'async function f(x) { if (x.n) return; await toThread(fs.readFileSync, x.p); x.n = 1; }';
const because = [
  'interleaving',
  { place: 'x.n', before: 'read', after: 'changed on line 2', who: 'another run of the function' },
] as const;

testRule('fix', {
  reported: [
    { options: { fix: 'safe' }, code: fs + use, output: fs + helper + fixed },
    {
      options: { fix: 'suggest' },
      code: fs + use,
      output: null,
      reports: [{ suggestion: fs + helper + fixed }],
    },
    { options: { fix: 'off' }, code: fs + use, output: null },
    ...(['safe', 'suggest'] as const).map((fix) => ({
      options: { fix },
      code: fs + stale,
      output: null,
      reports: [{ reason: because, suggestion: fs + helper + staleFixed }],
    })),
    {
      options: { fix: 'all' },
      code: fs + stale,
      output: fs + helper + staleFixed,
      reports: [{ fixedAlthough: because }],
    },
    {
      name: 'all: what is shown to be safe',
      options: { fix: 'all' },
      code: fs + use,
      output: fs + helper + fixed,
    },
    {
      name: 'all: what no rewrite can make right',
      options: { fix: 'all' },
      code: `${fs}async function f(x = «fs.readFileSync('p')») {}`,
      output: null,
      reports: [{ reason: ['parameter'] }],
    },
    { options: { fix: 'off' }, code: fs + stale, output: null },
  ],
});

testRule('runtime', {
  reported: [
    ['./threads.js', "import { toThread } from './threads.js';\n"],
    ['@scope/threads', "import { toThread } from '@scope/threads';\n"],
    ['#threads', "import { toThread } from '#threads';\n"],
  ].map(([runtime = '', statement = '']) => ({
    options: { runtime },
    code: fs + use,
    output: fs + statement + fixed,
  })),
});

testRule('a runtime that is imported under its own name', {
  reported: [
    {
      options: { runtime: './threads.js' },
      code: `${fs}import { toThread as run } from './threads.js';\n${use}`,
      output: `${fs}import { toThread as run } from './threads.js';\n${fixed.replace('toThread', 'run')}`,
    },
  ],
});

const read = "«fs.readFileSync('p')»";
const moved = "await toThread(fs.readFileSync, 'p')";

/** A module with top-level await. */
function topLevel(code: string, typescript?: true) {
  return {
    options: { topLevel: true },
    code: fs + code.replace('READ', read),
    output: null,
    reports: [
      { place: null, reason: ['top level'] as const, suggestion: fs + helper + code.replace('READ', moved) },
    ],
    ...(typescript && { typescript }),
  };
}

testRule('topLevel', {
  reported: [
    topLevel('await 0;\nREAD;'),
    topLevel('export const a = READ;\nawait 0;'),
    topLevel('for await (const a of b) READ;'),
    topLevel('await using a = b();\nREAD;'),
    topLevel('await 0;\nif (a) { READ; }'),
    topLevel('await 0;\nclass A extends B(READ) {}'),
    topLevel('await 0;\nexport default READ;'),
    {
      options: { topLevel: true },
      code: `${fs}await 0;\nclass A { static a = ${read}; }`,
      output: null,
      reports: [{ place: null, reason: ['class field'] }],
    },
    {
      options: { topLevel: true },
      code: `${fs}await 0;\nclass A { static { ${read}; } }`,
      output: null,
      reports: [{ place: null, reason: ['static block'] }],
    },
    {
      options: { topLevel: true },
      typescript: true,
      code: `${fs}await 0;\n@D(${read}) class A {}`,
      output: null,
      reports: [{ place: null, reason: ['decorator'] }],
    },
    {
      options: { topLevel: true },
      typescript: true,
      code: `${fs}await 0;\nclass A { async m(@D(${read}) x) {} }`,
      output: null,
      reports: [{ place: null, reason: ['decorator'] }],
    },
    {
      options: { topLevel: true },
      typescript: true,
      code: `${fs}await 0;\nenum E { A = ${read}.length }`,
      output: null,
      reports: [{ place: null, reason: ['enum'] }],
    },
  ],
  silent: [
    { code: `${fs}await 0;\nfs.readFileSync('p');` },
    { options: { topLevel: true }, code: `${fs}fs.readFileSync('p');` },
    { options: { topLevel: true }, code: `${fs}fs.readFileSync('p');\nasync () => { await 0; };` },
    { options: { topLevel: true }, code: `${fs}await 0;\nfunction f() { fs.readFileSync('p'); }` },
    { options: { topLevel: true }, code: `${fs}await 0;\nclass A { a = fs.readFileSync('p'); }` },
    { options: { topLevel: true }, code: `${fs}console.log('await');\nfs.readFileSync('p');` },
  ],
});

const crypto = "import crypto from 'node:crypto';\n";

testRule('cheap', {
  reported: [
    {
      options: { cheap: true },
      code: `${crypto}async function f() { return «crypto.randomBytes(16)»; }`,
      output: `${crypto}${helper}async function f() { return await toThread(crypto.randomBytes, 16); }`,
      reports: [{ name: 'crypto.randomBytes' }],
    },
  ],
  silent: [
    `${crypto}async function f() { return crypto.randomBytes(16); }`,
    { options: { cheap: false }, code: `${crypto}async function f() { return crypto.randomInt(6); }` },
  ],
});

/** A function that the user names and says to cross, called through an import. */
function added(name: { module: string; export: string }, statement: string, callee: string, display: string) {
  return {
    options: { additional: [{ ...name, crosses: true }] },
    code: `${statement}\nasync function f() { return «${callee}(1)»; }`,
    output: `${name.module.startsWith('.') ? `${helper}${statement}\n` : `${statement}\n${helper}`}async function f() { return await toThread(${callee}, 1); }`,
    reports: [{ name: display }],
  };
}

testRule('additional', {
  reported: [
    added({ module: 'slow', export: 'run' }, "import { run } from 'slow';", 'run', 'slow.run'),
    added({ module: 'slow', export: 'run' }, "import * as slow from 'slow';", 'slow.run', 'slow.run'),
    added({ module: 'slow', export: 'run' }, "import slow from 'slow';", 'slow.run', 'slow.run'),
    added({ module: 'slow', export: 'a.run' }, "import { a } from 'slow';", 'a.run', 'slow.a.run'),
    added({ module: 'slow', export: 'default' }, "import slow from 'slow';", 'slow', 'slow'),
    added({ module: 'slow', export: 'default' }, "import * as slow from 'slow';", 'slow.default', 'slow'),
    added({ module: '@scope/slow', export: 'default' }, "import go from '@scope/slow';", 'go', '@scope/slow'),
    added({ module: './slow.js', export: 'default' }, "import go from './slow.js';", 'go', './slow.js'),
    added({ module: './slow.js', export: 'run' }, "import { run } from './slow.js';", 'run', './slow.js.run'),
    added({ module: 'slow', export: '$run' }, "import { $run } from 'slow';", '$run', 'slow.$run'),
    added({ module: 'node:timers', export: 'spin' }, "import { spin } from 'timers';", 'spin', 'timers.spin'),
    {
      options: { additional: [{ module: 'slow', export: 'default', crosses: true }] },
      filename: 'file.cjs',
      sourceType: 'commonjs',
      code: "const slow = require('slow');\nasync function f() { return «slow(1)»; }",
      output:
        "const slow = require('slow');\nconst { toThread } = require('to-thread');\nasync function f() { return await toThread(slow, 1); }",
      reports: [{ name: 'slow' }],
    },
    {
      options: { additional: [{ module: 'globalThis', export: 'Slow.run', crosses: true }] },
      code: 'export async function f() { return «Slow.run(1)»; }',
      output:
        "import { toThread } from 'to-thread';\n\nexport async function f() { return await toThread(Slow.run, 1); }",
      reports: [{ name: 'Slow.run' }],
    },
  ],
  silent: [
    "import { run } from 'slow';\nasync function f() { run(1); }",
    {
      options: { additional: [{ module: 'slow', export: 'run' }] },
      code: "import { run } from 'fast';\nasync function f() { run(1); }",
    },
    {
      options: { additional: [{ module: 'slow', export: 'run' }] },
      code: "import { a } from 'slow';\nasync function f() { a.run(1); }",
    },
    {
      options: { additional: [{ module: 'slow', export: 'default' }] },
      code: "import { slow } from 'slow';\nasync function f() { slow(1); }",
    },
  ],
});

/** A function of which the user says nothing more than that it blocks. */
function unknown(
  options: { fix?: 'all'; additional: { module: string; export: string; crosses?: boolean }[] },
  statement: string,
  callee: string,
  display: string,
) {
  const text = (call: string) => `${statement}\nasync function f() { return ${call}; }`;
  const isRelative = statement.includes("'./");
  const imports = isRelative ? `${helper}${statement}\n` : `${statement}\n${helper}`;
  const fixed = `${imports}async function f() { return await toThread(${callee}, 1); }`;
  const because = ['unknown function', { name: display }] as const;
  return options.fix === 'all'
    ? {
        options,
        code: text(`«${callee}(1)»`),
        output: fixed,
        reports: [{ name: display, fixedAlthough: because }],
      }
    : {
        options,
        code: text(`«${callee}(1)»`),
        output: null,
        reports: [{ name: display, reason: because, suggestion: fixed }],
      };
}

const run = { module: 'slow', export: 'run' };

testRule('additional functions of which nothing is known', {
  reported: [
    unknown({ additional: [run] }, "import { run } from 'slow';", 'run', 'slow.run'),
    unknown({ additional: [run] }, "import * as slow from 'slow';", 'slow.run', 'slow.run'),
    unknown(
      { additional: [{ ...run, crosses: false }] },
      "import { run as go } from 'slow';",
      'go',
      'slow.run',
    ),
    unknown(
      { additional: [{ module: 'slow', export: 'default' }] },
      "import slow from 'slow';",
      'slow',
      'slow',
    ),
    unknown(
      { additional: [{ module: './slow.js', export: 'a.run' }] },
      "import { a } from './slow.js';",
      'a.run',
      './slow.js.a.run',
    ),
    // A name in the catalog is known by what the user says of it.
    unknown(
      { additional: [{ module: 'bcrypt', export: 'hashSync' }] },
      "import { hashSync } from 'bcrypt';",
      'hashSync',
      'bcrypt.hashSync',
    ),
    unknown({ additional: [run], fix: 'all' }, "import { run } from 'slow';", 'run', 'slow.run'),
  ],
});

const exists = `${fs}async function f() { return fs.existsSync('p'); }`;

testRule('ignore', {
  silent: [
    ...[
      'fs.existsSync',
      'node:fs.existsSync',
      { module: 'fs', export: 'existsSync' },
      { module: 'node:fs', export: 'existsSync' },
    ].map((name) => ({ name: JSON.stringify(name), options: { ignore: [name] }, code: exists })),
    { options: { ignore: ['Atomics.wait'] }, code: 'async function f(x) { Atomics.wait(x, 0, 0); }' },
    {
      options: { ignore: ['globalThis.Atomics.wait'] },
      code: 'async function f(x) { Atomics.wait(x, 0, 0); }',
    },
    {
      name: 'what is also additional',
      options: { additional: [{ module: 'slow', export: 'run' }], ignore: ['slow.run'] },
      code: "import { run } from 'slow';\nasync function f() { run(1); }",
    },
  ],
  reported: [
    { options: { ignore: ['fs.existsSync'] }, code: fs + use, output: fs + helper + fixed },
    { options: { ignore: ['fs-extra.readFileSync'] }, code: fs + use, output: fs + helper + fixed },
  ],
});
