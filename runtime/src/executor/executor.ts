import type { AsyncLocalStorage } from 'node:async_hooks';
import type { ResourceLimits, Transferable } from 'node:worker_threads';
import type { AnyFunction } from '../function-reference/function-reference.ts';
import type { Run, Start, Submit } from '../overloads.ts';

/** Runs functions somewhere else than on this thread's event loop. */
export interface Executor extends AsyncDisposable {
  /**
   * Calls `fn(...args)` on a worker.
   *
   * @param fn a function of Node or a global, an exported function of any module, or a function that uses nothing
   *   from around it
   * @param args its arguments, which are copied as they are now
   * @returns what the call returns, exactly as the direct call would have; if that is a promise, what it resolves to
   * @throws what the call throws, with class, `code` and all properties, and the awaiting caller in its stack. A
   *   `TypeError` if `fn` cannot run in a worker, a `DataCloneError` naming what cannot cross, an error with the code
   *   `ERR_EXECUTOR_SHUT_DOWN`, `ERR_EXECUTOR_BROKEN` or `ERR_QUEUE_FULL` if the executor takes no calls, or
   *   `ERR_WORKER_DIED` or `ERR_WORKER_OUT_OF_MEMORY` if its worker did not survive the call
   *
   * @example
   * const stats = await executor.submit(statSync, 'package.json');
   */
  readonly submit: Submit;

  /**
   * Like `submit`, with the arguments as an array, and options: a signal, a time limit in milliseconds, and what to
   * hand over instead of copying it.
   *
   * @throws as `submit` does; also the signal's reason, or a `TimeoutError`
   *
   * @example
   * const log = await executor.run(execSync, ['git log'], { signal, timeout: 5000 });
   */
  readonly run: Run<RunOptions>;

  /**
   * Like `submit`, but gives the call itself, which can be cancelled, and says how it is. What `Executor.submit` of
   * Python gives.
   *
   * @param fn see `submit`
   * @param args its arguments, which are copied as they are now
   * @returns the call. What is wrong, `submit` would throw; here its `result` is rejected with that.
   *
   * @example
   * const call = executor.call(gzipSync, text);
   * if (!call.cancel()) await call.result;
   */
  readonly call: Start;

  /**
   * Calls `fn(item)` for every item, several at a time, beginning now. Given several iterables, it calls `fn` with an item
   * of each, until the shortest is over. What `Executor.map` is in Python.
   *
   * @param fn see `submit`
   * @param items what to call it with, taken one by one as workers get free and results are read; endless ones are fine
   * @param options how many calls at a time, how many items each, a signal, and a time limit in milliseconds
   * @returns the results in the order of the items. Leaving the loop early aborts the calls that are not finished.
   * @throws a `TypeError` or `RangeError` if something that is given is wrong. While the results are read: what the first
   *   failing call (in the order of the items) throws, what taking an item throws once the results before it have been
   *   read, or the reason of an abort
   *
   * @example
   * for await (const hash of executor.map(hashFile, paths, { concurrency: 4 })) console.log(hash);
   * for await (const power of executor.map(Math.pow, [2, 3], [10, 5])) console.log(power);
   */
  readonly map: MapAll;

  /**
   * Resolves when there is a place for one more call: at once unless `maxQueue` calls wait. Who asks first is told first.
   * Whoever makes calls without awaiting each can await this instead, so that they do not pile up.
   *
   * @returns a promise of nothing, which is never rejected: when the executor takes no calls any more, a call will say so
   *
   * @example
   * for (const path of paths) {
   *   await executor.ready();
   *   results.push(executor.submit(hashFile, path));
   * }
   */
  ready(): Promise<void>;

  /**
   * Takes no more calls, and ends the workers when those it has taken are finished. Calling it again is harmless.
   *
   * @param options whether to wait, and whether to cancel calls that have not started
   * @returns a promise that resolves when all workers have ended, or at once with `wait: false`
   *
   * @example
   * await executor.shutdown({ cancelPending: true });
   */
  shutdown(options?: ShutdownOptions): Promise<void>;

  /**
   * Takes no more calls, rejects all that are not finished with an `AbortError`, and stops the workers at once, whatever
   * they are doing. What `kill_workers` is in Python.
   *
   * @returns a promise that resolves when the workers have stopped, or after a second, for one that is stuck in the
   *   operating system may stay for ever
   *
   * @example
   * await executor.terminate();
   */
  terminate(): Promise<void>;

  /** What the executor is doing and has done; a snapshot. */
  readonly stats: ExecutorStats;
}

export interface RunOptions {
  /** Rejects with `signal.reason` as soon as it aborts. A waiting call is never made, a running one is stopped. */
  readonly signal?: AbortSignal | undefined;
  /** Milliseconds, waiting included, after which the call is aborted with a `TimeoutError`. */
  readonly timeout?: number | undefined;
  /** What to hand over to the worker instead of copying it. It is gone from this thread afterwards. */
  readonly transfer?: readonly Transferable[] | undefined;
  /** Storages made by `sharedStorage`: inside the function they have copies of what they have here. */
  readonly context?: readonly AsyncLocalStorage<unknown>[] | undefined;
}

/** What items can be taken of. */
export type Items<Item> = Iterable<Item> | AsyncIterable<Item>;

/** How `map` is called: `fn` takes an item of each iterable, and options come last. */
export interface MapAll {
  <Item, Result>(fn: (item: Item) => Result, items: Items<Item>, options?: MapOptions): Results<Result>;
  <A, B, Result>(fn: (a: A, b: B) => Result, a: Items<A>, b: Items<B>, options?: MapOptions): Results<Result>;
  <A, B, C, Result>(
    fn: (a: A, b: B, c: C) => Result,
    a: Items<A>,
    b: Items<B>,
    c: Items<C>,
    options?: MapOptions,
  ): Results<Result>;
  <Args extends readonly unknown[], Result>(
    fn: (...args: Args) => Result,
    ...items: { readonly [N in keyof Args]: Items<Args[N]> }
  ): Results<Result>;
}

/** Results in the order of the items. */
export type Results<Result> = AsyncGenerator<Awaited<Result>, void, undefined>;

export interface MapOptions {
  /**
   * How many calls are made ahead of the results that have been read. By default as many as the executor has workers at
   * most. They find a place whatever `maxQueue` is.
   */
  readonly concurrency?: number | undefined;
  /**
   * How many items a call takes, which spares most of the way to and fro where each takes little time, most of all
   * between processes. Such a call counts once in `stats`. Default 1, as it is for functions of `fs`, which are kept in
   * order, and for those that write into their arguments.
   */
  readonly chunkSize?: number | undefined;
  readonly signal?: AbortSignal | undefined;
  /** Milliseconds for the whole of it, after which it is aborted with a `TimeoutError`. */
  readonly timeout?: number | undefined;
  /** See `RunOptions`. */
  readonly context?: RunOptions['context'];
}

export interface ShutdownOptions {
  /** Whether the promise waits for running and waiting calls. Default true. */
  readonly wait?: boolean | undefined;
  /** Rejects calls that have not started, with an `AbortError`. Default false. */
  readonly cancelPending?: boolean | undefined;
}

/** Counts of calls and workers; times in milliseconds. */
export interface ExecutorStats {
  /** Calls that workers are executing. */
  readonly running: number;
  /** Calls that have not started. */
  readonly waiting: number;
  /** Calls that returned. */
  readonly completed: number;
  /** Calls that threw, or whose worker died. */
  readonly failed: number;
  /** Calls that were aborted, timed out or cancelled. */
  readonly aborted: number;
  /** Workers there are, busy or idle. */
  readonly workers: number;
  /** Workers that were lost: died, or ended to stop a call. */
  readonly replaced: number;
  /** Workers that were ended but are still stuck in the operating system. */
  readonly abandoned: number;
  /** From submitting to starting. */
  readonly waitTime: Timing;
  /** From starting to the result. */
  readonly runTime: Timing;
}

export interface Timing {
  readonly total: number;
  readonly mean: number;
  readonly max: number;
}

export interface ExecutorOptions {
  /** The most workers at a time. Default `min(32, cores + 4)`, as in Python. */
  readonly maxWorkers?: number | undefined;
  /** Workers started at once, and not ended when idle. A lost one is replaced when calls need it. Default 0. */
  readonly minWorkers?: number | undefined;
  /** Milliseconds after which idle workers are ended; `Infinity` keeps them. Default 10,000. */
  readonly idleTimeout?: number | undefined;
  /** The most calls waiting; what happens to further ones is up to `whenFull`. Default unlimited. */
  readonly maxQueue?: number | undefined;
  /**
   * What happens to a call when `maxQueue` others wait: `'reject'`, the default, rejects it with `ERR_QUEUE_FULL`, and with
   * `'wait'` it waits as well. `ready()` says when there is a place again.
   */
  readonly whenFull?: 'reject' | 'wait' | undefined;
  /**
   * After how many calls a worker ends and another takes its place, which keeps what leaks in bounds. Default unlimited.
   * What `max_tasks_per_child` is in Python.
   */
  readonly maxTasksPerWorker?: number | undefined;
  /** Names the executor in errors, and its threads in tools such as `top` (Node 24 and later). */
  readonly name?: string | undefined;
  /** Called in every worker before its first call. If it throws, the executor is broken for good. */
  readonly initializer?: AnyFunction | undefined;
  readonly initializerArgs?: readonly unknown[] | undefined;
  /** The `context` of all calls that are not given another one. See `RunOptions`. */
  readonly context?: RunOptions['context'];
}

export interface ThreadPoolOptions extends ExecutorOptions {
  /**
   * Limits of each thread's heap and stack. A thread that exceeds them fails its own call only, unless it is a single
   * large array or the like that finds no place: then V8 ends the process.
   */
  readonly resourceLimits?: ResourceLimits | undefined;
  /**
   * What to do when the process should end, by `process.exit()`, an uncaught error or because it is finished, while a
   * thread is stuck in the operating system: a read that never ends, a long key derivation. Node waits for its threads,
   * so it would hang for as long, possibly for ever.
   *
   * - `'force'`, the default: whoever calls `process.exit()` means it. All `exit` listeners are called and threads
   *   get a tenth of a second to stop; only then the process ends without them, with its exit code. (Where it cannot
   *   become another program, before Node 22.15 and on Windows, it kills itself instead.) What Node does after the
   *   listeners does not happen: profiles and coverage of `--cpu-prof` and the like are not written.
   * - `'wait'`: as Node does.
   */
  readonly exitWhenStuck?: 'force' | 'wait' | undefined;
}
