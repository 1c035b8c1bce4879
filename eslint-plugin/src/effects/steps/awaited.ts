import type { TSESTree } from '@typescript-eslint/utils';
import { getPropertyName, memberName, withoutTypeWrappers, withoutTypeWrappersAround } from '../../ast.ts';
import type { Node, SourceCode, Variable } from '../../ast.ts';
import { PROMISE_METHODS } from '../../detect/inline-callers.ts';
import { isPromiseStatic } from './destinations.ts';
import type { Facts } from './facts.ts';

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

/**
 * How long an `await` may take: `some` time whatever the functions of the file do, as long as these `runs` take, or
 * `none`. A variable may hold the promise of a run.
 */
export function timeOf(
  node: TSESTree.AwaitExpression,
  { callbacks }: Pick<Facts, 'callbacks'>,
): 'some' | 'runs' | 'none' {
  let argument: Node = withoutTypeWrappers(node.argument);
  while (
    argument.type === 'CallExpression' &&
    argument.callee.type === 'MemberExpression' &&
    PROMISE_METHODS.has(memberName(argument.callee) ?? '')
  )
    argument = withoutTypeWrappers(argument.callee.object);
  switch (argument.type) {
    case 'CallExpression':
      return isPromiseStatic(argument.callee) || callbacks.bodiesRun(argument).length > 0 ? 'runs' : 'some';
    case 'ImportExpression':
    case 'NewExpression':
      return 'some';
    case 'Literal':
    case 'TemplateLiteral':
    case 'ArrayExpression':
    case 'ObjectExpression':
    case 'BinaryExpression':
      return 'none';
    default:
      return 'runs';
  }
}
