import type { PoolWorker } from './pool-worker.ts';

/** A timer cannot wait longer than this. */
const LONGEST = 0x7fffffff;

/**
 * Ends workers that have been idle for the timeout, or up to half as long again: one timer looks twice within it, so
 * that calls need no timer of their own. It does not keep the process alive.
 */
export class IdleWatch {
  readonly #interval: number;
  readonly #look: () => boolean;
  /** How many batches each idle worker had been given at the last two looks. */
  #before = new Map<PoolWorker, { readonly batches: number; readonly looks: number }>();
  #timer: NodeJS.Timeout | undefined;

  /** @param look ends the workers that `wasIdle`, and says whether there is anything left to watch */
  constructor(timeout: number, look: () => boolean) {
    this.#interval = timeout / 2;
    this.#look = look;
  }

  start(needed: boolean): void {
    if (!needed || this.#timer || this.#interval > LONGEST) return;
    this.#timer = setTimeout(() => {
      this.#timer = undefined;
      this.start(this.#look());
    }, this.#interval).unref();
  }

  stop(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    this.#before.clear();
  }

  /** Whether an idle worker has been idle for the timeout. */
  wasIdle(worker: PoolWorker): boolean {
    const before = this.#before.get(worker);
    const looks = before?.batches === worker.batches ? before.looks + 1 : 0;
    if (looks === 2) this.#before.delete(worker);
    else this.#before.set(worker, { batches: worker.batches, looks });
    return looks === 2;
  }
}
