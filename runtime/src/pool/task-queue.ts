import type { Task } from './task.ts';

/** Tasks that no worker has been given, first in first out. Every operation takes constant time. */
export class TaskQueue {
  #tasks: (Task | undefined)[] = [];
  #head = 0;
  #length = 0;

  /** How many tasks wait; those that were removed do not count. */
  get length(): number {
    return this.#length;
  }

  push(task: Task): void {
    this.#tasks.push(task);
    this.#length++;
  }

  /** Puts tasks that were taken back in front of all others. */
  putBack(tasks: readonly Task[]): void {
    this.#tasks = [...tasks, ...this.#tasks.slice(this.#head)];
    this.#head = 0;
    this.#length += tasks.length;
  }

  /**
   * The next tasks for one worker. One that cannot be taken back from it goes alone, and to an idle worker only, since
   * elsewhere it might wait behind a long one.
   */
  take(most: number, isIdle: boolean): Task[] {
    const tasks: Task[] = [];
    while (tasks.length < most) {
      const task = this.#peek();
      if (task === undefined) break;
      if (!task.canBeSentAgain && (!isIdle || tasks.length > 0)) break;
      this.shift();
      tasks.push(task);
      if (!task.canBeSentAgain) break;
    }
    return tasks;
  }

  shift(): Task | undefined {
    const task = this.#peek();
    if (task === undefined) return undefined;
    this.#tasks[this.#head++] = undefined;
    this.#length--;
    if (this.#head === this.#tasks.length) {
      this.#tasks = [];
      this.#head = 0;
    } else if (this.#head > 1024 && this.#head * 2 > this.#tasks.length) {
      this.#tasks = this.#tasks.slice(this.#head);
      this.#head = 0;
    }
    return task;
  }

  /** Accounts for a task that ended while it was in the queue; it is dropped when its turn comes. */
  dropOne(): void {
    this.#length--;
  }

  /** The next task, which stays in the queue. */
  #peek(): Task | undefined {
    while (this.#tasks[this.#head]?.isOver === true) this.#tasks[this.#head++] = undefined;
    return this.#tasks[this.#head];
  }
}
