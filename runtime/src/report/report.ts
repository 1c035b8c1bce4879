/**
 * What a report says, and what `to-thread report --format json` prints. Durations are milliseconds, times milliseconds
 * since 1970.
 */
import type { Location } from '../trace/recording.ts';

export const REPORT_FORMAT = 'to-thread-report';
export const REPORT_VERSION = 1;

export interface Report {
  readonly format: typeof REPORT_FORMAT;
  readonly version: typeof REPORT_VERSION;
  readonly from: number;
  readonly to: number;
  readonly processes: readonly ProcessSummary[];
  /** Exact totals by function, the longest call first. */
  readonly functions: readonly ({ readonly function: string } & Figures)[];
  /** By place, the longest call first. */
  readonly calls: readonly CallSummary[];
  readonly stalls: {
    readonly count: number;
    readonly total: number;
    readonly longest: number;
    /** By what was running, the longest stall first: the worst stalls of each process only. */
    readonly places: readonly StallSummary[];
    readonly timeline: Timeline;
  };
  /** SHA-256 of the source files as they were recorded, by their paths. */
  readonly sources: Readonly<Record<string, string>>;
  /** Files that are no recordings, and why. */
  readonly problems: readonly Problem[];
}

export interface ProcessSummary {
  readonly id: number;
  readonly node: string;
  readonly main?: string;
  readonly start: number;
  readonly end: number;
  /** False: it was killed, or it runs. */
  readonly ended: boolean;
  /** Time in blocking calls. */
  readonly blocked: number;
  readonly longestStall: number;
}

export interface Figures {
  readonly count: number;
  readonly total: number;
  readonly longest: number;
  readonly p50: number;
  readonly p99: number;
}

export interface CallSummary extends Figures {
  readonly function: string;
  /** The innermost place outside of `node_modules`; absent if there is none. */
  readonly place?: Location;
  /** Who called, innermost first. */
  readonly stack: readonly Location[];
  /** Count, total and quantiles are an estimate from a sample of the short calls. */
  readonly estimated: boolean;
  /** Code that waits with `await` was beneath a call. */
  readonly isAsync: boolean;
  /** A process was in this call when its recording was written last, since this time. */
  readonly runningSince?: number;
  readonly advice: Advice;
}

export interface StallSummary {
  /** The blocking function that was running; absent for JavaScript. */
  readonly function?: string;
  readonly place?: Location;
  readonly stack: readonly Location[];
  readonly count: number;
  readonly total: number;
  readonly longest: number;
  /** CPU time in these stalls: far less than `total` where the thread waited. */
  readonly cpu: number;
  /** Code was being loaded. */
  readonly loading: boolean;
}

/** The stalls in each slot of `width` milliseconds from `start`: the longest one, and all together. */
export interface Timeline {
  readonly start: number;
  readonly width: number;
  readonly slots: readonly (readonly [longest: number, total: number])[];
}

/** What can be done about a call. */
export interface Advice {
  /**
   * `fix`: `eslint --fix` moves it where that is safe. `suggestion`: the linter offers it. `change`: it takes a change of
   * the program. `leave`: it takes less time than anything that could be done.
   */
  readonly kind: 'fix' | 'suggestion' | 'change' | 'leave';
  /** In words, in which code is between backquotes. */
  readonly text: string;
}

export interface Problem {
  readonly file: string;
  readonly reason: string;
}
