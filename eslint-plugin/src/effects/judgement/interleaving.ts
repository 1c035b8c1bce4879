import type { Node, Variable } from '../../ast.ts';
import { isFunction } from '../../ast.ts';
import { reason } from '../../fix/reasons.ts';
import type { Reason } from '../../fix/reasons.ts';
import { isLoop } from '../functions/single-run.ts';
import { isGiven, isHidden, isRelated, overlaps } from '../memory/location.ts';
import type { FilePath, Touch } from '../memory/location.ts';
import type { Situation } from '../runs/situations.ts';
import { functionName } from './contention.ts';
import type { Contest, Rival } from './contention.ts';
import { DEEDS, lineOf, nameOf, placeIn } from './words.ts';
import type { World } from './world.ts';

/** Two steps that belong together, and somebody who could come in between. */
export function interleaving(call: Node, situation: Situation, world: World): Reason | undefined {
  const { before, at, after } = situation;
  const contest = contestOf(call, situation, world, () => true);
  const unordered = contestOf(call, situation, world, (touch) => !touch.call || !world.isOrdered(touch.call));
  const contended = (touches: readonly Touch[], by: Contest): Contended[] =>
    touches.flatMap((touch) => {
      const rivals = world.contention.rivalsOf(touch, by);
      return rivals.length > 0 || isVolatile(touch) ? [{ touch, rivals }] : [];
    });
  const firsts = contended(before.touches, contest);
  const lasts = contended(after.touches, contest);
  const owns = contended(at, contest);
  // The call may come into effect at any time until its promise is settled.
  const lates = firsts.length > 0 ? contended(at, unordered) : [];
  const pair = pairOf(firsts, lasts) ?? pairOf(owns, lasts) ?? pairOf(firsts, lates);
  if (pair) return together(call, pair[0], pair[1], situation);
  const first = firsts.find(
    ({ touch }) => touch.does === 'look' && touch.at.kind === 'memory' && touch.decides === true,
  );
  const [outside] = after.worlds;
  if (first?.touch.at.kind === 'memory' && outside) {
    return reason('checked before', {
      place: nameOf(first.touch),
      line: lineOf(first.touch.node),
      effect: outside.name,
      later: lineOf(outside.node),
    });
  }
  return undefined;
}

/** A touch, and who else wants the location. */
interface Contended {
  readonly touch: Touch;
  readonly rivals: readonly Rival[];
}

/** Two touches that belong together. */
function pairOf(
  firsts: readonly Contended[],
  lasts: readonly Contended[],
): [Contended, Contended] | undefined {
  for (const last of lasts) {
    const first = firsts.find((candidate) => belong(candidate, last));
    if (first) return [first, last];
  }
  return undefined;
}

/**
 * Whether it matters that both touches are done without anybody in between. What is in memory belongs to what is done
 * with it. What is done to several files does where somebody does something to more than one of them, too.
 */
function belong(first: Contended, last: Contended): boolean {
  // An object whose methods nobody knows has nothing to do with others.
  if (isHidden(first.touch) || isHidden(last.touch)) return isRelated(first.touch, last.touch);
  if (isOnlyFilled(first) && isOnlyFilled(last)) return false;
  // Who reads two things, and changes neither, has read each as it was.
  if (first.touch.does === 'look' && last.touch.does === 'look' && !overlaps(first.touch, last.touch))
    return false;
  if (first.touch.at.kind !== 'file' || last.touch.at.kind !== 'file') return true;
  // A turn of a loop is about another file than the turn before, where a variable names it.
  if (first.touch.node === last.touch.node && isNamedByTurn(last.touch.at)) return false;
  if (overlaps(first.touch, last.touch)) return !staysTrue(first, last) && !asksForIt(first, last);
  return first.rivals.some(({ fn, isOwn }) => !isOwn && last.rivals.some((rival) => rival.fn === fn));
}

/** Whether it is a look at what others only fill, as a cache is: it is there for the second look, at the latest. */
function isOnlyFilled({ touch, rivals }: Contended): boolean {
  return (
    touch.does === 'look' &&
    touch.at.kind === 'memory' &&
    rivals.every((rival) => rival.touch.does === 'fill')
  );
}

/** Whether a path has a part that each turn of a loop declares anew. */
function isNamedByTurn({ parts }: FilePath): boolean {
  return parts.some(
    (part) => typeof part !== 'string' && part.variable !== undefined && isOfTurn(part.variable),
  );
}

function isOfTurn({ scope, defs: [definition] }: Variable): boolean {
  if (definition?.type === 'Parameter' && isFunction(definition.node))
    return definition.node.parent.type === 'CallExpression';
  for (let node: Node | undefined = scope.block; node && !isFunction(node); node = node.parent) {
    if (isLoop(node)) return true;
  }
  return false;
}

/** Whether the answer that there is a file still holds when it is looked at: nobody takes it away. */
function staysTrue(first: Contended, last: Contended): boolean {
  return (
    first.touch.asks === true &&
    last.touch.does === 'look' &&
    !first.rivals.some(({ touch }) => touch.removes === true || (touch.at.kind === 'file' && touch.at.tree))
  );
}

/** Whether a question is asked only to do what all do who could give it another answer: a file gets its first text. */
function asksForIt({ touch, rivals }: Contended, last: Contended): boolean {
  const { asksFor } = touch;
  return (
    asksFor !== undefined &&
    asksFor.includes(last.touch.node) &&
    rivals.every((rival) => asksFor.includes(rival.touch.node))
  );
}

const VOLATILE = new Set(['aborted', 'closed', 'connected', 'destroyed', 'killed', 'readyState', 'writable']);

/** Whether it is a look at what is known to change by itself: `signal.aborted`. */
function isVolatile({ at, does }: Touch): boolean {
  return does === 'look' && at.kind === 'memory' && VOLATILE.has(at.steps.at(-1) ?? '');
}

function together(call: Node, first: Contended, last: Contended, { functions }: Situation): Reason {
  const rival = last.rivals[0] ?? first.rivals[0];
  const who = !rival || functions.includes(rival.fn) ? 'another run of the function' : functionName(rival.fn);
  const [one, other] = [nameOf(first.touch), nameOf(last.touch)];
  const before = `${DEEDS[first.touch.does]} ${placeIn(first.touch, call)}`;
  const after = `${DEEDS[last.touch.does]} ${placeIn(last.touch, call)}`;
  return one === other
    ? reason('interleaving', { place: one, before, after, who })
    : reason('interleaving of two', { first: one, before, last: other, after, who });
}

function contestOf(
  call: Node,
  { functions, before, at, after }: Situation,
  { inTurn, isItsTurn }: World,
  counts: Contest['counts'],
): Contest {
  const doesMore = after.worlds.length > 0 || after.registers.length > 0 || after.begun.length > 0;
  const strict =
    doesMore ||
    [...before.touches, ...at, ...after.touches].some(
      ({ does, at: place }) =>
        (does === 'change' && (place.kind === 'file' || !isGiven(place))) || does === 'count',
    );
  return { call, functions, strict, counts, alone: isItsTurn ? inTurn : undefined };
}
