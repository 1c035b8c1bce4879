import type { TSESTree } from '@typescript-eslint/utils';
import { memberName } from '../ast.ts';
import type { Node, SourceCode } from '../ast.ts';
import { nodesInFile } from '../walk.ts';

/** A place that reads a property by its name: `this.config`, or `config` in `const { config } = this`. */
export interface PropertyRead {
  readonly node: Node;
  readonly name: string;
  readonly object: Node;
}

/** Finds all of them in a file. */
export function* propertyReads(sourceCode: SourceCode): Generator<PropertyRead> {
  for (const node of nodesInFile(sourceCode)) {
    if (node.type === 'MemberExpression') {
      const name = isRead(node) ? memberName(node) : null;
      if (name !== null) yield { node, name, object: node.object };
    }
    const object = node.type === 'ObjectPattern' ? destructured(node) : null;
    if (node.type !== 'ObjectPattern' || !object) continue;
    for (const property of node.properties) {
      const name = property.type === 'Property' ? memberName(property) : null;
      if (name !== null) yield { node: property, name, object };
    }
  }
}

/** Whether the value of a member is asked for: a target that is only given a value, or deleted, is not read. */
function isRead(member: TSESTree.MemberExpression): boolean {
  const { parent } = member;
  switch (parent.type) {
    case 'AssignmentExpression':
      return parent.left !== member || parent.operator !== '=';
    case 'AssignmentPattern':
    case 'ForInStatement':
    case 'ForOfStatement':
      return parent.left !== member;
    case 'Property':
      return parent.value !== member || parent.parent.type !== 'ObjectPattern';
    case 'UnaryExpression':
      return parent.operator !== 'delete';
    case 'ArrayPattern':
    case 'RestElement':
      return false;
    default:
      return true;
  }
}

/** What a whole pattern takes apart. */
function destructured(pattern: TSESTree.ObjectPattern): Node | null {
  const { parent } = pattern;
  if (parent.type === 'VariableDeclarator') return parent.init;
  return parent.type === 'AssignmentExpression' ? parent.right : null;
}
