import { setImmediate } from '../node.ts';
import { now, type ReplyMessage } from '../worker/protocol.ts';
import type { PoolWorker } from './pool-worker.ts';

/** Milliseconds of handling replies after which the event loop gets its turn. */
const BUDGET = 1.5;

/** Replies between two looks at the clock. */
const STRIDE = 8;

/**
 * Takes in what workers have replied: to receive a reply directly costs far less than an event for it. If they take too
 * long, which a thousand large results would, the rest waits for the event loop to have its turn.
 */
export class Replies {
  readonly #workers: ReadonlySet<PoolWorker>;
  readonly #settle: (worker: PoolWorker, reply: ReplyMessage) => void;
  readonly #drained: () => void;
  /** Whether replies wait for the event loop to have its turn. */
  #isPaused = false;

  /**
   * @param workers those whose replies are drained
   * @param settle takes a reply
   * @param drained called when there are no more, or no more for now
   */
  constructor(
    workers: ReadonlySet<PoolWorker>,
    settle: (worker: PoolWorker, reply: ReplyMessage) => void,
    drained: () => void,
  ) {
    this.#workers = workers;
    this.#settle = settle;
    this.#drained = drained;
  }

  /** All that a worker has replied so far, whatever time it takes: what it has said before it is stopped counts. */
  hear(worker: PoolWorker): void {
    for (let reply = worker.receive?.(); reply; reply = worker.receive?.()) this.#settle(worker, reply);
  }

  /** The replies that have arrived at any worker. */
  drain(): void {
    const deadline = now() + BUDGET;
    let count = 0;
    let isLate = false;
    for (const worker of this.#workers) {
      let reply;
      while (!isLate && (reply = worker.receive?.())) {
        this.#settle(worker, reply);
        isLate = ++count % STRIDE === 0 && now() > deadline;
      }
    }
    if (isLate !== this.#isPaused) for (const worker of this.#workers) worker.listen?.(!isLate);
    this.#isPaused = isLate;
    if (isLate) {
      setImmediate(() => {
        this.drain();
      });
    }
    this.#drained();
  }
}
