import { nameOf, type AnyFunction } from '../function-reference/function-reference.ts';
import type { Calls, Manner } from './dispatcher.ts';
import type { Submitter } from './default.ts';
import type { RunOptions } from './executor.ts';
import { hand } from './hand.ts';
import { check, checkOptions, settingsFrom, watch } from './options.ts';
import { PoolExecutor } from './pool-executor.ts';
import { outcomesHere } from './result.ts';

/** Gives what has nothing but a `submit`, as in tests, the rest of the interface. It stops no call that has been made. */
export class StandInExecutor extends PoolExecutor {
  constructor(standIn: Submitter) {
    super(callsOn(standIn));
  }
}

function callsOn(standIn: Submitter): Calls {
  async function call(
    fn: AnyFunction,
    args: readonly unknown[],
    options: RunOptions = {},
    { handle, isForEach }: Manner = {},
  ): Promise<unknown> {
    check(Array.isArray(args), 'args', 'an array', args);
    checkOptions(options, 'run');
    options.signal?.throwIfAborted();
    handle?.runsHere();
    return new Promise((resolve, reject) => {
      const release = watch(options, nameOf(fn), reject);
      const made = isForEach
        ? outcomesHere((...list: unknown[]) => hand(standIn, fn, list), args as unknown[][])
        : hand(standIn, fn, args);
      made
        .then(resolve, (error: unknown) => {
          handle?.fails(error);
          reject(error); // eslint-disable-line @typescript-eslint/prefer-promise-reject-errors -- whatever it is
        })
        .finally(() => {
          handle?.ends();
          release();
        });
    });
  }
  const none = { total: 0, mean: 0, max: 0 };
  return {
    call,
    settings: settingsFrom({}, 'The executor', 'threads'),
    stats: {
      ...{ running: 0, waiting: 0, completed: 0, failed: 0, aborted: 0 },
      ...{ workers: 0, replaced: 0, abandoned: 0, waitTime: none, runTime: none },
    },
    ready: () => Promise.resolve(),
    shutdown: () => Promise.resolve(),
    terminate: () => Promise.resolve(),
  };
}
