import type { TSESTree } from '@typescript-eslint/utils';
import { memberName, withoutTypeWrappers } from '../ast.ts';
import type { Run } from '../ast.ts';

/** A call by way of the function's own `call` or `apply`. */
export interface BorrowedCall {
  /** The function that is called. */
  readonly callee: TSESTree.Expression;
  /** What it is called with; unknown where `apply` is given no list in the text. */
  readonly args: readonly TSESTree.CallExpressionArgument[] | undefined;
}

/** Takes `read.call(files, path)` and `read.apply(files, [path])` apart. */
export function borrowedCall(node: Run): BorrowedCall | undefined {
  if (node.type !== 'CallExpression') return undefined;
  const callee = withoutTypeWrappers(node.callee);
  if (callee.type !== 'MemberExpression') return undefined;
  const name = memberName(callee);
  if (name !== 'call' && name !== 'apply') return undefined;
  const [self, ...args] = node.arguments;
  if (self?.type === 'SpreadElement') return { callee: callee.object, args: undefined };
  return { callee: callee.object, args: name === 'call' ? args : listed(args[0]) };
}

function listed(list: TSESTree.CallExpressionArgument | undefined): BorrowedCall['args'] {
  if (!list) return [];
  return list.type === 'ArrayExpression' ? list.elements.filter((element) => element !== null) : undefined;
}
