import { testRule } from '../../support/rule-tester.ts';
import type { Reported } from '../../support/rule-tester.ts';

const imports = "import { readFileSync } from 'node:fs';\n";
const toThread = "import { toThread } from 'to-thread';\n";

function silent(code: string): string {
  return imports + code.replaceAll('READ', "readFileSync('p')");
}

/** A callback of a function that is not known to run it elsewhere, which is the first in its array. */
function inline(code: string, options?: Reported['options']): Reported {
  return {
    code: imports + code.replace('READ', "«readFileSync('p')»"),
    output: null,
    reports: [{ callback: true }],
    // What can be done about callbacks is tested elsewhere.
    options: { ...options, fix: 'off' },
  };
}

testRule('what toThread is given', {
  silent: [
    `${toThread}async function f() { await toThread(() => READ); }`,
    `${toThread}async function f() { await toThread(function () { READ; }); }`,
    `${toThread}async function f() { await toThread(async () => { READ; }); }`,
    `${toThread}async function f(x) { await toThread((p) => x.map(() => READ), x); }`,
    `${toThread}async function f(x) { await toThread(() => { function g() { READ; } g(); }); }`,
    `${toThread}function g() { READ; }\nasync function f() { await toThread(g); await toThread(() => g()); }`,
    `${toThread}async function f() { await toThread(readFileSync, 'p'); }`,
    `${toThread}export const all = await toThread(() => READ);`,
    "import { toThread as run } from 'to-thread';\nasync function f() { await run(() => READ); }",
    "import * as threads from 'to-thread';\nasync function f() { await threads.toThread(() => READ); }",
    "import { runInExecutor } from 'to-thread';\nasync function f(pool) { await runInExecutor(pool, () => READ); }",
    "async function f() { const { toThread } = await import('to-thread'); await toThread(async () => READ); }",
  ].map(silent),
  reported: [
    inline(`${toThread}async function f() { await toThread(x, [1].map(() => READ)); }`),
    inline('function toThread() {}\nasync function f() { [toThread].map(() => READ); }'),
    {
      name: 'another function of that name',
      code: `${imports}import { toThread } from './threads.js';\nasync function f() { await toThread(async () => «readFileSync('p')»); }`,
      output: `${imports}import { toThread as toThread2 } from 'to-thread';\nimport { toThread } from './threads.js';\nasync function f() { await toThread(async () => await toThread2(readFileSync, 'p')); }`,
      reports: [{ place: 'async arrow function' }],
    },
  ],
});

testRule('what the runtime of the options is given', {
  silent: [
    {
      options: { runtime: './threads.js' },
      code: silent(
        "import { toThread } from './threads.js';\nasync function f() { await toThread(async () => READ); }",
      ),
    },
  ],
});

const given = (callee: string, statement: string) =>
  silent(
    `${statement}\nfunction g() { READ; }\nasync function f() { ${callee}(async () => READ); ${callee}(() => g()); }`,
  );

testRule('offThread', {
  silent: [
    { options: { offThread: ['slow.run'] }, code: given('run', "import { run } from 'slow';") },
    { options: { offThread: ['slow.run'] }, code: given('go', "import { run as go } from 'slow';") },
    { options: { offThread: ['slow.run'] }, code: given('slow.run', "import * as slow from 'slow';") },
    { options: { offThread: ['node:slow.run'] }, code: given('run', "import { run } from 'slow';") },
    {
      options: { offThread: [{ module: './slow.js', export: 'run' }] },
      code: given('run', "import { run } from './slow.js';"),
    },
    {
      options: { offThread: [{ module: 'slow', export: 'default' }] },
      code: given('run', "import run from 'slow';"),
    },
    { options: { offThread: ['slow.default'] }, code: given('run', "import run from 'slow';") },
    { options: { offThread: ['globalThis.run'] }, code: given('run', '') },
    {
      options: { offThread: ['slow.Pool.new().run'] },
      code: given('pool.run', "import { Pool } from 'slow'; const pool = new Pool();"),
    },
    {
      options: { offThread: ['slow.makePool.().run'] },
      code: given('pool.run', "import { makePool } from 'slow'; const pool = makePool();"),
    },
  ],
  reported: [
    inline("import { other } from 'slow';\nasync function f() { [other].map(() => READ); }", {
      offThread: ['slow.run'],
    }),
    {
      options: { offThread: ['slow.run'] },
      code: `${imports}import { run } from 'fast';\nasync function f() { await run(async () => «readFileSync('p')»); }`,
      output: `${imports}import { run } from 'fast';\n${toThread}async function f() { await run(async () => await toThread(readFileSync, 'p')); }`,
      reports: [{ place: 'async arrow function' }],
    },
    {
      name: 'a shadowed name',
      options: { offThread: ['slow.run'] },
      code: `${imports}import { run } from 'slow';\nasync function f(run) { await run(async () => «readFileSync('p')»); }`,
      output: `${imports}import { run } from 'slow';\n${toThread}async function f(run) { await run(async () => await toThread(readFileSync, 'p')); }`,
      reports: [{ place: 'async arrow function' }],
    },
  ],
});

/** An async function that blocks, below what the file takes from elsewhere. */
const worker = (head: string) => `${head}\nasync function f() { readFileSync('p'); }`;

function reportedWith(head: string): Reported {
  return {
    code: `${imports}${head}\nasync function f() { «readFileSync('p')»; }`,
    output: `${imports}${head}\n${toThread}async function f() { await toThread(readFileSync, 'p'); }`,
  };
}

testRule('the files of workers', {
  silent: [
    ...[
      "import { parentPort } from 'node:worker_threads';",
      "import { workerData } from 'worker_threads';",
      "import { parentPort as port } from 'node:worker_threads';",
      "import { threadId, workerData } from 'node:worker_threads';",
      "import threads from 'node:worker_threads'; threads.parentPort.on('message', f);",
      "import * as threads from 'node:worker_threads'; threads.parentPort.on('message', f);",
    ].map((head) => imports + worker(head)),
    ...[
      "const { parentPort } = require('node:worker_threads');",
      "const { parentPort: port } = require('worker_threads');",
      "const { parentPort } = require('worker_threads'), x = 1;",
      "const port = require('worker_threads').parentPort;",
      "const threads = require('worker_threads'); threads.workerData;",
    ].map((head) => ({
      sourceType: 'commonjs' as const,
      filename: 'file.cjs',
      code: `const { readFileSync } = require('fs');\n${worker(head)}`,
    })),
    {
      name: 'also with helpers, callbacks and options',
      options: { topLevel: true },
      code: silent(
        "import { parentPort } from 'node:worker_threads';\nfunction g() { READ; }\nasync function f(x) { g(); x.map(() => READ); }\nawait 0; READ;",
      ),
    },
  ],
  reported: [
    reportedWith("import { Worker } from 'node:worker_threads';"),
    reportedWith("import { isMainThread, parentPort } from 'node:worker_threads';"),
    reportedWith("import { isMainThread as main, workerData } from 'node:worker_threads';"),
    {
      code: `${imports}import { parentPort } from './ports.js';\nasync function f() { «readFileSync('p')»; }`,
      output: `${imports}${toThread}import { parentPort } from './ports.js';\nasync function f() { await toThread(readFileSync, 'p'); }`,
    },
    reportedWith("import * as threads from 'node:worker_threads';"),
    reportedWith("import { MessageChannel as parentPort } from 'node:worker_threads';"),
  ],
});
