import { Dispatcher, poolOf } from '../executor/dispatcher.ts';
import type { ThreadPoolOptions } from '../executor/executor.ts';
import { startThread } from './thread-worker.ts';

/**
 * Makes calls on a pool of worker threads.
 *
 * @throws TypeError or RangeError naming the option that is wrong
 */
export function threadDispatcher(options: ThreadPoolOptions, defaultName: string): Dispatcher {
  return new Dispatcher(
    options,
    defaultName,
    'threads',
    poolOf((...start) => startThread(options, ...start)),
  );
}
