import * as errors from '../errors.ts';
import { now } from '../worker/protocol.ts';
import { isOver, type Call } from './call.ts';
import { check, checkOptions, watch } from './options.ts';

export interface WaitOptions {
  /**
   * What to wait for: `'all'`, the default, until every call is over; `'first'`, until one is; `'firstError'`, until one
   * has failed, or all are over. A call that was aborted has not failed.
   */
  readonly until?: 'first' | 'firstError' | 'all' | undefined;
  /** The most milliseconds to wait. Default unlimited. */
  readonly timeout?: number | undefined;
}

/** Calls in the order in which they were given, each once. */
export interface Waited<Each> {
  /** Those that are over, whatever has become of them. */
  readonly done: Each[];
  /** Those that are not. They go on. */
  readonly pending: Each[];
}

/**
 * Waits for calls, until all are over or something else has come about. What `concurrent.futures.wait` is in Python.
 *
 * @param calls what `call` of executors has given; several of one are one
 * @param options what to wait for, and for how many milliseconds at most; when these have passed, nothing is rejected
 * @returns which calls are over, and which are not
 * @throws TypeError or RangeError if something that is given is wrong. What a call throws is in its `result` only, where
 *   it need not be handled any more.
 *
 * @example
 * const { done, pending } = await wait(calls, { until: 'first', timeout: 1000 });
 * for (const call of pending) call.abort();
 */
export async function wait<Each extends Call<unknown>>(
  calls: Iterable<Each>,
  options: WaitOptions = {},
): Promise<Waited<Each>> {
  const all = distinct(calls);
  checkOptions(options, 'wait');
  const { until = 'all' } = options;
  const isEnough = (): boolean => {
    const done = all.filter(isOver);
    const isFirst = until === 'first' ? done.length > 0 : until === 'firstError' && done.some(hasFailed);
    return isFirst || done.length === all.length;
  };
  await new Promise<void>((resolve) => {
    const release = watch({ timeout: options.timeout }, 'wait', () => {
      resolve();
    });
    const look = (): void => {
      if (!isEnough()) return;
      release();
      resolve();
    };
    for (const { result } of all) result.then(look, look);
    look();
  });
  return { done: all.filter(isOver), pending: all.filter((call) => !isOver(call)) };
}

/**
 * Gives calls as they come to an end, those that already have first. What `concurrent.futures.as_completed` is in Python.
 *
 * @param calls what `call` of executors has given; several of one are one
 * @param options the most milliseconds for the whole of it, counted from now
 * @returns the calls. Leaving the loop early does nothing to the others.
 * @throws TypeError or RangeError if something that is given is wrong. While the calls are read: a `TimeoutError` when the
 *   time is over. What a call throws is in its `result` only, where it need not be handled any more.
 *
 * @example
 * for await (const call of asCompleted(calls)) console.log(call.state, await call.result.catch(String));
 */
export function asCompleted<Each extends Call<unknown>>(
  calls: Iterable<Each>,
  options: Pick<WaitOptions, 'timeout'> = {},
): AsyncGenerator<Each, void, undefined> {
  const all = distinct(calls);
  checkOptions(options, 'asCompleted');
  const { timeout = Infinity } = options;
  const begunAt = now();
  const completed: Each[] = [];
  // Not the list itself: nobody is to hold a call that has been given.
  let left = all.length;
  let tell: (() => void) | undefined;
  for (const call of all) {
    const add = (): void => {
      completed.push(call);
      tell?.();
    };
    call.result.then(add, add);
  }
  return inTurn();

  async function* inTurn(): AsyncGenerator<Each, void, undefined> {
    while (left-- > 0) {
      if (completed.length === 0) await another(Math.max(0, timeout - (now() - begunAt)));
      const next = completed.shift();
      if (next) yield next;
    }
  }

  function another(left: number): Promise<void> {
    return new Promise((resolve, reject) => {
      const release = watch({ timeout: left }, '', () => {
        reject(errors.notCompleted(timeout));
      });
      tell = () => {
        release();
        resolve();
      };
    });
  }
}

/** @throws TypeError unless these are calls */
function distinct<Each extends Call<unknown>>(calls: Iterable<Each>): Each[] {
  check(
    typeof (calls as Partial<typeof calls> | undefined)?.[Symbol.iterator] === 'function',
    'calls',
    CALLS,
    calls,
  );
  const all = [...calls];
  all.forEach((call, i) => {
    const { state, result } = Object(call) as Partial<Call<unknown>>;
    const isCall = typeof state === 'string' && typeof result?.then === 'function';
    check(isCall, `calls[${i}]`, A_CALL, call);
  });
  return [...new Set(all)];
}

const A_CALL = 'what call() of an executor gives';
const CALLS = 'an iterable of what call() of an executor gives';

function hasFailed({ state }: Call<unknown>): boolean {
  return state === 'failed';
}
