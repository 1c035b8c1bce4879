import type { FunctionNode, Node } from '../../ast.ts';
import { contains, enclosingFunction, isFunction, lastName, memberName } from '../../ast.ts';
import { PROMISE_METHODS } from '../../detect/inline-callers.ts';
import type { Body } from '../../detect/local-function.ts';
import { reason } from '../../fix/reasons.ts';
import type { Reason } from '../../fix/reasons.ts';
import { continuationsOf } from '../functions/continuations.ts';
import { REGISTERING_METHODS } from '../known/known-calls.ts';
import { isExported } from '../memory/exported.ts';
import { conflicts, overlaps } from '../memory/location.ts';
import type { Touch } from '../memory/location.ts';
import type { Situation } from '../runs/situations.ts';
import { functionName } from './contention.ts';
import { isExit } from './exits.ts';
import { lineOf, nameOf, placeIn } from './words.ts';
import type { World } from './world.ts';

/** Code that goes on while a run waits: what the run has begun, and callers that do not wait for it. */

/** Functions that the run has set going before the call, and that what comes after it was to be done before. */
export function begunBefore(
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
  return continuationsOf(call).some((next) => next.arguments.some((argument) => contains(argument, fn)));
}

/** What a function throws whatever happens: where nobody can catch it, that ends the process. */
function thrownBy(fn: Body): Node | undefined {
  return isFunction(fn) && !fn.async && fn.body.type === 'BlockStatement'
    ? fn.body.body.find(({ type }) => type === 'ThrowStatement')
    : undefined;
}

/** Whether a function is called by the clock, whatever happens. */
function isTimer(node: Node): boolean {
  return (
    node.type === 'CallExpression' &&
    /^(?:set(?:Immediate|Interval|Timeout)|nextTick|queueMicrotask)$/.test(lastName(node.callee) ?? '')
  );
}

/** A caller of the file that goes on without waiting, or whose own callers do. */
export function unawaitedCaller(
  call: Node,
  situation: Situation,
  { isOrdered, contention, summaries }: World,
): Reason | undefined {
  const {
    meanwhile,
    later,
    settled,
    at,
    after,
    unawaited,
    goesOn,
    functions,
    atStart,
    unawaitedBy,
    ofEvents,
  } = situation;
  for (const { run, own, others } of situation.beside) {
    const met = meeting(others, own, isOrdered);
    if (met) return reason('unawaited', { line: lineOf(run), place: nameOf(met), later: placeIn(met, call) });
  }
  if (!unawaited) return undefined;
  const line = lineOf(unawaited);
  const ends = meanwhile.touches.find(isExit) ?? after.touches.find(isExit);
  if (ends && !isAllThereIs(situation, unawaited))
    return reason('unawaited exit', { line, exit: lineOf(ends.node) });
  const thrown = meanwhile.begun.flatMap(({ node, functions: begun }) =>
    isTimer(node) ? begun.flatMap((fn) => thrownBy(fn) ?? []) : [],
  )[0];
  if (thrown) return reason('unawaited exit', { line, exit: lineOf(thrown) });
  const isSettled = ({ node }: Touch) => settled.some((touch) => touch.node === node);
  const met =
    meeting(
      meanwhile.touches,
      [...after.touches, ...at].filter((touch) => !isSettled(touch)),
      isOrdered,
    ) ??
    // That a promise is taken out of the list once it is settled shows to nobody who waits for those in there.
    settled.find((touch) =>
      meeting(
        later.filter(({ onlyWaits }) => !(onlyWaits === true && touch.does === 'clear')),
        [touch],
        isOrdered,
      ),
    );
  if (met) return reason('unawaited', { line, place: nameOf(met), later: placeIn(met, call) });
  if (ofEvents && meanwhile.worlds.length > 0) {
    // A line in a log is no answer to anybody, unless it is one of the parts whose end others tell.
    const unfinished = [...at, ...after.touches].find(
      (touch) =>
        touch.at.kind === 'file' &&
        touch.does !== 'look' &&
        (touch.appends !== true || isRegistration(unawaited)),
    );
    const waits = unfinished && meanwhile.touches.some((touch) => touch.call && overlaps(touch, unfinished));
    if (unfinished && !waits)
      return reason('unawaited', { line, place: nameOf(unfinished), later: placeIn(unfinished, call) });
  }
  if (!goesOn) return undefined;
  const written = [...at, ...after.touches].find(
    (touch) => touch.at.kind === 'file' && touch.does !== 'look',
  );
  if (written && unawaitedBy && (isOverAtOnce(unawaitedBy) || isTold(written, situation)))
    return reason('unawaited', { line, place: nameOf(written), later: placeIn(written, call) });
  const missed = after.touches.find(
    (touch) =>
      touch.at.kind === 'memory' &&
      touch.does !== 'look' &&
      touch.does !== 'count' &&
      ((atStart && isExported(touch.at, summaries.facts.sourceCode)) ||
        contention.rivalsOn(touch).some(
          (rival) =>
            // What the run does by way of another function is its own doing.
            rival.touch.node !== touch.node &&
            !functions.includes(rival.fn) &&
            !waitsFor(rival.fn, unawaited) &&
            conflicts(touch, rival.touch),
        )),
  );
  return missed && reason('unawaited', { line, place: nameOf(missed), later: placeIn(missed, call) });
}

/** Whether a call says what comes after a run: `then` in `main().then(print)`. */
function goesOnFrom(node: Node, run: Node): boolean {
  return (
    node.type === 'CallExpression' &&
    node.callee.type === 'MemberExpression' &&
    PROMISE_METHODS.has(memberName(node.callee) ?? '') &&
    contains(node.callee.object, run)
  );
}

/**
 * Whether the program does nothing beside a run that it does not wait for, so that it makes no difference when that ends
 * the process: `main().catch(() => process.exit(1))` as its last statement.
 */
function isAllThereIs({ before, meanwhile }: Situation, unawaited: Node): boolean {
  const comesAfter = (fn: Node | undefined) => fn !== undefined && isFunction(fn) && waitsFor(fn, unawaited);
  const others = meanwhile.worlds.filter(({ node }) => !goesOnFrom(node, unawaited));
  const done = [...meanwhile.touches, ...others, ...meanwhile.registers];
  return (
    enclosingFunction(unawaited) === undefined &&
    before.begun.length === 0 &&
    before.registers.length === 0 &&
    done.every(({ node }) => comesAfter(enclosingFunction(node))) &&
    meanwhile.begun.every(({ node, functions }) => [enclosingFunction(node), ...functions].some(comesAfter))
  );
}

/** Whether who calls a function by its name takes all for done once it is over, and cannot wait for it. */
function isOverAtOnce(fn: FunctionNode): boolean {
  return !fn.async && !fn.generator && !isArgument(fn);
}

/** Whether a call sets a listener: `request.on('end', answer)`. */
function isRegistration(node: Node): boolean {
  return (
    node.type === 'CallExpression' &&
    node.callee.type === 'MemberExpression' &&
    REGISTERING_METHODS.has(memberName(node.callee) ?? '')
  );
}

/** Whether somebody is told that it is over who may look for the file: `keep(body); response.end('stored')`. */
function isTold({ appends }: Touch, { meanwhile }: Situation): boolean {
  return appends !== true && meanwhile.worlds.length > 0;
}

/** What a listener writes down when something ends, of what others have collected: who has ended it looks for it. */
export function writtenAtEnd(call: Node, situation: Situation, world: World): Reason | undefined {
  const { functions, unawaitedBy, before, at } = situation;
  const written = at.find(
    (touch) => touch.at.kind === 'file' && touch.does !== 'look' && touch.appends !== true,
  );
  const listener = [...functions, ...(unawaitedBy ? [unawaitedBy] : [])].find(isEndListener);
  if (!written || !listener) return undefined;
  const contest = { call, functions, strict: true, counts: () => true };
  const isCollected = before.touches.some(
    (touch) =>
      touch.does === 'look' &&
      touch.at.kind === 'memory' &&
      world.contention.rivalsOf(touch, contest).some(({ isOwn = false }) => !isOwn),
  );
  if (!isCollected) return undefined;
  return reason('unawaited', {
    line: lineOf(listener),
    place: nameOf(written),
    later: placeIn(written, call),
  });
}

/** Whether a function is called when an object is done: a server, a connection, a database. */
function isEndListener({ parent }: FunctionNode): boolean {
  if (parent.type !== 'CallExpression' || parent.callee.type !== 'MemberExpression') return false;
  const [event] = parent.arguments;
  return (
    REGISTERING_METHODS.has(memberName(parent.callee) ?? '') &&
    event?.type === 'Literal' &&
    /^(?:close|destroy|disconnect|quit|shutdown|stop)$/.test(String(event.value))
  );
}

function isArgument(fn: FunctionNode): boolean {
  const { parent } = fn;
  return (parent.type === 'CallExpression' || parent.type === 'NewExpression') && parent.callee !== fn;
}

/** Whether two turns of a loop each do something to an element of their own. */
function areOfTwoTurns(a: Touch, b: Touch): boolean {
  return (
    a.element !== undefined &&
    a.element.ofLaterTurn !== b.element?.ofLaterTurn &&
    a.element.variable === b.element?.variable
  );
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
      return !keepOrder && !areOfTwoTurns(touch, other) && conflicts(touch, other);
    }),
  );
}
