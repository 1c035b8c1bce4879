import { BullMQExecutor, type BullMQExecutorOptions } from 'to-thread/bullmq';
import { root } from './worker.ts';

export const SECRET = 'known to the tests alone';

/** A client of a test, which looks after its calls as often as a test wants. */
export function client(
  redis: NonNullable<BullMQExecutorOptions['connection']>,
  queue: string,
  options: Partial<BullMQExecutorOptions> = {},
): BullMQExecutor {
  return new BullMQExecutor({
    ...{ connection: redis, queue, secret: SECRET, root, checkInterval: 300 },
    ...options,
  });
}
