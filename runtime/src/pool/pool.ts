import { decode } from '../common/codec.ts';
import * as errors from '../errors.ts';
import type { ExecutorStats, ShutdownOptions } from '../executor/executor.ts';
import type { Settings } from '../executor/options.ts';
import { inspect, queueMicrotask } from '../node.ts';
import { INITIALIZER, type ReplyMessage } from '../worker/protocol.ts';
import * as Status from '../worker/status.ts';
import { Accounts, hasReturned } from './accounts.ts';
import { Door } from './door.ts';
import { handOut } from './hand-out.ts';
import { Losses } from './losses.ts';
import type { PoolWorker, PoolWorkerEvents, StartWorker } from './pool-worker.ts';
import { Replies } from './replies.ts';
import { send } from './send.ts';
import { keepArguments, type Task } from './task.ts';
import type { TaskPool } from './task-pool.ts';
import { WaitingTasks } from './waiting-tasks.ts';
import { Workforce } from './workforce.ts';

/**
 * Brings tasks and workers together. An idle worker gets a task at once. When all are busy, tasks are handed out
 * ahead in batches, which costs a fraction of sending them one by one; a worker that runs dry takes back what
 * another has not started, so that no task waits behind a long one.
 */
export class Pool implements TaskPool, PoolWorkerEvents {
  readonly #settings: Settings;
  readonly #workforce: Workforce;
  readonly #waiting = new WaitingTasks();
  readonly #door: Door;
  readonly #accounts: Accounts;
  readonly #losses: Losses;
  readonly #replies: Replies;
  #flushIsScheduled = false;
  #end: () => void = () => undefined;
  readonly #ended = new Promise<void>((resolve) => {
    this.#end = resolve;
  });

  constructor(settings: Settings, startWorker: StartWorker) {
    this.#settings = settings;
    this.#door = new Door(settings, () => this.#accounts.pending);
    this.#accounts = new Accounts(() => {
      this.#door.tell();
    });
    this.#workforce = new Workforce(
      settings,
      () => Object.assign(startWorker(this), { tasksLeft: settings.maxTasksPerWorker }),
      () => {
        const { pending, runTime } = this.#accounts;
        // More workers would not help those that wait for their turn.
        const workable = pending - this.#waiting.held;
        return { pending: workable, finished: runTime.count, runTime: runTime.recent };
      },
    );
    this.#losses = new Losses(this.#workforce, this.#waiting, this.#accounts);
    this.#replies = new Replies(
      this.#workforce.workers,
      (worker, reply) => {
        this.#settle(worker, reply);
      },
      () => {
        this.#handOut();
        this.#endIfFinished();
      },
    );
  }

  stats(): ExecutorStats {
    const { workers, lost } = this.#workforce;
    const running = [...workers].filter((worker) => worker.isRunning()).length;
    return { ...this.#accounts.stats(running), workers: workers.size, abandoned: lost.size };
  }

  /** Starts workers ahead of the first task, if there are not as many. */
  warmUp(count: number): void {
    try {
      const { workers } = this.#workforce;
      while (!this.#door.isClosed && workers.size < count && this.#workforce.canGrow())
        this.#workforce.start();
    } catch {
      // The first task will say so.
    }
  }

  /**
   * Announces a task that is not ready to be submitted: a shutdown waits for it.
   *
   * @throws if the pool is shut down or broken
   */
  expect(): void {
    this.#door.check(false);
    this.#accounts.pending++;
  }

  /** The announced task is submitted now, or never will be. */
  unexpect(): void {
    this.#accounts.pending--;
    this.#scheduleFlush();
  }

  /** Resolves when there is a place for one more task, or none will be taken any more. Who asks first is told first. */
  ready(): Promise<void> {
    return this.#door.ready();
  }

  /**
   * @param wasExpected whether it was announced
   * @param hasPlace whether it is not for this pool to say how many there may be
   * @throws if the pool is shut down, broken or full, or if no worker can be started
   */
  submit(task: Task, wasExpected: boolean, hasPlace: boolean): void {
    this.#door.check(wasExpected);
    if (!hasPlace) this.#door.checkPlace();
    const { turn } = task;
    const isHeld = turn?.hasCome === false;
    const worker = isHeld || this.#waiting.queue.length > 0 ? undefined : this.#workforce.available();
    // Only what a worker takes at once can do without a copy.
    if (!worker?.isReady) keepArguments(task);
    this.#accounts.pending++;
    if (worker) {
      this.#send(worker, [task]);
    } else if (isHeld) {
      this.#waiting.hold(task);
      turn.whenCome(() => {
        this.#waiting.release(task);
        this.#scheduleFlush();
      });
    } else {
      this.#waiting.add(task);
      this.#scheduleFlush();
    }
  }

  hasBegun(task: Task): boolean {
    return task.worker?.hasBegun(task) === true;
  }

  /** Takes back a task that no worker has begun, and ends it with that reason; false if it is too late for that. */
  cancel(task: Task, reason: unknown): boolean {
    const { worker } = task;
    if (task.isOver || worker?.retract(task) === false) return false;
    if (!worker) this.#waiting.remove(task);
    this.#accounts.end(task, reason, 'aborted');
    this.#scheduleFlush();
    return true;
  }

  /** Ends the task now with that reason: it is never started, or its worker is stopped. */
  abort(task: Task, reason: unknown): void {
    if (task.isOver) return;
    this.#accounts.end(task, reason, 'aborted');
    const worker = [...this.#workforce.workers].find((each) => each === task.worker);
    if (task.worker === undefined) this.#waiting.remove(task);
    else if (worker) this.#stop(task, worker);
    this.#scheduleFlush();
  }

  /** Takes a task that is over back from its worker, or kills that if it is running it. */
  #stop(task: Task, worker: PoolWorker): void {
    this.#replies.hear(worker);
    if (!worker.tasks.includes(task) || worker.retract(task)) return;
    // It may come to its end this very moment. What follows it must not begin before that is known, and has begun if it
    // cannot be taken back.
    const followers = worker.tasks.slice(worker.tasks.indexOf(task) + 1);
    const begun = followers.findIndex((follower) => !worker.retract(follower));
    this.#waiting.putBack(begun === -1 ? followers : followers.slice(0, begun));
    this.#replies.hear(worker);
    if (worker.tasks.includes(task)) this.#losses.lose(worker);
  }

  shutdown({ wait = true, cancelPending = false }: ShutdownOptions): Promise<void> {
    const { name } = this.#settings;
    this.#door.close(() => errors.shutDown(name));
    if (cancelPending) {
      const reason = (): Error => errors.cancelled(name);
      this.#door.cancel(reason);
      this.#losses.endWaiting(reason, 'aborted');
      for (const worker of this.#workforce.workers) {
        for (const task of [...worker.tasks])
          if (worker.retract(task)) this.#accounts.end(task, reason(), 'aborted');
      }
    }
    this.#endIfFinished();
    return wait ? this.#ended : Promise.resolve();
  }

  /** Rejects everything, now and later, and stops the workers. Resolves when these have stopped, if they do soon. */
  terminate(): Promise<void> {
    const { name } = this.#settings;
    this.#door.close(() => errors.shutDown(name));
    for (const worker of this.#workforce.workers) this.#replies.hear(worker);
    this.#endAll(() => errors.terminated(name), 'aborted');
    return this.#workforce.goneSoon();
  }

  /** Rejects everything, now and later, because the initializer failed. */
  fail(cause: unknown): void {
    const reason = (): Error => errors.broken(this.#settings.name, cause);
    this.#endAll(reason, 'failed');
  }

  #endAll(reason: () => Error, as: 'failed' | 'aborted'): void {
    this.#door.cancel(reason);
    const { workers } = this.#workforce;
    for (const worker of workers) {
      for (const task of worker.tasks) this.#accounts.end(task, reason(), as);
      this.#workforce.kill(worker);
    }
    this.#losses.endWaiting(reason, as);
    this.#endIfFinished();
  }

  onReply(worker: PoolWorker, reply: ReplyMessage): void {
    this.#settle(worker, reply);
    this.#replies.drain();
  }

  onExit(worker: PoolWorker, how: string, cause: unknown): void {
    // Only now is it certain that a call it was killed for does nothing any more.
    const ended = [...worker.tasks];
    if (!this.#workforce.hasEnded(worker)) {
      this.#replies.hear(worker);
      this.#losses.mourn(worker, how, cause);
    }
    for (const { turn } of ended.filter(({ isOver }) => isOver)) turn?.leave();
    this.#endIfFinished();
    this.#scheduleFlush();
  }

  #settle(worker: PoolWorker, reply: ReplyMessage): void {
    const [slot, status, form, payload, startedAt, ranFor] = reply;
    worker.restedAt = startedAt + ranFor;
    if (slot !== INITIALIZER) {
      const task = worker.settle();
      if (task) this.#accounts.settle(task, reply);
      if (--worker.tasksLeft === 0) {
        this.#workforce.end(worker);
        this.warmUp(this.#settings.minWorkers);
        this.#scheduleFlush();
      }
    } else if (status === Status.LATE) {
      // It has no call to reject.
      const text = `An error in what a finished call left behind: ${inspect(decode(form, payload))}`;
      process.emitWarning(text, 'ToThreadWarning');
    } else if (status === Status.READY ? !worker.isPrepared : hasReturned(status)) {
      worker.isReady = true;
      this.#workforce.isFailing = false;
    } else if (status !== Status.READY) {
      const error = decode(form, payload);
      this.fail(error);
    }
  }

  /** Tasks submitted in one go are handed out together. */
  #scheduleFlush(): void {
    if (this.#flushIsScheduled) return;
    this.#flushIsScheduled = true;
    queueMicrotask(() => {
      this.#flushIsScheduled = false;
      this.#waiting.tidy();
      this.#door.tell();
      try {
        if (this.#waiting.queue.length > 0) this.#workforce.available();
      } catch (error) {
        const { cause } = error as Error;
        this.#losses.endWaiting(() => errors.workerStartFailed(errors.messageOf(cause), cause));
      }
      this.#handOut();
      this.#workforce.considerGrowing();
      this.#endIfFinished();
    });
  }

  #handOut(): void {
    handOut(this.#workforce, this.#waiting.queue, this.#accounts.resultSize, (worker, tasks) => {
      this.#send(worker, tasks);
    });
  }

  #send(worker: PoolWorker, tasks: readonly Task[]): void {
    send(worker, tasks, (task, reason) => {
      this.#accounts.end(task, reason);
    });
  }

  #endIfFinished(): void {
    if (!this.#door.isClosed || this.#accounts.pending > 0) return;
    this.#workforce.endAll();
    if (this.#workforce.ending.size === 0) this.#end();
  }
}
