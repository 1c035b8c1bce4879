import type { Encoded } from '../codec/encoded.ts';
import type { FunctionReference } from '../function-reference/function-reference.ts';
import type { PoolWorker } from './pool-worker.ts';
import { now, type ReplyMessage, type TaskMessage } from '../worker/protocol.ts';

/** How a call ended: a reply to decode, or a reason to reject with. */
export type Ending = { readonly reply: ReplyMessage } | { readonly reason: unknown };

/** One call on its way through the pool. */
export class Task {
  readonly reference: FunctionReference;
  readonly encoded: Encoded;
  readonly submittedAt = now();
  /** Resolves when the call has ended, however it ended. */
  readonly ended: Promise<Ending>;
  /** The worker that has it, if one has. */
  worker: PoolWorker | undefined;
  /** Where its claim lives while a worker has it. */
  slot = -1;
  /** Whether it has ended. */
  isOver = false;
  #end: (ending: Ending) => void = () => undefined;

  constructor(reference: FunctionReference, encoded: Encoded) {
    this.reference = reference;
    this.encoded = encoded;
    this.ended = new Promise((resolve) => {
      this.#end = resolve;
    });
  }

  /** Memory that moves with a message is gone after it, so such a task can be sent only once. */
  get canBeSentAgain(): boolean {
    return this.encoded.transfer.length === 0;
  }

  /** What a worker is sent. */
  message(): TaskMessage {
    const { form, payload } = this.encoded;
    return [this.slot, this.reference.key, form, payload, this.reference.writesInto];
  }

  end(ending: Ending): void {
    this.isOver = true;
    this.#end(ending);
  }
}
