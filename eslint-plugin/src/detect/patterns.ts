import type { TSESTree } from '@typescript-eslint/utils';
import { getPropertyName } from '../ast.ts';
import type { Node, SourceCode } from '../ast.ts';

/** What patterns give their variables: `{ promises: { readFile } }`, `[first]`. */

/** The whole left side of the declaration or assignment that an identifier is written by. */
export function targetOf(identifier: TSESTree.Identifier): Node | undefined {
  let node: Node = identifier;
  for (;;) {
    const parent: Node = node.parent;
    switch (parent.type) {
      case 'VariableDeclarator':
        // Without an initialiser this is the variable of a `for…of`, which is given the elements, not the value.
        return parent.init ? parent.id : undefined;
      case 'AssignmentExpression':
        // `fs ??= require('node:fs')` loads a module when it is first needed.
        return ['=', '??=', '||='].includes(parent.operator) ? parent.left : undefined;
      case 'ArrayPattern':
      case 'AssignmentPattern':
      case 'ObjectPattern':
      case 'Property':
      case 'RestElement':
        node = parent;
        break;
      default:
        return undefined;
    }
  }
}

/** The names that lead from a value to the variable that a pattern gives it, or a part of it. */
export function namesTo(name: string, target: Node, sourceCode: SourceCode): readonly string[] | undefined {
  switch (target.type) {
    case 'Identifier':
      return target.name === name ? [] : undefined;
    case 'AssignmentPattern':
      return namesTo(name, target.left, sourceCode);
    case 'TSParameterProperty':
      return namesTo(name, target.parameter, sourceCode);
    case 'ArrayPattern':
      for (const [index, element] of target.elements.entries()) {
        const inner = element && element.type !== 'RestElement' && namesTo(name, element, sourceCode);
        if (inner) return [String(index), ...inner];
      }
      return undefined;
    case 'ObjectPattern':
      for (const property of target.properties) {
        if (property.type === 'RestElement') {
          if (namesTo(name, property.argument, sourceCode)) return [];
          continue;
        }
        const inner = namesTo(name, property.value, sourceCode);
        if (!inner) continue;
        const key = getPropertyName(property, sourceCode.getScope(property));
        return key === null ? undefined : [key, ...inner];
      }
      return undefined;
    default:
      return undefined;
  }
}

/** What a variable of a pattern is given where the value has nothing for it: `io` in `({ fs: io = nodeFs })`. */
export function defaultOf(name: string, target: Node): Node | undefined {
  switch (target.type) {
    case 'AssignmentPattern':
      return target.left.type === 'Identifier' && target.left.name === name
        ? target.right
        : defaultOf(name, target.left);
    case 'TSParameterProperty':
      return defaultOf(name, target.parameter);
    case 'ObjectPattern':
      for (const property of target.properties) {
        const found = property.type === 'Property' ? defaultOf(name, property.value) : undefined;
        if (found) return found;
      }
      return undefined;
    default:
      return undefined;
  }
}
