import type { FunctionNode, Node } from '../ast.ts';
import type { Touch } from './location.ts';
import type { Leaf, RunLeaf, Step, Steps } from './steps.ts';
import { EMPTY, together } from './summaries.ts';
import type { Summaries, Summary } from './summaries.ts';
import { Substitution } from './substitution.ts';

/**
 * A suspension, seen from one way by which the program comes to it: what was done before it in one go, what comes after
 * it, and what its callers do meanwhile who do not wait.
 */
export interface Situation {
  /** The functions that are suspended, the innermost first. */
  readonly functions: readonly FunctionNode[];
  readonly before: Summary;
  /** What is done at the suspension itself. */
  readonly at: readonly Touch[];
  readonly after: Summary;
  /** What callers go on with that do not wait for what comes after. */
  readonly meanwhile: Summary;
  /** The call that is not awaited. */
  readonly unawaited: Node | undefined;
  /** Whether runs are begun one after the other by somebody who does not wait for each. */
  readonly inSeries: boolean;
  /** Whether all that is done in the first tick of the function comes before. */
  readonly isFirstTick: boolean;
}

/** A place where a function of the file is run, or handed to somebody. */
export interface CallSite {
  readonly leaf: Leaf;
  readonly container: Container;
  readonly isRepeated: boolean;
}

/** A function that has call sites in it, or the program. */
export interface Container {
  readonly fn: FunctionNode | undefined;
  readonly steps: Steps;
}

const MOST = 16;
const MAX_DEPTH = 4;

/** A suspension while it is followed to the callers. */
interface Followed extends Situation {
  readonly start: boolean;
  readonly end: boolean;
}

export class Situations {
  readonly #summaries: Summaries;
  readonly #sites: ReadonlyMap<Node, readonly CallSite[]>;

  constructor(containers: readonly Container[], summaries: Summaries) {
    this.#summaries = summaries;
    this.#sites = sitesIn(containers);
  }

  /** The places that run a function, or get hold of it. */
  sitesOf(fn: Node): readonly CallSite[] {
    return this.#sites.get(fn) ?? [];
  }

  /** All ways by which the program comes to a step of a function. */
  of(step: Step, fn: FunctionNode, at: readonly Touch[]): readonly Situation[] {
    const steps = this.#summaries.stepsOf(fn);
    const before = this.#summaries.stretch(step, steps, 'before');
    const after = this.#summaries.stretch(step, steps, 'after');
    const found: Followed[] = [
      {
        functions: [fn],
        before: this.#summaries.ofLeaves(before.leaves, 'before'),
        at,
        after: this.#summaries.ofLeaves(after.leaves, 'after'),
        meanwhile: EMPTY,
        unawaited: undefined,
        inSeries: false,
        isFirstTick: before.reachesCaller,
        start: before.reachesCaller,
        end: after.reachesCaller,
      },
    ];
    // The list grows while it is walked.
    for (const situation of found) {
      if (found.length > MOST || situation.functions.length > MAX_DEPTH) break;
      found.push(...this.#fromCallers(situation));
    }
    return found;
  }

  #fromCallers(situation: Followed): Followed[] {
    const fn = situation.functions.at(-1);
    if (!fn || (!situation.start && !situation.end)) return [];
    return this.sitesOf(fn).flatMap((site): Followed[] => {
      const { leaf, container } = site;
      const outer = container.fn;
      if (outer && situation.functions.includes(outer)) return [];
      if (leaf.type === 'later') {
        return leaf.ordered ? [{ ...situation, inSeries: true, start: false, end: false }] : [];
      }
      return leaf.type === 'run' ? [this.#fromRun(situation, leaf, site, fn)] : [];
    });
  }

  #fromRun(inner: Followed, run: RunLeaf, { container, isRepeated }: CallSite, fn: FunctionNode): Followed {
    const words = new Substitution(run, fn, this.#summaries.facts);
    const { steps } = container;
    const before = inner.start
      ? this.#summaries.stretch(run, steps, 'before')
      : { leaves: [], reachesCaller: false };
    const next = this.#summaries.stretch(run, steps, 'after');
    const isAwaited = run.mode !== 'begun';
    const after =
      isAwaited && inner.end ? next : { leaves: [], reachesCaller: isAwaited ? false : inner.end };
    const meanwhile = isAwaited ? [] : next.leaves;
    const own = (summary: Summary) => ({ ...words.of(summary), made: summary.made, used: summary.used });
    return {
      functions: container.fn ? [...inner.functions, container.fn] : inner.functions,
      before: together(this.#summaries.ofLeaves(before.leaves, 'before'), own(inner.before)),
      at: inner.at.flatMap((touch) => words.touches(touch)),
      after: together(own(inner.after), this.#summaries.ofLeaves(after.leaves, 'after')),
      meanwhile: together(own(inner.meanwhile), this.#summaries.ofLeaves(meanwhile, 'after')),
      unawaited: inner.unawaited ?? (isAwaited ? undefined : run.node),
      inSeries: inner.inSeries || (!isAwaited && isRepeated),
      isFirstTick: inner.isFirstTick && before.reachesCaller,
      start: before.reachesCaller && container.fn !== undefined,
      end: isAwaited && after.reachesCaller && container.fn !== undefined,
    };
  }
}

/** Where functions are run and handed over. */
function sitesIn(containers: readonly Container[]): Map<Node, CallSite[]> {
  const sites = new Map<Node, CallSite[]>();
  for (const container of containers) visit(container.steps.root, container, false, sites);
  return sites;
}

function visit(step: Step, container: Container, isRepeated: boolean, sites: Map<Node, CallSite[]>): void {
  switch (step.type) {
    case 'all':
      for (const part of step.steps) visit(part, container, isRepeated, sites);
      break;
    case 'either':
      for (const way of step.ways) visit(way, container, isRepeated, sites);
      break;
    case 'repeat':
      visit(step.body, container, true, sites);
      break;
    case 'attempt':
      for (const part of [step.block, step.handler, step.finalizer]) {
        if (part) visit(part, container, isRepeated, sites);
      }
      break;
    case 'run':
    case 'later':
      for (const body of step.type === 'run' ? step.bodies : step.functions) {
        const known = sites.get(body);
        const site = { leaf: step, container, isRepeated };
        if (known) known.push(site);
        else sites.set(body, [site]);
      }
      break;
  }
}
