import type { Timing } from '../executor/executor.ts';

/** How long something takes, in milliseconds. */
export interface Times {
  count: number;
  /** What it takes as the latest times show. One long time is forgotten after a few short ones. */
  recent: number;
  total: number;
  max: number;
}

export function noTimes(): Times {
  return { count: 0, recent: 0, total: 0, max: 0 };
}

export function addTime(times: Times, milliseconds: number): void {
  times.count++;
  times.recent += (milliseconds - times.recent) / 4;
  times.total += milliseconds;
  times.max = Math.max(times.max, milliseconds);
}

export function timingOf({ count, total, max }: Times): Timing {
  return { total, mean: total / (count || 1), max };
}
