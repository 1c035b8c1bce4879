import { isIdle, roomIn, type PoolWorker } from './pool-worker.ts';
import { canBeSentAgain, type Task } from './task.ts';
import type { Workforce } from './workforce.ts';

/** A worker with fewer tasks than this is given more while the queue has any. */
const LOW = 16;

/**
 * Bytes of results that a worker may produce ahead of the main thread, and of arguments that it may be given. More would
 * pile up where the other side is slower, and workers that go on regardless keep the processor from the main thread and
 * its garbage collector.
 */
const AHEAD = 2 * 1024 * 1024;

/** What a worker is given however large its results are: a task to run and one to follow. */
const LEAST_AHEAD = 2;

/**
 * Gives workers that run dry their share of the queue, and idle ones what others have not started.
 *
 * @param resultSize bytes in a result, as the latest ones show
 */
export function handOut(
  workforce: Workforce,
  queue: Task[],
  resultSize: number,
  send: (worker: PoolWorker, tasks: readonly Task[]) => void,
): void {
  const { workers } = workforce;
  if (queue.length > 0) {
    const share = Math.ceil(queue.length / workers.size);
    // Idle workers come first.
    for (const worker of [...workers].sort((a, b) => a.tasks.length - b.tasks.length)) {
      send(worker, takeFrom(queue, worker, Math.min(share, roomAhead(worker, resultSize))));
    }
  }
  for (const worker of workers) {
    if (!isIdle(worker)) continue;
    const busiest = workforce.busiest();
    if (busiest === undefined) break;
    send(worker, stealFrom(busiest, roomIn(worker)));
  }
}

/** How many more tasks a worker should be given. */
function roomAhead({ tasks }: PoolWorker, resultSize: number): number {
  return tasks.length < LOW ? Math.max(LEAST_AHEAD, Math.ceil(AHEAD / resultSize)) - tasks.length : 0;
}

/**
 * Takes up to `most` tasks for a worker out of the queue. One that cannot be taken back from it goes alone, and to an
 * idle worker only, since elsewhere it might wait behind a long one.
 */
export function takeFrom(queue: Task[], worker: PoolWorker, most: number): Task[] {
  const tasks: Task[] = [];
  const wanted = Math.min(most, roomIn(worker));
  let isAlone = false;
  let bytes = worker.tasks.reduce((sum, { size }) => sum + size, 0);
  for (const task of queue) {
    if (isAlone || tasks.length >= wanted) break;
    isAlone = task.transfer.length > 0;
    const ahead = worker.tasks.length + tasks.length;
    bytes += task.size;
    if ((isAlone && ahead > 0) || (bytes > AHEAD && ahead >= LEAST_AHEAD)) break;
    tasks.push(task);
  }
  queue.splice(0, tasks.length);
  return tasks;
}

/** Takes back half of what a worker has not started: it may be in a long call, or may soon get to them. */
function stealFrom(victim: PoolWorker, most: number): Task[] {
  // The first task of a worker that is up is running or about to.
  const waiting = victim.tasks.slice(Number(victim.isReady));
  const wanted = Math.min(most, Math.ceil(waiting.length / 2));
  const stolen: Task[] = [];
  for (const task of waiting.reverse()) {
    if (stolen.length < wanted && canBeSentAgain(task) && victim.retract(task)) stolen.unshift(task);
  }
  return stolen;
}
