import { contains, enclosingFunction, isFunction } from '../../ast.ts';
import type { FunctionNode, Node } from '../../ast.ts';
import { reason } from '../../fix/reasons.ts';
import type { Reason } from '../../fix/reasons.ts';
import { valueOf } from '../../detect/local-function.ts';
import { isLoop } from '../functions/single-run.ts';
import type { Situation } from '../runs/situations.ts';
import { keyOf, ownHoldersOf, takenBy, usesOf } from '../steps/promise-uses.ts';
import type { PromiseUse } from '../steps/promise-uses.ts';
import type { Facts } from '../steps/facts.ts';
import { nodesInFile } from '../../walk.ts';
import { timeOf } from '../steps/awaited.ts';
import { nameOf } from './late-handling.ts';
import { shortened } from './words.ts';

/**
 * Runs that are begun together, and whose promises are handled one after the other. As long as none of them waited, all
 * had settled in one tick, whoever looked first. Now one can fail while another is waited for.
 */

/** A promise of a run of the file that its caller comes to only when it has waited for something else. */
export function lateRun({ started }: Situation, facts: Facts): Reason | undefined {
  for (const run of started) {
    const promise = lateIn(run, facts);
    if (promise !== undefined) return reason('late handling', { promise });
  }
  return undefined;
}

function lateIn(run: Node, facts: Facts): string | undefined {
  const made = facts.made.ofRun(run);
  if (made && made.promise !== 'yes') return undefined;
  const text = shortened(facts.sourceCode.getText(run));
  const holders = made && made.holders.length > 0 ? made.holders : ownHoldersOf(run, facts);
  // Where nothing holds the list: `for await (const page of names.map(load))`.
  if (holders.length === 0) {
    const use = takenBy(run, facts);
    const isLate = use?.how === 'in turn' || (use?.how === 'handed on' && isOneOfSeveral(run, run, facts));
    return isLate ? text : undefined;
  }
  const begun = outOfParts(run, facts);
  const uses = usesOf(holders, keyOf(run), facts);
  const isLateIn = (use: PromiseUse) => {
    const isHandedOn = use.how === 'handed on' && (made?.isContained ?? true);
    const isInTurn =
      use.how === 'in turn' ||
      (use.how === 'one' && isAwaitedInLoop(use.node, begun)) ||
      isHandedOn ||
      (use.how === 'handed on' && isOneOfSeveral(use.node, run, facts));
    return isLate(use, isInTurn, begun, uses, facts);
  };
  if (!uses.some(isLateIn)) return undefined;
  return made ? nameOf(made) : text;
}

/**
 * Whether a promise is handed on with others: in a list, or beside another one. Whoever is given them, and is not seen,
 * may come to each when the one before is settled.
 */
function isOneOfSeveral(use: Node, run: Node, facts: Facts): boolean {
  const isOfList = run.type === 'CallExpression' && facts.callbacks.bodiesRun(run).length === 0;
  if (isOfList || outOfParts(run, facts) !== run) return true;
  for (let node = use; node.parent; node = node.parent) {
    const { parent } = node;
    if (parent.type === 'SpreadElement') return true;
    if (parent.type === 'ArrayExpression' && parent.elements.length > 1) return true;
    if (parent.type === 'ObjectExpression' && parent.properties.length > 1) return true;
    if (parent.type === 'CallExpression' || parent.type === 'NewExpression')
      return parent.arguments.some((other) => other !== node && isRunOfFile(other, facts));
  }
  return false;
}

/** Whether an expression is a run of an async function of the file, or a variable that holds its promise. */
function isRunOfFile(expression: Node, { callbacks, sourceCode }: Facts): boolean {
  const value = expression.type === 'Identifier' ? valueOf(expression, sourceCode) : expression;
  return (
    value?.type === 'CallExpression' &&
    callbacks.bodiesRun(value).some((body) => isFunction(body) && body.async)
  );
}

function isLate(
  use: PromiseUse,
  isInTurn: boolean,
  begun: Node,
  uses: readonly PromiseUse[],
  facts: Facts,
): boolean {
  const way = wayFrom(begun, use.node, facts);
  if (!way) return false;
  const handled = uses.filter((other) => other !== use && (other.how === 'all' || other.how === 'handed on'));
  const isHandledBy = (node: Node) =>
    handled.some((other) => contains(node, other.node) || isBefore(way, other.node, node));
  if (isInTurn && !isHandledBy(use.node)) return true;
  const awaits = nodesInFile(facts.sourceCode)
    .filter((node) => node.type === 'AwaitExpression')
    .filter((node) => placeOn(way, node) !== undefined && functionAround(node, facts) === way.fn);
  // Where something took its time already, the failure was nobody's before.
  if (awaits.some((node) => timeOf(node, facts) === 'some' && isCertain(node))) return false;
  return awaits.some((node) => timeOf(node, facts) === 'runs' && !isHandledBy(node));
}

/** What is evaluated from where a run is begun to where its promise is used, as stretches of the text in that order. */
interface Way {
  readonly fn: FunctionNode | undefined;
  readonly stretches: readonly (readonly [start: number, end: number])[];
}

function wayFrom(begun: Node, use: Node, facts: Facts): Way | undefined {
  const fn = functionAround(use, facts);
  // Who uses it in another function may do so in the same tick.
  if (functionAround(begun, facts) !== fn) return fn && { fn, stretches: [[fn.range[0], use.range[0]]] };
  const loops = loopsAround(begun);
  if (use.range[0] < begun.range[1]) {
    const common = loops.find((loop) => contains(loop, use));
    return (
      common && {
        fn,
        stretches: [
          [begun.range[1], common.range[1]],
          [common.range[0], use.range[0]],
        ],
      }
    );
  }
  const loop = loops.findLast((outer) => !contains(outer, use));
  return {
    fn,
    stretches: loop
      ? [
          [begun.range[1], loop.range[1]],
          [loop.range[0], begun.range[0]],
          [loop.range[1], use.range[0]],
        ]
      : [[begun.range[1], use.range[0]]],
  };
}

/** Where on the way a node is over: the stretch, and how far in it. */
function placeOn({ stretches }: Way, { range }: Node): readonly [number, number] | undefined {
  const index = stretches.findIndex(([start, end]) => start <= range[0] && range[1] <= end);
  return index === -1 ? undefined : [index, range[1]];
}

function isBefore(way: Way, first: Node, second: Node): boolean {
  const earlier = placeOn(way, first);
  const later = placeOn(way, second);
  if (!earlier) return false;
  return !later || earlier[0] < later[0] || (earlier[0] === later[0] && earlier[1] <= later[1]);
}

/** The function that a node runs with: a callback that is called in place is a part of the one around it. */
function functionAround(node: Node, facts: Facts): FunctionNode | undefined {
  return enclosingFunction(outOfParts(node, facts));
}

function outOfParts(node: Node, { callbacks }: Facts): Node {
  let outer = node;
  for (let fn = enclosingFunction(outer); fn && callbacks.parts.isPart(fn); fn = enclosingFunction(outer))
    outer = fn.parent;
  return outer;
}

/** The loops around a node within its function, the innermost first. */
function loopsAround(node: Node): readonly Node[] {
  const loops: Node[] = [];
  for (let { parent } = node; parent && !isFunction(parent); { parent } = parent) {
    if (isLoop(parent)) loops.push(parent);
  }
  return loops;
}

/** Whether one element after the other is awaited by a loop that comes after all of them have been begun. */
function isAwaitedInLoop(use: Node, begun: Node): boolean {
  for (let { parent } = use; parent && !isFunction(parent); { parent } = parent) {
    if (parent.type === 'AwaitExpression') return loopsAround(parent).some((loop) => !contains(loop, begun));
  }
  return false;
}

/** Whether a run that comes to the code around a node comes to the node. */
function isCertain(node: Node): boolean {
  for (let { parent } = node; parent && !isFunction(parent); { parent } = parent) {
    if (/^(?:If|SwitchStatement|SwitchCase|Conditional|Logical|Catch)/.test(parent.type)) return false;
  }
  return true;
}
