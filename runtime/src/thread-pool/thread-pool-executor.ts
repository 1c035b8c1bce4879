import type { ThreadPoolOptions } from '../executor/executor.ts';
import { PoolExecutor } from '../executor/pool-executor.ts';
import { errors } from '../errors.ts';
import { ReplyDrain } from './reply-drain.ts';
import { ThreadWorker } from './thread-worker.ts';

/**
 * Runs functions on a pool of worker threads, which are started as needed and ended when idle.
 *
 * @example
 * await using pool = new ThreadPoolExecutor({ maxWorkers: 4 });
 * const hash = await pool.submit(scryptSync, password, salt, 64);
 */
export class ThreadPoolExecutor extends PoolExecutor {
  /** @throws TypeError or RangeError naming the option that is wrong */
  constructor(options: ThreadPoolOptions = {}) {
    let drain: ReplyDrain | undefined;
    super(options, 'toThread', 'threads', (name, initializer, events) => {
      drain ??= new ReplyDrain(events);
      const { resourceLimits, exitWhenStuck = 'force' } = options;
      return new ThreadWorker({ name, initializer, resourceLimits, exitWhenStuck }, drain, events);
    });
    const { exitWhenStuck } = options;
    if (exitWhenStuck !== undefined && !['force', 'wait'].includes(exitWhenStuck)) {
      throw errors.invalidArgument('options.exitWhenStuck', "'force' or 'wait'", exitWhenStuck);
    }
  }
}
