import { isFunction } from '../../ast.ts';
import type { Body } from '../../detect/local-function.ts';
import type { Facts } from '../steps/facts.ts';
import { bodySteps } from '../steps/function-steps.ts';
import { askedBy } from '../steps/indifferent.ts';
import type { Touch } from '../memory/location.ts';
import { after, backwards, before, forwards } from './slices.ts';
import type { Stretch } from './slices.ts';
import { stepsOf } from '../steps/steps.ts';
import type { Leaf, RunLeaf, Step, Steps } from '../steps/steps.ts';
import { Substitution, usedOfParameters } from './substitution.ts';
import { EMPTY, merged, registeredOnce, Summary, TouchList } from './summary.ts';
import type { Begun } from './summary.ts';

/** Which part of a function: all of it, until it first waits, or since it last waited. */
type Part = 'all' | 'end' | 'start';

/** Longer chains of calls are not followed to their ends: nobody writes them by hand. */
const MAX_DEPTH = 100;

/** Finds out what functions do, each once. */
export class Summaries {
  readonly facts: Facts;
  readonly #steps = new Map<Body, Steps>();
  readonly #summaries = new Map<Body, Partial<Record<Part, Summary>>>();
  readonly #substituted = new Map<RunLeaf, Map<readonly Touch[], readonly Touch[]>>();
  readonly #begun = new Map<RunLeaf, Map<Body, Begun>>();
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
    return (known[part] ??= this.#deeper(() => this.#ofPart(body, part)));
  }

  #ofPart(body: Body, part: Part): Summary {
    const { root } = this.stepsOf(body);
    const leaves: Leaf[] = [];
    if (part === 'end') backwards([root], leaves, this.waits);
    else forwards([root], leaves, part === 'all' ? () => false : this.waits);
    return this.ofLeaves(leaves, part === 'end' ? 'before' : 'after', part === 'all');
  }

  /** A summary that is put together when a part of it is asked for, unless that is too many calls away. */
  #deeper(make: () => Summary): Summary {
    let made: Summary | undefined;
    const part =
      <Item>(read: (summary: Summary) => readonly Item[]) =>
      (): readonly Item[] => {
        if (this.#depth > MAX_DEPTH) {
          this.#isCutShort = true;
          return [];
        }
        this.#depth++;
        const found = read((made ??= make()));
        this.#depth--;
        return found;
      };
    return new Summary({
      touches: part(({ touches }) => touches),
      worlds: part(({ worlds }) => worlds),
      registers: part(({ registers }) => registers),
      begun: part(({ begun }) => begun),
      made: part(({ made: all }) => all),
      used: part(({ used }) => used),
      lookedUp: part(({ lookedUp }) => lookedUp),
    });
  }

  /**
   * What leaves come to, with the functions that they run.
   *
   * @param side on which side of a suspension they are: of a function that waits, only its start comes before it does,
   *   and only its end after it did
   */
  ofLeaves(leaves: readonly Leaf[], side: 'after' | 'before', whole = false): Summary {
    if (leaves.length === 0) return EMPTY;
    const ofRun = <Item>(run: RunLeaf, read: (summary: Summary, body: Body) => readonly Item[]) =>
      run.bodies.map((body) => read(this.of(body, this.#partOf(body, run, side, whole)), body));
    // Of what is not known to be run, nothing counts but what it touches.
    const ofEach = <Item>(
      own: (leaf: Leaf) => readonly Item[],
      read: (summary: Summary, body: Body, run: RunLeaf) => readonly Item[],
      once: (lists: readonly (readonly Item[])[]) => readonly Item[] = merged,
    ) =>
      once(
        leaves.flatMap((leaf): readonly (readonly Item[])[] =>
          leaf.type === 'run'
            ? leaf.isGuess
              ? []
              : ofRun(leaf, (summary, body) => read(summary, body, leaf))
            : [own(leaf)],
        ),
      );
    return new Summary({
      touches: () => {
        const found = new TouchList();
        for (const leaf of leaves) {
          if (leaf.type === 'touch') found.add(leaf.touch);
          else if (leaf.type === 'block') found.addAll(leaf.touches);
          else if (leaf.type === 'run')
            for (const touches of ofRun(leaf, (summary, body) =>
              this.#touchesIn(leaf, body, summary.touches),
            ))
              found.addAll(touches);
        }
        return found.touches;
      },
      worlds: () =>
        ofEach(
          (leaf) => (leaf.type === 'world' ? [leaf] : []),
          ({ worlds }) => worlds,
        ),
      registers: () =>
        ofEach(
          (leaf) => (leaf.type === 'register' ? [leaf] : []),
          ({ registers }, body, run) => new Substitution(run, body, this.facts).registrations(registers),
          registeredOnce,
        ),
      begun: () =>
        ofEach<Begun>(
          (leaf) => (leaf.type === 'later' ? [leaf] : []),
          ({ begun }, body, run) => [...begun, ...this.#begunBy(run, body)],
        ),
      made: () => leaves.flatMap((leaf) => (leaf.type === 'made' ? (leaf.made ?? []) : [])),
      used: () =>
        ofEach(
          (leaf) => (leaf.type === 'used' ? [leaf] : []),
          ({ used }) => usedOfParameters(used),
        ),
      lookedUp: () =>
        ofEach(
          (leaf) => (leaf.type === 'looked up' ? [leaf] : []),
          // Another function has looked up objects of its own, but may have been given one.
          ({ touches }, body, run) => new Substitution(run, body, this.facts).lookedUp(touches),
        ),
    });
  }

  #partOf(body: Body, run: RunLeaf, side: 'after' | 'before', whole: boolean): Part {
    if (whole || !this.#bodyWaits(body)) return 'all';
    return run.mode === 'begun' || side === 'after' ? 'start' : 'end';
  }

  /** The functions that a call sets going without waiting for them: one object for each, however often it is asked for. */
  #begunBy(run: RunLeaf, body: Body): readonly Begun[] {
    if (run.mode !== 'begun' || !isFunction(body) || !body.async) return [];
    let known = this.#begun.get(run);
    if (!known) this.#begun.set(run, (known = new Map<Body, Begun>()));
    let begun = known.get(body);
    if (!begun) known.set(body, (begun = { node: run.node, functions: [body] }));
    return [begun];
  }

  /** What a function touches, in the words of a call of it. The same calls stand before and after many others. */
  #touchesIn(run: RunLeaf, body: Body, touches: readonly Touch[]): readonly Touch[] {
    let known = this.#substituted.get(run);
    if (!known) this.#substituted.set(run, (known = new Map<readonly Touch[], readonly Touch[]>()));
    let found = known.get(touches);
    if (!found) {
      const inWords = this.#asked(run, body, new Substitution(run, body, this.facts).touchesOf(touches));
      known.set(touches, (found = run.isGuess ? inWords.map(guessed) : inWords));
    }
    return found;
  }

  /** Without the questions whose answers do not matter to the caller, where a function does no more than answer. */
  #asked({ asked }: RunLeaf, body: Body, touches: readonly Touch[]): readonly Touch[] {
    const answer = asked && isFunction(body) ? this.facts.callbacks.valueGivenBy(body) : null;
    if (!asked || !answer) return touches;
    const { worlds, registers, begun } = this.of(body, 'all');
    const onlyLooks =
      worlds.length + registers.length + begun.length === 0 && touches.every(({ does }) => does === 'look');
    return onlyLooks ? askedBy(touches, asked, answer) : touches;
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
