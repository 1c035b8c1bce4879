import type { TSESTree } from '@typescript-eslint/utils';
import { getPropertyName, variableOf, withoutTypeWrappers } from '../../ast.ts';
import type { Node, SourceCode, Variable } from '../../ast.ts';
import { resolveExport } from '../../detect/export-reference.ts';
import { isGlobal } from '../async-function.ts';

/**
 * Whether a value is shown to be an array. Typed arrays, streams, iterators and classes of anybody's own have a `map`
 * and a `filter` too, and do other things with what the callback gives.
 */
export function isShownArray(value: Node, sourceCode: SourceCode): boolean {
  return isArray(value, sourceCode, new Set());
}

/** Methods that nothing but arrays and strings have, and that give an array there. */
const GIVES_ARRAY = new Set(['concat', 'flat', 'splice', 'split', 'toSpliced']);

/** Methods that arrays share with others, and that give what they are called on once more. */
const KEEPS_KIND = new Set([
  'filter',
  'flatMap',
  'map',
  'reverse',
  'slice',
  'sort',
  'toReversed',
  'toSorted',
  'with',
]);

/** What nothing but an array has. */
const OF_ARRAYS_ONLY = new Set(['concat', 'flat', 'pop', 'shift', 'splice', 'toSpliced']);

const ARRAY_FUNCTIONS = new Set([
  'Array.from',
  'Array.of',
  'Object.entries',
  'Object.getOwnPropertyNames',
  'Object.keys',
  'Object.values',
  'Promise.all',
  'Promise.allSettled',
  'Reflect.ownKeys',
  'fs.promises.readdir',
  'fs.readdirSync',
  'fs/promises.readdir',
]);

function isArray(value: Node, sourceCode: SourceCode, entered: Set<Variable>): boolean {
  if (isAssertedArray(value)) return true;
  const node = withoutTypeWrappers(value);
  const isPartArray = (part: Node) => isArray(part, sourceCode, entered);
  switch (node.type) {
    case 'ArrayExpression':
      return true;
    case 'AwaitExpression':
      return isPartArray(node.argument);
    case 'ConditionalExpression':
      return isPartArray(node.consequent) && isPartArray(node.alternate);
    case 'LogicalExpression':
      // What stands in for a value is of its kind.
      return isPartArray(node.right);
    case 'NewExpression':
      return isGlobalArray(node.callee, sourceCode);
    case 'MemberExpression':
      return resolveExport(node, isProcessArguments, sourceCode) !== undefined;
    case 'CallExpression':
      return givesArray(node, sourceCode, isPartArray);
    case 'Identifier': {
      const variable = variableOf(node, sourceCode);
      if (!variable || entered.has(variable)) return false;
      entered.add(variable);
      return isArrayVariable(variable, sourceCode, isPartArray);
    }
    default:
      return false;
  }
}

function isGlobalArray(callee: Node, sourceCode: SourceCode): boolean {
  return callee.type === 'Identifier' && callee.name === 'Array' && isGlobal('Array', callee, sourceCode);
}

function isAssertedArray(node: Node): boolean {
  switch (node.type) {
    case 'TSAsExpression':
    case 'TSSatisfiesExpression':
    case 'TSTypeAssertion':
      return isArrayType(node.typeAnnotation) || isAssertedArray(node.expression);
    case 'TSNonNullExpression':
      return isAssertedArray(node.expression);
    default:
      return false;
  }
}

function givesArray(
  { callee, arguments: args }: TSESTree.CallExpression,
  sourceCode: SourceCode,
  isPartArray: (part: Node) => boolean,
): boolean {
  if (isGlobalArray(callee, sourceCode)) return true;
  if (callee.type === 'MemberExpression') {
    const method = getPropertyName(callee) ?? '';
    // `Buffer.concat` gives bytes.
    const isStatic = callee.object.type === 'Identifier' && callee.object.name === 'Buffer';
    if (GIVES_ARRAY.has(method) && !isStatic) return true;
    if (KEEPS_KIND.has(method) && isPartArray(callee.object)) return true;
  }
  // A call that has been moved already gives what the function gives.
  const [moved] = resolveExport(callee, isToThread, sourceCode) ? args : [];
  return resolveExport(moved ?? callee, isArrayFunction, sourceCode) !== undefined;
}

function isToThread(_: string, path: readonly string[]): true | undefined {
  return path.at(-1) === 'toThread' || undefined;
}

function isArrayFunction(module: string, path: readonly string[]): true | undefined {
  const from = module === 'globalThis' ? [] : [module];
  return ARRAY_FUNCTIONS.has([...from, ...path.filter((step) => step !== 'default')].join('.')) || undefined;
}

function isProcessArguments(module: string, path: readonly string[]): true | undefined {
  const name = [module, ...path].filter((step) => step !== 'globalThis' && step !== 'default').join('.');
  return name === 'process.argv' || name === 'process.execArgv' || undefined;
}

function isArrayVariable(
  { defs, references, name }: Variable,
  sourceCode: SourceCode,
  isPartArray: (part: Node) => boolean,
): boolean {
  const [definition] = defs;
  if (!definition || defs.length > 1) return false;
  const declared = definition.name;
  if (declared.type === 'Identifier' && declared.typeAnnotation)
    return isArrayType(declared.typeAnnotation.typeAnnotation);
  if (declared.parent.type === 'RestElement') return declared.parent.parent.type !== 'ObjectPattern';
  if (references.some(({ identifier }) => isUsedAsArray(identifier))) return true;
  if (definition.type === 'Parameter' && isDocumentedArray(name, definition.node, sourceCode)) return true;
  const writes = references.filter((reference) => reference.isWrite());
  return (
    writes.length > 0 &&
    writes.every(({ identifier, writeExpr }) => writeExpr && isWhole(identifier) && isPartArray(writeExpr))
  );
}

/** Whether a write gives the variable the whole of a value, and not what a pattern takes out of it. */
function isWhole({ parent }: Node): boolean {
  return (
    parent?.type === 'AssignmentExpression' ||
    parent?.type === 'AssignmentPattern' ||
    (parent?.type === 'VariableDeclarator' && parent.init !== null)
  );
}

/** `paths.pop()`, `Array.isArray(paths)` */
function isUsedAsArray({ parent }: Node): boolean {
  if (parent?.type === 'MemberExpression') return OF_ARRAYS_ONLY.has(getPropertyName(parent) ?? '');
  return (
    parent?.type === 'CallExpression' &&
    parent.callee.type === 'MemberExpression' &&
    parent.callee.object.type === 'Identifier' &&
    parent.callee.object.name === 'Array' &&
    getPropertyName(parent.callee) === 'isArray'
  );
}

/** What a doc comment says of a parameter: `@param {string[]} paths`. */
function isDocumentedArray(name: string, fn: Node, sourceCode: SourceCode): boolean {
  if (!sourceCode.text.includes('@param')) return false;
  let node = fn;
  while (
    node.parent &&
    !/^(?:Export\w*|\w*Statement|\w*Declaration|MethodDefinition|Property)$/.test(node.type)
  )
    node = node.parent;
  const place = node.parent?.type.startsWith('Export') ? node.parent : node;
  const pattern = new RegExp(`@param\\s*\\{\\s*([^}]*[^}\\s])\\s*\\}\\s*\\[?${escaped(name)}(?![\\w$])`);
  return sourceCode
    .getCommentsBefore(place)
    .some(({ value }) =>
      /\[\]$|^(?:readonly )?(?:Array|ReadonlyArray)</.test(pattern.exec(value)?.[1] ?? ''),
    );
}

function escaped(text: string): string {
  return text.replaceAll('$', '\\$');
}

function isArrayType(type: TSESTree.TypeNode): boolean {
  switch (type.type) {
    case 'TSArrayType':
    case 'TSTupleType':
      return true;
    case 'TSTypeOperator':
      return type.typeAnnotation !== undefined && isArrayType(type.typeAnnotation);
    case 'TSTypeReference':
      return (
        type.typeName.type === 'Identifier' &&
        (type.typeName.name === 'Array' || type.typeName.name === 'ReadonlyArray')
      );
    default:
      return false;
  }
}
