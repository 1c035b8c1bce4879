import type { TSESTree } from '@typescript-eslint/utils';
import { getPropertyName } from '../../ast.ts';
import type { SourceCode } from '../../ast.ts';
import { isGlobal } from '../async-function.ts';
import { awaitedEdits } from '../await-around.ts';
import type { Edits } from '../rewrite.ts';
import { givesIterator } from './iterated.ts';

/** Has everybody wait for all promises in the list that a call gives, where that is possible. */
export function awaitedTogether(call: TSESTree.CallExpression, sourceCode: SourceCode): Edits | undefined {
  const { callee, parent } = call;
  // The type that is said to be in the list would have to become another one.
  if (call.typeArguments || !isGlobal('Promise', call, sourceCode)) return undefined;
  if (callee.type !== 'MemberExpression' || givesIterator(callee.object)) return undefined;
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
