import type { Node } from '../ast.ts';
import type { Holder } from './members.ts';

/** Where members are looked up: an object literal, a class itself, or its instances. */
export interface Receiver {
  readonly node: Holder;
  readonly instance: boolean;
}

/** The class or object literal that `this` belongs to: arrow functions are seen through, other functions rebind it. */
export function receiverOfThis(node: Node): Receiver | undefined {
  let child: Node = node;
  for (let parent = node.parent; parent; child = parent, parent = parent.parent) {
    switch (parent.type) {
      case 'FunctionDeclaration':
        return undefined;
      case 'FunctionExpression':
        if (parent.parent.type === 'Property' && parent.parent.parent.type === 'ObjectExpression') {
          return { node: parent.parent.parent, instance: false };
        }
        if (parent.parent.type !== 'MethodDefinition') return undefined;
        return { node: parent.parent.parent.parent, instance: !parent.parent.static };
      case 'PropertyDefinition':
      case 'AccessorProperty':
        if (child === parent.value) return { node: parent.parent.parent, instance: !parent.static };
        break;
      case 'StaticBlock':
        return { node: parent.parent.parent, instance: false };
    }
  }
  return undefined;
}
