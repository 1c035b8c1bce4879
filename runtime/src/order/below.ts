import { CHANGE_BELOW, CHANGE_CHILD, CHANGES, READ_BELOW, REACHES_CHANGES, REACHES_READS } from './modes.ts';
import { foldersAround, type Access, type Place } from './places.ts';
import type { Group, Queues, Waiter } from './queue.ts';

/** A call, and where it has joined. */
export interface Member extends Waiter {
  /** Notes that it is in a group. */
  joined(group: Group): void;
  /** What it touches without being in the queues of the folders around: a list. */
  loose: Loose | undefined;
}

export interface Loose {
  readonly among: Below;
  readonly member: Member;
  readonly place: string;
  /** Its position among all; -1 if it is no longer loose. */
  index: number;
  readonly next: Loose | undefined;
}

/**
 * The reads, or the changes, that are in folders. They have to be in the queues of the folders, too, for calls that touch
 * all that is in one. Programs seldom make such calls, so until there is one the others are kept loose, which costs a
 * tenth of joining the queues.
 */
export class Below {
  readonly #queues: Queues;
  readonly #isForChanges: boolean;
  readonly #reaches: number;
  readonly #loose: Loose[] = [];
  /** Calls that are not over and reach into folders. */
  #reaching = 0;

  constructor(queues: Queues, what: 'reads' | 'changes') {
    this.#queues = queues;
    this.#isForChanges = what === 'changes';
    this.#reaches = this.#isForChanges ? REACHES_CHANGES : REACHES_READS;
  }

  /** To be called before a call joins a place: if it reaches into folders, what is in there comes before it. */
  settle(modes: number): void {
    if ((modes & this.#reaches) === 0) return;
    for (const loose of this.#loose.splice(0)) {
      loose.index = -1;
      this.#joinFolders(loose.place, loose.member);
    }
  }

  /** Adds a place that a call touches. */
  add(place: Place, member: Member): void {
    if (typeof place === 'number') return;
    if (this.#reaching > 0) {
      this.#joinFolders(place, member);
    } else {
      member.loose = { among: this, member, place, index: this.#loose.length, next: member.loose };
      this.#loose.push(member.loose);
    }
  }

  remove(loose: Loose): void {
    const { index } = loose;
    const last = this.#loose[index] === loose ? this.#loose.pop() : undefined;
    if (last === undefined || last === loose) return;
    this.#loose[index] = last;
    last.index = index;
  }

  /** A call that touches a place in these ways has come, or is over. */
  count(modes: number, change: 1 | -1): void {
    if ((modes & this.#reaches) !== 0) this.#reaching += change;
  }

  #joinFolders(place: string, member: Member): void {
    for (const [folder, mode] of intentsAt(place, this.#isForChanges)) {
      member.joined(this.#queues.join(folder, mode, member));
    }
  }
}

/** All that a call touches, once for each place, and the folders around: what it does to one place it does at once. */
export function together(accesses: readonly Access[]): Map<Place, number> {
  const all = new Map<Place, number>();
  const add = ([place, modes]: Access): void => {
    all.set(place, (all.get(place) ?? 0) | modes);
  };
  for (const access of accesses) {
    add(access);
    const [place, modes] = access;
    if (typeof place === 'string') intentsAt(place, isChange(modes)).forEach(add);
  }
  return all;
}

/** What a call does to the folders around the place that it touches. */
function intentsAt(place: string, isForChange: boolean): Access[] {
  const otherwise = isForChange ? CHANGE_BELOW : READ_BELOW;
  return foldersAround(place).map((folder, depth) => [
    folder,
    isForChange && depth === 0 ? CHANGE_CHILD : otherwise,
  ]);
}

function isChange(modes: number): boolean {
  return (modes & CHANGES) !== 0;
}
