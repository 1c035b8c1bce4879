import type { TSESTree } from '@typescript-eslint/utils';
import { getPropertyName, isCall, lastName, variableOf, withoutTypeWrappersAround } from '../../ast.ts';
import type { Node, Variable } from '../../ast.ts';
import { PROMISE_METHODS } from '../../detect/inline-callers.ts';
import { reason } from '../../fix/reasons.ts';
import type { Reason } from '../../fix/reasons.ts';
import { knownCall } from '../known/known-calls.ts';
import type { Situation } from '../runs/situations.ts';
import { awaitsElements, isAwaited } from '../steps/awaited.ts';
import { isPromiseStatic } from '../steps/destinations.ts';
import type { Facts } from '../steps/facts.ts';
import { holderOf } from '../steps/holders.ts';
import type { Made } from '../steps/steps.ts';
import { shortened } from './words.ts';

/** Promises that are there before the call: each has to be handled before it can fail. */

/** A promise that is there before the call, and that nobody handles until it is over. */
export function unhandledPromise({ before, after }: Situation, facts: Facts): Reason | undefined {
  for (const made of before.made) {
    if (made.promise === 'no') continue;
    const uses = usesAfter(made, after);
    // Who waits for a value that has properties, too, knows that it is a promise.
    const isData = isVisiblyData(made, facts) || isNamedAsComputed(made);
    if (made.promise === 'maybe' && !uses.some(isAwaited) && isData) continue;
    const isHandled = before.used.some(
      ({ variable, node }) =>
        made.holders.includes(variable) && node.range[0] > made.node.range[1] && handles(node),
    );
    if (isHandled) continue;
    const isLate = made.isGiven
      ? made.promise === 'yes' || isLikelyBegun(made, facts)
      : uses.some((node) => mayHandle(node, made, facts));
    if (isLate) return reason('late handling', { promise: nameOf(made) });
  }
  return undefined;
}

/** Where what was made before the call is used behind it. */
export function usesAfter(made: Made, after: Situation['after']): readonly Node[] {
  return [
    ...after.used.filter(({ variable }) => made.holders.includes(variable)).map(({ node }) => node),
    ...after.touches
      .filter(
        ({ at, does }) => does === 'look' && at.kind === 'memory' && made.holders.includes(holderOf(at)),
      )
      .map(({ node }) => node),
  ];
}

/**
 * Whether a value that is put into an object, and given with it, may well be a promise: nobody waits for it, and what
 * makes it is something that the function was given, or has a name by which things are set going.
 */
function isLikelyBegun({ node, isContained }: Made, { sourceCode }: Facts): boolean {
  if (!isContained || !isCall(node)) return false;
  const { callee } = node;
  if (callee.type === 'Identifier' && variableOf(callee, sourceCode)?.defs[0]?.type === 'Parameter')
    return true;
  return BEGINNING.test(lastName(callee) ?? '');
}

const BEGINNING =
  /^(?:begin|connect|dispatch|download|exec|fetch|invoke|launch|load|perform|ping|poll|post|query|request|run|send|spawn|start|submit|sync|upload|wait)(?![a-z])/;

/** Whether a function has a name of those that compute something from what they are given: `titleOf(text)`. */
function isNamedAsComputed({ node }: Made): boolean {
  const name = isCall(node) ? (lastName(node.callee) ?? '') : '';
  return COMPUTING.test(name) && !name.endsWith('Async') && !BEGINNING.test(name);
}

const COMPUTING =
  /^(?:as|decode|encode|escape|format|has|is|normalize|parse|stringify|to|unescape)(?=[A-Z])|[a-z]Of$/;

/** Whether all that is known of a value shows that it is no promise: its properties are read, it is calculated with. */
function isVisiblyData({ holders, isContained }: Made, facts: Facts): boolean {
  if (holders.some((holder) => typeof holder !== 'string' && isTyped(holder))) return true;
  // The properties of a list say nothing of what is in it.
  if (isContained) return false;
  return holders.some(
    (holder) =>
      typeof holder !== 'string' && holder.references.some(({ identifier }) => isDataUse(identifier, facts)),
  );
}

function isTyped({ identifiers }: Variable): boolean {
  return identifiers.some((identifier) => {
    const type = 'typeAnnotation' in identifier ? identifier.typeAnnotation?.typeAnnotation : undefined;
    return type !== undefined && !mayBePromise(type);
  });
}

function mayBePromise(type: TSESTree.TypeNode): boolean {
  switch (type.type) {
    case 'TSAnyKeyword':
    case 'TSUnknownKeyword':
    case 'TSObjectKeyword':
      return true;
    case 'TSUnionType':
    case 'TSIntersectionType':
      return type.types.some(mayBePromise);
    case 'TSTypeReference':
      return (
        (type.typeName.type === 'Identifier' && /Promise|Thenable/.test(type.typeName.name)) ||
        (type.typeArguments?.params.some(mayBePromise) ?? false)
      );
    case 'TSArrayType':
      return mayBePromise(type.elementType);
    case 'TSTupleType':
      return type.elementTypes.some(mayBePromise);
    case 'TSTypeLiteral':
      return type.members.some(
        (member) =>
          member.type === 'TSPropertySignature' &&
          (!member.typeAnnotation || mayBePromise(member.typeAnnotation.typeAnnotation)),
      );
    default:
      return false;
  }
}

function isDataUse(identifier: Node, facts: Facts): boolean {
  const node = withoutTypeWrappersAround(identifier);
  const { parent } = node;
  switch (parent?.type) {
    case 'MemberExpression':
      return parent.object === node && !PROMISE_METHODS.has(getPropertyName(parent) ?? '');
    case 'BinaryExpression':
      return parent.operator !== '===' && parent.operator !== '!==';
    case 'TemplateLiteral':
    case 'UpdateExpression':
    case 'UnaryExpression':
    case 'ForInStatement':
      return parent.type !== 'UnaryExpression' || parent.operator !== '!';
    case 'ForOfStatement':
      return parent.right === node && !parent.await;
    case 'CallExpression':
      return parent.callee !== node && isOfNode(parent, facts);
    case 'VariableDeclarator':
      return parent.init === node && parent.id.type !== 'Identifier';
    default:
      return false;
  }
}

/** Whether a call takes a path or a text, and no promise. */
function isOfNode(call: TSESTree.CallExpression, { sourceCode }: Facts): boolean {
  const name = lastName(call.callee) ?? '';
  if (name.endsWith('Sync') || name === 'toThread') return true;
  return (
    /^(?:join|resolve|dirname|basename|relative|parse|stringify)$/.test(name) &&
    knownCall(call, sourceCode) === 'pure' &&
    !isPromiseStatic(call.callee)
  );
}

/** Whether a use of a value waits for it, or gives it to somebody who may. */
function mayHandle(use: Node, made: Made, facts: Facts): boolean {
  const node = made.isContained ? listAround(use, facts) : withoutTypeWrappersAround(use);
  const { parent } = node;
  switch (parent?.type) {
    case 'AwaitExpression':
    case 'ReturnStatement':
    case 'YieldExpression':
    case 'SpreadElement':
    case 'ArrayExpression':
    case 'ArrowFunctionExpression':
      return true;
    case 'Property':
      return parent.value === node;
    case 'ForOfStatement':
      return parent.right === node && (made.promise === 'yes' || awaitsElements(parent, facts.sourceCode));
    case 'MemberExpression':
      return (
        parent.object === node &&
        (made.promise === 'yes' || isAwaited(node) || PROMISE_METHODS.has(getPropertyName(parent) ?? ''))
      );
    case 'CallExpression':
    case 'NewExpression':
      // What prints or computes does not wait.
      if (parent.callee === node) return false;
      if (parent.type === 'CallExpression' && isPromiseStatic(parent.callee)) return true;
      return (
        knownCall(parent, facts.sourceCode) === 'unknown' &&
        !(made.promise === 'maybe' && isNamedAsText(made))
      );
    case 'AssignmentExpression':
    case 'VariableDeclarator':
      return made.promise === 'yes';
    default:
      return false;
  }
}

/** Nobody calls a promise a path: where only a name tells what is handed on, this is what it tells. */
function isNamedAsText({ holders, text }: Made): boolean {
  const names = holders.map((holder) => (typeof holder === 'string' ? '' : holder.name));
  return [...names, /^[\w$.]*/.exec(text)?.[0] ?? ''].some((name) =>
    /(?:[a-z](?:Path|Paths|Dir|Directory|Folder|File|Files|Name|Names|Id|Key|Url|Uri|Port|Root|Version|Prefix|Suffix|Extension)|^(?:path|dir|directory|folder|file|name|id|key|url|port|root|version|cwd))$/.test(
      name,
    ),
  );
}

/** What methods and functions make of a list: `jobs.filter(Boolean)`, `Object.values(jobs)`. */
function listAround(use: Node, { sourceCode }: Facts): Node {
  let node = withoutTypeWrappersAround(use);
  for (let { parent } = node; parent; { parent } = node) {
    if (
      parent.type === 'MemberExpression' &&
      parent.object === node &&
      parent.parent.type === 'CallExpression'
    ) {
      node = withoutTypeWrappersAround(parent.parent);
      continue;
    }
    if (parent.type === 'MemberExpression' && parent.object === node) {
      node = withoutTypeWrappersAround(parent);
      continue;
    }
    if (parent.type !== 'CallExpression' || parent.callee === node || isPromiseStatic(parent.callee)) break;
    if (knownCall(parent, sourceCode) !== 'pure') break;
    node = withoutTypeWrappersAround(parent);
  }
  return node;
}

/** Whether a use attaches the handling of a failure at once. */
function handles(use: Node): boolean {
  const node = withoutTypeWrappersAround(use);
  const { parent } = node;
  if (parent?.type === 'AwaitExpression') return true;
  if (parent?.type !== 'MemberExpression' || parent.object !== node) return false;
  const method = getPropertyName(parent);
  const call = parent.parent;
  return (
    method === 'catch' || (method === 'then' && call.type === 'CallExpression' && call.arguments.length > 1)
  );
}

/** What a promise is called in a report: by the variable that holds it, or as it was begun. */
export function nameOf({ holders, text }: Made): string {
  const variable = holders.find((holder) => typeof holder !== 'string');
  return typeof variable === 'object' ? variable.name : shortened(text);
}
