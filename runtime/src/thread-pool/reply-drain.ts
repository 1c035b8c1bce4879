import { decode } from '../common/common.ts';
import type { PoolWorkerEvents } from '../pool/pool-worker.ts';
import { INITIALIZER, now, type ReplyMessage } from '../worker/protocol.ts';
import * as Status from '../worker/status.ts';
import type { ThreadWorker } from './thread-worker.ts';

/** Milliseconds of handling replies after which the event loop gets its turn. */
const BUDGET = 1.5;

/** Replies between two looks at the clock. */
const STRIDE = 8;

/**
 * Takes replies from all workers of a pool. An event on one port is enough to collect from every port: receiving a
 * message directly costs far less than having an event for it. Not without end, though: collecting a thousand large
 * results in one go would be a stall of its own.
 */
export class ReplyDrain {
  readonly #events: PoolWorkerEvents;
  readonly #workers = new Set<ThreadWorker>();
  #isPaused = false;

  constructor(events: PoolWorkerEvents) {
    this.#events = events;
  }

  add(worker: ThreadWorker): void {
    this.#workers.add(worker);
  }

  delete(worker: ThreadWorker): void {
    this.#workers.delete(worker);
  }

  /** Handles a reply that came with an event, and all others that are there. */
  receive(worker: ThreadWorker, reply: ReplyMessage): void {
    this.deliver(worker, reply);
    this.#drain();
  }

  deliver(worker: ThreadWorker, reply: ReplyMessage): void {
    worker.countReply();
    const [slot, status, form, payload] = reply;
    if (slot !== INITIALIZER) {
      this.#events.onReply(worker, reply);
    } else if (status === Status.READY) {
      worker.isReady = true;
      this.#events.onReady();
    } else if (status !== Status.RETURNED) {
      this.#events.onInitializerFailed(decode(form, payload));
    }
  }

  #drain(): void {
    const deadline = now() + BUDGET;
    let count = 0;
    for (const worker of this.#workers) {
      while (worker.hasReplies) {
        const reply = worker.receive();
        if (reply === undefined) break;
        this.deliver(worker, reply);
        if (++count % STRIDE === 0 && now() > deadline) {
          this.#pause();
          return;
        }
      }
    }
    if (this.#isPaused) this.#resume();
    this.#events.onDrained();
  }

  #pause(): void {
    if (!this.#isPaused) for (const worker of this.#workers) worker.stopListening();
    this.#isPaused = true;
    this.#events.onDrained();
    setImmediate(() => {
      this.#drain();
    });
  }

  #resume(): void {
    this.#isPaused = false;
    for (const worker of this.#workers) worker.listen();
  }
}
