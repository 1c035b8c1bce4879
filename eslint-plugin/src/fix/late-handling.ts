import { contains, getPropertyName, isCall, withoutTypeWrappers, withoutTypeWrappersAround } from '../ast.ts';
import type { FunctionNode, Node, Variable } from '../ast.ts';
import { isUsedAsPromise } from './async-function.ts';
import { suspendsBetween, suspendsBetweenTurns } from './certain-suspension.ts';
import { localsOf, valuesOf } from './made-values.ts';
import { reason } from './reasons.ts';
import type { Reason } from './reasons.ts';
import { isLoop } from './single-run.ts';
import { isPartOf } from './suspended-run.ts';
import type { SuspendedRun } from './suspended-run.ts';

/**
 * Promises that are there before the call and awaited after it. While the function ran through, a promise could not
 * fail before somebody waited for it; once the function awaits in between, it can, and a rejection that nobody
 * handles ends the process.
 */

/** A local variable that is used as a promise, or as a list of promises. */
interface Pending {
  readonly name: string;
  readonly declaration: Node;
  /** The calls that it gets promises from. */
  readonly starts: readonly Node[];
  /** Where the promises are awaited, or given handlers. */
  readonly handlings: readonly Node[];
}

const pending = new WeakMap<FunctionNode, readonly Pending[]>();

/** Finds a promise that the call would leave unhandled meanwhile. */
export function lateHandling(run: SuspendedRun): Reason | undefined {
  const { fn, inlined } = run;
  const late = inSameList(run) ?? inVariable(run, fn) ?? (inlined && inVariable(run, inlined));
  return late === undefined ? undefined : reason('late handling', { promise: late });
}

/** The promise before the call in `Promise.all([load(), readFileSync(path)])`. */
function inSameList({ call, fn, inlined, sourceCode }: SuspendedRun): string | undefined {
  for (let child: Node = call; child !== fn && child !== inlined && child.parent; child = child.parent) {
    const { parent } = child;
    if (parent.type !== 'ArrayExpression' || !isCombined(parent)) continue;
    const { elements } = parent;
    const before = elements.slice(0, elements.indexOf(child as (typeof elements)[number]));
    const started = before.find((element) => element && isCall(valueOf(element)));
    if (started) return sourceCode.getText(started);
  }
  return undefined;
}

function valueOf(element: Node): Node {
  return withoutTypeWrappers(element.type === 'SpreadElement' ? element.argument : element);
}

function inVariable(run: SuspendedRun, fn: FunctionNode): string | undefined {
  let known = pending.get(fn);
  if (!known) {
    known = localsOf(fn, run.sourceCode).flatMap((variable) => pendingIn(variable, fn));
    pending.set(fn, known);
  }
  return known.find((variable) => isLate(variable, run, fn))?.name;
}

function pendingIn(variable: Variable, fn: FunctionNode): Pending[] {
  const declaration = variable.defs[0]?.node;
  const uses = variable.references.map(({ identifier }) => identifier as Node);
  const handlings = uses.flatMap((use) => (isPartOf(use, { fn }) ? (handlingOf(use) ?? []) : []));
  if (!declaration || handlings.length === 0) return [];
  const starts = [...valuesOf(variable), ...uses.flatMap(pushedTo)].filter((value) => isCall(valueOf(value)));
  return [{ name: variable.name, declaration, starts, handlings }];
}

function isLate(promise: Pending, { call }: SuspendedRun, fn: FunctionNode): boolean {
  const { starts, handlings } = promise;
  const isLeft = starts.some((start) =>
    start.range[1] <= call.range[0]
      ? !isHandledBetween(start, call, handlings) && !suspendsBetween(start.range[1], call, fn)
      : isLeftByTurnBefore(start, promise, call, fn),
  );
  return (
    isLeft &&
    handlings.some(
      (handling) => handling.range[1] > call.range[1] && !suspendsBetween(call.range[1], handling, fn),
    )
  );
}

function isHandledBetween(start: Node, call: Node, handlings: readonly Node[]): boolean {
  return handlings.some(({ range }) => range[0] >= start.range[1] && range[1] <= call.range[0]);
}

/** Whether the turn of a loop before this one leaves a promise in a variable from outside the loop. */
function isLeftByTurnBefore(
  start: Node,
  { declaration, handlings }: Pending,
  call: Node,
  fn: FunctionNode,
): boolean {
  for (let { parent } = call; parent && parent !== fn; { parent } = parent) {
    if (!isLoop(parent) || !contains(parent, start) || contains(parent, declaration)) continue;
    const loop = parent;
    return (
      !handlings.some((handling) => contains(loop, handling)) && !suspendsBetweenTurns(loop, start, call)
    );
  }
  return false;
}

/** Where a use of a promise, or of a list of promises, handles what it fails with. */
function handlingOf(use: Node): Node | undefined {
  const node = withoutTypeWrappersAround(use);
  if (isUsedAsPromise(node)) return node.parent?.parent;
  const list = node.parent?.type === 'SpreadElement' ? node.parent.parent : node.parent;
  if (list?.type === 'AwaitExpression') return list;
  const combined = list?.type === 'ArrayExpression' ? list : node;
  return isCombined(combined) ? combined.parent : undefined;
}

/** Whether a list is what `Promise.all` or one of its like waits for. */
function isCombined({ parent }: Node): boolean {
  return (
    parent?.type === 'CallExpression' &&
    parent.callee.type === 'MemberExpression' &&
    parent.callee.object.type === 'Identifier' &&
    parent.callee.object.name === 'Promise' &&
    ['all', 'allSettled', 'any', 'race'].includes(getPropertyName(parent.callee) ?? '')
  );
}

/** What is added to a list: `load()` in `list.push(load())`. */
function pushedTo({ parent }: Node): readonly Node[] {
  return parent?.type === 'MemberExpression' &&
    parent.parent.type === 'CallExpression' &&
    parent.parent.callee === parent &&
    getPropertyName(parent) === 'push'
    ? parent.parent.arguments
    : [];
}
