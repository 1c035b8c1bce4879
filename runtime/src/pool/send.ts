import { common } from '../common/common.ts';
import * as errors from '../errors.ts';
import type { PoolWorker } from './pool-worker.ts';
import { keepArguments, type Task } from './task.ts';

/**
 * Gives tasks to a worker.
 *
 * @param end takes tasks that cannot be given to any, and why
 */
export function send(
  worker: PoolWorker,
  tasks: readonly Task[],
  end: (task: Task, reason: unknown) => void,
): void {
  if (tasks.length === 0) return;
  for (const task of tasks) task.worker = worker;
  try {
    sendOrKeep(worker, tasks);
  } catch (error) {
    // What cannot be handed over shows only now. A task that hands anything over is alone.
    const reason = errors.reasonOf(error);
    for (const task of tasks) {
      end(task, errors.raised(common().cannotCross(`An argument of ${task.name}`, reason)));
    }
  }
}

function sendOrKeep(worker: PoolWorker, tasks: readonly Task[]): void {
  try {
    worker.send(tasks);
  } catch (error) {
    // What only looks like plain data, as a Proxy can, is copied as such.
    if (tasks.every(({ keep }) => keep === undefined)) throw error;
    tasks.forEach(keepArguments);
    worker.send(tasks);
  }
}
