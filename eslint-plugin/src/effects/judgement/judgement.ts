import type { FunctionNode, Node, Variable } from '../../ast.ts';
import { isFunction, lastName } from '../../ast.ts';
import { reason } from '../../fix/reasons.ts';
import type { Reason } from '../../fix/reasons.ts';
import { functionName } from './contention.ts';
import type { Contention, Contest, Rival } from './contention.ts';
import { ANY, conflicts, isGiven, isHidden, isRelated, overlaps } from '../memory/location.ts';
import type { FilePath, Touch } from '../memory/location.ts';
import { lateListener, lateRegistration, unhandledPromise } from './late.ts';
import { isLoop, runsOnce } from '../functions/single-run.ts';
import type { Situation } from '../runs/situations.ts';
import type { Summaries } from '../runs/summaries.ts';
import type { WriteTouch } from '../steps/writes.ts';

/**
 * Decides whether a suspension can change what the program does. This is the one place that does.
 *
 * What a run does before the call, the call, and what it does after it went in one go. It may be taken apart if what is
 * on one side of the cut is nobody else's affair: then the program could have run in that order all along.
 */

/** What the file is like. */
export interface World {
  readonly summaries: Summaries;
  readonly contention: Contention;
  /** Whether functions of the file are said never to run twice at once. */
  readonly serial: boolean;
  /** Whether a call keeps its order on a path: one that the runtime makes. */
  readonly isOrdered: (call: Node) => boolean;
  /** A function whose runs take turns, in the order in which they come. */
  readonly inTurn?: FunctionNode | undefined;
  /** Whether it is its turn, so that other runs of it wait. */
  readonly isItsTurn?: boolean | undefined;
}

/** Finds why a suspension may change what the program does, by one way by which the program comes to it. */
export function judge(call: Node, situation: Situation, world: World): Reason | undefined {
  return (
    lateRegistration(situation) ??
    lateListener(situation) ??
    unhandledPromise(situation, world.summaries.facts) ??
    begunBefore(call, situation, world) ??
    unawaitedCaller(call, situation, world) ??
    (world.serial && !situation.inSeries ? undefined : interleaving(call, situation, world)) ??
    (world.serial && !situation.inSeries ? undefined : otherOrder(situation, world)) ??
    (world.serial ? undefined : halfDone(call, situation, world))
  );
}

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
  if (overlaps(first.touch, last.touch)) return !staysTrue(first, last);
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

const DEEDS = {
  look: 'read',
  change: 'changed',
  count: 'counted',
  fill: 'filled',
  ensure: 'made',
  clear: 'removed',
} as const;

/** How the reader knows a location: as it is written, within backticks. */
function nameOf({ at }: Touch): string {
  return at.text.replaceAll('`', '').replaceAll(/\s+/g, ' ').slice(0, 80);
}

function placeIn({ node }: Touch, call: Node): string {
  return node === call ? 'here' : `on line ${lineOf(node)}`;
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

/** What runs that are begun one after the other do in the order in which they get done. */
function otherOrder(situation: Situation, { contention, summaries, inTurn }: World): Reason | undefined {
  const { functions, after, inSeries } = situation;
  const [fn] = functions;
  const keepsOrder = fn !== undefined && fn === inTurn;
  if (!fn || (!inSeries && runsOnce(fn, summaries.facts.sourceCode))) return undefined;
  for (const touch of after.touches) {
    if (isExit(touch)) continue;
    if (touch.at.kind === 'memory' && touch.at.owner === summaries.facts.callbacks.stretchAround(touch.node))
      continue;
    const shows = touch.inOrder === true || (inSeries && showsInSeries(touch, fn));
    if (shows && !keepsOrder && !(touch.at.kind === 'memory' && isGiven(touch.at) && !inSeries))
      return reason('other order', { place: nameOf(touch), line: lineOf(touch.node) });
    if (touch.does === 'fill' && touch.at.kind === 'memory' && touch.at.steps.at(-1) === ANY) {
      const { steps } = touch.at;
      const isListed = contention
        .rivalsOn(touch)
        .some(
          ({ touch: { at, does, deep } }) =>
            does === 'look' && deep && at.kind === 'memory' && at.steps.length < steps.length,
        );
      if (isListed) return reason('other order', { place: nameOf(touch), line: lineOf(touch.node) });
    }
    if (isResource(touch)) {
      const user = contention
        .rivalsOn(touch)
        .find(
          (rival) =>
            !functions.includes(rival.fn) && rival.touch.does === 'change' && conflicts(touch, rival.touch),
        );
      if (user)
        return reason('missing yet', {
          place: nameOf(touch),
          line: lineOf(touch.node),
          who: functionName(user.fn),
        });
    }
  }
  const [outside] = after.worlds;
  return inSeries && !keepsOrder && situation.unawaited === undefined && outside
    ? reason('other order', { place: outside.name, line: lineOf(outside.node) })
    : undefined;
}

/** Whether a touch ends the process, which is an end to all order. */
function isExit({ at }: Touch): boolean {
  return at.kind === 'memory' && at.root === 'global process' && at.steps[0] === 'exit';
}

function showsInSeries({ at, does, deep, inOrder }: Touch, fn: FunctionNode): boolean {
  if (does !== 'change') return false;
  if (at.kind === 'file') return !at.parts.some((part) => typeof part !== 'string');
  // What each run is given is its own.
  const isOwn = at.parameter?.defs[0]?.node === fn;
  return !isOwn && (deep || inOrder !== false);
}

function isResource(touch: Touch): touch is WriteTouch {
  return 'isResource' in touch && touch.isResource === true;
}

/** Functions that the run has set going before the call, and that what comes after it was to be done before. */
function begunBefore(
  call: Node,
  { before, at, after, functions }: Situation,
  { summaries, isOrdered }: World,
): Reason | undefined {
  for (const { node, functions: begun } of before.begun) {
    for (const body of begun) {
      if (!isFunction(body) || functions.includes(body)) continue;
      const meanwhile = summaries.of(body, 'all').touches;
      const end = meanwhile.find(isExit);
      if (end && isTimer(node))
        return reason('unawaited exit', { line: lineOf(node), exit: lineOf(end.node) });
      const met = meeting(
        meanwhile,
        [...after.touches, ...at.filter(({ does }) => does !== 'look')],
        isOrdered,
      );
      if (met)
        return reason('begun', {
          who: functionName(body),
          line: lineOf(node),
          place: nameOf(met),
          later: lineOf(met.node === call ? call : met.node),
        });
    }
  }
  return undefined;
}

/** Whether a function is given to the promise of a call, so that it runs when that is over: `load().then(() => …)`. */
function waitsFor(fn: FunctionNode, call: Node): boolean {
  let chain = call;
  while (
    chain.parent &&
    (chain.parent.type === 'MemberExpression' ||
      (chain.parent.type === 'CallExpression' && chain.parent.callee === chain))
  )
    chain = chain.parent;
  return chain !== call && chain.range[0] <= fn.range[0] && fn.range[1] <= chain.range[1];
}

/** Whether a function is called by the clock, whatever happens. */
function isTimer(node: Node): boolean {
  return (
    node.type === 'CallExpression' &&
    /^(?:set(?:Immediate|Interval|Timeout)|nextTick|queueMicrotask)$/.test(lastName(node.callee) ?? '')
  );
}

/** A caller of the file that goes on without waiting, or whose own callers do. */
function unawaitedCaller(
  call: Node,
  situation: Situation,
  { isOrdered, contention }: World,
): Reason | undefined {
  const { meanwhile, at, after, unawaited, goesOn, functions } = situation;
  if (!unawaited) return undefined;
  const line = lineOf(unawaited);
  const ends = meanwhile.touches.find(isExit) ?? after.touches.find(isExit);
  if (ends) return reason('unawaited exit', { line, exit: lineOf(ends.node) });
  const met = meeting(meanwhile.touches, [...after.touches, ...at], isOrdered);
  if (met) return reason('unawaited', { line, place: nameOf(met), later: placeIn(met, call) });
  if (!goesOn) return undefined;
  const missed = after.touches.find(
    (touch) =>
      touch.at.kind === 'memory' &&
      touch.does !== 'look' &&
      touch.does !== 'count' &&
      contention
        .rivalsOn(touch)
        .some(
          (rival) =>
            !functions.includes(rival.fn) && !waitsFor(rival.fn, unawaited) && conflicts(touch, rival.touch),
        ),
  );
  return missed && reason('unawaited', { line, place: nameOf(missed), later: placeIn(missed, call) });
}

/** What is touched by code that comes in between and, so far, came after. */
function meeting(
  others: readonly Touch[],
  own: readonly Touch[],
  isOrdered: World['isOrdered'],
): Touch | undefined {
  return own.find((touch) =>
    others.some((other) => {
      const keepOrder = [touch, other].every(
        ({ call, isUnordered = false }) => call !== undefined && !isUnordered && isOrdered(call),
      );
      return !keepOrder && conflicts(touch, other);
    }),
  );
}

/** Code that does not wait for its turn on a path, and could see a file while it is written on another thread. */
function halfDone(
  call: Node,
  { at, functions }: Situation,
  { summaries, contention, isOrdered, isItsTurn = false }: World,
): Reason | undefined {
  const [own] = functions;
  const isOnlyRun = own !== undefined && runsOnce(own, summaries.facts.sourceCode);
  for (const touch of at) {
    if (touch.at.kind !== 'file') continue;
    for (const { fn, touch: other } of contention.rivalsOn(touch)) {
      const keepsOrder = other.call !== undefined && isOrdered(other.call);
      const isOwnRun = functions.includes(fn) || other.node === call;
      const meetsItself = !isOnlyRun && !isItsTurn && touch.does !== 'look' && !isOrdered(call);
      const isAnother = !isOwnRun || meetsItself;
      // To remove what is gone is the same for whoever comes second.
      const isSame = touch.removes === true && other.node === touch.node;
      if (keepsOrder || !isAnother || isSame || isStart(fn)) continue;
      if (conflicts(touch, other))
        return reason('half done', {
          path: nameOf(touch),
          who: functionName(fn),
          line: lineOf(other.node),
        });
    }
  }
  return undefined;
}

/** A constructor runs before anybody has the object whose files it reads. */
function isStart({ parent }: FunctionNode): boolean {
  return parent.type === 'MethodDefinition' && parent.kind === 'constructor';
}

function lineOf({ loc }: Node): string {
  return String(loc.start.line);
}
