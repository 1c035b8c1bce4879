import { execSync } from 'node:child_process';
import { describe, expect, test } from 'vitest';
import { ProcessPoolExecutor, ThreadPoolExecutor, type ThreadPoolOptions } from 'to-thread';
import { collect, gate, open, threads } from './support/pools.ts';
import { rejection, thrown } from './support/rejection.ts';
import { until } from './support/until.ts';

const kinds = [
  ['ThreadPoolExecutor', ThreadPoolExecutor],
  ['ProcessPoolExecutor', ProcessPoolExecutor],
] as const;

/** What tells one worker from another. */
const count = (): number => {
  const holder = globalThis as { served?: number };
  return (holder.served = (holder.served ?? 0) + 1);
};

describe.each(kinds)('%s', (_name, Pool) => {
  test('a worker ends after so many calls, and another takes its place', async () => {
    await using pool = new Pool({ maxWorkers: 1, maxTasksPerWorker: 2 });
    const calls = Array.from({ length: 5 }, () => pool.submit(count));
    expect(await Promise.all(calls)).toEqual([1, 2, 1, 2, 1]);
    const failing = pool.submit(() => {
      throw new Error('counts as well');
    });
    await rejection(failing);
    expect(await pool.submit(count)).toBe(1);
    expect(pool.stats).toMatchObject({ completed: 6, failed: 1, replaced: 0 });
  });

  test('as many workers are there as there were told to be at least', async () => {
    await using pool = new Pool({ minWorkers: 1, maxWorkers: 1, maxTasksPerWorker: 1 });
    expect(await pool.submit(count)).toBe(1);
    expect(pool.stats.workers).toBe(1);
    expect(await pool.submit(count)).toBe(1);
  });

  test('never more calls than that, whoever gets them', async () => {
    await using pool = new Pool({ maxWorkers: 2, maxTasksPerWorker: 3 });
    const served = await Promise.all(Array.from({ length: 12 }, () => pool.submit(count)));
    expect(Math.max(...served)).toBeLessThanOrEqual(3);
    expect(served.filter((n) => n === 1).length).toBeGreaterThanOrEqual(4);
    expect(
      await collect(pool.map(count as (n: number) => number, [1, 2, 3], { concurrency: 3 })),
    ).toHaveLength(3);
  });

  test('terminate stops everything, and the executor takes no more', async () => {
    const pool = new Pool({ maxWorkers: 1 });
    const running = rejection(
      pool.submit(() => {
        for (;;);
      }),
    );
    const waiting = rejection(pool.submit(Math.max, 1));
    await until(() => pool.stats.running === 1);
    await pool.terminate();
    for (const error of await Promise.all([running, waiting])) {
      expect(error.name).toBe('AbortError');
      expect(error.message).toMatch(/^The call was not finished when .* was terminated\.$/);
    }
    expect(pool.stats).toMatchObject({ aborted: 2, workers: 0, running: 0, waiting: 0, abandoned: 0 });
    expect((await rejection(pool.submit(Math.max, 1)))['code']).toBe('ERR_EXECUTOR_SHUT_DOWN');
    await pool.terminate();
    await pool.shutdown();
  });

  test('terminate during a shutdown ends that', async () => {
    const pool = new Pool({ maxWorkers: 1 });
    const running = rejection(
      pool.submit(() => {
        for (;;);
      }),
    );
    await until(() => pool.stats.running === 1);
    const ended = pool.shutdown();
    await pool.terminate();
    await ended;
    expect((await running).name).toBe('AbortError');
  });
});

describe('terminate', () => {
  test('ends maps, and calls that were not in the pool yet', async () => {
    const pool = threads({ maxWorkers: 1, initializer: () => undefined });
    const call = rejection(pool.submit(Math.max, 1));
    const results = pool.map(Math.abs, [1, 2]);
    await pool.terminate();
    expect((await call).name).toBe('AbortError');
    expect((await rejection(results.next())).name).toBe('AbortError');
  });

  test('of an executor that was never used', async () => {
    await new ThreadPoolExecutor().terminate();
    await new ProcessPoolExecutor().terminate();
  });

  test.runIf(process.platform === 'linux')('ends the processes that calls wait for', async () => {
    const pool = threads({ maxWorkers: 1 });
    const call = rejection(pool.submit(execSync, 'sleep 60'));
    await until(() => pool.stats.running === 1);
    await pool.terminate();
    expect((await call).name).toBe('AbortError');
    expect(pool.stats.abandoned).toBe(0);
  });
});

describe('a full queue', () => {
  test('lets calls wait, if told to', async () => {
    const pool = threads({ maxWorkers: 1, maxQueue: 1, whenFull: 'wait' });
    const calls = Array.from({ length: 10 }, (_, n) => pool.submit(Math.max, n));
    expect(await Promise.all(calls)).toEqual(Array.from({ length: 10 }, (_, n) => n));
  });

  test.each(['reject', 'wait'] as const)('says when there is a place again (%s)', async (whenFull) => {
    const pool = threads({ maxWorkers: 1, maxQueue: 1, whenFull });
    let most = 0;
    const results: Promise<number>[] = [];
    for (let n = 0; n < 20; n++) {
      await pool.ready();
      results.push(pool.submit(Math.max, n));
      most = Math.max(most, pool.stats.waiting + pool.stats.running);
    }
    expect(await Promise.all(results)).toEqual(Array.from({ length: 20 }, (_, n) => n));
    expect(most).toBe(2);
  });

  test('tells those that wait for a place one after the other', async () => {
    const pool = threads({ maxWorkers: 1, maxQueue: 0 });
    const shared = gate();
    const running = pool.submit(Atomics.wait, shared, 0, 0);
    const order: number[] = [];
    const others = Array.from({ length: 5 }, async (_, n) => {
      await pool.ready();
      order.push(n);
      return pool.submit(Math.max, n);
    });
    open(shared);
    await running;
    expect(await Promise.all(others)).toEqual([0, 1, 2, 3, 4]);
    expect(order).toEqual([0, 1, 2, 3, 4]);
  });

  test('of an executor that ends keeps nobody waiting', async () => {
    const pool = threads({ maxWorkers: 1, maxQueue: 0 });
    const shared = gate();
    const running = pool.submit(Atomics.wait, shared, 0, 0);
    const ready = pool.ready();
    const ended = pool.shutdown();
    await ready;
    await pool.ready();
    open(shared);
    await Promise.all([running, ended]);
  });

  test('has room again when calls could not be made, or were stopped', async () => {
    const pool = threads({ maxWorkers: 1, maxQueue: 0, initializer: () => undefined });
    const wrong = rejection(pool.submit(Array.of, () => 0));
    await Promise.all([pool.ready(), wrong]);
    const shared = gate();
    const call = pool.call(Atomics.wait, shared, 0, 0);
    await until(() => call.state === 'running');
    const ready = pool.ready();
    call.abort();
    await ready;
    expect(await pool.submit(Math.max, 1)).toBe(1);
  });
});

test.each([
  [{ maxTasksPerWorker: 0 }, RangeError, 'options.maxTasksPerWorker must be a whole number of at least 1.'],
  [{ maxTasksPerWorker: '5' }, TypeError, 'options.maxTasksPerWorker must be a whole number of at least 1.'],
  [{ whenFull: 'block' }, TypeError, "options.whenFull must be 'reject' or 'wait'. Received 'block'."],
  [{ whenFull: true }, TypeError, "options.whenFull must be 'reject' or 'wait'. Received true."],
])('options %o are refused', (options, Class, message) => {
  const error = thrown(() => new ThreadPoolExecutor(options as ThreadPoolOptions));
  expect(error).toBeInstanceOf(Class);
  expect(error.message).toContain(message);
});
