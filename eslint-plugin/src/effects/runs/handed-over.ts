import { getStringIfConstant, isCall, lastName, variableOf, withoutTypeWrappers } from '../../ast.ts';
import type { FunctionNode, Node } from '../../ast.ts';
import type { Leaf } from '../steps/steps.ts';
import type { CallSite, Container } from './call-sites.ts';
import type { Situation } from './situations.ts';
import { after } from './slices.ts';
import type { Summaries } from './summaries.ts';
import { together } from './summary.ts';
import type { Summary } from './summary.ts';

/**
 * How a function comes to run that was handed to somebody: after others that were handed to the same, which go on to it,
 * and before those that are called once all is over.
 */

type Later = Extract<Leaf, { type: 'later' }>;

/** What is peculiar to one such way. */
type Way = Partial<Situation>;

/** The ways by which the program comes to a function at the place where it is handed over. */
export function waysTo(
  fn: FunctionNode,
  leaf: Later,
  { container }: CallSite,
  situation: Situation & { readonly start: boolean },
  summaries: Summaries,
): readonly Way[] {
  const inTurns: Way[] = leaf.ordered && !comesOnce(leaf.node) ? [{ inSeries: true, ofEvents: true }] : [];
  if (!situation.start) return inTurns;
  const others = siblings(leaf, container, summaries);
  return leaf.ordered
    ? [
        ...inTurns,
        ...others.flatMap((other) => endingWays(other, fn, summaries)),
        ...waitingWays(leaf, container, summaries),
      ]
    : [
        ...(isTick(leaf.node)
          ? [{ unawaited: leaf.node, meanwhile: doneOnceItRan(leaf, container, summaries) }]
          : []),
        ...[leaf, ...others].flatMap((other) => passingWays(other, fn, situation, summaries)),
      ];
}

/** Whether a function is called once the code that is running has come to its end, before any event. */
function isTick(node: Node): boolean {
  if (!isCall(node)) return false;
  const name = lastName(node.callee) ?? '';
  if (/^(?:nextTick|queueMicrotask|setImmediate)$/.test(name)) return true;
  if (name !== 'then' || node.callee.type !== 'MemberExpression') return false;
  const promise = withoutTypeWrappers(node.callee.object);
  return (
    promise.type === 'CallExpression' &&
    lastName(promise.callee) === 'resolve' &&
    promise.arguments.length === 0
  );
}

/** What the one who has set a tick does once he has waited: so far, the function was over by then. */
function doneOnceItRan(leaf: Later, { steps }: Container, summaries: Summaries): Summary {
  const { leaves } = after(leaf, steps, () => false);
  const wait = leaves.findIndex((one) => summaries.waits(one));
  return summaries.ofLeaves(wait === -1 ? [] : leaves.slice(wait + 1), 'after', true);
}

/** What else is handed to the same object. */
export function siblings(leaf: Later, { steps }: Container, { facts }: Summaries): readonly Later[] {
  const nameOf = ({ node }: Later): string | undefined => {
    const receiver = receiverOf(node);
    return receiver && facts.sourceCode.getText(receiver);
  };
  const name = nameOf(leaf);
  return name === undefined
    ? []
    : [...steps.around.keys()].filter(
        (step): step is Later => step.type === 'later' && step !== leaf && nameOf(step) === name,
      );
}

/** The object that a function is handed to: `request` in `request.on('data', read).on('end', done)`. */
function receiverOf(node: Node): Node | undefined {
  const callee = node.type === 'CallExpression' ? withoutTypeWrappers(node.callee) : undefined;
  if (callee?.type !== 'MemberExpression') return undefined;
  const object = withoutTypeWrappers(callee.object);
  return object.type === 'CallExpression' ? receiverOf(object) : object;
}

/** Listeners that say that all is done, so that what earlier events have begun should be, too. */
function endingWays(
  { node, ordered, functions }: Later,
  own: FunctionNode,
  summaries: Summaries,
): readonly Way[] {
  const [event] = isCall(node) ? node.arguments : [];
  if (!ordered || !event || !ENDS.test(getStringIfConstant(event) ?? '')) return [];
  return functions
    .filter((fn) => fn !== own)
    .map((fn) => ({ ofEvents: true, unawaited: node, meanwhile: summaries.of(fn, 'all') }));
}

const ENDS = /^(?:close|complete|done|end|exit|finish)$/;

/** Who waits for the end of what emits, after he has set the listener, goes on then: `await once(request, 'end')`. */
function waitingWays(leaf: Later, { steps }: Container, summaries: Summaries): readonly Way[] {
  const { sourceCode } = summaries.facts;
  const receiver = receiverOf(leaf.node);
  const name = receiver && sourceCode.getText(receiver);
  if (name === undefined) return [];
  const { leaves } = after(leaf, steps, () => false);
  const at = leaves.findIndex((one) => {
    if (one.type !== 'suspend') return false;
    const text = sourceCode.getText(one.node);
    return text.includes(name) && WAITS_FOR_THE_END.test(text);
  });
  const wait = leaves[at];
  if (wait?.type !== 'suspend') return [];
  const rest = summaries.ofLeaves(leaves.slice(at + 1), 'after', true);
  // What the function gives its caller then, nobody sees here.
  const caller = { node: wait.node, name: 'return', isOwn: false };
  const meanwhile = rest.with({ worlds: () => [...rest.worlds, caller] });
  return [{ ofEvents: true, unawaited: wait.node, meanwhile }];
}

const WAITS_FOR_THE_END = /\bfinished\s*\(|['"`](?:close|complete|done|end|finish)['"`]/;

/** Whether a listener is called once at most: it is taken off then, or nothing comes after what it listens to. */
function comesOnce(node: Node): boolean {
  if (!isCall(node)) return false;
  const [event] = node.arguments;
  return (
    /^(?:once|prependOnceListener)$/.test(lastName(node.callee) ?? '') ||
    (event !== undefined && ENDS.test(getStringIfConstant(event) ?? ''))
  );
}

/** What functions do that go on to the next one: `app.use((req, res, next) => { user = req.user; next(); })`. */
function passingWays(
  { functions }: Later,
  own: FunctionNode,
  { before }: Situation,
  summaries: Summaries,
): readonly Way[] {
  const others = functions.filter((fn) => fn !== own);
  return others.flatMap((fn) => {
    const steps = summaries.stepsOf(fn);
    const passing = [...steps.around.keys()].filter(
      (step) => step.type === 'world' && isOwnParameter(step.node, fn, summaries),
    );
    return passing.map((step) => {
      const { leaves } = summaries.stretch(step, steps, 'before');
      return { before: together(summaries.ofLeaves(leaves, 'before'), before) };
    });
  });
}

/** Whether a call is one of a function that the function around it was given. */
function isOwnParameter(node: Node, fn: FunctionNode, { facts }: Summaries): boolean {
  const callee = isCall(node) ? withoutTypeWrappers(node.callee) : undefined;
  if (callee?.type !== 'Identifier') return false;
  return variableOf(callee, facts.sourceCode)?.defs[0]?.node === fn;
}
