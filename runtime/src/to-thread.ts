import { entering } from './caller.ts';
import * as errors from './errors.ts';
import type { Executor } from './executor/executor.ts';
import { PoolExecutor } from './executor/pool-executor.ts';
import { footprintOfFunction, type AnyFunction } from './function-reference/function-reference.ts';
import { submitInOrder } from './order/submit-in-order.ts';
import type { RunIn, Submit } from './overloads.ts';
import { ThreadPoolExecutor } from './thread-pool/thread-pool-executor.ts';

let defaultExecutor: Pick<Executor, 'submit'> | undefined;

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
  entering(toThread, () => hand(getDefaultExecutor(), fn, args))) as Submit;

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
  const chosen = executor ?? getDefaultExecutor();
  return entering(runInExecutor, () =>
    isExecutor(chosen)
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
export function setDefaultExecutor(executor: {
  // eslint-disable-next-line @typescript-eslint/no-explicit-any -- a stand-in need not repeat how `Submit` keeps types
  readonly submit: (fn: AnyFunction, ...args: any[]) => Promise<any>;
}): void {
  if (!isExecutor(executor)) throw errors.invalid('executor', 'an executor', executor);
  defaultExecutor = executor;
}

/** Executors of to-thread keep the order of calls themselves, whoever makes them. For others it is kept before them. */
function hand(
  executor: Pick<Executor, 'submit'>,
  fn: AnyFunction,
  args: readonly unknown[],
): Promise<unknown> {
  const footprint = executor instanceof PoolExecutor ? undefined : footprintOfFunction(fn);
  return footprint
    ? submitInOrder(executor, footprint, fn, args)
    : (executor.submit(fn, ...(args as [])) as Promise<unknown>);
}

function getDefaultExecutor(): Pick<Executor, 'submit'> {
  return (defaultExecutor ??= new ThreadPoolExecutor({ name: 'toThread' }));
}

function isExecutor(value: unknown): value is Executor {
  return typeof (value as Partial<Executor> | undefined)?.submit === 'function';
}
