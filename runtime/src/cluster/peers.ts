import { createRequire } from 'node:module';
import type * as BullMQ from 'bullmq';
import type * as IORedis from 'ioredis';

/** The packages that only those have who make calls on other machines. */
export interface Peers {
  readonly Queue: typeof BullMQ.Queue;
  readonly Worker: typeof BullMQ.Worker;
  readonly WaitingError: typeof BullMQ.WaitingError;
  readonly UnrecoverableError: typeof BullMQ.UnrecoverableError;
  readonly Redis: typeof IORedis.Redis;
  readonly Cluster: typeof IORedis.Cluster;
}

/**
 * @param from the place of the module that needs them
 * @throws Error saying what to install
 */
export function loadPeers(from: string): Peers {
  const load = createRequire(from);
  try {
    const { Redis, Cluster } = load('ioredis') as typeof IORedis;
    return { ...(load('bullmq') as typeof BullMQ), Redis, Cluster };
  } catch (cause) {
    const message =
      'Calls on other machines need the packages bullmq and ioredis: npm install bullmq ioredis';
    throw Object.assign(new Error(message, { cause }), { code: 'ERR_MISSING_PEER' });
  }
}
