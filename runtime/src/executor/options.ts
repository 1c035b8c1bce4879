import * as errors from '../errors.ts';
import { getBuiltinModule } from '../node.ts';
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
  check(Object(options) === options, 'options', 'an object', options);
  const {
    maxWorkers = Math.min(32, getBuiltinModule('os').availableParallelism() + 4),
    minWorkers = 0,
    idleTimeout = 10_000,
    maxQueue = Infinity,
    name = defaultName,
    initializer,
    initializerArgs = [],
  } = options;
  checkCount('maxWorkers', maxWorkers, 1);
  checkCount('minWorkers', minWorkers, 0);
  const atMost = `at most maxWorkers, which is ${maxWorkers}`;
  check(minWorkers <= maxWorkers, 'options.minWorkers', atMost, minWorkers, RangeError);
  checkTime('idleTimeout', idleTimeout);
  if (maxQueue !== Infinity) checkCount('maxQueue', maxQueue, 0);
  checkType('options.name', 'string', name);
  if (initializer !== undefined) checkType('options.initializer', 'function', initializer);
  checkArray('options.initializerArgs', initializerArgs);
  return { maxWorkers, minWorkers, idleTimeout, maxQueue, name };
}

/** What both a call and a map may be given. */
interface Limits {
  readonly signal?: AbortSignal | undefined;
  readonly timeout?: number | undefined;
}

/** @throws TypeError or RangeError naming the option that is wrong */
export function checkLimits({ signal, timeout = Infinity }: Limits): void {
  // One of another realm, or of a polyfill, is fine.
  check(!signal || 'throwIfAborted' in Object(signal), 'options.signal', 'an AbortSignal', signal);
  checkTime('timeout', timeout);
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

/** @throws TypeError unless `value` is of that type */
export function checkType(name: string, type: 'function' | 'string', value: unknown): void {
  check(typeof value === type, name, `a ${type}`, value);
}

/** @throws TypeError unless `value` is an array */
export function checkArray(name: string, value: unknown): asserts value is readonly unknown[] {
  check(Array.isArray(value), name, 'an array', value);
}

/** @throws TypeError or RangeError unless `value` is a whole number and not less */
export function checkCount(option: string, value: unknown, least: number): void {
  checkNumber(
    option,
    value,
    Number.isInteger(value) && Number(value) >= least,
    `whole number of at least ${least}`,
  );
}

function checkTime(option: string, value: unknown): void {
  checkNumber(option, value, typeof value === 'number' && value >= 0, 'number of milliseconds');
}

function checkNumber(option: string, value: unknown, isRight: boolean, expected: string): void {
  const Class = typeof value === 'number' ? RangeError : undefined;
  check(isRight, `options.${option}`, `a ${expected}`, value, Class);
}
