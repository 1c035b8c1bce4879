import type { Task } from './task.ts';

/** The tasks that no worker has. */
export class WaitingTasks {
  /**
   * Those that a worker may be given, first in first out. Those that are over go when it is tidied. Not a `Set`: the
   * tables that one has outgrown keep tasks alive until the slow kind of garbage collection, which halves throughput.
   */
  queue: Task[] = [];
  #isDirty = false;
  /** Those whose turn has not come. */
  readonly #held = new Set<Task>();

  get held(): number {
    return this.#held.size;
  }

  add(task: Task): void {
    this.queue.push(task);
  }

  /** Puts tasks that no worker has started before all others. */
  putBack(tasks: readonly Task[]): void {
    for (const task of tasks) task.worker = undefined;
    this.queue.unshift(...tasks);
  }

  /** Keeps a task out of the queue until it is released. */
  hold(task: Task): void {
    this.#held.add(task);
  }

  release(task: Task): void {
    if (this.#held.delete(task)) this.add(task);
  }

  /** Takes out a task that is over. */
  remove(task: Task): void {
    if (!this.#held.delete(task)) this.#isDirty = true;
  }

  tidy(): void {
    if (this.#isDirty) this.queue = this.queue.filter(({ isOver }) => !isOver);
    this.#isDirty = false;
  }

  takeAll(): Task[] {
    const all = [...this.queue.splice(0), ...this.#held];
    this.#held.clear();
    return all;
  }
}
