import { setTimeout } from 'node:timers/promises';
import { ProcessPoolExecutor, ThreadPoolExecutor, type Executor } from 'to-thread';
import { kinds, type Call, type Outcome } from './calls.ts';
import type { Random } from './random.ts';

/** What has been seen in the life of an executor. */
export interface Life {
  /** How many calls of each kind were made. */
  readonly calls: ReadonlyMap<string, number>;
  /** What was not as it should be. */
  readonly wrong: readonly string[];
}

/** Kinds of calls, the rarer the more they disturb. */
const SELDOM: Readonly<Record<string, number>> = {
  'an ended worker': 0.1,
  'an error left behind': 0.3,
  'a map that is left': 0.2,
};

/** Makes an executor, lets it do things in any order, and shuts it down in any way. */
export async function live(random: Random): Promise<Life> {
  const between = random.chance(0.85) ? 'threads' : 'processes';
  const pool = executor(random, between);
  const calls: Call[] = [];
  const counts = new Map<string, number>();
  const names = Object.keys(kinds) as [string, ...string[]];
  const most = between === 'threads' ? random.whole(1, 150) : random.whole(1, 15);
  for (let made = 0; made < most; made++) {
    const kind = random.of(names);
    if (!random.chance(SELDOM[kind] ?? 1)) continue;
    const call = kinds[kind]?.(pool, random, between);
    if (!call) continue;
    calls.push({ ...call, kind });
    call.promise.catch(() => undefined);
    counts.set(kind, (counts.get(kind) ?? 0) + 1);
    if (random.chance(0.1)) await setTimeout(random.whole(0, 12));
  }
  const isTerminated = random.chance(0.1);
  const cancelPending = isTerminated || random.chance(0.3);
  const ended = isTerminated ? pool.terminate() : pool.shutdown({ cancelPending });
  const late = outcomeOf(pool.submit(Math.max, 1));
  const outcomes = await Promise.all(calls.map(({ promise }) => outcomeOf(promise)));
  await ended;

  const wrong = calls.flatMap(({ kind, isRight }, index) => {
    const outcome = outcomes[index];
    const mayBe = cancelPending && outcome !== undefined && isCancelled(outcome);
    return outcome && (mayBe || isRight(outcome)) ? [] : [`${kind}: ${told(outcome)}`];
  });
  const refused = await late;
  if (!('error' in refused && refused.error.code === 'ERR_EXECUTOR_SHUT_DOWN'))
    wrong.push(`late: ${told(refused)}`);
  const { running, waiting, workers } = pool.stats;
  if (running + waiting + workers > 0) wrong.push(`left over: ${JSON.stringify(pool.stats)}`);
  return { calls: counts, wrong };
}

function executor(random: Random, between: 'threads' | 'processes'): Executor {
  const maxWorkers = random.whole(1, 4);
  const options = {
    maxWorkers,
    ...(random.chance(0.2) && { maxTasksPerWorker: random.whole(1, 20) }),
    minWorkers: random.chance(0.3) ? random.whole(0, maxWorkers) : 0,
    idleTimeout: random.of([5, 50, 10_000, Infinity]),
    ...(random.chance(0.3) && {
      initializer: (n: number) => Object.assign(globalThis, { n }),
      initializerArgs: [1],
    }),
  };
  return between === 'threads' ? new ThreadPoolExecutor(options) : new ProcessPoolExecutor(options);
}

async function outcomeOf(promise: Promise<unknown>): Promise<Outcome> {
  return promise.then(
    (value) => ({ value }),
    (error: unknown) => ({ error: error as Error }),
  );
}

function isCancelled(outcome: Outcome): boolean {
  return 'error' in outcome && outcome.error.name === 'AbortError';
}

function told(outcome: Outcome | undefined): string {
  if (!outcome) return 'nothing';
  return 'error' in outcome
    ? (outcome.error.stack ?? String(outcome.error))
    : `gave ${String(outcome.value)}`;
}
