import type { FunctionNode, Node, SourceCode } from '../ast.ts';
import { valueNodesIn } from '../walk.ts';

/** What the text of a function mentions that its surroundings give it, other than variables. */
export type Surroundings = 'this' | 'super' | 'new.target' | 'import.meta';

/** Finds the first of these in a function. What functions and classes within it give themselves does not count. */
export function surroundings(fn: FunctionNode, sourceCode: SourceCode): Surroundings | undefined {
  for (const node of valueNodesIn(fn, sourceCode)) {
    switch (node.type) {
      case 'ThisExpression':
        if (isOfCaller(node, fn)) return 'this';
        break;
      case 'Super':
        if (isOfCaller(node, fn)) return 'super';
        break;
      case 'MetaProperty':
        if (node.meta.name !== 'new') return 'import.meta';
        // What is called and never constructed knows that it has none.
        if (fn.type === 'ArrowFunctionExpression' && isOfCaller(node, fn)) return 'new.target';
        break;
    }
  }
  return undefined;
}

/** Whether a function, or what is around it, gives the node its `this`: none of the functions and classes within. */
function isOfCaller(node: Node, fn: FunctionNode): boolean {
  for (
    let child = node, parent = node.parent;
    parent && child !== fn;
    child = parent, parent = parent.parent
  ) {
    switch (parent.type) {
      case 'FunctionDeclaration':
      case 'FunctionExpression':
        return parent === fn;
      case 'PropertyDefinition':
      case 'AccessorProperty':
        if (child === parent.value) return false;
        break;
      case 'StaticBlock':
        return false;
    }
  }
  return true;
}
