import { testValidRule } from '../../support/valid-rule-tester.ts';
import type { Reported } from '../../support/valid-rule-tester.ts';

const HEAD =
  "import { asCompleted, Lock, toThread, ThreadPoolExecutor, wait } from 'to-thread';\nimport fs, { readFile } from 'node:fs';\nimport work from './work.js';\nconst pool = new ThreadPoolExecutor();\nconst lock = new Lock();\n";

const silent = (code: string) => HEAD + code;

function forResult(code: string, output: string): Reported {
  return {
    code: HEAD + code,
    reports: [{ id: 'callForResult', suggestion: { id: 'awaitResult', output: HEAD + output } }],
  };
}

function forLock(code: string, output?: string): Reported {
  return {
    code: HEAD + code,
    reports: [
      {
        id: 'promiseForLock',
        ...(output !== undefined && { suggestion: { id: 'awaitLock', output: HEAD + output } }),
      },
    ],
  };
}

testValidRule('calls that are taken for their results', {
  reported: [
    forResult(
      'const text = await «pool.call(work)»; use(text);',
      'const text = await pool.call(work).result; use(text);',
    ),
    forResult('use(await «pool.call(work)»);', 'use(await pool.call(work).result);'),
    forResult(
      'export const f = async () => await «pool.call(work)»;',
      'export const f = async () => await pool.call(work).result;',
    ),
    forResult('(await «pool.call(work)»).length;', '(await pool.call(work).result).length;'),
  ],
  silent: [
    silent('use(await pool.call(work).result);'),
    silent('const call = pool.call(work); use(await call.result);'),
    silent('const call = await pool.call(work); use(await call.result);'),
    silent('use(await (await pool.call(work)).result);'),
    silent('await wait([await pool.call(work)]);'),
    silent('const call = await pool.call(work); calls.push(call);'),
    silent('export const f = () => pool.call(work);'),
    silent('use(await pool.submit(work));'),
  ],
});

testValidRule('promises that are taken for held locks', {
  reported: [
    forLock('const held = «lock.acquire()»;', 'const held = await lock.acquire();'),
    forLock(
      'async function f() { const held = «lock.acquire()»; try { use(); } finally { held.release(); } }',
      'async function f() { const held = await lock.acquire(); try { use(); } finally { held.release(); } }',
    ),
    forLock('function f() { const held = «lock.acquire()»; }'),
  ],
  silent: [
    silent('const held = await lock.acquire(); held.release();'),
    silent('const soon = lock.acquire(); use(); const held = await soon; held.release();'),
    silent('const soon = lock.acquire(); soon.then((held) => held.release(), use);'),
    silent('const soon = lock.acquire(); use(soon);'),
    silent('export const soon = lock.acquire();'),
    silent('const get = () => lock.acquire(); use(get);'),
  ],
});

const noCall = (code: string, argument: string): Reported => ({
  code: HEAD + code,
  reports: [{ id: 'invalidArgument', data: { argument, expected: 'what call() of an executor gives' } }],
});

testValidRule('promises where calls are waited for', {
  reported: [
    noCall('await wait([«pool.submit(work)»]);', 'calls[0]'),
    noCall('await wait([pool.call(work), «toThread(work)»]);', 'calls[1]'),
    noCall('await wait([1, 2].map((n) => «pool.run(work, [n])»), { timeout: 5 });', 'calls[0]'),
    noCall('for await (const call of asCompleted([«pool.submit(work)»])) use(call);', 'calls[0]'),
  ],
  silent: [
    silent('await wait([pool.call(work)]);'),
    silent('await wait([1, 2].map((n) => pool.call(work, n)));'),
    silent('await wait(calls);'),
    silent('await wait([...calls, pool.submit(work)]);'),
  ],
});

const byCallback = (code: string, name: string): Reported => ({
  code: HEAD + code,
  reports: [
    {
      id: 'unsupportedFunction',
      data: {
        name,
        reason: 'it answers by a callback, which stays in this thread',
        wayOut: 'Pass its twin whose name ends in `Sync`, which returns what it gives',
      },
    },
  ],
});

testValidRule('functions that answer by a callback', {
  reported: [
    byCallback("await toThread(«fs.readFile», 'x', 'utf8');", '`fs.readFile`'),
    byCallback("await toThread(«readFile», 'x', 'utf8');", '`readFile`'),
    byCallback("import zlib from 'node:zlib';\nawait pool.submit(«zlib.gzip», 'x');", '`zlib.gzip`'),
  ],
  silent: [
    silent("await toThread(fs.readFileSync, 'x', 'utf8');"),
    silent("await toThread(fs.promises.readFile, 'x', 'utf8');"),
    silent("import { randomBytes } from 'node:crypto';\nawait toThread(randomBytes, 8);"),
    silent("import { readFile } from './files.js';\nawait toThread(readFile, 'x');"),
  ].map((code) => code.replace("import fs, { readFile } from 'node:fs';\n", "import fs from 'node:fs';\n")),
});

const misplaced = (code: string, name: string, options: string): Reported => ({
  code: HEAD + code,
  reports: [{ id: 'misplacedOptions', data: { name, options } }],
});

testValidRule('options that are given to the function', {
  reported: [
    misplaced('await toThread(Math.max, 1, «{ timeout: 5 }»);', '`Math.max`', '`timeout`'),
    misplaced(
      'export const add = (a, b) => a + b;\nawait pool.submit(add, 1, 2, «{ timeout: 5, signal }»);',
      '`add`',
      '`timeout` and `signal`',
    ),
    misplaced(
      'await pool.submit((text) => text.length, "a", «{ transfer: [] }»);',
      'This function',
      '`transfer`',
    ),
  ],
  silent: [
    silent('await pool.run(Math.max, [1], { timeout: 5 });'),
    silent('await toThread(work, 1, { timeout: 5 });'),
    silent(
      'export const add = (a, options) => a + options.timeout;\nawait pool.submit(add, 1, { timeout: 5 });',
    ),
    silent('export const add = (a, ...more) => more;\nawait pool.submit(add, 1, { timeout: 5 });'),
    silent('export function add(a) { return arguments[1]; }\nawait pool.submit(add, 1, { timeout: 5 });'),
    silent('export const add = (a) => a;\nawait pool.submit(add, 1, { size: 5 });'),
    silent('import { execSync } from "node:child_process";\nawait toThread(execSync, "ls", { timeout: 5 });'),
  ],
});
