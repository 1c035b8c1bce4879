/**
 * What a recording says: the contents of `.to-thread/<process id>-<start>.json`. All durations are milliseconds, all
 * times milliseconds since 1970. Nothing in it comes from arguments, results or the environment of the program.
 */

export const FORMAT = 'to-thread-recording';
export const VERSION = 1;

export interface Recording {
  readonly format: typeof FORMAT;
  readonly version: typeof VERSION;
  /** What `to-thread trace` started together has the same one. */
  readonly run?: string;
  readonly process: {
    readonly id: number;
    readonly parent: number;
    /** The version of Node. */
    readonly node: string;
    readonly platform: string;
    /** The file that it runs, from the root; absent with `--eval` and the like. */
    readonly main?: string;
  };
  readonly start: number;
  /** When this was written last. */
  readonly end: number;
  /** The process has come to its end, and this is all. */
  readonly ended: boolean;
  /** Totals by function: exact. */
  readonly functions: readonly (Tally & { readonly function: string })[];
  /** By the place of the call, as far as it was looked at. */
  readonly calls: readonly CallRecord[];
  /** The call that the process was in when this was written. */
  readonly running?: { readonly call: number | null; readonly function: string; readonly since: number };
  readonly stalls: {
    readonly count: number;
    readonly total: number;
    readonly longest: number;
    /** The longest ones. */
    readonly worst: readonly StallRecord[];
    /** The longest stall in each slot of `width` milliseconds from the start, and how long they were together. */
    readonly timeline: { readonly width: number; readonly slots: readonly (readonly [number, number])[] };
  };
  /** SHA-256 of the source files, by their paths from the root. */
  readonly sources: Readonly<Record<string, string>>;
}

/** How often, and how long. */
export interface Tally {
  readonly count: number;
  readonly total: number;
  readonly longest: number;
  /** Counts by duration, pairs of a bucket (see `histogram.ts`) and its count. */
  readonly buckets: readonly (readonly [number, number])[];
}

export interface CallRecord extends Tally {
  readonly function: string;
  /** The innermost frames, without those of Node itself: the first is the place of the call. */
  readonly stack: readonly Location[];
  /** Short calls are counted by a sample of them: count and total are an estimate. */
  readonly estimated: boolean;
  /** An `await` was beneath it: the code that called is asynchronous. When false, it may be all the same. */
  readonly isAsync: boolean;
}

export interface StallRecord {
  readonly at: number;
  readonly duration: number;
  /** CPU time of the main thread, or of the process before Node 23.9, in that time. */
  readonly cpu: number;
  /** Code was being loaded. */
  readonly loading: boolean;
  /** What was running, looked at from time to time: how long after its start, in which blocking function, where. */
  readonly samples: readonly {
    readonly after: number;
    readonly function?: string;
    readonly stack: readonly Location[];
  }[];
}

/** A place in a source file. */
export interface Location {
  /** The path from the root with slashes. Of a file elsewhere only what tells it apart: `…/node_modules/a/b.js`. */
  readonly file: string;
  /** From one, as editors count. */
  readonly line: number;
  readonly column: number;
  /** The name of the function. */
  readonly name?: string;
}
