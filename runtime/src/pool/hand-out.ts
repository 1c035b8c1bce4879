import { now } from '../worker/protocol.ts';
import type { PoolWorker } from './pool-worker.ts';
import type { Task } from './task.ts';

/** A worker with fewer tasks than this is given more while the queue has any. */
const LOW = 16;

/**
 * Bytes of results that a worker may produce ahead of the main thread. More would pile up where that is slower, and
 * workers that go on regardless keep the processor from it and its garbage collector.
 */
const AHEAD = 2 * 1024 * 1024;

/** What a worker is given however large its results are: a task to run and one to follow. */
const LEAST_AHEAD = 2;

/**
 * How many more tasks a worker should be given.
 *
 * @param resultSize bytes in a result, as the latest ones show
 */
export function roomAhead({ tasks }: PoolWorker, resultSize: number): number {
  return tasks.length < LOW ? Math.max(LEAST_AHEAD, Math.ceil(AHEAD / resultSize)) - tasks.length : 0;
}

/** Bytes in the payload of a reply, if it is nothing but bytes. */
export function sizeOf(payload: unknown): number {
  return ArrayBuffer.isView(payload) ? payload.byteLength : 0;
}

/**
 * Takes up to `most` tasks for a worker out of the queue. One that cannot be taken back from it goes alone, and to an
 * idle worker only, since elsewhere it might wait behind a long one.
 */
export function takeFrom(queue: Task[], worker: PoolWorker, most: number): Task[] {
  const tasks: Task[] = [];
  let wanted = Math.min(most, worker.room);
  let passed = 0;
  for (const task of queue) {
    const isAlone = !task.canBeSentAgain;
    if (wanted <= 0 || (isAlone && worker.tasks.length + tasks.length > 0)) break;
    passed++;
    if (task.isOver) continue;
    tasks.push(task);
    wanted = isAlone ? 0 : wanted - 1;
  }
  queue.splice(0, passed);
  return tasks;
}

/**
 * Takes back half of what a worker has not started, or all of it if what it runs takes longer than that should.
 *
 * @param runTime milliseconds a task takes, as the latest tasks show
 */
export function stealFrom(victim: PoolWorker, most: number, runTime: number): Task[] {
  const [first] = victim.tasks;
  // The first task of a worker that is up is running or about to.
  const waiting = victim.tasks.slice(victim.isReady ? 1 : 0);
  const runningFor = now() - Math.max(victim.restedAt, first?.submittedAt ?? 0);
  const isStuck = runningFor > waiting.length * runTime;
  const wanted = Math.min(most, isStuck ? waiting.length : Math.ceil(waiting.length / 2));
  const stolen: Task[] = [];
  for (const task of waiting.reverse()) {
    if (stolen.length < wanted && task.canBeSentAgain && victim.retract(task)) stolen.unshift(task);
  }
  return stolen;
}
