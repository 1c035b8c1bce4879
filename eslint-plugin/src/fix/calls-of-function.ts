import type { FunctionNode } from '../ast.ts';
import type { DirectFinding } from '../detect/blocking-uses.ts';
import { append } from '../multimap.ts';

const callsByFunction = new WeakMap<
  readonly DirectFinding[],
  ReadonlyMap<FunctionNode, readonly DirectFinding[]>
>();

/**
 * The findings in one function, those in callbacks that it runs among them, or in one such callback. Those of a file
 * are sorted by function once.
 */
export function callsOf(fn: FunctionNode, all: readonly DirectFinding[]): readonly DirectFinding[] {
  let calls = callsByFunction.get(all);
  if (!calls) callsByFunction.set(all, (calls = groupByFunction(all)));
  return calls.get(fn) ?? [];
}

function groupByFunction(all: readonly DirectFinding[]): Map<FunctionNode, DirectFinding[]> {
  const groups = new Map<FunctionNode, DirectFinding[]>();
  for (const finding of all) {
    const { context } = finding;
    if (context.kind === 'async function') append(groups, context.fn, finding);
    if ('callback' in context) append(groups, context.callback, finding);
  }
  return groups;
}
