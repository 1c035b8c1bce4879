import type { Transferable } from 'node:worker_threads';
import type { Encoded } from '../codec/encoded.ts';
import type { Turn } from '../order/turn.ts';
import type { ReplyMessage, TaskMessage } from '../worker/protocol.ts';

/** One call on its way through the pool. */
export interface Task {
  /** The name of the function. */
  readonly name: string;
  /** What a worker is sent. The slot in it says where its claim lives while a worker has it. */
  readonly message: TaskMessage;
  /** Memory that moves with the message. It is gone after it, so a task with any can be sent only once. */
  transfer: readonly Transferable[];
  /** Bytes of the arguments, roughly, as far as sending copies them. */
  size: number;
  /** See `Encoded`. So far the message has what the caller gave. */
  keep: Encoded['keep'];
  readonly submittedAt: number;
  /** Its place in the order of calls that touch the same files, if it touches any. */
  readonly turn: Turn | undefined;
  /** Where a queue is ordered by it: the smaller, the sooner. */
  readonly priority?: number | undefined;
  /** Milliseconds from being submitted after which whoever has made the call stops it. */
  readonly timeout?: number | undefined;
  /** The worker that has it, if one has. */
  worker?: TaskHolder | undefined;
  /** Whether it has ended. */
  isOver: boolean;
  /** Whether that was before its time. */
  isAborted?: boolean;
  /** Takes the worker's reply. */
  readonly resolve: (reply: ReplyMessage) => void;
  /** Takes the reason why there will be none. */
  readonly reject: (reason: unknown) => void;
}

/** A worker, as far as a task is concerned that it has. */
export interface TaskHolder {
  /** Tasks it has, in the order in which it runs them: the first may be running, the others wait. */
  readonly tasks: readonly Task[];
  /** Whether it has begun a task that it has, or cannot give it back any more. */
  hasBegun(task: Task): boolean;
  /** Takes a task back, unless it has started. */
  retract(task: Task): boolean;
}

/** Makes a task one that can be sent later. */
export function keepArguments(task: Task): void {
  const { keep } = task;
  if (!keep) return;
  const { form, payload, transfer, size = 0 } = keep();
  [task.message[2], task.message[3]] = [form, payload];
  Object.assign(task, { transfer, size, keep: undefined });
}

/** Whether a task that has not started can be sent to another worker. */
export function canBeSentAgain({ transfer, keep }: Task): boolean {
  return transfer.length === 0 && keep === undefined;
}
