import { entering } from './caller.ts';
import * as errors from './errors.ts';
import type { Executor } from './executor/executor.ts';
import { Dispatcher } from './executor/dispatcher.ts';
import { currentDefault, setDefault, type Submitter } from './executor/default.ts';
import { hand } from './executor/hand.ts';
import { StandInExecutor } from './executor/stand-in.ts';
import type { AnyFunction } from './function-reference/function-reference.ts';
import type { RunIn, Submit } from './overloads.ts';
import { ThreadPoolExecutor } from './thread-pool/thread-pool-executor.ts';

/**
 * Runs a blocking function on a worker thread: `await toThread(fn, ...args)` gives what `fn(...args)` would give,
 * while this thread's event loop goes on. What `asyncio.to_thread` is to Python.
 *
 * @param fn a function of Node or a global, an exported function of any module, or a function that uses nothing
 *   from around it
 * @param args its arguments, which are copied as they are now
 * @returns what the call returns, of the same type; if that is a promise, what it resolves to
 * @throws what the call throws: same class, `code` and properties, with the awaiting caller in the stack. A
 *   `TypeError` if `fn` cannot run in a worker, a `DataCloneError` naming an argument or result that cannot cross.
 *
 * @example
 * import { readFileSync } from 'node:fs';
 * const text = await toThread(readFileSync, 'big.log', 'utf8');
 */
export const toThread: Submit = ((fn: AnyFunction, ...args: unknown[]): Promise<unknown> =>
  entering(toThread, () => hand(currentDefault(), fn, args))) as Submit;

/**
 * Runs a function in the given executor, or in the default one for `null`; otherwise like `toThread`.
 *
 * @param executor a `ThreadPoolExecutor`, a `ProcessPoolExecutor`, anything with their interface, or `null`
 * @param fn see `toThread`
 * @param args its arguments, which are copied as they are now
 * @returns what the call returns, of the same type; if that is a promise, what it resolves to
 * @throws what the call throws; a `TypeError` if `executor` is no executor; an error with the code
 *   `ERR_EXECUTOR_SHUT_DOWN`, `ERR_EXECUTOR_BROKEN` or `ERR_QUEUE_FULL` if it takes no calls
 *
 * @example
 * const pool = new ThreadPoolExecutor({ maxWorkers: 2 });
 * const packed = await runInExecutor(pool, gzipSync, text);
 */
export const runInExecutor: RunIn<Executor | null> = ((
  executor: Executor | null,
  fn: AnyFunction,
  ...args: unknown[]
): Promise<unknown> => {
  const chosen = executor ?? currentDefault();
  return entering(runInExecutor, () =>
    chosen instanceof Dispatcher || isExecutor(chosen)
      ? hand(chosen, fn, args)
      : Promise.reject(errors.invalid('executor', 'an executor or null', executor)),
  );
}) as RunIn<Executor | null>;

/**
 * Sets the executor that `toThread` and `runInExecutor(null, …)` use from now on. The one before is not shut down.
 *
 * @param executor the executor to use
 * @returns nothing
 * @throws TypeError if it is not an executor
 *
 * @example
 * setDefaultExecutor(new ThreadPoolExecutor({ maxWorkers: 2, idleTimeout: Infinity }));
 */
export function setDefaultExecutor(executor: Submitter): void {
  if (!isExecutor(executor)) throw errors.invalid('executor', 'an executor', executor);
  setDefault(isComplete(executor) ? executor : new StandInExecutor(executor));
}

/**
 * The executor that `toThread` and `runInExecutor(null, …)` use: for a signal or a time limit, for its `stats`, and to shut
 * it down. Once that is done, calls are refused until another one is set, as in Python after
 * `loop.shutdown_default_executor()`.
 *
 * @returns the executor; what only has a `submit` is given the rest of the interface, and stops nothing
 *
 * @example
 * const log = await getDefaultExecutor().run(execSync, ['git log'], { timeout: 5000 });
 */
export function getDefaultExecutor(): Executor {
  const current = currentDefault();
  if (!(current instanceof Dispatcher)) return current;
  const executor = new ThreadPoolExecutor(current as object);
  setDefault(executor);
  return executor;
}

function isComplete(executor: Submitter): executor is Executor {
  return ['run', 'call', 'map', 'ready', 'shutdown', 'terminate'].every(
    (name) => typeof (executor as unknown as Readonly<Record<string, unknown>>)[name] === 'function',
  );
}

function isExecutor(value: unknown): value is Executor {
  return typeof (value as Partial<Executor> | undefined)?.submit === 'function';
}
