import type { ExecutionContext } from '../detect/execution-context.ts';
import type { BlockingCall } from '../detect/blocking-call.ts';
import type { Node, SourceCode } from '../ast.ts';
import type { FileFacts } from '../project/file-facts.ts';
import { crossingDoubt, crossingObstacle } from './crossing.ts';
import { suspensionHazard } from './hazards.ts';
import { reason } from './reasons.ts';
import type { Reason } from './reasons.ts';

/**
 * What may be done about a blocking call: an autofix when the rewrite is shown to keep the program as it is,
 * a suggestion when a person has to decide, or nothing when no rewrite in place can be right.
 */
export type Fixability =
  | { readonly kind: 'autofix' }
  | { readonly kind: 'suggestion'; readonly reason: Reason }
  | { readonly kind: 'refusal'; readonly reason: Reason };

/** Decides what may be done about one call. */
export function fixability(
  call: BlockingCall,
  context: ExecutionContext,
  file: FileFacts,
  sourceCode: SourceCode,
): Fixability {
  const obstacle = placeObstacle(call, context, file) ?? crossingObstacle(call, sourceCode);
  if (obstacle) return { kind: 'refusal', reason: obstacle };
  const hazard =
    (context.kind === 'async function'
      ? suspensionHazard(call.node, context.fn, sourceCode)
      : reason('top level')) ??
    (call.certain
      ? undefined
      : reason('uncertain callee', { callee: sourceCode.getText(call.node.callee) })) ??
    crossingDoubt(call) ??
    (file.runtimeIsAvailable ? undefined : reason('no runtime', { runtime: file.runtime }));
  return hazard ? { kind: 'suggestion', reason: hazard } : { kind: 'autofix' };
}

/** Why `await toThread(…)` cannot be written at this place at all. */
function placeObstacle(
  { node }: BlockingCall,
  context: ExecutionContext,
  { format }: FileFacts,
): Reason | undefined {
  if ('barrier' in context) return reason(context.barrier);
  if (format === 'script') return reason('script');
  if (isOptional(node)) return reason('optional call');
  return undefined;
}

/** Whether a `?.` in the callee or before the arguments decides if there is a call. */
function isOptional(call: BlockingCall['node']): boolean {
  for (let node: Node = call; ;) {
    switch (node.type) {
      case 'CallExpression':
        if (node.optional) return true;
        node = node.callee;
        break;
      case 'MemberExpression':
        if (node.optional) return true;
        node = node.object;
        break;
      case 'TSNonNullExpression':
        node = node.expression;
        break;
      default:
        return node.type === 'ChainExpression';
    }
  }
}
