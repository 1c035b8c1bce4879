import { entering } from '../caller.ts';
import * as errors from '../errors.ts';
import type { ExecutorOptions } from '../executor/executor.ts';
import { getBuiltinModule } from '../node.ts';
import { Dispatcher, poolOf } from '../executor/dispatcher.ts';
import { PoolExecutor } from '../executor/pool-executor.ts';
import { startProcess } from './worker-process.ts';

/**
 * Runs functions in a pool of processes, for what threads cannot do: `process.chdir`, native code that may crash, code
 * that is stuck and must be killed for certain. Arguments and results are copied; shared memory, keys and other
 * objects of the platform cannot cross. The environment is that of the moment a process is started.
 *
 * @example
 * await using pool = new ProcessPoolExecutor({ maxWorkers: 2 });
 * await pool.submit(process.chdir, '/tmp');
 */
export class ProcessPoolExecutor extends PoolExecutor {
  /**
   * @param options how many workers, for how many milliseconds they stay when idle, and more; all have defaults
   * @throws TypeError or RangeError naming the option that is wrong
   */
  constructor(options: ExecutorOptions = {}) {
    super(
      entering(
        new.target,
        () =>
          new Dispatcher(
            options,
            'ProcessPoolExecutor',
            'processes',
            poolOf((_name, initializer, events) => {
              if (isSingleExecutable()) {
                throw errors.workerStartFailed(
                  'in a single executable application there is no Node to start.',
                );
              }
              return startProcess(initializer, events);
            }),
          ),
      ),
    );
  }
}

/** Whether `process.execPath` is the application itself. */
function isSingleExecutable(): boolean {
  // Bun and Deno have no such module.
  const sea = getBuiltinModule('node:sea') as { isSea(): boolean } | undefined;
  return sea?.isSea() ?? false;
}
