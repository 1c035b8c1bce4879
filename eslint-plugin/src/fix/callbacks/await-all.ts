import type { TSESTree } from '@typescript-eslint/utils';
import { getPropertyName } from '../../ast.ts';
import { isGlobal } from '../async-function.ts';
import { awaitedEdits } from '../await-around.ts';
import type { Edits, RewrittenFile } from '../rewrite.ts';
import { isShownArray } from './array-evidence.ts';
import { givesIterator } from './iterated.ts';
import { losesContext } from './lost-context.ts';

/**
 * Has everybody wait for all promises in the list that a call gives, where that is possible, and the list shown to be an
 * array.
 */
export function awaitedTogether(
  call: TSESTree.CallExpression,
  callback: TSESTree.Expression,
  { facts, sourceCode }: RewrittenFile,
): Edits | undefined {
  const { callee, parent } = call;
  // The type that is said to be in the list would have to become another one.
  if (call.typeArguments || !isGlobal('Promise', call, sourceCode)) return undefined;
  if (callee.type !== 'MemberExpression' || givesIterator(callee.object)) return undefined;
  const isArray =
    getPropertyName(callee) === 'from' ||
    (parent.type === 'CallExpression' && isPromiseAll(parent)) ||
    isShownArray(callee.object, sourceCode);
  if (!isArray || (facts.mayBeTyped && losesContext(call, callback, sourceCode))) return undefined;
  if (parent.type !== 'CallExpression' || !isPromiseAll(parent)) {
    return awaitedEdits(call, 'await Promise.all(…)', sourceCode);
  }
  const { type } = parent.parent;
  const isAwaited =
    type === 'AwaitExpression' || type === 'ReturnStatement' || type === 'ArrowFunctionExpression';
  return isAwaited ? () => [] : undefined;
}

function isPromiseAll({ callee, arguments: args }: TSESTree.CallExpression): boolean {
  return (
    callee.type === 'MemberExpression' &&
    callee.object.type === 'Identifier' &&
    callee.object.name === 'Promise' &&
    getPropertyName(callee) === 'all' &&
    args.length === 1
  );
}
