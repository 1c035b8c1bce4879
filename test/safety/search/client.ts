import type { Choose } from './choices.ts';
import type { EventLoop } from './event-loop.ts';
import type { ClientCall, Round } from './generated-program.ts';

/**
 * How the client behaves: as its schedule says, or with each call whenever it likes, once what it has waited for is
 * there. All that can come of the second is what callers that do not wait have to reckon with.
 */
export type Client = 'in order' | 'any order';

/** A result that is not there yet; one that never comes is left like this. */
const PENDING = 'pending';

/** The calls of a client, and what has come of them, in the order of the schedule. */
export class Calls {
  readonly results: string[] = [];
  readonly #loop: EventLoop;
  readonly #call: (call: ClientCall) => unknown;

  constructor(loop: EventLoop, call: (call: ClientCall) => unknown) {
    this.#loop = loop;
    this.#call = call;
  }

  /** Starts the calls of a round in one tick, and later those of the next. */
  startInOrder(rounds: readonly Round[], position = 0): void {
    const [round, ...others] = rounds;
    if (!round) return;
    const next = position + round.calls.length;
    for (const [offset, call] of round.calls.entries()) this.#start(position + offset, call);
    this.#loop.add(
      () => {
        this.startInOrder(others, next);
      },
      () => !round.waits || this.#areSettled(next),
    );
  }

  /** Starts calls one by one, any of those that do not wait for others, and several in one tick or not. */
  startInAnyOrder(rounds: readonly Round[], choose: Choose): void {
    let position = 0;
    let after = 0;
    const waiting = new Set<{ position: number; after: number; call: ClientCall }>();
    for (const { calls, waits } of rounds) {
      for (const call of calls) waiting.add({ position: position++, after, call });
      if (waits) after = position;
    }
    const due = () => [...waiting].filter((planned) => this.#areSettled(planned.after));
    const startSome = (): void => {
      do {
        const candidates = due();
        const chosen = candidates[candidates.length > 1 ? choose(candidates.length) : 0];
        if (!chosen) break;
        waiting.delete(chosen);
        this.#start(chosen.position, chosen.call);
      } while (due().length > 0 && choose(2) === 1);
      if (waiting.size > 0) this.#loop.add(startSome, () => due().length > 0);
    };
    this.#loop.add(startSome);
  }

  #areSettled(count: number): boolean {
    const settled = this.results.slice(0, count).filter((result) => result !== PENDING);
    return settled.length === count;
  }

  #start(position: number, call: ClientCall): void {
    this.results[position] = PENDING;
    const made = new Promise((resolve) => {
      resolve(this.#call(call));
    });
    void made.then(
      (value) => (this.results[position] = JSON.stringify(value)),
      (error: unknown) => (this.results[position] = describeError(error)),
    );
  }
}

/** What an error is known by in the outcome of a run. */
export function describeError(error: unknown): string {
  return error instanceof Error ? ((error as NodeJS.ErrnoException).code ?? error.message) : String(error);
}
