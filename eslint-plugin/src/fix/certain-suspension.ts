import type { TSESTree } from '@typescript-eslint/utils';
import type { FunctionNode, Node } from '../ast.ts';
import type { Loop } from './single-run.ts';

/**
 * Whether a run of `fn` certainly suspends on its way from a place in the text to a node: at a statement that begins
 * with an `await`, and that the run cannot have passed by.
 */
export function suspendsBetween(start: number, end: Node, fn: FunctionNode): boolean {
  for (let child = end, { parent } = child; parent && child !== fn; child = parent, { parent } = parent) {
    const to = child.range[0];
    const awaits = statementsOf(parent).some(
      (statement) => statement.range[0] >= start && statement.range[1] <= to && awaitsAtOnce(statement),
    );
    if (awaits) return true;
  }
  return false;
}

/** Whether each turn of a loop certainly suspends after a node and before another one, which the next turn comes to. */
export function suspendsBetweenTurns(loop: Loop, after: Node, before: Node): boolean {
  if (loop.type === 'ForOfStatement' && loop.await) return true;
  return statementsOf(loop.body).some(
    (statement) =>
      (statement.range[0] >= after.range[1] || statement.range[1] <= before.range[0]) &&
      awaitsAtOnce(statement),
  );
}

function statementsOf(node: Node): readonly TSESTree.Statement[] {
  if (node.type === 'BlockStatement') return node.body;
  return node.type === 'SwitchCase' ? node.consequent : [];
}

function awaitsAtOnce(statement: TSESTree.Statement): boolean {
  let value: Node | null | undefined;
  if (statement.type === 'ExpressionStatement') value = statement.expression;
  if (statement.type === 'VariableDeclaration') value = statement.declarations[0].init;
  if (value?.type === 'AssignmentExpression') value = value.right;
  return value?.type === 'AwaitExpression';
}
