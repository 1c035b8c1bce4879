/**
 * What the main thread and the watcher share. The main thread alone writes tallies, the watcher reads them whenever it
 * likes, also while the main thread is stuck.
 */
import { BUCKETS, bucketOf } from './histogram.ts';

/** Places of calls at most. All that come later share the last row. */
const SITES = 1024;
export const OTHER_SITES = SITES - 1;

/** Stalls that the watcher has not seen yet. */
export const STALL_RING = 64;

/** Whole numbers in shared memory, each written by one thread. */
export const Cell = {
  /** How often the event loop has come round to it. */
  beats: 0,
  /** The function that runs, from one, or zero. */
  inFunction: 1,
  /** Its place, from one, or zero. */
  inSite: 2,
  /** Start-up is over. */
  started: 3,
  /** A debugger is listening. */
  debugged: 4,
  /** The watcher runs. */
  watching: 5,
  /** The watcher has written everything. */
  done: 6,
  /** Stalls that there have been. */
  stalls: 7,
} as const;

/** Times, by the clock of the main thread. */
export const Time = { beat: 0, since: 1 } as const;

/** How often, and how long, for each of so many rows. */
export class Tallies {
  readonly count: Float64Array;
  readonly total: Float64Array;
  readonly longest: Float64Array;
  readonly buckets: Float64Array;

  constructor(buffer: SharedArrayBuffer, rows: number) {
    const array = (index: number, length: number): Float64Array =>
      new Float64Array(buffer, index * 8, length);
    this.count = array(0, rows);
    this.total = array(rows, rows);
    this.longest = array(2 * rows, rows);
    this.buckets = array(3 * rows, rows * BUCKETS);
  }

  static bytes(rows: number): number {
    return rows * (3 + BUCKETS) * 8;
  }

  /**
   * Counts a call, which may stand for others.
   *
   * @param count how many it stands for
   * @param total how long these were together
   */
  add(row: number, milliseconds: number, count = 1, total = milliseconds): void {
    this.count[row] = (this.count[row] ?? 0) + count;
    this.total[row] = (this.total[row] ?? 0) + total;
    if (milliseconds > (this.longest[row] ?? 0)) this.longest[row] = milliseconds;
    const bucket = row * BUCKETS + bucketOf(milliseconds);
    this.buckets[bucket] = (this.buckets[bucket] ?? 0) + count;
  }
}

/** The blocks of memory, as they are sent to the watcher. */
export interface Blocks {
  readonly cells: SharedArrayBuffer;
  readonly times: SharedArrayBuffer;
  readonly ring: SharedArrayBuffer;
  readonly functions: SharedArrayBuffer;
  readonly sites: SharedArrayBuffer;
}

export class Memory {
  readonly cells: Int32Array<SharedArrayBuffer>;
  readonly times: Float64Array;
  /** Start, duration and CPU time of the last stalls. */
  readonly ring: Float64Array;
  readonly functions: Tallies;
  readonly sites: Tallies;
  readonly blocks: Blocks;

  constructor(functions: number, blocks: Blocks = allocate(functions)) {
    this.blocks = blocks;
    this.cells = new Int32Array(blocks.cells);
    this.times = new Float64Array(blocks.times);
    this.ring = new Float64Array(blocks.ring);
    this.functions = new Tallies(blocks.functions, functions);
    this.sites = new Tallies(blocks.sites, SITES);
  }
}

function allocate(functions: number): Blocks {
  return {
    cells: new SharedArrayBuffer(Object.keys(Cell).length * 4),
    times: new SharedArrayBuffer(Object.keys(Time).length * 8),
    ring: new SharedArrayBuffer(STALL_RING * 3 * 8),
    functions: new SharedArrayBuffer(Tallies.bytes(functions)),
    sites: new SharedArrayBuffer(Tallies.bytes(SITES)),
  };
}
