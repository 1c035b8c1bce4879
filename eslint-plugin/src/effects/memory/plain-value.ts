import type { TSESTree } from '@typescript-eslint/utils';
import { getPropertyName, withoutTypeWrappersAround } from '../../ast.ts';
import type { Node, Variable } from '../../ast.ts';

/**
 * Whether a variable holds a text, a number or a truth value, as far as its type or its uses tell: there is nothing in
 * it that anybody could change.
 */
export function isPlainValue(variable: Variable): boolean {
  return (
    variable.identifiers.some(isTypedPlain) ||
    variable.references.some(({ identifier }) => isPlainUse(identifier))
  );
}

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
function isPlainUse(identifier: Node): boolean {
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
      return parent.callee !== node && takesPlain(parent, node);
    default:
      return false;
  }
}

/** Whether a function takes a text at the position of an argument: a path, most of all. */
function takesPlain({ callee, arguments: args }: TSESTree.CallExpression, argument: Node): boolean {
  const name =
    callee.type === 'MemberExpression'
      ? (getPropertyName(callee) ?? '')
      : callee.type === 'Identifier'
        ? callee.name
        : '';
  if (/^(?:join|resolve|dirname|basename|extname|relative|normalize|isAbsolute)$/.test(name)) return true;
  return (
    /^(?:exists|read|write|append|stat|lstat|mkdir|rm|unlink|readdir|access|open|copy|rename|realpath|outputFile|outputJson|ensureDir|ensureFile|remove|exec|spawn)[A-Za-z]*Sync$/.test(
      name,
    ) && args[0] === argument
  );
}
