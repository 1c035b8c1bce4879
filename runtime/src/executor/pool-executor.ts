import type { Crossing } from '../codec/encode.ts';
import { encodeArguments } from '../common/codec.ts';
import {
  references,
  referenceTo,
  type AnyFunction,
  type FunctionReference,
} from '../function-reference/function-reference.ts';
import { isReplacedBelow, isTestDouble } from '../function-reference/under-test.ts';
import type { Run, Submit } from '../overloads.ts';
import { Pool } from '../pool/pool.ts';
import type { PoolWorker, PoolWorkerEvents } from '../pool/pool-worker.ts';
import type { Task } from '../pool/task.ts';
import { INITIALIZER, now, type ReplyMessage, type TaskMessage } from '../worker/protocol.ts';
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
    this.#settings = settingsFrom(options, defaultName);
    this.#between = between;
    this.#pool = new Pool(this.#settings, (events) =>
      start(`${this.#settings.name}-${++this.#started}`, this.#initializer, events),
    );
    const { initializer, initializerArgs = [] } = options;
    if (initializer) this.#preparing = this.#prepare(initializer, initializerArgs);
    else this.#pool.warmUp(this.#settings.minWorkers);
  }

  // Their types are overloaded far beyond what a method signature could state.
  readonly submit: Submit = ((fn: AnyFunction, ...args: unknown[]) => this.#call(fn, args)) as Submit;
  readonly run: Run<RunOptions> = ((fn: AnyFunction, args: readonly unknown[], options?: RunOptions) =>
    this.#call(fn, args, options ?? {})) as Run<RunOptions>;

  map<Item, Result>(
    fn: (item: Item) => Result,
    items: Iterable<Item> | AsyncIterable<Item>,
    options: MapOptions = {},
  ): AsyncGenerator<Awaited<Result>, void, undefined> {
    const { concurrency = this.#settings.maxWorkers } = options;
    checkOptions(options);
    const call = (item: Item, signal: AbortSignal): Promise<Awaited<Result>> =>
      this.#call(fn, [item], { signal }) as Promise<Awaited<Result>>;
    return mapInOrder(call, itemsOf(items), concurrency, options);
  }

  shutdown(options: ShutdownOptions = {}): Promise<void> {
    return this.#pool.shutdown(options);
  }

  [Symbol.asyncDispose](): Promise<void> {
    return this.shutdown();
  }

  get stats(): ExecutorStats {
    return this.#pool.stats();
  }

  async #call(fn: AnyFunction, args: readonly unknown[], options?: RunOptions): Promise<unknown> {
    check(typeof fn === 'function', 'fn', 'a function', fn);
    const isArray: boolean = Array.isArray(args);
    check(isArray, 'args', 'an array', args);
    if (options) checkOptions(options);
    if (isReplacedBelow(fn)) return fn(...args) as unknown;
    let reference = references.get(fn);
    if (reference === undefined) {
      // The first worker takes longer to start than the function to be found.
      if (!this.#preparing && !isTestDouble(fn)) this.#pool.warmUp(1);
      const found = referenceTo(fn);
      // Not awaiting what is there already lets calls made in one go be sent together.
      reference = found instanceof Promise ? await found : found;
    }
    if (reference.key === '') return fn(...args) as unknown;
    if (this.#preparing) await this.#preparing;
    options?.signal?.throwIfAborted();
    const { name } = reference;
    const { message, transfer } = this.#encode(reference, args, options);
    let release: (() => void) | undefined;
    try {
      const reply = await new Promise<ReplyMessage>((resolve, reject) => {
        const task: Task = { name, message, transfer, submittedAt: now(), isOver: false, resolve, reject };
        this.#pool.submit(task);
        release =
          options &&
          watch(options, name, (reason) => {
            this.#pool.abort(task, reason);
          });
      });
      return resultOf(reply, reference, args, this.#call);
    } finally {
      release?.();
    }
  }

  #encode(
    { name: label, key, writesInto }: FunctionReference,
    args: readonly unknown[],
    options?: RunOptions,
  ): Pick<Task, 'message' | 'transfer'> {
    const crossing = { label, between: this.#between, transfer: options?.transfer };
    const { form, payload, transfer } = encodeArguments(args, crossing);
    return { message: [INITIALIZER, key, form, payload, writesInto], transfer };
  }

  /** Finds the initializer, which workers are given before their first task. */
  async #prepare(initializer: AnyFunction, args: readonly unknown[]): Promise<void> {
    try {
      const reference = await referenceTo(initializer);
      if (reference.key === '') await initializer(...args);
      else this.#initializer = this.#encode(reference, args).message;
    } catch (cause) {
      this.#pool.fail(cause);
    }
    this.#preparing = undefined;
    this.#pool.warmUp(this.#settings.minWorkers);
  }
}
