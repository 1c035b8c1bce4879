import type { Encoded } from '../codec/encoded.ts';
import type { FunctionReference } from '../function-reference/function-reference.ts';
import type { PoolWorker } from './pool-worker.ts';
import { now, type ReplyMessage, type TaskMessage } from '../worker/protocol.ts';

/** One call on its way through the pool. */
export class Task {
  readonly reference: FunctionReference;
  readonly encoded: Encoded;
  readonly submittedAt = now();
  /** The worker's reply. Rejects if there will be none. */
  readonly reply: Promise<ReplyMessage>;
  /** The worker that has it, if one has. */
  worker: PoolWorker | undefined;
  /** Where its claim lives while a worker has it. */
  slot = 0;
  /** Whether it has ended. */
  isOver = false;
  #resolve: (reply: ReplyMessage) => void = () => undefined;
  #reject: (reason: unknown) => void = () => undefined;

  constructor(reference: FunctionReference, encoded: Encoded) {
    this.reference = reference;
    this.encoded = encoded;
    this.reply = new Promise((resolve, reject) => {
      this.#resolve = resolve;
      this.#reject = reject;
    });
  }

  /** Memory that moves with a message is gone after it, so such a task can be sent only once. */
  get canBeSentAgain(): boolean {
    return this.encoded.transfer.length === 0;
  }

  /** What a worker is sent. */
  message(slot: number): TaskMessage {
    const { form, payload } = this.encoded;
    return [slot, this.reference.key, form, payload, this.reference.writesInto];
  }

  succeed(reply: ReplyMessage): void {
    this.isOver = true;
    this.#resolve(reply);
  }

  fail(reason: unknown): void {
    this.isOver = true;
    this.#reject(reason);
  }
}
