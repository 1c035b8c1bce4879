import type { TSESTree } from '@typescript-eslint/utils';
import { contains, getPropertyName, variableOf, withoutTypeWrappers } from '../ast.ts';
import type { Node } from '../ast.ts';
import { isLoop } from './single-run.ts';
import { isPartOf } from './suspended-run.ts';
import type { SuspendedRun } from './suspended-run.ts';

/**
 * Objects that only one run of a function can reach: made by a literal, held by a local variable, and given to nobody
 * before the run is suspended. What other code does meanwhile cannot touch them.
 */

/** Array methods that neither hand the array on nor run a function that could. */
const QUIET_ARRAY_METHODS = new Set([
  'at',
  'concat',
  'includes',
  'indexOf',
  'join',
  'pop',
  'push',
  'shift',
  'slice',
  'unshift',
]);

/** Whether a property belongs to an object that only the suspended run can reach: `total.bytes`. */
export function isOwnProperty(node: Node, run: SuspendedRun): boolean {
  return node.type === 'MemberExpression' && isOwnObject(withoutTypeWrappers(node.object), run);
}

function isOwnObject(node: Node, run: SuspendedRun): boolean {
  if (node.type !== 'Identifier') return false;
  const variable = variableOf(node, run.sourceCode);
  const [definition, other] = variable?.defs ?? [];
  if (!variable || definition?.type !== 'Variable' || other) return false;
  const declarator = definition.node;
  const { init } = declarator;
  return (
    init !== null &&
    declarator.id.type === 'Identifier' &&
    isPlainLiteral(withoutTypeWrappers(init)) &&
    isPartOf(declarator, run) &&
    variable.references.every(
      (reference) =>
        reference.init === true ||
        (!reference.isWrite() &&
          ((isPartOf(reference.identifier, run) && !handsOn(reference.identifier, init)) ||
            isOnlyReachedAfter(reference.identifier, declarator, run))),
    )
  );
}

/** Whether a literal makes an object that behaves like a record or a list: no accessors, no methods, no prototype. */
function isPlainLiteral(init: Node): init is TSESTree.ArrayExpression | TSESTree.ObjectExpression {
  if (init.type === 'ArrayExpression') return true;
  return (
    init.type === 'ObjectExpression' &&
    init.properties.every(
      (property) =>
        property.type === 'SpreadElement' ||
        (property.kind === 'init' && !property.computed && getPropertyName(property) !== '__proto__'),
    )
  );
}

/** Whether somebody else gets hold of an object through this reference to it. */
function handsOn(identifier: Node, init: Node): boolean {
  let node = identifier;
  while (node.parent?.type.startsWith('TS') === true) node = node.parent;
  const { parent } = node;
  switch (parent?.type) {
    case 'MemberExpression': {
      if (parent.object !== node) return false;
      const isCallee = parent.parent.type === 'CallExpression' && parent.parent.callee === parent;
      const isTag = parent.parent.type === 'TaggedTemplateExpression';
      // A method of a record gets the record as `this`.
      return (
        isTag ||
        (isCallee &&
          !(
            withoutTypeWrappers(init).type === 'ArrayExpression' &&
            QUIET_ARRAY_METHODS.has(getPropertyName(parent) ?? '')
          ))
      );
    }
    // A copy is no way to the original.
    case 'SpreadElement':
      return false;
    // Nothing of the function runs once it has returned, but for a `finally`, which is a hazard of its own.
    case 'ReturnStatement':
      return false;
    default:
      return true;
  }
}

/** Whether the code at a reference cannot have run before the suspension, so that it has given nothing away yet. */
function isOnlyReachedAfter(
  identifier: Node,
  declarator: Node,
  { call, fn, inlined }: SuspendedRun,
): boolean {
  if (identifier.range[0] < call.range[1]) return false;
  for (let { parent } = identifier; parent && parent !== fn; { parent } = parent) {
    // A declared function may have been called from above.
    if (parent.type === 'FunctionDeclaration') return false;
    // The next turn of a loop comes to the call again, with the same object if that was made outside.
    const repeats = isLoop(parent) || parent === inlined;
    if (repeats && contains(parent, call) && !contains(parent, declarator)) return false;
  }
  return true;
}
