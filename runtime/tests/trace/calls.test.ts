/** Which calls are recorded, of whom, and how the figures come about. */
import { describe, expect, test } from 'vitest';
import { only, places, traced } from './traced.ts';

const work = `
function load() {
  return fs.readFileSync('data.txt');
}
async function handle() {
  await null;
  for (let i = 0; i < 50; i++) load();
  fs.existsSync('data.txt');
}
setTimeout(handle, 5);
`;
const files = { 'data.txt': 'text' };

describe.each([
  ['an ES module', 'app.mjs', `import fs from 'node:fs';`],
  ['an ES module with names', 'app.mjs', `import * as fs from 'node:fs';`],
  ['CommonJS', 'app.cjs', `const fs = require('fs');`],
  ['TypeScript', 'app.mts', `import fs from 'node:fs'; const text: string = '';`],
])('in %s', (_kind, name, head) => {
  test('calls are found at their lines, with who called', async () => {
    const outcome = await traced(name, head + work, { files });
    const recording = only(outcome);
    expect(outcome).toMatchObject({ stdout: '', stderr: '', exit: 0 });
    expect(places(recording)).toEqual([`fs.existsSync ${name}:8`, `fs.readFileSync ${name}:3`]);
    const call = recording.calls.find((item) => item.function === 'fs.readFileSync');
    expect(call?.count).toBe(50);
    expect(call?.stack.map((frame) => frame.name)).toEqual(['load', expect.stringContaining('handle')]);
    expect(recording.functions.find((item) => item.function === 'fs.readFileSync')?.count).toBe(50);
    expect(recording.ended).toBe(true);
    expect(recording.process.main).toBe(name);
  });
});

test('what a blocking function calls in turn is a part of it', async () => {
  const text = `const fs = require('fs'); setImmediate(() => { fs.writeFileSync('x', 'y'); fs.cpSync('x', 'z'); fs.rmSync('z'); });`;
  const { functions } = only(await traced('app.cjs', text));
  expect(functions.map((item) => item.function).sort()).toEqual([
    'fs.cpSync',
    'fs.rmSync',
    'fs.writeFileSync',
  ]);
  expect(functions.map((item) => item.count)).toEqual([1, 1, 1]);
});

describe('start-up', () => {
  test('is left out: modules that run while they are loaded', async () => {
    const module = (name: string): string =>
      `const fs = require('fs'); fs.readFileSync(__filename); fs.existsSync('.'); require('${name}');`;
    const recording = only(
      await traced('app.cjs', module('./b.cjs'), {
        files: { 'b.cjs': `${module('fs')} setTimeout(() => fs.statSync('.'), 5);` },
      }),
    );
    expect(places(recording)).toEqual(['fs.statSync b.cjs:1']);
    expect(recording.functions.map((item) => item.function)).toEqual(['fs.statSync']);
  });

  test('ends where a module goes on after await', async () => {
    const text = `import fs from 'node:fs';\nfs.readFileSync('app.mjs');\nawait null;\nfs.statSync('.');\n`;
    expect(places(only(await traced('app.mjs', text)))).toEqual(['fs.statSync app.mjs:4']);
  });

  test('code that is loaded later is loading too', async () => {
    const recording = only(
      await traced(
        'app.cjs',
        `setTimeout(() => { require('./late.cjs'); require('fs').statSync('.'); }, 5);`,
        {
          files: { 'late.cjs': `require('fs').readFileSync(__filename);` },
        },
      ),
    );
    expect(places(recording)).toEqual(['fs.statSync app.cjs:1']);
  });
});

describe('functions of Node', () => {
  test.each([
    ['child_process.execFileSync', `require('child_process').execFileSync(process.execPath, ['--version'])`],
    ['crypto.pbkdf2Sync', `require('crypto').pbkdf2Sync('a', 'b', 10, 32, 'sha512')`],
    ['crypto.randomBytes', `require('crypto').randomBytes(16)`],
    ['zlib.gzipSync', `require('zlib').gzipSync('text')`],
    ['Atomics.wait', `Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 1)`],
    ['fs.Dir.readSync', `const dir = require('fs').opendirSync('.'); dir.readSync(); dir.closeSync()`],
    ['WebAssembly.Module', `new WebAssembly.Module(Uint8Array.of(0, 97, 115, 109, 1, 0, 0, 0))`],
    ['process.loadEnvFile', `try { process.loadEnvFile('nowhere'); } catch {}`],
    ['JSON.parse', `JSON.parse('[' + '1,'.repeat(1e6) + '1]')`],
    ['JSON.stringify', `JSON.stringify(Array.from({ length: 1e6 }, () => 'some text'))`],
  ])('%s', async (name, call) => {
    const text = `setTimeout(() => {\n${call}\n}, 5);`;
    const recording = only(await traced('app.cjs', text));
    expect(places(recording)).toContain(`${name} app.cjs:2`);
    expect(recording.functions.find((item) => item.function === name)?.count).toBe(1);
  });

  test('that are asynchronous with a callback do not block then', async () => {
    const text = `const { randomBytes } = require('crypto'); setTimeout(() => randomBytes(16, () => {}), 5);`;
    expect(only(await traced('app.cjs', text)).functions).toEqual([]);
  });

  test('that the program loads later, which warns', async () => {
    const text = `
      const { DatabaseSync } = require('node:sqlite');
      const database = new DatabaseSync(':memory:');
      setTimeout(() => {
        database.exec('CREATE TABLE numbers (n)');
        database.prepare('INSERT INTO numbers VALUES (1)').run();
      }, 1500);`;
    const recording = only(await traced('app.cjs', text));
    expect(places(recording)).toEqual([
      'sqlite.DatabaseSync.exec app.cjs:5',
      'sqlite.DatabaseSync.prepare app.cjs:6',
      'sqlite.StatementSync.run app.cjs:6',
    ]);
  });

  test('small values of JSON are of no interest', async () => {
    const text = `setTimeout(() => { for (let i = 0; i < 1000; i++) JSON.parse(JSON.stringify({ i })); }, 5);`;
    // On a busy machine one of them may take a millisecond all the same.
    for (const { count } of only(await traced('app.cjs', text)).functions) expect(count).toBeLessThan(50);
  });
});

// A busy machine leaves room for few samples, which may then be far off.
test('many short calls are counted exactly by function, and by a sample by place', { retry: 3 }, async () => {
  const text = `
    const fs = require('fs');
    function often() { fs.existsSync('.'); }
    function seldom() { fs.existsSync('.'); }
    setTimeout(() => { for (let i = 0; i < 90_000; i++) { often(); often(); seldom(); } }, 5);`;
  const { calls, functions } = only(await traced('app.cjs', text));
  expect(functions).toMatchObject([{ function: 'fs.existsSync', count: 270_000 }]);
  const [often = 0, seldom = 0] = [3, 4].map(
    (line) => calls.find(({ stack: [at] }) => at?.line === line)?.count ?? 0,
  );
  expect(calls.every(({ estimated }) => estimated)).toBe(true);
  // All but those since the last sample.
  expect(often + seldom).toBeGreaterThan(200_000);
  expect(often + seldom).toBeLessThanOrEqual(270_000);
  expect(often / seldom).toBeGreaterThan(1);
});

test('long calls are all counted at their places', async () => {
  const text = `
    const wait = (ms) => Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, ms);
    const first = () => wait(2);
    const second = () => wait(2);
    setTimeout(() => { for (let i = 0; i < 100; i++) { first(); if (i % 4 === 0) second(); } }, 5);`;
  const { calls } = only(await traced('app.cjs', text));
  const callers = calls.map(({ stack, count }) => [stack[1]?.name, count]);
  expect(calls.map(({ stack: [at] }) => at?.line)).toEqual([2]);
  expect(callers).toEqual([['first', 125]]);
});

test('places beyond what there is room for are counted together', async () => {
  const functions = Array.from({ length: 1100 }, (_, i) => `(ms) => Atomics.wait(cell, 0, 0, ms + ${i} * 0)`);
  const text = `
    const cell = new Int32Array(new SharedArrayBuffer(4));
    const all = [${functions.join(',\n')}];
    setTimeout(() => { for (const one of all) one(1); }, 5);`;
  const { calls } = only(await traced('app.cjs', text));
  expect(calls.length).toBe(1024);
  expect(calls.find((call) => call.function === 'other calls')?.count).toBe(1100 - 1023);
});

test('worker threads are left alone', async () => {
  const text = `
    const { Worker } = require('worker_threads');
    const code = 'require("fs").statSync("."); process.stdout.write(require("fs").readFileSync.name)';
    setTimeout(() => new Worker(code, { eval: true }), 5);`;
  const outcome = await traced('app.cjs', text);
  expect(outcome.stdout).toBe('readFileSync');
  expect(only(outcome).functions).toEqual([]);
});

test('toThread finds functions that are recorded', async () => {
  const text = `
    const { toThread } = require(${JSON.stringify(new URL('../../dist/commonjs/index.js', import.meta.url).pathname)});
    const { readFileSync, existsSync } = require('fs');
    const { gzipSync } = require('zlib');
    setTimeout(async () => {
      console.log(await toThread(readFileSync, 'data.txt', 'utf8'), await toThread(existsSync, '.'));
      console.log((await toThread(gzipSync, 'x')).length > 0);
      const sum = await toThread((n) => { let s = 0; for (let i = 0; i < n; i++) s += i; return s; }, 10);
      console.log(sum);
    }, 5);`;
  const outcome = await traced('app.cjs', text, { files });
  expect(outcome).toMatchObject({ stdout: 'text true\ntrue\n45\n', stderr: '', exit: 0 });
  const { functions } = only(outcome);
  expect(functions.map((item) => item.function)).not.toContain('fs.existsSync');
  expect(functions.map((item) => item.function)).not.toContain('zlib.gzipSync');
});
