import { enclosingFunction, getPropertyName, withoutTypeWrappersAround } from '../ast.ts';
import type { FunctionNode, Node, SourceCode } from '../ast.ts';
import { PROMISE_METHODS } from './inline-callers.ts';
import { isPromise } from './promise-values.ts';

/**
 * Whether nobody can wait for the promise that an expression gives: it is dropped at once, goes through functions that
 * only give another one, or is held by a variable that nobody asks.
 */
export function isDroppedPromise(expression: Node, sourceCode: SourceCode): boolean {
  const node = withoutTypeWrappersAround(expression);
  const { parent } = node;
  switch (parent?.type) {
    case 'ExpressionStatement':
      return true;
    case 'UnaryExpression':
      return parent.operator === 'void';
    case 'ArrayExpression':
    case 'SpreadElement':
      return isDroppedPromise(parent, sourceCode);
    case 'ConditionalExpression':
      return parent.test !== node && isDroppedPromise(parent, sourceCode);
    case 'LogicalExpression':
      return parent.right === node && isDroppedPromise(parent, sourceCode);
    case 'SequenceExpression':
      return parent.expressions.at(-1) !== node || isDroppedPromise(parent, sourceCode);
    case 'MemberExpression':
      // `f().catch(report)`
      return (
        PROMISE_METHODS.has(getPropertyName(parent) ?? '') &&
        parent.parent.type === 'CallExpression' &&
        isDroppedPromise(parent.parent, sourceCode)
      );
    case 'CallExpression':
      return (
        parent.callee.type === 'MemberExpression' &&
        isPromise(parent.callee.object, sourceCode) &&
        isDroppedPromise(parent, sourceCode)
      );
    case 'ArrowFunctionExpression':
      return isDroppedByCaller(parent, sourceCode);
    case 'ReturnStatement': {
      const fn = enclosingFunction(parent);
      return fn !== undefined && isDroppedByCaller(fn, sourceCode);
    }
    case 'VariableDeclarator':
      return (
        parent.id.type === 'Identifier' &&
        sourceCode
          .getDeclaredVariables(parent)
          .every(({ references }) =>
            references.every(
              ({ identifier, init }) => init === true || isDroppedPromise(identifier, sourceCode),
            ),
          )
      );
    default:
      return false;
  }
}

/** Whether what a callback gives goes nowhere: `forEach` drops it, and so may whoever has the list that `map` makes. */
function isDroppedByCaller(fn: FunctionNode, sourceCode: SourceCode): boolean {
  const { parent } = fn;
  if (parent.type !== 'CallExpression' || parent.callee.type !== 'MemberExpression') return false;
  const name = getPropertyName(parent.callee);
  return name === 'forEach' || (name === 'map' && isDroppedPromise(parent, sourceCode));
}
