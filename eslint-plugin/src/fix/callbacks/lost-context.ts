import type { TSESTree } from '@typescript-eslint/utils';
import { isFunction, withoutTypeWrappers } from '../../ast.ts';
import type { Node, SourceCode } from '../../ast.ts';
import { nodesIn } from '../../walk.ts';

/**
 * Whether TypeScript takes what a callback gives for something wider once it is async: a pair in `new Map(…)` becomes a
 * list, and a text that is one of several becomes any text. What a promise of it is expected to be does not reach so far.
 */
export function losesContext(
  call: TSESTree.CallExpression,
  callback: TSESTree.Expression,
  sourceCode: SourceCode,
): boolean {
  if (!isFunction(callback) || callback.returnType) return false;
  const context = contextOf(call);
  if (context === 'none') return false;
  const results =
    callback.body.type === 'BlockStatement'
      ? nodesIn(callback.body, sourceCode).flatMap((node) =>
          node.type === 'ReturnStatement' && node.argument ? [node.argument] : [],
        )
      : [callback.body];
  return results.some((result) => (context === 'argument' ? hasLiteral(result) : isLiteral(result)));
}

/** What says which type the list of a call is to have: nobody, a function that is called with it, or a declaration. */
function contextOf(call: Node): 'none' | 'argument' | 'declaration' {
  let node = call;
  for (; node.parent; node = node.parent) {
    const { parent } = node;
    const isPassedOn =
      parent.type === 'AwaitExpression' ||
      (parent.type === 'CallExpression' && /^Promise\.all\b/.test(nameOf(parent.callee)));
    if (!isPassedOn) break;
  }
  const { parent } = node;
  switch (parent?.type) {
    case 'CallExpression':
    case 'NewExpression':
      return 'argument';
    case 'VariableDeclarator':
      return parent.id.typeAnnotation ? 'declaration' : 'none';
    case 'ReturnStatement':
      return functionAround(parent)?.returnType ? 'declaration' : 'none';
    case 'ExpressionStatement':
    case 'ForOfStatement':
    case 'MemberExpression':
      return 'none';
    default:
      return 'declaration';
  }
}

function nameOf(callee: Node): string {
  return callee.type === 'MemberExpression' &&
    callee.object.type === 'Identifier' &&
    callee.property.type === 'Identifier'
    ? `${callee.object.name}.${callee.property.name}`
    : '';
}

function functionAround({ parent }: Node): TSESTree.FunctionLike | undefined {
  if (!parent) return undefined;
  return isFunction(parent) ? parent : functionAround(parent);
}

function isLiteral(result: Node): boolean {
  const node = withoutTypeWrappers(result);
  if (node.type === 'ConditionalExpression') return isLiteral(node.consequent) || isLiteral(node.alternate);
  return node.type === 'Literal' && node.value !== null && !isConstant(result);
}

function hasLiteral(result: Node): boolean {
  if (isConstant(result)) return false;
  const node = withoutTypeWrappers(result);
  switch (node.type) {
    case 'ArrayExpression':
      return true;
    case 'ConditionalExpression':
      return hasLiteral(node.consequent) || hasLiteral(node.alternate);
    case 'ObjectExpression':
      return node.properties.some((property) => property.type === 'Property' && hasLiteral(property.value));
    default:
      return isLiteral(result);
  }
}

/** `as const` */
function isConstant(node: Node): boolean {
  return (
    node.type === 'TSAsExpression' &&
    node.typeAnnotation.type === 'TSTypeReference' &&
    node.typeAnnotation.typeName.type === 'Identifier' &&
    node.typeAnnotation.typeName.name === 'const'
  );
}
