import { contains } from '../../ast.ts';
import type { FunctionNode, Node } from '../../ast.ts';
import { isDroppedPromise } from '../../detect/dropped-promise.ts';
import { interleaving } from './interleaving.ts';
import { judge } from './judgement.ts';
import type { World } from './world.ts';
import { conflicts } from '../memory/location.ts';
import type { Touch } from '../memory/location.ts';
import type { Situation } from '../runs/situations.ts';
import { forwards } from '../runs/slices.ts';
import type { Leaf } from '../steps/steps.ts';
import { together } from '../runs/summary.ts';
import type { Summaries } from '../runs/summaries.ts';

/** Some statements of a function that one run at a time goes through, as with a lock around them. */
export interface Turn {
  readonly fn: FunctionNode;
  /** Statements of its body, one below the other, with no suspension in them so far. */
  readonly statements: readonly Node[];
  readonly summaries: Summaries;
  readonly world: World;
}

/**
 * Whether a suspension at a call leaves the program as it is once the runs of its function take turns, as they can. What
 * callers do after the turn may not belong to it, since the next run may have begun by then. Who waits for no run may use
 * at once what it has done, and has it no more while the run waits for its turn.
 */
export function isSafeInTurn(call: Node, turn: Turn, situations: readonly Situation[]): boolean {
  const having = { ...turn.world, inTurn: turn.fn, isItsTurn: true };
  return situations.every(
    (situation) =>
      !isOnlyBegun(situation, turn) &&
      !judge(call, situation, having) &&
      !endsTooEarly(call, situation, turn.world),
  );
}

/** What that takes of all calls in the statements alike: to wait for the turn is safe, and nobody else gets in the way. */
export function canTakeTurns(turn: Turn, first: Node, situations: readonly Situation[]): boolean {
  const waiting = { ...turn.world, inTurn: turn.fn };
  return (
    !meetsOthersOutside(turn) &&
    situations.every((situation) => !judge(first, withoutTurns(situation, turn), waiting))
  );
}

/** Whether somebody begins a run whose promise nobody has. */
function isOnlyBegun({ unawaited }: Situation, { summaries }: Turn): boolean {
  return unawaited !== undefined && isDroppedPromise(unawaited, summaries.facts.sourceCode);
}

/** Where a caller begins several runs, those before this one have their turns first, as they had. */
function withoutTurns(situation: Situation, { statements }: Turn): Situation {
  const { before } = situation;
  const isOther = ({ node }: { readonly node: Node }) =>
    !statements.some((statement) => contains(statement, node));
  return {
    ...situation,
    before: before.with({
      touches: () => before.touches.filter(isOther),
      worlds: () => before.worlds.filter(isOther),
    }),
  };
}

/** Whether what callers do belongs to what was done in the turn. */
function endsTooEarly(call: Node, situation: Situation, world: World): boolean {
  const { before, at, after, beyond } = situation;
  if (beyond.touches.length + beyond.worlds.length === 0) return false;
  const turn = together(before, after);
  const held = turn.with({ touches: () => [...turn.touches, ...at] });
  return interleaving(call, { ...situation, before: held, at: [], after: beyond }, world) !== undefined;
}

/** Whether other runs, in what is no part of the turn, touch what this one does in it. */
function meetsOthersOutside(turn: Turn): boolean {
  const { fn, statements, summaries } = turn;
  const { root } = summaries.stepsOf(fn);
  const leaves: Leaf[] = [];
  forwards([root], leaves, () => false);
  const [start, end] = [statements.at(0)?.range[0] ?? 0, statements.at(-1)?.range[1] ?? 0];
  const tail = tailOf(turn, end);
  const isInside = (leaf: Leaf) => {
    const [at] = placeOf(leaf).range;
    return start <= at && at < end;
  };
  const touchesOf = (part: readonly Leaf[]): readonly Touch[] =>
    summaries.ofLeaves(part, 'after', true).touches.filter(({ at }) => at.kind === 'file' || at.owner !== fn);
  const inside = touchesOf(leaves.filter(isInside));
  const outside = touchesOf(leaves.filter((leaf) => !isInside(leaf) && !tail.has(leaf)));
  return outside.some((touch) => inside.some((other) => conflicts(touch, other)));
}

/** What is done after the turn before anything can be waited for: the next run, which has its turn now, comes later. */
function tailOf({ fn, summaries }: Turn, end: number): ReadonlySet<Leaf> {
  const next = fn.body.type === 'BlockStatement' && fn.body.body.find(({ range }) => range[0] >= end);
  const steps = summaries.stepsOf(fn);
  const mark = next ? steps.ofCall.get(next) : undefined;
  if (!mark) return new Set();
  const { leaves } = summaries.stretch(mark, steps, 'after');
  const border = leaves.findIndex((leaf) => leaf.type === 'suspend' || leaf.type === 'run');
  return new Set(border === -1 ? leaves : leaves.slice(0, border));
}

function placeOf(leaf: Leaf): Node {
  switch (leaf.type) {
    case 'touch':
      return leaf.touch.node;
    case 'block':
      return leaf.call.node;
    default:
      return leaf.node;
  }
}
