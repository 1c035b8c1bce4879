import type { Node } from '../../ast.ts';
import type { Body } from '../../detect/local-function.ts';
import { idOf } from '../memory/ids.ts';
import { touchKey } from '../memory/location.ts';
import type { Touch } from '../memory/location.ts';
import type { Leaf, LookedUpLeaf, Made } from '../steps/steps.ts';

/** A call of code that nobody knows. */
type World = Pick<Extract<Leaf, { type: 'world' }>, 'isJoined' | 'isOwn' | 'name' | 'node'>;

/** A listener that is set, or what else has to be done in the first tick. */
export type Registration = Extract<Leaf, { type: 'register' }>;

/** A variable is used that may hold a promise or an emitter. */
export type Use = Extract<Leaf, { type: 'used' }>;

/** Functions of the file that are set going, and go on by themselves. */
export interface Begun {
  readonly node: Node;
  readonly functions: readonly Body[];
}

/** What tells of each part of a summary what is in it. What is left out is empty. */
interface SummaryParts {
  readonly touches: () => readonly Touch[];
  readonly worlds: () => readonly World[];
  readonly registers: () => readonly Registration[];
  readonly begun: () => readonly Begun[];
  readonly made: () => readonly Made[];
  readonly used: () => readonly Use[];
  readonly lookedUp: () => readonly LookedUpLeaf[];
}

/**
 * What a stretch of code does, the functions of the file that it runs included. Most of it is never asked for, so that
 * each part is worked out when it first is. Functions that call each other come by themselves while that goes on, and
 * find the part empty: they are followed once.
 */
export class Summary {
  readonly #parts: Partial<SummaryParts>;
  #touches: readonly Touch[] | undefined;
  #worlds: readonly World[] | undefined;
  #registers: readonly Registration[] | undefined;
  #begun: readonly Begun[] | undefined;
  #made: readonly Made[] | undefined;
  #used: readonly Use[] | undefined;
  #lookedUp: readonly LookedUpLeaf[] | undefined;

  constructor(parts: Partial<SummaryParts>) {
    this.#parts = parts;
  }

  get touches(): readonly Touch[] {
    if (!this.#touches) {
      this.#touches = [];
      this.#touches = this.#parts.touches?.() ?? [];
    }
    return this.#touches;
  }

  get worlds(): readonly World[] {
    if (!this.#worlds) {
      this.#worlds = [];
      this.#worlds = this.#parts.worlds?.() ?? [];
    }
    return this.#worlds;
  }

  get registers(): readonly Registration[] {
    if (!this.#registers) {
      this.#registers = [];
      this.#registers = this.#parts.registers?.() ?? [];
    }
    return this.#registers;
  }

  /** Functions of the file that may run from then on. */
  get begun(): readonly Begun[] {
    if (!this.#begun) {
      this.#begun = [];
      this.#begun = this.#parts.begun?.() ?? [];
    }
    return this.#begun;
  }

  get made(): readonly Made[] {
    return (this.#made ??= this.#parts.made?.() ?? []);
  }

  get used(): readonly Use[] {
    if (!this.#used) {
      this.#used = [];
      this.#used = this.#parts.used?.() ?? [];
    }
    return this.#used;
  }

  /** What is done to objects that were looked up. */
  get lookedUp(): readonly LookedUpLeaf[] {
    if (!this.#lookedUp) {
      this.#lookedUp = [];
      this.#lookedUp = this.#parts.lookedUp?.() ?? [];
    }
    return this.#lookedUp;
  }

  /** The same, but for some parts. */
  with(parts: Partial<SummaryParts>): Summary {
    return new Summary({
      touches: () => this.touches,
      worlds: () => this.worlds,
      registers: () => this.registers,
      begun: () => this.begun,
      made: () => this.made,
      used: () => this.used,
      lookedUp: () => this.lookedUp,
      ...parts,
    });
  }
}

export const EMPTY = new Summary({});

/** What two stretches do together. */
export function together(a: Summary, b: Summary): Summary {
  if (a === EMPTY) return b;
  if (b === EMPTY) return a;
  return new Summary({
    touches: () => eachOnce([a.touches, b.touches]),
    worlds: () => merged([a.worlds, b.worlds]),
    registers: () => registeredOnce([a.registers, b.registers]),
    begun: () => merged([a.begun, b.begun]),
    made: () => merged([a.made, b.made]),
    used: () => merged([a.used, b.used]),
    lookedUp: () => merged([a.lookedUp, b.lookedUp]),
  });
}

/** Several lists in one, each thing once: what many functions run is in the lists of all of them. */
export function merged<Item>(lists: readonly (readonly Item[])[]): readonly Item[] {
  const filled = lists.filter(({ length }) => length > 0);
  const [only, another] = filled;
  return another ? [...new Set(filled.flat())] : (only ?? []);
}

/** Several lists of registrations in one: the same call of a listener, in the words of many callers, is one. */
export function registeredOnce(lists: readonly (readonly Registration[])[]): readonly Registration[] {
  const found = new Map<string, Registration>();
  for (const leaf of lists.flat()) {
    const key = [leaf.node, ...leaf.on].map((part) => (typeof part === 'string' ? part : idOf(part))).join();
    if (!found.has(key)) found.set(key, leaf);
  }
  return [...found.values()];
}

/** Several lists of touches in one, each touch once: two are one where nothing that is asked of them differs. */
function eachOnce(lists: readonly (readonly Touch[])[]): readonly Touch[] {
  const filled = lists.filter(({ length }) => length > 0);
  const [only, another] = filled;
  if (!another) return only ?? [];
  const found = new TouchList();
  for (const list of filled) found.addAll(list);
  return found.touches;
}

/** A list of touches that grows, each touch once. */
export class TouchList {
  readonly touches: Touch[] = [];
  readonly #keys = new Set<string>();

  add(touch: Touch): void {
    const key = touchKey(touch);
    if (this.#keys.has(key)) return;
    this.#keys.add(key);
    this.touches.push(touch);
  }

  addAll(touches: readonly Touch[]): void {
    for (const touch of touches) this.add(touch);
  }
}
