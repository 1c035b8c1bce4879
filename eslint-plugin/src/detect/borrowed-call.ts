import type { TSESTree } from '@typescript-eslint/utils';
import { lastName, memberName, withoutTypeWrappers } from '../ast.ts';
import type { Node, Run } from '../ast.ts';

/** Calls of functions by way of methods that all functions have: `call`, `apply` and `bind`. */

/** What a function is called with; unknown where the text has no list of it. */
export type Arguments = readonly TSESTree.CallExpressionArgument[] | undefined;

/** A function, and what it is given. */
interface Borrowed {
  readonly callee: TSESTree.Expression;
  readonly args: Arguments;
}

/** Takes `read.call(files, path)` and `read.apply(files, [path])` apart. */
export function borrowedCall(node: Run): Borrowed | undefined {
  return isCallOf('call', node) || isCallOf('apply', node) ? partsOf(node) : undefined;
}

/** Takes `read.bind(files, path)` apart, which gives a function. */
export function boundFunction(node: Node): Borrowed | undefined {
  return isCallOf('bind', node) ? partsOf(node) : undefined;
}

/** Whether a call gives the function that it binds. */
export function isBinding(call: Run): boolean {
  return isCallOf('bind', call);
}

function isCallOf(method: string, node: Node): node is TSESTree.CallExpression {
  return node.type === 'CallExpression' && lastName(node.callee) === method;
}

function partsOf(node: TSESTree.CallExpression): Borrowed | undefined {
  const callee = withoutTypeWrappers(node.callee);
  if (callee.type !== 'MemberExpression') return undefined;
  const [self, ...args] = node.arguments;
  if (self?.type === 'SpreadElement') return { callee: callee.object, args: undefined };
  return { callee: callee.object, args: memberName(callee) === 'apply' ? listed(args[0]) : args };
}

function listed(list: TSESTree.CallExpressionArgument | undefined): Arguments {
  if (!list) return [];
  return list.type === 'ArrayExpression' ? list.elements.filter((element) => element !== null) : undefined;
}
