import { isFunction, memberName } from '../ast.ts';
import type { Node } from '../ast.ts';
import type { ClassNode } from './execution-context.ts';
import type { Body } from './local-function.ts';

/** What people call a function or a class of the file: its own name, or that of what it is given to. */
export function bodyName(body: Body): string {
  const named = constructedClass(body);
  return named ? `new ${nameOf(named) ?? 'class'}` : (nameOf(body) ?? 'anonymous function');
}

/** The name by which code of the file calls a function or constructs a class. */
export function callableName(body: Body): string | undefined {
  return nameOf(constructedClass(body) ?? body);
}

/** The class that a body makes an instance of: its fields or its constructor. */
export function constructedClass(body: Body): ClassNode | undefined {
  if (!isFunction(body)) return body;
  const { parent } = body;
  return parent.type === 'MethodDefinition' && parent.kind === 'constructor'
    ? parent.parent.parent
    : undefined;
}

function nameOf(body: Body): string | undefined {
  return body.id?.name ?? nameOfHolder(body);
}

/** `exports.read`, `Store.prototype.read`, but not `module.exports`, which may be called anything. */
function nameOfMember(target: Node): string | undefined {
  const name = target.type === 'MemberExpression' ? memberName(target) : null;
  return name === null || name === 'exports' ? undefined : name;
}

function nameOfHolder({ parent }: Node): string | undefined {
  switch (parent?.type) {
    case 'VariableDeclarator':
      return parent.id.type === 'Identifier' ? parent.id.name : undefined;
    case 'AssignmentExpression':
      return parent.left.type === 'Identifier' ? parent.left.name : nameOfMember(parent.left);
    case 'MethodDefinition':
    case 'Property':
    case 'PropertyDefinition':
      return memberName(parent) ?? undefined;
    default:
      return undefined;
  }
}
