import { calleeOf, isCall } from '../ast.ts';
import type { Node, SourceCode } from '../ast.ts';
import type { TSESTree } from '@typescript-eslint/utils';
import type { Catalog } from '../catalog/create-catalog.ts';
import { catalogUses } from './binding-uses.ts';
import { BlockingCalls } from './blocking-call.ts';
import type { BlockingCall } from './blocking-call.ts';
import type { Roots } from './catalog-roots.ts';
import type { InlineCallers } from './inline-callers.ts';

/** What the rule knows of a file before it looks at what blocks. */
export interface Visited {
  readonly roots: Roots | undefined;
  /** The dynamic imports of the catalog's modules. */
  readonly imports: readonly TSESTree.ImportExpression[];
}

/** Finds the blocking calls of a file, wherever they run: by what it takes from the catalog. */
export function directCalls(
  { roots, imports }: Visited,
  callers: InlineCallers,
  sourceCode: SourceCode,
  catalog: Catalog,
): readonly BlockingCall[] {
  const blocking = new BlockingCalls(catalog, sourceCode);
  const found = new Map<Node, BlockingCall>();
  for (const { expression, call } of catalogUses(roots, imports, sourceCode, catalog)) {
    const isCallee = calleeOf(call) === expression;
    const use = isCallee
      ? blocking.ofCall(call)
      : isCall(call) && callers.callsNamed(expression, call)
        ? blocking.ofReference(expression)
        : undefined;
    if (use && !found.has(use.node)) found.set(use.node, use);
  }
  return [...found.values()];
}
