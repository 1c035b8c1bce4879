import { cannotCross } from '../common/common.ts';
import { errors } from '../errors.ts';
import type { ExecutorStats, ShutdownOptions } from '../executor/executor.ts';
import type { Settings } from '../executor/options.ts';
import type { ReplyMessage } from '../worker/protocol.ts';
import * as Status from '../worker/status.ts';
import { KeepAlive } from './keep-alive.ts';
import type { PoolWorker, PoolWorkerEvents, StartWorker } from './pool-worker.ts';
import { Statistics } from './statistics.ts';
import { steal } from './stealing.ts';
import type { Task } from './task.ts';
import { TaskQueue } from './task-queue.ts';
import { isOutOfMemory, warnOfLateError } from './uncaught-errors.ts';
import { withResolvers, type PromiseWithResolvers } from './with-resolvers.ts';
import { Workforce } from './workforce.ts';

/** A worker with fewer tasks than this is given more while the queue has any. */
const LOW = 16;

/**
 * Brings tasks and workers together. An idle worker gets a task at once. When all are busy, tasks are handed out
 * ahead in batches, which costs a fraction of sending them one by one; a worker that runs dry takes back what
 * another has not started, so that no task waits behind a long one.
 */
export class Pool implements PoolWorkerEvents {
  readonly #settings: Settings;
  readonly #statistics = new Statistics();
  readonly #queue = new TaskQueue();
  readonly #workers: Workforce;
  /** Tasks that have been accepted and are not over. */
  #pending = 0;
  #flushIsScheduled = false;
  /** Why no more tasks are accepted. */
  #closed: Error | undefined;
  #whenEnded: PromiseWithResolvers | undefined;
  /** Keeps the process alive while tasks wait and no worker does. */
  readonly #keepAlive = new KeepAlive();

  constructor(settings: Settings, startWorker: StartWorker) {
    this.#settings = settings;
    this.#workers = new Workforce(
      settings,
      () => startWorker(this),
      () => ({ pending: this.#pending, runTime: this.#statistics.recentRunTime }),
    );
  }

  get stats(): ExecutorStats {
    const { running, size, abandoned } = this.#workers;
    return this.#statistics.snapshot({
      running,
      waiting: this.#pending - running,
      workers: size,
      abandoned,
    });
  }

  /** Starts `minWorkers` ahead of the first task. */
  warmUp(): void {
    while (this.#workers.size < this.#settings.minWorkers) this.#workers.start();
  }

  /** @throws if the pool is shut down, broken or full, or if no worker can be started */
  submit(task: Task): void {
    if (this.#closed) throw this.#closed;
    const { name, maxQueue, maxWorkers } = this.#settings;
    if (this.#pending >= maxQueue + maxWorkers) throw errors.queueFull(name, maxQueue);
    const worker = this.#queue.length === 0 ? this.#workers.takeIdle() : undefined;
    const first =
      worker ?? (this.#workers.size === 0 && this.#workers.canGrow ? this.#workers.start() : undefined);
    this.#pending++;
    if (first) {
      this.#send(first, [task]);
    } else {
      this.#queue.push(task);
      this.#scheduleFlush();
    }
  }

  /** Ends the task now with that reason: it is never started, or its worker is stopped. */
  abort(task: Task, reason: unknown): void {
    if (task.isOver) return;
    const { worker } = task;
    this.#cancel(task, reason);
    if (worker === undefined) this.#queue.dropOne();
    else if (!worker.retract(task)) this.#lose(worker);
    this.#scheduleFlush();
  }

  shutdown({ wait = true, cancelPending = false }: ShutdownOptions): Promise<void> {
    this.#closed ??= errors.shutDown(this.#settings.name);
    if (cancelPending) this.#cancelWaiting(() => errors.cancelled(this.#settings.name));
    this.#whenEnded ??= withResolvers();
    this.#endIfFinished();
    return wait ? this.#whenEnded.promise : Promise.resolve();
  }

  /** Rejects everything, now and later. */
  break(reason: Error): void {
    this.#closed = reason;
    this.#cancelWaiting(() => reason);
    for (const worker of [...this.#workers]) {
      for (const task of worker.tasks) if (!task.isOver) this.#fail(task, reason);
      this.#lose(worker);
    }
    this.#endIfFinished();
  }

  onReady(): void {
    this.#workers.workerIsReady();
    this.onDrained();
  }

  onReply(worker: PoolWorker, reply: ReplyMessage): void {
    const task = worker.settle(reply);
    if (task === undefined || task.isOver) return;
    const [, status, , , startedAt, ranFor] = reply;
    if (status === Status.RETURNED || status === Status.RETURNED_ARGUMENT) this.#statistics.completed++;
    else this.#statistics.failed++;
    this.#statistics.ran(startedAt - task.submittedAt, ranFor);
    this.#workers.taskFinished();
    this.#pending--;
    task.end({ reply });
  }

  onDrained(): void {
    for (const worker of this.#workers) {
      if (this.#queue.length > 0 && worker.tasks.length < LOW && worker.isReady)
        this.#give(worker, this.#share);
      if (worker.tasks.length === 0 && worker.isReady && !this.#workers.isIdle(worker)) this.#rest(worker);
    }
    this.#endIfFinished();
  }

  onInitializerFailed(cause: unknown): void {
    this.break(errors.broken(this.#settings.name, cause));
  }

  onExit(worker: PoolWorker, how: string, cause: unknown): void {
    if (!this.#workers.hasEnded(worker)) this.#mourn(worker, how, cause);
    this.#endIfFinished();
    this.#scheduleFlush();
  }

  /** How many of the waiting tasks one worker should get. */
  get #share(): number {
    return Math.ceil(this.#queue.length / Math.max(1, this.#workers.size));
  }

  /** Tasks submitted in one go are handed out together. */
  #scheduleFlush(): void {
    if (this.#flushIsScheduled) return;
    this.#flushIsScheduled = true;
    queueMicrotask(() => {
      this.#flushIsScheduled = false;
      this.#flush();
    });
  }

  #flush(): void {
    if (this.#queue.length > 0 && this.#workers.size === 0 && this.#workers.canGrow) {
      try {
        this.#workers.start();
      } catch (error) {
        this.#failWaiting(error);
      }
    }
    const share = this.#share;
    while (this.#queue.length > 0) {
      const worker = this.#workers.takeIdle();
      if (worker === undefined) break;
      this.#give(worker, share);
    }
    for (const worker of this.#workers) {
      if (this.#queue.length === 0) break;
      this.#give(worker, share);
    }
    this.#workers.considerGrowing();
    this.#keepAlive.set(this.#queue.length > 0 && this.#workers.size === 0);
  }

  /** Gives a worker up to `most` of the waiting tasks. */
  #give(worker: PoolWorker, most: number): void {
    const tasks = this.#queue.take(Math.min(most, worker.room), worker.tasks.length === 0);
    if (tasks.length > 0) this.#send(worker, tasks);
  }

  #send(worker: PoolWorker, tasks: readonly Task[]): void {
    for (const task of tasks) task.worker = worker;
    try {
      worker.send(tasks);
    } catch (error) {
      // Something in one of them cannot be cloned after all; alone, each shows whether it is the one.
      if (tasks.length > 1) for (const task of tasks) this.#send(worker, [task]);
      else for (const task of tasks) this.#failToSend(worker, task, error);
    }
  }

  #failToSend(worker: PoolWorker, task: Task, error: unknown): void {
    const reason = error instanceof Error ? error.message : String(error);
    this.#fail(task, cannotCross(`An argument of ${task.reference.name}`, reason));
    if (worker.tasks.length === 0 && worker.isReady) this.#rest(worker);
  }

  /** A worker without tasks takes half of what the busiest one has not started. */
  #rest(worker: PoolWorker): void {
    const stolen = steal(this.#workers, worker.room);
    if (stolen.length > 0) this.#send(worker, stolen);
    else this.#workers.rest(worker);
  }

  /** Kills a worker that runs a task nobody waits for any more; its other tasks go to others. */
  #lose(worker: PoolWorker): void {
    this.#workers.remove(worker);
    this.#statistics.replaced++;
    this.#rescue(worker, () => errors.workerDied('the call before it', 'was stopped'));
    this.#workers.kill(worker);
  }

  /** A worker ended although nobody told it to. */
  #mourn(worker: PoolWorker, how: string, cause: unknown): void {
    this.#workers.remove(worker);
    this.#statistics.replaced++;
    if (!worker.isReady) {
      const error = errors.workerStartFailed(`it ${how} before it was up.`, cause);
      for (const task of [...worker.tasks]) this.#fail(task, error);
      if (this.#workers.size === 0) this.#failWaiting(error);
      return;
    }
    this.#rescue(worker, (task) =>
      isOutOfMemory(cause) ? cause : errors.workerDied(task.reference.name, how, cause),
    );
    if (this.#workers.size === 0 && cause !== undefined && this.#pending === 0) warnOfLateError(cause);
  }

  /** Puts the tasks a worker has not started back into the queue, and ends the others. */
  #rescue(worker: PoolWorker, errorFor: (task: Task) => Error): void {
    const rescued: Task[] = [];
    for (const task of [...worker.tasks]) {
      if (task.isOver) continue;
      if (worker.retract(task) && task.canBeSentAgain) rescued.push(task);
      else this.#fail(task, errorFor(task));
    }
    for (const task of rescued) task.worker = undefined;
    this.#queue.putBack(rescued);
  }

  #fail(task: Task, reason: unknown): void {
    this.#statistics.failed++;
    this.#pending--;
    task.end({ reason });
  }

  #cancel(task: Task, reason: unknown): void {
    this.#statistics.aborted++;
    this.#pending--;
    task.end({ reason });
  }

  #failWaiting(reason: unknown): void {
    for (let task = this.#queue.shift(); task; task = this.#queue.shift()) this.#fail(task, reason);
  }

  #cancelWaiting(reason: () => unknown): void {
    for (let task = this.#queue.shift(); task; task = this.#queue.shift()) this.#cancel(task, reason());
    for (const worker of this.#workers) {
      for (const task of [...worker.tasks]) if (worker.retract(task)) this.#cancel(task, reason());
    }
  }

  #endIfFinished(): void {
    if (!this.#closed || this.#pending > 0) return;
    this.#workers.endAll();
    if (this.#workers.isGone) this.#whenEnded?.resolve();
  }
}
