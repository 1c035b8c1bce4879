import type { FunctionNode, Node, SourceCode } from '../ast.ts';

/** What the text of a function mentions that its surroundings give it, other than variables. */
export type Surroundings = 'this' | 'super' | 'new.target' | 'import.meta' | 'import()';

/** Finds the first of these in a function, also in functions within it: the runtime refuses any text that has one. */
export function surroundings(fn: FunctionNode, sourceCode: SourceCode): Surroundings | undefined {
  for (const node of nodesIn(fn, sourceCode)) {
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

/** What only types hold, which are gone when the program runs. */
const TYPE_KEYS = ['typeAnnotation', 'returnType', 'typeParameters', 'typeArguments'];

/** A node and all below it, types left out. */
export function* nodesIn(node: Node, sourceCode: SourceCode): Generator<Node> {
  yield node;
  for (const key of sourceCode.visitorKeys[node.type] ?? []) {
    if (TYPE_KEYS.includes(key)) continue;
    // Visitor keys name the properties that hold nodes, or lists of them.
    const children = [node[key as keyof Node] as unknown as Node | null | readonly (Node | null)[]].flat();
    for (const child of children) if (child) yield* nodesIn(child, sourceCode);
  }
}
