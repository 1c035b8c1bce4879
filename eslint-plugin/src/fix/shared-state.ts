import type { TSESTree } from '@typescript-eslint/utils';
import { getPropertyName, memberName, variableOf } from '../ast.ts';
import type { FunctionNode, Node, SourceCode } from '../ast.ts';
import { nodesIn } from '../walk.ts';
import { reason } from './reasons.ts';
import type { Reason } from './reasons.ts';
import { runsOnce } from './single-run.ts';
import { isPartOf } from './suspended-run.ts';
import type { SuspendedRun } from './suspended-run.ts';

/**
 * State that outlives a run of the function, looked at before the call and changed after it. While the function ran
 * through, nobody came in between; once it awaits, another run can look before the first has changed anything.
 * A cache that is filled twice with the same is no harm: giving a property a value that the function has computed is
 * left alone, and so is setting a key of a map that the function also gets values from.
 */

/** What a function does with one piece of state. Places are offsets in the text, in the order of evaluation. */
interface StateUse {
  /** Where it is first looked at. */
  firstLook: number;
  /** Where it is last changed. */
  lastChange: number;
  /** Whether the function gets values by key. */
  gets: boolean;
  /** Where a value is last set by key. */
  lastSet: number;
  /** Whether code outside the function uses it too. */
  readonly isShared: boolean;
}

/** Methods that change a collection in a way that shows when done twice. */
export const CHANGING_METHODS = new Set([
  'add',
  'clear',
  'delete',
  'pop',
  'push',
  'shift',
  'splice',
  'unshift',
]);

const uses = new WeakMap<FunctionNode, ReadonlyMap<string, StateUse>>();
const usesWithCallback = new WeakMap<FunctionNode, ReadonlyMap<string, StateUse>>();

/** Finds the state that is looked at before the call and changed after it. */
export function sharedState({ call, fn, inlined, sourceCode }: SuspendedRun): Reason | undefined {
  // A callback has a function that it becomes a part of, and never more than one.
  const key = inlined ?? fn;
  const cache = inlined ? usesWithCallback : uses;
  let known = cache.get(key);
  if (!known) cache.set(key, (known = new StateUses({ fn, inlined }, sourceCode).byName));
  const at = call.range[1];
  for (const [state, { firstLook, lastChange, gets, lastSet, isShared }] of known) {
    const changed = gets ? lastChange : Math.max(lastChange, lastSet);
    // What the call's own arguments look at is looked at before the call is made.
    if (firstLook < at && changed > at && (isShared || !runsOnce(fn, sourceCode))) {
      return reason('shared state', { state });
    }
  }
  return undefined;
}

/** Collects what a function does with variables from outside and with the properties of `this`. */
class StateUses {
  readonly byName = new Map<string, StateUse>();
  readonly #fn: FunctionNode;
  readonly #sourceCode: SourceCode;

  constructor(run: Pick<SuspendedRun, 'fn' | 'inlined'>, sourceCode: SourceCode) {
    const { fn, inlined } = run;
    this.#fn = fn;
    this.#sourceCode = sourceCode;
    const scope = sourceCode.scopeManager?.acquire(fn, true);
    for (const { identifier, resolved, init } of scope?.through ?? []) {
      if (identifier.type !== 'Identifier' || init || resolved?.defs[0]?.type !== 'Variable') continue;
      if (!isPartOf(identifier, run)) continue;
      const isShared = () =>
        resolved.references.some((reference) => !reference.init && !isPartOf(reference.identifier, run));
      this.#add(identifier.name, identifier, isShared);
    }
    // Most functions have no `this`, and their trees need no search for it.
    if (!sourceCode.getText(fn.body).includes('this')) return;
    for (const body of inlined ? [fn.body, inlined.body] : [fn.body]) {
      for (const node of nodesIn(body, sourceCode)) {
        const name =
          node.type === 'MemberExpression' && node.object.type === 'ThisExpression' ? memberName(node) : null;
        if (name !== null) this.#add(`this.${name}`, node, () => true);
      }
    }
  }

  /** Notes how an expression that stands for state is used: `state.add(x)`, `state.count++`, `state = true`. */
  #add(name: string, expression: Node, isShared: () => boolean): void {
    let use = this.byName.get(name);
    if (!use) {
      use = { firstLook: Infinity, lastChange: -1, gets: false, lastSet: -1, isShared: isShared() };
      this.byName.set(name, use);
    }
    let node = expression;
    let method: string | null = null;
    while (node.parent?.type === 'MemberExpression' && node.parent.object === node) {
      node = node.parent;
      method = getPropertyName(node);
    }
    const { parent } = node;
    if (parent?.type === 'AssignmentExpression' && parent.left === node && parent.operator === '=') {
      // An assignment of what a call gives is no change behind that call, so that its start is what counts.
      if (this.#showsWhenRepeated(parent, name)) use.lastChange = Math.max(use.lastChange, node.range[0]);
    } else if (parent?.type === 'CallExpression' && parent.callee === node && method === 'set') {
      use.lastSet = Math.max(use.lastSet, node.range[0]);
    } else if (parent && changes(node, parent, method)) {
      use.lastChange = Math.max(use.lastChange, parent.range[1]);
    } else {
      use.gets ||= method === 'get';
      use.firstLook = Math.min(use.firstLook, node.range[0]);
    }
  }

  /**
   * Whether an assignment gives a value that another run would not give just so: one made of the state itself, or of
   * nothing that the function has computed (`true`, `[]`, `Date.now()`).
   */
  #showsWhenRepeated({ right }: TSESTree.AssignmentExpression, state: string): boolean {
    let computed = false;
    for (const node of nodesIn(right, this.#sourceCode)) {
      if (this.#isState(node, state)) return true;
      if (node.type === 'Identifier' && this.#isLocal(node)) computed = true;
    }
    return !computed;
  }

  #isState(node: Node, state: string): boolean {
    if (node.type === 'Identifier') return node.name === state;
    return (
      node.type === 'MemberExpression' &&
      node.object.type === 'ThisExpression' &&
      `this.${memberName(node) ?? ''}` === state
    );
  }

  #isLocal(identifier: TSESTree.Identifier): boolean {
    const block = variableOf(identifier, this.#sourceCode)?.scope.block;
    return block !== undefined && block.range[0] >= this.#fn.range[0] && block.range[1] <= this.#fn.range[1];
  }
}

function changes(node: Node, parent: Node, method: string | null): boolean {
  switch (parent.type) {
    case 'CallExpression':
      return parent.callee === node && method !== null && CHANGING_METHODS.has(method);
    case 'UpdateExpression':
      return true;
    case 'UnaryExpression':
      return parent.operator === 'delete';
    case 'AssignmentExpression':
      return parent.left === node;
    default:
      return false;
  }
}
