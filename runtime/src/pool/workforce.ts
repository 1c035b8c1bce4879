import { errors } from '../errors.ts';
import type { Settings } from '../executor/options.ts';
import { Growth } from './growth.ts';
import { IdleWatch } from './idle-watch.ts';
import type { PoolWorker } from './pool-worker.ts';

/** What the workers have before them. */
export interface Load {
  /** Tasks that have been accepted and are not over. */
  readonly pending: number;
  /** Milliseconds a task takes, as the latest tasks show. */
  readonly runTime: number;
}

/** The workers of a pool, from their start to their end: how many there are, and which of them are idle. */
export class Workforce implements Iterable<PoolWorker> {
  readonly #settings: Settings;
  readonly #startWorker: () => PoolWorker;
  readonly #load: () => Load;
  readonly #workers = new Set<PoolWorker>();
  /** Ready and without tasks; the one that ran last is used first, so that the others can be ended. */
  readonly #idle: PoolWorker[] = [];
  /** Told to end, and about to. */
  readonly #ending = new Set<PoolWorker>();
  /** Killed, but not gone: the operating system may hold them for long. */
  readonly #lost = new Set<PoolWorker>();
  readonly #growth: Growth;
  readonly #idleWatch: IdleWatch;

  constructor(settings: Settings, startWorker: () => PoolWorker, load: () => Load) {
    this.#settings = settings;
    this.#startWorker = startWorker;
    this.#load = load;
    this.#growth = new Growth(() => {
      this.#growIfWorthwhile();
    });
    this.#idleWatch = new IdleWatch(settings.idleTimeout, () => this.#endIdle());
  }

  /** How many workers there are for tasks, idle, busy or starting. */
  get size(): number {
    return this.#workers.size;
  }

  get running(): number {
    let running = 0;
    for (const worker of this.#workers) if (worker.isRunning) running++;
    return running;
  }

  /** How many were killed and are not gone. */
  get abandoned(): number {
    return this.#lost.size;
  }

  /** Whether none is left, not even one that is about to end. Stuck ones do not count. */
  get isGone(): boolean {
    return this.#workers.size === 0 && this.#ending.size === 0;
  }

  /** Stuck workers are replaced, but only as many as there may be workers at all. */
  get canGrow(): boolean {
    const { maxWorkers } = this.#settings;
    return this.#workers.size + Math.max(0, this.#lost.size - maxWorkers) < maxWorkers;
  }

  [Symbol.iterator](): Iterator<PoolWorker> {
    return this.#workers.values();
  }

  /** @throws if no worker can be started */
  start(): PoolWorker {
    let worker: PoolWorker;
    try {
      worker = this.#startWorker();
    } catch (cause) {
      const reason = cause instanceof Error ? cause.message : String(cause);
      throw errors.workerStartFailed(reason, cause);
    }
    this.#workers.add(worker);
    this.#growth.workerIsStarting();
    return worker;
  }

  workerIsReady(): void {
    this.#growth.workerIsReady();
  }

  taskFinished(): void {
    this.#growth.taskFinished();
  }

  /** Looks in a moment whether another worker would help. */
  considerGrowing(): void {
    this.#growth.consider(this.#load().pending > this.#workers.size && this.canGrow);
  }

  /** An idle worker, which is busy from now on. */
  takeIdle(): PoolWorker | undefined {
    return this.#idle.pop();
  }

  isIdle(worker: PoolWorker): boolean {
    return this.#idle.includes(worker);
  }

  /** There is nothing to do for this one. */
  rest(worker: PoolWorker): void {
    this.#idle.push(worker);
    this.#idleWatch.start(this.#workers.size > this.#settings.minWorkers);
  }

  /** Takes a worker out that is dead or to be killed. */
  remove(worker: PoolWorker): void {
    this.#workers.delete(worker);
    const index = this.#idle.indexOf(worker);
    if (index !== -1) this.#idle.splice(index, 1);
    if (!worker.isReady) this.#growth.workerIsReady();
  }

  /** Stops a worker at once, whatever it is doing. */
  kill(worker: PoolWorker): void {
    this.#lost.add(worker);
    worker.kill();
  }

  /** Ends all workers, and starts no more by itself. */
  endAll(): void {
    this.#idleWatch.stop();
    this.#growth.stop();
    for (const worker of [...this.#workers]) this.#end(worker);
  }

  /** Accounts for a worker that has ended; false if nobody had told it to. */
  hasEnded(worker: PoolWorker): boolean {
    return this.#lost.delete(worker) || this.#ending.delete(worker);
  }

  #end(worker: PoolWorker): void {
    this.remove(worker);
    this.#ending.add(worker);
    worker.end();
  }

  #growIfWorthwhile(): void {
    const { pending, runTime } = this.#load();
    const waiting = pending - this.#workers.size;
    if (waiting <= 0 || !this.canGrow || this.#idle.length > 0) return;
    const backlog = (waiting * runTime) / this.#workers.size;
    if (!this.#growth.isWorthwhile(backlog)) {
      this.#growth.consider(true);
      return;
    }
    try {
      this.start();
    } catch {
      // The workers there are will have to do.
      return;
    }
    this.#growth.consider(this.canGrow);
  }

  /** Ends the workers that have had nothing to do since the last look, but for `minWorkers`. */
  #endIdle(): boolean {
    const { minWorkers } = this.#settings;
    for (const worker of [...this.#idle]) {
      if (this.#workers.size <= minWorkers) break;
      if (this.#idleWatch.wasIdle(worker)) this.#end(worker);
    }
    return this.#workers.size > minWorkers;
  }
}
