import { withoutTypeWrappers } from '../ast.ts';
import type { Node, SourceCode } from '../ast.ts';
import { valueOf } from '../detect/local-function.ts';

/** Longer chains of aliases are not followed. A cycle of bindings ends here too. */
const MAX_STEPS = 16;

/**
 * Follows names to what they are given, where that is one value: `text` of `const text = 'a'` is `'a'`. What cannot
 * be followed is given back as it is.
 */
export function visibleValue(expression: Node, sourceCode: SourceCode): Node {
  let node = withoutTypeWrappers(expression);
  for (let steps = 0; node.type === 'Identifier' && steps < MAX_STEPS; steps++) {
    const value = valueOf(node, sourceCode);
    if (!value) break;
    node = withoutTypeWrappers(value);
  }
  return node;
}
