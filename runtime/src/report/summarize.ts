/** Makes one report of the recordings of all processes. */
import { quantile } from '../trace/histogram.ts';
import type { CallRecord, Location, Recording, StallRecord, Tally } from '../trace/recording.ts';
import { adviceFor } from './advice.ts';
import { groupBy } from './groups.ts';
import type { Recordings } from './read.ts';
import {
  type CallSummary,
  type Figures,
  type ProcessSummary,
  type Report,
  REPORT_FORMAT,
  REPORT_VERSION,
  type StallSummary,
  type Timeline,
} from './report.ts';

/** Slots of a timeline at most. */
const SLOTS = 512;

export function summarize({ recordings, problems }: Recordings): Report {
  return {
    format: REPORT_FORMAT,
    version: REPORT_VERSION,
    from: Math.min(...recordings.map(({ start }) => start)),
    to: Math.max(...recordings.map(({ end }) => end)),
    processes: recordings.map(processOf).toSorted((a, b) => a.start - b.start),
    functions: functionsOf(recordings),
    calls: callsOf(recordings),
    stalls: {
      count: sum(recordings.map(({ stalls }) => stalls.count)),
      total: rounded(sum(recordings.map(({ stalls }) => stalls.total))),
      longest: Math.max(0, ...recordings.map(({ stalls }) => stalls.longest)),
      places: placesOf(recordings),
      timeline: timelineOf(recordings),
    },
    sources: Object.fromEntries(recordings.flatMap(({ sources }) => Object.entries(sources))),
    problems,
  };
}

function processOf({ process, start, end, ended, functions, stalls }: Recording): ProcessSummary {
  const { id, node, main } = process;
  return {
    ...{ id, node, ...(main !== undefined && { main }), start, end, ended },
    blocked: rounded(sum(functions.map(({ total }) => total))),
    longestStall: stalls.longest,
  };
}

function functionsOf(recordings: readonly Recording[]): Report['functions'] {
  const all = recordings.flatMap(({ functions }) => functions);
  return [...groupBy(all, ({ function: name }) => name)]
    .map(([name, tallies]) => ({ function: name, ...figuresOf(tallies) }))
    .toSorted(byLongest);
}

function callsOf(recordings: readonly Recording[]): CallSummary[] {
  const all = recordings.flatMap(({ calls, running }) =>
    calls.map((call, index) => ({
      call,
      since: running?.call === index ? running.since : undefined,
    })),
  );
  const groups = groupBy(all, ({ call }) => keyOf(call.function, call.stack));
  return [...groups.values()]
    .flatMap((group) => {
      const [first] = group;
      if (!first) return [];
      const { function: name, stack } = first.call;
      const figures = figuresOf(group.map(({ call }) => call));
      const place = placeOf(stack);
      const since = group.map((item) => item.since).filter((time) => time !== undefined);
      return {
        ...{ function: name, ...(place && { place }), stack, ...figures },
        ...{ estimated: some(group, 'estimated'), isAsync: some(group, 'isAsync') },
        ...(since.length > 0 && { runningSince: Math.min(...since) }),
        advice: adviceFor(name, since.length > 0 ? { longest: Infinity, p99: Infinity } : figures),
      };
    })
    .toSorted((a, b) => (a.runningSince ?? Infinity) - (b.runningSince ?? Infinity) || byLongest(a, b));
}

function some(group: readonly { readonly call: CallRecord }[], property: 'estimated' | 'isAsync'): boolean {
  return group.some(({ call }) => call[property]);
}

function placesOf(recordings: readonly Recording[]): StallSummary[] {
  const all = recordings
    .flatMap(({ stalls }) => stalls.worst)
    .map((stall) => ({ stall, cause: causeOf(stall) }));
  const groups = groupBy(all, ({ cause, stall }) =>
    keyOf(`${cause?.function ?? ''}${stall.loading ? ' loading' : ''}`, cause?.stack ?? []),
  );
  return [...groups.values()]
    .flatMap((group) => {
      const [first] = group;
      if (!first) return [];
      const { cause, stall } = first;
      const stack = cause?.stack ?? [];
      const place = placeOf(stack);
      return {
        ...(cause?.function !== undefined && { function: cause.function }),
        ...{ ...(place && { place }), stack, count: group.length, loading: stall.loading },
        total: rounded(sum(group.map((item) => item.stall.duration))),
        longest: Math.max(...group.map((item) => item.stall.duration)),
        cpu: rounded(sum(group.map((item) => item.stall.cpu))),
      };
    })
    .toSorted(byLongest);
}

/**
 * The sample that tells what took the time. They come at twice the time of the one before, so that what a place was
 * seen at stands for what had passed since then.
 */
function causeOf({ samples }: StallRecord): StallRecord['samples'][number] | undefined {
  const weights = new Map<string, number>();
  const keys = samples.map((sample) => keyOf(sample.function ?? '', sample.stack));
  for (const [index, key] of keys.entries()) {
    const passed = (samples[index]?.after ?? 0) - (samples[index - 1]?.after ?? 0);
    weights.set(key, (weights.get(key) ?? 0) + passed);
  }
  const [heaviest] = [...weights].toSorted(([, a], [, b]) => b - a)[0] ?? [];
  return samples[keys.findIndex((key) => key === heaviest)];
}

/** Puts the timelines of all processes into one. */
function timelineOf(recordings: readonly Recording[]): Timeline {
  const start = Math.min(...recordings.map((recording) => recording.start));
  const end = Math.max(...recordings.map((recording) => recording.end));
  const widest = Math.max(...recordings.map(({ stalls }) => stalls.timeline.width));
  const width = Math.max(widest, Math.ceil((end - start) / SLOTS));
  const count = Math.min(SLOTS, Math.floor((end - start) / width) + 1);
  const slots = Array.from({ length: count }, (): [number, number] => [0, 0]);
  for (const { start: own, stalls } of recordings) {
    for (const [index, [longest, total]] of stalls.timeline.slots.entries()) {
      const at = own + index * stalls.timeline.width;
      const slot = slots[Math.min(count - 1, Math.floor((at - start) / width))];
      if (!slot) continue;
      slot[0] = Math.max(slot[0], longest);
      slot[1] = rounded(slot[1] + total);
    }
  }
  return { start, width, slots };
}

function figuresOf(tallies: readonly Tally[]): Figures {
  const buckets: number[] = Array.from({ length: 64 }, () => 0);
  for (const [bucket, count] of tallies.flatMap((tally) => tally.buckets)) {
    buckets[bucket] = (buckets[bucket] ?? 0) + count;
  }
  const longest = Math.max(0, ...tallies.map((tally) => tally.longest));
  return {
    count: sum(tallies.map(({ count }) => count)),
    total: rounded(sum(tallies.map(({ total }) => total))),
    longest,
    p50: rounded(quantile(buckets, 0.5, longest)),
    p99: rounded(quantile(buckets, 0.99, longest)),
  };
}

function placeOf(stack: readonly Location[]): Location | undefined {
  return stack.find(({ file }) => !file.includes('node_modules/') && !file.startsWith('…'));
}

/** The same call from the same place of the project is one, however it was reached. */
function keyOf(name: string, stack: readonly Location[]): string {
  const [caller] = stack;
  return JSON.stringify([name, ...[caller, placeOf(stack)].map((at) => at && [at.file, at.line, at.column])]);
}

function byLongest(a: { readonly longest: number; readonly total: number }, b: typeof a): number {
  return b.longest - a.longest || b.total - a.total;
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}

function rounded(milliseconds: number): number {
  return Math.round(milliseconds * 1000) / 1000;
}
