import * as errors from '../errors.ts';
import { LONGEST_TIMER, type Settings } from '../executor/options.ts';
import { clearTimeout, setTimeout } from '../node.ts';
import { now } from '../worker/protocol.ts';
import { isIdle, type PoolWorker } from './pool-worker.ts';

/** Milliseconds between two looks at whether another worker would help, and at whether one can be started again. */
const LOOK = 1;
const LOOK_AGAIN = 1000;

/** Milliseconds to wait for workers that have been stopped. */
const PATIENCE = 1000;

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
  readonly ending = new Set<PoolWorker>();
  /** Killed, but not gone: the operating system may hold them for long. */
  readonly lost = new Set<PoolWorker>();
  readonly #settings: Settings;
  readonly #startWorker: () => PoolWorker;
  readonly #load: () => Load;
  #growthTimer: NodeJS.Timeout | undefined;
  #idleTimer: NodeJS.Timeout | undefined;
  #finishedBefore = 0;
  /** Whether no worker has come up since one ended that had not. */
  isFailing = false;
  /** Workers started since then. */
  readonly #retries = new WeakSet<PoolWorker>();

  constructor(settings: Settings, startWorker: () => PoolWorker, load: () => Load) {
    this.#settings = settings;
    this.#startWorker = startWorker;
    this.#load = load;
  }

  /** @throws if no worker can be started */
  start(): PoolWorker {
    try {
      const worker = this.#startWorker();
      this.workers.add(worker);
      if (this.isFailing) this.#retries.add(worker);
      this.#watchIdle();
      return worker;
    } catch (cause) {
      throw errors.workerStartFailed(errors.messageOf(cause), cause);
    }
  }

  /**
   * An idle worker: the one that ran last, so that the others can be ended. Or the first of all.
   *
   * @throws if that cannot be started
   */
  available(): PoolWorker | undefined {
    return this.workers.size === 0 && this.canGrow()
      ? this.start()
      : this.#best((worker) => (isIdle(worker) ? worker.restedAt : 0));
  }

  /** The worker with the most tasks it has not started, if there are any. */
  busiest(): PoolWorker | undefined {
    return this.#best(({ tasks, isReady }) => tasks.length - Number(isReady));
  }

  /** Resolves once no worker is left, but after a second anyway: one that is stuck may stay for ever. */
  async goneSoon(): Promise<void> {
    const deadline = now() + PATIENCE;
    while (this.lost.size + this.ending.size > 0 && now() < deadline) {
      await new Promise((resolve) => setTimeout(resolve, LOOK));
    }
  }

  /** Stops a worker at once, whatever it is doing. */
  kill(worker: PoolWorker): void {
    this.workers.delete(worker);
    this.lost.add(worker);
    worker.kill();
  }

  /** Accounts for a worker that has ended; false if nobody had told it to. */
  hasEnded(worker: PoolWorker): boolean {
    const wasTold = !this.workers.delete(worker) && (this.lost.delete(worker) || this.ending.delete(worker));
    if (!wasTold && !worker.isReady) this.isFailing = true;
    return wasTold;
  }

  /** Whether a worker that has ended before it was up shows that none can be started, the one before it did so too. */
  cannotStart(worker: PoolWorker): boolean {
    return this.workers.size === 0 && this.#retries.has(worker);
  }

  /** Ends all workers. */
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
    const canGrow = this.canGrow();
    if (this.#load().pending <= this.workers.size || (!canGrow && this.workers.size > 0)) return;
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
      canGrow && !this.isFailing ? LOOK : LOOK_AGAIN,
    );
  }

  /** Stuck workers are replaced, but only as many as there may be workers at all. */
  canGrow(): boolean {
    const { maxWorkers } = this.#settings;
    return this.workers.size + Math.max(0, this.lost.size - maxWorkers) < maxWorkers;
  }

  #isGrowthWorthwhile(): boolean {
    const { finished, pending, runTime } = this.#load();
    const isStuck = finished === this.#finishedBefore;
    this.#finishedBefore = finished;
    const waiting = pending - this.workers.size;
    const starting = [...this.workers].filter(({ isReady }) => !isReady);
    return (
      waiting > 0 &&
      (isStuck || (waiting * runTime) / this.workers.size > START_TIME) &&
      this.canGrow() &&
      starting.length < MOST_STARTING
    );
  }

  /** Lets a worker end that has no tasks. */
  end(worker: PoolWorker): void {
    this.workers.delete(worker);
    this.ending.add(worker);
    worker.end();
  }

  /**
   * Ends workers that have been idle for the timeout, or up to half as long again: one timer looks twice within it,
   * so that calls need no timer of their own. It does not keep the process alive.
   */
  #watchIdle(): void {
    const { idleTimeout, minWorkers } = this.#settings;
    if (this.workers.size <= minWorkers) return;
    this.#idleTimer ??= setTimeout(
      () => {
        this.#idleTimer = undefined;
        const latest = now() - idleTimeout;
        for (const worker of this.workers) {
          if (this.workers.size > minWorkers && isIdle(worker) && worker.restedAt <= latest) this.end(worker);
        }
        this.#watchIdle();
      },
      Math.min(idleTimeout / 2, LONGEST_TIMER),
    ).unref();
  }

  /** The worker with the highest score, if any has one above zero. */
  #best(score: (worker: PoolWorker) => number): PoolWorker | undefined {
    let best: PoolWorker | undefined;
    let highest = 0;
    for (const worker of this.workers) {
      const its = score(worker);
      if (its > highest) [best, highest] = [worker, its];
    }
    return best;
  }
}
