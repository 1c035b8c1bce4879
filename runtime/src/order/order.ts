import { Below, together } from './below.ts';
import type { Footprint } from './footprints.ts';
import { Lingering } from './lingering.ts';
import { CHANGES, REACHES_CHANGES } from './modes.ts';
import { accessesOf, areRelated } from './places.ts';
import { Queues } from './queue.ts';
import { OrderedTurn, type Turn } from './turn.ts';

/**
 * Keeps calls that touch the same files in the order in which they were made. The turn of a call comes when all calls
 * before it are over that change what it touches, or touch what it changes. Each waits for earlier ones only, so none
 * waits for ever unless an earlier one lasts for ever.
 */
export class Order {
  readonly #queues = new Queues();
  readonly #below = [new Below(this.#queues, 'reads'), new Below(this.#queues, 'changes')] as const;
  /** The paths behind descriptors, as far as calls have opened them. */
  readonly #paths = new Map<number, string>();
  readonly #lingering = new Lingering();
  /** A call that came when there was no other. It is in no queue before there is one. */
  #lone: OrderedTurn | undefined;

  /** At how many places there are calls that are not over. */
  get size(): number {
    return this.#queues.size + Number(this.#lone !== undefined);
  }

  /**
   * Gives a call of a function with such a footprint its place in the order.
   *
   * @returns undefined if there is nothing to keep in order: the arguments name no place
   */
  enter(footprint: Footprint, args: readonly unknown[]): Turn | undefined {
    const accesses = accessesOf(footprint, args, this.#pathBehind);
    const [first] = accesses;
    if (first === undefined) return undefined;
    const [place] = first;
    const turn = new OrderedTurn(accesses, this.#lingering, this.#end);
    if (this.#lone === undefined && this.#queues.size === 0) {
      this.#lone = turn;
    } else {
      if (this.#lone) this.#join(this.#lone);
      this.#lone = undefined;
      this.#join(turn);
    }
    const descriptor = footprint[0]?.descriptor;
    if (descriptor === 'opened' && typeof place === 'string') {
      turn.returns = (result) => {
        if (typeof result === 'number') this.#paths.set(result, place);
      };
    }
    // Later calls that are given the descriptor wait for this one anyway. After it the number may be another file's.
    if (descriptor === 'closed' && typeof place === 'number') this.#paths.delete(place);
    return turn;
  }

  #join(turn: OrderedTurn): void {
    const { accesses } = turn;
    const [first, second] = accesses;
    // One by one, what it touches would wait for each other.
    const isEntwined = first && second && (accesses.length > 2 || areRelated(first[0], second[0]));
    for (const access of isEntwined ? together(accesses) : accesses) {
      const [place, modes] = access;
      // Most calls reach into no folder.
      const reachesInto = (modes & REACHES_CHANGES) === 0 ? [] : this.#below;
      for (const below of reachesInto) below.settle(modes);
      turn.joined(this.#queues.join(place, modes, turn));
      if (!isEntwined) this.#below[(modes & CHANGES) === 0 ? 0 : 1].add(place, turn);
      for (const below of reachesInto) below.count(modes, 1);
    }
  }

  readonly #end = (turn: OrderedTurn): void => {
    const { groups = [] } = turn;
    if (this.#lone === turn) this.#lone = undefined;
    for (let { loose } = turn; loose; loose = loose.next) loose.among.remove(loose);
    for (const { modes } of groups) {
      if ((modes & REACHES_CHANGES) !== 0) for (const below of this.#below) below.count(modes, -1);
    }
    for (const group of groups) this.#queues.leave(group);
  };

  readonly #pathBehind = (descriptor: number): string | undefined => this.#paths.get(descriptor);
}
