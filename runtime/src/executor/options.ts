import { errors } from '../errors.ts';
import { availableParallelism } from '../node.ts';
import type { ExecutorOptions } from './executor.ts';

/** Executor options with their defaults. */
export interface Settings {
  readonly maxWorkers: number;
  readonly minWorkers: number;
  readonly idleTimeout: number;
  readonly maxQueue: number;
  readonly name: string;
}

/** @throws TypeError or RangeError naming the option that is wrong */
export function settingsFrom(options: ExecutorOptions, defaultName: string): Settings {
  if (typeof options !== 'object' || (options as unknown) === null) {
    throw errors.invalidArgument('The "options" argument', 'an object', options);
  }
  const maxWorkers = options.maxWorkers ?? Math.min(32, availableParallelism() + 4);
  const {
    minWorkers = 0,
    idleTimeout = 10_000,
    maxQueue = Infinity,
    name = defaultName,
    initializer,
  } = options;
  wholeNumber('maxWorkers', maxWorkers, 1);
  wholeNumber('minWorkers', minWorkers, 0);
  if (minWorkers > maxWorkers) {
    throw errors.outOfRange('options.minWorkers', `at most maxWorkers, which is ${maxWorkers}`, minWorkers);
  }
  milliseconds('options.idleTimeout', idleTimeout);
  if (maxQueue !== Infinity) wholeNumber('maxQueue', maxQueue, 0);
  if (typeof name !== 'string') throw errors.invalidArgument('options.name', 'a string', name);
  if (initializer !== undefined && typeof initializer !== 'function') {
    throw errors.invalidArgument('options.initializer', 'a function', initializer);
  }
  if (options.initializerArgs !== undefined && !Array.isArray(options.initializerArgs)) {
    throw errors.invalidArgument('options.initializerArgs', 'an array', options.initializerArgs);
  }
  return { maxWorkers, minWorkers, idleTimeout, maxQueue, name };
}

/** @throws TypeError or RangeError unless `value` is a number of milliseconds, `Infinity` included */
export function milliseconds(name: string, value: unknown): asserts value is number {
  if (typeof value !== 'number') throw errors.invalidArgument(name, 'a number of milliseconds', value);
  if (!(value >= 0)) throw errors.outOfRange(name, 'at least 0', value);
}

/** @throws TypeError or RangeError unless `value` is a whole number of at least `least` */
export function wholeNumber(option: string, value: unknown, least: number): asserts value is number {
  const name = `options.${option}`;
  if (typeof value !== 'number') throw errors.invalidArgument(name, 'a number', value);
  if (!Number.isInteger(value) || value < least) {
    throw errors.outOfRange(name, `a whole number of at least ${least}`, value);
  }
}

/** @throws TypeError unless `signal` is an AbortSignal or missing */
export function abortSignal(signal: unknown): asserts signal is AbortSignal | undefined {
  const { aborted, addEventListener } = (signal ?? {}) as Partial<AbortSignal>;
  if (signal !== undefined && (typeof aborted !== 'boolean' || typeof addEventListener !== 'function')) {
    throw errors.invalidArgument('options.signal', 'an AbortSignal', signal);
  }
}
