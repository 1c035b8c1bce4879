/** Stalls of the event loop, as the watcher keeps them: the worst with what was running, and all over time. */
import type { Frame } from './frames.ts';
import type { Recording } from './recording.ts';

/** How long the event loop was not there. */
export interface Stall {
  /** By the clock of the main thread. */
  readonly at: number;
  readonly duration: number;
  readonly cpu: number;
  readonly loading: boolean;
  readonly samples: readonly Sample[];
}

/** What was running in the middle of a stall. */
export interface Sample {
  readonly at: number;
  readonly function?: number;
  readonly stack: readonly Frame[];
}

/** Stalls that are kept whole. */
const WORST = 50;

/** Slots of the timeline. When they are used up, each becomes twice as wide. */
const SLOTS = 512;

export class Stalls {
  count = 0;
  total = 0;
  longest = 0;
  worst: Stall[] = [];
  width = 1000;
  slots: [longest: number, total: number][] = [];

  add(stall: Stall): void {
    const { at, duration } = stall;
    this.count++;
    this.total += duration;
    this.longest = Math.max(this.longest, duration);
    this.mark(at, duration);
    const rank = this.worst.findIndex((other) => other.duration < duration);
    this.worst.splice(rank === -1 ? this.worst.length : rank, 0, stall);
    this.worst.length = Math.min(this.worst.length, WORST);
  }

  /** With one that is not over yet. */
  including(ongoing: Stall): Stalls {
    const stalls = new Stalls();
    Object.assign(stalls, this, { worst: [...this.worst], slots: [...this.slots] });
    stalls.add(ongoing);
    return stalls;
  }

  timeline(): Recording['stalls']['timeline'] {
    const round = (value: number): number => Math.round(value * 1000) / 1000;
    return { width: this.width, slots: this.slots.map(([longest, total]) => [round(longest), round(total)]) };
  }

  private mark(at: number, duration: number): void {
    while (at >= this.width * SLOTS) this.widen();
    const index = Math.floor(at / this.width);
    while (this.slots.length <= index) this.slots.push([0, 0]);
    const [longest, total] = this.slots[index] ?? [0, 0];
    this.slots[index] = [Math.max(longest, duration), total + duration];
  }

  private widen(): void {
    this.width *= 2;
    const pairs = Math.ceil(this.slots.length / 2);
    this.slots = Array.from({ length: pairs }, (_, pair) => {
      const [first = [0, 0], second = [0, 0]] = [this.slots[2 * pair], this.slots[2 * pair + 1]];
      return [Math.max(first[0], second[0]), first[1] + second[1]];
    });
  }
}
