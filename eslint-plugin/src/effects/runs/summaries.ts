import { isFunction } from '../../ast.ts';
import type { Node } from '../../ast.ts';
import type { Body } from '../../detect/local-function.ts';
import type { Facts } from '../steps/facts.ts';
import { bodySteps } from '../steps/function-steps.ts';
import { touchKey } from '../memory/location.ts';
import type { Touch } from '../memory/location.ts';
import { after, backwards, before, forwards } from './slices.ts';
import type { Stretch } from './slices.ts';
import { stepsOf } from '../steps/steps.ts';
import type { Leaf, Made, RunLeaf, Step, Steps } from '../steps/steps.ts';
import { Substitution } from './substitution.ts';

/** What a stretch of code does, the functions of the file that it runs included. */
export interface Summary {
  readonly touches: readonly Touch[];
  /** Calls of code that nobody knows. */
  readonly worlds: readonly {
    readonly node: Node;
    readonly name: string;
    readonly isOwn: boolean;
  }[];
  readonly registers: readonly Extract<Leaf, { type: 'register' }>[];
  /** Functions of the file that may run from then on. */
  readonly begun: readonly Begun[];
  readonly made: readonly Made[];
  readonly used: readonly Extract<Leaf, { type: 'used' }>[];
}

/** Functions that are set going, and go on by themselves. */
interface Begun {
  readonly node: Node;
  readonly functions: readonly Body[];
}

export const EMPTY: Summary = { touches: [], worlds: [], registers: [], begun: [], made: [], used: [] };

/** Which part of a function: all of it, until it first waits, or since it last waited. */
type Part = 'all' | 'end' | 'start';

/** Longer chains of calls are not followed to their ends: nobody writes them by hand. */
const MAX_DEPTH = 100;

/** Finds out what functions do, each once. */
export class Summaries {
  readonly facts: Facts;
  readonly #steps = new Map<Body, Steps>();
  readonly #summaries = new Map<Body, Partial<Record<Part, Summary>>>();
  readonly #substituted = new Map<RunLeaf, Map<Summary, Summary>>();
  readonly #waiting = new Map<Body, boolean>();
  #depth = 0;
  #isCutShort = false;

  constructor(facts: Facts) {
    this.facts = facts;
  }

  /** Whether some of what functions do is not known, since it is too many calls away. */
  get isCutShort(): boolean {
    return this.#isCutShort;
  }

  stepsOf(body: Body): Steps {
    let steps = this.#steps.get(body);
    if (!steps) this.#steps.set(body, (steps = stepsOf(bodySteps(body, this.facts))));
    return steps;
  }

  /** Whether a run certainly waits at a leaf. */
  readonly waits = (leaf: Leaf): boolean => {
    if (leaf.type === 'suspend') return leaf.joins?.some((run) => this.#runWaits(run)) ?? true;
    return leaf.type === 'run' && (leaf.mode === 'awaited' || leaf.mode === 'given') && this.#runWaits(leaf);
  };

  /** What is done before, or after, a step of a function until it waits. */
  stretch(step: Step, steps: Steps, side: 'after' | 'before'): Stretch {
    return side === 'after' ? after(step, steps, this.waits) : before(step, steps, this.waits);
  }

  /** What is used after a step until it waits for something else than the taker of what a generator yields. */
  usedPastYields(step: Step, steps: Steps): Summary['used'] {
    const waits = (leaf: Leaf) =>
      !(leaf.type === 'suspend' && leaf.node.type === 'YieldExpression') && this.waits(leaf);
    return this.ofLeaves(after(step, steps, waits).leaves, 'after').used;
  }

  /** All that is touched behind a step, whatever the function waits for meanwhile. */
  touchesBehind(step: Step, steps: Steps): readonly Touch[] {
    return this.ofLeaves(after(step, steps, () => false).leaves, 'after', true).touches;
  }

  of(body: Body, part: Part): Summary {
    let known = this.#summaries.get(body);
    if (!known) this.#summaries.set(body, (known = {}));
    const found = known[part];
    if (found) return found;
    // Functions that call each other end here.
    known[part] = EMPTY;
    if (this.#depth > MAX_DEPTH) {
      this.#isCutShort = true;
      return EMPTY;
    }
    this.#depth++;
    const { root } = this.stepsOf(body);
    const leaves: Leaf[] = [];
    if (part === 'end') backwards([root], leaves, this.waits);
    else forwards([root], leaves, part === 'all' ? () => false : this.waits);
    known[part] = this.ofLeaves(leaves, part === 'end' ? 'before' : 'after', part === 'all');
    this.#depth--;
    return known[part];
  }

  /**
   * What leaves come to, with the functions that they run.
   *
   * @param side on which side of a suspension they are: of a function that waits, only its start comes before it does,
   *   and only its end after it did
   */
  ofLeaves(leaves: readonly Leaf[], side: 'after' | 'before', whole = false): Summary {
    const parts = new SummaryParts();
    for (const leaf of leaves) {
      switch (leaf.type) {
        case 'touch':
          parts.touch(leaf.touch);
          break;
        case 'block':
          for (const touch of leaf.touches) parts.touch(touch);
          break;
        case 'world':
          parts.worlds.push(leaf);
          break;
        case 'register':
          parts.registers.push(leaf);
          break;
        case 'later':
          parts.begun.push({ node: leaf.node, functions: leaf.functions });
          break;
        case 'made':
          parts.made.push(leaf.made);
          break;
        case 'used':
          parts.used.push(leaf);
          break;
        case 'run':
          this.#addRun(leaf, side, whole, parts);
          break;
      }
    }
    return parts;
  }

  #addRun(run: RunLeaf, side: 'after' | 'before', whole: boolean, parts: SummaryParts): void {
    for (const body of run.bodies) {
      const waits = this.#bodyWaits(body);
      const part: Part = whole || !waits ? 'all' : run.mode === 'begun' || side === 'after' ? 'start' : 'end';
      const found = this.#inWordsOf(run, body, this.of(body, part));
      parts.add(run.isGuess ? { ...EMPTY, touches: found.touches.map(guessed) } : found);
      if (run.mode === 'begun' && isFunction(body) && body.async)
        parts.begun.push({ node: run.node, functions: [body] });
    }
  }

  /** What a function does, in the words of a call of it. The same calls stand before and after many others. */
  #inWordsOf(run: RunLeaf, body: Body, summary: Summary): Summary {
    let known = this.#substituted.get(run);
    if (!known) this.#substituted.set(run, (known = new Map<Summary, Summary>()));
    let substituted = known.get(summary);
    if (!substituted) known.set(summary, (substituted = new Substitution(run, body, this.facts).of(summary)));
    return substituted;
  }

  #runWaits({ bodies }: RunLeaf): boolean {
    return bodies.length > 0 && bodies.every((body) => this.#bodyWaits(body));
  }

  #bodyWaits(body: Body): boolean {
    if (!isFunction(body) || !body.async) return false;
    let waits = this.#waiting.get(body);
    if (waits === undefined) {
      this.#waiting.set(body, false);
      waits = forwards([this.stepsOf(body).root], [], this.waits) === 'waits';
      this.#waiting.set(body, waits);
    }
    return waits;
  }
}

function guessed(touch: Touch): Touch {
  return { ...touch, isGuess: true };
}

/** A summary while it is put together, each touch once. */
class SummaryParts implements Summary {
  readonly touches: Touch[] = [];
  readonly worlds: { node: Node; name: string; isOwn: boolean }[] = [];
  readonly registers: Extract<Leaf, { type: 'register' }>[] = [];
  readonly begun: Begun[] = [];
  readonly made: Made[] = [];
  readonly used: Extract<Leaf, { type: 'used' }>[] = [];
  readonly #keys = new Set<string>();

  touch(touch: Touch): void {
    const key = `${touchKey(touch)} ${touch.does === 'fill' || touch.call ? touch.node.range[0] : ''}`;
    if (this.#keys.has(key)) return;
    this.#keys.add(key);
    this.touches.push(touch);
  }

  add(other: Summary): void {
    for (const touch of other.touches) this.touch(touch);
    this.worlds.push(...other.worlds);
    this.registers.push(...other.registers);
    this.begun.push(...other.begun);
    this.used.push(...other.used);
  }
}

/** What two stretches do together. */
export function together(a: Summary, b: Summary): Summary {
  const parts = new SummaryParts();
  for (const part of [a, b]) {
    parts.add(part);
    parts.made.push(...part.made);
  }
  return parts;
}
