import type { TSESTree } from '@typescript-eslint/utils';
import { enclosingFunction } from '../ast.ts';
import type { FunctionNode, Node, SourceCode } from '../ast.ts';
import { staleOperand } from './stale-operand.ts';
import { reason } from './reasons.ts';
import type { Reason } from './reasons.ts';

/**
 * What may go wrong when other code runs at a place where the function used to run through: the call becomes a
 * suspension point.
 */

/** Finds the reason why suspending `fn` at the call may change what the program does. */
export function suspensionHazard(
  call: TSESTree.CallExpression,
  fn: FunctionNode,
  sourceCode: SourceCode,
): Reason | undefined {
  return (
    staleOperand(call, fn, sourceCode) ?? finallyHazard(call, fn) ?? lateRegistration(call, fn, sourceCode)
  );
}

function finallyHazard(call: Node, fn: FunctionNode): Reason | undefined {
  let child: Node = call;
  for (let parent = call.parent; parent && parent !== fn; child = parent, parent = parent.parent) {
    if (parent.type === 'TryStatement' && parent.finalizer === child) return reason('finally');
  }
  return undefined;
}

/** Methods that only work in the tick in which their object was handed over. */
const FIRST_TICK_METHODS = new Set([
  'addEventListener',
  'addListener',
  'on',
  'once',
  'prependListener',
  'prependOnceListener',
  'preventDefault',
  'respondWith',
  'stopImmediatePropagation',
  'stopPropagation',
  'waitUntil',
]);

/** A listener set on a parameter, after the call and before anything else that suspends, misses early events. */
function lateRegistration(
  call: TSESTree.CallExpression,
  fn: FunctionNode,
  sourceCode: SourceCode,
): Reason | undefined {
  const scope = sourceCode.scopeManager?.acquire(fn);
  if (!scope || suspendsBefore(call, fn)) return undefined;
  for (const variable of scope.variables) {
    if (variable.defs[0]?.type !== 'Parameter') continue;
    for (const { identifier } of variable.references) {
      if (identifier.range[0] < call.range[1]) continue;
      const method = methodCalledOn(identifier);
      if (method && FIRST_TICK_METHODS.has(method) && enclosingFunction(identifier) === fn) {
        return reason('late registration', { registration: `${variable.name}.${method}` });
      }
    }
  }
  return undefined;
}

/** The name of the method in `identifier.method()`, `identifier.property.method()` and longer. */
function methodCalledOn(identifier: Node): string | undefined {
  let node = identifier;
  let name: string | undefined;
  while (node.parent?.type === 'MemberExpression' && node.parent.object === node) {
    node = node.parent;
    name = node.property.type === 'Identifier' && !node.computed ? node.property.name : undefined;
  }
  return node.parent?.type === 'CallExpression' && node.parent.callee === node ? name : undefined;
}

/** Whether `fn` certainly has suspended before it gets to the call: an `await` statement of its own body above it. */
function suspendsBefore(call: Node, fn: FunctionNode): boolean {
  if (fn.body.type !== 'BlockStatement') return false;
  return fn.body.body.some((statement) => statement.range[1] <= call.range[0] && awaitsAtOnce(statement));
}

function awaitsAtOnce(statement: TSESTree.Statement): boolean {
  let value: Node | null | undefined;
  if (statement.type === 'ExpressionStatement') value = statement.expression;
  if (statement.type === 'VariableDeclaration') value = statement.declarations[0].init;
  if (value?.type === 'AssignmentExpression') value = value.right;
  return value?.type === 'AwaitExpression';
}
