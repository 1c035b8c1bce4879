import { Caller } from '../executor/caller.ts';
import type { ThreadPoolOptions } from '../executor/executor.ts';
import { startThread } from './thread-worker.ts';

/**
 * Makes calls on a pool of worker threads.
 *
 * @throws TypeError or RangeError naming the option that is wrong
 */
export function threadCaller(options: ThreadPoolOptions): Caller {
  return new Caller(options, 'toThread', 'threads', (...start) => startThread(options, ...start));
}
