import { entering } from '../caller.ts';
import type { AnyFunction } from '../function-reference/function-reference.ts';
import { inspect, showAs } from '../node.ts';
import type { Run, Start, Submit } from '../overloads.ts';
import type { Calls } from './dispatcher.ts';
import { ownExecutors } from './own-executors.ts';
import type { Executor, ExecutorStats, MapAll, RunOptions, ShutdownOptions } from './executor.ts';
import { Maps } from './maps.ts';
import { checkOptions } from './options.ts';
import { StartedCall } from './started-call.ts';

/** What the executors have in common: everything but the kind of worker. */
export abstract class PoolExecutor implements Executor {
  readonly #dispatcher: Calls;
  readonly #maps: Maps;

  protected constructor(dispatcher: Calls) {
    this.#dispatcher = dispatcher;
    this.#maps = new Maps(dispatcher);
    ownExecutors.add(this);
    showAs(
      this,
      () => `${this.constructor.name} ${inspect({ name: dispatcher.settings.name, ...this.stats })}`,
    );
  }

  // Their types are overloaded far beyond what a method signature could state.
  readonly submit: Submit = ((fn: AnyFunction, ...args: unknown[]) =>
    entering(this.submit, () => this.#dispatcher.call(fn, args))) as Submit;
  readonly run: Run<RunOptions> = ((fn: AnyFunction, args: readonly unknown[], options: RunOptions = {}) => {
    // The array is the caller's.
    const given = Array.isArray(args) ? [...(args as unknown[])] : args;
    return entering(this.run, () => this.#dispatcher.call(fn, given, options));
  }) as Run<RunOptions>;
  readonly call: Start = ((fn: AnyFunction, ...args: unknown[]) =>
    entering(
      this.call,
      () => new StartedCall(fn, (handle) => this.#dispatcher.call(fn, args, undefined, { handle })),
    )) as Start;
  readonly map: MapAll = ((fn: AnyFunction, ...given: unknown[]) =>
    entering(this.map, () => this.#maps.begin(fn, given))) as MapAll;

  ready(): Promise<void> {
    return this.#dispatcher.ready();
  }

  async shutdown(options: ShutdownOptions = {}): Promise<void> {
    checkOptions(options, 'shutdown');
    if (!options.cancelPending) this.#maps.finish();
    return this.#dispatcher.shutdown(options);
  }

  terminate(): Promise<void> {
    return this.#dispatcher.terminate();
  }

  [Symbol.asyncDispose](): Promise<void> {
    return this.shutdown();
  }

  get stats(): ExecutorStats {
    return this.#dispatcher.stats;
  }
}
