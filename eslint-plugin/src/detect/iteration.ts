import type { TSESTree } from '@typescript-eslint/utils';
import { lastName, memberName, withoutTypeWrappersAround } from '../ast.ts';
import type { Call, Node, SourceCode } from '../ast.ts';
import { GLOBAL_MODULE } from './export-path.ts';
import { resolveExport } from './export-reference.ts';

/**
 * Where things are iterated. The code of a generator runs there, bit by bit, and not where the generator is called.
 */

/** Methods of iterators that run the generator before they return. */
const RUNNING_METHODS = new Set(['every', 'find', 'forEach', 'next', 'reduce', 'some', 'toArray']);

/** Methods of iterators that give another iterator over the same generator. */
const LAZY_METHODS = new Set(['drop', 'filter', 'flatMap', 'map', 'take']);

/** Functions and classes that iterate their first argument before they return. */
const ITERATING_GLOBALS = new Set([
  'Array.from',
  'Map',
  'Map.groupBy',
  'Object.fromEntries',
  'Object.groupBy',
  'Promise.all',
  'Promise.allSettled',
  'Promise.any',
  'Promise.race',
  'Set',
]);

/** Their last steps, by which most calls are told from them. */
const ITERATING_NAMES = new Set([...ITERATING_GLOBALS].map((name) => name.slice(name.indexOf('.') + 1)));

/** The expression that a node iterates before it is done. */
export function iteratedBy(node: Node, sourceCode: SourceCode): Node | undefined {
  switch (node.type) {
    case 'ForOfStatement':
      return node.right;
    case 'SpreadElement':
      return node.parent.type === 'ObjectExpression' ? undefined : node.argument;
    case 'YieldExpression':
      return node.delegate ? node.argument : undefined;
    case 'AssignmentExpression':
      return node.left.type === 'ArrayPattern' ? node.right : undefined;
    case 'VariableDeclarator':
      return node.id.type === 'ArrayPattern' ? (node.init ?? undefined) : undefined;
    case 'CallExpression':
    case 'NewExpression':
      return mayIterate(node) && resolveExport(node.callee, isIterating, sourceCode)
        ? node.arguments[0]
        : undefined;
    default:
      return undefined;
  }
}

/** Finds the expressions that iterate what a call of a generator gives, through variables of the file. */
export function* iterationsOf(call: Node, sourceCode: SourceCode): Generator<Node> {
  // Grows while it is walked. A variable leads to each of its uses once.
  const values = new Set<Node>([call]);
  for (const value of values) {
    const node = withoutTypeWrappersAround(value);
    const { parent } = node;
    if (!parent) continue;
    if (iteratedBy(parent, sourceCode) === node) yield value;
    switch (parent.type) {
      case 'VariableDeclarator':
        if (parent.init === node && parent.id.type === 'Identifier') {
          for (const reader of readersOf(parent, sourceCode)) values.add(reader);
        }
        break;
      case 'MemberExpression': {
        const name = parent.object === node ? (memberName(parent) ?? '') : '';
        const called = parent.parent.type === 'CallExpression' && parent.parent.callee === parent;
        if (called && RUNNING_METHODS.has(name)) yield value;
        if (called && LAZY_METHODS.has(name)) values.add(parent.parent);
        break;
      }
    }
  }
}

/** The uses of a variable that holds one value for good. */
function readersOf(declarator: TSESTree.VariableDeclarator, sourceCode: SourceCode): Node[] {
  const references = sourceCode.getDeclaredVariables(declarator).flatMap((variable) => variable.references);
  const isSettled = references.every((reference) => reference.init === true || !reference.isWrite());
  return isSettled
    ? references.filter((reference) => reference.isRead()).map((reference) => reference.identifier)
    : [];
}

/** Spares most calls a closer look. A name alone may be an alias of anything. */
function mayIterate({ callee }: Call): boolean {
  return callee.type === 'Identifier' || ITERATING_NAMES.has(lastName(callee) ?? '');
}

function isIterating(module: string, path: readonly string[]): true | undefined {
  return (module === GLOBAL_MODULE && ITERATING_GLOBALS.has(path.join('.'))) || undefined;
}
