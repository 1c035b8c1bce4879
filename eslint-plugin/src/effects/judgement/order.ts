import { contains, isFunction, withoutTypeWrappersAround } from '../../ast.ts';
import type { FunctionNode, Node } from '../../ast.ts';
import { nodesIn } from '../../walk.ts';
import { reason } from '../../fix/reasons.ts';
import type { Reason } from '../../fix/reasons.ts';
import { runsOnce } from '../functions/single-run.ts';
import { ANY, conflicts, isGiven } from '../memory/location.ts';
import type { Place, Touch } from '../memory/location.ts';
import type { Situation } from '../runs/situations.ts';
import type { Facts } from '../steps/facts.ts';
import type { WriteTouch } from '../steps/writes.ts';
import { functionName } from './contention.ts';
import { isExit } from './exits.ts';
import { lineOf, nameOf } from './words.ts';
import type { World } from './world.ts';

/** What runs that are begun one after the other do in the order in which they get done. */
export function otherOrder(
  call: Node,
  situation: Situation,
  { contention, summaries, inTurn }: World,
): Reason | undefined {
  const { functions, after, inSeries, race, joined } = situation;
  // Whoever was begun first was first, as long as nobody waited.
  if (race) return reason('other order', { place: 'Promise', line: lineOf(race) });
  const [fn] = functions;
  // Of two errors, the one of the run that was begun first came first.
  if (joined && fn && mayThrowAfter(call, fn, summaries.facts))
    return reason('other order', { place: 'Promise', line: lineOf(joined) });
  // By the time of the first error the other runs had done all they do.
  const counted = joined && fn && toldOnError(joined, fn, situation);
  if (counted) return reason('other order', { place: nameOf(counted), line: lineOf(counted.node) });
  const keepsOrder = fn !== undefined && fn === inTurn;
  if (!fn || (!inSeries && runsOnce(fn, summaries.facts.sourceCode))) return undefined;
  for (const touch of after.touches) {
    if (isExit(touch) || touch.isJoined === true) continue;
    if (
      touch.at.kind === 'memory' &&
      touch.at.owner === summaries.facts.callbacks.parts.stretchAround(touch.node)
    )
      continue;
    // Each run has such a variable of its own, also where it has given what is in it to a function.
    const anew = inSeries ? situation.series : functions;
    if (touch.at.kind === 'memory' && touch.at.isKept && anew.some((one) => one === ownerOf(touch))) continue;
    const shows = touch.inOrder === true || (inSeries && showsInSeries(touch, fn));
    const isOwn = touch.at.kind === 'memory' && isGiven(touch.at) && !inSeries;
    if ((touch.delivers === true || (shows && !isOwn)) && !keepsOrder)
      return reason('other order', { place: nameOf(touch), line: lineOf(touch.node) });
    if (touch.does === 'fill' && touch.at.kind === 'memory' && touch.at.steps.at(-1) === ANY) {
      const { steps } = touch.at;
      const isListed =
        (touch.at.isKept === true && isTakenWhole(touch.at, summaries.facts)) ||
        contention
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
            !functions.includes(rival.fn) &&
            (rival.touch.does === 'change' || rival.touch.does === 'clear') &&
            conflicts(touch, rival.touch),
        );
      if (user)
        return reason('missing yet', {
          place: nameOf(touch),
          line: lineOf(touch.node),
          who: functionName(user.fn),
        });
    }
  }
  const outside = after.worlds.find(({ isJoined = false }) => !isJoined);
  // Who starts several runs and waits for none wants no order; events come in one.
  const minds = situation.unawaited === undefined || situation.ofEvents === true;
  return inSeries && !keepsOrder && minds && outside
    ? reason('other order', { place: outside.name, line: lineOf(outside.node) })
    : undefined;
}

/** What a run does after the call that the handler looks at where another run has failed: `catch { return done }`. */
function toldOnError(joined: Node, fn: FunctionNode, { after }: Situation): Touch | undefined {
  const handler = handlerAround(joined);
  if (!handler) return undefined;
  const looks = after.touches.filter(({ does, node }) => does === 'look' && contains(handler, node));
  return after.touches.find(
    (touch) =>
      touch.does !== 'look' && contains(fn, touch.node) && looks.some((look) => conflicts(touch, look)),
  );
}

/** The clause that comes next where a node throws. */
function handlerAround(node: Node): Node | undefined {
  for (let at = node; at.parent && !isFunction(at); at = at.parent)
    if (at.parent.type === 'TryStatement' && at.parent.block === at && at.parent.handler)
      return at.parent.handler;
  return undefined;
}

/** Whether a function throws errors of its own once a call is over, which may have thrown one, too. */
function mayThrowAfter(call: Node, fn: FunctionNode, facts: Facts): boolean {
  return nodesIn(fn.body, facts.sourceCode).some(
    (node) => node.range[1] > call.range[1] && mayThrow(node, facts, 0) && !isCaught(node, fn),
  );
}

function mayThrow(node: Node, facts: Facts, depth: number): boolean {
  if (node.type === 'ThrowStatement') return true;
  if (node.type !== 'CallExpression' || depth > 2) return false;
  if (facts.sourceCode.getText(node.callee) === 'JSON.parse') return true;
  return facts.callbacks
    .bodiesRun(node)
    .some(
      (body) =>
        isFunction(body) &&
        nodesIn(body.body, facts.sourceCode).some(
          (inner) => mayThrow(inner, facts, depth + 1) && !isCaught(inner, body),
        ),
    );
}

function isCaught(node: Node, fn: FunctionNode): boolean {
  for (let at = node; at.parent && at !== fn; at = at.parent)
    if (at.parent.type === 'TryStatement' && at.parent.block === at && at.parent.handler) return true;
  return false;
}

/** Whether a function gives away, as a whole, what it has let its runs fill: the order of the keys goes with it. */
function isTakenWhole({ variable, steps }: Place, { callbacks }: Facts): boolean {
  return (
    steps.length === 1 &&
    variable?.references.some(({ identifier }) => {
      const node = withoutTypeWrappersAround(identifier);
      const { parent } = node;
      if (parent?.type === 'CallExpression')
        return parent.callee !== node && callbacks.bodiesRun(parent).length === 0;
      return parent !== undefined && TAKING_WHOLE.test(parent.type);
    }) === true
  );
}

const TAKING_WHOLE = /^(?:ArrowFunctionExpression|ForInStatement|Property|ReturnStatement|SpreadElement)$/;

function showsInSeries({ at, does, deep, inOrder }: Touch, fn: FunctionNode): boolean {
  if (does !== 'change') return false;
  if (at.kind === 'file') return !at.parts.some((part) => typeof part !== 'string');
  // What each run is given is its own.
  const isOwn = at.parameter?.defs[0]?.node === fn;
  return !isOwn && (deep || inOrder !== false);
}

function ownerOf({ at }: Touch): Node | undefined {
  return at.kind === 'memory' ? at.owner : undefined;
}

function isResource(touch: Touch): touch is WriteTouch {
  return 'isResource' in touch && touch.isResource === true;
}
