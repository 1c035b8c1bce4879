import * as errors from '../errors.ts';
import { referenceTo } from '../function-reference/find-reference.ts';
import type { AnyFunction } from '../function-reference/function-reference.ts';
import type { Calls } from './dispatcher.ts';
import type { MapOptions, RunOptions } from './executor.ts';
import { isIterable, ItemSource } from './items.ts';
import { Mapping, resultsOf } from './map.ts';
import { checkOptions } from './options.ts';
import type { Outcomes } from './result.ts';

/** The maps of an executor. */
export class Maps {
  readonly #dispatcher: Calls;
  /** Those that may not have taken all. Held loosely: whoever has dropped one wants none of its results. */
  readonly #begun = new Set<WeakRef<Mapping>>();

  constructor(dispatcher: Calls) {
    this.#dispatcher = dispatcher;
  }

  /**
   * @param given iterables, and options after them
   * @throws TypeError or RangeError if anything is wrong with them
   */
  begin(fn: AnyFunction, given: readonly unknown[]): AsyncGenerator<unknown, undefined, undefined> {
    if (typeof (fn as unknown) !== 'function') throw errors.notAFunction(fn);
    const last = given.at(-1);
    const hasOptions = given.length > 1 && !isIterable(last);
    const options = (hasOptions && last !== undefined ? last : {}) as MapOptions;
    checkOptions(options, 'map');
    const source = new ItemSource(hasOptions ? given.slice(0, -1) : given);
    const { concurrency = this.#dispatcher.settings.maxWorkers, chunkSize = 1, context } = options;
    const isTogether = chunkSize > 1 && canBeTogether(fn);
    const callEach = (lists: readonly unknown[][], signal: AbortSignal): Promise<Outcomes> =>
      isTogether
        ? this.#callTogether(fn, lists, { signal, context })
        : this.#callEach(fn, lists, { signal, context });
    const mapping = new Mapping(source, callEach, { concurrency, chunkSize }, options);
    for (const reference of this.#begun) if (!reference.deref()) this.#begun.delete(reference);
    this.#begun.add(new WeakRef(mapping));
    return resultsOf(mapping);
  }

  /** The executor will take no more calls. */
  finish(): void {
    for (const reference of this.#begun) {
      reference.deref()?.finish(errors.shutDown(this.#dispatcher.settings.name));
    }
    this.#begun.clear();
  }

  async #callTogether(fn: AnyFunction, lists: readonly unknown[][], options: RunOptions): Promise<Outcomes> {
    const call = this.#dispatcher.call(fn, lists, options, { hasPlace: true, isForEach: true });
    return (await call) as Outcomes;
  }

  async #callEach(fn: AnyFunction, lists: readonly unknown[][], options: RunOptions): Promise<Outcomes> {
    const results: unknown[] = [];
    const calls = lists.map((list) => this.#dispatcher.call(fn, list, options, { hasPlace: true }));
    for (const each of await Promise.allSettled(calls)) {
      if (each.status === 'rejected') return { results, failure: { error: each.reason } };
      results.push(each.value);
    }
    return { results };
  }
}

/** Whether one call may stand for several: not if each has its place in the order, or writes into its arguments. */
function canBeTogether(fn: AnyFunction): boolean {
  try {
    const found = referenceTo(fn);
    if (!(found instanceof Promise)) return found.writer === undefined && found.footprint === undefined;
    // The calls will say so.
    found.catch(() => undefined);
    return true;
  } catch {
    return false;
  }
}
