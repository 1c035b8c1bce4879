import { AsyncLocalStorage } from 'node:async_hooks';
import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import * as runtime from 'to-thread';
import {
  Lock,
  ProcessPoolExecutor,
  runInExecutor,
  ThreadPoolExecutor,
  toThread,
  type Executor,
  type LockOptions,
  type ThreadPoolOptions,
} from 'to-thread';
import { collect, gate, open, threads } from './support/pools.ts';
import { rejection, thrown } from './support/rejection.ts';
import { until } from './support/until.ts';

const kinds = [
  ['ThreadPoolExecutor', ThreadPoolExecutor],
  ['ProcessPoolExecutor', ProcessPoolExecutor],
] as const;

describe.each(kinds)('%s', (_name, Pool) => {
  test('submit, run, map, and the end of its scope', async () => {
    let kept: Executor;
    {
      await using pool = new Pool({ maxWorkers: 2 });
      kept = pool;
      expect(await pool.submit(Math.max, 1, 2)).toBe(2);
      expect(await pool.run(Math.max, [3, 4])).toBe(4);
      expect(await collect(pool.map((n: number) => n * n, [1, 2, 3]))).toEqual([1, 4, 9]);
      expect((await rejection(pool.submit(JSON.parse, '{'))).name).toBe('SyntaxError');
      expect(pool.stats).toMatchObject({ running: 0, waiting: 0, completed: 5, failed: 1 });
    }
    const error = await rejection(kept.submit(Math.max, 1));
    expect(error['code']).toBe('ERR_EXECUTOR_SHUT_DOWN');
    await kept.shutdown();
  });

  test('a worker that dies fails its own call only', async () => {
    await using pool = new Pool({ maxWorkers: 1 });
    const [died, fine] = await Promise.allSettled([
      pool.submit(() => process.exit(3)),
      pool.submit(Math.max, 1, 2),
    ]);
    expect(died).toMatchObject({ status: 'rejected', reason: { code: 'ERR_WORKER_DIED' } });
    expect(String((died as PromiseRejectedResult).reason)).toContain('ended with exit code 3');
    expect(fine).toEqual({ status: 'fulfilled', value: 2 });
    expect(pool.stats.replaced).toBe(1);
  });

  test('an initializer runs once in every worker, before its calls', async () => {
    await using pool = new Pool({
      maxWorkers: 1,
      initializer: (value: string) => {
        process.title = value;
        Reflect.set(globalThis, 'prepared', value);
      },
      initializerArgs: ['ready'],
    });
    expect(await pool.submit(() => Reflect.get(globalThis, 'prepared') as string)).toBe('ready');
  });

  test('calls wait for an initializer that takes its time', async () => {
    const prepare = async (): Promise<void> => {
      await new Promise((resolve) => setTimeout(resolve, 10));
      Object.assign(globalThis, { prepared: 'at last' });
    };
    await using pool = new Pool({ maxWorkers: 1, initializer: prepare });
    expect(await pool.submit(() => Reflect.get(globalThis, 'prepared') as string)).toBe('at last');
  });

  test('an initializer that throws breaks the executor', async () => {
    await using pool = new Pool({
      initializer: () => {
        throw new RangeError('cannot prepare');
      },
    });
    const error = await rejection(pool.submit(Math.max, 1));
    expect(error['code']).toBe('ERR_EXECUTOR_BROKEN');
    expect(error.cause).toBeInstanceOf(RangeError);
    expect((await rejection(pool.submit(Math.max, 1)))['code']).toBe('ERR_EXECUTOR_BROKEN');
  });

  test('an initializer that needs a variable from around it is told which', async () => {
    const settings = { depth: 3 };
    await using pool = new Pool({ initializer: () => Object.assign(globalThis, { depth: settings.depth }) });
    const { cause } = await rejection(pool.submit(Math.max, 1));
    expect(cause).toMatchObject({ name: 'TypeError', code: 'ERR_CAPTURED_VARIABLE' });
    expect((cause as Error).message).toMatch(/settings|depth/);
  });

  test('an initializer that ends its worker fails the calls given to that', async () => {
    const end = async (): Promise<void> => {
      await new Promise((resolve) => setTimeout(resolve, 10));
      process.exit(3);
    };
    await using pool = new Pool({ maxWorkers: 1, initializer: end });
    const calls = Array.from({ length: 3 }, () => rejection(pool.submit(Math.max, 1)));
    for (const error of await Promise.all(calls)) {
      expect(error).toMatchObject({ code: 'ERR_WORKER_START_FAILED' });
      expect(error.message).toContain('ended with exit code 3 before it was up');
    }
  });

  test('a call is what it is when it is made: neither changes nor a shutdown that follow matter', async () => {
    const pool = new Pool({ maxWorkers: 1, initializer: () => undefined });
    const bytes = new Uint8Array([1, 2, 3]);
    const calls = [
      pool.submit((...all: Uint8Array[]) => all.map(String), bytes),
      pool.submit(Array.of<Uint8Array>, bytes),
    ];
    bytes.fill(0);
    await pool.shutdown();
    expect(await Promise.all(calls)).toEqual([['1,2,3'], [new Uint8Array([1, 2, 3])]]);
  });

  test('a shutdown that cancels calls cancels those, too, that wait for the initializer to be found', async () => {
    const pool = new Pool({ maxWorkers: 1, initializer: () => undefined });
    const call = rejection(pool.submit(Math.max, 1));
    await pool.shutdown({ cancelPending: true });
    expect((await call).name).toBe('AbortError');
    expect(pool.stats).toMatchObject({ waiting: 0, completed: 0, workers: 0 });
  });

  test('arguments and results that cannot cross are named, and the pool goes on', async () => {
    await using pool = new Pool({ maxWorkers: 1 });
    const argument = await rejection(pool.submit(Array.of, 1, { then: [() => undefined] }));
    expect(argument.name).toBe('DataCloneError');
    expect(argument.message).toBe(
      'Argument 2 of Array.of (at .then[0]) cannot cross to another thread: it is a function.',
    );
    const unreadable = async (): Promise<unknown> =>
      Promise.resolve({
        get x(): never {
          throw null; // eslint-disable-line @typescript-eslint/only-throw-error -- that is the case
        },
      });
    expect((await rejection(pool.submit(unreadable)))['code']).toBe('ERR_CANNOT_CROSS');
    const result = await rejection(pool.submit(() => ({ list: [new WeakMap()] })));
    expect(result.message).toMatch(
      /^The result of the function \(at \.list\[0\]\) cannot cross .*instance of WeakMap/,
    );
    expect(await pool.submit(Math.max, 1, 2)).toBe(2);
  });
});

describe('processes', () => {
  test('what a function sends to whoever has started its process is no reply', async () => {
    await using pool = new ProcessPoolExecutor({ maxWorkers: 1 });
    const announce = (): string => {
      process.send?.('ready');
      process.send?.({ type: 'ready' });
      return 'result';
    };
    expect(await pool.submit(announce)).toBe('result');
    expect(await pool.submit(Math.max, 1, 2)).toBe(2);
  });

  test('nothing is handed over to them: memory is copied, and what cannot be is named', async () => {
    await using pool = new ProcessPoolExecutor({ maxWorkers: 1 });
    const bytes = new Uint8Array([1, 2, 3]);
    expect(await pool.run(Array.of<Uint8Array>, [bytes], { transfer: [bytes.buffer] })).toEqual([bytes]);
    const { port1: port } = new MessageChannel();
    const error = await rejection(pool.run(Array.of<typeof port>, [port], { transfer: [port] }));
    port.close();
    expect(error.message).toContain('Argument 1 of Array.of cannot cross');
  });
});

describe('shutdown', () => {
  test('waits for what was submitted', async () => {
    const pool = threads({ maxWorkers: 1 });
    const shared = gate();
    const running = pool.submit(Atomics.wait, shared, 0, 0);
    const waiting = pool.submit(Math.max, 1, 2);
    const end = pool.shutdown();
    open(shared);
    await end;
    expect(await Promise.all([running, waiting])).toEqual([expect.stringMatching(/ok|not-equal/), 2]);
    expect(pool.stats).toMatchObject({ workers: 0, running: 0, waiting: 0 });
  });

  test('cancels what has not started, if told to', async () => {
    const pool = threads({ maxWorkers: 1 });
    const shared = gate();
    const running = pool.submit(Atomics.wait, shared, 0, 0);
    await until(() => pool.stats.running === 1);
    const waiting = Array.from({ length: 100 }, () => pool.submit(Math.max, 1));
    const end = pool.shutdown({ cancelPending: true });
    for (const call of waiting) expect((await rejection(call)).name).toBe('AbortError');
    open(shared);
    expect(await running).toMatch(/ok|not-equal/);
    await end;
    expect(pool.stats).toMatchObject({ aborted: 100, completed: 1 });
  });

  test('without waiting returns at once', async () => {
    const pool = threads({ maxWorkers: 1 });
    const shared = gate();
    const running = pool.submit(Atomics.wait, shared, 0, 0);
    await pool.shutdown({ wait: false });
    expect(pool.stats.completed).toBe(0);
    open(shared);
    expect(await running).toMatch(/ok|not-equal/);
  });

  test('of an executor that was never used', async () => {
    await new ThreadPoolExecutor().shutdown();
    await new ProcessPoolExecutor().shutdown();
  });
});

describe('scheduling', () => {
  test('as many calls at a time as there may be workers', async () => {
    const pool = threads({ maxWorkers: 4 });
    const shared = gate();
    // Each waits until all four have come.
    const meet = (arrived: Int32Array): number => {
      Atomics.add(arrived, 0, 1);
      Atomics.notify(arrived, 0);
      while (Atomics.load(arrived, 0) < 4) Atomics.wait(arrived, 0, Atomics.load(arrived, 0), 100);
      return Atomics.load(arrived, 0);
    };
    const results = await Promise.all(Array.from({ length: 4 }, () => pool.submit(meet, shared)));
    expect(results).toEqual([4, 4, 4, 4]);
    expect(pool.stats.workers).toBe(4);
  });

  test('an idle worker is used again before another is started', async () => {
    const pool = threads({ maxWorkers: 4 });
    for (let i = 0; i < 20; i++) expect(await pool.submit(Math.max, i)).toBe(i);
    expect(pool.stats).toMatchObject({ workers: 1, completed: 20 });
  });

  test('never more workers than allowed, however many calls', async () => {
    const pool = threads({ maxWorkers: 2 });
    const shared = gate();
    const calls = Array.from({ length: 50 }, () => pool.submit(Atomics.wait, shared, 0, 0));
    await until(() => pool.stats.running === 2);
    expect(pool.stats).toMatchObject({ workers: 2, waiting: 48 });
    open(shared);
    await Promise.all(calls);
    expect(pool.stats).toMatchObject({ workers: 2, completed: 50 });
  });

  // Older versions have no names for threads.
  test.runIf(process.platform === 'linux' && Number(process.versions.node.split('.')[0]) >= 24)(
    'threads have the name of the executor',
    async () => {
      const pool = threads({ maxWorkers: 1, name: 'resizer' });
      await pool.submit(Math.max, 1);
      const names = readdirSync('/proc/self/task').map((id) =>
        readFileSync(`/proc/self/task/${id}/comm`, 'utf8').trim(),
      );
      expect(names).toContain('resizer-1');
    },
  );

  test('short calls do not wait behind a long one, and no result is held back', async () => {
    const pool = threads({ maxWorkers: 2, minWorkers: 2 });
    await until(() => pool.stats.workers === 2);
    await Promise.all([pool.submit(Math.max, 1), pool.submit(Math.max, 1)]);
    const shared = gate();
    const long = pool.submit(Atomics.wait, shared, 0, 0);
    await until(() => pool.stats.running === 1);
    // All of them return while the long call, submitted first, keeps a worker.
    const short = await Promise.all(Array.from({ length: 200 }, (_, i) => pool.submit(Math.max, i)));
    expect(short).toEqual(Array.from({ length: 200 }, (_, i) => i));
    expect(pool.stats.running).toBe(1);
    open(shared);
    expect(await long).toMatch(/ok|not-equal/);
  });

  test('each call of a burst gets its own result, however that travels', async () => {
    const pool = threads({ maxWorkers: 2 });
    const values = [1, -0, NaN, 'text', 2n, null, true, undefined, false, { a: 1 }, 'x'.repeat(70_000)];
    const burst = Array.from({ length: 1000 }, (_, i) => (i % 3 === 0 ? i / 2 : values[i % values.length]));
    const identity = (value: unknown): unknown => value;
    expect(await Promise.all(burst.map((value) => pool.submit(identity, value)))).toEqual(burst);
  });

  test('a burst, with Buffers that move', async () => {
    const pool = threads({ maxWorkers: 2 });
    const sums = await Promise.all(
      Array.from({ length: 300 }, (_, i) =>
        pool.submit(
          (bytes: Buffer) => bytes.reduce((sum, byte) => sum + byte, 0),
          Buffer.alloc(i % 2 ? 10 : 10_000, 1),
        ),
      ),
    );
    expect(sums).toEqual(Array.from({ length: 300 }, (_, i) => (i % 2 ? 10 : 10_000)));
  });

  test('large results are not produced far ahead of a busy main thread', async () => {
    const pool = threads({ maxWorkers: 1 });
    const started = gate();
    const large = (count: Int32Array): Uint8Array => {
      Atomics.add(count, 0, 1);
      Atomics.notify(count, 0);
      return new Uint8Array(4 * 1024 * 1024);
    };
    const burst = (): Promise<Uint8Array>[] => Array.from({ length: 16 }, () => pool.submit(large, started));
    await Promise.all(burst());

    const calls = burst();
    await Promise.resolve();
    // From here on this thread is busy: it receives nothing. One call runs, and one is there to follow it.
    for (let count = 16; count < 18; count = Atomics.load(started, 0)) Atomics.wait(started, 0, count);
    expect(Atomics.wait(started, 0, 18, 100)).toBe('timed-out');
    expect(await Promise.all(calls)).toHaveLength(16);
  });

  test('calls given to a worker that does not come up go to those that are', async () => {
    const started = gate();
    const pool = threads({
      maxWorkers: 2,
      initializer: (count: Int32Array) => {
        if (Atomics.add(count, 0, 1) > 0) process.exit(1);
      },
      initializerArgs: [started],
    });
    const shared = gate();
    const wait = (opened: Int32Array): number => {
      Atomics.wait(opened, 0, 0);
      return 0;
    };
    const calls = [pool.submit(wait, shared), ...[1, 2, 3].map((n) => pool.submit(Math.max, n))];
    await until(() => pool.stats.replaced > 0);
    open(shared);
    expect(await Promise.all(calls)).toEqual([0, 1, 2, 3]);
  });

  test('a full queue refuses, and takes calls again later', async () => {
    const pool = threads({ maxWorkers: 1, maxQueue: 2 });
    const shared = gate();
    const taken = [
      pool.submit(Atomics.wait, shared, 0, 0),
      pool.submit(Math.max, 1),
      pool.submit(Math.max, 2),
    ];
    const error = await rejection(pool.submit(Math.max, 3));
    expect(error['code']).toBe('ERR_QUEUE_FULL');
    expect(error.message).toContain('2 calls waiting');
    open(shared);
    await Promise.all(taken);
    expect(await pool.submit(Math.max, 4)).toBe(4);
  });

  test('idle workers are ended, but for the fewest', async () => {
    const pool = threads({ maxWorkers: 3, minWorkers: 1, idleTimeout: 10 });
    expect(pool.stats.workers).toBe(1);
    const shared = gate();
    const calls = [1, 2, 3].map(() => pool.submit(Atomics.wait, shared, 0, 0));
    await until(() => pool.stats.running === 3);
    open(shared);
    await Promise.all(calls);
    await until(() => pool.stats.workers === 1);
    expect(await pool.submit(Math.max, 5)).toBe(5);
    expect(pool.stats.replaced).toBe(0);
  });

  test('statistics', async () => {
    const pool = threads({ maxWorkers: 1 });
    await pool.submit(Atomics.wait, gate(), 0, 0, 20);
    const { runTime, waitTime } = pool.stats;
    expect(runTime.total).toBeGreaterThanOrEqual(19);
    expect(runTime.max).toBe(runTime.mean);
    expect(waitTime.total).toBeGreaterThan(0);
  });
});

test('the AsyncLocalStorage of the caller is there after the await', async () => {
  const storage = new AsyncLocalStorage<string>();
  const seen = await Promise.all(
    ['a', 'b'].map((name) =>
      storage.run(name, async () => {
        await toThread(Math.max, 1);
        return storage.getStore();
      }),
    ),
  );
  expect(seen).toEqual(['a', 'b']);
});

describe('bad input', () => {
  test.each([
    [{ maxWorkers: 0 }, RangeError, 'options.maxWorkers must be a whole number of at least 1. Received 0.'],
    [
      { maxWorkers: '2' },
      TypeError,
      "options.maxWorkers must be a whole number of at least 1. Received '2'.",
    ],
    [
      { minWorkers: 5, maxWorkers: 2 },
      RangeError,
      'options.minWorkers must be at most maxWorkers, which is 2.',
    ],
    [{ idleTimeout: -1 }, RangeError, 'options.idleTimeout must be a number of milliseconds. Received -1.'],
    [{ idleTimeout: NaN }, RangeError, 'options.idleTimeout must be a number of milliseconds'],
    [{ maxQueue: 1.5 }, RangeError, 'options.maxQueue must be a whole number'],
    [{ name: 5 }, TypeError, 'options.name must be a string'],
    [{ initializer: 'x' }, TypeError, 'options.initializer must be a function'],
    [{ initializerArgs: 'x' }, TypeError, 'options.initializerArgs must be an array'],
    [{ maxQueue: -1 }, RangeError, 'options.maxQueue must be a whole number'],
    [{ exitWhenStuck: true }, TypeError, "options.exitWhenStuck must be 'force' or 'wait'. Received true."],
    [{ exitWhenStuck: 'maybe' }, TypeError, "options.exitWhenStuck must be 'force' or 'wait'"],
    [{ resourceLimits: 5 }, TypeError, 'options.resourceLimits must be an object of sizes. Received 5.'],
    [{ resourceLimits: { stackSizeMb: '4' } }, TypeError, "object of sizes. Received { stackSizeMb: '4' }."],
    [null, TypeError, 'options must be an object. Received null.'],
  ])('options %o', (options, Class, message) => {
    const error = thrown(() => new ThreadPoolExecutor(options as ThreadPoolOptions));
    expect(error).toBeInstanceOf(Class);
    expect(error.message).toContain(message);
    expect(error['code']).toMatch(/^ERR_(?:INVALID_ARG_TYPE|OUT_OF_RANGE)$/);
  });

  test('options that there are not', async () => {
    const pool = threads();
    const anyPool = pool as unknown as Record<
      'run' | 'map' | 'shutdown',
      (...args: unknown[]) => Promise<unknown>
    >;
    const refused = [
      thrown(() => new ThreadPoolExecutor({ maxThreads: 4 } as ThreadPoolOptions)),
      thrown(() => new ProcessPoolExecutor({ exitWhenStuck: 'wait' } as ThreadPoolOptions)),
      thrown(() => new ThreadPoolExecutor({ resourceLimits: { stackSize: 4 } } as ThreadPoolOptions)),
      await rejection(anyPool.run(Math.max, [1], { timout: 5 })),
      thrown(() => anyPool.map(Math.abs, [1], { chunksize: 5 })),
      await rejection(anyPool.shutdown({ cancelFutures: true })),
      await rejection(new Lock().acquire({ timeout: 5 } as LockOptions)),
    ];
    expect(refused.map(({ message }) => message)).toEqual([
      'options.maxThreads is no option. There are: maxWorkers, minWorkers, idleTimeout, maxQueue, whenFull, maxTasksPerWorker, name, initializer, initializerArgs, context, resourceLimits, exitWhenStuck.',
      'options.exitWhenStuck is no option. There are: maxWorkers, minWorkers, idleTimeout, maxQueue, whenFull, maxTasksPerWorker, name, initializer, initializerArgs, context.',
      'options.resourceLimits.stackSize is no option. There are: maxOldGenerationSizeMb, maxYoungGenerationSizeMb, codeRangeSizeMb, stackSizeMb.',
      'options.timout is no option. There are: signal, timeout, transfer, context.',
      'options.chunksize is no option. There are: concurrency, chunkSize, signal, timeout, context.',
      'options.cancelFutures is no option. There are: wait, cancelPending.',
      'options.timeout is no option. There are: signal.',
    ]);
    for (const error of refused) {
      expect(error).toBeInstanceOf(TypeError);
      expect(error['code']).toBe('ERR_UNKNOWN_OPTION');
    }
    // What is undefined is not given.
    expect(await anyPool.run(Math.max, [1], { timout: undefined })).toBe(1);
  });

  test('a function without a name, at the head of an error and within it', async () => {
    const pool = threads();
    expect(
      (
        await rejection(
          pool.run(() => Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0), [], { timeout: 5 }),
        )
      ).message,
    ).toBe('The anonymous function did not finish within 5 ms.');
    expect((await rejection(pool.submit((f) => typeof f, Math.max))).message).toBe(
      'Argument 1 of the anonymous function cannot cross to another thread: it is a function.',
    );
  });

  test('not a function, not an executor, wrong options of a call', async () => {
    const pool = threads();
    const call = pool.run as (...args: unknown[]) => Promise<unknown>;
    expect((await rejection(toThread(5 as unknown as () => void))).message).toBe(
      'fn must be a function. Received 5. Pass the function and its arguments instead of calling it: toThread(readFileSync, path).',
    );
    expect((await rejection(runInExecutor({} as Executor, Math.max, 1))).message).toContain(
      'must be an executor or null',
    );
    expect((await rejection(call(Math.max, 5))).message).toContain('args must be an array');
    expect((await rejection(call(Math.max, [], { signal: 5 }))).message).toContain(
      'options.signal must be an AbortSignal',
    );
    expect((await rejection(call(Math.max, [], { timeout: 'x' }))).message).toContain(
      'options.timeout must be a number',
    );
    expect((await rejection(call(Math.max, [], { signal: new AbortController() }))).message).toContain(
      'options.signal must be an AbortSignal',
    );
    for (const timeout of [-1, NaN]) {
      const error = await rejection(call(Math.max, [], { timeout }));
      expect(error).toBeInstanceOf(RangeError);
      expect(error.message).toBe(`options.timeout must be a number of milliseconds. Received ${timeout}.`);
    }
    expect((await rejection(call(Math.max, [], { transfer: 5 }))).message).toContain(
      'options.transfer must be an array',
    );
  });
});

test('what users see has the name that they know', () => {
  const named = Object.entries(runtime).map(([name, value]) => [name, value.name]);
  expect(named).toEqual(Object.keys(runtime).map((name) => [name, name]));
});
