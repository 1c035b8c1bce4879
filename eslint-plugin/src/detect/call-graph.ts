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
  /** It only asks about paths. No other way is known then. */
  readonly isLookup: boolean;
}

/** Why a function blocks: through another function of the file, or by a way of its own. */
type Cause = { readonly callee: Body } | { readonly way: BlockingWay };

const NOWHERE: BlockingWay = { names: [], source: { line: 0 }, isLookup: false };

export class CallGraph {
  readonly #causes = new Map<Body, Cause>();
  /** The ways to lookups, which count where there is no other. */
  readonly #lookups = new Map<Body, BlockingWay>();
  readonly #harmless = new Set<Body>();

  /** Notes that a function is not to be taken for blocking, whatever it calls. */
  addHarmless(body: Body): void {
    this.#harmless.add(body);
    this.#causes.delete(body);
  }

  /** Notes that a function blocks by what its own body does. Only the first such way counts. */
  addBlocking(body: Body, way: BlockingWay): void {
    if (!way.isLookup) this.#add(body, { way });
    else if (!this.#lookups.has(body)) this.#lookups.set(body, way);
  }

  /**
   * Carries the news from callee to caller, nearest first, so that every way is a shortest one. Lookups come last, so
   * that they count only where nothing else does.
   *
   * @param callersOf finds the functions that call one; it is asked once for each function that blocks
   */
  settle(callersOf: (body: Body) => Iterable<Body>): void {
    this.#carry([...this.#causes.keys()], callersOf);
    const lookups = [...this.#lookups].flatMap(([body, way]) => (this.#add(body, { way }) ? body : []));
    this.#carry(lookups, callersOf);
  }

  /** The way from a function to what blocks. To be asked after `settle`, of functions that block. */
  way(start: Body): BlockingWay {
    const names: string[] = [];
    let body = start;
    for (;;) {
      names.push(bodyName(body));
      const cause = this.#causes.get(body);
      if (!cause || 'way' in cause) {
        const { names: rest, source, isLookup } = cause?.way ?? NOWHERE;
        return { names: [...names, ...rest], source, isLookup };
      }
      body = cause.callee;
    }
  }

  #carry(blocking: Body[], callersOf: (body: Body) => Iterable<Body>): void {
    // The list grows while it is walked.
    for (const callee of blocking) {
      for (const caller of callersOf(callee)) if (this.#add(caller, { callee })) blocking.push(caller);
    }
  }

  /** Notes why a function blocks, unless that is known. Tells whether it is news. */
  #add(body: Body, cause: Cause): boolean {
    if (this.#causes.has(body) || this.#harmless.has(body)) return false;
    this.#causes.set(body, cause);
    return true;
  }
}
