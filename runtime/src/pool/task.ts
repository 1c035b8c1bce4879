import type { Transferable } from 'node:worker_threads';
import type { Turn } from '../order/turn.ts';
import type { ReplyMessage, TaskMessage } from '../worker/protocol.ts';
import type { PoolWorker } from './pool-worker.ts';

/** One call on its way through the pool. */
export interface Task {
  /** The name of the function. */
  readonly name: string;
  /** What a worker is sent. The slot in it says where its claim lives while a worker has it. */
  readonly message: TaskMessage;
  /** Memory that moves with the message. It is gone after it, so a task with any can be sent only once. */
  readonly transfer: readonly Transferable[];
  readonly submittedAt: number;
  /** Its place in the order of calls that touch the same files, if it touches any. */
  readonly turn: Turn | undefined;
  /** The worker that has it, if one has. */
  worker?: PoolWorker | undefined;
  /** Whether it has ended. */
  isOver: boolean;
  /** Takes the worker's reply. */
  readonly resolve: (reply: ReplyMessage) => void;
  /** Takes the reason why there will be none. */
  readonly reject: (reason: unknown) => void;
}
