import * as errors from '../errors.ts';
import type { MapOptions } from './executor.ts';
import { check, watch } from './options.ts';

/** Something to take items from one by one. */
export type Items<Item> = Iterator<Item> | AsyncIterator<Item>;

/**
 * Calls `call` for each item, at most `concurrency` at a time, and yields the results in the order of the items. No
 * more items are taken than are worked on, so endless iterables are fine.
 */
export async function* mapInOrder<Item, Result>(
  call: (item: Item, signal: AbortSignal) => Promise<Result>,
  items: Items<Item>,
  concurrency: number,
  options: MapOptions,
): AsyncGenerator<Result, void, undefined> {
  options.signal?.throwIfAborted();
  const controller = new AbortController();
  const { signal } = controller;
  const abort = controller.abort.bind(controller);
  /** Ends the waiting for an item, which may never come. */
  let leave: ((reason: unknown) => void) | undefined;
  const release = watch(options, 'map', (reason) => {
    abort(reason);
    leave?.(reason);
  });
  const calls: Promise<Result>[] = [];
  let isExhausted: boolean | undefined = false;
  try {
    for (;;) {
      while (!isExhausted && calls.length < concurrency) {
        signal.throwIfAborted();
        const left = new Promise<never>((_, reject) => {
          leave = reject;
        });
        const taken = await Promise.race([items.next(), left]);
        leave = undefined;
        isExhausted = taken.done;
        if (taken.done) break;
        const result = call(taken.value, signal);
        // Its rejection may be noticed late, or never.
        result.catch(() => undefined);
        calls.push(result);
      }
      const next = calls.shift();
      if (next === undefined) return;
      yield await next;
    }
  } finally {
    release();
    // The consumer left or a call failed: nobody will ask for the other results.
    abort(errors.cancelled('the map'));
    if (!isExhausted) {
      const closed = Promise.resolve(items.return?.());
      // A generator that has not given its item yet would not end before it has.
      await Promise.race([closed, leave ? Promise.resolve() : closed]);
    }
  }
}

/** @throws TypeError unless it is an iterable of any kind */
export function itemsOf<Item>(iterable: Iterable<Item> | AsyncIterable<Item>): Items<Item> {
  const { [Symbol.asyncIterator]: async, [Symbol.iterator]: sync } = ((iterable as unknown) ?? {}) as Partial<
    AsyncIterable<Item> & Iterable<Item>
  >;
  const begin: (() => Items<Item>) | undefined = async ?? sync;
  check(begin !== undefined, 'items', 'an iterable or async iterable', iterable);
  return begin.call(iterable);
}
