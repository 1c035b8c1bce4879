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
  const calls: Promise<Result>[] = [];
  const source: {
    /** Until it is there. */
    nextItem?: Promise<void> | undefined;
    isExhausted?: boolean | undefined;
  } = {};
  const ask = async (): Promise<void> => {
    const taken = await items.next();
    source.nextItem = undefined;
    source.isExhausted = taken.done;
    // The consumer may have left meanwhile.
    if (taken.done || signal.aborted) return;
    const result = call(taken.value, signal);
    calls.push(result);
    // Its rejection may be noticed late, or never.
    result.catch(() => undefined);
  };
  /** Ends the waiting: a next item may never come. */
  let leave: ((reason: unknown) => void) | undefined;
  const release = watch(options, 'map', (reason) => {
    abort(reason);
    leave?.(reason);
  });
  try {
    for (;;) {
      if (!source.isExhausted && !source.nextItem && calls.length < concurrency) {
        signal.throwIfAborted();
        source.nextItem = ask();
      }
      const { nextItem } = source;
      const [first] = calls;
      if (!nextItem && !first) return;
      const left = new Promise<never>((_, reject) => {
        leave = reject;
      });
      // A result does not wait for items that take their time. Those that are there come first, for the workers.
      const waits = [nextItem?.then(() => false), first?.then(() => true), left];
      if (await Promise.race(waits.filter((wait) => wait !== undefined))) yield* calls.splice(0, 1);
    }
  } finally {
    release();
    // The consumer left or a call failed: nobody will ask for the other results.
    abort(errors.cancelled('the map'));
    if (!source.isExhausted) {
      const closed = Promise.resolve(items.return?.());
      // A generator that has not given its item yet would not end before it has.
      await Promise.race([closed, source.nextItem ? Promise.resolve() : closed]);
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
