import type { TSESTree } from '@typescript-eslint/utils';
import { memberName, withoutTypeWrappers } from '../ast.ts';
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
  return partsOf(node, 'call', 'apply');
}

/** Takes `read.bind(files, path)` apart, which gives a function. */
export function boundFunction(node: Node): Borrowed | undefined {
  return partsOf(node, 'bind');
}

/** Whether a call gives the function that it binds. */
export function isBinding(call: Run): boolean {
  return boundFunction(call) !== undefined;
}

function partsOf(node: Node, ...methods: readonly string[]): Borrowed | undefined {
  if (node.type !== 'CallExpression') return undefined;
  const callee = withoutTypeWrappers(node.callee);
  if (callee.type !== 'MemberExpression') return undefined;
  const method = memberName(callee);
  if (method === null || !methods.includes(method)) return undefined;
  const [self, ...args] = node.arguments;
  if (self?.type === 'SpreadElement') return { callee: callee.object, args: undefined };
  return { callee: callee.object, args: method === 'apply' ? listed(args[0]) : args };
}

function listed(list: TSESTree.CallExpressionArgument | undefined): Arguments {
  if (!list) return [];
  return list.type === 'ArrayExpression' ? list.elements.filter((element) => element !== null) : undefined;
}
