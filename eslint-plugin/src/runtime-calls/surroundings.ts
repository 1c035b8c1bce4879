import type { FunctionNode, SourceCode } from '../ast.ts';
import { valueNodesIn } from '../walk.ts';

/** What the text of a function mentions that its surroundings give it, other than variables. */
export type Surroundings = 'this' | 'super' | 'new.target' | 'import.meta' | 'import()';

/** Finds the first of these in a function, also in functions within it: the runtime refuses any text that has one. */
export function surroundings(fn: FunctionNode, sourceCode: SourceCode): Surroundings | undefined {
  for (const node of valueNodesIn(fn, sourceCode)) {
    switch (node.type) {
      case 'ThisExpression':
        return 'this';
      case 'Super':
        return 'super';
      case 'ImportExpression':
        return 'import()';
      case 'MetaProperty':
        return node.meta.name === 'new' ? 'new.target' : 'import.meta';
    }
  }
  return undefined;
}
