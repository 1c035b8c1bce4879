import type { ExecutorStats, ShutdownOptions } from '../executor/executor.ts';
import type { Task } from './task.ts';

/** What does tasks: the workers of this machine, or those of others. */
export interface TaskPool {
  stats(): ExecutorStats;
  /** Starts workers ahead of the first task, if there are not as many. */
  warmUp(count: number): void;
  /** The initializer has failed: no task can be done any more. */
  fail(cause: unknown): void;
  /**
   * Announces a task that is not ready to be submitted: a shutdown waits for it.
   *
   * @throws if no tasks are taken
   */
  expect(): void;
  /** The announced task is submitted now, or never will be. */
  unexpect(): void;
  /** Resolves when there is a place for one more task, or none will be taken any more. Who asks first is told first. */
  ready(): Promise<void>;
  /**
   * @param wasExpected whether it was announced
   * @param hasPlace whether it is not for this pool to say how many there may be
   * @throws if it cannot be taken
   */
  submit(task: Task, wasExpected: boolean, hasPlace: boolean): void;
  /** Whether a worker has begun it, as far as is known. */
  hasBegun(task: Task): boolean;
  /** Takes back a task that no worker has begun, and ends it with that reason; false if it is too late for that. */
  cancel(task: Task, reason: unknown): boolean;
  /** Ends the task now with that reason: it is never started, or its worker is stopped. */
  abort(task: Task, reason: unknown): void;
  shutdown(options: ShutdownOptions): Promise<void>;
  terminate(): Promise<void>;
}
