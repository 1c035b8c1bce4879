import * as errors from '../errors.ts';
import type { Accounts } from './accounts.ts';
import type { PoolWorker } from './pool-worker.ts';
import { canBeSentAgain, type Task } from './task.ts';
import type { WaitingTasks } from './waiting-tasks.ts';
import type { Workforce } from './workforce.ts';

/** What becomes of the tasks of workers that are lost. */
export class Losses {
  readonly #workforce: Workforce;
  readonly #waiting: WaitingTasks;
  readonly #accounts: Accounts;

  constructor(workforce: Workforce, waiting: WaitingTasks, accounts: Accounts) {
    this.#workforce = workforce;
    this.#waiting = waiting;
    this.#accounts = accounts;
  }

  /** Kills a worker that runs a task nobody waits for any more; its other tasks go to others. */
  lose(worker: PoolWorker): void {
    this.#rescue(worker, ({ name }) => errors.workerDied(name, 'was stopped'));
    this.#workforce.kill(worker);
  }

  /**
   * A worker ended although nobody told it to.
   *
   * @param how completes "The worker …"
   * @param cause its uncaught error
   */
  mourn(worker: PoolWorker, how: string, cause: unknown): void {
    const isOutOfMemory = (cause as { code?: unknown } | undefined)?.code === 'ERR_WORKER_OUT_OF_MEMORY';
    // Others can do what it was given, those that are about to come up among them, and one more that is tried.
    if (!worker.isReady && this.#workforce.cannotStart(worker)) {
      this.#accounts.counts.replaced++;
      const reason = (): Error => errors.workerStartFailed(`it ${how} before it was up.`, cause);
      for (const task of worker.tasks) this.#accounts.end(task, reason());
      this.endWaiting(reason);
    } else {
      this.#rescue(worker, ({ name }) =>
        isOutOfMemory ? errors.raised(cause as Error) : errors.workerDied(name, how, cause),
      );
    }
  }

  /** Ends the tasks that no worker has, each for a reason of its own. */
  endWaiting(reason: () => unknown, as?: 'failed' | 'aborted'): void {
    for (const task of this.#waiting.takeAll()) this.#accounts.end(task, reason(), as);
  }

  /** Puts the tasks a lost worker has not started back into the queue, and ends the others. */
  #rescue(worker: PoolWorker, reasonFor: (task: Task) => unknown): void {
    this.#accounts.counts.replaced++;
    const rescued: Task[] = [];
    for (const task of [...worker.tasks]) {
      if (worker.retract(task) && canBeSentAgain(task)) rescued.push(task);
      else this.#accounts.end(task, reasonFor(task));
    }
    this.#waiting.putBack(rescued);
  }
}
