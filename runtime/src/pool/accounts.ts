import type { ExecutorStats } from '../executor/executor.ts';
import type { ReplyMessage } from '../worker/protocol.ts';
import * as Status from '../worker/status.ts';
import type { Task } from './task.ts';
import { addTime, noTimes, timingOf } from './times.ts';

/** Ends tasks, each once, and keeps account of them: how many there are, how they ended, and how long they took. */
export class Accounts {
  /** Tasks that have been accepted and are not over. */
  pending = 0;
  /** Bytes in a result, as the latest ones show. */
  resultSize = 0;
  readonly counts = { completed: 0, failed: 0, aborted: 0, replaced: 0 };
  readonly runTime = noTimes();
  readonly #waitTime = noTimes();
  readonly #tell: () => void;

  /** @param tell called whenever a task is over */
  constructor(tell: () => void) {
    this.#tell = tell;
  }

  /** A task has got its reply. */
  settle(task: Task, reply: ReplyMessage): void {
    if (task.isOver) return;
    const [, status, , payload, startedAt, ranFor] = reply;
    // The call is to be made anew.
    if (status === Status.REPLACED) {
      this.#close(task);
      task.resolve(reply);
      return;
    }
    addTime(this.#waitTime, Math.max(0, startedAt - task.submittedAt));
    addTime(this.runTime, ranFor);
    const size = ArrayBuffer.isView(payload) ? payload.byteLength : 0;
    this.resultSize += (size - this.resultSize) / 4;
    this.#close(task, hasReturned(status) ? 'completed' : 'failed');
    task.resolve(reply);
  }

  /** A task will get no reply, for that reason. */
  end(task: Task, reason: unknown, as: 'failed' | 'aborted' = 'failed'): void {
    if (task.isOver) return;
    task.isAborted = as === 'aborted';
    this.#close(task, as);
    task.reject(reason);
  }

  /** @param running how many tasks workers are running */
  stats(running: number): Omit<ExecutorStats, 'workers' | 'abandoned'> {
    return {
      ...this.counts,
      running,
      waiting: this.pending - running,
      waitTime: timingOf(this.#waitTime),
      runTime: timingOf(this.runTime),
    };
  }

  #close(task: Task, as?: 'completed' | 'failed' | 'aborted'): void {
    if (as) this.counts[as]++;
    this.pending--;
    task.isOver = true;
    this.#tell();
  }
}

/** Whether a function came to its end. */
export function hasReturned(status: ReplyMessage[1]): boolean {
  return status === Status.RETURNED || status === Status.RETURNED_TARGET;
}
