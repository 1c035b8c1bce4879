import type { BlockingWay } from './call-graph.ts';

/**
 * Finds out which functions of a whole program block, from one function outwards: through the calls in its body, those
 * in the bodies they run, and so on across files. What was found stays known.
 */

/** A function that another one runs. */
export interface Callee<Fn> {
  readonly fn: Fn;
  readonly name: string;
}

/** What running a function comes to, as far as its own body tells. */
export interface Steps<Fn> {
  /** The functions that it runs. */
  readonly callees: readonly Callee<Fn>[];
  /** Ways to what blocks that begin with its name. */
  readonly ways: readonly BlockingWay[];
}

/** A function on the way, with the way back. */
interface Step<Fn> extends Callee<Fn> {
  readonly from: Step<Fn> | undefined;
}

export class WaySearch<Fn> {
  readonly #stepsOf: (callee: Callee<Fn>) => Steps<Fn> | undefined;
  readonly #known = new Map<Fn, BlockingWay | null>();
  /** Functions from which nothing but lookups can be reached, if that. */
  readonly #lookupsAtMost = new Set<Fn>();

  /** @param stepsOf what a function does when it is called; nothing where it does not run then */
  constructor(stepsOf: (callee: Callee<Fn>) => Steps<Fn> | undefined) {
    this.#stepsOf = stepsOf;
  }

  /**
   * The way from a function to what blocks. Breadth first, so that the way found is a shortest one and recursion ends.
   * One that ends at a lookup counts where there is no other.
   */
  from(start: Callee<Fn>): BlockingWay | undefined {
    const steps: Step<Fn>[] = [{ ...start, from: undefined }];
    const seen = new Set([start.fn]);
    let lookup: { readonly step: Step<Fn>; readonly way: BlockingWay } | undefined;
    for (const step of steps) {
      const known = this.#known.get(step.fn);
      if (known === null || (lookup && this.#lookupsAtMost.has(step.fn))) continue;
      const own = known ? { ways: [known], callees: [] } : this.#stepsOf(step);
      for (const way of own?.ways ?? []) {
        if (!way.isLookup || this.#lookupsAtMost.has(start.fn)) return this.#remember(step, way);
        lookup ??= { step, way };
      }
      for (const callee of own?.callees ?? []) {
        if (seen.has(callee.fn)) continue;
        seen.add(callee.fn);
        steps.push({ ...callee, from: step });
      }
    }
    // What can be reached from here blocks no more than this, or not at all.
    for (const fn of seen) {
      if (lookup) this.#lookupsAtMost.add(fn);
      else this.#known.set(fn, null);
    }
    return lookup && this.#remember(lookup.step, lookup.way);
  }

  #remember(step: Step<Fn>, way: BlockingWay): BlockingWay {
    this.#known.set(step.fn, way);
    return step.from ? this.#remember(step.from, { ...way, names: [step.from.name, ...way.names] }) : way;
  }
}
