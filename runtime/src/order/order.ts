import { Below, together } from './below.ts';
import type { Footprint } from './footprints.ts';
import { Lingering } from './lingering.ts';
import { accessesOf, areRelated, type Access } from './places.ts';
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

  /** At how many places there are calls that are not over. */
  get size(): number {
    return this.#queues.size;
  }

  /**
   * Gives a call of a function with such a footprint its place in the order.
   *
   * @returns undefined if there is nothing to keep in order: the arguments name no place
   */
  enter(footprint: Footprint, args: readonly unknown[]): Turn | undefined {
    const accesses = accessesOf(footprint, args, this.#pathBehind);
    const [first, second] = accesses;
    if (first === undefined) return undefined;
    const [place] = first;
    const turn = new OrderedTurn(this.#lingering, this.#end);
    // One by one, what it touches would wait for each other.
    const isEntwined = second !== undefined && (accesses.length > 2 || areRelated(place, second[0]));
    for (const access of isEntwined ? together(accesses) : accesses) this.#join(access, turn, !isEntwined);
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

  #join(access: Access, turn: OrderedTurn, isAlone: boolean): void {
    const [place, modes] = access;
    for (const below of this.#below) below.settle(modes);
    turn.groups.push(this.#queues.join(place, modes, turn));
    for (const below of this.#below) {
      if (isAlone) below.add(access, turn);
      below.count(modes, 1);
    }
  }

  readonly #end = ({ groups, loose }: OrderedTurn): void => {
    for (const below of this.#below) {
      for (const each of loose) below.remove(each);
      for (const { modes } of groups) below.count(modes, -1);
    }
    for (const group of groups) this.#queues.leave(group);
  };

  readonly #pathBehind = (descriptor: number): string | undefined => this.#paths.get(descriptor);
}
