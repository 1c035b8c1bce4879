import * as errors from '../errors.ts';
import { check, checkOptions } from '../executor/options.ts';
import { isWithin, runWithin } from './section.ts';

export interface LockOptions {
  /** Rejects with `signal.reason` if it aborts before the lock is acquired, and gives up the place in the queue. */
  readonly signal?: AbortSignal | undefined;
}

/** What holds a lock, until it is released: by `release`, or at the end of the block it was declared in with `using`. */
export interface HeldLock extends Disposable, AsyncDisposable {
  /**
   * Lets the next one have the lock. Once it is released, to do so again does nothing.
   *
   * @returns nothing
   *
   * @example
   * const held = await lock.acquire();
   * try {
   *   await save(state);
   * } finally {
   *   held.release();
   * }
   */
  release(): void;
}

/**
 * Keeps together what belongs together: while one piece of asynchronous code holds the lock, others that want it wait,
 * and get it in the order in which they asked. What `asyncio.Lock` is to Python. It is of this thread, not of its workers.
 *
 * @example
 * const lock = new Lock();
 * async function deposit(amount) {
 *   await using held = await lock.acquire();
 *   const balance = Number(await toThread(readFileSync, file, 'utf8'));
 *   await toThread(writeFileSync, file, String(balance + amount));
 * }
 */
export class Lock {
  /** Those that wait for it. The first gets it next. */
  readonly #queue = new Set<() => void>();
  /** Goes through them: to look for the first of a set anew each time takes longer the more have left it. */
  #turns = this.#queue.values();
  #isLocked = false;

  /** Whether anybody holds it. */
  get locked(): boolean {
    return this.#isLocked;
  }

  /**
   * Waits until the lock is free, and takes it.
   *
   * @param options a signal that ends the waiting
   * @returns what holds the lock until it is released
   * @throws the reason of the signal; an error with the code `ERR_LOCK_WAITS_FOR_ITSELF` within `run` of the same lock; a
   *   `TypeError` if an option is wrong
   *
   * @example
   * await using held = await lock.acquire({ signal: AbortSignal.timeout(5000) });
   */
  async acquire(options: LockOptions = {}): Promise<HeldLock> {
    checkOptions(options, 'acquire');
    const { signal } = options;
    signal?.throwIfAborted();
    if (isWithin(this)) throw errors.lockWaitsForItself();
    if (this.#isLocked) await this.#wait(signal);
    this.#isLocked = true;
    return this.#held();
  }

  /**
   * Calls a function while holding the lock.
   *
   * @param fn what to call; if it gives a promise, the lock is held until that settles
   * @param options a signal that ends the waiting, not the function
   * @returns what the function returns
   * @throws what the function throws, and what `acquire` does
   *
   * @example
   * const next = await lock.run(async () => {
   *   const count = Number(await toThread(readFileSync, file, 'utf8')) + 1;
   *   await toThread(writeFileSync, file, String(count));
   *   return count;
   * });
   */
  async run<T>(fn: () => T | PromiseLike<T>, options: LockOptions = {}): Promise<T> {
    check(typeof fn === 'function', 'fn', 'a function', fn);
    const held = await this.acquire(options);
    try {
      return await runWithin(this, fn);
    } finally {
      held.release();
    }
  }

  #wait(signal: AbortSignal | undefined): Promise<void> {
    return new Promise((resolve, reject) => {
      const begin = (): void => {
        signal?.removeEventListener('abort', giveUp);
        resolve();
      };
      const giveUp = (): void => {
        this.#queue.delete(begin);
        // eslint-disable-next-line @typescript-eslint/prefer-promise-reject-errors -- whatever it is
        reject(signal?.reason);
      };
      signal?.addEventListener('abort', giveUp, { once: true });
      this.#queue.add(begin);
    });
  }

  #held(): HeldLock {
    let isHeld = true;
    const release = (): void => {
      if (!isHeld) return;
      isHeld = false;
      const { value: next } = this.#turns.next();
      // It stays locked, so that nobody comes between.
      this.#isLocked = next !== undefined && this.#queue.delete(next);
      if (next) next();
      // One that has come to its end sees nobody who comes later.
      else this.#turns = this.#queue.values();
    };
    return {
      release,
      [Symbol.dispose]: release,
      [Symbol.asyncDispose]() {
        release();
        return Promise.resolve();
      },
    };
  }
}
