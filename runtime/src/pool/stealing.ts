import type { PoolWorker } from './pool-worker.ts';
import type { Task } from './task.ts';

/** Takes back half of what the busiest worker has not started, but no more than there is room for. */
export function steal(workers: Iterable<PoolWorker>, room: number): Task[] {
  let victim: PoolWorker | undefined;
  for (const worker of workers) {
    if (worker.tasks.length > (victim?.tasks.length ?? 0)) victim = worker;
  }
  if (victim === undefined) return [];
  // The first task of a worker that is up is running or about to.
  const waiting = victim.tasks.slice(victim.isReady ? 1 : 0);
  const stolen: Task[] = [];
  const wanted = Math.min(room, Math.ceil(waiting.length / 2));
  for (const task of waiting.reverse()) {
    if (stolen.length === wanted) break;
    if (task.canBeSentAgain && victim.retract(task)) stolen.push(task);
  }
  return stolen.reverse();
}
