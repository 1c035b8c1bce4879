import { isFunction, lastName, memberName, variableOf, withoutTypeWrappers } from '../../ast.ts';
import type { Call, Node, Variable } from '../../ast.ts';
import { resolveExport } from '../../detect/export-reference.ts';
import { valueOf } from '../../detect/local-function.ts';
import { ANY } from '../memory/location.ts';
import { idOf } from '../memory/ids.ts';
import type { Place } from '../memory/location.ts';
import { isProjectModule } from '../memory/modules.ts';
import type { Facts } from './facts.ts';
import type { LookedUpLeaf } from './steps.ts';

/**
 * Objects that a run has asked somebody for and awaited: `const account = await getAccount(id)`. What takes its time is
 * mostly made for who asks, but an account that is kept somewhere is the same for all who ask for it.
 */

/** Names of functions that look something up, which others may have got, too. */
const LOOKING_UP = /^(?:current|fetch|find|get|load|lookup|open|resolve|select)(?![a-z])/;

/** What is read anew for each who asks. */
const OF_CONTENT = /(?:Body|Buffer|Bytes|Content|File|HTML|Html|JSON|Json|Response|Source|Text|XML|Xml)s?$/;

/** Longer chains of names are not followed. */
const MAX_DEPTH = 8;

/** The call by which something was looked up, and the properties from what it gives on. */
export interface LookedUp {
  readonly lookup: Call;
  readonly path: readonly string[];
}

/** What is done to a property of such an object, if an expression leads to one. */
export function lookedUpStep(
  expression: Node,
  does: LookedUpLeaf['does'],
  facts: Facts,
  inOrder = false,
): readonly LookedUpLeaf[] {
  const found = lookedUpBy(expression, facts);
  return found && found.path.length > 0
    ? [{ type: 'looked up', node: expression, ...found, does, inOrder }]
    : [];
}

/**
 * What is put into such an object, or told it: one list that is in it, or the whole of it if the run does nothing more
 * with that, so that it is done for others who have it.
 */
export function givenToLookedUp(object: Node, facts: Facts): readonly LookedUpLeaf[] {
  const found = lookedUpBy(object, facts);
  if (!found || (found.path.length === 0 && isUsedAfter(object, facts))) return [];
  return [{ type: 'looked up', node: object, ...found, does: 'change', inOrder: true }];
}

/** The place that stands for a property of such an object, while it is asked what is written there. */
export function placeLookedUp({ lookup, path }: LookedUp): Place {
  return { kind: 'memory', root: `looked up ${idOf(lookup)}`, steps: path, text: path.join('.') };
}

/** What an expression leads to, if that was looked up. */
export function lookedUpBy(expression: Node, facts: Facts, depth = 0): LookedUp | undefined {
  if (depth > MAX_DEPTH) return undefined;
  const node = withoutTypeWrappers(expression);
  switch (node.type) {
    case 'MemberExpression': {
      const found = lookedUpBy(node.object, facts, depth + 1);
      return found && { ...found, path: [...found.path, memberName(node) ?? ANY] };
    }
    case 'AwaitExpression':
      return lookedUpByCall(withoutTypeWrappers(node.argument), facts);
    case 'LogicalExpression':
      return lookedUpBy(node.left, facts, depth + 1);
    case 'Identifier': {
      const variable = variableOf(node, facts.sourceCode);
      return variable ? heldIn(variable, node, facts, depth) : undefined;
    }
    default:
      return undefined;
  }
}

const known = new WeakMap<Variable, LookedUp | 'nothing'>();

function heldIn(variable: Variable, name: Node, facts: Facts, depth: number): LookedUp | undefined {
  let found = known.get(variable);
  if (!found) known.set(variable, (found = putInto(variable, name, facts, depth) ?? 'nothing'));
  return found === 'nothing' ? undefined : found;
}

function putInto(variable: Variable, name: Node, facts: Facts, depth: number): LookedUp | undefined {
  const [definition] = variable.defs;
  if (definition?.type === 'Parameter') {
    const lookup = lookupBefore(definition.node);
    const found = lookup && lookedUpByCall(lookup, facts);
    return found && { ...found, path: stepsTo(definition.name) };
  }
  const value = name.type === 'Identifier' ? valueOf(name, facts.sourceCode) : undefined;
  if (value) return lookedUpBy(value, facts, depth + 1);
  if (definition?.type !== 'Variable' || definition.node.id.type !== 'ObjectPattern' || !definition.node.init)
    return undefined;
  if (variable.references.some((use) => use.isWrite() && use.init !== true)) return undefined;
  const found = lookedUpBy(definition.node.init, facts, depth + 1);
  return found && { ...found, path: [...found.path, ...stepsTo(definition.name)] };
}

/** What a function is given that a promise calls: `getUser(id)` for the callback of `getUser(id).then(…)`. */
function lookupBefore(fn: Node): Node | undefined {
  const call = fn.parent;
  if (!isFunction(fn) || call?.type !== 'CallExpression' || call.arguments[0] !== fn) return undefined;
  const callee = withoutTypeWrappers(call.callee);
  return callee.type === 'MemberExpression' && memberName(callee) === 'then'
    ? withoutTypeWrappers(callee.object)
    : undefined;
}

/** The properties by which a pattern comes to a name. */
function stepsTo(name: Node): readonly string[] {
  const path: string[] = [];
  for (let { parent } = name; parent; { parent } = parent) {
    if (parent.type === 'Property') path.unshift(memberName(parent) ?? ANY);
    else if (parent.type !== 'ObjectPattern' && parent.type !== 'AssignmentPattern') break;
  }
  return path;
}

function lookedUpByCall(call: Node, { callbacks, sourceCode }: Facts): LookedUp | undefined {
  if (call.type !== 'CallExpression') return undefined;
  const called = lastName(call.callee) ?? '';
  if (!LOOKING_UP.test(called) || OF_CONTENT.test(called)) return undefined;
  // What a package gives has come from elsewhere, such as a row of a database.
  const isOfOthers = resolveExport(
    call.callee,
    (module) => !isProjectModule(module) || undefined,
    sourceCode,
  );
  return isOfOthers || callbacks.bodiesRun(call).length > 0 ? undefined : { lookup: call, path: [] };
}

/** Whether the variable that an expression names is used further down. */
function isUsedAfter(expression: Node, { sourceCode }: Facts): boolean {
  const node = withoutTypeWrappers(expression);
  const variable = node.type === 'Identifier' ? variableOf(node, sourceCode) : null;
  return variable?.references.some(({ identifier }) => identifier.range[0] > node.range[0]) === true;
}
