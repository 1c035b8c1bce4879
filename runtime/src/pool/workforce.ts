import * as errors from '../errors.ts';
import { LONGEST_TIMER, type Settings } from '../executor/options.ts';
import { now } from '../worker/protocol.ts';
import type { PoolWorker } from './pool-worker.ts';

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
export class Workforce {
  /** Those that are there for tasks: idle, busy or starting. */
  readonly workers = new Set<PoolWorker>();
  /** Told to end, and about to. */
  readonly #ending = new Set<PoolWorker>();
  /** Killed, but not gone: the operating system may hold them for long. */
  readonly #lost = new Set<PoolWorker>();
  readonly #settings: Settings;
  readonly #startWorker: () => PoolWorker;
  readonly #load: () => Load;
  #growthTimer: NodeJS.Timeout | undefined;
  #finishedBefore = 0;
  #idleTimer: NodeJS.Timeout | undefined;

  constructor(settings: Settings, startWorker: () => PoolWorker, load: () => Load) {
    this.#settings = settings;
    this.#startWorker = startWorker;
    this.#load = load;
  }

  get size(): number {
    return this.workers.size;
  }

  /** How many were killed and are not gone. */
  get abandoned(): number {
    return this.#lost.size;
  }

  /** Whether none is left, not even one that is about to end. Stuck ones do not count. */
  get isGone(): boolean {
    return this.size + this.#ending.size === 0;
  }

  /** Stuck workers are replaced, but only as many as there may be workers at all. */
  get canGrow(): boolean {
    const { maxWorkers } = this.#settings;
    return this.size + Math.max(0, this.#lost.size - maxWorkers) < maxWorkers;
  }

  count(property: 'isReady' | 'isRunning'): number {
    let count = 0;
    for (const worker of this.workers) if (worker[property]) count++;
    return count;
  }

  /** The idle worker that ran last, so that the others can be ended. */
  get idle(): PoolWorker | undefined {
    let idle: PoolWorker | undefined;
    for (const worker of this.workers) {
      if (isIdle(worker) && !(idle && idle.restedAt > worker.restedAt)) idle = worker;
    }
    return idle;
  }

  /** The worker with the most tasks it has not started, if there are any. */
  get busiest(): PoolWorker | undefined {
    let busiest: PoolWorker | undefined;
    let most = 0;
    for (const worker of this.workers) {
      const waiting = worker.tasks.length - (worker.isReady ? 1 : 0);
      if (waiting > most) [busiest, most] = [worker, waiting];
    }
    return busiest;
  }

  /**
   * An idle worker, or the first.
   *
   * @throws if that cannot be started
   */
  available(): PoolWorker | undefined {
    return this.size === 0 && this.canGrow ? this.start() : this.idle;
  }

  /** @throws if no worker can be started */
  start(): PoolWorker {
    try {
      const worker = this.#startWorker();
      this.workers.add(worker);
      this.#watchIdle();
      return worker;
    } catch (cause) {
      throw errors.workerStartFailed(errors.messageOf(cause), cause);
    }
  }

  /** Lets a worker end that has no tasks. */
  end(worker: PoolWorker): void {
    this.workers.delete(worker);
    this.#ending.add(worker);
    worker.end();
  }

  /** Stops a worker at once, whatever it is doing. */
  kill(worker: PoolWorker): void {
    this.workers.delete(worker);
    this.#lost.add(worker);
    worker.kill();
  }

  /** Accounts for a worker that has ended; false if nobody had told it to. */
  hasEnded(worker: PoolWorker): boolean {
    return !this.workers.delete(worker) && (this.#lost.delete(worker) || this.#ending.delete(worker));
  }

  /** Ends all workers, and starts no more by itself. */
  endAll(): void {
    clearTimeout(this.#growthTimer);
    clearTimeout(this.#idleTimer);
    for (const worker of this.workers) this.end(worker);
  }

  /**
   * Looks in a moment whether another worker would help. Not at once, because a burst of short calls is over before a
   * worker is up, but as soon as the calls turn out to block. Keeps the process alive while calls wait and every worker
   * is stuck.
   */
  considerGrowing(): void {
    if (this.#load().pending > this.size && (this.canGrow || this.size === 0)) {
      this.#growthTimer ??= setTimeout(
        () => {
          this.#growthTimer = undefined;
          try {
            if (this.#isGrowthWorthwhile()) this.start();
            this.considerGrowing();
          } catch {
            // The workers there are will have to do.
          }
        },
        this.canGrow ? LOOK : LOOK_AGAIN,
      );
    } else {
      clearTimeout(this.#growthTimer);
      this.#growthTimer = undefined;
    }
  }

  #isGrowthWorthwhile(): boolean {
    const { finished, pending, runTime } = this.#load();
    const isStuck = finished === this.#finishedBefore;
    this.#finishedBefore = finished;
    const backlog = ((pending - this.size) * runTime) / this.size;
    return (
      (isStuck || backlog > START_TIME) &&
      pending > this.size &&
      this.canGrow &&
      this.idle === undefined &&
      this.size - this.count('isReady') < MOST_STARTING
    );
  }

  /**
   * Ends workers that have been idle for the timeout, or up to half as long again: one timer looks twice within it,
   * so that calls need no timer of their own. It does not keep the process alive.
   */
  #watchIdle(): void {
    const { idleTimeout, minWorkers } = this.#settings;
    if (this.size <= minWorkers) return;
    this.#idleTimer ??= setTimeout(
      () => {
        this.#idleTimer = undefined;
        const latest = now() - idleTimeout;
        for (const worker of this.workers) {
          if (this.size > minWorkers && isIdle(worker) && worker.restedAt <= latest) this.end(worker);
        }
        this.#watchIdle();
      },
      Math.min(idleTimeout / 2, LONGEST_TIMER),
    ).unref();
  }
}

export function isIdle(worker: PoolWorker): boolean {
  return worker.isReady && worker.tasks.length === 0;
}
