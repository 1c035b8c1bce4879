import type { TSESTree } from '@typescript-eslint/utils';
import { withoutTypeWrappers } from '../../ast.ts';
import type { Call, Node, SourceCode } from '../../ast.ts';
import { borrowedCall, boundFunction } from '../../detect/borrowed-call.ts';
import { valueOf } from '../../detect/local-function.ts';

/**
 * Methods that are called by another name than their own: `push(n)` with `push = list.push.bind(list)`, or
 * `Reflect.apply(list.push, list, [n])`. What they do is what `list.push(n)` does.
 */
export function asMethodCall(call: Call, sourceCode: SourceCode): Call | undefined {
  if (call.type === 'NewExpression') return undefined;
  const { callee, arguments: args } = call;
  if (sourceCode.getText(callee) === 'Reflect.apply') {
    const [method, self, list] = args;
    const given = list?.type === 'ArrayExpression' ? list.elements.filter((one) => one !== null) : [list];
    return method && methodCall(call, method, self, given);
  }
  const borrowed = borrowedCall(call);
  const [self] = args;
  if (borrowed) return methodCall(call, borrowed.callee, self, borrowed.args ?? args.slice(1));
  const name = withoutTypeWrappers(callee);
  const binding = name.type === 'Identifier' ? valueOf(name, sourceCode) : undefined;
  const bound = binding && boundFunction(binding);
  return bound && binding.type === 'CallExpression'
    ? methodCall(call, bound.callee, binding.arguments[0], [...(bound.args ?? []), ...args])
    : undefined;
}

function methodCall(
  call: TSESTree.CallExpression,
  borrowed: Node,
  self: Node | undefined,
  given: readonly (Node | undefined)[],
): Call | undefined {
  const method = withoutTypeWrappers(borrowed);
  if (method.type !== 'MemberExpression' || !self || self.type === 'SpreadElement') return undefined;
  const args = given.filter((one) => one !== undefined);
  return { ...call, callee: { ...method, object: self }, arguments: args } as Call;
}
