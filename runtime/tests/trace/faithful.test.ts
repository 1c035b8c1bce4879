/** A program that is recorded does what it does, and says what it says, without. */
import { describe, expect, test } from 'vitest';
import type { Outcome } from '../support/program.ts';
import { only, traced } from './traced.ts';

/** Runs a program as it is and under the recorder, and gives what both have printed. */
async function both(
  text: string,
  node: readonly string[] = [],
): Promise<[plain: Outcome, recorded: Outcome]> {
  const outcome = async (isPlain: boolean): Promise<Outcome> => {
    // Where `--import` is given, Node runs CommonJS in another way.
    const { stdout, stderr, exit, folder } = await traced('app.cjs', text, {
      isPlain,
      node,
      load: '--require',
    });
    // Each has a folder of its own.
    return { stdout: stdout.replaceAll(folder, ''), stderr: stderr.replaceAll(folder, ''), exit };
  };
  return Promise.all([outcome(true), outcome(false)]);
}

/** Errors with their stacks, in the order in which they come. */
const errors = `
const fs = require('fs');
function deep(n, run) { return n === 0 ? run() : deep(n - 1, run); }
function show(run) {
  for (const depth of [0, 5, 30]) {
    try { deep(depth, run); } catch (error) { console.log(error.stack, Object.keys(error), error.message); }
  }
}
function work() {
  show(() => fs.readFileSync('/nowhere'));
  show(() => fs.readFileSync(12.5));
  show(() => fs.writeFileSync('/nowhere/x', ''));
  show(() => fs.cpSync('/nowhere', '/elsewhere', { recursive: true }));
  show(() => require('child_process').execSync('exit 3', { stdio: 'ignore' }));
  show(() => require('zlib').gunzipSync('not packed'));
  show(() => JSON.parse('{'));
  show(() => JSON.parse('{}', () => { throw new Error('mine'); }));
  show(() => JSON.stringify({ toJSON() { throw new TypeError('mine'); } }));
  show(() => new WebAssembly.Module(Uint8Array.of(1)));
  show(() => Atomics.wait([], 0, 0));
}
`;

describe('stacks of errors', () => {
  test('are the same', async () => {
    const [plain, recorded] = await both(`${errors} setTimeout(work, 5);`);
    expect(recorded).toEqual(plain);
    expect(plain.stdout).toContain('at deep (/app.cjs:3');
  });

  test.each([
    ['more frames', 'Error.stackTraceLimit = 40;'],
    ['two frames', 'Error.stackTraceLimit = 2;'],
    ['none', 'Error.stackTraceLimit = 0;'],
    ['no limit that makes sense', `Error.stackTraceLimit = 'many';`],
    [
      'frames of its own make',
      `Error.prepareStackTrace = (error, sites) => error + ' in ' + sites.length + ':' + sites.map((site) => '\\n    at ' + site).join('');`,
    ],
    [
      'frames as they are',
      `Error.prepareStackTrace = (error, sites) => sites.map((site) => site.getFileName() + site.getLineNumber());`,
    ],
    ['a function that throws', `Error.prepareStackTrace = () => { throw new Error('no stack'); };`],
  ])('are the same for a program that wants %s', async (_name, setting) => {
    // A stack that cannot be shown is what the program sees of it.
    const program = errors.replace(
      'error.stack,',
      `(() => { try { return error.stack; } catch (e) { return e.message; } })(),`,
    );
    const [plain, recorded] = await both(
      `${program.replace(/.*zlib.*/, '')} setTimeout(() => { ${setting} work(); }, 5);`,
    );
    expect(recorded).toEqual(plain);
  });

  test('are the same where nobody catches them', async () => {
    const [plain, recorded] = await both(
      `setTimeout(() => {\n  require('fs').readFileSync('/nowhere');\n}, 5);`,
    );
    // Node shows the line of its own code that has thrown, and here none.
    const withoutLine = (text: string): string => text.slice(text.indexOf('Error: '));
    const [{ stderr, ...rest }, { stderr: expected, ...others }] = [recorded, plain];
    expect(rest).toEqual(others);
    expect(withoutLine(stderr)).toBe(withoutLine(expected));
    expect(stderr).not.toContain('record.cjs');
    expect(plain.exit).toBe(1);
  });
});

test('functions look as they do', async () => {
  const text = `
    const fs = require('fs');
    const { DatabaseSync } = require('node:sqlite');
    const seen = [];
    for (const [name, module] of Object.entries({ fs, child_process: require('child_process'), crypto: require('crypto'), zlib: require('zlib'), JSON, Atomics })) {
      for (const key of Object.getOwnPropertyNames(module)) {
        const { value, ...rest } = Object.getOwnPropertyDescriptor(module, key);
        if (typeof value !== 'function') continue;
        seen.push([name, key, value.name, value.length, 'prototype' in value, Object.keys(value), rest]);
      }
    }
    console.log(JSON.stringify(seen), typeof fs.realpathSync.native, typeof fs.readFileSync.prototype);
    const wasm = new WebAssembly.Module(Uint8Array.of(0, 97, 115, 109, 1, 0, 0, 0));
    console.log(wasm instanceof WebAssembly.Module, wasm.constructor === WebAssembly.Module, wasm);
    class Empty extends WebAssembly.Module { constructor() { super(Uint8Array.of(0, 97, 115, 109, 1, 0, 0, 0)); } }
    console.log(new Empty() instanceof Empty, new Empty().constructor.name, new DatabaseSync(':memory:') instanceof DatabaseSync);
    console.log(fs.existsSync === fs['existsSync'], import('fs').then((m) => console.log(m.existsSync === fs.existsSync)));
    process.stdout.write(String(Error.stackTraceLimit) + typeof Error.prepareStackTrace + '\\n');`;
  const [plain, recorded] = await both(text, ['--no-warnings']);
  expect(recorded).toEqual(plain);
});

test('the order of what happens is the same', async () => {
  const text = `
    const fs = require('fs');
    const log = (text) => process.stdout.write(text + ' ');
    setTimeout(() => log('timeout'), 0);
    setImmediate(() => { log('immediate'); fs.statSync('.'); process.nextTick(() => log('tick')); Promise.resolve().then(() => log('promise')); });
    fs.readFile(__filename, () => { log('read'); setTimeout(() => log('late'), 0); setImmediate(() => log('soon')); });
    Promise.resolve().then(() => { log('first'); fs.existsSync('.'); queueMicrotask(() => log('second')); });
    process.nextTick(() => log('zero'));
    process.on('beforeExit', () => log('before'));
    process.on('exit', (code) => log('exit ' + code));`;
  const words = (outcome: unknown): string[] =>
    (outcome as { stdout: string }).stdout.trim().split(' ').sort();
  const [plain, recorded] = await both(text);
  expect(words(recorded)).toEqual(words(plain));
  for (const outcome of [plain, recorded]) {
    expect(outcome.stdout).toMatch(/^zero first second /);
    expect(outcome.stdout).toMatch(/soon late|late soon/);
    expect(outcome.stdout).toMatch(/before exit 0 $/);
  }
});

test('nothing keeps a program alive, nor is shown by it', async () => {
  const text = `
    const { threadId, isMainThread } = require('worker_threads');
    setTimeout(() => {
      console.log(process.getActiveResourcesInfo().filter((kind) => kind !== 'TTYWrap'), threadId, isMainThread);
      console.log(Object.keys(globalThis).filter((key) => /trace|thread/.test(key)), Object.keys(process).filter((key) => /trace|thread/i.test(key)));
    }, 50);`;
  const [plain, recorded] = await both(text);
  expect(recorded).toEqual(plain);
});

test('a program that replaces functions has what it put there', async () => {
  const text = `
    const fs = require('fs');
    const original = fs.readFileSync;
    fs.readFileSync = function (...args) { return 'mine ' + original.apply(fs, args).length; };
    setTimeout(() => { console.log(fs.readFileSync(__filename)); fs.readFileSync = original; fs.readFileSync(__filename); }, 5);`;
  const outcome = await traced('app.cjs', text);
  expect(outcome.stdout).toMatch(/^mine \d+\n$/);
  expect(only(outcome).functions.find((item) => item.function === 'fs.readFileSync')?.count).toBe(2);
});

test('fake timers do not touch it', async () => {
  const text = `
    const { mock } = require('node:test');
    setTimeout(() => {
      mock.timers.enable({ apis: ['setInterval', 'setTimeout', 'Date'] });
      performance.now = () => 0;
      for (const end = process.hrtime()[0] + 1; process.hrtime()[0] <= end;);
      require('fs').statSync('.');
    }, 100);`;
  const outcome = await traced('app.cjs', text, { node: ['--no-warnings'] });
  expect(outcome).toMatchObject({ exit: 0, stderr: '' });
  expect(only(outcome).stalls.longest).toBeGreaterThan(100);
});
