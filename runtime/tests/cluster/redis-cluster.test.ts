import type { Cluster } from 'ioredis';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, onTestFinished, test, vi } from 'vitest';
import { temporaryFolder } from '../support/folder.ts';
import { execute } from '../support/program.ts';
import { rejection, thrown } from '../support/rejection.ts';
import { until } from '../support/until.ts';
import { client, SECRET } from './support/client.ts';
import { linesIn } from './support/lines.ts';
import { RedisCluster } from './support/redis-cluster.ts';
import { add, fail, record, sleep } from './support/work.ts';
import { startWorker } from './support/worker.ts';

vi.setConfig({ testTimeout: 120_000, hookTimeout: 60_000 });

const NAMES = Array.from({ length: 60 }, (_, i) => String(i).padStart(2, '0'));

let redis: RedisCluster;

beforeAll(async () => {
  redis = await RedisCluster.start(3);
});
afterAll(() => redis[Symbol.asyncDispose]());

function connection(): Cluster {
  const made = redis.connect();
  onTestFinished(() => {
    made.disconnect();
  });
  return made;
}

const args = ['--redis-cluster'];

test('calls, errors, and those that are stopped', async () => {
  await startWorker({ redis: redis.url, queue: 'calls', args });
  await using cluster = client(connection(), 'calls');
  const numbers = Array.from({ length: 300 }, (_, i) => i);
  expect(await Promise.all(numbers.map((n) => cluster.submit(add, n, 1)))).toEqual(numbers.map((n) => n + 1));
  expect(await rejection(cluster.submit(fail, 'broken'))).toMatchObject({ code: 'ERR_WORK' });
  const long = cluster.call(sleep, 60_000);
  await until(() => long.state === 'running');
  long.abort(new Error('enough'));
  expect((await rejection(long.result)).message).toBe('enough');
  expect(await Promise.all([cluster.submit(sleep, 1), cluster.submit(sleep, 1)])).toEqual([1, 1]);
});

test('a program that ends with a shutdown', async () => {
  await startWorker({ redis: redis.url, queue: 'program', args });
  const code = `
    import { Cluster } from 'ioredis';
    import { BullMQExecutor } from 'to-thread/bullmq';
    import { add } from './tests/cluster/fixtures/work.mjs';
    const connection = new Cluster(['${redis.url}'], { lazyConnect: true });
    const cluster = new BullMQExecutor({ connection, queue: 'program' });
    console.log(await cluster.submit(add, 1, 2));
    await cluster.shutdown();`;
  const outcome = await execute(['--input-type=module', '--eval', code], { TO_THREAD_SECRET: SECRET });
  expect(outcome).toEqual({ stdout: '3\n', stderr: '', exit: 0 });
});

test('several queues, each with a hash tag of its own, are in several parts', async () => {
  const prefixes = ['{a}', '{b}', '{c}', '{d}'];
  const parts = await Promise.all(prefixes.map((prefix) => redis.partOf(`${prefix}:sharded:wait`)));
  expect(new Set(parts).size).toBeGreaterThan(1);
  for (const prefix of prefixes) {
    await startWorker({ redis: redis.url, queue: 'sharded', args: [...args, '--prefix', prefix] });
    await using cluster = client(connection(), 'sharded', { prefix });
    expect(await cluster.submit(add, 1, 2)).toBe(3);
  }
});

test('a part that is killed and started again: no call is lost, and none is made twice', async () => {
  const file = join(temporaryFolder(), 'ran');
  await startWorker({ redis: redis.url, queue: 'restart', args: [...args, '--lock', '20000'] });
  await using cluster = client(connection(), 'restart');
  const calls = NAMES.map((name) => cluster.submit(record, file, name, 50));
  await until(() => cluster.stats.completed > 5);
  const part = await redis.partOf('{bull}:restart:wait');
  await part?.kill();
  await new Promise((resolve) => setTimeout(resolve, 1000));
  await part?.start();
  expect(await Promise.all(calls)).toEqual(NAMES);
  expect(linesIn(file)).toEqual(NAMES);
});

test('a prefix without a hash tag is refused, since the keys of a queue have to be in one part', () => {
  const message = 'options.prefix must be a string with a hash tag in a cluster of Redis, such as {bull}';
  expect(thrown(() => client(connection(), 'calls', { prefix: 'bull' })).message).toContain(message);
});
