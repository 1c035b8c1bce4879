import * as errors from '../errors.ts';
import type { Settings } from '../executor/options.ts';
import { setImmediate } from '../node.ts';

/** Says which tasks may come into a pool, and for how long there are places. */
export class Door {
  readonly #settings: Settings;
  readonly #pending: () => number;
  /** Why no more tasks are accepted. Every caller gets an error of its own, which it may add something to. */
  #closed: (() => Error) | undefined;
  /** Why not even those are that were announced before. */
  #cancelled: (() => Error) | undefined;
  /** Those that wait for a place, each for one. */
  readonly #waiters: (() => void)[] = [];

  /** For how many of them a place is kept, because they have just been told of it. */
  #told = 0;

  /** @param pending how many tasks there are */
  constructor(settings: Settings, pending: () => number) {
    this.#settings = settings;
    this.#pending = pending;
  }

  get isClosed(): boolean {
    return this.#closed !== undefined;
  }

  /**
   * @param wasExpected whether the task was announced before
   * @throws if it may not come in
   */
  check(wasExpected: boolean): void {
    const refusal = wasExpected ? this.#cancelled : this.#closed;
    if (refusal) throw refusal();
  }

  /** @throws if there is no place for another task, and it must not wait for one */
  checkPlace(): void {
    const { name, maxQueue, whenFull } = this.#settings;
    if (whenFull === 'reject' && this.#places() <= 0) throw errors.queueFull(name, maxQueue);
  }

  /** Resolves when there is a place for one more task, or none will be taken any more. Who asks first is told first. */
  ready(): Promise<void> {
    if (this.#places() > this.#told || this.#closed) return Promise.resolve();
    return new Promise((resolve) => this.#waiters.push(resolve));
  }

  /** There may be a place now for somebody who waits. */
  tell(): void {
    if (this.#waiters.length === 0 || this.#places() <= this.#told) return;
    this.#told++;
    this.#waiters.shift()?.();
    // By then the place is taken, or it is for others.
    setImmediate(() => {
      this.#told--;
      this.tell();
    });
  }

  close(reason: () => Error): void {
    this.#closed ??= reason;
    for (const tell of this.#waiters.splice(0)) tell();
  }

  /** Closes it to those, too, that were announced. */
  cancel(reason: () => Error): void {
    this.close(reason);
    this.#cancelled = reason;
  }

  #places(): number {
    const { maxQueue, maxWorkers } = this.#settings;
    return maxQueue + maxWorkers - this.#pending();
  }
}
