/** Makes the recording of what is in shared memory. Both threads can: the main thread does for short programs. */
import { BUCKETS } from './histogram.ts';
import { Locations } from './locations.ts';
import { Cell, type Memory, OTHER_SITES, type Tallies, Time } from './memory.ts';
import {
  type CallRecord,
  FORMAT,
  type Recording,
  type StallRecord,
  type Tally,
  VERSION,
} from './recording.ts';
import type { Site } from './recorder.ts';
import type { Stall, Stalls } from './stalls.ts';

/** What does not change while a process runs. */
export interface Identity {
  readonly folder: string;
  readonly root: string;
  readonly run?: string;
  readonly process: Recording['process'];
  /** When it began, in milliseconds since 1970, by the clock of the main thread zero. */
  readonly start: number;
  /** The file that it runs. */
  readonly main?: string;
}

export class Snapshots {
  private readonly locations: Locations;
  private readonly stacks = new Map<Site, CallRecord['stack']>();

  private readonly identity: Identity;
  private readonly memory: Memory;
  private readonly names: readonly string[];

  constructor(identity: Identity, memory: Memory, names: readonly string[]) {
    this.identity = identity;
    this.memory = memory;
    this.names = names;

    this.locations = new Locations(identity.root);
  }

  /** @param at by the clock of the main thread */
  take(
    sites: readonly Site[],
    estimated: ReadonlySet<number>,
    stalls: Stalls,
    at: number,
    ended: boolean,
  ): Recording {
    const { start, run, main, process } = this.identity;
    const rows = [...sites.entries()].filter(([row]) => (this.memory.sites.count[row] ?? 0) > 0);
    const running = this.running(sites, ended);
    // A call that is not over has a place, and no figures yet.
    if (running?.site) rows.push([-1, running.site]);
    const calls = rows.map(([row, site]) => this.call(row, site, estimated.has(row)));
    return {
      format: FORMAT,
      version: VERSION,
      ...(run !== undefined && { run }),
      process: { ...process, ...(main !== undefined && { main: this.locations.pathOf(main) }) },
      start,
      end: Math.round(start + at),
      ended,
      functions: this.names.flatMap((name, row) => {
        const tally = tallyOf(this.memory.functions, row);
        return tally.count > 0 ? [{ function: name, ...tally }] : [];
      }),
      calls: [...calls, ...this.others()],
      ...(running && {
        running: {
          call: running.site ? calls.length - 1 : null,
          function: running.function,
          since: Math.round(start + running.since),
        },
      }),
      stalls: {
        ...{ count: stalls.count, total: rounded(stalls.total), longest: rounded(stalls.longest) },
        worst: stalls.worst.map((stall) => this.stall(stall)),
        timeline: stalls.timeline(),
      },
      sources: this.locations.hashes,
    };
  }

  private call(row: number, site: Site, estimated: boolean): CallRecord {
    let stack = this.stacks.get(site);
    if (!stack) {
      stack = site.stack.map((frame) => this.locations.of(frame));
      this.stacks.set(site, stack);
    }
    const { isAsync } = site;
    return {
      function: this.nameOf(site.function),
      stack,
      ...tallyOf(this.memory.sites, row),
      estimated,
      isAsync,
    };
  }

  /** What came when the table was full. */
  private others(): CallRecord[] {
    const tally = tallyOf(this.memory.sites, OTHER_SITES);
    return tally.count > 0
      ? [{ function: 'other calls', stack: [], ...tally, estimated: true, isAsync: false }]
      : [];
  }

  private running(
    sites: readonly Site[],
    ended: boolean,
  ): { function: string; since: number; site: Site | undefined } | undefined {
    const { cells, times } = this.memory;
    const index = cells[Cell.inFunction] ?? 0;
    if (index === 0 || ended) return undefined;
    return {
      function: this.nameOf(index - 1),
      since: times[Time.since] ?? 0,
      site: sites[(cells[Cell.inSite] ?? 0) - 1],
    };
  }

  private stall({ at, duration, cpu, loading, samples }: Stall): StallRecord {
    return {
      at: Math.round(this.identity.start + at),
      ...{ duration: rounded(duration), cpu: rounded(cpu), loading },
      samples: samples.map((sample) => ({
        after: rounded(Math.max(0, sample.at - at)),
        ...(sample.function !== undefined && { function: this.nameOf(sample.function) }),
        stack: sample.stack.map((frame) => this.locations.of(frame)),
      })),
    };
  }

  private nameOf(index: number): string {
    return this.names[index] ?? 'unknown';
  }
}

function tallyOf({ count, total, longest, buckets }: Tallies, row: number): Tally {
  const counts = row === -1 ? [] : [...buckets.subarray(row * BUCKETS, (row + 1) * BUCKETS)];
  return {
    count: count[row] ?? 0,
    total: rounded(total[row] ?? 0),
    longest: rounded(longest[row] ?? 0),
    buckets: counts.flatMap((value, bucket) => (value > 0 ? [[bucket, value] as const] : [])),
  };
}

function rounded(milliseconds: number): number {
  return Math.round(milliseconds * 1000) / 1000;
}
