/** Takes a figure of one contender; NaN if that fails. */
export type Subject = () => Promise<number> | number;

export interface Measured {
  /** The median of each. */
  readonly figures: Readonly<Record<string, number>>;
  /** How many rounds each failed in, if any. */
  readonly failures: Readonly<Record<string, number>>;
}

/** Milliseconds after which a measurement that takes ten seconds at most has hung, which pools have been seen to do. */
export const TIME_LIMIT = 30_000;

/** Milliseconds that a round takes at least, and that come before it and do not count: the caches are somebody else's. */
const ROUND = 150;
const LEAD_IN = 20;

/** How long it takes to know whether a figure has settled, and how long to wait for that at most, in milliseconds. */
const WINDOW = 400;
const PATIENCE = 8000;

/** What a window may be better than those before it if the figure has settled: V8 is done with optimizing. */
const SETTLED = 0.95;

/**
 * Measures all subjects in turn, round after round, so that what disturbs the machine disturbs all of them. Every
 * other round goes backwards. The first round warms up and does not count.
 */
export async function interleave(
  subjects: Readonly<Record<string, Subject>>,
  rounds: number,
): Promise<Measured> {
  const all = Object.entries(subjects).map(([name, subject]) => ({ name, subject, values: [] as number[] }));
  for (let round = 0; round <= rounds; round++) {
    for (const { subject, values } of round % 2 === 0 ? all : all.toReversed()) {
      const value = await subject();
      if (round > 0) values.push(value);
    }
    process.stderr.write('.');
  }
  const failures = all.map(({ name, values }) => [name, values.filter(Number.isNaN).length] as const);
  return {
    figures: Object.fromEntries(all.map(({ name, values }) => [name, median(values)])),
    failures: Object.fromEntries(failures.filter(([, count]) => count > 0)),
  };
}

/** The middle value of those there are. */
function median(values: readonly number[]): number {
  const sorted = values.filter((value) => !Number.isNaN(value)).toSorted((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? NaN;
}

/** One round: the mean of what is measured in it, garbage collections included. */
export async function round(measure: () => Promise<number>): Promise<number> {
  await repeat(measure, LEAD_IN);
  const values = await repeat(measure, ROUND);
  return values.reduce((sum, value) => sum + value) / values.length;
}

/** Measures until the figure has not become better for two windows. */
export async function settle(measure: () => Promise<number>): Promise<void> {
  const start = performance.now();
  let best = Infinity;
  for (let settled = 0; settled < 2 && performance.now() - start < PATIENCE;) {
    const value = median(await repeat(measure, WINDOW));
    settled = value > best * SETTLED ? settled + 1 : 0;
    best = Math.min(best, value);
  }
}

/** Measures at least once, and until so many milliseconds are over. */
async function repeat(measure: () => Promise<number>, milliseconds: number): Promise<number[]> {
  const start = performance.now();
  const values: number[] = [];
  do values.push(await measure());
  while (performance.now() - start < milliseconds);
  return values;
}

/** Microseconds a call, with one call at a time. */
export async function sequential(call: () => Promise<unknown>, calls: number): Promise<number> {
  const start = performance.now();
  for (let i = 0; i < calls; i++) await call();
  return ((performance.now() - start) * 1000) / calls;
}

/** Microseconds a call, with so many submitted at once. */
export async function burst(call: () => Promise<unknown>, calls: number): Promise<number> {
  const start = performance.now();
  await Promise.all(Array.from({ length: calls }, call));
  return ((performance.now() - start) * 1000) / calls;
}

/** Microseconds of the main thread's CPU a call, in a burst. */
export async function mainThreadCPU(call: () => Promise<unknown>, calls: number): Promise<number> {
  const before = process.threadCpuUsage();
  await burst(call, calls);
  const { user, system } = process.threadCpuUsage(before);
  return (user + system) / calls;
}

/** Microseconds of the main thread's CPU a call, with one call at a time. */
export async function callerCPU(call: () => Promise<unknown>, calls: number): Promise<number> {
  const before = process.threadCpuUsage();
  await sequential(call, calls);
  const { user, system } = process.threadCpuUsage(before);
  return (user + system) / calls;
}

/** Milliseconds of the longest stall of the event loop while `work` runs, as a timer of 1 ms notices it. */
export async function longestStall(work: () => Promise<unknown>): Promise<number> {
  let last = performance.now();
  let longest = 0;
  const look = (): void => {
    const now = performance.now();
    longest = Math.max(longest, now - last);
    last = now;
  };
  const timer = setInterval(look, 1);
  await work();
  look();
  clearInterval(timer);
  return longest;
}

/**
 * Ends this process whatever its pools are doing. `process.exit()` waits for V8 to finish compiling in other threads,
 * which may for ever wait for a garbage collection (nodejs/node#54918): one process of hundreds hangs.
 */
export function endProcess(): void {
  process.kill(process.pid, 'SIGKILL');
}
