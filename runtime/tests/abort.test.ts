import { execFileSync, execSync } from 'node:child_process';
import {
  existsSync,
  openSync,
  readFileSync,
  closeSync,
  readdirSync,
  writeFileSync,
  constants,
} from 'node:fs';
import { join } from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import { ThreadPoolExecutor, type ThreadPoolOptions } from 'to-thread';
import { temporaryFolder } from './support/folder.ts';
import { rejection } from './support/rejection.ts';
import { until } from './support/until.ts';

const onLinux = process.platform === 'linux';

function pool(options: ThreadPoolOptions = {}): ThreadPoolExecutor {
  const executor = new ThreadPoolExecutor({ maxWorkers: 1, ...options });
  onTestFinished(() => executor.shutdown({ wait: false, cancelPending: true }));
  return executor;
}

/** Shared memory that a worker can be kept waiting on. */
function gate(): Int32Array<SharedArrayBuffer> {
  return new Int32Array(new SharedArrayBuffer(4));
}

function open(shared: Int32Array): void {
  Atomics.store(shared, 0, 1);
  Atomics.notify(shared, 0);
}

describe('rejects with the reason of the signal', () => {
  test('before the call: the function never runs', async () => {
    const file = join(temporaryFolder(), 'written');
    const reason = new Error('changed my mind');
    const call = pool().run(writeFileSync, [file, 'x'], { signal: AbortSignal.abort(reason) });
    expect(await rejection(call)).toBe(reason);
    expect(existsSync(file)).toBe(false);
  });

  test('waiting: neighbours are unharmed, whatever the order', async () => {
    const executor = pool();
    const file = join(temporaryFolder(), 'written');
    const shared = gate();
    const running = executor.submit(Atomics.wait, shared, 0, 0);
    const controller = new AbortController();
    const before = executor.submit(Math.max, 1, 2);
    const aborted = executor.run(writeFileSync, [file, 'x'], { signal: controller.signal });
    const after = executor.submit(Math.max, 3, 4);
    await until(() => executor.stats.running === 1);
    controller.abort('not needed');
    expect(await rejection(aborted)).toBe('not needed');
    open(shared);
    expect(await Promise.all([running, before, after])).toEqual([
      expect.stringMatching(/ok|not-equal/),
      2,
      4,
    ]);
    expect(existsSync(file)).toBe(false);
    expect(executor.stats).toMatchObject({ aborted: 1, completed: 3, replaced: 0 });
  });

  test.each([
    ['waiting on shared memory', (shared: Int32Array) => Atomics.wait(shared, 0, 0)],
    [
      'in an endless loop',
      () => {
        for (;;);
      },
    ],
    ['in a regular expression', () => /^(?:a+)+$/.test('a'.repeat(60) + 'b')],
    ['in a promise that never settles', () => new Promise(() => setInterval(() => undefined, 1000))],
  ])('running: %s', async (_name, fn) => {
    const executor = pool();
    const controller = new AbortController();
    const call = executor.run(fn as (shared: Int32Array) => unknown, [gate()], { signal: controller.signal });
    const other = executor.submit(Math.max, 1, 2);
    await until(() => executor.stats.running === 1);
    controller.abort('stop');
    expect(await rejection(call)).toBe('stop');
    expect(await other).toBe(2);
    await until(() => executor.stats.abandoned === 0);
    expect(executor.stats).toMatchObject({ replaced: 1, workers: 1 });
  });

  test('running: what the worker has finished before it counts, though its reply has not been looked at', async () => {
    const executor = pool();
    const hold = (started: Int32Array, until: Int32Array): string => {
      Atomics.store(started, 0, 1);
      Atomics.notify(started, 0);
      return Atomics.wait(until, 0, 0);
    };
    const opened = gate();
    open(opened);
    await executor.submit(hold, gate(), opened);
    const started = gate();
    const controller = new AbortController();
    const before = [executor.submit(Math.max, 1, 2), executor.submit(String, 'x')];
    const running = executor.run(hold, [started, gate()], { signal: controller.signal });
    // Calls made in one go are sent in a microtask. The event loop, which would bring the replies, does not turn.
    await Promise.resolve();
    Atomics.wait(started, 0, 0);
    controller.abort('not needed');
    expect(await rejection(running)).toBe('not needed');
    expect(await Promise.all(before)).toEqual([2, 'x']);
    expect(executor.stats).toMatchObject({ aborted: 1, completed: 3, failed: 0 });
  });

  test('after the call it does nothing', async () => {
    const controller = new AbortController();
    const executor = pool();
    expect(await executor.run(Math.max, [1, 2], { signal: controller.signal })).toBe(2);
    controller.abort();
    expect(await executor.submit(Math.max, 1, 3)).toBe(3);
    expect(executor.stats).toMatchObject({ aborted: 0, replaced: 0 });
  });
});

test('a time limit', async () => {
  const executor = pool();
  const error = await rejection(executor.run(Atomics.wait, [gate(), 0, 0], { timeout: 20 }));
  expect(error).toBeInstanceOf(DOMException);
  expect(error.name).toBe('TimeoutError');
  expect(error.message).toBe('Atomics.wait did not finish within 20 ms.');
});

describe.runIf(onLinux)('what the operating system holds', () => {
  test('a child process is ended with all it has started', async () => {
    const executor = pool();
    const folder = temporaryFolder();
    const controller = new AbortController();
    const command = `sleep 601.5 & echo $! > ${folder}/grandchild; echo $$ > ${folder}/child; wait`;
    const call = executor.run(execSync, [command], { signal: controller.signal });
    await until(() => existsSync(`${folder}/child`) && readFileSync(`${folder}/child`, 'utf8') !== '');
    const pids = ['child', 'grandchild'].map((name) => readFileSync(`${folder}/${name}`, 'utf8').trim());
    expect(pids.every(isRunning)).toBe(true);
    controller.abort('stop');
    expect(await rejection(call)).toBe('stop');
    await until(() => !pids.some(isRunning) && executor.stats.abandoned === 0);
  });

  test('so is one that a function of ours waits for', async () => {
    const executor = pool();
    const file = join(temporaryFolder(), 'pid');
    const controller = new AbortController();
    const call = executor.run(
      (path: string) => {
        process.getBuiltinModule('child_process').execSync(`echo $$ > ${path}; sleep 602.5`);
      },
      [file],
      { signal: controller.signal },
    );
    await until(() => existsSync(file) && readFileSync(file, 'utf8') !== '');
    controller.abort('stop');
    expect(await rejection(call)).toBe('stop');
    await until(() => !isRunning(readFileSync(file, 'utf8').trim()) && executor.stats.abandoned === 0);
  });

  /** A call that stays in one system call until the file it reads is closed by `release`. */
  async function stickCall(executor: ThreadPoolExecutor): Promise<{ release: () => void }> {
    const fifo = join(temporaryFolder(), 'fifo');
    execFileSync('mkfifo', [fifo]);
    const controller = new AbortController();
    // With an encoding, opening and reading are one native call.
    const call = executor.run(readFileSync, [fifo, 'utf8'], { signal: controller.signal });
    const writers: number[] = [];
    await until(() => {
      try {
        // Succeeds once there is a reader.
        return writers.push(openSync(fifo, constants.O_WRONLY | constants.O_NONBLOCK)) > 0;
      } catch {
        return false;
      }
    });
    controller.abort('stop');
    expect(await rejection(call)).toBe('stop');
    const release = (): void => {
      for (const fd of writers) closeSync(fd);
    };
    return { release };
  }

  test('a read that never ends is abandoned, counted and replaced', async () => {
    const executor = pool();
    const { release } = await stickCall(executor);
    expect(await executor.submit(Math.max, 1, 2)).toBe(2);
    expect(executor.stats).toMatchObject({ abandoned: 1, workers: 1 });
    release();
    await until(() => executor.stats.abandoned === 0);
  });

  test('no more threads are abandoned than there may be workers; then calls wait', async () => {
    const executor = pool({ maxWorkers: 1 });
    const first = await stickCall(executor);
    const second = await stickCall(executor);
    // That it is a function of its own does not change anything.
    const waiting = executor.submit((a: number, b: number) => a * b, 1, 2);
    await until(() => executor.stats.waiting === 1);
    expect(executor.stats).toMatchObject({ abandoned: 2, workers: 0 });
    first.release();
    expect(await waiting).toBe(2);
    second.release();
    await until(() => executor.stats.abandoned === 0);
  });

  test('a shutdown does not wait for them once nothing else is left', async () => {
    const executor = pool({ maxWorkers: 1 });
    await executor.submit(Math.max, 1);
    const stuck = [await stickCall(executor), await stickCall(executor)];
    const controller = new AbortController();
    const waiting = rejection(executor.run(Math.max, [1], { signal: controller.signal }));
    const end = executor.shutdown();
    controller.abort('stop');
    expect(await waiting).toBe('stop');
    await end;
    expect(executor.stats).toMatchObject({ abandoned: 2, waiting: 0 });
    for (const { release } of stuck) release();
    await until(() => executor.stats.abandoned === 0);
  });
});

test.runIf(onLinux)(
  '200 aborts of running calls leave no threads and no files open',
  // Seconds on a quiet machine; a busy one starts each of the 200 threads late.
  { timeout: 300_000 },
  async () => {
    const executor = pool({ maxWorkers: 2 });
    const abortOne = async (): Promise<void> => {
      const controller = new AbortController();
      const call = executor.run(Atomics.wait, [gate(), 0, 0], { signal: controller.signal });
      await until(() => executor.stats.running > 0);
      controller.abort('stop');
      expect(await rejection(call)).toBe('stop');
      await until(() => executor.stats.abandoned === 0);
    };
    await abortOne();
    await executor.submit(Math.max, 1);
    const before = resources();
    for (let i = 0; i < 200; i++) await abortOne();
    await executor.submit(Math.max, 1);
    await until(() => resources().threads <= before.threads + 1);
    expect(resources().files).toBeLessThanOrEqual(before.files + 12);
  },
);

function resources(): { threads: number; files: number } {
  return { threads: readdirSync('/proc/self/task').length, files: readdirSync('/proc/self/fd').length };
}

function isRunning(pid: string): boolean {
  try {
    return !/^State:\tZ/m.test(readFileSync(`/proc/${pid}/status`, 'utf8'));
  } catch {
    return false;
  }
}
