import { errors } from '../errors.ts';
import type { MapOptions } from './executor.ts';
import { abortSignal, milliseconds, wholeNumber } from './options.ts';

/**
 * Calls `call` for each item, at most `concurrency` at a time, and yields the results in the order of the items. No
 * more items are taken than are worked on, so endless iterables are fine.
 */
export function mapInOrder<Item, Result>(
  call: (item: Item, signal: AbortSignal) => Promise<Result>,
  items: Iterable<Item> | AsyncIterable<Item>,
  { concurrency, signal, timeout }: MapOptions,
  defaultConcurrency: number,
): AsyncGenerator<Result, void, undefined> {
  const most = concurrency ?? defaultConcurrency;
  wholeNumber('concurrency', most, 1);
  abortSignal(signal);
  if (timeout !== undefined) milliseconds('options.timeout', timeout);
  const iterator = iteratorOf(items);
  return generate(call, iterator, most, signal, timeout);
}

async function* generate<Item, Result>(
  call: (item: Item, signal: AbortSignal) => Promise<Result>,
  iterator: Iterator<Item> | AsyncIterator<Item>,
  concurrency: number,
  signal: AbortSignal | undefined,
  timeout: number | undefined,
): AsyncGenerator<Result, void, undefined> {
  const stop = new AbortController();
  const abort = (): void => {
    stop.abort(signal?.reason);
  };
  if (signal?.aborted) abort();
  signal?.addEventListener('abort', abort);
  const timer =
    timeout === undefined
      ? undefined
      : setTimeout(() => {
          stop.abort(errors.timedOut('map', timeout));
        }, timeout);

  const calls: Promise<Result>[] = [];
  let isExhausted = false;
  try {
    for (;;) {
      while (!isExhausted && calls.length < concurrency) {
        stop.signal.throwIfAborted();
        const taken = await iterator.next();
        if (taken.done) isExhausted = true;
        else calls.push(started(call(taken.value, stop.signal)));
      }
      const next = calls.shift();
      if (next === undefined) return;
      yield await next;
    }
  } finally {
    clearTimeout(timer);
    signal?.removeEventListener('abort', abort);
    // The consumer left or a call failed: nobody will ask for the other results.
    stop.abort(errors.cancelled('the map'));
    if (!isExhausted) await iterator.return?.();
  }
}

/** A call whose rejection may be noticed late, or never. */
function started<T>(call: Promise<T>): Promise<T> {
  call.catch(() => undefined);
  return call;
}

function iteratorOf<Item>(items: Iterable<Item> | AsyncIterable<Item>): Iterator<Item> | AsyncIterator<Item> {
  const { [Symbol.asyncIterator]: async, [Symbol.iterator]: sync } = ((items as unknown) ?? {}) as Partial<
    AsyncIterable<Item> & Iterable<Item>
  >;
  if (async) return async.call(items);
  if (sync) return sync.call(items);
  throw errors.invalidArgument('The "items" argument', 'an iterable or async iterable', items);
}
