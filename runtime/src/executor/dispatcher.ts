import { traceToCaller } from '../caller.ts';
import { isCannotCross } from '../codec/cannot-cross.ts';
import type { Crossing } from '../codec/crossing.ts';
import type { Encoded } from '../codec/encoded.ts';
import * as errors from '../errors.ts';
import { encodeArguments } from '../common/codec.ts';
import { common } from '../common/common.ts';
import { otherReference, referenceTo } from '../function-reference/find-reference.ts';
import {
  nameOf,
  references,
  type AnyFunction,
  type FunctionReference,
} from '../function-reference/function-reference.ts';
import { inlineReference } from '../function-reference/inline-functions.ts';
import { isReplacedBelow, isTestDouble } from '../function-reference/under-test.ts';
import { sharedOrder } from '../order/shared-order.ts';
import type { Turn } from '../order/turn.ts';
import { Pool } from '../pool/pool.ts';
import type { PoolWorker, PoolWorkerEvents } from '../pool/pool-worker.ts';
import type { Task } from '../pool/task.ts';
import type { TaskPool } from '../pool/task-pool.ts';
import { inManner } from '../worker/manner.ts';
import { INITIALIZER, now, type ReplyMessage, type TaskMessage } from '../worker/protocol.ts';
import { nameOfStorage } from '../worker/shared-storages.ts';
import * as Status from '../worker/status.ts';
import { calls, publishCall } from './diagnostics.ts';
import type { ExecutorOptions, ExecutorStats, RunOptions, ShutdownOptions } from './executor.ts';
import { check, checkOptions, settingsFrom, watch, type Settings } from './options.ts';
import { outcomesHere, resultOf } from './result.ts';
import type { Handle } from './started-call.ts';

/** Makes the pool that does the calls. The initializer, if there is one, is to be run in every worker before its tasks. */
export type MakePool = (settings: Settings, initializer: () => TaskMessage | undefined) => TaskPool;

/** Starts a worker of the executor's kind. The initializer is to be run before all tasks. */
export type StartPoolWorker = (
  name: string,
  initializer: TaskMessage | undefined,
  events: PoolWorkerEvents,
) => PoolWorker;

/** Makes pools of workers of this machine. */
export function poolOf(start: StartPoolWorker): MakePool {
  return (settings, initializer) => {
    let started = 0;
    return new Pool(settings, (events) => start(`${settings.name}-${++started}`, initializer(), events));
  };
}

/** How a call differs from those of `submit`. */
export interface Manner {
  /** Told of how the call goes. */
  readonly handle?: Handle;
  /** The arguments are lists of arguments, and the function is called for each. The result is then an `Outcomes`. */
  readonly isForEach?: boolean;
  /** Whether `maxQueue` does not matter. */
  readonly hasPlace?: boolean;
  /** See `Task`. */
  readonly priority?: number | undefined;
}

/** What executors are built around. */
export type Calls = Pick<Dispatcher, 'settings' | 'stats' | 'ready' | 'shutdown' | 'terminate' | 'call'>;

/** Takes calls to workers and their results back, which is all that `toThread` needs. */
export class Dispatcher {
  readonly settings: Settings;
  readonly #pool: TaskPool;
  readonly #between: Crossing['between'];
  readonly #context: RunOptions['context'];
  /** Pending until the initializer has been resolved; undefined if there is nothing to wait for. */
  #preparing: Promise<void> | undefined;
  #initializer: TaskMessage | undefined;

  /** @throws TypeError or RangeError naming the option that is wrong */
  constructor(
    options: ExecutorOptions,
    defaultName: string,
    between: Crossing['between'],
    makePool: MakePool,
  ) {
    this.settings = settingsFrom(options, defaultName, between);
    this.#between = between;
    this.#context = options.context && [...options.context];
    this.#pool = makePool(this.settings, () => this.#initializer);
    const { initializer, initializerArgs = [] } = options;
    if (initializer) this.#preparing = this.#prepare(initializer, initializerArgs);
    else this.#pool.warmUp(this.settings.minWorkers);
  }

  get stats(): ExecutorStats {
    return this.#pool.stats();
  }

  ready(): Promise<void> {
    return this.#pool.ready();
  }

  shutdown(options: ShutdownOptions): Promise<void> {
    return this.#pool.shutdown(options);
  }

  terminate(): Promise<void> {
    return this.#pool.terminate();
  }

  /** Calls a function in a worker, as executors do. It has to be awaited, so that errors show who does. */
  async call(
    fn: AnyFunction,
    args: readonly unknown[],
    options?: RunOptions,
    manner: Manner = PLAIN,
  ): Promise<unknown> {
    const { handle, isForEach = false, hasPlace = false, priority } = manner;
    let turn: Turn | undefined;
    let task: Task | undefined;
    let reply: ReplyMessage | undefined;
    let release: (() => void) | undefined;
    try {
      if (typeof (fn as unknown) !== 'function') throw errors.notAFunction(fn);
      const isArray: boolean = Array.isArray(args);
      check(isArray, 'args', 'an array', args);
      if (options) checkOptions(options, 'run');
      if (isReplacedBelow(fn)) return await runHere(fn, args, manner);
      const storages = options?.context ?? this.#context;
      const given = storages ? { args, context: valuesIn(storages), isForEach } : { args, isForEach };
      let found: ReturnType<typeof referenceTo> | undefined = references.get(fn) ?? inlineReference(fn);
      if (found === undefined) {
        // The first worker takes longer to start than the function to be found.
        if (!this.#preparing && !isTestDouble(fn)) this.#pool.warmUp(1);
        found = referenceTo(fn);
      }
      const { name = nameOf(fn), key } = found as Partial<FunctionReference>;
      // Functions of Node are found at once.
      turn = found instanceof Promise ? undefined : turnOf(found, args);
      // Not awaiting what is there already lets calls made in one go be sent together.
      const isLate = found instanceof Promise || (this.#preparing !== undefined && key !== '');
      let reference = found as FunctionReference;
      let encoded: Encoded | undefined;
      if (isLate) {
        // A call is what it is when it is made: shutdowns come after it, and so do changes of its arguments.
        this.#pool.expect();
        // Whether they can cross matters only if they have to.
        // eslint-disable-next-line @typescript-eslint/require-await -- what it throws is for later
        const encoding = (async () => {
          const taken = this.#encode(name, given, options);
          return taken.keep?.() ?? taken;
        })();
        encoding.catch(() => undefined);
        try {
          reference = await found;
          if (reference.key !== '') [encoded] = await Promise.all([encoding, this.#preparing]);
        } finally {
          this.#pool.unexpect();
        }
      }
      if (reference.key === '') return await runHere(fn, args, manner);
      handle?.throwIfStopped();
      options?.signal?.throwIfAborted();
      encoded ??= this.#encode(name, given, options);
      const submit = (
        message: TaskMessage,
        { transfer, size = 0, keep }: Pick<Encoded, 'transfer' | 'size' | 'keep'>,
      ): Promise<ReplyMessage> =>
        new Promise((resolve, reject) => {
          const submittedAt = now();
          const what = { name, message, transfer, size, keep, turn, priority, timeout: options?.timeout };
          const submitted = { ...what, submittedAt, isOver: false, resolve, reject };
          this.#pool.submit((task = submitted), isLate, hasPlace);
          handle?.isIn(this.#pool, submitted);
          release?.();
          release =
            options &&
            watch(options, name, (reason) => {
              this.#pool.abort(submitted, reason);
            });
        });
      reply = await submit(messageOf(reference, encoded, given), encoded);
      if (reply[1] === Status.REPLACED) {
        reference = await otherReference(fn, reference);
        if (reference.key === '') return await runHere(fn, args, manner);
        reply = await submit(messageOf(reference, { ...encoded, payload: reply[3] }, given), {
          transfer: [],
        });
        if (reply[1] === Status.REPLACED) throw errors.replacedFunction(name);
      }
      // eslint-disable-next-line @typescript-eslint/unbound-method -- it is not called there
      const result = resultOf(reply, reference, args, this.call, isForEach);
      turn?.returns?.(result);
      if (calls.hasSubscribers && task) publishCall(this.settings.name, task, reply);
      return result;
    } catch (error) {
      handle?.fails(error);
      // eslint-disable-next-line @typescript-eslint/unbound-method -- it is not called there
      if (errors.isOwn(error) || isCannotCross(error)) traceToCaller(error, this.call);
      if (calls.hasSubscribers && task) publishCall(this.settings.name, task, reply, { error });
      throw error;
    } finally {
      handle?.ends();
      release?.();
      // What was stopped while it ran may go on for a moment.
      if (task?.worker?.tasks.includes(task)) turn?.linger();
      else turn?.leave();
    }
  }

  #encode(label: string, { args, context, isForEach }: Given, options?: RunOptions): Encoded {
    const between = this.#between;
    const crossing = { label, between, transfer: options?.transfer };
    try {
      return encodeArguments(context ? [...args, ...context.values()] : args, crossing);
    } catch (error) {
      const named = isForEach || context ? nameBetter(error, { args, context, isForEach }, crossing) : error;
      throw isCannotCross(named) ? errors.raised(named) : named;
    }
  }

  /** Finds the initializer, which workers are given before their first task. */
  async #prepare(initializer: AnyFunction, args: readonly unknown[]): Promise<void> {
    try {
      const reference = await referenceTo(initializer);
      if (reference.key === '') await initializer(...args);
      else {
        const encoded = this.#encode(reference.name, { args });
        this.#initializer = messageOf(reference, encoded.keep?.() ?? encoded, {});
      }
    } catch (cause) {
      this.#pool.fail(cause);
    }
    this.#preparing = undefined;
    this.#pool.warmUp(this.settings.minWorkers);
  }
}

/** The place of a call in the order of those that touch the same files, if it touches any. */
function turnOf({ footprint }: FunctionReference, args: readonly unknown[]): Turn | undefined {
  return footprint && sharedOrder().enter(footprint, args);
}

/** Calls a function that belongs to a test, which is a matter of this thread. */
function runHere(fn: AnyFunction, args: readonly unknown[], { handle, isForEach }: Manner): unknown {
  handle?.runsHere();
  return isForEach ? outcomesHere(fn, args as unknown[][]) : (fn(...args) as unknown);
}

/** The error, or one that says more exactly what cannot cross: it stands among what is given together. */
function nameBetter(error: unknown, { args, context, isForEach }: Given, crossing: Crossing): unknown {
  try {
    for (const list of isForEach ? (args as unknown[][]) : []) encodeArguments(list, crossing);
    for (const [name, value] of context ?? []) {
      common().encode(value, { ...crossing, label: `What the storage "${name}" has` });
    }
    return error;
  } catch (better) {
    return better;
  }
}

/** What a function is given. */
interface Given {
  readonly args: readonly unknown[];
  /** The values of storages by their names. */
  readonly context?: ReadonlyMap<string, unknown> | undefined;
  readonly isForEach?: boolean | undefined;
}

function valuesIn(storages: NonNullable<RunOptions['context']>): ReadonlyMap<string, unknown> {
  return new Map(storages.map((storage) => [nameOfStorage(storage) ?? '', storage.getStore()]));
}

function messageOf(
  { key, writer }: FunctionReference,
  { form, payload }: Encoded,
  { context, isForEach = false }: Omit<Given, 'args'>,
): TaskMessage {
  const isPlain = !context && !isForEach;
  const called = isPlain ? key : inManner(key, [isForEach, [...(context?.keys() ?? [])]]);
  return [INITIALIZER, called, form, payload, writer];
}

/** As almost all calls are made. */
const PLAIN: Manner = {};
