import { entering } from '../../caller.ts';
import { Dispatcher, type Calls } from '../../executor/dispatcher.ts';
import { PoolExecutor } from '../../executor/pool-executor.ts';
import { namedElsewhere } from '../../function-reference/module-function.ts';
import type { AnyFunction } from '../../function-reference/function-reference.ts';
import type { RunOptions } from '../../executor/executor.ts';
import type { Run } from '../../overloads.ts';
import { loadPeers } from '../peers.ts';
import { here } from '../here.ts';
import { ClusterPool } from './cluster-pool.ts';
import { clusterSettings, wrongFar, type BullMQExecutorOptions, type ClusterRunOptions } from './options.ts';

/**
 * Makes calls on other machines: they go through a queue of BullMQ in Redis to those that run `npx to-thread worker`. What
 * is called is in a module below `root`, in a package, or in Node; it is not sent along but is there.
 *
 * @example
 * await using cluster = new BullMQExecutor({ queue: 'images', secret, root: import.meta.dirname });
 * const small = await cluster.submit(resize, 'photo.png');
 */
export class BullMQExecutor extends PoolExecutor {
  // Its type is overloaded far beyond what a method signature could state.
  declare readonly run: Run<ClusterRunOptions & RunOptions>;

  /**
   * @param options the queue, where Redis is, the secret, and more
   * @throws TypeError or RangeError naming the option that is wrong; an error with the code `ERR_MISSING_PEER` if bullmq or
   *   ioredis is not installed
   */
  constructor(options: BullMQExecutorOptions) {
    super(entering(new.target, () => clusterCalls(options)));
  }
}

function clusterCalls(options: BullMQExecutorOptions): Calls {
  const settings = clusterSettings(options);
  const { maxQueue, whenFull, name, context, concurrency = 64 } = options;
  const peers = loadPeers(here);
  const dispatcher = new Dispatcher(
    { maxQueue, whenFull, name, context, maxWorkers: concurrency },
    'BullMQExecutor',
    'machines',
    (general) => new ClusterPool(general, settings, peers),
  );
  return {
    settings: dispatcher.settings,
    get stats() {
      return dispatcher.stats;
    },
    ready: () => dispatcher.ready(),
    shutdown: (given) => dispatcher.shutdown(given),
    terminate: () => dispatcher.terminate(),
    // Not `async`, so that who awaits it is seen to await the call.
    call(fn: AnyFunction, args, given: (ClusterRunOptions & RunOptions) | undefined, manner) {
      const named = typeof fn === 'function' ? (namedElsewhere(fn) ?? fn) : fn;
      if (given === undefined || Object(given) !== given) return dispatcher.call(named, args, given, manner);
      const { priority, ...rest } = given;
      const wrong = wrongFar(given);
      if (wrong) return Promise.reject(wrong);
      return dispatcher.call(named, args, rest, { ...manner, priority });
    },
  };
}
