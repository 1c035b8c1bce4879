import type { TSESTree } from '@typescript-eslint/utils';
import { isFunction, withoutTypeWrappers } from '../ast.ts';
import type { FunctionNode, Node, SourceCode, Variable } from '../ast.ts';

/** Variables of a function whose values a call has made: a child process, a server, a promise. */

/** The variables that a function declares, those in its blocks among them, without its parameters. */
export function localsOf(fn: FunctionNode, { scopeManager }: SourceCode): Variable[] {
  const scopes = [scopeManager?.acquire(fn, true)];
  // The list grows while it is walked.
  for (const scope of scopes) {
    scopes.push(...(scope?.childScopes.filter(({ block }) => !isFunction(block)) ?? []));
  }
  return scopes.flatMap((scope) => scope?.variables.filter(({ defs }) => defs[0]?.type === 'Variable') ?? []);
}

/** What is written to a variable where it is declared, and later: the expressions. */
export function valuesOf(variable: Variable): TSESTree.Expression[] {
  return variable.references.flatMap(({ writeExpr }) =>
    writeExpr ? [writeExpr as TSESTree.Expression] : [],
  );
}

/** Whether an expression gives what a call makes, or a part of it. */
export function isMade(expression: Node): boolean {
  const node = withoutTypeWrappers(expression);
  switch (node.type) {
    case 'CallExpression':
    case 'NewExpression':
    case 'TaggedTemplateExpression':
      return true;
    case 'AwaitExpression':
      return isMade(node.argument);
    case 'MemberExpression':
      return isMade(node.object);
    case 'ConditionalExpression':
      return isMade(node.consequent) || isMade(node.alternate);
    case 'LogicalExpression':
      return isMade(node.left) || isMade(node.right);
    default:
      return false;
  }
}
