import type { Items } from './executor.ts';
import { check } from './options.ts';

/** What `next` gives: an item of each iterable, or nothing if one of them is over. */
type Taken = unknown[] | undefined;

/** Takes items of several iterables together, until the shortest of them is over. */
export class ItemSource {
  /** Whether there is an end to them for certain. */
  readonly isSized: boolean;
  readonly #iterators: readonly (Iterator<unknown> | AsyncIterator<unknown>)[];
  /** Those that are not over. */
  readonly #open: Set<Iterator<unknown> | AsyncIterator<unknown>>;

  /** @throws TypeError unless there are some, and all are iterable in any way */
  constructor(iterables: readonly unknown[]) {
    check(iterables.length > 0, 'items', ITERABLE, undefined);
    this.#iterators = iterables.map(iteratorOf);
    this.#open = new Set(this.#iterators);
    this.isSized = iterables.some((each) => 'length' in Object(each) || 'size' in Object(each));
  }

  /** @throws what taking an item throws */
  next(): Taken | Promise<Taken> {
    const items: unknown[] = [];
    for (const iterator of this.#iterators) {
      const step = this.#step(iterator);
      if (step instanceof Promise) return this.#others(items, step);
      if (step.done) return undefined;
      items.push(step.value);
    }
    return items;
  }

  /** Ends the iterators that are not over. */
  async close(): Promise<void> {
    const ended = [...this.#open].map(async (iterator) => {
      await iterator.return?.();
    });
    this.#open.clear();
    await Promise.all(ended);
  }

  /** Goes on where an item takes its time. */
  async #others(items: unknown[], first: Promise<IteratorResult<unknown>>): Promise<Taken> {
    for (let step = await first; !step.done;) {
      items.push(step.value);
      const iterator = this.#iterators[items.length];
      if (!iterator) return items;
      step = await this.#step(iterator);
    }
    return undefined;
  }

  #step(
    iterator: Iterator<unknown> | AsyncIterator<unknown>,
  ): IteratorResult<unknown> | Promise<IteratorResult<unknown>> {
    try {
      const step = iterator.next();
      if (isStep(step)) return this.#noted(iterator, step);
      return Promise.resolve(step).then(
        (result) => this.#noted(iterator, result),
        (error: unknown) => {
          this.#open.delete(iterator);
          throw error;
        },
      );
    } catch (error) {
      this.#open.delete(iterator);
      throw error;
    }
  }

  #noted(
    iterator: Iterator<unknown> | AsyncIterator<unknown>,
    step: IteratorResult<unknown>,
  ): IteratorResult<unknown> {
    if (step.done) this.#open.delete(iterator);
    return step;
  }
}

const ITERABLE = 'an iterable or async iterable';

/** Whether a value can be gone through. */
export function isIterable(value: unknown): value is Items<unknown> {
  const { [Symbol.asyncIterator]: async, [Symbol.iterator]: sync } = (value ?? {}) as Partial<
    AsyncIterable<unknown> & Iterable<unknown>
  >;
  return typeof (async ?? sync) === 'function';
}

function iteratorOf(
  iterable: unknown,
  position: number,
  { length }: readonly unknown[],
): Iterator<unknown> | AsyncIterator<unknown> {
  check(isIterable(iterable), length > 1 ? `items[${position}]` : 'items', ITERABLE, iterable);
  return Symbol.asyncIterator in Object(iterable)
    ? (iterable as AsyncIterable<unknown>)[Symbol.asyncIterator]()
    : (iterable as Iterable<unknown>)[Symbol.iterator]();
}

function isStep(
  step: IteratorResult<unknown> | Promise<IteratorResult<unknown>>,
): step is IteratorResult<unknown> {
  return typeof (step as { then?: unknown } | undefined)?.then !== 'function';
}
