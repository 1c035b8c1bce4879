import type { TSESTree } from '@typescript-eslint/utils';
import { getPropertyName, variableOf } from '../../ast.ts';
import type { Node, SourceCode, Variable } from '../../ast.ts';
import { resolveExport } from '../../detect/export-reference.ts';
import { isGlobal } from '../async-function.ts';

/**
 * How to loop over what has a `forEach`. Arrays and sets give their values when they are iterated. Maps, headers and
 * their like give pairs, but all of them have `values()`, and `entries()` with the key first.
 */
export interface Iterated {
  /** Whether it certainly gives just what `forEach` passes first. */
  readonly isList: boolean;
  /** Whether it has `entries()`, which an iterator has not. */
  readonly hasEntries: boolean;
}

/** Tells what the receiver of a `forEach` is, as far as the file shows. */
export function iterated(receiver: Node, sourceCode: SourceCode): Iterated {
  return givesIterator(receiver)
    ? { isList: true, hasEntries: false }
    : { isList: isList(receiver, sourceCode), hasEntries: true };
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

/** Methods of arrays, and of strings, that give an array. */
const LIST_METHODS = new Set([
  'concat',
  'filter',
  'flat',
  'flatMap',
  'map',
  'reverse',
  'slice',
  'sort',
  'splice',
  'split',
  'toReversed',
  'toSorted',
  'toSpliced',
]);

/** What maps, headers and their like have not, so that who uses it has a list. */
const LIST_PROPERTIES = new Set([
  ...LIST_METHODS,
  'at',
  'every',
  'find',
  'includes',
  'indexOf',
  'join',
  'length',
  'pop',
  'push',
  'reduce',
  'shift',
  'some',
  'unshift',
]);

const LIST_FUNCTIONS = new Set([
  'Array.from',
  'Array.of',
  'Object.entries',
  'Object.keys',
  'Object.values',
  'Promise.all',
  'fs.promises.readdir',
  'fs.readdirSync',
  'fs/promises.readdir',
]);

const LIST_CLASSES = new Set(['Array', 'ReadonlyArray', 'ReadonlySet', 'Set']);

function isList(node: Node, sourceCode: SourceCode): boolean {
  switch (node.type) {
    case 'ArrayExpression':
      return true;
    case 'TSAsExpression':
    case 'TSSatisfiesExpression':
    case 'TSTypeAssertion':
      return isListType(node.typeAnnotation) || isList(node.expression, sourceCode);
    case 'TSNonNullExpression':
      return isList(node.expression, sourceCode);
    case 'AwaitExpression':
      return isList(node.argument, sourceCode);
    case 'NewExpression': {
      const { callee } = node;
      return (
        callee.type === 'Identifier' &&
        LIST_CLASSES.has(callee.name) &&
        isGlobal(callee.name, callee, sourceCode)
      );
    }
    case 'CallExpression': {
      const { callee } = node;
      const method = callee.type === 'MemberExpression' ? getPropertyName(callee) : null;
      return (
        (method !== null && LIST_METHODS.has(method)) ||
        resolveExport(callee, givesList, sourceCode) !== undefined
      );
    }
    case 'Identifier': {
      const variable = variableOf(node, sourceCode);
      return variable !== null && isListVariable(variable, sourceCode);
    }
    default:
      return false;
  }
}

function givesList(module: string, path: readonly string[]): true | undefined {
  const from = module === 'globalThis' ? [] : [module.replace(/^node:/, '')];
  return LIST_FUNCTIONS.has([...from, ...path.filter((step) => step !== 'default')].join('.')) || undefined;
}

function isListVariable({ defs, references }: Variable, sourceCode: SourceCode): boolean {
  const [definition] = defs;
  if (!definition || defs.length > 1) return false;
  const { name } = definition;
  if (name.type === 'Identifier' && name.typeAnnotation)
    return isListType(name.typeAnnotation.typeAnnotation);
  if (name.parent.type === 'RestElement') return true;
  const uses = references.some(
    ({ identifier: { parent } }) =>
      parent.type === 'MemberExpression' && LIST_PROPERTIES.has(getPropertyName(parent) ?? ''),
  );
  if (uses) return true;
  // What it is made of says it, as long as it stays that.
  const init = definition.type === 'Variable' && definition.node.id === name ? definition.node.init : null;
  return (
    init !== null &&
    references.every((reference) => !reference.isWrite() || reference.init === true) &&
    isList(init, sourceCode)
  );
}

function isListType(type: TSESTree.TypeNode): boolean {
  switch (type.type) {
    case 'TSArrayType':
    case 'TSTupleType':
      return true;
    case 'TSTypeOperator':
      return type.typeAnnotation !== undefined && isListType(type.typeAnnotation);
    case 'TSTypeReference':
      return type.typeName.type === 'Identifier' && LIST_CLASSES.has(type.typeName.name);
    default:
      return false;
  }
}
