import type { Node, SourceCode } from '../../ast.ts';
import { reason } from '../../fix/reasons.ts';
import type { Reason } from '../../fix/reasons.ts';
import { isOfTurn } from '../functions/single-run.ts';
import { isGiven, isHidden, isRelated, overlaps } from '../memory/location.ts';
import type { FilePath, Touch } from '../memory/location.ts';
import { isOfModule } from '../memory/modules.ts';
import type { Situation } from '../runs/situations.ts';
import { answeredBefore } from './answers.ts';
import { functionName } from './contention.ts';
import type { Contest, Rival } from './contention.ts';
import { sharesModuleState } from './module-state.ts';
import { DEEDS, lineOf, nameOf, placeIn } from './words.ts';
import type { World } from './world.ts';

/** Two steps that belong together, and somebody who could come in between. */
export function interleaving(call: Node, situation: Situation, world: World): Reason | undefined {
  const { before, at, after } = situation;
  const contest = contestOf(call, situation, world, () => true);
  const unordered = contestOf(
    call,
    situation,
    world,
    (touch) => touch.call === undefined || touch.isUnordered === true || !world.isOrdered(touch.call),
  );
  // Who else wants a location is only looked for where it would matter.
  const contended = contestants(contest, world);
  const late = contestants(unordered, world);
  // The call may come into effect at any time until its promise is settled.
  const { sourceCode } = world.summaries.facts;
  const known = before.touches.filter(isKnown);
  const knownAfter = after.touches.filter(isKnown);
  const pair = mostTelling(
    pairsOf(known, contended, knownAfter, contended, sourceCode),
    pairsOf(at, contended, knownAfter, contended, sourceCode),
    pairsOf(known, contended, at, late, sourceCode),
  );
  if (pair) return together(call, pair[0], pair[1]);
  const [outside] = after.worlds;
  const first = before.touches.find(
    (touch) =>
      outside !== undefined &&
      touch.does === 'look' &&
      touch.at.kind === 'memory' &&
      touch.decides === true &&
      !isOfModule(touch.at) &&
      contended(touch),
  );
  if (first && outside) {
    return reason('checked before', {
      place: nameOf(first),
      line: lineOf(first.node),
      effect: outside.name,
      later: lineOf(outside.node),
    });
  }
  const answered = world.isItsTurn ? undefined : answeredBefore(situation, world.summaries.facts);
  if (answered) return answered;
  const guess = mostTelling(
    pairsOf(before.touches, contended, after.touches, contended, sourceCode),
    pairsOf(at, contended, after.touches, contended, sourceCode),
  );
  return guess && together(call, guess[0], guess[1]);
}

function isKnown(touch: Touch): boolean {
  return touch.isGuess !== true;
}

/** A touch, and who else wants the location. */
interface Contended {
  readonly touch: Touch;
  readonly rivals: readonly Rival[];
}

/** Tells of a touch who else wants its location, if there is anybody. */
interface Contestants {
  (touch: Touch): Contended | undefined;
  /** Whether it has been found out already that there is nobody. */
  readonly isFree: (touch: Touch) => boolean;
}

function contestants(contest: Contest, { contention, serial }: World): Contestants {
  const known = new Map<Touch, Contended | 'free'>();
  const find = (touch: Touch): Contended | undefined => {
    const found = known.get(touch);
    if (found) return found === 'free' ? undefined : found;
    // When a process that was started does something, nobody knows.
    const all = touch.byProcess ? [] : contention.rivalsOf(touch, contest);
    // Where one thing is done after another, only the runs that are begun in a row meet each other.
    const rivals = serial ? all.filter(({ fn }) => contest.functions.includes(fn)) : all;
    const contended = rivals.length > 0 || isVolatile(touch) ? { touch, rivals } : undefined;
    known.set(touch, contended ?? 'free');
    return contended;
  };
  return Object.assign(find, { isFree: (touch: Touch) => known.get(touch) === 'free' });
}

type Pair = readonly [first: Contended, last: Contended];

/** One pair is reason enough. Of these many, the reader is told the one that shows best why. */
const MOST_COMPARED = 64;

/** The pair about one location, or at least with somebody who wants both, if there is one; else the first. */
function mostTelling(...all: readonly Iterable<Pair>[]): Pair | undefined {
  let best: Pair | undefined;
  let compared = 0;
  for (const pairs of all) {
    for (const pair of pairs) {
      const [first, last] = pair;
      if (overlaps(first.touch, last.touch)) return pair;
      if (!best || (!commonRival(...best) && commonRival(first, last))) best = pair;
      if (++compared >= MOST_COMPARED) return best;
    }
  }
  return best;
}

/** Somebody who wants both locations: another function before other runs of this one, which may come by many ways. */
function commonRival(first: Contended, last: Contended): Rival | undefined {
  const ofFirst = new Set(first.rivals.map(({ fn }) => fn));
  const common = last.rivals.filter(({ fn }) => ofFirst.has(fn));
  return common.find(({ isOwn }) => !isOwn) ?? common[0];
}

/** Touches that belong together. */
function* pairsOf(
  firsts: readonly Touch[],
  ofFirst: Contestants,
  lasts: readonly Touch[],
  ofLast: Contestants,
  sourceCode: SourceCode,
): Generator<Pair> {
  // Each is compared with each, most of them over and over on the way of each caller.
  const candidates = firsts
    .filter((first) => !ofFirst.isFree(first))
    .map((first) => ({ first, isHiddenFirst: isHidden(first) }));
  for (const last of lasts) {
    if (ofLast.isFree(last)) continue;
    const isHiddenLast = isHidden(last);
    for (const { first, isHiddenFirst } of candidates) {
      const mayBelong =
        isHiddenFirst || isHiddenLast
          ? hiddenMayBelong(first, last, sourceCode)
          : visibleMayBelong(first, last);
      if (!mayBelong) continue;
      const lastContended = ofLast(last);
      if (!lastContended) break;
      const firstContended = ofFirst(first);
      if (firstContended && belong(firstContended, lastContended)) yield [firstContended, lastContended];
    }
  }
}

/**
 * Whether it matters that both touches are done without anybody in between. What is in memory belongs to what is done
 * with it. What is done to several files does where somebody does something to more than one of them, too.
 */
function belong(first: Contended, last: Contended): boolean {
  if (isHidden(first.touch) || isHidden(last.touch)) return true;
  if (isOnlyFilled(first) && isOnlyFilled(last)) return false;
  if (first.touch.at.kind !== 'file' || last.touch.at.kind !== 'file') return true;
  if (overlaps(first.touch, last.touch)) return !staysTrue(first, last) && !asksForIt(first, last);
  const ofLast = new Set(last.rivals.map(({ fn }) => fn));
  return first.rivals.some(
    ({ fn, isOwn, touch }) =>
      !isOwn &&
      ofLast.has(fn) &&
      // Who does the same by calling the function is another run of it.
      touch.node !== first.touch.node,
  );
}

/** The same, as far as the touches themselves tell: an object whose methods nobody knows has nothing to do with others. */
function hiddenMayBelong(first: Touch, last: Touch, sourceCode: SourceCode): boolean {
  return isRelated(first, last) && (!isStateOfModule(first) || sharesModuleState(first, last, sourceCode));
}

/** The same for what has a name. */
function visibleMayBelong(first: Touch, last: Touch): boolean {
  // Who reads two things, and changes neither, has read each as it was.
  if (first.does === 'look' && last.does === 'look' && (!overlaps(first, last) || isStateOfModule(first)))
    return false;
  // A turn of a loop is about another file than the turn before, where a variable names it.
  return !(
    first.at.kind === 'file' &&
    last.at.kind === 'file' &&
    first.node === last.node &&
    isNamedByTurn(last.at, last.appends)
  );
}

/** Whether it is a look at what others only fill, as a cache is: it is there for the second look, at the latest. */
function isOnlyFilled({ touch, rivals }: Contended): boolean {
  return (
    touch.does === 'look' &&
    touch.at.kind === 'memory' &&
    rivals.every((rival) => rival.touch.does === 'fill')
  );
}

/**
 * Whether a path has a part that each turn of a loop declares anew. Who adds something to files does so to the same one
 * several times, unless the turns are about files.
 */
function isNamedByTurn({ parts }: FilePath, appends = false): boolean {
  return parts.some(
    (part) =>
      typeof part !== 'string' &&
      part.variable !== undefined &&
      isOfTurn(part.variable) &&
      (!appends || part.isWhole === true),
  );
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

/**
 * What is asked before the call and changes whoever runs beside it, by the clock or the other end of a line, when
 * something is done after the call because of the answer.
 */
export function changedByItself({ before, after }: Situation): Reason | undefined {
  const asked = before.touches.find(isVolatile);
  if (!asked) return undefined;
  const [outside] = after.worlds;
  const done = after.touches.find(({ does }) => does === 'change' || does === 'count');
  const effect = outside
    ? { name: outside.name, node: outside.node }
    : done && { name: nameOf(done), node: done.node };
  return (
    effect &&
    reason('checked before', {
      place: nameOf(asked),
      line: lineOf(asked.node),
      effect: effect.name,
      later: lineOf(effect.node),
    })
  );
}

const VOLATILE = new Set(
  'aborted closed connected destroyed killed readyState throwIfAborted writable'.split(' '),
);

/** Whether it is a look at what is known to change by itself: `signal.aborted`. */
function isVolatile({ at, does }: Touch): boolean {
  return does === 'look' && at.kind === 'memory' && VOLATILE.has(at.steps.at(-1) ?? '');
}

function together(call: Node, first: Contended, last: Contended): Reason {
  const rival = commonRival(first, last) ?? last.rivals[0] ?? first.rivals[0];
  const who = !rival || rival.isOwn ? 'another run of the function' : functionName(rival.fn);
  const [one, other] = [nameOf(first.touch), nameOf(last.touch)];
  const { touch: before } = first;
  const { touch: after } = last;
  return before.at.text === after.at.text
    ? reason('interleaving', { place: one, ...doneTo(before, after, call), who })
    : reason('interleaving of two', {
        first: one,
        before: `${DEEDS[before.does]} ${placeIn(before, call)}`,
        last: other,
        after: `${DEEDS[after.does]} ${placeIn(after, call)}`,
        who,
      });
}

/** What is done to one location before and after: `read on line 5` and `changed on line 6`, `read` and `changed on line 5`. */
function doneTo(
  before: Touch,
  after: Touch,
  call: Node,
): { readonly before: string; readonly after: string } {
  const [first, last] = [DEEDS[before.does], DEEDS[after.does]];
  const [where, later] = [placeIn(before, call), placeIn(after, call)];
  if (where !== later) return { before: `${first} ${where}`, after: `${last} ${later}` };
  // A turn of a loop does it, and so does the next one.
  return first === last
    ? { before: `${first} ${where}`, after: `${last} there again` }
    : { before: first, after: `${last} ${where}` };
}

function contestOf(
  call: Node,
  { functions, before, at, after }: Situation,
  { inTurn, isItsTurn }: World,
  counts: Contest['counts'],
): Contest {
  const doesMore =
    [...before.worlds, ...after.worlds].some(({ isOwn }) => !isOwn) ||
    after.registers.length > 0 ||
    after.begun.length > 0;
  const strict =
    doesMore ||
    [...before.touches, ...at, ...after.touches].some(
      ({ does, at: place }) =>
        (does === 'change' && (place.kind === 'file' || !isGiven(place))) ||
        (does === 'clear' && place.kind === 'memory') ||
        does === 'count',
    );
  return { call, functions, strict, counts, alone: isItsTurn ? inTurn : undefined };
}

/** Whether it is what the functions of a module of the project share. */
function isStateOfModule({ at }: Touch): boolean {
  return at.kind === 'memory' && isOfModule(at);
}
