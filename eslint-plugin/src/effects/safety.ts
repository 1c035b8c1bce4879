import fs from 'node:fs';
import type { FunctionNode, Node, SourceCode } from '../ast.ts';
import type { BlockingCall } from '../detect/blocking-call.ts';
import type { InlineCallers } from '../detect/inline-callers.ts';
import { reason } from '../fix/reasons.ts';
import type { Reason } from '../fix/reasons.ts';
import { CallSites } from './runs/call-sites.ts';
import { Contention } from './judgement/contention.ts';
import { Facts } from './steps/facts.ts';
import { canTakeTurns, isSafeInTurn } from './judgement/in-turn.ts';
import type { Turn } from './judgement/in-turn.ts';
import { mayUseFilesLater } from './judgement/suspects.ts';
import { judge } from './judgement/judgement.ts';
import type { World } from './judgement/world.ts';
import { Situations } from './runs/situations.ts';
import type { Situation } from './runs/situations.ts';
import { mayChangeFiles } from './steps/file-touches.ts';
import type { Step } from './steps/steps.ts';
import { Stretches } from './functions/stretches.ts';
import { Summaries } from './runs/summaries.ts';
import { endingFunctions } from './judgement/ending.ts';

/** Files with more than this are not followed: characters, and calls that would move. */
const MOST_TEXT = 400_000;
const MOST_CALLS = 400;

/** A blocking call in an async function, that a rewrite would move to another thread. */
export interface MovedCall {
  readonly call: BlockingCall;
  readonly fn: FunctionNode;
}

/** Where a suspension is asked about. */
export interface Place {
  readonly call: Node;
  /** The function that is suspended. */
  readonly fn: FunctionNode;
  /** Whether runs of it are then begun one after the other, without waiting for each. */
  readonly inSeries?: boolean;
}

/**
 * Tells of all suspensions in a file whether they can change what the program does. What the functions do is found out
 * once, when it is first asked for.
 */
export class Safety {
  readonly #summaries: Summaries;
  readonly #situations: Situations;
  readonly #contention: Contention;
  readonly #ending: ReadonlySet<FunctionNode>;
  /** What a file that is not followed has too much of. */
  readonly #excess: string | undefined;
  readonly #moved: ReadonlyMap<Node, MovedCall>;
  readonly #unmoved: readonly Node[];
  readonly #verdicts: ReadonlyMap<Node, Reason | undefined>;
  /** The same situations are judged in more than one world. */
  readonly #situationsOf = new Map<Step, readonly Situation[] | 'too many'>();
  /** Whether runs of a function can take turns, by the first of the statements. */
  readonly #turns = new Map<Node, boolean>();
  #serialVerdicts: ReadonlyMap<Node, Reason | undefined> | undefined;
  /** The blocking calls, and those that may change files. */
  readonly #blocking: { readonly all: readonly Node[]; readonly changing: readonly Node[] };
  /** The file once it is known which calls move. */
  readonly #settledWorld: World;

  /**
   * @param blocking all blocking calls of the file
   * @param moved those that move to other threads unless they are refused here
   */
  constructor(
    sourceCode: SourceCode,
    callers: InlineCallers,
    blocking: ReadonlyMap<Node, BlockingCall>,
    moved: readonly MovedCall[],
    serial: boolean,
  ) {
    const facts = new Facts(sourceCode, callers, blocking);
    this.#summaries = new Summaries(facts);
    this.#moved = new Map(moved.map((call) => [call.call.node, call]));
    const stretches = new Stretches(sourceCode, facts.callbacks);
    const sites = new CallSites(stretches, this.#summaries);
    this.#situations = new Situations(sites, this.#summaries);
    this.#contention = new Contention(stretches, this.#summaries);
    // Nobody reads, or fixes, what a generator has written.
    this.#excess = excessOf(sourceCode.text.length, moved.length);
    this.#ending = this.#excess ? new Set() : endingFunctions(sites, sourceCode);
    this.#unmoved = [...blocking.keys()].filter((node) => !this.#moved.has(node));
    this.#blocking = {
      all: [...blocking.keys()],
      changing: [...blocking].filter(([, call]) => mayChangeFiles(call)).map(([node]) => node),
    };
    // Calls that stay where they are wait for nobody.
    const staying = new Set(this.#unmoved);
    this.#verdicts = this.#judgeAll(staying, serial);
    this.#settledWorld = this.#world(staying, serial);
  }

  /** Why a blocking call that is moved may change what the program does. */
  of(call: Node): Reason | undefined {
    return this.#verdicts.get(call);
  }

  /** The same for its asynchronous twin, which keeps no order among the calls on a path. */
  ofTwin(call: Node): Reason | undefined {
    const moved = this.#moved.get(call);
    const world = { ...this.#settledWorld, isOrdered: () => false, hasUnordered: () => true };
    return this.of(call) ?? (moved && this.#judge({ call, fn: moved.fn }, world));
  }

  /** Why a suspension at a call, which may be of any kind, may change what the program does. */
  at(place: Place): Reason | undefined {
    return this.#judge(place, this.#settledWorld);
  }

  /** Why a blocking call may change what the program does even if no function of the file ever runs twice at once. */
  ofSerial(call: Node): Reason | undefined {
    this.#serialVerdicts ??= this.#judgeAll(new Set(this.#unmoved), true);
    return this.#serialVerdicts.get(call);
  }

  /** Whether a blocking call leaves the program as it is once runs of its function take turns on some statements. */
  isSafeInTurn(place: Place, statements: readonly Node[]): boolean {
    const { fn } = place;
    const situations = this.#situationsAt(place);
    const turn = { fn, statements, summaries: this.#summaries, world: this.#settledWorld };
    return (
      !this.#ending.has(fn) &&
      situations !== undefined &&
      this.#canTakeTurns(turn) &&
      isSafeInTurn(place.call, turn, situations)
    );
  }

  #canTakeTurns(turn: Turn): boolean {
    const [first] = turn.statements;
    if (!first) return false;
    let can = this.#turns.get(first);
    if (can === undefined) {
      const situations = this.#situationsAt({ call: first, fn: turn.fn });
      can = situations !== undefined && canTakeTurns(turn, first, situations);
      this.#turns.set(first, can);
    }
    return can;
  }

  /** A call that has to stay is one more that others have to mind. */
  #judgeAll(staying: Set<Node>, serial: boolean): ReadonlyMap<Node, Reason | undefined> {
    const verdicts = new Map<Node, Reason | undefined>();
    const world = this.#world(staying, serial);
    for (let isSettled = false; !isSettled;) {
      isSettled = true;
      for (const [node, { fn }] of this.#moved) {
        if (verdicts.get(node)) continue;
        const verdict = this.#judge({ call: node, fn }, world);
        verdicts.set(node, verdict);
        if (!verdict) continue;
        staying.add(node);
        isSettled = false;
      }
    }
    return verdicts;
  }

  #judge(place: Place, world: World): Reason | undefined {
    const { call, fn, inSeries = false } = place;
    if (this.#ending.has(fn)) return reason('exit');
    if (this.#excess) return reason('too large', { size: this.#excess });
    // What the analysis has not come by is not shown to be safe.
    if (!this.#stepAt(place)) return reason('not followed');
    const situations = this.#situationsAt(place);
    if (!situations) return reason('too many callers');
    for (const situation of situations) {
      const found = judge(call, inSeries ? { ...situation, inSeries } : situation, world);
      if (found) return found;
    }
    return this.#summaries.isCutShort || this.#summaries.facts.places.isCutShort
      ? reason('too deep')
      : undefined;
  }

  #stepAt({ call, fn }: Place): Step | undefined {
    return this.#excess ? undefined : this.#summaries.stepsOf(fn).ofCall.get(call);
  }

  #situationsAt(place: Place): readonly Situation[] | undefined {
    const step = this.#stepAt(place);
    if (!step) return undefined;
    let situations = this.#situationsOf.get(step);
    if (!situations) {
      situations = this.#situations.of(step, place.fn, this.#touchesOf(step)) ?? 'too many';
      this.#situationsOf.set(step, situations);
    }
    return situations === 'too many' ? undefined : situations;
  }

  #world(staying: ReadonlySet<Node>, serial: boolean): World {
    const isOrdered = (node: Node) => !staying.has(node) && isKeptInOrder(this.#moved.get(node));
    const mayUse = askedAsItGrows(staying, () => this.#blocking.all.some((node) => !isOrdered(node)));
    const mayChange = askedAsItGrows(staying, () => this.#blocking.changing.some((node) => !isOrdered(node)));
    return {
      summaries: this.#summaries,
      contention: this.#contention,
      serial,
      isOrdered,
      hasUnordered: ({ does }) =>
        mayUseFilesLater(this.#summaries.facts.sourceCode) || (does === 'look' ? mayChange() : mayUse()),
    };
  }

  #touchesOf(step: Step) {
    if (step.type === 'block') return step.touches;
    return step.type === 'run' ? this.#summaries.ofLeaves([step], 'after', true).touches : [];
  }
}

/** A question about a set that only grows, and whose answer stays yes once it is: asked again when it has grown. */
function askedAsItGrows(set: ReadonlySet<unknown>, ask: () => boolean): () => boolean {
  let asked = -1;
  let answer = false;
  return () => {
    if (!answer && asked !== set.size) [asked, answer] = [set.size, ask()];
    return answer;
  };
}

function excessOf(characters: number, calls: number): string | undefined {
  if (characters > MOST_TEXT) return `more than ${MOST_TEXT.toLocaleString('en')} characters`;
  return calls > MOST_CALLS ? `more than ${MOST_CALLS} blocking calls in async code` : undefined;
}

/** The modules whose functions the runtime knows to be those of `fs`, so that it keeps their order on a path. */
const IN_ORDER = new Set(['fs', 'fs-extra', 'graceful-fs']);

function isKeptInOrder(moved: MovedCall | undefined): boolean {
  // A call that is in the code already, of the runtime, has its place in the order.
  if (!moved) return true;
  const { module, export: name } = moved.call.entry;
  return IN_ORDER.has(module) && name.replace('.native', '') in fs;
}
