import * as errors from '../errors.ts';
import { LONGEST_TIMER, type Settings } from '../executor/options.ts';
import { now } from '../worker/protocol.ts';
import { isIdle, type PoolWorker } from './pool-worker.ts';

/** Milliseconds between two looks at whether another worker would help, and at whether one can be started again. */
const LOOK = 1;
const LOOK_AGAIN = 1000;

/** A new worker takes about 25 ms of a core to start; less work than that is not worth one. */
const START_TIME = 25;

/** More workers starting at a time than this only slow each other down. */
const MOST_STARTING = 4;

/** What the workers have done, and have before them. */
export interface Load {
  readonly finished: number;
  /** Tasks that have been accepted and are not over. */
  readonly pending: number;
  /** Milliseconds a task takes, as the latest tasks show. */
  readonly runTime: number;
}

/** The workers of a pool, from their start to their end. */
export interface Workforce {
  /** Those that are there for tasks: idle, busy or starting. */
  readonly workers: Set<PoolWorker>;
  /** Told to end, and about to. */
  readonly ending: Set<PoolWorker>;
  /** Killed, but not gone: the operating system may hold them for long. */
  readonly lost: Set<PoolWorker>;
  /** Starts a worker. Throws if that is impossible. */
  start(): PoolWorker;
  /**
   * An idle worker: the one that ran last, so that the others can be ended. Or the first of all, which throws if that
   * cannot be started.
   */
  available(): PoolWorker | undefined;
  /** The worker with the most tasks it has not started, if there are any. */
  busiest(): PoolWorker | undefined;
  /** Stops a worker at once, whatever it is doing. */
  kill(worker: PoolWorker): void;
  /** Accounts for a worker that has ended; false if nobody had told it to. */
  hasEnded(worker: PoolWorker): boolean;
  /** Ends all workers. */
  endAll(): void;
  /**
   * Looks in a moment whether another worker would help. Not at once, because a burst of short calls is over before a
   * worker is up, but as soon as the calls turn out to block. Keeps the process alive while calls wait and every worker
   * is stuck.
   */
  considerGrowing(): void;
}

export function createWorkforce(
  { maxWorkers, minWorkers, idleTimeout }: Settings,
  startWorker: () => PoolWorker,
  load: () => Load,
): Workforce {
  const workers = new Set<PoolWorker>();
  const ending = new Set<PoolWorker>();
  const lost = new Set<PoolWorker>();
  let growthTimer: NodeJS.Timeout | undefined;
  let idleTimer: NodeJS.Timeout | undefined;
  let finishedBefore = 0;

  return {
    workers,
    ending,
    lost,
    start,
    available: () =>
      workers.size === 0 && canGrow() ? start() : best((worker) => (isIdle(worker) ? worker.restedAt : 0)),
    busiest: () => best(({ tasks, isReady }) => tasks.length - Number(isReady)),
    kill(worker) {
      workers.delete(worker);
      lost.add(worker);
      worker.kill();
    },
    hasEnded: (worker) => !workers.delete(worker) && (lost.delete(worker) || ending.delete(worker)),
    endAll() {
      clearTimeout(idleTimer);
      workers.forEach(end);
    },
    considerGrowing,
  };

  function start(): PoolWorker {
    try {
      const worker = startWorker();
      workers.add(worker);
      watchIdle();
      return worker;
    } catch (cause) {
      throw errors.workerStartFailed(errors.messageOf(cause), cause);
    }
  }

  /** Lets a worker end that has no tasks. */
  function end(worker: PoolWorker): void {
    workers.delete(worker);
    ending.add(worker);
    worker.end();
  }

  /** Stuck workers are replaced, but only as many as there may be workers at all. */
  function canGrow(): boolean {
    return workers.size + Math.max(0, lost.size - maxWorkers) < maxWorkers;
  }

  function considerGrowing(): void {
    if (load().pending <= workers.size || (!canGrow() && workers.size > 0)) return;
    growthTimer ??= setTimeout(
      () => {
        growthTimer = undefined;
        try {
          if (isGrowthWorthwhile()) start();
          considerGrowing();
        } catch {
          // The workers there are will have to do.
        }
      },
      canGrow() ? LOOK : LOOK_AGAIN,
    );
  }

  function isGrowthWorthwhile(): boolean {
    const { finished, pending, runTime } = load();
    const isStuck = finished === finishedBefore;
    finishedBefore = finished;
    const waiting = pending - workers.size;
    const starting = [...workers].filter(({ isReady }) => !isReady);
    return (
      waiting > 0 &&
      (isStuck || (waiting * runTime) / workers.size > START_TIME) &&
      canGrow() &&
      starting.length < MOST_STARTING
    );
  }

  /**
   * Ends workers that have been idle for the timeout, or up to half as long again: one timer looks twice within it,
   * so that calls need no timer of their own. It does not keep the process alive.
   */
  function watchIdle(): void {
    if (workers.size <= minWorkers) return;
    idleTimer ??= setTimeout(
      () => {
        idleTimer = undefined;
        const latest = now() - idleTimeout;
        for (const worker of workers) {
          if (workers.size > minWorkers && isIdle(worker) && worker.restedAt <= latest) end(worker);
        }
        watchIdle();
      },
      Math.min(idleTimeout / 2, LONGEST_TIMER),
    ).unref();
  }

  /** The worker with the highest score, if any has one above zero. */
  function best(score: (worker: PoolWorker) => number): PoolWorker | undefined {
    let found: PoolWorker | undefined;
    let highest = 0;
    for (const worker of workers) {
      const its = score(worker);
      if (its > highest) [found, highest] = [worker, its];
    }
    return found;
  }
}
