import { execSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import { ProcessPoolExecutor, ThreadPoolExecutor, type ThreadPoolOptions } from 'to-thread';
import { temporaryFolder } from './support/folder.ts';
import { rejection } from './support/rejection.ts';
import { until } from './support/until.ts';

const executors = [ThreadPoolExecutor, ProcessPoolExecutor];

function pool(options: ThreadPoolOptions = {}, Executor = ThreadPoolExecutor): ThreadPoolExecutor {
  const executor = new Executor({ maxWorkers: 1, ...options });
  onTestFinished(() => executor.shutdown({ wait: false, cancelPending: true }));
  return executor;
}

/** Numbers between 0 and 1, the same ones in every run. */
function seeded(seed: number): () => number {
  let state = seed;
  return () => (state = (state * 48_271) % 0x7fffffff) / 0x7fffffff;
}

describe('an abort', () => {
  test('of a call that is about to finish leaves the next one of its batch alone', async () => {
    const executor = pool();
    const random = seeded(1);
    const flags = new Int32Array(new SharedArrayBuffer(8));
    const first = (shared: Int32Array): object => {
      Atomics.store(shared, 1, 1);
      while (Atomics.load(shared, 0) === 0);
      return {};
    };
    const next = (rounds: number): object => {
      let sum = 0;
      for (let i = 0; i < rounds; i++) sum += i;
      return { sum };
    };
    for (let i = 0; i < 150; i++) {
      const controller = new AbortController();
      flags.fill(0);
      // The one before is sent alone, those after it in one batch.
      const before = executor.submit(next, 1);
      const aborted = executor.run(first, [flags], { signal: controller.signal }).catch(() => undefined);
      const others = [1, 2, 3].map(() => executor.submit(next, 20_000));
      await until(() => Atomics.load(flags, 1) === 1);
      Atomics.store(flags, 0, 1);
      next(random() * 7000);
      controller.abort();
      await Promise.all([before, aborted, ...others]);
    }
  }, 60_000);
});

describe.runIf(process.platform === 'linux').each(executors)('an abort: %o', (Executor) => {
  test.each([true, false])('ends no process that another call has started: detached %j', async (detached) => {
    const executor = pool({}, Executor);
    const startDaemon = (isDetached: boolean): number | undefined => {
      const moment = new Int32Array(new SharedArrayBuffer(4));
      // Linux knows when a process was started to a hundredth of a second.
      Atomics.wait(moment, 0, 0, 50);
      const { spawn } = process.getBuiltinModule('child_process');
      const daemon = spawn('sleep', ['60'], { detached: isDetached, stdio: 'ignore' });
      daemon.unref();
      Atomics.wait(moment, 0, 0, 50);
      return daemon.pid;
    };
    const marker = join(temporaryFolder(), 'marker');
    const controller = new AbortController();
    const first = executor.submit(startDaemon, detached);
    const second = executor.run(execSync, [`echo > ${marker}; sleep 60; true`], controller);
    const daemon = (await first) ?? 0;
    onTestFinished(() => {
      process.kill(daemon, 'SIGKILL');
    });
    await until(() => existsSync(marker));
    controller.abort('stop');
    expect(await rejection(second)).toBe('stop');
    await until(() => executor.stats.abandoned === 0);
    expect(readFileSync(`/proc/${daemon}/stat`, 'utf8')).toContain('(sleep) S');
  });
});

describe.each(executors)('a late error of a finished call: %o', (Executor) => {
  test('is a warning, and leaves the running call alone', async () => {
    const executor = pool({}, Executor);
    const warning = new Promise<Error>((resolve) => process.once('warning', resolve));
    await executor.submit(() => {
      setTimeout(() => {
        throw new Error('too late');
      }, 1);
    });
    const running = executor.submit(() => new Promise((resolve) => setTimeout(resolve, 100, 'unharmed')));
    expect(await running).toBe('unharmed');
    expect((await warning).name).toBe('ToThreadWarning');
    expect((await warning).message).toContain('a finished call left behind: Error: too late');
    expect(executor.stats.replaced).toBe(0);
  });

  test.each([
    () => {
      queueMicrotask(() => {
        throw new Error('too late');
      });
    },
    () => void Promise.reject(new Error('too late')),
    () => {
      process.nextTick(() => {
        throw new Error('too late');
      });
    },
  ])('needs no timer: %s', async (leave) => {
    const executor = pool({}, Executor);
    const warning = new Promise<Error>((resolve) => process.once('warning', resolve));
    await executor.submit(leave);
    expect((await warning).message).toContain('a finished call left behind');
    expect(await executor.submit(() => 'unharmed')).toBe('unharmed');
    expect(executor.stats.replaced).toBe(0);
  });

  test('of the running call is its own', async () => {
    const executor = pool({}, Executor);
    await executor.submit(() => undefined);
    const running = executor.submit(
      () =>
        new Promise(() =>
          setTimeout(() => {
            throw new Error('mine');
          }, 1),
        ),
    );
    expect((await rejection(running))['code']).toBe('ERR_WORKER_DIED');
  });
});

test('what a call leaves behind goes on, whether other calls follow or not', async () => {
  const executor = pool({ maxWorkers: 1 });
  const counts = new Int32Array(new SharedArrayBuffer(8));
  await executor.submit((shared: Int32Array) => {
    setInterval(() => Atomics.add(shared, 0, 1), 1);
    void (async () => {
      for (let i = 0; i < 10; i++) await Promise.resolve();
      Atomics.add(shared, 1, 1);
    })();
  }, counts);
  await until(() => Number(counts[0]) > 3);
  expect(counts[1]).toBe(1);
  const before = Number(counts[0]);
  while (Number(counts[0]) < before + 3) await executor.submit((n: number) => n + 1, 1);
});

describe.each(executors)('a worker that ends before it is up: %o', (Executor) => {
  test.each([1, 3])('is replaced, and no call minds: %i workers', async (maxWorkers) => {
    const marker = join(temporaryFolder(), 'marker');
    const endFirst = (file: string): void => {
      const { existsSync: exists, writeFileSync: write } = process.getBuiltinModule('fs');
      if (exists(file)) return;
      write(file, '');
      process.exit(3);
    };
    const executor = pool({ maxWorkers, initializer: endFirst, initializerArgs: [marker] }, Executor);
    const calls = [1, 2, 3, 4].map((n) => executor.submit(Math.max, 0, n));
    expect(await Promise.all(calls)).toEqual([1, 2, 3, 4]);
    expect(existsSync(marker)).toBe(true);
  });

  test('is no reason to try for ever', async () => {
    const executor = pool({ initializer: () => process.exit(3) }, Executor);
    const calls = [1, 2].map((n) => rejection(executor.submit(Math.max, 0, n)));
    const [one, other] = await Promise.all(calls);
    expect(one?.['code']).toBe('ERR_WORKER_START_FAILED');
    expect(other?.['code']).toBe('ERR_WORKER_START_FAILED');
    expect(one).not.toBe(other);
  });
});

describe('each call has an error of its own', () => {
  test('of a broken executor', async () => {
    const executor = pool({
      initializer: () => {
        throw new Error('no use');
      },
    });
    const calls = [rejection(executor.submit(Math.max)), rejection(executor.submit(Math.max))];
    const errors = [...(await Promise.all(calls)), await rejection(executor.submit(Math.max))];
    expect(errors.map((error) => error['code'])).toEqual(Array(3).fill('ERR_EXECUTOR_BROKEN'));
    expect(new Set(errors).size).toBe(3);
  });

  test('of one that is shut down', async () => {
    const executor = pool();
    await executor.submit(Math.max);
    const shared = new Int32Array(new SharedArrayBuffer(4));
    const running = executor.submit(Atomics.wait, shared, 0, 0);
    const waiting = [rejection(executor.submit(Math.max)), rejection(executor.submit(Math.max))];
    await until(() => executor.stats.running === 1);
    void executor.shutdown({ cancelPending: true });
    const errors = [...(await Promise.all(waiting)), await rejection(executor.submit(Math.max))];
    expect(errors.map(({ name }) => name)).toEqual(['AbortError', 'AbortError', 'Error']);
    expect(new Set([...errors, await rejection(executor.submit(Math.max))]).size).toBe(4);
    Atomics.notify(shared, 0);
    await running;
  });
});

describe('an asynchronous function may wait for what keeps no event loop alive', () => {
  test('another thread', async () => {
    const shared = new Int32Array(new SharedArrayBuffer(8));
    const executor = pool();
    const waiting = executor.submit((flags: Int32Array<SharedArrayBuffer>) => {
      // Not in the types for the oldest Node.
      const { waitAsync } = Atomics as unknown as {
        waitAsync: (on: Int32Array, index: number, value: number) => { value: unknown };
      };
      const { value } = waitAsync(flags, 0, 0);
      Atomics.store(flags, 1, 1);
      return value;
    }, shared);
    await until(() => Atomics.load(shared, 1) === 1);
    // The worker's event loop has turned since.
    for (let i = 0; i < 100; i++) await new Promise(setImmediate);
    Atomics.notify(shared, 0);
    expect(await waiting).toBe('ok');
    expect(await executor.submit(Math.max, 1, 2)).toBe(2);
  });

  test.each(executors)('a timer with `unref`: %o', async (Executor) => {
    const call = pool({}, Executor).submit(
      () => new Promise((resolve) => setTimeout(resolve, 20, 'later').unref()),
    );
    expect(await call).toBe('later');
  });
});

describe.each(executors)('a function that breaks what workers are built from: %o', (Executor) => {
  const replace = (from: string, names: readonly string[]): number => {
    const root = globalThis as unknown as Record<string, Record<string, unknown>>;
    const holder = from.endsWith('.prototype') ? root[from.slice(0, -10)]?.['prototype'] : root[from];
    for (const name of names) {
      (holder as Record<string, unknown>)[name] = (): never => {
        throw new Error(`no ${name}`);
      };
    }
    return 1;
  };

  test.each([
    ['Array.prototype', ['map', 'filter']],
    ['Array.prototype', ['push']],
    ['Object', ['keys', 'entries']],
    ['Map.prototype', ['get', 'set']],
    ['Promise.prototype', ['then']],
    ['Reflect', ['apply']],
    ['Atomics', ['add', 'compareExchange', 'exchange', 'load', 'notify', 'store', 'wait']],
  ])('in %s: %j', async (from, names) => {
    const executor = pool({}, Executor);
    expect(await executor.submit(replace, from, names)).toBe(1);
    // Each is answered, by this worker or by the one that takes its place.
    const calls = [
      () => executor.submit(Math.max, 1, 2),
      () => executor.submit(() => Promise.resolve({ list: [new Map([[1, new Date(0)]])] })),
      () => executor.submit((): never => JSON.parse('{') as never),
    ];
    for (const call of calls) {
      const error = await call().then(
        () => undefined,
        (reason: unknown) => reason,
      );
      if (error) expect(error).toMatchObject({ name: expect.stringMatching(/Error$/) as unknown });
    }
    await executor.submit(() => process.exit()).catch(() => undefined);
    expect(await executor.submit(Math.max, 1, 2)).toBe(2);
  });

  test('has an answer that says what became of it', async () => {
    const executor = pool({}, Executor);
    const error = await rejection(
      executor.submit(() => {
        Object.keys = (): never => {
          throw new Error('no keys');
        };
        return { list: [{}] };
      }),
    );
    expect(error).toMatchObject({ code: 'ERR_WORKER_DIED' });
    if (Executor === ThreadPoolExecutor) expect(error.cause).toMatchObject({ message: 'no keys' });
    expect(await executor.submit(() => Object.keys({ a: 1 }))).toEqual(['a']);
  });
});
