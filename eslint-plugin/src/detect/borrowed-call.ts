import type { TSESTree } from '@typescript-eslint/utils';
import { memberName, variableOf, withoutTypeWrappers } from '../ast.ts';
import type { Node, Run, SourceCode } from '../ast.ts';

/** Calls of functions by way of methods that all functions have: `call`, `apply` and `bind`, and of `Reflect.apply`. */

/** What a function is called with; unknown where the text has no list of it. */
export type Arguments = readonly TSESTree.CallExpressionArgument[] | undefined;

/** A function, and what it is given. */
interface Borrowed {
  readonly callee: TSESTree.Expression;
  readonly args: Arguments;
}

/** A function, what it is called on, and what it is given: the list of it, where the text has no more. */
interface Applied extends Borrowed {
  readonly self: Node | undefined;
  readonly list: Node | undefined;
}

/** Takes `read.call(files, path)` and `read.apply(files, [path])` apart. */
export function borrowedCall(node: Run): Borrowed | undefined {
  return partsOf(node, 'call', 'apply');
}

/**
 * The same, also of `Reflect.apply(read, files, [path])` and `Function.prototype.apply.call(read, files, [path])`, which
 * only the bindings of a file tell from others.
 */
export function appliedCall(node: Run, sourceCode: SourceCode): Applied | undefined {
  if (node.type !== 'CallExpression') return undefined;
  const [first, second, third] = node.arguments;
  const callee = withoutTypeWrappers(node.callee);
  if (first && first.type !== 'SpreadElement' && isReflectApply(callee, sourceCode))
    return { callee: first, self: second, args: listed(third), list: third };
  const borrowed = partsOf(node, 'call', 'apply');
  if (!borrowed || callee.type !== 'MemberExpression') return undefined;
  const method = methodOfFunctions(borrowed.callee, sourceCode);
  if (method !== undefined && first && first.type !== 'SpreadElement' && memberName(callee) === 'call')
    return method === 'apply'
      ? { callee: first, self: second, args: listed(third), list: third }
      : { callee: first, self: second, args: node.arguments.slice(2), list: undefined };
  return { ...borrowed, self: first, list: memberName(callee) === 'apply' ? second : first };
}

/** What such a call gives: a list that the text does not show is spread. */
export function appliedArguments({ args, list }: Applied): readonly Node[] {
  if (args) return args;
  // There is no such node in the file: it stands where the list does.
  const spread: unknown = { ...list, type: 'SpreadElement', argument: list };
  return list ? [spread as TSESTree.SpreadElement] : [];
}

function isReflectApply(callee: Node, sourceCode: SourceCode): boolean {
  if (callee.type === 'MemberExpression')
    return memberName(callee) === 'apply' && isGlobal(callee.object, 'Reflect', sourceCode);
  const [definition] = callee.type === 'Identifier' ? (variableOf(callee, sourceCode)?.defs ?? []) : [];
  if (definition?.type !== 'Variable' || !definition.node.init) return false;
  const { init } = definition.node;
  const { parent } = definition.name;
  return parent.type === 'Property'
    ? memberName(parent) === 'apply' && isGlobal(init, 'Reflect', sourceCode)
    : definition.node.id === definition.name &&
        init.type === 'MemberExpression' &&
        isReflectApply(init, sourceCode);
}

/** `apply` for `Function.prototype.apply`. */
function methodOfFunctions(callee: Node, sourceCode: SourceCode): string | undefined {
  const node = withoutTypeWrappers(callee);
  if (node.type !== 'MemberExpression' || node.object.type !== 'MemberExpression') return undefined;
  const isPrototype =
    memberName(node.object) === 'prototype' && isGlobal(node.object.object, 'Function', sourceCode);
  const name = memberName(node);
  return isPrototype && (name === 'call' || name === 'apply') ? name : undefined;
}

function isGlobal(node: Node, name: string, sourceCode: SourceCode): boolean {
  return (
    node.type === 'Identifier' &&
    node.name === name &&
    (variableOf(node, sourceCode)?.defs ?? []).length === 0
  );
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
