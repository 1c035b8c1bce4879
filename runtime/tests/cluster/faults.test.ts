import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, onTestFinished, test, vi } from 'vitest';
import { temporaryFolder } from '../support/folder.ts';
import { rejection } from '../support/rejection.ts';
import { until } from '../support/until.ts';
import type { BullMQExecutor } from 'to-thread/bullmq';
import { client, SECRET } from './support/client.ts';
import { linesIn } from './support/lines.ts';
import { endWithTests } from './support/processes.ts';
import { Network } from './support/proxy.ts';
import { rawConnection, rawQueue } from './support/raw.ts';
import { freePort, RedisServer } from './support/redis.ts';
import { add, record, sleep } from './support/work.ts';
import { root, startWorker, WorkerProcess } from './support/worker.ts';

vi.setConfig({ testTimeout: 120_000 });

let redis: RedisServer;

beforeAll(async () => {
  redis = await RedisServer.start();
});
afterAll(() => redis[Symbol.asyncDispose]());

describe.each(['SIGKILL', 'SIGSTOP'] as const)('a worker that gets %s', (signal) => {
  test('at most once: its calls are rejected, and nobody makes them again', async () => {
    const queue = `once-${signal}`;
    const file = join(temporaryFolder(), 'ran');
    const worker = await startWorker({ redis: redis.url, queue, args: ['--name', 'first'] });
    await using cluster = client(redis.url, queue);
    const calls = [cluster.call(record, file, 'a', 3000), cluster.call(record, file, 'b', 3000)];
    const waiting = cluster.submit(record, file, 'c');
    await until(() => linesIn(file).length === 2 && calls.every(({ state }) => state === 'running'));
    worker.child.kill(signal);
    const second = await startWorker({ redis: redis.url, queue, args: ['--name', 'second'] });
    for (const { result } of calls) {
      expect(await rejection(result)).toMatchObject({ code: 'ERR_WORKER_DIED' });
    }
    expect(await waiting).toBe('c');
    expect(cluster.stats).toMatchObject({ failed: 2, completed: 1, replaced: 2 });
    if (signal === 'SIGSTOP') {
      // It goes on, and what it brings to its end nobody waits for.
      worker.child.kill('SIGCONT');
      await new Promise((resolve) => setTimeout(resolve, 3000));
      expect(await cluster.submit(add, 1, 2)).toBe(3);
    }
    expect(linesIn(file)).toEqual(['a', 'b', 'c']);
    expect(second.errors).toBe('');
  });

  test('at least once: others make its calls again, and each has one result', async () => {
    const queue = `again-${signal}`;
    const file = join(temporaryFolder(), 'ran');
    const worker = await startWorker({ redis: redis.url, queue });
    await using cluster = client(redis.url, queue, { onWorkerDeath: 'retry' });
    const calls = [cluster.call(record, file, 'a', 2000), cluster.call(record, file, 'b', 2000)];
    await until(() => linesIn(file).length === 2 && calls.every(({ state }) => state === 'running'));
    worker.child.kill(signal);
    const second = await startWorker({ redis: redis.url, queue });
    expect(await Promise.all(calls.map(({ result }) => result))).toEqual(['a', 'b']);
    expect(linesIn(file)).toEqual(['a', 'a', 'b', 'b']);
    expect((await second.logged('taken-over')).event).toBe('taken-over');
  });
});

test('a worker that gets SIGTERM brings its calls to their ends, takes no more, and ends', async () => {
  const first = await startWorker({ redis: redis.url, queue: 'drain' });
  await using cluster = client(redis.url, 'drain');
  const calls = [cluster.call(sleep, 1000), cluster.call(sleep, 1000)];
  await until(() => calls.every(({ state }) => state === 'running'));
  const ended = first.end();
  const more = cluster.submit(add, 1, 2);
  expect(await Promise.all(calls.map(({ result }) => result))).toEqual([1000, 1000]);
  expect(await ended).toBe(0);
  expect(first.log.map(({ event }) => event)).toEqual(['starting', 'ready', 'draining', 'ended']);
  await startWorker({ redis: redis.url, queue: 'drain' });
  expect(await more).toBe(3);
});

test('a worker that gets SIGTERM before it has found Redis ends', async () => {
  const port = await freePort();
  const worker = new WorkerProcess({ redis: `redis://127.0.0.1:${port}`, queue: 'none' });
  expect(await worker.logged('unreachable')).toMatchObject({
    advice: expect.stringContaining('apt-get install redis-server') as unknown,
  });
  expect(await worker.end()).toBe(0);
  expect(worker.errors).toBe('');
});

test('what takes longer than the grace is stopped: rejected, or made again by another', async () => {
  const file = join(temporaryFolder(), 'ran');
  const first = await startWorker({ redis: redis.url, queue: 'grace', args: ['--grace', '300'] });
  await using once = client(redis.url, 'grace');
  await using again = client(redis.url, 'grace', { onWorkerDeath: 'retry' });
  const calls = [once.call(sleep, 60_000), again.call(record, file, 'x', 1500)];
  await until(() => linesIn(file).length === 1 && calls.every(({ state }) => state === 'running'));
  expect(await first.end()).toBe(0);
  const stopped = await rejection(calls[0]?.result ?? Promise.resolve());
  expect(stopped).toMatchObject({ code: 'ERR_WORKER_DIED' });
  expect(stopped.message).toContain('was stopped before sleep');
  await startWorker({ redis: redis.url, queue: 'grace' });
  expect(await calls[1]?.result).toBe('x');
  expect(linesIn(file)).toEqual(['x', 'x']);
});

test('a client that is killed: its calls run once, and what they reply is gone after a while', async () => {
  const file = join(temporaryFolder(), 'ran');
  const code = `
    import { BullMQExecutor } from 'to-thread/bullmq';
    import { record } from './tests/cluster/fixtures/work.mjs';
    const cluster = new BullMQExecutor({ connection: '${redis.url}', queue: 'orphans' });
    const calls = Array.from({ length: 10 }, (_, i) => cluster.submit(record, ${JSON.stringify(file)}, String(i)));
    setInterval(() => console.log(cluster.stats.waiting), 20);
    await Promise.all(calls);`;
  const env = { ...process.env, NODE_OPTIONS: '', TO_THREAD_SECRET: SECRET };
  const killed = spawn(process.execPath, ['--input-type=module', '--eval', code], { cwd: root, env });
  endWithTests(killed);
  const queue = rawQueue(redis, 'orphans');
  await until(async () => (await queue.getWaitingCount()) === 10);
  killed.kill('SIGKILL');
  await startWorker({ redis: redis.url, queue: 'orphans' });
  await until(async () => (await queue.getJobCounts('wait', 'active', 'completed'))['wait'] === 0);
  await until(async () => (await queue.getActiveCount()) === 0);
  expect(linesIn(file)).toEqual(Array.from({ length: 10 }, (_, i) => String(i)));
  const connection = rawConnection(redis);
  const [stream = ''] = await connection.keys('to-thread:bull:orphans:replies:*');
  expect(await connection.pttl(stream)).toBeGreaterThan(500_000);
});

test('Redis killed and started again: no call is lost, and none is made twice', async () => {
  await using own = await RedisServer.start();
  const file = join(temporaryFolder(), 'ran');
  await startWorker({ redis: own.url, queue: 'restart', args: ['--lock', '5000'] });
  await using cluster = client(own.url, 'restart');
  const names = Array.from({ length: 60 }, (_, i) => String(i).padStart(2, '0'));
  const calls = names.map((name) => cluster.submit(record, file, name, 50));
  await until(() => cluster.stats.completed > 5);
  await own.kill();
  await new Promise((resolve) => setTimeout(resolve, 300));
  await own.start();
  expect(await Promise.all(calls)).toEqual(names);
  expect(linesIn(file)).toEqual(names);
});

test('Redis that has forgotten everything: it is said of each call that this is not known', async () => {
  await using own = await RedisServer.start();
  await using cluster = client(own.url, 'forgotten');
  const call = cluster.submit(add, 1, 2);
  const queue = rawQueue(own, 'forgotten');
  await until(async () => (await queue.getWaitingCount()) === 1);
  await rawConnection(own).flushall();
  expect(await rejection(call)).toMatchObject({ code: 'ERR_CALL_LOST' });
  await using again = client(own.url, 'forgotten', { onWorkerDeath: 'retry' });
  const repeated = again.submit(add, 1, 2);
  await until(async () => (await queue.getWaitingCount()) === 1);
  await rawConnection(own).flushall();
  await startWorker({ redis: own.url, queue: 'forgotten' });
  expect(await repeated).toBe(3);
});

describe('a network that is cut while calls are on their way', () => {
  const names = Array.from({ length: 40 }, (_, i) => String(i).padStart(2, '0'));
  const cutIn = async (network: Network, cluster: BullMQExecutor): Promise<void> => {
    await until(() => cluster.stats.completed > 5);
    network.cut();
    await new Promise((resolve) => setTimeout(resolve, 500));
    network.mend();
  };

  test('that of the client: all results come, and no call is made twice', async () => {
    using network = await Network.to(redis.port);
    const file = join(temporaryFolder(), 'ran');
    await startWorker({ redis: redis.url, queue: 'cut-client', args: ['--lock', '5000'] });
    await using cluster = client(network.url, 'cut-client');
    const calls = names.map((name) => cluster.submit(record, file, name, 50));
    await cutIn(network, cluster);
    expect(await Promise.all(calls)).toEqual(names);
    expect(linesIn(file)).toEqual(names);
  });

  test('that of the worker, at most once: what Redis gave it in vain is rejected, and no call is made twice', async () => {
    using network = await Network.to(redis.port);
    const file = join(temporaryFolder(), 'ran');
    await startWorker({ redis: network.url, queue: 'cut-worker', args: ['--lock', '2000'] });
    await using cluster = client(redis.url, 'cut-worker');
    const calls = Promise.allSettled(names.map((name) => cluster.submit(record, file, name, 50)));
    await cutIn(network, cluster);
    const results = await calls;
    const failures = results.filter((each) => each.status === 'rejected');
    expect(failures.length).toBeLessThanOrEqual(2);
    for (const { reason } of failures) expect(reason).toMatchObject({ code: 'ERR_WORKER_DIED' });
    const lines = linesIn(file);
    expect(new Set(lines).size).toBe(lines.length);
    const done = names.filter((_name, i) => results[i]?.status === 'fulfilled');
    expect(lines).toEqual(expect.arrayContaining(done));
  });

  test('that of the worker, at least once: all results come', async () => {
    using network = await Network.to(redis.port);
    const file = join(temporaryFolder(), 'ran');
    await startWorker({ redis: network.url, queue: 'cut-again', args: ['--lock', '2000'] });
    await using cluster = client(redis.url, 'cut-again', { onWorkerDeath: 'retry' });
    const calls = names.map((name) => cluster.submit(record, file, name, 50));
    await cutIn(network, cluster);
    expect(await Promise.all(calls)).toEqual(names);
    expect([...new Set(linesIn(file))]).toEqual(names);
  });
});

test('a network that is cut without a word: connections on which nothing comes are made anew', async () => {
  using network = await Network.to(redis.port);
  await startWorker({ redis: redis.url, queue: 'silent' });
  await using cluster = client(network.url, 'silent');
  expect(await cluster.submit(add, 1, 2)).toBe(3);
  network.silence();
  const call = cluster.submit(add, 2, 3);
  expect(await call).toBe(5);
});

test('without Redis, it is said that it is not there, how to get it, and calls wait for it', async () => {
  const port = await freePort();
  const warnings: string[] = [];
  const listen = ({ message }: Error): void => void warnings.push(message);
  process.on('warning', listen);
  onTestFinished(() => void process.off('warning', listen));
  await using cluster = client(`redis://127.0.0.1:${port}`, 'none');
  const late = await rejection(cluster.run(add, [1, 2], { timeout: 500 }));
  expect(late.name).toBe('TimeoutError');
  expect(warnings.filter((message) => message.includes('apt-get install redis-server'))).toHaveLength(1);
  await cluster.terminate();
});
