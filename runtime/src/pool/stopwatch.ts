import type { Timing } from '../executor/executor.ts';

/** Collects how long something takes, in milliseconds. */
export class Stopwatch {
  count = 0;
  /** What it takes as the latest times show. One long time is forgotten after a few short ones. */
  recent = 0;
  #total = 0;
  #max = 0;

  add(milliseconds: number): void {
    this.count++;
    this.recent += (milliseconds - this.recent) / 4;
    this.#total += milliseconds;
    if (milliseconds > this.#max) this.#max = milliseconds;
  }

  get timing(): Timing {
    return { total: this.#total, mean: this.#total / (this.count || 1), max: this.#max };
  }
}
