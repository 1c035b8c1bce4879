import type { TSESTree } from '@typescript-eslint/utils';
import { enclosingFunction, getPropertyName, isFunction } from '../ast.ts';
import type { FunctionNode, Node, SourceCode } from '../ast.ts';
import { reason } from './reasons.ts';
import type { Reason } from './reasons.ts';
import { runsOnce } from './single-run.ts';

/**
 * State that outlives a run of the function, looked at before the call and changed after it. While the function ran
 * through, nobody came in between; once it awaits, another run can look before the first has changed anything.
 * A cache that is filled twice with the same is no harm: giving a property a computed value is left alone, and so is
 * setting a key of a map that the function also gets values from.
 */

interface Access {
  /** The state: `this.users`, or the name of a variable from outside the function. */
  readonly state: string;
  readonly changes: boolean;
  /** The method called on it. */
  readonly method: string | null;
  readonly at: number;
  /** Whether code outside the function uses it too. */
  readonly isShared: boolean;
}

/** Methods that change a collection in a way that shows when done twice. */
const CHANGING_METHODS = new Set([
  'add',
  'clear',
  'delete',
  'pop',
  'push',
  'set',
  'shift',
  'splice',
  'unshift',
]);

const accesses = new WeakMap<FunctionNode, readonly Access[]>();

/** Finds the state that is looked at before the call and changed after it. */
export function sharedState(call: Node, fn: FunctionNode, sourceCode: SourceCode): Reason | undefined {
  let known = accesses.get(fn);
  if (!known) accesses.set(fn, (known = [...accessesIn(fn, sourceCode)]));
  const changed = known.find(
    ({ state, changes, method, at }) =>
      changes &&
      at >= call.range[1] &&
      !(method === 'set' && known.some((access) => access.state === state && access.method === 'get')) &&
      known.some((access) => !access.changes && access.state === state && access.at < call.range[0]),
  );
  if (!changed || (!changed.isShared && runsOnce(fn, sourceCode))) return undefined;
  return reason('shared state', { state: changed.state });
}

function* accessesIn(fn: FunctionNode, sourceCode: SourceCode): Generator<Access> {
  const scope = sourceCode.scopeManager?.acquire(fn, true);
  for (const { identifier, resolved, init } of scope?.through ?? []) {
    const definition = resolved?.defs[0];
    if (identifier.type !== 'Identifier' || init || definition?.type !== 'Variable') continue;
    if (enclosingFunction(identifier) !== fn) continue;
    const isShared = resolved?.references.some(
      (reference) => !reference.init && enclosingFunction(reference.identifier) !== fn,
    );
    yield { ...accessThrough(identifier), state: identifier.name, isShared: isShared ?? true };
  }
  // Most functions have no `this`, and their trees need no search for it.
  if (!sourceCode.getText(fn.body).includes('this')) return;
  for (const member of membersOfThis(fn.body, sourceCode)) {
    const name =
      member.property.type === 'PrivateIdentifier' ? `#${member.property.name}` : getPropertyName(member);
    if (name !== null) yield { ...accessThrough(member), state: `this.${name}`, isShared: true };
  }
}

/** How an expression that stands for state is used: `state.add(x)`, `state.count++` and `state = true` change it. */
function accessThrough(state: Node): Pick<Access, 'changes' | 'method' | 'at'> {
  let node = state;
  let method: string | null = null;
  while (node.parent?.type === 'MemberExpression' && node.parent.object === node) {
    node = node.parent;
    method = getPropertyName(node);
  }
  return { at: node.range[0], method, changes: changes(node, method) };
}

function changes(node: Node, method: string | null): boolean {
  const { parent } = node;
  switch (parent?.type) {
    case 'CallExpression':
      return parent.callee === node && method !== null && CHANGING_METHODS.has(method);
    case 'UpdateExpression':
      return true;
    case 'UnaryExpression':
      return parent.operator === 'delete';
    case 'AssignmentExpression':
      return parent.left === node && (parent.operator !== '=' || parent.right.type === 'Literal');
    default:
      return false;
  }
}

/** The accesses `this.x` of a function's own body; arrow functions within share its `this`, but run when they run. */
function* membersOfThis(node: Node, sourceCode: SourceCode): Generator<TSESTree.MemberExpression> {
  if (node.type === 'MemberExpression' && node.object.type === 'ThisExpression') yield node;
  for (const key of sourceCode.visitorKeys[node.type] ?? []) {
    // Visitor keys name the properties that hold nodes, or lists of them.
    const children = [node[key as keyof Node] as unknown as Node | null | readonly (Node | null)[]].flat();
    for (const child of children) if (child && !isFunction(child)) yield* membersOfThis(child, sourceCode);
  }
}
