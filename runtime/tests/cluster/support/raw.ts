import { Queue } from 'bullmq';
import { Redis } from 'ioredis';
import { onTestFinished } from 'vitest';
import type { RedisServer } from './redis.ts';

/** The queue as somebody sees it who has nothing but access to Redis. */
export function rawQueue({ port }: RedisServer, name: string): Queue {
  const queue = new Queue(name, { connection: { port } });
  onTestFinished(() => queue.close());
  return queue;
}

export function rawConnection({ port }: RedisServer): Redis {
  const connection = new Redis(port);
  onTestFinished(() => {
    connection.disconnect();
  });
  return connection;
}
