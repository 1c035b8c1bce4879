import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { temporaryFolder } from '../support/folder.ts';
import { until } from '../support/until.ts';
import { client } from './support/client.ts';
import { freePort, RedisServer } from './support/redis.ts';
import { sleep } from './support/work.ts';
import { startWorker, WorkerProcess } from './support/worker.ts';

vi.setConfig({ testTimeout: 60_000 });

let redis: RedisServer;

beforeAll(async () => {
  redis = await RedisServer.start();
});
afterAll(() => redis[Symbol.asyncDispose]());

test('a file is there while it takes calls, and its log says how many wait', async () => {
  const file = join(temporaryFolder(), 'healthy');
  const args = ['--health-file', file, '--report', '100', '--grace', '100'];
  const worker = await startWorker({ redis: redis.url, queue: 'file', args });
  await until(() => existsSync(file));
  await using cluster = client(redis.url, 'file');
  const calls = Array.from({ length: 5 }, () => cluster.call(sleep, 60_000));
  await until(() =>
    worker.log.some(({ event, waiting, running }) => event === 'queue' && waiting === 3 && running === 2),
  );
  for (const call of calls) call.result.catch(() => undefined);
  await cluster.terminate();
  expect(await worker.end()).toBe(0);
  expect(existsSync(file)).toBe(false);
});

test('it is not ready until Redis has answered, but left alone', async () => {
  await using own = await RedisServer.start();
  await own.kill();
  const port = await freePort();
  const worker = new WorkerProcess({ redis: own.url, queue: 'probes', args: ['--health', String(port)] });
  const ask = (path: string): Promise<number> =>
    fetch(`http://127.0.0.1:${port}/${path}`).then(
      ({ status }) => status,
      () => 0,
    );
  await worker.logged('unreachable');
  await until(async () => (await ask('readyz')) === 503);
  expect(await ask('healthz')).toBe(200);
  expect(await ask('nothing')).toBe(404);
  await own.start();
  await worker.logged('ready');
  expect([await ask('healthz'), await ask('readyz')]).toEqual([200, 200]);
  expect(await worker.end()).toBe(0);
});

test('it ends when it is told to, also when its Redis is gone for good', async () => {
  const own = await RedisServer.start();
  const worker = await startWorker({ redis: own.url, queue: 'gone', args: ['--grace', '100'] });
  await own.kill();
  await worker.logged('unreachable');
  expect(await worker.end()).toBe(0);
  expect(worker.log.some(({ event }) => event === 'ended')).toBe(true);
});
