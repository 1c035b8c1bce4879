import childProcess from 'node:child_process';
import { EventEmitter } from 'node:events';
import type { readFileSync } from 'node:fs';
import fs, { existsSync, realpathSync } from 'node:fs';
import { createRequire } from 'node:module';
import { mock } from 'node:test';
import { runInThisContext } from 'node:vm';
import memfs from 'memfs';
import { describe, expect, test, vi } from 'vitest';
import { moduleFunction, ThreadPoolExecutor, toThread } from 'to-thread';
import { scaled } from './fixtures/area.ts';
import { rejection } from './support/rejection.ts';
import { execute, runProgram } from './support/program.ts';

vi.mock(import('./fixtures/factor.ts'), () => ({ factor: () => 100 }));

const requireHere = createRequire(import.meta.url);

class EventEmitterOfOurs extends EventEmitter {}

describe('built-ins', () => {
  test('of modules and globals', async () => {
    expect(await toThread(JSON.parse, '{"a":1}')).toEqual({ a: 1 });
    expect(await toThread(Math.max, 1, 3, 2)).toBe(3);
    expect(await toThread(Buffer.from, 'x')).toEqual(Buffer.from('x'));
    expect(await toThread(process.cwd)).toBe(process.cwd());
    expect(await toThread(parseInt, '12px')).toBe(12);
    expect(await toThread(realpathSync.native, '.')).toBe(realpathSync.native('.'));
  });

  test('under a tracing wrapper', async () => {
    const wrapper = Object.assign((path: string) => existsSync(path), { __original: existsSync });
    expect(await toThread(wrapper, '/')).toBe(true);
  });

  test('that graceful-fs has replaced', async () => {
    const { exit, stdout } = await runProgram('replaced-close-sync.mjs');
    expect(stdout).toBe('EBADF\n');
    expect(exit).toBe(0);
  });

  test('Atomics.wait on shared memory', async () => {
    const shared = new Int32Array(new SharedArrayBuffer(4));
    const waiting = toThread(Atomics.wait, shared, 0, 0, 60_000);
    const notify = setInterval(() => Atomics.notify(shared, 0), 1);
    expect(await waiting).toBe('ok');
    clearInterval(notify);
    expect(await toThread(Atomics.wait, shared, 0, 0, 1)).toBe('timed-out');
  });
});

describe('refused, with the way out', () => {
  test.each([
    [
      'a method of a prototype',
      Map.prototype.get,
      /needs its `this`.*Pass a function that is given what it is called on/,
    ],
    ['a bound function', existsSync.bind(null, '/'), /bound function.*Pass what it needs as arguments/],
    ['a class', EventEmitterOfOurs, /is a class/],
    ['a Proxy', new Proxy(existsSync, {}), /native code/],
    ['a method that needs this', new EventEmitter().emit, /needs its `this`|uses `this`/],
  ])('%s', async (_name, fn, message) => {
    const error = await rejection(toThread(fn as () => void));
    expect(error).toBeInstanceOf(TypeError);
    expect(error['code']).toBe('ERR_UNSUPPORTED_FUNCTION');
    expect(error.message).toMatch(message);
  });

  test('a variable from around, by name', async () => {
    const rate = 0.2;
    const error = await rejection(toThread((amount: number) => amount * rate, 10));
    expect(error).toBeInstanceOf(TypeError);
    expect(error['code']).toBe('ERR_CAPTURED_VARIABLE');
    expect(error.message).toContain('"rate"');
    expect(error.message).toContain('Pass what it needs as arguments');
  });

  test('a variable that hides a global', async () => {
    const fetch = (): string => 'mine';
    const error = await rejection(toThread(() => fetch()));
    expect(error['code']).toBe('ERR_CAPTURED_VARIABLE');
    expect(error.message).toContain('"fetch"');
  });

  test('a wrapper is itself, though its text says that it is what it wraps', async () => {
    const twice = (n: number): number => n * 2;
    const wrapper = Object.assign((n: number) => twice(n) + 1, { toString: () => String(twice) });
    const error = await rejection(toThread(wrapper, 1));
    expect(error).toMatchObject({ code: 'ERR_CAPTURED_VARIABLE' });
    expect(error.message).toContain('"twice"');
  });

  test("but a name that is nowhere is the function's own ReferenceError", async () => {
    const fn = runInThisContext('() => notDefinedAnywhere') as () => unknown;
    const error = await rejection(toThread(fn));
    expect(error).toBeInstanceOf(ReferenceError);
    expect(error.message).toBe('notDefinedAnywhere is not defined');
  });
});

describe('by source text', () => {
  test('arrow, async, method, and with the names that compilers keep', async () => {
    expect(await toThread((a: number, b: number) => a + b, 1, 2)).toBe(3);
    expect(
      await toThread(async (n: number) => {
        await Promise.resolve();
        return n;
      }, 4),
    ).toBe(4);
    const holder = {
      twice(n: number): number {
        return n * 2;
      },
    };
    expect(await toThread(holder.twice, 4)).toBe(8);
    const compiled = runInThisContext(
      '() => { const f = /* @__PURE__ */ __name(() => 1, "f"); return f.name + f(); }',
    ) as () => string;
    expect(await toThread(compiled)).toBe('f1');
  });
});

describe('functions by source text that import', () => {
  // Compiled as they stand: vitest has replaced the imports in this file.
  const compiled = (text: string): (() => unknown) =>
    runInThisContext(text, { filename: import.meta.url }) as () => unknown;

  test('do so from where they were written', async () => {
    const double = compiled(`async () => (await import('./fixtures/heavy.mjs')).double(4)`);
    expect(await toThread(double)).toBe(8);
    expect(await toThread(compiled(`async () => (await import('node:path')).posix.sep`))).toBe('/');
    const missing = compiled(`() => import('./fixtures/no-such-file.mjs')`);
    expect(await rejection(toThread(missing))).toMatchObject({ code: 'ERR_MODULE_NOT_FOUND' });
  });

  test('import.meta is refused by name', async () => {
    const { stdout } = await runProgram('import-meta.mjs');
    expect(stdout.trim()).toMatch(
      /^ERR_UNSUPPORTED_FUNCTION here cannot run in a worker: it uses `import\.meta` and is not exported\. Pass/,
    );
  });
});

describe('what belongs to a test runs where the test is', () => {
  test('of vitest', async () => {
    const spy = vi.spyOn(fs, 'existsSync').mockReturnValue(true);
    expect(await toThread(fs.existsSync, 'nowhere')).toBe(true);
    expect(spy).toHaveBeenCalledExactlyOnceWith('nowhere');
    spy.mockRestore();
    expect(await toThread(fs.existsSync, 'nowhere')).toBe(false);
  });

  test('a function of Node that has been replaced by hand', async () => {
    const { existsSync: original } = fs;
    const files = ['notes.txt'];
    fs.existsSync = (path) => files.includes(String(path));
    expect(await toThread(fs.existsSync, 'notes.txt')).toBe(true);
    fs.existsSync = original;
    expect(await toThread(fs.existsSync, 'notes.txt')).toBe(false);
  });

  test('of node:test', async () => {
    const double = mock.fn((n: number) => n * 2);
    expect(await toThread(double, 2)).toBe(4);
    expect(double.mock.callCount()).toBe(1);
  });

  test('a function that vitest has compiled, which sees the mocks of the test', async () => {
    expect(await toThread(scaled, 3)).toBe(300);
  });

  // Node 26 does not load it.
  const [major = 0] = process.versions.node.split('.').map(Number);
  test.runIf(major < 26)('what mock-fs has replaced the files of, for as long as it does', async () => {
    const { exit, stdout } = await runProgram('mocked-files.mjs');
    expect(stdout).toBe('true 4 2\nfalse ENOENT 2\n');
    expect(exit).toBe(0);
  });

  test('functions of memfs', async () => {
    const { vol, fs: files } = memfs;
    vol.fromJSON({ '/notes.txt': 'in memory' });
    expect(await toThread(files.readFileSync, '/notes.txt', 'utf8')).toBe('in memory');
    expect(await rejection(toThread(files.statSync, '/other.txt'))).toMatchObject({ code: 'ENOENT' });
  });

  test('a function of a package that calls a mock', async () => {
    const { statusOf } = requireHere('./fixtures/common.cjs') as {
      statusOf: (command: string) => number | null;
    };
    const spy = vi.spyOn(childProcess, 'spawnSync').mockReturnValue({ status: 7 } as never);
    expect(await toThread(statusOf, 'no such command')).toBe(7);
    expect(spy).toHaveBeenCalledExactlyOnceWith('no such command');
    const named = moduleFunction<typeof statusOf>('./fixtures/common.cjs', 'statusOf', import.meta.url);
    expect(await toThread(named, 'no such command')).toBeNull();
    spy.mockRestore();
    expect(await toThread(statusOf, 'no such command')).toBeNull();
  });

  test('a stand-in without any mark is refused with a hint', async () => {
    const files = new Map([['notes.txt', 'from the test']]);
    const error = await rejection(toThread((name: string) => files.get(name), 'notes.txt'));
    expect(error).toMatchObject({ code: 'ERR_CAPTURED_VARIABLE' });
    expect(error.message).toMatch(
      /"files".* If a test has put it there, see "In tests" in the README of to-thread\.$/,
    );
  });

  test('an initializer, once', async () => {
    const initializer = vi.fn();
    await using pool = new ThreadPoolExecutor({ initializer, initializerArgs: ['ready'] });
    expect(await pool.submit(Math.max, 1, 2)).toBe(2);
    expect(initializer).toHaveBeenCalledExactlyOnceWith('ready');
  });

  test('a double that throws', async () => {
    const failing = vi.fn(() => {
      throw new Error('as told');
    });
    expect((await rejection(toThread(failing))).message).toBe('as told');
  });
});

test('functions of modules: ESM, CommonJS, packages, and not the entry file', async () => {
  const { stdout, stderr, exit } = await runProgram('module-functions.mjs');
  expect(stderr).toBe('');
  expect(stdout.trim().split('\n')).toEqual([
    'count 1 1 2',
    'double 42',
    'triple 9',
    'unexported closure ERR_CAPTURED_VARIABLE',
    'static Tool 5',
    'method ERR_UNSUPPORTED_FUNCTION',
    'arguments as they were 1',
    'default late',
    'same class true HEAVY deep down',
    'common 1',
    'this other',
    'local 7',
    'entry ERR_CAPTURED_VARIABLE',
    'entry, self-contained 4',
  ]);
  expect(exit).toBe(0);
});

describe('moduleFunction', () => {
  test('names a function that has not been loaded', async () => {
    const double = moduleFunction<(n: number) => number>('./fixtures/heavy.mjs', 'double', import.meta.url);
    expect(await toThread(double, 4)).toBe(8);
    const local = moduleFunction('./fixtures/common.cjs', 'default.readsLocal', import.meta.url);
    expect(await toThread(local)).toBe(7);
    const builtin = moduleFunction<typeof readFileSync>('node:fs', 'readFileSync', import.meta.url);
    expect(await toThread(builtin, new URL(import.meta.url), 'utf8')).toContain('moduleFunction');
  });

  test('says what it did not find', async () => {
    const missing = moduleFunction('./fixtures/heavy.mjs', 'nothing', import.meta.url);
    expect((await rejection(toThread(missing))).message).toMatch(
      /could not find nothing of \.\/fixtures\/heavy\.mjs: the module has no export "nothing"/,
    );
    const error = await rejection(toThread(moduleFunction('./no-such-file.mjs', 'x', import.meta.url)));
    expect(error['code']).toBe('ERR_FUNCTION_NOT_FOUND');
    // In a test run the README's part about that is mentioned.
    expect(error.message).toMatch(
      /^The worker could not find x of \.\/no-such-file\.mjs: loading file:.* failed: Cannot find module '[^']*no-such-file\.mjs'\.(?: If a test|$)/,
    );
    expect(error.cause).toMatchObject({ code: 'ERR_MODULE_NOT_FOUND' });
  });

  test('checks its arguments, and cannot be called directly', () => {
    expect(() => moduleFunction('', 'x', import.meta.url)).toThrow('specifier must be a non-empty string');
    expect(() => moduleFunction('x', 'x', 'https://example.org')).toThrow('must be a file: URL');
    expect(() => moduleFunction('x', 'y', import.meta.url)() as unknown).toThrow('exists in workers only');
  });
});

test('a text that imports is no reason for a warning, and what it warns of itself is seen', async () => {
  const { stdout, stderr } = await execute(['--input-type=module', '--eval', IMPORTING]);
  expect(stdout).toBe('/ /\n');
  expect(stderr.split('\n').filter((line) => line.includes('Warning'))).toEqual([
    expect.stringMatching(/Warning: mine$/),
    expect.stringMatching(/Warning: mine$/),
  ]);
});

const IMPORTING = `
import { ProcessPoolExecutor, ThreadPoolExecutor } from 'to-thread';
const read = async () => {
  const { sep } = (await import('node:path')).posix;
  process.emitWarning('mine');
  // A warning comes in the next tick, and the worker ends once there is a result.
  await new Promise(setImmediate);
  return sep;
};
const results = [];
for (const Pool of [ThreadPoolExecutor, ProcessPoolExecutor]) {
  const pool = new Pool({ maxWorkers: 1 });
  results.push(await pool.submit(read));
  await pool.shutdown();
}
console.log(results.join(' '));
`;
