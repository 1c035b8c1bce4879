import fs from 'node:fs';
import type { FunctionNode, Node, SourceCode } from '../ast.ts';
import type { BlockingCall } from '../detect/blocking-call.ts';
import type { InlineCallers } from '../detect/inline-callers.ts';
import { reason } from '../fix/reasons.ts';
import type { Reason } from '../fix/reasons.ts';
import { CallSites } from './call-sites.ts';
import { Contention } from './contention.ts';
import { Facts } from './facts.ts';
import { judge } from './judgement.ts';
import { Situations } from './situations.ts';
import type { Step } from './steps.ts';
import { Stretches } from './stretches.ts';
import { EMPTY, Summaries } from './summaries.ts';
import { endingFunctions } from './ending.ts';

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
  readonly #serial: boolean;
  readonly #moved: ReadonlyMap<Node, MovedCall>;
  readonly #verdicts = new Map<Node, Reason | undefined>();
  /** Calls that stay where they are, so that they wait for nobody. */
  readonly #staying = new Set<Node>();

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
    this.#serial = serial;
    this.#moved = new Map(moved.map((call) => [call.call.node, call]));
    const stretches = new Stretches(sourceCode, facts.callbacks);
    const sites = new CallSites(stretches, this.#summaries);
    this.#situations = new Situations(sites, this.#summaries);
    this.#contention = new Contention(stretches, this.#summaries);
    this.#ending = endingFunctions(sites, sourceCode);
    for (const node of blocking.keys()) if (!this.#moved.has(node)) this.#staying.add(node);
    this.#judgeAll();
  }

  /** Why a blocking call that is moved may change what the program does. */
  of(call: Node): Reason | undefined {
    return this.#verdicts.get(call);
  }

  /** The same for its asynchronous twin, which keeps no order among the calls on a path. */
  ofTwin(call: Node): Reason | undefined {
    const moved = this.#moved.get(call);
    return this.of(call) ?? (moved && this.#judge({ call, fn: moved.fn }, true));
  }

  /** Why a suspension at a call, which may be of any kind, may change what the program does. */
  at(place: Place): Reason | undefined {
    return this.#judge(place);
  }

  /** A call that has to stay is one more that others have to mind. */
  #judgeAll(): void {
    for (let isSettled = false; !isSettled;) {
      isSettled = true;
      for (const [node, { fn }] of this.#moved) {
        if (this.#verdicts.get(node)) continue;
        const verdict = this.#judge({ call: node, fn });
        this.#verdicts.set(node, verdict);
        if (!verdict) continue;
        this.#staying.add(node);
        isSettled = false;
      }
    }
  }

  #judge({ call, fn, inSeries = false }: Place, isTwin = false): Reason | undefined {
    if (this.#ending.has(fn)) return reason('exit');
    const steps = this.#summaries.stepsOf(fn);
    const step = steps.ofCall.get(call);
    // What the analysis has not come by is not shown to be safe.
    if (!step) return reason('not followed');
    const world = {
      summaries: this.#summaries,
      contention: this.#contention,
      serial: this.#serial,
      isOrdered: (node: Node) => !isTwin && !this.#staying.has(node) && isKeptInOrder(this.#moved.get(node)),
    };
    for (const situation of this.#situations.of(step, fn, this.#touchesOf(step))) {
      const found = judge(call, inSeries ? { ...situation, inSeries } : situation, world);
      if (found) return found;
    }
    return undefined;
  }

  #touchesOf(step: Step) {
    if (step.type === 'block') return step.touches;
    return step.type === 'run' ? this.#summaries.ofLeaves([step], 'after', true).touches : EMPTY.touches;
  }
}

/** The modules whose functions the runtime knows to be those of `fs`, so that it keeps their order on a path. */
const IN_ORDER = new Set(['fs', 'fs-extra', 'graceful-fs']);

function isKeptInOrder(moved: MovedCall | undefined): boolean {
  // A call that is in the code already, of the runtime, has its place in the order.
  if (!moved) return true;
  const { module, export: name } = moved.call.entry;
  return IN_ORDER.has(module) && name.replace('.native', '') in fs;
}
