import { isFunction } from '../ast.ts';
import type { FunctionNode, Node } from '../ast.ts';
import { bodyName } from '../detect/function-name.ts';
import { conflicts } from './location.ts';
import type { Touch } from './location.ts';
import { idOf } from './places.ts';
import { isLoop, runsOnce } from './single-run.ts';
import type { Summaries } from './summaries.ts';

/** A function, and something that it does. */
export interface Rival {
  readonly fn: FunctionNode;
  readonly touch: Touch;
  /** Whether the function is one of those that are suspended, so that it is another run of it. */
  readonly isOwn?: boolean;
}

/** What is asked of rivals. */
export interface Contest {
  /** The call at which a run is suspended, and the functions that are. */
  readonly call: Node;
  readonly functions: readonly FunctionNode[];
  /** Whether a cache that is filled meanwhile makes a difference, as it does where a run does more than fill it. */
  readonly strict: boolean;
  /** Which calls of other runs count, of those that use files. */
  readonly counts: (touch: Touch) => boolean;
}

/**
 * What all functions of a file do, by location: who could come between two steps of a run. A constructor is none of
 * them, as far as the object goes that it makes: nobody else has it yet.
 */
export class Contention {
  readonly #byRoot = new Map<string, Rival[]>();
  readonly #summaries: Summaries;

  constructor(functions: readonly FunctionNode[], summaries: Summaries) {
    this.#summaries = summaries;
    for (const fn of functions) {
      const made = madeClass(fn);
      const own = made && `this ${idOf(made)}`;
      for (const touch of summaries.of(fn, 'all').touches) {
        if (touch.at.kind === 'memory' && touch.at.root === own) continue;
        for (const key of keysOf(touch)) this.#add(key, { fn, touch });
      }
    }
  }

  /** Those who could get in the way of a touch. */
  rivalsOf(touch: Touch, contest: Contest): readonly Rival[] {
    return this.rivalsOn(touch)
      .filter((rival) => this.#canMeet(touch, rival, contest) && this.#disturbs(touch, rival.touch, contest))
      .map((rival) => (contest.functions.includes(rival.fn) ? { ...rival, isOwn: true } : rival));
  }

  /** Everybody who touches the same location. */
  rivalsOn(touch: Touch): readonly Rival[] {
    return keysOf(touch).flatMap((key) => this.#byRoot.get(key) ?? []);
  }

  #disturbs(touch: Touch, other: Touch, { strict, counts }: Contest): boolean {
    if (other.at.kind === 'file' && !counts(other)) return false;
    if (!strict && isFilling(touch, other)) return false;
    return conflicts(touch, other);
  }

  #canMeet(touch: Touch, { fn }: Rival, { call, functions }: Contest): boolean {
    const owner = touch.at.kind === 'memory' ? touch.at.owner : undefined;
    // Each run has such a variable of its own, and only functions that it has made by then can reach it.
    if (owner && (owner === fn || (functions.some((own) => own === owner) && isLaterThan(fn, call))))
      return false;
    return !functions.includes(fn) || !runsOnce(fn, this.#summaries.facts.sourceCode);
  }

  #add(key: string, rival: Rival): void {
    const rivals = this.#byRoot.get(key);
    if (rivals) rivals.push(rival);
    else this.#byRoot.set(key, [rival]);
  }
}

/** Whether a function is made after a call: in a loop, there may be one of the turn before. */
function isLaterThan(fn: FunctionNode, call: Node): boolean {
  if (fn.range[0] < call.range[1] || fn.type === 'FunctionDeclaration') return false;
  for (let { parent } = call; parent && !isFunction(parent); { parent } = parent) {
    if (isLoop(parent) && parent.range[1] >= fn.range[1]) return false;
  }
  return true;
}

/** Whether one looks whether a cache is filled, and the other fills it. */
function isFilling(a: Touch, b: Touch): boolean {
  return (a.does === 'fill' && b.does === 'look') || (a.does === 'look' && b.does === 'fill');
}

function keysOf({ at }: Touch): string[] {
  if (at.kind === 'file') return ['file'];
  const [first] = at.steps;
  // That the process ends is nobody's rival.
  if (at.root === 'global process' && first === 'exit') return [];
  return at.parameter && first !== undefined ? [at.root, `any ${first}`] : [at.root];
}

/** The class whose instance a constructor makes. */
function madeClass(fn: FunctionNode): Node | undefined {
  const { parent } = fn;
  return parent.type === 'MethodDefinition' && parent.kind === 'constructor'
    ? parent.parent.parent
    : undefined;
}

/** How the reader knows a function: `withdraw`, or by the line where it stands. */
export function functionName(fn: FunctionNode): string {
  const name = bodyName(fn);
  return name === 'anonymous function' ? `the function on line ${fn.loc.start.line}` : `\`${name}\``;
}
