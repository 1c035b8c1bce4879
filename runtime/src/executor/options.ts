import type { Crossing } from '../codec/crossing.ts';
import * as errors from '../errors.ts';
import { getBuiltinModule } from '../node.ts';
import type { ExecutorOptions } from './executor.ts';
import { nameOfStorage } from '../worker/shared-storages.ts';

/** Executor options with their defaults. */
export interface Settings {
  readonly maxWorkers: number;
  readonly minWorkers: number;
  readonly idleTimeout: number;
  readonly maxQueue: number;
  readonly whenFull: 'reject' | 'wait';
  readonly maxTasksPerWorker: number;
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
/** What may be unlimited. */
const limit = (least: number): Rule => [
  count(least)[0],
  (value) => value === Infinity || count(least)[1](value),
];
const array: Rule = ['an array', Array.isArray];

const flag: Rule = ['true or false', (value) => typeof value === 'boolean'];

/** What options have to be, those of executors, calls and all else alike. */
const RULES = {
  maxWorkers: count(1),
  minWorkers: count(0),
  idleTimeout: time,
  maxQueue: limit(0),
  whenFull: ["'reject' or 'wait'", (value) => value === 'reject' || value === 'wait'],
  maxTasksPerWorker: limit(1),
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
  context: [
    'an array of what sharedStorage() gives',
    (value) => Array.isArray(value) && value.every((each) => nameOfStorage(each) !== undefined),
  ],
  concurrency: count(1),
  chunkSize: count(1),
  until: [
    "'first', 'firstError' or 'all'",
    (value) => ['first', 'firstError', 'all'].includes(String(value)),
  ],
  wait: flag,
  cancelPending: flag,
} as const satisfies Readonly<Record<string, Rule>>;

type OptionName = keyof typeof RULES;

const POOL = [
  'maxWorkers',
  'minWorkers',
  'idleTimeout',
  'maxQueue',
  'whenFull',
  'maxTasksPerWorker',
  'name',
  'initializer',
  'initializerArgs',
  'context',
] as const;

/** What takes options, and which. */
const TAKEN = {
  processes: POOL,
  threads: [...POOL, 'resourceLimits', 'exitWhenStuck'],
  run: ['signal', 'timeout', 'transfer', 'context'],
  map: ['concurrency', 'chunkSize', 'signal', 'timeout', 'context'],
  shutdown: ['wait', 'cancelPending'],
  acquire: ['signal'],
  wait: ['until', 'timeout'],
  asCompleted: ['timeout'],
} as const satisfies Readonly<Record<string, readonly OptionName[]>>;

const LIMITS = ['maxOldGenerationSizeMb', 'maxYoungGenerationSizeMb', 'codeRangeSizeMb', 'stackSizeMb'];

function isLimits(value: unknown): boolean {
  const isSize = (size: unknown) => size === undefined || (typeof size === 'number' && size > 0);
  return Object(value) === value && Object.values(value as object).every(isSize);
}

/**
 * @param taker what they are given to
 * @throws TypeError or RangeError naming the option that is wrong, or unknown
 */
export function checkOptions(options: object, taker: keyof typeof TAKEN): void {
  check(Object(options) === options, 'options', 'an object', options);
  const names: readonly OptionName[] = TAKEN[taker];
  const given = options as Readonly<Record<string, unknown>>;
  checkNames('options', given, names);
  for (const name of names) {
    const value = given[name];
    const [expected, isRight]: Rule = RULES[name];
    const Class = typeof value === 'number' && expected.includes('number') ? RangeError : undefined;
    check(value === undefined || isRight(value), `options.${name}`, expected, value, Class);
  }
  checkTransfer((given['transfer'] ?? []) as readonly unknown[]);
  checkNames('options.resourceLimits', Object(given['resourceLimits']) as object, LIMITS);
}

/** What certainly cannot be handed over. Of the rest only Node knows. */
function checkTransfer(transfer: readonly unknown[]): void {
  const position = transfer.findIndex((value) => {
    if (typeof value !== 'object' || value === null) return true;
    const prototype: unknown = Object.getPrototypeOf(value);
    return prototype === Object.prototype || Array.isArray(value) || ArrayBuffer.isView(value);
  });
  if (position !== -1) throw errors.untransferable(position, transfer[position]);
}

/** A misspelt option, or one of another library, would do nothing and never be noticed. */
function checkNames(what: string, given: object, names: readonly string[]): void {
  const unknown = Object.entries(given).find(([name, value]) => value !== undefined && !names.includes(name));
  if (unknown) throw errors.unknownOption(`${what}.${unknown[0]}`, names);
}

/** @throws TypeError or RangeError naming the option that is wrong */
export function settingsFrom(
  options: ExecutorOptions,
  defaultName: string,
  between: Crossing['between'],
): Settings {
  checkOptions(options, between === 'threads' ? 'threads' : 'processes');
  const {
    maxWorkers = Math.min(32, getBuiltinModule('os').availableParallelism() + 4),
    minWorkers = 0,
    idleTimeout = 10_000,
    maxQueue = Infinity,
    whenFull = 'reject',
    maxTasksPerWorker = Infinity,
    name = defaultName,
  } = options;
  const atMost = `at most maxWorkers, which is ${maxWorkers}`;
  check(minWorkers <= maxWorkers, 'options.minWorkers', atMost, minWorkers, RangeError);
  return { maxWorkers, minWorkers, idleTimeout, maxQueue, whenFull, maxTasksPerWorker, name };
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
