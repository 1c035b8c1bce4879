import type { TSESTree } from '@typescript-eslint/utils';
import { withoutTypeWrappers } from '../../ast.ts';
import type { Call, Node, SourceCode } from '../../ast.ts';
import { appliedArguments, appliedCall, boundFunction } from '../../detect/borrowed-call.ts';
import { valueOf } from '../../detect/local-function.ts';

/**
 * Methods that are called by another name than their own: `push(n)` with `push = list.push.bind(list)`, or
 * `Reflect.apply(list.push, list, [n])`. What they do is what `list.push(n)` does.
 */
export function asMethodCall(call: Call, sourceCode: SourceCode): Call | undefined {
  if (call.type === 'NewExpression') return undefined;
  const applied = appliedCall(call, sourceCode);
  if (applied) return methodCall(call, applied.callee, applied.self, appliedArguments(applied));
  const name = withoutTypeWrappers(call.callee);
  const binding = name.type === 'Identifier' ? valueOf(name, sourceCode) : undefined;
  const bound = binding && boundFunction(binding);
  return bound && binding.type === 'CallExpression'
    ? methodCall(call, bound.callee, binding.arguments[0], [...(bound.args ?? []), ...call.arguments])
    : undefined;
}

function methodCall(
  call: TSESTree.CallExpression,
  borrowed: Node,
  self: Node | undefined,
  args: readonly Node[],
): Call | undefined {
  const method = withoutTypeWrappers(borrowed);
  if (method.type !== 'MemberExpression' || !self || self.type === 'SpreadElement') return undefined;
  return { ...call, callee: { ...method, object: self }, arguments: args } as Call;
}
