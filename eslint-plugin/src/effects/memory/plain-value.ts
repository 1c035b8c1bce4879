import type { TSESTree } from '@typescript-eslint/utils';
import { getPropertyName, lastName, withoutTypeWrappersAround } from '../../ast.ts';
import type { Node, SourceCode, Variable } from '../../ast.ts';
import { resolveExport } from '../../detect/export-reference.ts';
import { isLookingMethod } from '../known/known-calls.ts';

/**
 * Whether a variable holds a text, a number or a truth value, as far as its type or its uses tell: there is nothing in
 * it that anybody could change. An object may be put into a text, too, so that no use may speak against it.
 */
export function isPlainValue(variable: Variable, sourceCode: SourceCode): boolean {
  return (
    variable.identifiers.some(isTypedPlain) ||
    (variable.references.some(({ identifier }) => isPlainUse(identifier, sourceCode)) &&
      !variable.references.some(({ identifier }) => isObjectUse(identifier)))
  );
}

/** Whether a value has a property that no text and no number has. */
function isObjectUse(identifier: Node): boolean {
  const node = withoutTypeWrappersAround(identifier);
  const { parent } = node;
  if (parent?.type !== 'MemberExpression' || parent.object !== node) return false;
  const name = getPropertyName(parent);
  return name !== null && name !== 'length' && !isLookingMethod(name) && !OF_TEXTS.has(name);
}

/** Methods of texts that collections do not have. */
const OF_TEXTS = new Set(['substr', 'toPrecision', 'toExponential', 'isWellFormed', 'toWellFormed']);

const PLAIN_TYPES = new Set([
  'TSBigIntKeyword',
  'TSBooleanKeyword',
  'TSLiteralType',
  'TSNumberKeyword',
  'TSStringKeyword',
  'TSTemplateLiteralType',
]);

function isTypedPlain(identifier: Node): boolean {
  const type = identifier.type === 'Identifier' ? identifier.typeAnnotation?.typeAnnotation : undefined;
  return type !== undefined && isPlainType(type);
}

function isPlainType(type: TSESTree.TypeNode): boolean {
  if (type.type !== 'TSUnionType') return PLAIN_TYPES.has(type.type);
  return type.types.every(
    (part) => isPlainType(part) || part.type === 'TSUndefinedKeyword' || part.type === 'TSNullKeyword',
  );
}

/** What is put into texts, calculated with, or used as a path. */
function isPlainUse(identifier: Node, sourceCode: SourceCode): boolean {
  const node = withoutTypeWrappersAround(identifier);
  const { parent } = node;
  switch (parent?.type) {
    case 'TemplateLiteral':
      return parent.parent.type !== 'TaggedTemplateExpression';
    case 'BinaryExpression':
      return ['+', '-', '*', '/', '%', '<', '>', '<=', '>='].includes(parent.operator);
    case 'UpdateExpression':
      return true;
    case 'MemberExpression':
      return parent.computed && parent.property === node;
    case 'CallExpression':
      return parent.callee !== node && takesPlain(parent, node, sourceCode);
    default:
      return false;
  }
}

/** Whether a function takes a text at the position of an argument: a path, most of all. */
function takesPlain(
  { callee, arguments: args }: TSESTree.CallExpression,
  argument: Node,
  sourceCode: SourceCode,
): boolean {
  const name = lastName(callee) ?? '';
  if (PATH_FUNCTIONS.test(name)) return resolveExport(callee, isOfPath, sourceCode) !== undefined;
  return (
    /^(?:exists|read|write|append|stat|lstat|mkdir|rm|unlink|readdir|access|open|copy|rename|realpath|outputFile|outputJson|ensureDir|ensureFile|remove|exec|spawn)[A-Za-z]*Sync$/.test(
      name,
    ) && args[0] === argument
  );
}

const PATH_FUNCTIONS = /^(?:join|resolve|dirname|basename|extname|relative|normalize|isAbsolute)$/;

function isOfPath(module: string): true | undefined {
  return /^(?:node:)?path(?:\/|$)|^pathe$|^upath$/.test(module) || undefined;
}
