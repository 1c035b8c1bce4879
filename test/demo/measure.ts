import { RunningServer } from '../support/server.ts';
import { type ClientKind, load, type LoadResult, type Traffic } from './load.ts';
import type { MonitorAnswer, MonitorRequest } from './stall-monitor.ts';

/** One server under load: in one round, or summed up over its rounds. */
export interface Measurement extends LoadResult {
  /** The longest time in milliseconds in which the event loop answered nobody. */
  readonly longestStall: number;
}

export interface Comparison {
  readonly original: Measurement;
  readonly fixed: Measurement;
}

export interface MeasureOptions {
  readonly rounds: number;
  readonly secondsPerRound: number;
  /** Told what happens now and how much of the whole is done, 0 to 1; called a few times a second. */
  readonly onProgress: (share: number, step: string) => void;
}

type Side = keyof Comparison;

const sides: readonly Side[] = ['original', 'fixed'];
const warmUpSeconds = 2;
const monitor = new URL('stall-monitor.ts', import.meta.url);

/** Starts a copy of the sample server, with the watch on its event loop. */
export function startMeasured(folder: string): Promise<RunningServer> {
  return RunningServer.start(folder, 'src/server.ts', { preload: monitor });
}

/**
 * Loads both servers in turns (A B A B …), so that whatever else the machine does meets both. Rounds are summed up
 * by their median.
 */
export async function compare(
  servers: Readonly<Record<Side, RunningServer>>,
  options: MeasureOptions,
): Promise<Comparison> {
  const { rounds, secondsPerRound, onProgress } = options;
  const clock = new Clock(sides.length * (warmUpSeconds + rounds * secondsPerRound), onProgress);
  const results: Record<Side, Measurement[]> = { original: [], fixed: [] };

  for (const side of sides) {
    await clock.during(`warming up the ${side} server`, warmUpSeconds, () =>
      load(servers[side], warmUpSeconds),
    );
  }
  for (let round = 1; round <= rounds; round++) {
    for (const side of sides) {
      const step = `round ${round} of ${rounds}: the ${side} server under load`;
      results[side].push(
        await clock.during(step, secondsPerRound, () => measure(servers[side], secondsPerRound)),
      );
    }
  }
  return { original: sumUp(results.original), fixed: sumUp(results.fixed) };
}

async function measure(server: RunningServer, seconds: number): Promise<Measurement> {
  server.tell('reset' satisfies MonitorRequest);
  const result = await load(server, seconds);
  const { longestStall } = (await server.ask('read' satisfies MonitorRequest)) as MonitorAnswer;
  return { ...result, longestStall };
}

function sumUp(rounds: readonly Measurement[]): Measurement {
  const trafficOf = (kind: ClientKind) => sumUpTraffic(rounds.map((round) => round[kind]));
  return {
    healthChecks: trafficOf('healthChecks'),
    readers: trafficOf('readers'),
    heavyRequests: trafficOf('heavyRequests'),
    longestStall: median(rounds.map(({ longestStall }) => longestStall)),
  };
}

function sumUpTraffic(rounds: readonly Traffic[]): Traffic {
  return {
    answersPerSecond: median(rounds.map(({ answersPerSecond }) => answersPerSecond)),
    median: median(rounds.map((round) => round.median)),
    p99: median(rounds.map(({ p99 }) => p99)),
    failures: rounds.reduce((sum, { failures }) => sum + failures, 0),
  };
}

function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  const middle = sorted.length / 2;
  const [low, high] = [sorted[Math.ceil(middle) - 1], sorted[Math.floor(middle)]];
  if (low === undefined || high === undefined) throw new RangeError('a median needs at least one value');
  return (low + high) / 2;
}

/** Turns seconds of load into progress. */
class Clock {
  readonly #total: number;
  readonly #onProgress: MeasureOptions['onProgress'];
  #done = 0;

  constructor(totalSeconds: number, onProgress: MeasureOptions['onProgress']) {
    this.#total = totalSeconds;
    this.#onProgress = onProgress;
  }

  async during<Result>(step: string, seconds: number, work: () => Promise<Result>): Promise<Result> {
    const start = performance.now();
    const show = () => {
      const elapsed = Math.min(seconds, (performance.now() - start) / 1000);
      this.#onProgress((this.#done + elapsed) / this.#total, step);
    };
    show();
    const timer = setInterval(show, 250);
    try {
      return await work();
    } finally {
      clearInterval(timer);
      this.#done += seconds;
    }
  }
}
