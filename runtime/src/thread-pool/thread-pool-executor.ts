import { entering } from '../caller.ts';
import { Dispatcher } from '../executor/dispatcher.ts';
import type { ThreadPoolOptions } from '../executor/executor.ts';
import { PoolExecutor } from '../executor/pool-executor.ts';
import { threadDispatcher } from './thread-dispatcher.ts';

/**
 * Runs functions on a pool of worker threads, which are started as needed and ended when idle.
 *
 * @example
 * await using pool = new ThreadPoolExecutor({ maxWorkers: 4 });
 * const hash = await pool.submit(scryptSync, password, salt, 64);
 */
export class ThreadPoolExecutor extends PoolExecutor {
  /**
   * @param options how many workers, for how many milliseconds they stay when idle, and more; all have defaults
   * @throws TypeError or RangeError naming the option that is wrong
   */
  constructor(options: ThreadPoolOptions = {}) {
    // That of `toThread` is there before anybody asks for its executor.
    super(
      options instanceof Dispatcher
        ? options
        : entering(new.target, () => threadDispatcher(options, 'ThreadPoolExecutor')),
    );
  }
}
