import { isCannotCross } from '../codec/cannot-cross.ts';
import type { Crossing } from '../codec/encode.ts';
import type { Encoded } from '../codec/encoded.ts';
import { entering, traceToCaller } from '../caller.ts';
import * as errors from '../errors.ts';
import { encodeArguments } from '../common/codec.ts';
import {
  nameOf,
  references,
  referenceTo,
  otherReference,
  type AnyFunction,
  type FunctionReference,
} from '../function-reference/function-reference.ts';
import { inlineReference } from '../function-reference/inline-functions.ts';
import { isReplacedBelow, isTestDouble } from '../function-reference/under-test.ts';
import { sharedOrder } from '../order/shared-order.ts';
import type { Turn } from '../order/turn.ts';
import type { Run, Submit } from '../overloads.ts';
import { Pool } from '../pool/pool.ts';
import type { PoolWorker, PoolWorkerEvents } from '../pool/pool-worker.ts';
import type { Task } from '../pool/task.ts';
import { INITIALIZER, now, type ReplyMessage, type TaskMessage } from '../worker/protocol.ts';
import * as Status from '../worker/status.ts';
import { calls, publishCall } from './diagnostics.ts';
import type {
  Executor,
  ExecutorOptions,
  ExecutorStats,
  MapOptions,
  RunOptions,
  ShutdownOptions,
} from './executor.ts';
import { itemsOf, mapInOrder } from './map.ts';
import { check, checkOptions, settingsFrom, watch, type Settings } from './options.ts';
import { resultOf } from './result.ts';

/** Starts a worker of the executor's kind. The initializer is to be run before all tasks. */
export type StartPoolWorker = (
  name: string,
  initializer: TaskMessage | undefined,
  events: PoolWorkerEvents,
) => PoolWorker;

/** What the executors have in common: everything but the kind of worker. */
export abstract class PoolExecutor implements Executor {
  readonly #settings: Settings;
  readonly #pool: Pool;
  readonly #between: Crossing['between'];
  /** Pending until the initializer has been resolved; undefined if there is nothing to wait for. */
  #preparing: Promise<void> | undefined;
  #initializer: TaskMessage | undefined;
  #started = 0;

  protected constructor(
    options: ExecutorOptions,
    defaultName: string,
    between: Crossing['between'],
    start: StartPoolWorker,
  ) {
    this.#settings = entering(new.target, () => settingsFrom(options, defaultName, between));
    this.#between = between;
    this.#pool = new Pool(this.#settings, (events) =>
      start(`${this.#settings.name}-${++this.#started}`, this.#initializer, events),
    );
    const { initializer, initializerArgs = [] } = options;
    if (initializer) this.#preparing = this.#prepare(initializer, initializerArgs);
    else this.#pool.warmUp(this.#settings.minWorkers);
  }

  // Their types are overloaded far beyond what a method signature could state.
  readonly submit: Submit = ((fn: AnyFunction, ...args: unknown[]) =>
    entering(this.submit, () => this.#call(fn, args))) as Submit;
  readonly run: Run<RunOptions> = ((fn: AnyFunction, args: readonly unknown[], options?: RunOptions) => {
    // The array is the caller's.
    const given = Array.isArray(args) ? [...(args as unknown[])] : args;
    return entering(this.run, () => this.#call(fn, given, options ?? {}));
  }) as Run<RunOptions>;

  map<Item, Result>(
    fn: (item: Item) => Result,
    items: Iterable<Item> | AsyncIterable<Item>,
    options: MapOptions = {},
  ): AsyncGenerator<Awaited<Result>, void, undefined> {
    const { concurrency = this.#settings.maxWorkers } = options;
    checkOptions(options, 'map');
    const call = (item: Item, signal: AbortSignal): Promise<Awaited<Result>> =>
      this.#call(fn, [item], { signal }) as Promise<Awaited<Result>>;
    return mapInOrder(call, itemsOf(items), concurrency, options);
  }

  async shutdown(options: ShutdownOptions = {}): Promise<void> {
    checkOptions(options, 'shutdown');
    return this.#pool.shutdown(options);
  }

  [Symbol.asyncDispose](): Promise<void> {
    return this.shutdown();
  }

  get stats(): ExecutorStats {
    return this.#pool.stats();
  }

  async #call(fn: AnyFunction, args: readonly unknown[], options?: RunOptions): Promise<unknown> {
    if (typeof (fn as unknown) !== 'function') throw errors.notAFunction(fn);
    const isArray: boolean = Array.isArray(args);
    check(isArray, 'args', 'an array', args);
    if (options) checkOptions(options, 'run');
    if (isReplacedBelow(fn)) return fn(...args) as unknown;
    let found: ReturnType<typeof referenceTo> | undefined = references.get(fn) ?? inlineReference(fn);
    if (found === undefined) {
      // The first worker takes longer to start than the function to be found.
      if (!this.#preparing && !isTestDouble(fn)) this.#pool.warmUp(1);
      found = referenceTo(fn);
    }
    const { name = nameOf(fn), key } = found as Partial<FunctionReference>;
    // Functions of Node are found at once.
    const turn = found instanceof Promise ? undefined : turnOf(found, args);
    let task: Task | undefined;
    let reply: ReplyMessage | undefined;
    let release: (() => void) | undefined;
    try {
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
          const given = this.#encode(name, args, options);
          return given.keep?.() ?? given;
        })();
        encoding.catch(() => undefined);
        try {
          reference = await found;
          if (reference.key !== '') [encoded] = await Promise.all([encoding, this.#preparing]);
        } finally {
          this.#pool.unexpect();
        }
      }
      if (reference.key === '') return fn(...args) as unknown;
      options?.signal?.throwIfAborted();
      encoded ??= this.#encode(name, args, options);
      const submit = (
        message: TaskMessage,
        { transfer, size = 0, keep }: Pick<Encoded, 'transfer' | 'size' | 'keep'>,
      ): Promise<ReplyMessage> =>
        new Promise((resolve, reject) => {
          const submittedAt = now();
          const what = { name, message, transfer, size, keep, turn };
          const submitted = { ...what, submittedAt, isOver: false, resolve, reject };
          this.#pool.submit((task = submitted), isLate);
          release?.();
          release =
            options &&
            watch(options, name, (reason) => {
              this.#pool.abort(submitted, reason);
            });
        });
      reply = await submit(messageOf(reference, encoded), encoded);
      if (reply[1] === Status.REPLACED) {
        reference = await otherReference(fn, reference);
        if (reference.key === '') return fn(...args) as unknown;
        reply = await submit(messageOf(reference, { ...encoded, payload: reply[3] }), { transfer: [] });
        if (reply[1] === Status.REPLACED) throw errors.replacedFunction(name);
      }
      const result = resultOf(reply, reference, args, this.#call);
      turn?.returns?.(result);
      if (calls.hasSubscribers && task) publishCall(this.#settings.name, task, reply);
      return result;
    } catch (error) {
      if (errors.isOwn(error) || isCannotCross(error)) traceToCaller(error, this.#call);
      if (calls.hasSubscribers && task) publishCall(this.#settings.name, task, reply, { error });
      throw error;
    } finally {
      release?.();
      // What was stopped while it ran may go on for a moment.
      if (task?.worker?.tasks.includes(task)) turn?.linger();
      else turn?.leave();
    }
  }

  #encode(label: string, args: readonly unknown[], options?: RunOptions): Encoded {
    try {
      return encodeArguments(args, { label, between: this.#between, transfer: options?.transfer });
    } catch (error) {
      throw isCannotCross(error) ? errors.raised(error) : error;
    }
  }

  /** Finds the initializer, which workers are given before their first task. */
  async #prepare(initializer: AnyFunction, args: readonly unknown[]): Promise<void> {
    try {
      const reference = await referenceTo(initializer);
      if (reference.key === '') await initializer(...args);
      else {
        const encoded = this.#encode(reference.name, args);
        this.#initializer = messageOf(reference, encoded.keep?.() ?? encoded);
      }
    } catch (cause) {
      this.#pool.fail(cause);
    }
    this.#preparing = undefined;
    this.#pool.warmUp(this.#settings.minWorkers);
  }
}

/** The place of a call in the order of those that touch the same files, if it touches any. */
function turnOf({ footprint }: FunctionReference, args: readonly unknown[]): Turn | undefined {
  return footprint && sharedOrder().enter(footprint, args);
}

function messageOf({ key, writer }: FunctionReference, { form, payload }: Encoded): TaskMessage {
  return [INITIALIZER, key, form, payload, writer];
}
