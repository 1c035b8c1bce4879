import { decode } from '../common/codec.ts';
import { common } from '../common/common.ts';
import * as errors from '../errors.ts';
import type { ExecutorStats, ShutdownOptions } from '../executor/executor.ts';
import type { Settings } from '../executor/options.ts';
import { inspect } from '../node.ts';
import { INITIALIZER, now, type ReplyMessage } from '../worker/protocol.ts';
import * as Status from '../worker/status.ts';
import { roomAhead, stealFrom, takeFrom } from './hand-out.ts';
import { isIdle, type PoolWorker, type StartWorker } from './pool-worker.ts';
import type { Task } from './task.ts';
import { addTime, noTimes, timingOf } from './times.ts';
import { createWorkforce } from './workforce.ts';

/** Milliseconds of handling replies after which the event loop gets its turn. */
const BUDGET = 1.5;

/** Replies between two looks at the clock. */
const STRIDE = 8;

export interface Pool {
  stats(): ExecutorStats;
  /** Starts workers ahead of the first task, if there are not as many. */
  warmUp(count: number): void;
  /** Throws if the pool is shut down, broken or full, or if no worker can be started. */
  submit(task: Task): void;
  /** Ends the task now with that reason: it is never started, or its worker is stopped. */
  abort(task: Task, reason: unknown): void;
  shutdown(options: ShutdownOptions): Promise<void>;
  /** Rejects everything, now and later, because the initializer failed. */
  fail(cause: unknown): void;
}

/**
 * Brings tasks and workers together. An idle worker gets a task at once. When all are busy, tasks are handed out
 * ahead in batches, which costs a fraction of sending them one by one; a worker that runs dry takes back what
 * another has not started, so that no task waits behind a long one.
 */
export function createPool(settings: Settings, startWorker: StartWorker): Pool {
  const { name: poolName, maxQueue, maxWorkers } = settings;
  /** Tasks that no worker has been given, first in first out. */
  let queue = new Set<Task>();
  /** Tasks that have been accepted and are not over. */
  let pending = 0;
  const counts = { completed: 0, failed: 0, aborted: 0, replaced: 0 };
  const waitTime = noTimes();
  const runTime = noTimes();
  /** Bytes in a result, as the latest ones show. */
  let resultSize = 0;
  let flushIsScheduled = false;
  /** Whether replies wait for the event loop to have its turn. */
  let isPaused = false;
  /** Why no more tasks are accepted. */
  let closed: Error | undefined;
  let end = (): void => undefined;
  const ended = new Promise<void>((resolve) => {
    end = resolve;
  });
  const workforce = createWorkforce(
    settings,
    () => startWorker({ onReply, onExit }),
    () => ({ pending, finished: runTime.count, runTime: runTime.recent }),
  );
  const { workers } = workforce;

  return {
    stats() {
      const running = [...workers].filter((worker) => worker.isRunning()).length;
      return {
        ...counts,
        running,
        waiting: pending - running,
        workers: workers.size,
        abandoned: workforce.lost.size,
        waitTime: timingOf(waitTime),
        runTime: timingOf(runTime),
      };
    },

    warmUp(count) {
      try {
        while (!closed && workers.size < count) workforce.start();
      } catch {
        // The first task will say so.
      }
    },

    submit(task) {
      if (closed) throw closed;
      if (pending >= maxQueue + maxWorkers) throw errors.queueFull(poolName, maxQueue);
      const worker = queue.size === 0 ? workforce.available() : undefined;
      pending++;
      if (worker) {
        send(worker, [task]);
      } else {
        queue.add(task);
        scheduleFlush();
      }
    },

    abort(task, reason) {
      if (task.isOver) return;
      endTask(task, reason, 'aborted');
      queue.delete(task);
      const { worker } = task;
      if (worker) {
        hear(worker);
        if (worker.tasks.includes(task) && !worker.retract(task)) lose(worker);
      }
      scheduleFlush();
    },

    shutdown({ wait = true, cancelPending = false }) {
      closed ??= errors.shutDown(poolName);
      if (cancelPending) {
        const reason = errors.cancelled(poolName);
        endWaiting(reason, 'aborted');
        for (const worker of workers) {
          for (const task of [...worker.tasks]) if (worker.retract(task)) endTask(task, reason, 'aborted');
        }
      }
      endIfFinished();
      return wait ? ended : Promise.resolve();
    },

    fail,
  };

  function fail(cause: unknown): void {
    const reason = errors.broken(poolName, cause);
    closed = reason;
    for (const worker of workers) lose(worker, reason);
    endWaiting(reason);
    endIfFinished();
  }

  function onReply(worker: PoolWorker, reply: ReplyMessage): void {
    settle(worker, reply);
    drain();
  }

  function onExit(worker: PoolWorker, how: string, cause: unknown): void {
    if (!workforce.hasEnded(worker)) {
      hear(worker);
      mourn(worker, how, cause);
    }
    endIfFinished();
    scheduleFlush();
  }

  /** What a worker has replied before it dies or is killed counts. */
  function hear(worker: PoolWorker): void {
    for (let reply = worker.receive(); reply; reply = worker.receive()) settle(worker, reply);
  }

  function settle(worker: PoolWorker, reply: ReplyMessage): void {
    const [slot, status, form, payload, startedAt, ranFor] = reply;
    worker.restedAt = startedAt + ranFor;
    const hasReturned = status === Status.RETURNED || status === Status.RETURNED_ARGUMENT;
    if (slot === INITIALIZER) {
      if (status === Status.READY) worker.isReady = true;
      else if (!hasReturned) fail(decode(form, payload));
      return;
    }
    const task = worker.settle();
    if (task === undefined || task.isOver) return;
    counts[hasReturned ? 'completed' : 'failed']++;
    addTime(waitTime, Math.max(0, startedAt - task.submittedAt));
    addTime(runTime, ranFor);
    const size = ArrayBuffer.isView(payload) ? payload.byteLength : 0;
    resultSize += (size - resultSize) / 4;
    pending--;
    task.isOver = true;
    task.resolve(reply);
  }

  /**
   * Handles the replies that have arrived at any worker: to receive one directly costs far less than an event for it.
   * If they take too long, which a thousand large results would, the rest waits for the event loop to have its turn.
   */
  function drain(): void {
    const deadline = now() + BUDGET;
    let count = 0;
    let isLate = false;
    for (const worker of workers) {
      let reply;
      while (!isLate && (reply = worker.receive())) {
        settle(worker, reply);
        isLate = ++count % STRIDE === 0 && now() > deadline;
      }
    }
    if (isLate !== isPaused) for (const worker of workers) worker.listen(!isLate);
    isPaused = isLate;
    if (isLate) setImmediate(drain);
    handOut();
    endIfFinished();
  }

  /** Tasks submitted in one go are handed out together. */
  function scheduleFlush(): void {
    if (flushIsScheduled) return;
    flushIsScheduled = true;
    queueMicrotask(() => {
      flushIsScheduled = false;
      try {
        if (queue.size > 0) workforce.available();
      } catch (error) {
        endWaiting(error);
      }
      handOut();
      workforce.considerGrowing();
    });
  }

  /** Gives workers that run dry their share of the queue, and idle ones what others have not started. */
  function handOut(): void {
    if (queue.size > 0) {
      const share = Math.ceil(queue.size / workers.size);
      // Idle workers come first.
      for (const worker of [...workers].sort((a, b) => a.tasks.length - b.tasks.length)) {
        send(worker, takeFrom(queue, worker, Math.min(share, roomAhead(worker, resultSize))));
      }
    }
    for (const worker of workers) {
      if (!isIdle(worker)) continue;
      const busiest = workforce.busiest();
      if (busiest === undefined) break;
      send(worker, stealFrom(busiest, worker.room()));
    }
  }

  function send(worker: PoolWorker, tasks: readonly Task[]): void {
    if (tasks.length === 0) return;
    for (const task of tasks) task.worker = worker;
    try {
      worker.send(tasks);
    } catch (error) {
      // What cannot be handed over shows only now. A task that hands anything over is alone.
      for (const task of tasks) {
        endTask(task, common().cannotCross(`An argument of ${task.name}`, errors.messageOf(error)));
      }
    }
  }

  /** Kills a worker that runs a task nobody waits for any more; its other tasks go to others. */
  function lose(worker: PoolWorker, reason?: unknown): void {
    rescue(worker, () => reason ?? errors.workerDied('the call before it', 'was stopped'));
    workforce.kill(worker);
  }

  /** A worker ended although nobody told it to. */
  function mourn(worker: PoolWorker, how: string, cause: unknown): void {
    const isOutOfMemory = (cause as { code?: unknown } | undefined)?.code === 'ERR_WORKER_OUT_OF_MEMORY';
    if (!worker.isReady) {
      counts.replaced++;
      const error = errors.workerStartFailed(`it ${how} before it was up.`, cause);
      for (const task of worker.tasks) endTask(task, error);
      if (workers.size === 0) endWaiting(error);
    } else {
      rescue(worker, ({ name }) => (isOutOfMemory ? cause : errors.workerDied(name, how, cause)));
      if (worker.tasks.length === 0 && cause !== undefined) {
        // An error in something a finished call left behind has no call to reject.
        const text = `A worker died of an error in what a finished call left behind: ${inspect(cause)}`;
        process.emitWarning(text, 'ToThreadWarning');
      }
    }
  }

  /** Puts the tasks a lost worker has not started back into the queue, and ends the others. */
  function rescue(worker: PoolWorker, reasonFor: (task: Task) => unknown): void {
    counts.replaced++;
    const rescued: Task[] = [];
    for (const task of [...worker.tasks]) {
      task.worker = undefined;
      if (worker.retract(task) && task.transfer.length === 0) rescued.push(task);
      else if (!task.isOver) endTask(task, reasonFor(task));
    }
    queue = new Set([...rescued, ...queue]);
  }

  function endWaiting(reason: unknown, as?: 'aborted'): void {
    for (const task of queue) endTask(task, reason, as);
    queue.clear();
  }

  function endTask(task: Task, reason: unknown, as: 'failed' | 'aborted' = 'failed'): void {
    counts[as]++;
    pending--;
    task.isOver = true;
    task.reject(reason);
  }

  function endIfFinished(): void {
    if (!closed || pending > 0) return;
    workforce.endAll();
    if (workforce.ending.size === 0) end();
  }
}
