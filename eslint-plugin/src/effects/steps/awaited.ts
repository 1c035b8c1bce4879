import type { TSESTree } from '@typescript-eslint/utils';
import { getPropertyName, withoutTypeWrappersAround } from '../../ast.ts';
import type { Node, SourceCode, Variable } from '../../ast.ts';
import { PROMISE_METHODS } from '../../detect/inline-callers.ts';
import { isPromiseStatic } from './destinations.ts';

/** Who waits for a value knows that it is a promise, wherever it came from. */

/** Whether somebody waits for a value, for what is in it, or says what to do when it is there. */
export function isAwaited(use: Node): boolean {
  let node = withoutTypeWrappersAround(use);
  while (node.parent?.type === 'MemberExpression' && node.parent.object === node) {
    if (PROMISE_METHODS.has(getPropertyName(node.parent) ?? '')) return true;
    node = withoutTypeWrappersAround(node.parent);
  }
  return node.parent?.type === 'AwaitExpression';
}

/** Whether a loop waits for what it takes out of a list. */
export function awaitsElements(
  { left, await: isAwait }: TSESTree.ForOfStatement,
  sourceCode: SourceCode,
): boolean {
  return (
    isAwait ||
    (left.type === 'VariableDeclaration' &&
      sourceCode
        .getDeclaredVariables(left)
        .some(({ references }) => references.some(({ identifier }) => isAwaited(identifier))))
  );
}

/** Whether a variable holds what somebody waits for, or a list of it. */
export function holdsAwaited({ references }: Variable, sourceCode: SourceCode): boolean {
  return references.some(({ identifier }) => {
    const node = withoutTypeWrappersAround(identifier);
    const { parent } = node;
    if (parent?.type === 'ForOfStatement') return parent.right === node && awaitsElements(parent, sourceCode);
    if (parent?.type === 'CallExpression' && parent.callee !== node)
      return parent.callee.type === 'MemberExpression' && isPromiseStatic(parent.callee);
    return isAwaited(identifier);
  });
}
