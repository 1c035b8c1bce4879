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

type Rule = readonly [expected: string, isRight: (value: unknown) => boolean];

const count = (least: number): Rule => [
  `a whole number of at least ${least}`,
  (value) => Number.isInteger(value) && Number(value) >= least,
];
const time: Rule = ['a number of milliseconds', (value) => typeof value === 'number' && value >= 0];
const array: Rule = ['an array', Array.isArray];

/** What options have to be, those of executors, calls and maps alike. */
const RULES: Readonly<Record<string, Rule>> = {
  maxWorkers: count(1),
  minWorkers: count(0),
  idleTimeout: time,
  maxQueue: [count(0)[0], (value) => value === Infinity || count(0)[1](value)],
  name: ['a string', (value) => typeof value === 'string'],
  initializer: ['a function', (value) => typeof value === 'function'],
  initializerArgs: array,
  // Node passes over what it does not understand.
  resourceLimits: ['an object of sizes', isLimits],
  exitWhenStuck: ["'force' or 'wait'", (value) => value === 'force' || value === 'wait'],
  // One of another realm is fine.
  signal: ['an AbortSignal', (value) => 'throwIfAborted' in Object(value)],
  timeout: time,
  transfer: array,
  concurrency: count(1),
};

function isLimits(value: unknown): boolean {
  const isSize = (size: unknown) => size === undefined || (typeof size === 'number' && size > 0);
  return Object(value) === value && Object.values(value as object).every(isSize);
}

/** @throws TypeError or RangeError naming the option that is wrong */
export function checkOptions(options: object): void {
  check(Object(options) === options, 'options', 'an object', options);
  for (const [name, [expected, isRight]] of Object.entries(RULES)) {
    const value = (options as Record<string, unknown>)[name];
    const Class = typeof value === 'number' && expected.includes('number') ? RangeError : undefined;
    check(value === undefined || isRight(value), `options.${name}`, expected, value, Class);
  }
}

/** @throws TypeError or RangeError naming the option that is wrong */
export function settingsFrom(options: ExecutorOptions, defaultName: string): Settings {
  checkOptions(options);
  const {
    maxWorkers = Math.min(32, getBuiltinModule('os').availableParallelism() + 4),
    minWorkers = 0,
    idleTimeout = 10_000,
    maxQueue = Infinity,
    name = defaultName,
  } = options;
  const atMost = `at most maxWorkers, which is ${maxWorkers}`;
  check(minWorkers <= maxWorkers, 'options.minWorkers', atMost, minWorkers, RangeError);
  return { maxWorkers, minWorkers, idleTimeout, maxQueue, name };
}

/** What both a call and a map may be given. */
interface Limits {
  readonly signal?: AbortSignal | undefined;
  readonly timeout?: number | undefined;
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
