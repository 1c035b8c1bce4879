import { clearTimeout, setTimeout } from '../node.ts';

/** Milliseconds after which nobody waits any more for a call that was stopped and whose worker does not end. */
const PATIENCE = 1000;

/**
 * Calls that were stopped while they ran, and may still be at it. They keep the process alive only while other calls
 * wait for their turn.
 */
export class Lingering {
  readonly #timers = new Set<NodeJS.Timeout>();
  #waiting = 0;

  /** @param end called when it has lasted long enough, unless `remove` is called before */
  add(end: () => void): NodeJS.Timeout {
    const timer = setTimeout(() => {
      this.#timers.delete(timer);
      end();
    }, PATIENCE);
    this.#timers.add(timer);
    if (this.#waiting === 0) timer.unref();
    return timer;
  }

  remove(timer: NodeJS.Timeout): void {
    clearTimeout(timer);
    this.#timers.delete(timer);
  }

  /** A call begins or ends to wait for its turn. */
  count(change: 1 | -1): void {
    this.#waiting += change;
    for (const timer of this.#timers) timer[this.#waiting === 0 ? 'unref' : 'ref']();
  }
}
