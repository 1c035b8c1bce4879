import type { TSESTree } from '@typescript-eslint/utils';
import { getPropertyName, variableOf, withoutTypeWrappers } from '../../ast.ts';
import type { FunctionNode, Node, SourceCode } from '../../ast.ts';
import { isGlobal } from '../async-function.ts';
import { isShownArray } from './array-evidence.ts';

/**
 * How to loop over what has a `forEach`. Arrays and sets give their values when they are iterated. Maps, headers and
 * their like give pairs, but have `values()`, and `entries()` with the key first. Anything else may have neither.
 */
export interface Iterated {
  /** Whether it gives just what `forEach` passes first. */
  readonly isList: boolean;
  /** Whether it has `entries()`, which an iterator has not. */
  readonly hasEntries: boolean;
}

/** Tells what the receiver of a `forEach` is; `undefined` where the file does not show it. */
export function iterated(
  receiver: Node,
  callback: FunctionNode,
  sourceCode: SourceCode,
): Iterated | undefined {
  if (givesIterator(receiver)) return { isList: true, hasEntries: false };
  const isArray = isShownArray(receiver, sourceCode);
  const collection = isArray ? undefined : collectionOf(receiver, sourceCode);
  if (!isArray && collection === undefined) return undefined;
  if (!isSteady(receiver, isArray, callback, sourceCode)) return undefined;
  return { isList: isArray || collection === 'Set' || collection === 'ReadonlySet', hasEntries: true };
}

const ITERATOR_METHODS = new Set(['entries', 'keys', 'matchAll', 'values']);

/** Whether an expression visibly is an iterator. */
export function givesIterator(node: Node): boolean {
  return (
    node.type === 'CallExpression' &&
    node.callee.type === 'MemberExpression' &&
    ITERATOR_METHODS.has(getPropertyName(node.callee) ?? '') &&
    !(node.callee.object.type === 'Identifier' && node.callee.object.name === 'Object')
  );
}

const COLLECTIONS = new Set([
  'FormData',
  'Headers',
  'Map',
  'ReadonlyMap',
  'ReadonlySet',
  'Set',
  'URLSearchParams',
]);

/** The class of a collection that a value is shown to be. */
function collectionOf(value: Node, sourceCode: SourceCode): string | undefined {
  const asserted = value.type === 'TSAsExpression' ? collectionType(value.typeAnnotation) : undefined;
  if (asserted !== undefined) return asserted;
  const node = withoutTypeWrappers(value);
  if (node.type === 'NewExpression') {
    const { callee } = node;
    return callee.type === 'Identifier' && isGlobal(callee.name, callee, sourceCode)
      ? known(callee.name)
      : undefined;
  }
  const variable = node.type === 'Identifier' ? variableOf(node, sourceCode) : null;
  const definition = variable?.defs.length === 1 ? variable.defs[0] : undefined;
  if (definition?.name.type === 'Identifier' && definition.name.typeAnnotation)
    return collectionType(definition.name.typeAnnotation.typeAnnotation);
  return definition?.type === 'Variable' && definition.parent.kind === 'const' && definition.node.init
    ? collectionOf(definition.node.init, sourceCode)
    : undefined;
}

function collectionType(type: TSESTree.TypeNode): string | undefined {
  return type.type === 'TSTypeReference' && type.typeName.type === 'Identifier'
    ? known(type.typeName.name)
    : undefined;
}

function known(name: string): string | undefined {
  return COLLECTIONS.has(name) ? name : undefined;
}

/** Methods with which a collection gets other elements. */
const CHANGES = new Set([
  'add',
  'append',
  'clear',
  'copyWithin',
  'delete',
  'fill',
  'pop',
  'push',
  'reverse',
  'set',
  'shift',
  'sort',
  'splice',
  'unshift',
]);

/**
 * Whether a loop sees the elements that `forEach` sees: that takes the length of an array first and passes over holes,
 * and nobody else runs meanwhile.
 */
function isSteady(receiver: Node, isArray: boolean, callback: FunctionNode, sourceCode: SourceCode): boolean {
  const node = withoutTypeWrappers(receiver);
  if (node.type !== 'Identifier') return !mayHaveHoles(node);
  const variable = variableOf(node, sourceCode);
  if (!variable) return false;
  const home = functionAround(callback);
  return variable.references.every(({ identifier, writeExpr }) => {
    if (writeExpr && mayHaveHoles(withoutTypeWrappers(writeExpr))) return false;
    const change = changeOf(identifier);
    if (change === undefined) return true;
    if (change === 'element') return !isArray;
    // Sets and maps give what is added meanwhile in both ways, as long as nobody else adds it.
    return functionAround(identifier) === home || (!isArray && functionAround(identifier) === callback);
  });
}

function functionAround(node: Node): Node | undefined {
  for (let { parent } = node; parent; { parent } = parent)
    if ('params' in parent && 'body' in parent) return parent;
  return undefined;
}

/** How a use changes what a variable holds: by a method, or by a write to one element or the length. */
function changeOf(identifier: Node): 'element' | 'method' | undefined {
  const { parent: member } = identifier;
  if (member?.type !== 'MemberExpression' || member.object !== identifier) return undefined;
  const { parent } = member;
  switch (parent.type) {
    case 'CallExpression':
      return parent.callee === member && CHANGES.has(getPropertyName(member) ?? '') ? 'method' : undefined;
    case 'AssignmentExpression':
      return parent.left === member ? 'element' : undefined;
    case 'UnaryExpression':
      return parent.operator === 'delete' ? 'element' : undefined;
    case 'UpdateExpression':
      return 'element';
    default:
      return undefined;
  }
}

/** `[, a]`, `new Array(3)` */
function mayHaveHoles(node: Node): boolean {
  if (node.type === 'ArrayExpression') return node.elements.includes(null);
  return (
    (node.type === 'NewExpression' || node.type === 'CallExpression') &&
    node.callee.type === 'Identifier' &&
    node.callee.name === 'Array' &&
    node.arguments.length > 0
  );
}
