/** The report as a file for https://www.speedscope.app: where the time in blocking calls and in stalls went. */
import type { Location } from '../trace/recording.ts';
import type { Report } from './report.ts';
import { runningOf } from './tables.ts';

interface Weighted {
  readonly leaf: string;
  readonly stack: readonly Location[];
  readonly total: number;
}

interface Profile {
  readonly type: 'sampled';
  readonly name: string;
  readonly unit: 'milliseconds';
  readonly startValue: 0;
  readonly endValue: number;
  readonly samples: readonly (readonly number[])[];
  readonly weights: readonly number[];
}

interface Frame {
  readonly name: string;
  readonly file?: string;
  readonly line?: number;
  readonly col?: number;
}

/** @param reports by their names: one, or that before and that after */
export function toSpeedscope(reports: Readonly<Record<string, Report>>): string {
  const frames = new Frames();
  const profiles = Object.entries(reports).flatMap(([name, { calls, stalls }]) => [
    profile(
      `${name}: blocking calls`,
      calls.map((call) => ({ leaf: call.function, stack: call.stack, total: call.total })),
      frames,
    ),
    profile(
      `${name}: stalls of the event loop`,
      stalls.places.map((stall) => ({ leaf: runningOf(stall), stack: stall.stack, total: stall.total })),
      frames,
    ),
  ]);
  const file = {
    $schema: 'https://www.speedscope.app/file-format-schema.json',
    exporter: 'to-thread',
    shared: { frames: frames.all },
    profiles,
  };
  return `${JSON.stringify(file)}\n`;
}

function profile(name: string, weighted: readonly Weighted[], frames: Frames): Profile {
  const weights = weighted.map(({ total }) => total);
  return {
    ...{ type: 'sampled', name, unit: 'milliseconds', startValue: 0 },
    endValue: weights.reduce((sum, weight) => sum + weight, 0),
    // The outermost frame comes first.
    samples: weighted.map(({ leaf, stack }) => [
      ...stack.toReversed().map((location) => frames.of(location)),
      frames.named(leaf),
    ]),
    weights,
  };
}

class Frames {
  readonly all: Frame[] = [];
  private readonly indices = new Map<string, number>();

  of({ name, file, line, column }: Location): number {
    return this.index({ name: name ?? '(anonymous)', file, line, col: column });
  }

  named(name: string): number {
    return this.index({ name });
  }

  private index(frame: Frame): number {
    const key = JSON.stringify(frame);
    const index = this.indices.get(key) ?? this.all.push(frame) - 1;
    this.indices.set(key, index);
    return index;
  }
}
