import type { TSESTree } from '@typescript-eslint/utils';
import type { DirectFinding, LoopContext } from '../detect/blocking-uses.ts';
import { awaitBarrier } from '../detect/execution-context.ts';
import type { FunctionNode, Node, SourceCode } from '../ast.ts';
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

/**
 * Decides what may be done about one call.
 *
 * @param all the findings of the file: calls can belong together
 */
export function fixability(
  finding: DirectFinding,
  all: readonly DirectFinding[],
  file: FileFacts,
  sourceCode: SourceCode,
): Fixability {
  const { node, context } = finding;
  if (node.type !== 'CallExpression') {
    return { kind: 'refusal', reason: reason(node.type === 'NewExpression' ? 'handle' : 'reference') };
  }
  const call = { node, entry: finding.entry };
  const obstacle = placeObstacle(node, context, file) ?? crossingObstacle(call, sourceCode);
  if (obstacle) return { kind: 'refusal', reason: obstacle };
  const hazard =
    (context.kind === 'async function'
      ? suspensionHazard(node, context.fn, callsOf(context.fn, all), sourceCode)
      : reason('top level')) ??
    (finding.certain ? undefined : reason('uncertain callee', { callee: sourceCode.getText(node.callee) })) ??
    crossingDoubt(call) ??
    (file.runtimeIsAvailable ? undefined : reason('no runtime', { runtime: file.runtime }));
  return hazard ? { kind: 'suggestion', reason: hazard } : { kind: 'autofix' };
}

const callsByFunction = new WeakMap<
  readonly DirectFinding[],
  ReadonlyMap<FunctionNode, readonly DirectFinding[]>
>();

/** The findings in one function. Those of a file are sorted by function once. */
function callsOf(fn: FunctionNode, all: readonly DirectFinding[]): readonly DirectFinding[] {
  let calls = callsByFunction.get(all);
  if (!calls) callsByFunction.set(all, (calls = groupByFunction(all)));
  return calls.get(fn) ?? [];
}

function groupByFunction(all: readonly DirectFinding[]): Map<FunctionNode, DirectFinding[]> {
  const groups = new Map<FunctionNode, DirectFinding[]>();
  for (const finding of all) {
    if (finding.context.kind !== 'async function') continue;
    const { fn } = finding.context;
    const group = groups.get(fn);
    if (group) group.push(finding);
    else groups.set(fn, [finding]);
  }
  return groups;
}

/** Why `await toThread(…)` cannot be written at this place at all. */
function placeObstacle(
  call: TSESTree.CallExpression,
  context: LoopContext,
  { format }: FileFacts,
): Reason | undefined {
  if ('callback' in context) return reason('callback body');
  const barrier = awaitBarrier(call);
  if (barrier) return reason(barrier);
  if (format === 'script') return reason('script');
  return isOptional(call) ? reason('optional call') : undefined;
}

/** Whether a `?.` in the callee or before the arguments decides if there is a call. */
function isOptional(call: TSESTree.CallExpression): boolean {
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
