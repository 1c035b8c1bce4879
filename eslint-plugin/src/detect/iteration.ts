import type { TSESTree } from '@typescript-eslint/utils';
import { memberName, withoutTypeWrappers } from '../ast.ts';
import type { Node, SourceCode } from '../ast.ts';
import { GLOBAL_MODULE, resolveExport } from './export-reference.ts';

/**
 * Where what a generator gives is iterated: the code of a generator runs there, bit by bit, and not where the generator
 * is called.
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

/** Finds the expressions that iterate what a call of a generator gives, through variables of the file. */
export function* iterationsOf(call: Node, sourceCode: SourceCode): Generator<Node> {
  // Grows while it is walked. A variable leads to each of its uses once.
  const values = new Set<Node>([call]);
  for (const value of values) {
    const node = outermost(value);
    const { parent } = node;
    switch (parent?.type) {
      case 'ForOfStatement':
        if (parent.right === node) yield value;
        break;
      case 'SpreadElement':
        if (parent.parent.type !== 'ObjectExpression') yield value;
        break;
      case 'YieldExpression':
        if (parent.delegate) yield value;
        break;
      case 'AssignmentExpression':
        if (parent.left.type === 'ArrayPattern' && parent.right === node) yield value;
        break;
      case 'VariableDeclarator':
        if (parent.init !== node) break;
        if (parent.id.type === 'ArrayPattern') yield value;
        if (parent.id.type === 'Identifier') {
          for (const reader of readersOf(parent, sourceCode)) values.add(reader);
        }
        break;
      case 'CallExpression':
      case 'NewExpression':
        if (parent.arguments[0] === node && resolveExport(parent.callee, isIterating, sourceCode))
          yield value;
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

function isIterating(module: string, path: readonly string[]): true | undefined {
  return (module === GLOBAL_MODULE && ITERATING_GLOBALS.has(path.join('.'))) || undefined;
}

/** The expression with the type assertions around it. */
function outermost(value: Node): Node {
  let node = value;
  while (node.parent && node.parent !== node && withoutTypeWrappers(node.parent) !== node.parent)
    node = node.parent;
  return node;
}
