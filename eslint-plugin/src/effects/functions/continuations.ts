import type { TSESTree } from '@typescript-eslint/utils';
import { memberName } from '../../ast.ts';
import type { Node } from '../../ast.ts';
import { PROMISE_METHODS } from '../../detect/inline-callers.ts';

/** The calls that say what comes after a run: those of `then` and `catch` in `load().then(show).catch(report)`. */
export function continuationsOf(run: Node): readonly TSESTree.CallExpression[] {
  const calls: TSESTree.CallExpression[] = [];
  for (let node = run; ;) {
    const { parent } = node;
    if (parent?.type !== 'MemberExpression' || parent.object !== node) return calls;
    const call = parent.parent;
    if (!PROMISE_METHODS.has(memberName(parent) ?? '') || call.type !== 'CallExpression') return calls;
    calls.push(call);
    node = call;
  }
}
