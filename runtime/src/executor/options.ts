import * as errors from '../errors.ts';
import { os } from '../node.ts';
import type { ExecutorOptions } from './executor.ts';

/** Executor options with their defaults. */
export interface Settings {
  readonly maxWorkers: number;
  readonly minWorkers: number;
  readonly idleTimeout: number;
  readonly maxQueue: number;
  readonly name: string;
}

/** A timer cannot wait longer than this. */
export const LONGEST_TIMER = 0x7fffffff;

/** @throws TypeError or RangeError naming the option that is wrong */
export function settingsFrom(options: ExecutorOptions, defaultName: string): Settings {
  check(
    typeof options === 'object' && (options as unknown) !== null,
    'The "options" argument',
    'an object',
    options,
  );
  const {
    maxWorkers = Math.min(32, os().availableParallelism() + 4),
    minWorkers = 0,
    idleTimeout = 10_000,
    maxQueue = Infinity,
    name = defaultName,
    initializer,
    initializerArgs = [],
  } = options;
  checkNumber('maxWorkers', maxWorkers, 1);
  checkNumber('minWorkers', minWorkers, 0);
  const atMost = `at most maxWorkers, which is ${maxWorkers}`;
  check(minWorkers <= maxWorkers, 'options.minWorkers', atMost, minWorkers, RangeError);
  checkNumber('idleTimeout', idleTimeout);
  if (maxQueue !== Infinity) checkNumber('maxQueue', maxQueue, 0);
  check(typeof name === 'string', 'options.name', 'a string', name);
  const canInitialize = initializer === undefined || typeof initializer === 'function';
  check(canInitialize, 'options.initializer', 'a function', initializer);
  check(Array.isArray(initializerArgs), 'options.initializerArgs', 'an array', initializerArgs);
  return { maxWorkers, minWorkers, idleTimeout, maxQueue, name };
}

/** What both a call and a map may be given. */
interface Limits {
  readonly signal?: AbortSignal | undefined;
  readonly timeout?: number | undefined;
}

/** @throws TypeError or RangeError naming the option that is wrong */
export function checkLimits({ signal, timeout = Infinity }: Limits): void {
  const { aborted, addEventListener } = ((signal as unknown) ?? {}) as Partial<AbortSignal>;
  const isSignal = typeof aborted === 'boolean' && typeof addEventListener === 'function';
  check(signal === undefined || isSignal, 'options.signal', 'an AbortSignal', signal);
  checkNumber('timeout', timeout);
}

/**
 * Calls `abort` with the reason when the signal aborts or the time is over, until the function returned is called.
 *
 * @param name what does not finish in time
 */
export function watch(
  { signal, timeout = Infinity }: Limits,
  name: string,
  abort: (reason: unknown) => void,
): () => void {
  const onAbort = (): void => {
    abort(signal?.reason);
  };
  signal?.addEventListener('abort', onAbort);
  const onTimeout = (): void => {
    abort(errors.timedOut(name, timeout));
  };
  const timer = timeout > LONGEST_TIMER ? undefined : setTimeout(onTimeout, timeout);
  return () => {
    signal?.removeEventListener('abort', onAbort);
    clearTimeout(timer);
  };
}

/** @throws TypeError, or an error of the class given, unless the value is what it should be */
export function check(
  isRight: boolean,
  name: string,
  expected: string,
  value: unknown,
  Class?: RangeErrorConstructor,
): asserts isRight {
  if (!isRight) throw errors.invalid(name, expected, value, Class);
}

/**
 * @param least if given, the number is a whole one and not less; else it is milliseconds
 * @throws TypeError or RangeError unless `value` is such a number
 */
export function checkNumber(option: string, value: unknown, least?: number): void {
  const name = `options.${option}`;
  const isTime = least === undefined;
  check(typeof value === 'number', name, isTime ? 'a number of milliseconds' : 'a number', value);
  const isRight = isTime ? value >= 0 : Number.isInteger(value) && value >= least;
  check(isRight, name, isTime ? 'at least 0' : `a whole number of at least ${least}`, value, RangeError);
}
