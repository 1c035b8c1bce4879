import type { Loose, Member } from './below.ts';
import type { Lingering } from './lingering.ts';
import type { Access } from './places.ts';
import type { Group } from './queue.ts';

/** A call's place in the order. */
export interface Turn {
  /** Whether all is over that the call has to wait for. */
  readonly hasCome: boolean;
  /** Calls the listener once the turn has come, if it has not. Not if the turn is left before. */
  whenCome(listener: () => void): void;
  /** The call is over, or will not be made. Doing this again does nothing. */
  leave(): void;
  /** Nobody cares for the call any more, but what it does may go on until `leave` is called. */
  linger(): void;
  /** Takes notice of what the call returns, if that is of interest. */
  readonly returns: ((result: unknown) => void) | undefined;
}

export class OrderedTurn implements Turn, Member {
  readonly accesses: readonly Access[];
  groups: Group[] | undefined;
  loose: Loose | undefined;
  obstacles = 0;
  readonly #lingering: Lingering;
  readonly #end: (turn: OrderedTurn) => void;
  /** Set where what the call returns is of interest. */
  returns: ((result: unknown) => void) | undefined;
  #listener: (() => void) | undefined;
  #timer: NodeJS.Timeout | undefined;
  #isOver = false;

  /** @param end takes it out of the order */
  constructor(accesses: readonly Access[], lingering: Lingering, end: (turn: OrderedTurn) => void) {
    this.accesses = accesses;
    this.#lingering = lingering;
    this.#end = end;
  }

  joined(group: Group): void {
    // Almost all are in one group, and an array that has grown takes ten times the memory.
    if (this.groups) this.groups.push(group);
    else this.groups = [group];
  }

  get hasCome(): boolean {
    return this.obstacles === 0;
  }

  whenCome(listener: () => void): void {
    if (this.hasCome || this.#isOver) return;
    this.#listener = listener;
    this.#lingering.count(1);
  }

  begin(): void {
    this.#stopWaiting()?.();
  }

  leave(): void {
    if (this.#isOver) return;
    this.#isOver = true;
    this.#stopWaiting();
    if (this.#timer) this.#lingering.remove(this.#timer);
    this.#end(this);
  }

  linger(): void {
    if (this.#isOver) return;
    this.#timer ??= this.#lingering.add(() => {
      this.leave();
    });
  }

  #stopWaiting(): (() => void) | undefined {
    const listener = this.#listener;
    if (listener) this.#lingering.count(-1);
    this.#listener = undefined;
    return listener;
  }
}
