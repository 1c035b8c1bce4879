import { decode } from '../common/codec.ts';
import { common } from '../common/common.ts';
import * as errors from '../errors.ts';
import type { ExecutorStats, ShutdownOptions } from '../executor/executor.ts';
import type { Settings } from '../executor/options.ts';
import { inspect } from '../node.ts';
import { INITIALIZER, now, type ReplyMessage } from '../worker/protocol.ts';
import * as Status from '../worker/status.ts';
import { roomAhead, sizeOf, stealFrom, takeFrom } from './hand-out.ts';
import type { PoolWorker, PoolWorkerEvents, StartWorker } from './pool-worker.ts';
import { Stopwatch } from './stopwatch.ts';
import type { Task } from './task.ts';
import { isIdle, Workforce } from './workforce.ts';

/** Milliseconds of handling replies after which the event loop gets its turn. */
const BUDGET = 1.5;

/** Replies between two looks at the clock. */
const STRIDE = 8;

/**
 * Brings tasks and workers together. An idle worker gets a task at once. When all are busy, tasks are handed out
 * ahead in batches, which costs a fraction of sending them one by one; a worker that runs dry takes back what
 * another has not started, so that no task waits behind a long one.
 */
export class Pool implements PoolWorkerEvents {
  readonly #settings: Settings;
  readonly #workforce: Workforce;
  /** Tasks that no worker has been given, first in first out. Aborted ones stay until half of them are. */
  #queue: Task[] = [];
  #abortedInQueue = 0;
  /** Tasks that have been accepted and are not over. */
  #pending = 0;
  readonly #counts = { completed: 0, failed: 0, aborted: 0, replaced: 0 };
  readonly #waitTime = new Stopwatch();
  readonly #runTime = new Stopwatch();
  /** Bytes in a result, as the latest ones show. */
  #resultSize = 0;
  #flushIsScheduled = false;
  /** Whether replies wait for the event loop to have its turn. */
  #isPaused = false;
  /** Why no more tasks are accepted. */
  #closed: Error | undefined;
  #end: () => void = () => undefined;
  readonly #ended = new Promise<void>((resolve) => {
    this.#end = resolve;
  });

  constructor(settings: Settings, startWorker: StartWorker) {
    this.#settings = settings;
    this.#workforce = new Workforce(
      settings,
      () => startWorker(this),
      () => ({ pending: this.#pending, finished: this.#runTime.count, runTime: this.#runTime.recent }),
    );
  }

  get stats(): ExecutorStats {
    const running = this.#workforce.count('isRunning');
    return {
      ...this.#counts,
      running,
      waiting: this.#pending - running,
      workers: this.#workforce.size,
      abandoned: this.#workforce.abandoned,
      waitTime: this.#waitTime.timing,
      runTime: this.#runTime.timing,
    };
  }

  /** Starts workers ahead of the first task. */
  warmUp(count = this.#settings.minWorkers): void {
    try {
      while (!this.#closed && this.#workforce.size < count) this.#workforce.start();
    } catch {
      // The first task will say so.
    }
  }

  /** @throws if the pool is shut down, broken or full, or if no worker can be started */
  submit(task: Task): void {
    if (this.#closed) throw this.#closed;
    const { name, maxQueue, maxWorkers } = this.#settings;
    if (this.#pending >= maxQueue + maxWorkers) throw errors.queueFull(name, maxQueue);
    const worker = this.#queue.length === 0 ? this.#workforce.available() : undefined;
    this.#pending++;
    if (worker) {
      this.#send(worker, [task]);
    } else {
      this.#queue.push(task);
      this.#scheduleFlush();
    }
  }

  /** Ends the task now with that reason: it is never started, or its worker is stopped. */
  abort(task: Task, reason: unknown): void {
    if (task.isOver) return;
    this.#fail(task, reason, 'aborted');
    const { worker } = task;
    if (worker) {
      this.#hear(worker);
      if (worker.tasks.includes(task) && !worker.retract(task)) this.#lose(worker);
    } else if (++this.#abortedInQueue > this.#queue.length / 2) {
      this.#queue = this.#queue.filter(({ isOver }) => !isOver);
      this.#abortedInQueue = 0;
    }
    this.#scheduleFlush();
  }

  shutdown({ wait = true, cancelPending = false }: ShutdownOptions): Promise<void> {
    const { name } = this.#settings;
    this.#closed ??= errors.shutDown(name);
    if (cancelPending) {
      const reason = errors.cancelled(name);
      this.#failWaiting(reason, 'aborted');
      for (const { tasks } of this.#workforce.workers) {
        for (const task of [...tasks]) if (task.worker?.retract(task)) this.#fail(task, reason, 'aborted');
      }
    }
    this.#endIfFinished();
    return wait ? this.#ended : Promise.resolve();
  }

  /** Rejects everything, now and later, because the initializer failed. */
  break(cause: unknown): void {
    this.#closed = errors.broken(this.#settings.name, cause);
    this.#failWaiting(this.#closed);
    for (const worker of this.#workforce.workers) {
      for (const task of worker.tasks) this.#fail(task, this.#closed);
      this.#lose(worker);
    }
    this.#endIfFinished();
  }

  onReply(worker: PoolWorker, reply: ReplyMessage): void {
    this.#settle(worker, reply);
    this.#drain();
  }

  onExit(worker: PoolWorker, how: string, cause: unknown): void {
    if (!this.#workforce.hasEnded(worker)) {
      this.#hear(worker);
      this.#mourn(worker, how, cause);
    }
    this.#endIfFinished();
    this.#scheduleFlush();
  }

  /** What a worker has replied before it dies or is killed counts. */
  #hear(worker: PoolWorker): void {
    for (let reply = worker.receive(); reply; reply = worker.receive()) this.#settle(worker, reply);
  }

  #settle(worker: PoolWorker, reply: ReplyMessage): void {
    const [slot, status, form, payload, startedAt, ranFor] = reply;
    if (slot === INITIALIZER) {
      worker.restedAt = now();
      if (status === Status.READY) worker.isReady = true;
      else if (status !== Status.RETURNED) this.break(decode(form, payload));
      return;
    }
    worker.restedAt = startedAt + ranFor;
    const task = worker.settle();
    if (task === undefined || task.isOver) return;
    if (status === Status.RETURNED || status === Status.RETURNED_ARGUMENT) this.#counts.completed++;
    else this.#counts.failed++;
    this.#waitTime.add(Math.max(0, startedAt - task.submittedAt));
    this.#runTime.add(ranFor);
    this.#resultSize += (sizeOf(payload) - this.#resultSize) / 4;
    this.#pending--;
    task.succeed(reply);
  }

  /**
   * Handles the replies that have arrived at any worker: to receive one directly costs far less than an event for it.
   * If they take too long, which a thousand large results would, the rest waits for the event loop to have its turn.
   */
  #drain(): void {
    const isLate = !this.#receiveAll();
    if (isLate !== this.#isPaused) for (const worker of this.#workforce.workers) worker.listen(!isLate);
    this.#isPaused = isLate;
    if (isLate)
      setImmediate(() => {
        this.#drain();
      });
    this.#handOut();
    this.#endIfFinished();
  }

  /** @returns whether there was time for all */
  #receiveAll(): boolean {
    const deadline = now() + BUDGET;
    let count = 0;
    for (const worker of this.#workforce.workers) {
      for (let reply = worker.receive(); reply; reply = worker.receive()) {
        this.#settle(worker, reply);
        if (++count % STRIDE === 0 && now() > deadline) return false;
      }
    }
    return true;
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
    try {
      if (this.#queue.length > 0) this.#workforce.available();
    } catch (error) {
      this.#failWaiting(error);
    }
    this.#handOut();
    this.#workforce.considerGrowing();
  }

  /** Gives workers that run dry their share of the queue, and idle ones what others have not started. */
  #handOut(): void {
    const { workers, size } = this.#workforce;
    if (this.#queue.length > 0) {
      const share = Math.ceil(this.#queue.length / size);
      // Idle workers come first.
      for (const worker of [...workers].sort((a, b) => a.tasks.length - b.tasks.length)) {
        const most = Math.min(share, roomAhead(worker, this.#resultSize));
        this.#send(worker, takeFrom(this.#queue, worker, most));
      }
    }
    for (const worker of workers) {
      if (!isIdle(worker)) continue;
      const { busiest } = this.#workforce;
      if (busiest === undefined) break;
      this.#send(worker, stealFrom(busiest, worker.room, this.#runTime.recent));
    }
  }

  #send(worker: PoolWorker, tasks: readonly Task[]): void {
    if (tasks.length === 0) return;
    for (const task of tasks) task.worker = worker;
    try {
      worker.send(tasks);
    } catch (error) {
      // Something in one of them cannot be cloned after all; alone, each shows whether it is the one.
      const [task, ...others] = tasks;
      if (others.length > 0) for (const each of tasks) this.#send(worker, [each]);
      else if (task)
        this.#fail(
          task,
          common().cannotCross(`An argument of ${task.reference.name}`, errors.messageOf(error)),
        );
    }
  }

  /** Kills a worker that runs a task nobody waits for any more; its other tasks go to others. */
  #lose(worker: PoolWorker): void {
    this.#counts.replaced++;
    this.#rescue(worker, () => errors.workerDied('the call before it', 'was stopped'));
    this.#workforce.kill(worker);
  }

  /** A worker ended although nobody told it to. */
  #mourn(worker: PoolWorker, how: string, cause: unknown): void {
    this.#counts.replaced++;
    if (!worker.isReady) {
      const error = errors.workerStartFailed(`it ${how} before it was up.`, cause);
      for (const task of worker.tasks) this.#fail(task, error);
      if (this.#workforce.size === 0) this.#failWaiting(error);
      return;
    }
    const isOutOfMemory = (cause as { code?: unknown } | undefined)?.code === 'ERR_WORKER_OUT_OF_MEMORY';
    this.#rescue(worker, ({ reference }) =>
      isOutOfMemory ? cause : errors.workerDied(reference.name, how, cause),
    );
    if (worker.tasks.length === 0 && cause !== undefined) {
      // An error in something a finished call left behind has no call to reject.
      const text = `A worker died of an error in work that a finished call left behind: ${inspect(cause)}`;
      process.emitWarning(text, 'ToThreadWarning');
    }
  }

  /** Puts the tasks a worker has not started back into the queue, and ends the others. */
  #rescue(worker: PoolWorker, reasonFor: (task: Task) => unknown): void {
    const rescued: Task[] = [];
    for (const task of [...worker.tasks]) {
      if (task.isOver) continue;
      task.worker = undefined;
      if (worker.retract(task) && task.canBeSentAgain) rescued.push(task);
      else this.#fail(task, reasonFor(task));
    }
    this.#queue.unshift(...rescued);
  }

  #failWaiting(reason: unknown, as?: 'aborted'): void {
    for (const task of this.#queue.splice(0)) if (!task.isOver) this.#fail(task, reason, as);
  }

  #fail(task: Task, reason: unknown, as: 'failed' | 'aborted' = 'failed'): void {
    this.#counts[as]++;
    this.#pending--;
    task.fail(reason);
  }

  #endIfFinished(): void {
    if (!this.#closed || this.#pending > 0) return;
    this.#workforce.endAll();
    if (this.#workforce.isGone) this.#end();
  }
}
