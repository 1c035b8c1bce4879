import { getPropertyName } from '../ast.ts';
import type { Node } from '../ast.ts';
import type { RuntimeCall } from './find-calls.ts';
import type { FileOfCalls } from './own-function.ts';
import type { Problem } from './problem.ts';
import { awaitIt } from './rewrites.ts';

/** A call that nobody waits for: a statement of its own, without `await` or `void`. */
export function unawaitedProblem({ node, callee }: RuntimeCall, file: FileOfCalls): Problem | undefined {
  switch (callee) {
    case 'map':
      // Only iterating gives results, and awaiting an iterator gives the iterator.
      return isDropped(node.parent.type === 'AwaitExpression' ? node.parent : node)
        ? { node, messageId: 'floatingMap' }
        : undefined;
    case 'toThread':
    case 'runInExecutor':
    case 'submit':
    case 'run':
    case 'run locked': {
      const chain = unhandledChain(node);
      return chain && isDropped(chain)
        ? { node, messageId: 'floatingToThread', suggestions: awaitIt('awaitCall', chain, file) }
        : undefined;
    }
    case 'acquire':
      // Awaiting it gives what releases the lock.
      return isDropped(node.parent.type === 'AwaitExpression' ? node.parent : node)
        ? { node, messageId: 'floatingLock' }
        : undefined;
    case 'call':
      // Awaiting the call gives the call.
      return isDropped(node.parent.type === 'AwaitExpression' ? node.parent : node)
        ? { node, messageId: 'floatingCall' }
        : undefined;
    default:
      return undefined;
  }
}

/** A call with all that is said to come next, `toThread(…).then(print)`, unless that handles what it throws. */
function unhandledChain(call: Node): Node | undefined {
  const { parent } = call;
  const next = parent?.type === 'MemberExpression' && parent.object === call ? parent.parent : undefined;
  if (parent?.type !== 'MemberExpression' || next?.type !== 'CallExpression' || next.callee !== parent)
    return call;
  const method = getPropertyName(parent);
  const isHandled = method === 'catch' || (method === 'then' && next.arguments.length > 1);
  return isHandled || (method !== 'then' && method !== 'finally') ? undefined : unhandledChain(next);
}

/** Whether the value of an expression is thrown away. */
function isDropped(node: Node): boolean {
  const { parent } = node;
  switch (parent?.type) {
    case 'ExpressionStatement':
      return true;
    case 'ChainExpression':
      return isDropped(parent);
    case 'ConditionalExpression':
      return parent.test !== node && isDropped(parent);
    case 'LogicalExpression':
      return parent.right === node && isDropped(parent);
    case 'SequenceExpression':
      return parent.expressions.at(-1) !== node || isDropped(parent);
    default:
      return false;
  }
}
