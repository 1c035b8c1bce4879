import { contains, isFunction } from '../../ast.ts';
import type { FunctionNode, Node, SourceCode } from '../../ast.ts';
import { bodyName } from '../../detect/function-name.ts';
import type { ClassNode } from '../../detect/execution-context.ts';
import { baseClass } from '../../detect/local-function.ts';
import { conflicts, mayConflict } from '../memory/location.ts';
import type { Touch } from '../memory/location.ts';
import { idOf } from '../memory/ids.ts';
import { isLoop, runsOnce, runsOnlyWithin } from '../functions/single-run.ts';
import type { Stretches } from '../functions/stretches.ts';
import type { Summaries } from '../runs/summaries.ts';
import { isExit } from './exits.ts';
import { isMadeBefore } from './made-folders.ts';
import { Suspects } from './suspects.ts';
import { tellsAbsence } from './told-absence.ts';

/** A function, and something that it does. */
export interface Rival {
  readonly fn: FunctionNode;
  readonly touch: Touch;
  /** Whether the function is one of those that are suspended, so that it is another run of it. */
  readonly isOwn?: boolean;
}

/** Those who touch what belongs to one root. */
interface Rivals {
  readonly changing: Rival[];
  readonly looking: Rival[];
}

/** Those whose touch conflicts with one, among so many functions as were known by then. */
interface Conflicts {
  readonly among: number;
  readonly rivals: readonly Rival[];
}

/** What is asked of rivals. */
export interface Contest {
  /** The call at which a run is suspended, and the functions that are. */
  readonly call: Node;
  readonly functions: readonly FunctionNode[];
  /** Whether a cache that is filled meanwhile makes a difference, as it does where a run does more than fill it. */
  readonly strict: boolean;
  /** The function whose other runs wait for this one. */
  readonly alone?: FunctionNode | undefined;
  /** Which calls of other runs count, of those that use files. */
  readonly counts: (touch: Touch) => boolean;
}

/**
 * What all functions of a file do, by location: who could come between two steps of a run. A constructor is none of
 * them, as far as the object goes that it makes: nobody else has it yet. Functions are looked into when somebody asks for
 * a location whose name they mention.
 */
export class Contention {
  readonly #byRoot = new Map<string, Rivals>();
  readonly #known = new Set<FunctionNode>();
  readonly #conflicts = new Map<Touch, Conflicts>();
  /** The same without those that have to do with a function. */
  readonly #conflictsBesides = new Map<FunctionNode, Map<Touch, Conflicts>>();
  readonly #suspects: Suspects;
  readonly #summaries: Summaries;

  constructor(stretches: Stretches, summaries: Summaries) {
    this.#suspects = new Suspects(stretches, summaries.facts);
    this.#summaries = summaries;
  }

  /** Those who could get in the way of a touch. */
  rivalsOf(touch: Touch, contest: Contest): readonly Rival[] {
    // Other runs of the same do what it does, by whatever names.
    for (const fn of contest.functions) this.#add(fn);
    const { alone } = contest;
    return (alone ? this.#besides(alone, touch) : this.#conflicting(touch))
      .filter(
        (rival) =>
          disturbs(touch, rival, contest, this.#summaries.facts.sourceCode) &&
          this.#canMeet(touch, rival, contest),
      )
      .map((rival) => (this.isOwn(rival, contest.functions) ? { ...rival, isOwn: true } : rival));
  }

  /** Whether a rival is another run of suspended functions: one of them, or who does it by running the outermost. */
  isOwn({ fn, touch }: Rival, functions: readonly FunctionNode[]): boolean {
    return (
      functions.includes(fn) ||
      this.#summaries.facts.callbacks.parts.stretchAround(touch.node) === functions.at(-1)
    );
  }

  /** Those whose touch conflicts with one, which is asked about at each call that it comes before or after. */
  #conflicting(touch: Touch): readonly Rival[] {
    this.#lookFor(touch);
    const known = this.#conflicts.get(touch);
    if (known?.among === this.#known.size) return known.rivals;
    const conflicting = this.#rivalsOn(touch).filter((rival) => mayConflict(touch, rival.touch));
    this.#conflicts.set(touch, { among: this.#known.size, rivals: conflicting });
    return conflicting;
  }

  /** Those of them that get there without running a function, whose callers do what it does only by running it. */
  #besides(alone: FunctionNode, touch: Touch): readonly Rival[] {
    let ofTouches = this.#conflictsBesides.get(alone);
    if (!ofTouches) this.#conflictsBesides.set(alone, (ofTouches = new Map<Touch, Conflicts>()));
    const conflicting = this.#conflicting(touch);
    const known = ofTouches.get(touch);
    if (known?.among === this.#known.size) return known.rivals;
    const { parts } = this.#summaries.facts.callbacks;
    const rivals = conflicting.filter(
      ({ fn, touch: other }) => fn !== alone && parts.stretchAround(other.node) !== alone,
    );
    ofTouches.set(touch, { among: this.#known.size, rivals });
    return rivals;
  }

  /** Everybody whose touch of the same location makes a difference to one who touches it so. */
  rivalsOn(touch: Touch): readonly Rival[] {
    this.#lookFor(touch);
    return this.#rivalsOn(touch);
  }

  /** Looks into the functions that may touch the same location. */
  #lookFor(touch: Touch): void {
    if (isExit(touch)) return;
    for (const fn of this.#suspects.of(touch)) this.#add(fn);
  }

  #rivalsOn(touch: Touch): readonly Rival[] {
    const found = keysOf(touch).map((key) => {
      const { changing, looking } = this.#byRoot.get(key) ?? NOBODY;
      // Who only looks minds nobody who does, and most do.
      return touch.does === 'look' || looking.length === 0 ? changing : [...changing, ...looking];
    });
    const [only, another] = found;
    return another && another.length > 0 ? [...(only ?? []), ...another] : (only ?? []);
  }

  #add(fn: FunctionNode): void {
    if (this.#known.has(fn)) return;
    this.#known.add(fn);
    const made = madeClass(fn);
    const own = made && `this ${idOf(baseClass(made, this.#summaries.facts.sourceCode))}`;
    for (const touch of this.#summaries.of(fn, 'all').touches) {
      // What is handed back to the file runs by itself, too.
      if (touch.isGuess || (touch.at.kind === 'memory' && touch.at.root === own)) continue;
      for (const key of keysOf(touch)) {
        let rivals = this.#byRoot.get(key);
        if (!rivals) this.#byRoot.set(key, (rivals = { changing: [], looking: [] }));
        insert({ fn, touch }, touch.does === 'look' ? rivals.looking : rivals.changing);
      }
    }
  }

  #canMeet(touch: Touch, { fn, touch: other }: Rival, { call, functions }: Contest): boolean {
    const owner = touch.at.kind === 'memory' ? touch.at.owner : undefined;
    // Each run has such a variable of its own, and only functions that it has made by then can reach it.
    if (owner && (owner === fn || (functions.some((own) => own === owner) && isLaterThan(fn, call))))
      return false;
    const { sourceCode } = this.#summaries.facts;
    // What only a single run calls goes on with it.
    const isAlone = functions.every((own) => runsOnce(own, sourceCode));
    if (isAlone && !functions.includes(fn) && runsOnlyWithin(fn, functions, sourceCode)) return false;
    if (!runsOnce(fn, sourceCode)) return true;
    // Who runs once, and only by way of the suspended function, is the suspended run itself.
    return !functions.includes(fn) && !functions.some((own) => contains(own, other.node));
  }
}

/** Whether what a rival does makes a difference to a touch, of those that conflict with it. */
function disturbs(
  touch: Touch,
  { fn, touch: other }: Rival,
  { strict, counts, functions }: Contest,
  sourceCode: SourceCode,
): boolean {
  if (other.at.kind === 'file' && !counts(other)) return false;
  const isIdle = (!strict && isFilling(touch, other)) || isFilledBy(touch, other) || isFilledBy(other, touch);
  const [look, fill] = touch.does === 'look' ? [touch, other] : [other, touch];
  if (isIdle && !tellsAbsence(look, fill, sourceCode)) return false;
  if (isMadeBefore(touch, other) || isMadeBefore(other, touch)) return false;
  return !functions.includes(fn) || conflicts(touch, other);
}

/** Whether one looks at what the other fills, and would have filled it itself just so. */
function isFilledBy(look: Touch, fill: Touch): boolean {
  return fill.does === 'fill' && fill.at.kind === 'memory' && look.filledBy?.includes(fill.node) === true;
}

const NOBODY: Rivals = { changing: [], looking: [] };

/**
 * Rivals stand in an order that does not depend on what has been asked before, since the first one is named to the
 * reader: who does it himself comes before those that run him.
 */
function insert(rival: Rival, rivals: Rival[]): void {
  let low = 0;
  let high = rivals.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    const other = rivals[middle];
    if (other && nearestFirst(other, rival) <= 0) low = middle + 1;
    else high = middle;
  }
  rivals.splice(low, 0, rival);
}

function nearestFirst(a: Rival, b: Rival): number {
  const isFar = ({ fn, touch }: Rival) => Number(!contains(fn, touch.node));
  return isFar(a) - isFar(b) || a.fn.range[0] - b.fn.range[0];
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
  const isPair = (a.does === 'fill' && b.does === 'look') || (a.does === 'look' && b.does === 'fill');
  // What was in a file before it was written is used; a cache is asked only whether there is something.
  if (a.at.kind === 'file' || b.at.kind === 'file') return false;
  const [look, fill] = a.does === 'look' ? [a.at, b.at] : [b.at, a.at];
  // How much there is in a cache is another question than what.
  return isPair && fill.steps.every((step, index) => step === look.steps[index]);
}

function keysOf(touch: Touch): string[] {
  const { at } = touch;
  if (at.kind === 'file') return ['file'];
  // That the process ends is nobody's rival.
  if (isExit(touch)) return [];
  const [first] = at.steps;
  return at.parameter && first !== undefined ? [at.root, `any ${first}`] : [at.root];
}

/** The class whose instance a constructor makes. */
function madeClass(fn: FunctionNode): ClassNode | undefined {
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
