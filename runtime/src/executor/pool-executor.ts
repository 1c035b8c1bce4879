import type { AnyFunction } from '../function-reference/function-reference.ts';
import { inspect, showAs } from '../node.ts';
import type { Run, Start, Submit } from '../overloads.ts';
import type { Calls } from './caller.ts';
import { callers } from './callers.ts';
import type { Executor, ExecutorStats, MapAll, RunOptions, ShutdownOptions } from './executor.ts';
import { Maps } from './maps.ts';
import { checkOptions } from './options.ts';
import { StartedCall } from './started-call.ts';

/** What the executors have in common: everything but the kind of worker. */
export abstract class PoolExecutor implements Executor {
  readonly #caller: Calls;
  readonly #maps: Maps;

  protected constructor(caller: Calls) {
    this.#caller = caller;
    this.#maps = new Maps(caller);
    callers.add(this);
    showAs(this, () => `${this.constructor.name} ${inspect({ name: caller.settings.name, ...this.stats })}`);
  }

  // Their types are overloaded far beyond what a method signature could state.
  readonly submit: Submit = ((fn: AnyFunction, ...args: unknown[]) => this.#caller.call(fn, args)) as Submit;
  readonly run: Run<RunOptions> = ((
    fn: AnyFunction,
    args: readonly unknown[],
    options: RunOptions = {},
    // The array is the caller's.
  ) =>
    this.#caller.call(fn, Array.isArray(args) ? [...(args as unknown[])] : args, options)) as Run<RunOptions>;
  readonly call: Start = ((fn: AnyFunction, ...args: unknown[]) =>
    new StartedCall(fn, (handle) => this.#caller.call(fn, args, undefined, { handle }))) as Start;
  readonly map: MapAll = ((fn: AnyFunction, ...given: unknown[]) => this.#maps.begin(fn, given)) as MapAll;

  ready(): Promise<void> {
    return this.#caller.ready();
  }

  async shutdown(options: ShutdownOptions = {}): Promise<void> {
    checkOptions(options, 'shutdown');
    if (!options.cancelPending) this.#maps.finish();
    return this.#caller.shutdown(options);
  }

  terminate(): Promise<void> {
    return this.#caller.terminate();
  }

  [Symbol.asyncDispose](): Promise<void> {
    return this.shutdown();
  }

  get stats(): ExecutorStats {
    return this.#caller.stats;
  }
}
