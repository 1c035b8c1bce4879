import type { ExecutorStats, Timing } from '../executor/executor.ts';

/** Running counts behind `Executor.stats`. */
export class Statistics {
  completed = 0;
  failed = 0;
  aborted = 0;
  replaced = 0;
  readonly #waitTime = new Stopwatch();
  readonly #runTime = new Stopwatch();

  /** @param waited milliseconds from submitting to starting */
  ran(waited: number, ranFor: number): void {
    this.#waitTime.add(Math.max(0, waited));
    this.#runTime.add(ranFor);
  }

  /** Milliseconds a call takes, as the latest calls show. */
  get recentRunTime(): number {
    return this.#runTime.recent;
  }

  snapshot(now: Pick<ExecutorStats, 'running' | 'waiting' | 'workers' | 'abandoned'>): ExecutorStats {
    const { completed, failed, aborted, replaced } = this;
    return {
      ...now,
      completed,
      failed,
      aborted,
      replaced,
      waitTime: this.#waitTime.timing,
      runTime: this.#runTime.timing,
    };
  }
}

class Stopwatch {
  recent = 0;
  #count = 0;
  #total = 0;
  #max = 0;

  add(milliseconds: number): void {
    this.#count++;
    this.#total += milliseconds;
    if (milliseconds > this.#max) this.#max = milliseconds;
    this.recent += (milliseconds - this.recent) / 8;
  }

  get timing(): Timing {
    return { total: this.#total, mean: this.#count === 0 ? 0 : this.#total / this.#count, max: this.#max };
  }
}
