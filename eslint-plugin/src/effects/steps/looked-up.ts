import { lastName, memberName, variableOf, withoutTypeWrappers } from '../../ast.ts';
import type { Node, Variable } from '../../ast.ts';
import { resolveExport } from '../../detect/export-reference.ts';
import { valueOf } from '../../detect/local-function.ts';
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

/** What is done to a property of such an object, if an expression leads to one. */
export function lookedUpStep(
  expression: Node,
  does: LookedUpLeaf['does'],
  facts: Facts,
): readonly LookedUpLeaf[] {
  const path: string[] = [];
  let node = withoutTypeWrappers(expression);
  while (node.type === 'MemberExpression') {
    path.unshift(memberName(node) ?? '');
    node = withoutTypeWrappers(node.object);
  }
  if (node.type !== 'Identifier' || path.length === 0) return [];
  const variable = variableOf(node, facts.sourceCode);
  return variable && isLookedUp(variable, node, facts)
    ? [{ type: 'looked up', node: expression, variable, path, does }]
    : [];
}

const known = new WeakMap<Variable, boolean>();

function isLookedUp(variable: Variable, name: Node, facts: Facts): boolean {
  let isOne = known.get(variable);
  if (isOne === undefined) known.set(variable, (isOne = isGivenByLookup(name, facts)));
  return isOne;
}

function isGivenByLookup(name: Node, { callbacks, sourceCode }: Facts): boolean {
  const value = name.type === 'Identifier' ? valueOf(name, sourceCode) : undefined;
  const awaited = value && withoutTypeWrappers(value);
  const call = awaited?.type === 'AwaitExpression' ? withoutTypeWrappers(awaited.argument) : undefined;
  if (call?.type !== 'CallExpression') return false;
  const called = lastName(call.callee) ?? '';
  if (!LOOKING_UP.test(called) || OF_CONTENT.test(called)) return false;
  // What a package gives has come from elsewhere, such as a row of a database.
  const isOfOthers = resolveExport(
    call.callee,
    (module) => !isProjectModule(module) || undefined,
    sourceCode,
  );
  return !isOfOthers && callbacks.bodiesRun(call).length === 0;
}
