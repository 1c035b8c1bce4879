import { waitsFor } from './modes.ts';
import type { Place } from './places.ts';

/** A call that may have to wait at several places. */
export interface Waiter {
  /** At how many places it has to wait. */
  obstacles: number;
  /** Called when that has become zero. */
  begin(): void;
}

/**
 * Calls that touch a place in the same ways and do not wait for each other: what readers are between two writers. The
 * groups at a place form a list, in the order in which their calls were made.
 */
export interface Group {
  readonly place: Place;
  readonly modes: number;
  /** Calls that are not over. */
  size: number;
  before: Group | undefined;
  after: Group | undefined;
  /** Its calls, while they have to wait. */
  waiting: Waiter[] | undefined;
  /** Groups that wait for this one to be over, and may then find another one to wait for. */
  followers: Group[] | undefined;
}

/** For every place that is touched the calls that do so, and which of them have to wait for which. */
export class Queues {
  /** The last group at each place. */
  readonly #last = new Map<Place, Group>();

  /** How many places are touched. */
  get size(): number {
    return this.#last.size;
  }

  /** Adds a call at a place. If it has to wait there, that is one obstacle more for it. */
  join(place: Place, modes: number, waiter: Waiter): Group {
    const last = this.#last.get(place);
    const blocking = waitsFor(modes);
    let found = last;
    while (found && found.modes !== modes && (blocking & found.modes) === 0) found = found.before;
    const isSame = found?.modes === modes && (blocking & modes) === 0;
    const group = found && isSame ? found : this.#append(place, modes, last);
    if (found && !isSame) wait(group, found);
    group.size++;
    if (group.waiting) {
      group.waiting.push(waiter);
      waiter.obstacles++;
    }
    return group;
  }

  /** Takes a call that is over out of its group, and lets others begin that had to wait for it. */
  leave(group: Group): void {
    if (--group.size > 0) return;
    const { place, before, after, followers } = group;
    if (before) before.after = after;
    if (after) after.before = before;
    else if (before) this.#last.set(place, before);
    else this.#last.delete(place);
    for (const follower of followers ?? []) if (follower.size > 0) lookAgain(follower);
  }

  #append(place: Place, modes: number, before: Group | undefined): Group {
    const group: Group = {
      ...{ place, modes, size: 0, before },
      ...{ after: undefined, waiting: undefined, followers: undefined },
    };
    if (before) before.after = group;
    this.#last.set(place, group);
    return group;
  }
}

function wait(group: Group, other: Group): void {
  group.waiting ??= [];
  (other.followers ??= []).push(group);
}

/** Finds another group to wait for, or lets the calls begin. */
function lookAgain(group: Group): void {
  const blocking = waitsFor(group.modes);
  let found = group.before;
  while (found && (blocking & found.modes) === 0) found = found.before;
  if (found) {
    wait(group, found);
    return;
  }
  const waiters = group.waiting ?? [];
  group.waiting = undefined;
  for (const waiter of waiters) if (--waiter.obstacles === 0) waiter.begin();
}
