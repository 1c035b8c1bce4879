import { isCall, isFunction, lastName, variableOf, withoutTypeWrappers } from '../../ast.ts';
import type { FunctionNode, Node } from '../../ast.ts';
import { allNodesIn } from '../../walk.ts';
import { isDroppedPromise } from '../../detect/dropped-promise.ts';
import type { Touch } from '../memory/location.ts';
import type { Facts } from '../steps/facts.ts';
import type { Leaf } from '../steps/steps.ts';
import type { CallSite } from './call-sites.ts';
import { siblings } from './handed-over.ts';
import type { Summaries } from './summaries.ts';

/** Who calls a function without waiting for it, and goes on with what the function was given. */

/** A function that is called by somebody who does not wait for it. */
export interface Handed {
  /** Where it is called, or given to who calls it. */
  readonly by: Node;
  readonly to: FunctionNode;
  /** What is done by others that hear of the same. */
  readonly heard: readonly Touch[];
  /** Whether the function around it goes on with what it gave. */
  readonly goesOn: boolean;
}

/** What is expected of a function at a place where it is run, or handed over, and nobody waits for it. */
export function handedTo(
  fn: FunctionNode,
  leaf: Leaf,
  { container }: CallSite,
  summaries: Summaries,
): Handed | undefined {
  if (!fn.async || (leaf.type !== 'later' && leaf.type !== 'run') || !isCall(leaf.node)) return undefined;
  const { sourceCode } = summaries.facts;
  const by = leaf.node;
  if (leaf.type === 'run')
    return isDroppedPromise(by, sourceCode) && goesOnWith(by, by.arguments, summaries.facts, isUse)
      ? { by, to: fn, heard: [], goesOn: true }
      : undefined;
  if (leaf.ordered || lastName(by.callee) === 'subscribe') {
    const others = siblings(leaf, container, summaries).filter(({ ordered }) => ordered);
    const listeners = others.flatMap(({ functions }) => functions).filter((one) => one !== fn && !one.async);
    return { by, to: fn, heard: listeners.flatMap((one) => summaries.of(one, 'all').touches), goesOn: false };
  }
  // A handler of a server is waited for by who calls it.
  if (
    !isDroppedPromise(by, sourceCode) ||
    fn.params.some((one) => one.type === 'Identifier' && SERVED.test(one.name))
  )
    return undefined;
  const given = by.arguments.filter((argument) => !isFunction(argument));
  const isUsed =
    goesOnWith(by, given, summaries.facts, isAsked) ||
    goesOnWith(by, [rootOf(by.callee)], summaries.facts, (use) => isAsked(use) && isPart(use));
  return isUsed ? { by, to: fn, heard: [], goesOn: true } : undefined;
}

/** What servers give to those that answer for them. */
const SERVED = /^_?(?:c|context|ctx|event|rep|reply|req|request|res|resp|response)$/;

/** Whether the code behind a call uses a variable that stands in some expressions. */
function goesOnWith(
  call: Node,
  given: readonly Node[],
  { callbacks: { parts }, sourceCode }: Facts,
  counts: (use: Node) => boolean,
): boolean {
  const around = parts.stretchAround(call);
  return given
    .flatMap((one) => allNodesIn(one, sourceCode))
    .flatMap((node) => (node.type === 'Identifier' ? (variableOf(node, sourceCode)?.references ?? []) : []))
    .some(
      ({ identifier }) =>
        identifier.range[0] >= call.range[1] &&
        parts.stretchAround(identifier) === around &&
        counts(identifier),
    );
}

function isUse(): boolean {
  return true;
}

/** Whether what is made of a value is used, and not only something done with it. */
function isAsked(use: Node): boolean {
  let at = use;
  while (
    at.parent &&
    /^(?:AwaitExpression|CallExpression|ChainExpression|MemberExpression)$/.test(at.parent.type)
  )
    at = at.parent;
  return at.parent?.type !== 'ExpressionStatement';
}

function isPart({ parent }: Node): boolean {
  return parent?.type === 'MemberExpression' || parent?.type === 'CallExpression';
}

/** The object at the beginning of a chain of calls: `$` in `$('img').each(…)`. */
function rootOf(callee: Node): Node {
  const node = withoutTypeWrappers(callee);
  if (node.type === 'MemberExpression') return rootOf(node.object);
  return node.type === 'CallExpression' ? rootOf(node.callee) : node;
}
