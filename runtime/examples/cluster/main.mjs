import { BullMQExecutor } from 'to-thread/bullmq';
import { hash } from './work.mjs';

const cluster = new BullMQExecutor({
  queue: 'example',
  root: import.meta.dirname,
  connection: process.env.REDIS_URL ?? 'redis://127.0.0.1:6379',
});
for await (const result of cluster.map(hash, ['one', 'two', 'three'])) console.log(result.slice(0, 16));
await cluster.shutdown();
