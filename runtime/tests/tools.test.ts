/** Other tools in the same process: hooks that change how modules are loaded, and libraries that wrap functions. */
import { AsyncLocalStorage } from 'node:async_hooks';
import { subscribe, unsubscribe } from 'node:diagnostics_channel';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { runInThisContext } from 'node:vm';
import { ThreadPoolExecutor, toThread, type CallMessage } from 'to-thread';
import { describe, expect, test, vi } from 'vitest';
import { runProgram } from './support/program.ts';
import { rejection } from './support/rejection.ts';

describe('workers come up under a hook that only lets files pass', () => {
  const hook = fileURLToPath(new URL('./programs/files-only-hook.mjs', import.meta.url));
  const up = ['2 preloaded 4', '6', '7 preloaded', '7 preloaded', ''].join('\n');

  test('that an option names', async () => {
    const { stdout, stderr } = await runProgram('under-hooks.mjs', {
      node: ['--no-warnings', '--import', hook],
    });
    expect({ stdout, stderr }).toEqual({ stdout: up, stderr: '' });
  });

  test('that the environment names, in quotes', async () => {
    const env = { NODE_OPTIONS: `--no-warnings --import "${hook}"` };
    const { stdout, stderr } = await runProgram('under-hooks.mjs', { env });
    expect({ stdout, stderr }).toEqual({ stdout: up, stderr: '' });
  });
});

test('functions of Node that are wrapped go by what they wrap; what has replaced them does not', async () => {
  const { stdout, stderr, exit } = await runProgram('wrapped-functions.mjs');
  expect(stderr).toBe('');
  expect(stdout.trim().split('\n')).toEqual([
    'wrapped // Functions of Node that a library has wrapped without leaving a mark, as dd-trace and Sentry do, or replaced.',
    'imported before // Functions of Node that a library has wrapped without leaving a mark, as dd-trace and Sentry do, or replaced.',
    "missing ENOENT ENOENT: no such file or directory, open 'missing.txt'",
    'a member true',
    'a Proxy /',
    'bound undefined',
    'wrapped twice it runs',
    'wrapped promises // Functions of Node that a library has wrapped without leaving a mark, as dd-trace and Sentry do, or replaced.',
    'calls here 0',
    'handed over, in order AAA01234 0',
    'counted once 6 0',
    'replaced ERR_CAPTURED_VARIABLE The anonymous function cannot run in a worker: it uses the variable "files"',
    'replaced, same name ERR_CAPTURED_VARIABLE statSync cannot run in a worker: it uses the variable "files"',
    'replaced, by its text nothing done',
    'not written false',
  ]);
  expect(exit).toBe(0);
});

describe('fake timers', () => {
  // Those that `@sinonjs/fake-timers` replaces by default; vitest leaves some of them as they are.
  const toFake = ['setTimeout', 'setImmediate', 'clearTimeout', 'queueMicrotask', 'hrtime'] as const;

  test('stop nothing: calls run, the pool grows, and what never ends is stopped', async () => {
    vi.useFakeTimers({ toFake: [...toFake] });
    try {
      const pool = new ThreadPoolExecutor({ maxWorkers: 2 });
      const cell = new Int32Array(new SharedArrayBuffer(8));
      // Each needs the other.
      const meet = (shared: Int32Array, at: number): number => {
        Atomics.add(shared, at, 1);
        while (Atomics.load(shared, 1 - at) === 0);
        return at;
      };
      expect(await Promise.all([pool.submit(meet, cell, 0), pool.submit(meet, cell, 1)])).toEqual([0, 1]);
      expect(
        await Promise.all(Array.from({ length: 200 }, (_, n) => pool.submit(Math.abs, -n))),
      ).toHaveLength(200);
      const forever = pool.run(Atomics.wait, [new Int32Array(new SharedArrayBuffer(4)), 0, 0], {
        timeout: 5000,
      });
      vi.advanceTimersByTime(5000);
      await expect(forever).rejects.toMatchObject({ name: 'TimeoutError' });
      await pool.shutdown();
    } finally {
      vi.useRealTimers();
    }
  });

  test.each(['first', 'afterwards'])(
    'leave its first call alone, if to-thread is loaded %s',
    async (order) => {
      const { stdout, exit } = await runProgram('fake-timers.mjs', { args: [order] });
      expect({ stdout, exit }).toEqual({ stdout: '2\n', exit: 0 });
    },
  );
});

describe('the diagnostics channel to-thread:call', () => {
  test('has a message for each call when it is over, in the context of its caller', async () => {
    const messages: (CallMessage & { context: unknown })[] = [];
    const store = new AsyncLocalStorage();
    const listen = (message: unknown): void => {
      messages.push({ ...(message as CallMessage), context: store.getStore() });
    };
    subscribe('to-thread:call', listen);
    try {
      await using pool = new ThreadPoolExecutor({ name: 'traced', maxWorkers: 1 });
      const before = performance.now();
      const cell = new Int32Array(new SharedArrayBuffer(4));
      await store.run(1, () => pool.submit(Atomics.wait, cell, 0, 0, 20));
      await store.run(2, () => pool.submit(readFileSync, 'missing.txt').catch(() => undefined));
      await store.run(3, () => pool.run(Atomics.wait, [cell, 0, 0], { timeout: 10 }).catch(() => undefined));
      const [waited, missing, late, ...others] = messages;
      expect(waited).toMatchObject({
        name: 'Atomics.wait',
        executor: 'traced',
        outcome: 'returned',
        context: 1,
      });
      expect(waited).not.toHaveProperty('error');
      expect(waited?.runTime).toBeGreaterThanOrEqual(19);
      expect(waited?.startTime).toBeGreaterThanOrEqual(before - 1);
      expect(missing).toMatchObject({
        name: 'readFileSync',
        outcome: 'threw',
        error: { code: 'ENOENT' },
        context: 2,
      });
      expect(late).toMatchObject({
        outcome: 'unfinished',
        error: { name: 'TimeoutError' },
        runTime: 0,
        context: 3,
      });
      expect(others).toEqual([]);
    } finally {
      unsubscribe('to-thread:call', listen);
    }
    await using pool = new ThreadPoolExecutor();
    expect(await pool.submit(Math.max, 1, 2)).toBe(2);
    expect(messages).toHaveLength(3);
  });
});

describe('what compilers and coverage tools have put around a function', () => {
  const compiled = (text: string): (() => unknown) =>
    runInThisContext(text, { filename: import.meta.url }) as () => unknown;

  test.each([
    [
      '__awaiter',
      /"__awaiter" from around it, which a compiler has put there and .*\. Compile for a newer target, or export/,
    ],
    ['_object_spread', /"_object_spread" from around it, which a compiler has put there/],
    ['tslib_1', /"tslib_1" from around it, which a compiler has put there/],
    [
      'util__WEBPACK_IMPORTED_MODULE_0__',
      /because it is in a bundle\. Keep the function in a module .* moduleFunction\(/,
    ],
    ['_mine', /"_mine" from around it\. Pass what it needs as arguments/],
  ])('%s', async (variable, message) => {
    const around = `const more = 1; const ${variable} = (n) => n + more;`;
    const fn = compiled(`(() => { ${around} return () => ${variable}(1); })()`);
    const error = await rejection(toThread(fn));
    expect(error).toMatchObject({ code: 'ERR_CAPTURED_VARIABLE' });
    expect(error.message).toMatch(message);
  });

  test.each([
    [
      'that is nothing but its text',
      `const __rest = (all, names) => Object.fromEntries(Object.entries(all).filter(([name]) => !names.includes(name)));`,
      `(all) => __rest(all, ['a'])`,
    ],
    [
      'that uses another one',
      `function ownKeys(all) { return Reflect.ownKeys(all); }
       function _objectSpread2(all) { return ownKeys(all).reduce((sum, key) => ({ ...sum, [key]: all[key] }), {}); }`,
      `(all) => _objectSpread2(all)`,
    ],
    [
      'that makes another one of itself',
      `function _extends() { return (_extends = Object.assign.bind(null)).apply(this, arguments); }`,
      `(all) => _extends({}, all, _extends({}, all))`,
    ],
    [
      'that has become a function of Node',
      `let __assign = (...all) => { __assign = Object.assign; return __assign(...all); }; __assign({});`,
      `(all) => __assign({}, all)`,
    ],
    [
      'that is handed an idle `this`',
      `const __awaiter = (self, given, Class, body) => Promise.resolve(body().next().value);`,
      `(all) => __awaiter(this, void 0, void 0, function* () { return all; })`,
    ],
  ])('a helper %s goes along', async (_name, helpers, text) => {
    const fn = compiled(`(() => { ${helpers} return ${text}; })()`) as (all: object) => unknown;
    const given = { a: 1, b: [2] };
    const inWorker = await toThread(fn, given);
    expect(inWorker).toEqual(await fn(given));
  });

  test.each([
    ['has a state', `let calls = 0; const __values = () => calls++;`],
    ['has properties', `const __values = Object.assign(() => 1, { calls: 0 });`],
    ['is no function', `const __values = 1;`],
  ])('what is called like a helper and %s does not', async (_name, helpers) => {
    const error = await rejection(toThread(compiled(`(() => { ${helpers} return () => __values(); })()`)));
    expect(error).toMatchObject({ code: 'ERR_CAPTURED_VARIABLE' });
  });

  test('a counter of coverage counts here', async () => {
    const counting = compiled(`(() => {
      const cov_1a2b = () => globalThis.counters;
      globalThis.counters = { s: [0] };
      return () => { cov_1a2b().s[0]++; return 4; };
    })()`);
    expect(await toThread(counting)).toBe(4);
    expect(globalThis).toMatchObject({ counters: { s: [1] } });
  });
});

test('what loads files in this thread only is named', async () => {
  const { stdout } = await runProgram('loader.mjs');
  expect(stdout).toMatch(
    /^ERR_FUNCTION_NOT_FOUND .*greet.* failed: .*[^.]\. What loads \.words files has been registered in this thread only\. .*NODE_OPTIONS/,
  );
});
