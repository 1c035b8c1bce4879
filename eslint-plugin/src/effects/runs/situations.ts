import { contains, enclosingFunction, isFunction, memberName } from '../../ast.ts';
import type { FunctionNode, Node } from '../../ast.ts';
import { isDroppedPromise } from '../../detect/dropped-promise.ts';
import { referredBodies } from '../../detect/local-function.ts';
import { continuationsOf } from '../functions/continuations.ts';
import type { Touch } from '../memory/location.ts';
import type { CallSite, CallSites } from './call-sites.ts';
import { isPromiseStatic } from '../steps/destinations.ts';
import type { Leaf, RunLeaf, Step } from '../steps/steps.ts';
import { handedTo } from './handed-answers.ts';
import type { Handed } from './handed-answers.ts';
import { waysTo } from './handed-over.ts';
import type { Summaries } from './summaries.ts';
import { EMPTY, together } from './summary.ts';
import type { Summary } from './summary.ts';
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
  /** The part of it that callers do, once the function itself is over. */
  readonly beyond: Summary;
  /** What callers go on with that do not wait for what comes after. */
  readonly meanwhile: Summary;
  /** What is done once the promise of the run is settled, by functions that are given to its `then`. */
  readonly settled: readonly Touch[];
  /** What else callers begin at once that wait for the run among others. */
  readonly beside: readonly Beside[];
  /** The part of what callers go on with that these may come before: not what they do in one tick. */
  readonly later: readonly Touch[];
  /** Whether the function with that call ends then, so that its callers go on, too. */
  readonly goesOn: boolean;
  /** Whether it is the program itself that goes on, so that other modules do which have loaded it. */
  readonly atStart: boolean;
  /** `Promise.race` or `Promise.any`, where the run is one of those that it takes the first of. */
  readonly race: Node | undefined;
  /** `Promise.all`, where the run is one of those whose first error it takes. */
  readonly joined: Node | undefined;
  /** The calls that begin the run without waiting for it at once, by its callers in the tick in which it begins. */
  readonly started: readonly Node[];
  /** The call that is not awaited. */
  readonly unawaited: Node | undefined;
  /** The function that does not wait for it. */
  readonly unawaitedBy: FunctionNode | undefined;
  /** Whether runs are begun one after the other by somebody who does not wait for each. */
  readonly inSeries: boolean;
  /** The functions that run anew each time then. */
  readonly series: readonly FunctionNode[];
  /** Whether that is what calls a listener, for one event after the other. */
  readonly ofEvents?: boolean;
  /** A function that is called by somebody who does not wait for it, and what others look at who are called then. */
  readonly handed?: Handed | undefined;
  /** Whether all that is done in the first tick of the function comes before. */
  readonly isFirstTick: boolean;
}

/** A run that its caller waits for further down, and what that does at once, before it waits. */
interface Beside {
  readonly run: Node;
  /** What the run has still to do. */
  readonly own: readonly Touch[];
  readonly others: readonly Touch[];
}

/** Ways by which the program comes to a step, and callers one above the other: more are not followed. */
const MOST = 64;
const MAX_DEPTH = 8;

/** A suspension while it is followed to the callers. */
interface Followed extends Situation {
  readonly start: boolean;
  readonly end: boolean;
}

export class Situations {
  readonly #summaries: Summaries;
  readonly #sites: CallSites;

  constructor(sites: CallSites, summaries: Summaries) {
    this.#summaries = summaries;
    this.#sites = sites;
  }

  /** All ways by which the program comes to a step of a function; `undefined` if there are more than can be followed. */
  of(step: Step, fn: FunctionNode, at: readonly Touch[]): readonly Situation[] | undefined {
    const steps = this.#summaries.stepsOf(fn);
    const before = this.#summaries.stretch(step, steps, 'before');
    const after = this.#summaries.stretch(step, steps, 'after');
    const done = this.#summaries.ofLeaves(after.leaves, 'after');
    const found: Followed[] = [
      {
        functions: [fn],
        before: this.#summaries.ofLeaves(before.leaves, 'before'),
        at,
        // Who takes what a generator yields may come back at once.
        after: fn.generator ? done.with({ used: () => this.#summaries.usedPastYields(step, steps) }) : done,
        beyond: EMPTY,
        meanwhile: EMPTY,
        settled: [],
        later: [],
        beside: [],
        goesOn: false,
        atStart: false,
        race: undefined,
        joined: undefined,
        started: [],
        unawaited: undefined,
        unawaitedBy: undefined,
        inSeries: false,
        series: [],
        isFirstTick: before.reachesCaller,
        start: before.reachesCaller,
        end: after.reachesCaller,
      },
    ];
    // The list grows while it is walked.
    for (const situation of found) {
      const callers = this.#fromCallers(situation);
      if (callers.length === 0) continue;
      if (found.length + callers.length > MOST || situation.functions.length > MAX_DEPTH) return undefined;
      found.push(...callers);
    }
    return found;
  }

  #fromCallers(situation: Followed): Followed[] {
    const fn = situation.functions.at(-1);
    if (!fn || (!situation.start && !situation.end)) return [];
    return this.#sites.of(fn).flatMap((site): Followed[] => {
      const { leaf, container } = site;
      const outer = container.fn;
      if (outer && situation.functions.includes(outer)) return [];
      const handed = situation.start ? handedTo(fn, leaf, site, this.#summaries) : undefined;
      const answers = handed ? [{ handed }] : [];
      if (leaf.type === 'later') {
        const ways = waysTo(fn, leaf, site, situation, this.#summaries);
        return [...ways, ...answers].map((way) => ({ ...situation, ...way, start: false, end: false }));
      }
      if (leaf.type !== 'run') return [];
      const expected = answers.map((way) => ({ ...situation, ...way, start: false, end: false }));
      return [...expected, this.#fromRun(situation, leaf, site, fn)];
    });
  }

  #fromRun(inner: Followed, run: RunLeaf, { container, isRepeated }: CallSite, fn: FunctionNode): Followed {
    const words = new Substitution(run, fn, this.#summaries.facts);
    const { steps } = container;
    const before = inner.start
      ? this.#summaries.stretch(run, steps, 'before')
      : { leaves: [], reachesCaller: false };
    const next = this.#summaries.stretch(run, steps, 'after');
    const joint = jointOf(next.leaves, run, fn);
    // Who waits for the run among others, further down, goes on at once until then.
    const isAwaited = joint !== undefined || !this.#isBegun(run);
    const after =
      isAwaited && inner.end
        ? { ...next, leaves: next.leaves.slice(joint ?? 0) }
        : { leaves: [], reachesCaller: isAwaited ? false : inner.end };
    const handlers = inner.end ? this.#continuations(run.node) : EMPTY;
    const following = together(this.#summaries.ofLeaves(after.leaves, 'after'), handlers);
    // All of a row are over where its caller goes on from them.
    const callers = joint === undefined ? following : following.with(markedAs(true, following));
    const meanwhile = isAwaited ? [] : next.leaves;
    const goesOnWith = this.#summaries.ofLeaves(meanwhile, 'after');
    // What it has begun was over when it went on, however often it waits itself.
    const goneOn =
      !isAwaited && inner.start
        ? goesOnWith.with({ touches: () => this.#summaries.touchesBehind(run, steps) })
        : goesOnWith;
    const isInTurns = isRepeated && (run.mode === 'begun' || this.#isCollected(run));
    // Who does not wait goes on at once, and looks after the promises that it has made.
    const isSuspended = isAwaited && inner.unawaited === undefined;
    const earlier = this.#summaries.ofLeaves(before.leaves, 'before');
    const own = (summary: Summary) =>
      summary === EMPTY
        ? EMPTY
        : words.of(summary).with({ made: () => summary.made, used: () => summary.used });
    return {
      functions: container.fn ? [...inner.functions, container.fn] : inner.functions,
      before: together(isSuspended ? earlier : earlier.with({ made: () => [] }), own(inner.before)),
      at: inner.at.flatMap((touch) => words.touches(touch)),
      after: together(isInTurns ? inRow(own(inner.after)) : own(inner.after), callers),
      beyond: together(
        own(inner.beyond),
        together(this.#summaries.ofLeaves(untilJoined(after.leaves, run), 'after'), handlers),
      ),
      meanwhile: together(own(inner.meanwhile), goneOn),
      settled: [...inner.settled, ...handlers.touches].flatMap((touch) => words.touches(touch)),
      beside: [
        ...inner.beside,
        ...(joint === undefined ? [] : [this.#beside(run, next.leaves.slice(0, joint), inner, words)]),
      ],
      later: [...inner.later.flatMap((touch) => words.touches(touch)), ...this.#doneLater(meanwhile)],
      goesOn: inner.goesOn || (!isAwaited && next.reachesCaller),
      unawaitedBy: inner.unawaited || isAwaited ? inner.unawaitedBy : container.fn,
      race: inner.race ?? combinedBy(/^(?:any|race)$/, run.node),
      joined: inner.joined ?? combinedBy(/^all$/, run.node),
      atStart: inner.atStart || container.fn === undefined,
      started: inner.start && run.mode !== 'awaited' ? [...inner.started, run.node] : inner.started,
      unawaited: inner.unawaited ?? (isAwaited ? undefined : run.node),
      inSeries: inner.inSeries || isInTurns,
      series: !inner.inSeries && isInTurns ? inner.functions : inner.series,
      isFirstTick: inner.isFirstTick && before.reachesCaller,
      start: before.reachesCaller && container.fn !== undefined,
      end: isAwaited && after.reachesCaller && container.fn !== undefined,
    };
  }

  #beside(run: RunLeaf, leaves: readonly Leaf[], inner: Followed, words: Substitution): Beside {
    return {
      run: run.node,
      own: [...inner.after.touches, ...inner.at].flatMap((touch) => words.touches(touch)),
      others: this.#summaries.ofLeaves(leaves, 'after').touches,
    };
  }

  /** What is done after anything else could run. An element that was handled before is that of another turn then. */
  #doneLater(leaves: readonly Leaf[]): readonly Touch[] {
    const start = firstSuspension(leaves);
    if (start === -1) return [];
    const nodes = new Set(
      this.#summaries.ofLeaves(leaves.slice(0, start), 'after').touches.map(({ node }) => node),
    );
    return this.#summaries
      .ofLeaves(leaves.slice(start), 'after')
      .touches.map((touch) =>
        touch.element && nodes.has(touch.node)
          ? { ...touch, element: { ...touch.element, ofLaterTurn: true } }
          : touch,
      );
  }

  /** Whether nobody waits for a run where it begins: what a callback gives may go nowhere, too. */
  #isBegun({ mode, node }: RunLeaf): boolean {
    return mode === 'begun' || (mode === 'given' && isDroppedPromise(node, this.#summaries.facts.sourceCode));
  }

  /** Whether the promise of a run goes into a list, as what a callback gives that is called for each element. */
  #isCollected({ mode, node }: RunLeaf): boolean {
    const around = enclosingFunction(node);
    return mode === 'given' && around !== undefined && this.#summaries.facts.callbacks.parts.isPart(around);
  }

  /** What is done with the promise of a run that nobody awaits: the functions given to its `then`. */
  #continuations(run: Node): Summary {
    const { sourceCode } = this.#summaries.facts;
    return continuationsOf(run)
      .flatMap((call) => call.arguments)
      .flatMap((argument) => (isFunction(argument) ? [argument] : referredBodies(argument, sourceCode)))
      .reduce((found, body) => together(found, this.#summaries.of(body, 'all')), EMPTY);
  }
}

/**
 * Where a caller waits for a run among others that it has begun: `await Promise.all(names.map(load))`. Who takes the
 * first of them does not wait for each.
 */
function jointOf(leaves: readonly Leaf[], run: RunLeaf, body: FunctionNode): number | undefined {
  if (run.mode !== 'begun' || combinedBy(/^(?:any|race)$/, run.node)) return undefined;
  const joint = leaves.findIndex(
    (leaf) =>
      leaf.type === 'suspend' &&
      contains(leaf.node, run.node) &&
      leaf.joins?.some(({ bodies }) => bodies.includes(body)),
  );
  return joint === -1 ? undefined : joint;
}

/** What was done behind an inner row is done by each run of this one. */
function inRow(after: Summary): Summary {
  return after === EMPTY ? EMPTY : after.with(markedAs(false, after));
}

/** What is done, marked as done behind a row or in it. */
function markedAs(isJoined: boolean, summary: Summary): Parameters<Summary['with']>[0] {
  return {
    touches: () => summary.touches.map((touch) => ({ ...touch, isJoined })),
    worlds: () => summary.worlds.map((world) => ({ ...world, isJoined })),
  };
}

/** Where anything else can run for the first time, if only for a microtask. */
function firstSuspension(leaves: readonly Leaf[]): number {
  return leaves.findIndex(
    (leaf) =>
      leaf.type === 'suspend' ||
      (leaf.type === 'mark' && leaf.node.type === 'AwaitExpression') ||
      (leaf.type === 'run' && leaf.mode === 'awaited'),
  );
}

/** What a caller does before it waits for the run among others: their turns are over then, and come one by one until then. */
function untilJoined(leaves: readonly Leaf[], run: RunLeaf): readonly Leaf[] {
  const join = leaves.findIndex((leaf) => leaf.type === 'suspend' && contains(leaf.node, run.node));
  return (join === -1 ? leaves : leaves.slice(0, join)).filter((leaf) => leaf !== run);
}

/** The call of a function of `Promise` that is given what a call gives, alone or in a list. */
function combinedBy(names: RegExp, run: Node): Node | undefined {
  for (let node: Node = run; node.parent; node = node.parent) {
    const { parent } = node;
    if (parent.type === 'CallExpression' && parent.callee !== node) {
      const { callee } = parent;
      if (callee.type === 'MemberExpression' && isPromiseStatic(callee))
        return names.test(memberName(callee) ?? '') ? parent : undefined;
    } else if (
      !/^(?:Array|ArrowFunction|Call|Conditional|Logical|Member)Expression$|^SpreadElement$/.test(parent.type)
    ) {
      return undefined;
    }
  }
  return undefined;
}
