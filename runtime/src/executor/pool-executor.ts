import type { Crossing } from '../codec/encode.ts';
import { decode, encodeArguments, memoryOf } from '../common/common.ts';
import { errors } from '../errors.ts';
import {
  knownReference,
  referenceTo,
  type AnyFunction,
  type FunctionReference,
} from '../function-reference/function-reference.ts';
import { isTestDouble } from '../function-reference/test-double.ts';
import type { Run, Submit } from '../overloads.ts';
import { Pool } from '../pool/pool.ts';
import type { PoolWorker, PoolWorkerEvents } from '../pool/pool-worker.ts';
import { Task, type Ending } from '../pool/task.ts';
import { INITIALIZER, type TaskMessage } from '../worker/protocol.ts';
import * as Status from '../worker/status.ts';
import type {
  Executor,
  ExecutorOptions,
  ExecutorStats,
  MapOptions,
  RunOptions,
  ShutdownOptions,
} from './executor.ts';
import { failureOf } from './failure.ts';
import { mapInOrder } from './map.ts';
import { abortSignal, milliseconds, settingsFrom, type Settings } from './options.ts';

/** Starts a worker of the executor's kind. */
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
    this.#preparing = this.#prepare(options);
  }

  // Their types are overloaded far beyond what a method signature could state.
  readonly submit: Submit = ((fn: AnyFunction, ...args: unknown[]) => this.#call(fn, args)) as Submit;
  readonly run: Run<RunOptions> = ((fn: AnyFunction, args: unknown, options?: RunOptions) =>
    this.#call(fn, args, options ?? {})) as Run<RunOptions>;

  map<Item, Result>(
    fn: (item: Item) => Result,
    items: Iterable<Item> | AsyncIterable<Item>,
    options: MapOptions = {},
  ): AsyncGenerator<Awaited<Result>, void, undefined> {
    return mapInOrder(
      (item, signal) => this.#call(fn, [item], { signal }) as Promise<Awaited<Result>>,
      items,
      options,
      this.#settings.maxWorkers,
    );
  }

  shutdown(options: ShutdownOptions = {}): Promise<void> {
    return this.#pool.shutdown(options);
  }

  [Symbol.asyncDispose](): Promise<void> {
    return this.shutdown();
  }

  get stats(): ExecutorStats {
    return this.#pool.stats;
  }

  async #call(fn: AnyFunction, args: unknown, options?: RunOptions): Promise<unknown> {
    if (typeof fn !== 'function') throw errors.invalidArgument('The "fn" argument', 'a function', fn);
    if (!Array.isArray(args)) throw errors.invalidArgument('The "args" argument', 'an array', args);
    if (options) checkRunOptions(options);

    let reference = knownReference(fn);
    if (reference === undefined) {
      if (isTestDouble(fn)) return fn(...(args as unknown[])) as unknown;
      const found = referenceTo(fn);
      // Not awaiting what is there already lets calls made in one go be sent together.
      reference = found instanceof Promise ? await found : found;
    }
    if (this.#preparing) await this.#preparing;
    const task = this.#task(reference, args, options);
    const release = options && this.#watch(task, options);
    this.#pool.submit(task);
    const ending = await task.ended;
    release?.();
    return resultOf(ending, task, args, this.#call);
  }

  #task(reference: FunctionReference, args: readonly unknown[], options: RunOptions | undefined): Task {
    options?.signal?.throwIfAborted();
    const crossing = {
      label: reference.name,
      between: this.#between,
      transfer: options?.transfer,
    };
    return new Task(reference, encodeArguments(args, crossing));
  }

  /** Aborts the task when its signal or its time says so. The function returned takes that back. */
  #watch(task: Task, { signal, timeout }: RunOptions): () => void {
    const onAbort = (): void => {
      this.#pool.abort(task, signal?.reason);
    };
    signal?.addEventListener('abort', onAbort);
    const timer =
      timeout === undefined || timeout > 0x7fffffff
        ? undefined
        : setTimeout(() => {
            this.#pool.abort(task, errors.timedOut(task.reference.name, timeout));
          }, timeout);
    return () => {
      signal?.removeEventListener('abort', onAbort);
      clearTimeout(timer);
    };
  }

  #prepare({ initializer, initializerArgs = [] }: ExecutorOptions): Promise<void> | undefined {
    if (initializer === undefined) {
      this.#warmUp();
      return undefined;
    }
    return this.#resolveInitializer(initializer, initializerArgs).then(
      () => {
        this.#preparing = undefined;
        this.#warmUp();
      },
      (cause: unknown) => {
        this.#preparing = undefined;
        this.#pool.onInitializerFailed(cause);
      },
    );
  }

  async #resolveInitializer(initializer: AnyFunction, args: readonly unknown[]): Promise<void> {
    const reference = await referenceTo(initializer);
    const encoded = encodeArguments(args, { label: reference.name, between: this.#between });
    this.#initializer = [INITIALIZER, reference.key, encoded.form, encoded.payload, undefined];
  }

  /** If workers cannot be started, the first call says so. */
  #warmUp(): void {
    try {
      this.#pool.warmUp();
    } catch {
      // See above.
    }
  }
}

/** What a call gives its caller, who awaits the function `within`. */
function resultOf(ending: Ending, task: Task, args: readonly unknown[], within: AnyFunction): unknown {
  if ('reason' in ending) throw ending.reason;
  const { reply } = ending;
  const [, status, form, payload, , , written] = reply;
  if (status !== Status.RETURNED && status !== Status.RETURNED_ARGUMENT)
    throw failureOf(reply, task.reference, within);
  if (written) copyBack(task.reference.writesInto ?? [], args, written);
  return status === Status.RETURNED ? decode(form, payload) : args[payload as number];
}

/** Does to the caller's arguments what the function did to its copies. */
function copyBack(
  positions: readonly number[],
  args: readonly unknown[],
  written: readonly Uint8Array[],
): void {
  const targets = positions.flatMap((position) => memoryOf(args[position]));
  targets.forEach((target, index) => {
    const bytes = written[index];
    if (bytes && !(target.buffer instanceof SharedArrayBuffer)) target.set(bytes);
  });
}

function checkRunOptions({ signal, timeout, transfer }: RunOptions): void {
  abortSignal(signal);
  if (timeout !== undefined) milliseconds('options.timeout', timeout);
  if (transfer !== undefined && !Array.isArray(transfer)) {
    throw errors.invalidArgument('options.transfer', 'an array', transfer);
  }
}
