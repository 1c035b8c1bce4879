import { allNodesIn } from '../../walk.ts';
import { lastName } from '../../ast.ts';
import type { Node } from '../../ast.ts';
import { reason } from '../../fix/reasons.ts';
import type { Reason } from '../../fix/reasons.ts';
import { runsOnce } from '../functions/single-run.ts';
import type { Situation } from '../runs/situations.ts';
import type { Facts } from '../steps/facts.ts';
import type { LookedUpLeaf } from '../steps/steps.ts';
import { lineOf } from './words.ts';

/**
 * A property of an object that was looked up is read before the call and changed after it, as of
 * `const account = await getAccount(id)`: another run that has got the same object would read the same meanwhile.
 */
export function changedSinceLookup(
  { before, after, functions }: Situation,
  facts: Facts,
): Reason | undefined {
  const [fn] = functions;
  if (after.lookedUp.length === 0 || !fn || runsOnce(fn, facts.sourceCode)) return undefined;
  for (const change of after.lookedUp) {
    if (change.does !== 'change' || isFilled(change, facts)) continue;
    const look = before.lookedUp.find((one) => one.does === 'look' && isOfOne(one, change));
    if (look)
      return reason('interleaving', {
        place: facts.sourceCode.getText(change.node),
        before: `read on line ${lineOf(look.node)}`,
        after: `changed on line ${lineOf(change.node)}`,
        who: 'another run of the function',
      });
  }
  return undefined;
}

/**
 * What was read is put into such an object: other runs that have got the same one would do so in the order in which they
 * get done.
 */
export function putIntoLookedUp({ after, functions }: Situation, facts: Facts): Reason | undefined {
  const [fn] = functions;
  const change = after.lookedUp.find(({ inOrder }) => inOrder);
  return change && fn && !runsOnce(fn, facts.sourceCode)
    ? reason('other order', { place: facts.sourceCode.getText(targetOf(change)), line: lineOf(change.node) })
    : undefined;
}

/** What is changed: the list that a method puts something into. */
function targetOf({ node }: LookedUpLeaf): Node {
  return node.type === 'CallExpression' && node.callee.type === 'MemberExpression'
    ? node.callee.object
    : node;
}

/** Whether one is a part of the other. */
function isOfOne(one: LookedUpLeaf, other: LookedUpLeaf): boolean {
  const depth = Math.min(one.path.length, other.path.length);
  return one.lookup === other.lookup && one.path.slice(0, depth).every((name, at) => name === other.path[at]);
}

/** Whether a property is given what the call reads, and nothing of what was there: that is a cache. */
function isFilled({ node, path }: LookedUpLeaf, { blocking, sourceCode }: Facts): boolean {
  const { parent } = node;
  if (parent?.type !== 'AssignmentExpression' || parent.left !== node || parent.operator !== '=')
    return false;
  const parts = allNodesIn(parent.right, sourceCode);
  return (
    parts.some((part) => blocking.has(part)) &&
    !parts.some((part) => part.type === 'MemberExpression' && lastName(part) === path.at(-1))
  );
}
