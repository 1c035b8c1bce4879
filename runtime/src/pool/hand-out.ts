import { now } from '../worker/protocol.ts';
import type { PoolWorker } from './pool-worker.ts';
import type { Task } from './task.ts';

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
