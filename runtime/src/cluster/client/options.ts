import { realpathSync } from 'node:fs';
import type { ExecutorOptions, RunOptions } from '../../executor/executor.ts';
import { check } from '../../executor/options.ts';
import * as errors from '../../errors.ts';
import * as clusterErrors from './errors.ts';
import { isCluster, usualPrefix, type Connection } from '../connection.ts';

export interface BullMQExecutorOptions extends Pick<
  ExecutorOptions,
  'maxQueue' | 'whenFull' | 'name' | 'context'
> {
  /** Where Redis is: a `redis:` or `rediss:` URL, options of ioredis, or a client of it. Default `redis://127.0.0.1:6379`. */
  readonly connection?: Connection | undefined;
  /** The queue that the workers take calls from. */
  readonly queue: string;
  /** What this client and the workers know, and nobody else. Default `process.env.TO_THREAD_SECRET`. */
  readonly secret?: string | undefined;
  /** The folder of the code, which the workers have as well, be it elsewhere. Default the current one. */
  readonly root?: string | undefined;
  /**
   * What becomes of a call whose worker dies: `'reject'`, the default, rejects it with `ERR_WORKER_DIED`, so that no call is
   * made more than once; with `'retry'` another worker makes it again, so that each is made at least once.
   */
  readonly onWorkerDeath?: 'reject' | 'retry' | undefined;
  /** Milliseconds after which a call is not begun any more, and is stopped, if it has no shorter time limit. Default a day. */
  readonly deadline?: number | undefined;
  /** The most bytes that the arguments of a call may take. Default 1 MiB. */
  readonly maxPayload?: number | undefined;
  /** Whether functions that are in no module go as texts, which workers refuse unless they are told to. Default false. */
  readonly functionTexts?: boolean | undefined;
  /** How many calls `map` makes ahead of the results that have been read. Default 64. */
  readonly concurrency?: number | undefined;
  /** Milliseconds after which a call of which nothing is heard is looked after. Default 5,000. */
  readonly checkInterval?: number | undefined;
  /** What the names of all keys of BullMQ begin with. Default `bull`; in a cluster of Redis `{bull}`. */
  readonly prefix?: string | undefined;
}

/** Options of a call that goes to another machine. */
export interface ClusterRunOptions extends Omit<RunOptions, 'transfer'> {
  /** From 1, the first to be made, to 2,097,151. Calls without one come before all that have one. */
  readonly priority?: number | undefined;
}

/** The options with their defaults. */
export interface ClusterSettings {
  readonly connection: Connection;
  readonly queue: string;
  readonly secret: string;
  readonly root: string;
  readonly mayRepeat: boolean;
  readonly deadline: number;
  readonly maxPayload: number;
  readonly functionTexts: boolean;
  readonly checkInterval: number;
  readonly prefix: string;
}

const NAMES = [
  ...['connection', 'queue', 'secret', 'root', 'onWorkerDeath', 'deadline', 'maxPayload', 'functionTexts'],
  ...['concurrency', 'checkInterval', 'prefix', 'maxQueue', 'whenFull', 'name', 'context'],
];

const LOADED =
  'put what is to be done first at the top of the module that is called, which each thread loads once';
const STARTED = 'npx to-thread worker --concurrency n starts as many threads';

/** Options of executors of this machine that are a matter of the workers, and what takes their place there. */
const OF_WORKERS: Readonly<Record<string, string>> = {
  ...{ initializer: LOADED, initializerArgs: LOADED },
  ...{ maxWorkers: STARTED, minWorkers: STARTED, idleTimeout: STARTED },
};

/** What decides in which part of a cluster of Redis a key is. */
const HASH_TAG = /\{[^}]+\}/;

/** A shorter secret could be guessed. */
const SHORTEST_SECRET = 16;

/** @throws TypeError or RangeError naming the option that is wrong */
export function clusterSettings(options: BullMQExecutorOptions): ClusterSettings {
  check(Object(options) === options, 'options', 'an object', options);
  checkNames(options);
  const {
    connection = 'redis://127.0.0.1:6379',
    queue,
    secret = process.env['TO_THREAD_SECRET'] ?? '',
    root = process.cwd(),
    onWorkerDeath = 'reject',
    deadline = 24 * 60 * 60_000,
    maxPayload = 2 ** 20,
    functionTexts = false,
    checkInterval = 5000,
    prefix = usualPrefix(connection),
  } = options;
  checkQueue(queue);
  checkSecret(secret);
  const isText = (value: unknown): boolean => typeof value === 'string' && value !== '';
  check(isText(root), 'options.root', 'the path of a folder', root);
  check(
    isText(connection) || Object(connection) === connection,
    'options.connection',
    'a URL or an object',
    connection,
  );
  check(isText(prefix), 'options.prefix', 'a non-empty string', prefix);
  const hasTag = !isCluster(connection) || HASH_TAG.test(prefix);
  check(hasTag, 'options.prefix', 'a string with a hash tag in a cluster of Redis, such as {bull}', prefix);
  const isChoice = ['reject', 'retry'].includes(onWorkerDeath);
  check(isChoice, 'options.onWorkerDeath', "'reject' or 'retry'", onWorkerDeath);
  check(typeof functionTexts === 'boolean', 'options.functionTexts', 'true or false', functionTexts);
  for (const [name, value] of Object.entries({ deadline, maxPayload, checkInterval })) {
    check(Number.isFinite(value) && value > 0, `options.${name}`, 'a number above 0', value, RangeError);
  }
  return {
    ...{ connection, queue, secret, root: realpathSync(root), mayRepeat: onWorkerDeath === 'retry' },
    ...{ deadline, maxPayload, functionTexts, checkInterval, prefix },
  };
}

/** @throws TypeError if there is no such option, or only for executors of this machine */
function checkNames(options: object): void {
  const unknown = Object.entries(options).find(
    ([name, value]) => value !== undefined && !NAMES.includes(name),
  );
  if (!unknown) return;
  const [name] = unknown;
  const instead = OF_WORKERS[name];
  throw instead === undefined
    ? errors.unknownOption(`options.${name}`, NAMES)
    : clusterErrors.ofWorkers(`options.${name}`, instead);
}

/** @throws TypeError unless it can be the name of a queue of BullMQ */
function checkQueue(queue: unknown): void {
  const isRight = typeof queue === 'string' && queue !== '' && !queue.includes(':');
  check(isRight, 'options.queue', 'a non-empty string without colons', queue);
}

function checkSecret(secret: string): void {
  const isRight = secret.length >= SHORTEST_SECRET;
  const expected = `a string of at least ${SHORTEST_SECRET} characters, here or in TO_THREAD_SECRET`;
  // Not even a wrong one is shown.
  check(isRight, 'options.secret', expected, `${secret.length} characters`);
}

/** What is wrong with the options of a call, if anything is, or is only for this machine. */
export function wrongFar({
  priority,
  transfer,
}: ClusterRunOptions & Pick<RunOptions, 'transfer'>): Error | undefined {
  const isRight =
    priority === undefined || (Number.isInteger(priority) && priority >= 1 && priority < 2 ** 21);
  if (!isRight) {
    return errors.invalid('options.priority', 'a whole number from 1 to 2,097,151', priority, RangeError);
  }
  if (transfer === undefined || transfer.length === 0) return undefined;
  return errors.invalid(
    'options.transfer',
    'empty: other machines get copies, nothing can be handed over',
    transfer,
  );
}
