import { afterAll, beforeAll, describe, test, vi } from 'vitest';
import { ProcessPoolExecutor, ThreadPoolExecutor } from 'to-thread';
import { conformance } from 'to-thread/testing';
import { InTurns } from '../examples/cluster/in-turns.mjs';
import { client } from './cluster/support/client.ts';
import { RedisServer } from './cluster/support/redis.ts';
import { WorkerProcess } from './cluster/support/worker.ts';

vi.setConfig({ testTimeout: 60_000 });

let redis: RedisServer;
let worker: WorkerProcess;

beforeAll(async () => {
  redis = await RedisServer.start();
  worker = await WorkerProcess.start({ redis: redis.url, queue: 'calls', allow: ['dist/testing.js'] });
});
afterAll(async () => {
  await worker.end();
  await redis[Symbol.asyncDispose]();
});

describe.each([
  ['threads', () => new ThreadPoolExecutor({ maxWorkers: 2 })],
  ['processes', () => new ProcessPoolExecutor({ maxWorkers: 2 })],
  ['other machines', () => client(redis.url, 'calls')],
  [
    'one of a user',
    () => new InTurns([client(redis.url, 'calls'), new ThreadPoolExecutor({ maxWorkers: 2 })]),
  ],
] as const)('%s', (_name, create) => {
  for (const { name, run } of conformance(create)) test(name, run);
});

test('it fails for what is no such executor', async ({ expect }) => {
  const names = [];
  for (const { name, run } of conformance(() => {
    const pool = new ThreadPoolExecutor({ maxWorkers: 1 });
    return Object.assign(Object.create(pool) as ThreadPoolExecutor, {
      submit: () => Promise.resolve(3),
      terminate: () => pool.terminate(),
    });
  }))
    await run().catch(() => names.push(name));
  expect(names.length).toBeGreaterThan(5);
});
