import { bodyName } from './function-name.ts';
import type { Body } from './local-function.ts';

/**
 * Which sync functions of a file block, and through which calls: the blocking calls are the sources, and the
 * news travels from callee to caller. Every function is looked at once, whatever the recursion.
 */

/** Where a blocking call is written. */
export interface SourcePlace {
  /** Counted from one. */
  readonly line: number;
  /** Absent for the linted file itself. */
  readonly file?: string;
}

/** The way from a call to a blocking function. */
export interface BlockingWay {
  /** The functions on the way, the called one first and the blocking one last. */
  readonly names: readonly string[];
  readonly source: SourcePlace;
}

/** Why a function blocks: through another function of the file, or by a way of its own. */
type Cause = { readonly callee: Body } | { readonly way: BlockingWay };

export class CallGraph {
  readonly #causes = new Map<Body, Cause>();
  readonly #harmless = new Set<Body>();

  /** Notes that a function is not to be taken for blocking, whatever it calls. */
  addHarmless(body: Body): void {
    this.#harmless.add(body);
    this.#causes.delete(body);
  }

  /** Notes that a function blocks by what its own body does. Only the first such way counts. */
  addBlocking(body: Body, way: BlockingWay): void {
    this.#add(body, { way });
  }

  /**
   * Carries the news from callee to caller, nearest first, so that every way is a shortest one.
   *
   * @param callersOf finds the functions that call one; it is asked once for each function that blocks
   */
  settle(callersOf: (body: Body) => Iterable<Body>): void {
    // The map grows while it is walked.
    for (const callee of this.#causes.keys()) {
      for (const caller of callersOf(callee)) this.#add(caller, { callee });
    }
  }

  /** The way from a function to what blocks. To be asked after `settle`, of functions that block. */
  way(start: Body): BlockingWay {
    const names: string[] = [];
    let body = start;
    for (;;) {
      names.push(bodyName(body));
      const cause = this.#causes.get(body);
      if (!cause || 'way' in cause) {
        return { names: [...names, ...(cause?.way.names ?? [])], source: cause?.way.source ?? { line: 0 } };
      }
      body = cause.callee;
    }
  }

  #add(body: Body, cause: Cause): void {
    if (!this.#causes.has(body) && !this.#harmless.has(body)) this.#causes.set(body, cause);
  }
}
