import { setImmediate as drain } from 'node:timers/promises';
import type { Choose } from './choices.ts';

/** Something that can happen next, at its own time. */
interface Event {
  readonly happen: () => void;
  /** Whether it can happen now; by default it always can. */
  readonly isDue: (() => boolean) | undefined;
}

/**
 * The event loop of a run, in which everything that takes time (timers, requests, child processes, worker threads,
 * the client) comes in an order that is chosen. Between two events the program runs until only events can go on.
 */
export class EventLoop {
  readonly #choose: Choose;
  #events: Event[] = [];

  constructor(choose: Choose) {
    this.#choose = choose;
  }

  add(happen: () => void, isDue?: () => boolean): void {
    this.#events.push({ happen, isDue });
  }

  /** Lets events happen until there are no more, or until it is told to stop. */
  async run(isOver: () => boolean): Promise<void> {
    while (!isOver()) {
      const due = this.#events.filter(({ isDue }) => isDue?.() ?? true);
      const event = due[due.length > 1 ? this.#choose(due.length) : 0];
      if (!event) return;
      this.#events = this.#events.filter((other) => other !== event);
      event.happen();
      await drain();
    }
  }
}
