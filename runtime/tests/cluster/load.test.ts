import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { client } from './support/client.ts';
import { RedisServer } from './support/redis.ts';
import { add } from './support/work.ts';
import { startWorker } from './support/worker.ts';

/** 100,000 where there is time for it: `TO_THREAD_QUEUED=100000`. */
const queued = Number(process.env['TO_THREAD_QUEUED'] ?? 5000);

vi.setConfig({ testTimeout: 60_000 + queued * 5 });

let redis: RedisServer;

beforeAll(async () => {
  redis = await RedisServer.start();
});
afterAll(() => redis[Symbol.asyncDispose]());

test(`${queued} calls in the queue: each is made, and has its own result`, async () => {
  await using cluster = client(redis.url, 'load');
  const numbers = Array.from({ length: queued }, (_, i) => i);
  const calls = numbers.map((n) => cluster.submit(add, n, 1));
  expect(cluster.stats.waiting).toBe(queued);
  await startWorker({ redis: redis.url, queue: 'load', args: ['--ahead', '6'] });
  await startWorker({ redis: redis.url, queue: 'load', args: ['--ahead', '6'] });
  expect(await Promise.all(calls)).toEqual(numbers.map((n) => n + 1));
  expect(cluster.stats).toMatchObject({
    completed: queued,
    failed: 0,
    aborted: 0,
    waiting: 0,
    running: 0,
    workers: 2,
  });
});
