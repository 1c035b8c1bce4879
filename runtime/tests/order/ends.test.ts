/** Calls that fail, are aborted or are lost leave the order, and those that wait are calls like others. */
import { AsyncLocalStorage } from 'node:async_hooks';
import { existsSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import {
  ProcessPoolExecutor,
  runInExecutor,
  setDefaultExecutor,
  ThreadPoolExecutor,
  toThread,
  type Submit,
  type ThreadPoolOptions,
} from 'to-thread';
import { temporaryFolder } from '../support/folder.ts';
import { execute } from '../support/program.ts';
import { rejection } from '../support/rejection.ts';
import { stuckWriter } from '../support/stuck-writer.ts';
import { until } from '../support/until.ts';

function threads(options: ThreadPoolOptions = {}): ThreadPoolExecutor {
  const executor = new ThreadPoolExecutor({ maxWorkers: 4, ...options });
  onTestFinished(() => executor.shutdown({ wait: false, cancelPending: true }));
  return executor;
}

/** At how many places there are calls that are not over. */
function places(): number {
  const { [Symbol.for('to-thread.order.1')]: order } = globalThis as Record<
    symbol,
    { size: number } | undefined
  >;
  return order?.size ?? NaN;
}

test('nothing is left behind', async () => {
  const executor = threads();
  const folder = temporaryFolder();
  await executor.submit(existsSync, folder);
  expect(places()).toBe(0);
  const calls = Array.from({ length: 10_000 }, (_, i) => {
    const file = join(folder, `${i % 100}`, `${i}`);
    if (i % 10 === 0) return executor.submit(statSync, file, { throwIfNoEntry: false });
    return i % 10 === 1 ? executor.submit(rmSync, file, { force: true }) : executor.submit(existsSync, file);
  });
  expect(places()).toBeGreaterThan(10_000);
  await Promise.all(calls);
  expect(places()).toBe(0);
});

test('a call that fails lets the next one begin', async () => {
  const executor = threads();
  const file = join(temporaryFolder(), 'missing', 'file');
  const failing = [
    rejection(executor.submit(writeFileSync, file, 'x')),
    rejection(executor.submit(readFileSync, file)),
    rejection(executor.submit(writeFileSync, file, (() => 'x') as unknown as string)),
  ];
  const last = executor.submit(existsSync, file);
  const codes = (await Promise.all(failing)).map(({ code }) => code);
  expect(codes).toEqual(['ENOENT', 'ENOENT', 'ERR_CANNOT_CROSS']);
  expect(await last).toBe(false);
  expect(places()).toBe(0);
});

test('so does one whose arguments name no file', async () => {
  const executor = threads();
  for (const path of [undefined, {}, new URL('http://example.org/'), 'a\0b', -1, Symbol.iterator]) {
    await rejection(executor.submit(readFileSync, path as string));
  }
  expect(places()).toBe(0);
});

test.each([ThreadPoolExecutor, ProcessPoolExecutor])('so does one whose worker dies, in %o', async (Pool) => {
  await using pool = new Pool({ maxWorkers: 1 });
  const file = join(temporaryFolder(), 'file');
  // The first call keeps the worker, and the others wait for it, and for each other.
  const calls = [
    pool.submit(() => process.exit(1)),
    pool.submit(writeFileSync, file, 'a'),
    pool.submit(readFileSync, file, 'utf8'),
  ];
  const [died, ...others] = await Promise.allSettled(calls);
  expect(died).toMatchObject({ status: 'rejected', reason: { code: 'ERR_WORKER_DIED' } });
  expect(others.map(({ status }) => status)).toEqual(['fulfilled', 'fulfilled']);
  expect(places()).toBe(0);
});

describe.skipIf(process.platform === 'win32')('a call that waits for its turn', () => {
  test('can be aborted, and those behind it go on', async () => {
    const executor = threads();
    const file = join(temporaryFolder(), 'pipe');
    const stuck = stuckWriter(executor, file);
    const controller = new AbortController();
    const aborted = executor.run(writeFileSync, [file, 'y'], { signal: controller.signal });
    const late = rejection(executor.run(writeFileSync, [file, 'z'], { timeout: 20 }));
    const last = executor.submit(existsSync, file);
    await until(() => executor.stats.running === 1);
    controller.abort('not needed');
    expect(await rejection(aborted)).toBe('not needed');
    expect((await late).name).toBe('TimeoutError');
    expect(executor.stats).toMatchObject({ aborted: 2, waiting: 1, running: 1 });
    stuck.release();
    expect(await last).toBe(true);
    await stuck.call;
    expect(executor.stats).toMatchObject({ completed: 2, failed: 0, replaced: 0, waiting: 0 });
    expect(places()).toBe(0);
  });

  test('counts for maxQueue, needs no worker, and is waited for at the end', async () => {
    const file = join(temporaryFolder(), 'pipe');
    const executor = threads({ maxWorkers: 2, maxQueue: 1 });
    const stuck = stuckWriter(executor, file);
    await until(() => executor.stats.running === 1);
    const waiting = [executor.submit(existsSync, file), executor.submit(existsSync, file)];
    expect((await rejection(executor.submit(existsSync, file)))['code']).toBe('ERR_QUEUE_FULL');
    // Longer than it takes to look whether more workers would help.
    await new Promise((resolve) => setTimeout(resolve, 20));
    expect(executor.stats).toMatchObject({ workers: 1, waiting: 2 });
    const end = executor.shutdown();
    stuck.release();
    expect(await Promise.all(waiting)).toEqual([true, true]);
    await Promise.all([stuck.call, end]);
    expect(executor.stats).toMatchObject({ workers: 0, waiting: 0, completed: 3 });
  });

  test('is cancelled with the others', async () => {
    const executor = threads();
    const file = join(temporaryFolder(), 'pipe');
    const stuck = stuckWriter(executor, file);
    await until(() => executor.stats.running === 1);
    const waiting = executor.submit(existsSync, file);
    const end = executor.shutdown({ cancelPending: true });
    expect((await rejection(waiting)).name).toBe('AbortError');
    stuck.release();
    await Promise.all([stuck.call, end]);
    expect(places()).toBe(0);
  });

  test('takes its arguments as they are when it is made, and keeps its context', async () => {
    const executor = threads();
    const folder = temporaryFolder();
    const file = join(folder, 'file');
    const storage = new AsyncLocalStorage<string>();
    const bytes = Buffer.from('before');
    const calls = ['one', 'two'].map((name) =>
      storage.run(name, async () => {
        await executor.submit(writeFileSync, file, bytes);
        return storage.getStore();
      }),
    );
    bytes.fill('x');
    expect(await Promise.all(calls)).toEqual(['one', 'two']);
    expect(readFileSync(file, 'utf8')).toBe('before');
  });

  test('begins when the thread of one that was aborted is gone', async () => {
    const executor = threads();
    const file = join(temporaryFolder(), 'pipe');
    const controller = new AbortController();
    const { signal } = controller;
    const stuck = stuckWriter(
      {
        submit: ((fn: typeof writeFileSync, ...args: Parameters<typeof fn>) =>
          executor.run(fn, args, { signal })) as Submit,
      },
      file,
    );
    await until(() => executor.stats.running === 1);
    controller.abort('stop');
    expect(await rejection(stuck.call)).toBe('stop');
    // What was aborted may still write the file.
    const next = executor.submit(existsSync, file);
    await executor.submit(Math.max, 1);
    expect(executor.stats).toMatchObject({ abandoned: 1, waiting: 1 });
    stuck.release();
    expect(await next).toBe(true);
    expect(executor.stats.abandoned).toBe(0);
    expect(places()).toBe(0);
  });

  test('does not wait for ever for one that was aborted and cannot be stopped', async () => {
    const executor = threads();
    const folder = temporaryFolder();
    const code = `
      import { execFileSync } from 'node:child_process';
      import { existsSync, readFileSync } from 'node:fs';
      import { ThreadPoolExecutor } from 'to-thread';
      const [file] = process.argv.slice(-1);
      execFileSync('mkfifo', [file]);
      const pool = new ThreadPoolExecutor();
      await pool.submit(Math.max, 1);
      const stuck = pool.run(readFileSync, [file, 'utf8'], { timeout: 50 });
      console.log(await stuck.catch(({ name }) => name), pool.stats.abandoned);
      const { unlinkSync } = process.getBuiltinModule('fs');
      await pool.submit(unlinkSync, file);
      console.log(existsSync(file));`;
    const { stdout, stderr, exit } = await execute([
      ...['--input-type=module', '--eval', code],
      ...['--', join(folder, 'pipe')],
    ]);
    expect(stderr).toBe('');
    expect(stdout).toBe('TimeoutError 1\nfalse\n');
    expect(exit).toBe(0);
    await executor.shutdown();
  });
});

describe('an executor of your own', () => {
  /** Runs calls in this thread, each in a turn of the event loop that comes the sooner the later it was made. */
  function backwards(): {
    submit: (fn: (...args: never) => unknown, ...args: unknown[]) => Promise<unknown>;
  } {
    let delay = 20;
    return {
      submit: async (fn, ...args) => {
        await new Promise((resolve) => setTimeout(resolve, (delay -= 5)));
        return fn(...(args as never));
      },
    };
  }

  test('is given a call when its turn has come', async () => {
    const file = join(temporaryFolder(), 'file');
    const other = join(temporaryFolder(), 'other');
    const executor = backwards();
    setDefaultExecutor(executor);
    onTestFinished(() => {
      setDefaultExecutor(new ThreadPoolExecutor());
    });
    const order: string[] = [];
    const write = (path: string, text: string): Promise<unknown> =>
      toThread(writeFileSync, path, text).then(() => order.push(text));
    const calls = [write(file, 'first'), write(file, 'second'), write(other, 'beside')];
    calls.push(runInExecutor(null, readFileSync, file, 'utf8').then((text) => order.push(`read ${text}`)));
    await Promise.all(calls);
    expect(order).toEqual(['beside', 'first', 'second', 'read second']);
  });

  test('may pass it on to one of to-thread, later and more than once', async () => {
    const file = join(temporaryFolder(), 'missing', 'file');
    const inner = threads();
    const retrying = {
      submit: (async (fn: typeof writeFileSync, ...args: [string, string]) => {
        await inner.submit(fn, ...args).catch(() => undefined);
        return inner.submit(fn, ...args);
      }) as ThreadPoolExecutor['submit'],
    };
    const outer = {
      submit: ((...call: [() => void]) => runInExecutor(retrying as never, ...call)) as typeof toThread,
    };
    const calls = ['a', 'b', 'c'].map((text) => runInExecutor(outer as never, writeFileSync, file, text));
    for (const { status } of await Promise.allSettled(calls)) expect(status).toBe('rejected');
    expect(inner.stats.failed).toBe(6);
    expect(places()).toBe(0);
  });

  test('is given a call at once if there is nothing to wait for', async () => {
    const calls: unknown[] = [];
    const executor = { submit: (...call: unknown[]) => Promise.resolve(calls.push(call)) };
    const call = runInExecutor(executor as never, existsSync, 'x');
    expect(calls).toEqual([[existsSync, 'x']]);
    expect(await call).toBe(1);
  });
});
