import { randomFillSync } from 'node:crypto';
import { readFileSync, statSync } from 'node:fs';
import { runInThisContext } from 'node:vm';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { runInExecutor, setDefaultExecutor, sharedStorage, ThreadPoolExecutor, toThread } from 'to-thread';
import type { BullMQExecutor } from 'to-thread/bullmq';
import { temporaryFolder } from '../support/folder.ts';
import { collect } from '../support/pools.ts';
import { execute } from '../support/program.ts';
import { rejection, thrown } from '../support/rejection.ts';
import { until } from '../support/until.ts';
import { client, SECRET } from './support/client.ts';
import { RedisServer } from './support/redis.ts';
import { add, die, echo, fail, record, sleep } from './support/work.ts';
import { fixtures, root, WorkerProcess } from './support/worker.ts';

vi.setConfig({ testTimeout: 60_000 });

let redis: RedisServer;
let worker: WorkerProcess;
let cluster: BullMQExecutor;

beforeAll(async () => {
  redis = await RedisServer.start();
  const allow = [fixtures, 'node:fs', 'node:zlib', 'node:crypto'];
  worker = await WorkerProcess.start({ redis: redis.url, queue: 'calls', allow });
  cluster = client(redis.url, 'calls');
});
afterAll(async () => {
  await cluster.terminate();
  await worker.end();
  await redis[Symbol.asyncDispose]();
});

test('submit, run, map, stats', async () => {
  await using own = client(redis.url, 'calls');
  expect(await own.submit(add, 1, 2)).toBe(3);
  expect(await own.run(add, [3, 4])).toBe(7);
  expect(await collect(own.map(add, [1, 2, 3], [10, 20, 30]))).toEqual([11, 22, 33]);
  expect(await collect(own.map(echo, [1, 2, 3, 4], { chunkSize: 2 }))).toEqual([1, 2, 3, 4]);
  const { completed, failed, waiting, running, workers, runTime } = own.stats;
  expect({ completed, failed, waiting, running, workers }).toEqual({
    ...{ completed: 7, failed: 0, waiting: 0, running: 0, workers: 1 },
  });
  expect(runTime.total).toBeGreaterThan(0);
});

describe('what comes back is what the direct call gives', () => {
  test('objects of Node, maps, bytes, bigints', async () => {
    const file = new URL(import.meta.url).pathname;
    const stats = await cluster.submit(statSync, file, { bigint: true });
    expect(stats.isFile()).toBe(true);
    expect(stats).toEqual(statSync(file, { bigint: true }));
    const packed = await cluster.submit(gzipSync, 'a'.repeat(1000));
    expect(Buffer.isBuffer(packed)).toBe(true);
    expect(packed).toEqual(gzipSync('a'.repeat(1000)));
    const cyclic: Record<string, unknown> = {
      map: new Map([[new URL('http://a/'), new Set([1n])]]),
      list: new Array(2),
    };
    cyclic['self'] = cyclic;
    expect(await cluster.submit(echo, cyclic)).toEqual(cyclic);
    const long = 'ü\ud800'.repeat(100_000);
    expect(await cluster.submit(echo, long)).toBe(long);
  });

  test('errors, with class, code, properties and the stack of the caller', async () => {
    async function loadConfig(): Promise<string> {
      return await cluster.submit(readFileSync, '/no/such/file', 'utf8');
    }
    const error = await rejection(loadConfig());
    expect(error).toEqual(thrown(() => readFileSync('/no/such/file', 'utf8')));
    expect(error.stack).toContain('loadConfig');
    expect(error.stack).not.toMatch(/to-thread:worker|relay/);
    const own = await rejection(cluster.submit(fail, 'broken'));
    expect(own).toMatchObject({ name: 'WorkError', message: 'broken', code: 'ERR_WORK' });
    expect(own['detail']).toEqual(new Map([['a', 1n]]));
    expect(own.constructor.name).toBe('WorkError');
  });

  test('memory that a function writes into', async () => {
    const bytes = Buffer.alloc(64);
    expect(await cluster.submit(randomFillSync, bytes)).toBe(bytes);
    expect(bytes.equals(Buffer.alloc(64))).toBe(false);
  });

  test('storages that are taken along', async () => {
    const user = sharedStorage<string>('user of the cluster');
    const result = user.run('Ada', () => cluster.run(echo, ['x'], { context: [user] }));
    expect(await result).toBe('x');
  });
});

test('a thread that dies fails its own call only', async () => {
  const [died, fine] = await Promise.allSettled([cluster.submit(die), cluster.submit(add, 1, 2)]);
  expect(died).toMatchObject({ status: 'rejected', reason: { code: 'ERR_WORKER_DIED' } });
  expect(String((died as PromiseRejectedResult).reason)).toContain('The worker running die of ');
  expect(fine).toEqual({ status: 'fulfilled', value: 3 });
});

describe('what cannot cross is refused by name', () => {
  test.each([
    [
      'a function',
      () => [() => 1],
      'Argument 1 of echo of ../fixtures/work.mjs cannot cross to another machine: it is a function.',
    ],
    [
      'shared memory',
      () => [[new SharedArrayBuffer(1)]],
      '(at [0]) cannot cross to another machine: it is shared memory, which machines do not have.',
    ],
    ['a view of it', () => [new Uint8Array(new SharedArrayBuffer(1))], 'it is shared memory'],
  ])('%s', async (_name, args, message) => {
    const error = await rejection(cluster.submit(echo, args()[0]));
    expect(error).toMatchObject({ name: 'DataCloneError', code: 'ERR_CANNOT_CROSS' });
    expect(error.message).toContain(message);
  });

  test('what is to be handed over', async () => {
    const transfer = [new ArrayBuffer(1)];
    const error = await rejection(cluster.run(echo, [1], { transfer }));
    expect(error.message).toContain('options.transfer must be empty: other machines get copies');
  });

  test('a function that is in no module', async () => {
    const text = runInThisContext('() => 1') as () => number;
    const error = await rejection(cluster.submit(text));
    expect(error).toMatchObject({ name: 'TypeError', code: 'ERR_UNSUPPORTED_FUNCTION' });
    expect(error.message).toContain('functionTexts');
  });

  test('a module that is not below the root', async () => {
    await using own = client(redis.url, 'calls', { root: temporaryFolder() });
    const error = await rejection(own.submit(echo, 1));
    expect(error['code']).toMatch(/ERR_CODE_DIFFERS|ERR_FUNCTION_NOT_ALLOWED|ERR_UNSUPPORTED_FUNCTION/);
  });
});

describe('stopping', () => {
  test('a call that waits is taken back, one that runs is stopped', async () => {
    await using own = client(redis.url, 'calls');
    const file = `${temporaryFolder()}/ran`;
    const blockers = [own.call(sleep, 60_000), own.call(sleep, 60_000)];
    await until(() => blockers.every(({ state }) => state === 'running'));
    const waiting = own.call(record, file, 'waited');
    expect(waiting.state).toBe('waiting');
    expect(blockers[0]?.cancel()).toBe(false);
    expect(waiting.cancel()).toBe(true);
    for (const call of blockers) call.abort(new Error('enough'));
    const results = await Promise.allSettled([...blockers, waiting].map(({ result }) => result));
    expect(results.map((each) => (each as PromiseRejectedResult).reason as Error)).toMatchObject([
      ...[{ message: 'enough' }, { message: 'enough' }],
      { name: 'AbortError' },
    ]);
    // Both threads are free again.
    expect(await Promise.all([own.submit(sleep, 1), own.submit(sleep, 1)])).toEqual([1, 1]);
    expect(thrown(() => readFileSync(file))['code']).toBe('ENOENT');
    expect(own.stats).toMatchObject({ aborted: 3, completed: 2 });
  });

  test('time limits and signals', async () => {
    const late = await rejection(cluster.run(sleep, [60_000], { timeout: 200 }));
    expect(late.name).toBe('TimeoutError');
    const signal = AbortSignal.timeout(200);
    expect((await rejection(cluster.run(sleep, [60_000], { signal }))).name).toBe('TimeoutError');
    expect(await cluster.submit(add, 1, 1)).toBe(2);
  });

  test('shutdown ends this client, and lets its calls end', async () => {
    const own = client(redis.url, 'calls');
    const call = own.submit(sleep, 100);
    await own.shutdown();
    expect(await call).toBe(100);
    expect((await rejection(own.submit(add, 1, 1)))['code']).toBe('ERR_EXECUTOR_SHUT_DOWN');
    expect(await cluster.submit(add, 1, 1)).toBe(2);
  });

  test('shutdown lets calls end whose function is still being found, and does not keep the process', async () => {
    const program = (options: string): string => `
      import { BullMQExecutor } from 'to-thread/bullmq';
      import { sleep } from './tests/cluster/fixtures/work.mjs';
      const cluster = new BullMQExecutor({ connection: '${redis.url}', queue: 'calls' });
      const call = cluster.submit(sleep, 100);
      await cluster.shutdown(${options});
      console.log(await call);
      const end = performance.now();
      process.on('exit', () => console.log(performance.now() - end < 500));`;
    for (const options of ['', '{ wait: false }']) {
      const outcome = await execute(['--input-type=module', '--eval', program(options)], {
        TO_THREAD_SECRET: SECRET,
      });
      expect(outcome).toEqual({ stdout: '100\ntrue\n', stderr: '', exit: 0 });
    }
  });

  test('terminate stops its calls', async () => {
    const own = client(redis.url, 'calls');
    const call = rejection(own.submit(sleep, 60_000));
    await own.terminate();
    expect((await call).name).toBe('AbortError');
    expect(await cluster.submit(sleep, 1)).toBe(1);
  });
});

test('priorities', async () => {
  await using own = client(redis.url, 'calls');
  const file = `${temporaryFolder()}/order`;
  const blockers = [own.call(sleep, 60_000), own.call(sleep, 60_000)];
  await until(() => blockers.every(({ state }) => state === 'running'));
  const calls = [5, 1, undefined].map((priority) =>
    own.run(record, [file, String(priority), 100], priority === undefined ? {} : { priority }),
  );
  await new Promise((resolve) => setTimeout(resolve, 100));
  blockers[0]?.abort();
  await Promise.all(calls);
  expect(readFileSync(file, 'utf8')).toBe('undefined\n1\n5\n');
  blockers[1]?.abort();
  const error = await rejection(own.run(add, [1, 2], { priority: 0 }));
  expect(error.message).toContain('options.priority must be a whole number from 1');
});

test('it is an executor like others', async () => {
  expect(await runInExecutor(cluster, add, 1, 2)).toBe(3);
  setDefaultExecutor(cluster);
  try {
    expect(await toThread(add, 2, 3)).toBe(5);
  } finally {
    setDefaultExecutor(new ThreadPoolExecutor());
  }
});

test('a queue of its own limit', async () => {
  await using own = client(redis.url, 'calls', { maxQueue: 0, concurrency: 1 });
  const first = own.submit(sleep, 50);
  expect((await rejection(own.submit(add, 1, 1)))['code']).toBe('ERR_QUEUE_FULL');
  await own.ready();
  expect(await own.submit(add, 1, 1)).toBe(2);
  await first;
});

test('a program that imports what it calls, and ends without a shutdown', async () => {
  const code = `
    import { BullMQExecutor } from 'to-thread/bullmq';
    import { add } from './tests/cluster/fixtures/work.mjs';
    const cluster = new BullMQExecutor({ connection: '${redis.url}', queue: 'calls' });
    console.log(await cluster.submit(add, 1, 2));`;
  const outcome = await execute(['--input-type=module', '--eval', code], { TO_THREAD_SECRET: SECRET });
  expect(outcome).toEqual({ stdout: '3\n', stderr: '', exit: 0 });
  const commonjs = `
    const { BullMQExecutor } = require('to-thread/bullmq');
    const { add } = require('./tests/cluster/fixtures/common.cjs');
    const cluster = new BullMQExecutor({ connection: '${redis.url}', queue: 'calls' });
    cluster.submit(add, 1, 2).then(console.log);`;
  const second = await execute(['--eval', commonjs], { TO_THREAD_SECRET: SECRET });
  expect(second).toEqual({ stdout: '3\n', stderr: '', exit: 0 });
});

describe('options', () => {
  test.each<[object, string]>([
    [{ queue: '' }, 'options.queue must be a non-empty string without colons'],
    [{ secret: 'short' }, 'options.secret must be a string of at least 16 characters'],
    [{ onWorkerDeath: 'ignore' }, "options.onWorkerDeath must be 'reject' or 'retry'"],
    [{ retries: 2 }, 'options.retries is no option'],
    [{ maxWorkers: 2 }, 'options.maxWorkers is a matter of the workers: npx to-thread worker --concurrency'],
    [{ initializer: add }, 'options.initializer is a matter of the workers: put what is to be done first'],
    [{ deadline: 0 }, 'options.deadline must be a number above 0'],
  ])('%o', (options, message) => {
    const error = thrown(() => client(redis.url, 'calls', options));
    expect(error.message).toContain(message);
    expect(error.message).not.toContain('short');
  });

  test('the folder that is the root here', () => {
    expect(root.endsWith('/')).toBe(true);
  });
});
