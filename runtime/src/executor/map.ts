import * as errors from '../errors.ts';
import type { MapOptions } from './executor.ts';
import type { ItemSource } from './items.ts';
import { watch } from './options.ts';
import type { Outcomes } from './result.ts';

/** Calls the function for each list of arguments. */
type CallEach = (lists: readonly unknown[][], signal: AbortSignal) => Promise<Outcomes>;

/** How many calls are made ahead, and how many items each takes. */
interface Window {
  readonly concurrency: number;
  readonly chunkSize: number;
}

/** A call that has been made, and what has come of it. */
interface Entry {
  outcomes?: Outcomes;
}

/**
 * Calls a function for each item, beginning at once, and gives the results in the order of the items. No more is taken
 * than is worked on and has not been read, so endless iterables are fine.
 */
export class Mapping {
  readonly #source: ItemSource;
  readonly #callEach: CallEach;
  readonly #chunkSize: number;
  readonly #controller = new AbortController();
  readonly #release: () => void;
  #concurrency: number;
  /** Calls whose results have not been read. */
  readonly #entries: Entry[] = [];
  /** What has been taken for the next call. */
  #chunk: unknown[][] = [];
  /** Whether an item is waited for. */
  #isTaking = false;
  #isExhausted = false;
  /** Whether nobody reads any more. */
  #isLeft = false;
  #wake: (() => void) | undefined;

  constructor(
    source: ItemSource,
    callEach: CallEach,
    { concurrency, chunkSize }: Window,
    options: MapOptions,
  ) {
    this.#source = source;
    this.#callEach = callEach;
    this.#concurrency = concurrency;
    this.#chunkSize = chunkSize;
    const { signal } = options;
    this.#release = watch(options, 'map', (reason) => {
      this.#controller.abort(reason);
      this.#tell();
    });
    if (signal?.aborted) this.#controller.abort(signal.reason);
    this.#fill();
  }

  /** The next result; done when there are no more. */
  async read(): Promise<IteratorResult<unknown, undefined>> {
    while (!this.#isLeft) {
      const [first] = this.#entries;
      if (first?.outcomes) {
        const { results, failure } = first.outcomes;
        if (results.length === 0 && failure) return this.#fail(failure.error);
        const hasResult = results.length > 0;
        const value = results.shift();
        // The next one can be worked on while this one is used.
        if (results.length === 0 && !failure) {
          this.#entries.shift();
          this.#fill();
        }
        if (hasResult) return { done: false, value };
      } else if (this.#signal.aborted && !first) {
        return this.#fail(this.#signal.reason);
      } else if (this.#isExhausted && !first) {
        break;
      } else {
        await new Promise<void>((resolve) => {
          this.#wake = resolve;
        });
      }
    }
    await this.leave();
    return { done: true, value: undefined };
  }

  /** Nobody will ask for results any more. */
  async leave(): Promise<void> {
    if (this.#isLeft) return;
    this.#isLeft = true;
    this.#release();
    this.#controller.abort(errors.cancelled('the map'));
    this.#entries.length = 0;
    this.#tell();
    const isTaking = this.#isTaking;
    const closed = this.#source.close();
    // A generator that has not given its item yet would not end before it has.
    if (isTaking) closed.catch(() => undefined);
    else await closed;
  }

  /** Takes all there is, if that has an end, and nothing more otherwise, because no calls can be made later. */
  finish(reason: Error): void {
    if (this.#isExhausted || this.#isLeft) return;
    this.#concurrency = Infinity;
    if (this.#source.isSized) this.#fill();
    else this.#end({ error: reason });
  }

  get #signal(): AbortSignal {
    return this.#controller.signal;
  }

  /** Throws, once nothing goes on any more. */
  async #fail(error: unknown): Promise<never> {
    await this.leave().catch(() => undefined);
    throw error;
  }

  /** Takes items, as long as there are some at once, and there is something to be done with them. */
  #fill(): void {
    while (!this.#isTaking && !this.#isExhausted && this.#entries.length < this.#concurrency) {
      if (this.#signal.aborted) return;
      try {
        const taken = this.#source.next();
        if (taken instanceof Promise) this.#waitFor(taken);
        else this.#add(taken);
      } catch (error) {
        this.#end({ error });
      }
    }
  }

  #waitFor(coming: Promise<unknown[] | undefined>): void {
    this.#isTaking = true;
    const goOn = (work: () => void): void => {
      this.#isTaking = false;
      if (!this.#isExhausted && !this.#isLeft) work();
      this.#tell();
    };
    coming.then(
      (taken) => {
        goOn(() => {
          this.#add(taken);
          this.#fill();
        });
      },
      (error: unknown) => {
        goOn(() => {
          this.#end({ error });
        });
      },
    );
  }

  #add(taken: unknown[] | undefined): void {
    if (!taken) {
      this.#end();
      return;
    }
    this.#chunk.push(taken);
    if (this.#chunk.length >= this.#chunkSize) this.#callChunk();
  }

  /** No more items come. What has been taken is worked on all the same, and what was thrown comes after its results. */
  #end(failure?: { readonly error: unknown }): void {
    this.#isExhausted = true;
    if (this.#chunk.length > 0) this.#callChunk();
    if (failure) this.#entries.push({ outcomes: { results: [], failure } });
    // The others of several iterables; if that fails, it is of no interest.
    this.#source.close().catch(() => undefined);
    this.#tell();
  }

  #callChunk(): void {
    const entry: Entry = {};
    this.#entries.push(entry);
    const settle = (outcomes: Outcomes): void => {
      entry.outcomes = outcomes;
      this.#tell();
      // Its time limit must not keep the process alive when there is nothing left to wait for.
      if (this.#isExhausted && this.#entries.every((each) => each.outcomes)) this.#release();
    };
    this.#callEach(this.#chunk.splice(0), this.#signal).then(settle, (error: unknown) => {
      settle({ results: [], failure: { error } });
    });
  }

  #tell(): void {
    this.#wake?.();
    this.#wake = undefined;
  }
}

/** Gives the results of a mapping to whoever iterates. Several that ask at once are answered in turn. */
export function resultsOf(mapping: Mapping): AsyncGenerator<unknown, undefined, undefined> {
  let before: Promise<unknown> = Promise.resolve();
  let isOver = false;
  const results: AsyncGenerator<unknown, undefined, undefined> = {
    next() {
      const step = before.then(async (): Promise<IteratorResult<unknown, undefined>> => {
        if (isOver) return { done: true, value: undefined };
        isOver = true;
        const read = await mapping.read();
        isOver = read.done === true;
        return read;
      });
      // It must not hold a result that nobody else does.
      before = step.then(ignore, ignore);
      return step;
    },
    async return() {
      isOver = true;
      await mapping.leave();
      return { done: true, value: undefined };
    },
    async throw(error) {
      await results.return(undefined);
      throw error;
    },
    [Symbol.asyncIterator]: () => results,
    async [Symbol.asyncDispose]() {
      await results.return(undefined);
    },
  };
  return results;
}

function ignore(): void {
  // What it was is of no interest.
}
